"""What the reader calls the colours of highlights, and how new highlights are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.models import Color, Style
from reader.ui.browse.look import capitalised
from reader.ui.dialogs.frame import Dialog
from reader.ui.panel.colors import swatch_icon
from reader.ui.panel.parts import label
from reader.ui.theme import Theme

LONGEST = 40  # code points of a name: more would not fit where colours are named
STYLE_NAMES: Mapping[Style, str] = {
    Style.FILL: N_("the colour behind the words"),
    Style.UNDERLINE: N_("a thick line below the words"),
}


class ColorsDialog(Dialog):
    """``names_chosen`` carries the names that were given, empty ones for the colours' own.

    ``style_chosen`` carries at once how new highlights are to be drawn.
    """

    names_chosen = Signal(object)
    style_chosen = Signal(object)

    def __init__(
        self,
        given: Mapping[Color, str],
        style: Style,
        translator: Translator,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(translator.gettext("Colours of highlights"), translator, parent)
        _ = translator.gettext
        self._given = dict(given)
        self.body.addWidget(
            label(_("Give them names of your own: they are shown wherever a colour is."), "soft", wrap=True)
        )
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        self.fields = {
            color: self._field(name, given.get(color, ""))
            for color, name in translator.color_names({}).items()
        }
        for color, field in self.fields.items():
            dot = QLabel()
            dot.setPixmap(swatch_icon(theme, color, 20).pixmap(20, 20))
            dot.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            dot.setFixedHeight(field.sizeHint().height())
            form.addRow(dot, field)
        self.body.addLayout(form)
        self.body.addWidget(label(_("New highlights"), "section"))
        self._group = QButtonGroup(self)
        self.styles = {each: QRadioButton(capitalised(_(name))) for each, name in STYLE_NAMES.items()}
        column = QVBoxLayout()
        column.setSpacing(4)
        for each, button in self.styles.items():
            button.setChecked(each is style)
            self._group.addButton(button)
            column.addWidget(button)
            button.toggled.connect(lambda on, each=each: self.style_chosen.emit(each) if on else None)
        self.body.addLayout(column)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Save"), self._save, role="primary")
        for before, after in pairwise((*self.fields.values(), *self.styles.values())):
            QWidget.setTabOrder(before, after)
        self.setFixedWidth(420)
        self.fields[Color.YELLOW].setFocus()

    def _field(self, own_name: str, given: str) -> QLineEdit:
        field = QLineEdit(given)
        field.setPlaceholderText(own_name)
        field.setAccessibleName(own_name)
        field.setMaxLength(LONGEST)
        return field

    def _save(self) -> None:
        names = {color: field.text().strip() for color, field in self.fields.items()}
        self.accept()
        if {color: name for color, name in names.items() if name} != self._given:
            self.names_chosen.emit(names)
