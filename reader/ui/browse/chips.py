"""The filters that narrow a list, as chips; a click on one takes it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.models import Filter
from reader.ui.browse.look import Look
from reader.ui.browse.notes_filter import NotesFilter
from reader.ui.panel.flow import FlowLayout

STATES: Mapping[str, str] = {
    "unread": N_("Unread"),
    "starred": N_("Starred"),
    "annotated": N_("With notes or highlights"),
    "noted": N_("With a note"),
    "orphan": N_("Place not found"),
}
CROSS = 10
THIN_SPACE = "\u2009"


class Chips(QWidget):
    """Shows a filter of articles or of notes and lets the user widen it; ``filter_changed`` tells it then."""

    filter_changed = Signal(object)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._look = look
        self._filter: Filter | NotesFilter = Filter()
        self._labels: dict[str, str] = {}
        self._chips: dict[str, QPushButton] = {}
        self._anchor = QWidget(self)  # where Tab comes to the chips, which are made again and again
        self._anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # hidden, it is passed over
        self._anchor.hide()
        self._flow = FlowLayout(self, 6)
        self.setContentsMargins(0, 3, 0, 3)
        for named in (self, self._anchor):
            named.setAccessibleName(translator.gettext("Active filters"))
        self.hide()

    @property
    def filter(self) -> Filter | NotesFilter:
        """The filter that is shown."""
        return self._filter

    def set_filter(self, shown: Filter | NotesFilter, labels: Mapping[str, str]) -> None:
        """Show a filter; ``labels`` name the values of its fields in the reader's language.

        A field without a label shows its value. The trash is a place, not a filter: it has no chip.
        """
        self._filter = shown
        self._labels = dict(labels)
        self._build()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        for chip in self._chips.values():
            chip.setIcon(look.icons.icon("close", look.theme.soft, CROSS))

    def _build(self) -> None:
        focused = any(chip.hasFocus() for chip in self._chips.values())
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {name: self._chip(name) for name in active(self._filter)}
        before = self._anchor
        for chip in self._chips.values():
            self._flow.addWidget(chip)
            QWidget.setTabOrder(before, chip)
            chip.show()
            before = chip
        self.setVisible(bool(self._chips))
        if focused and self._chips:
            next(iter(self._chips.values())).setFocus()
        self.updateGeometry()

    def _chip(self, name: str) -> QPushButton:
        value = STATES.get(name)
        label = self._translator.gettext(value) if value else str(getattr(self._filter, name))
        label = self._labels.get(name, label)
        chip = QPushButton(label.replace("&", "&&") + THIN_SPACE, self)
        chip.setProperty("role", "chip")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # puts the cross behind the name
        chip.setIcon(self._look.icons.icon("close", self._look.theme.soft, CROSS))
        chip.setIconSize(QSize(CROSS, CROSS))
        remove = self._translator.gettext("Remove the filter {name}").format(name=label)
        chip.setAccessibleName(remove)
        chip.setToolTip(remove)
        chip.clicked.connect(lambda: self._remove(name))
        return chip

    def _remove(self, name: str) -> None:
        empty = type(self._filter)()
        self.filter_changed.emit(replace(self._filter, **{name: getattr(empty, name)}))


def active(shown: Filter | NotesFilter) -> list[str]:
    """Return the names of the fields that narrow, without the trash."""
    empty = type(shown)()
    names = [each.name for each in fields(shown) if each.name != "trashed"]
    return [name for name in names if getattr(shown, name) != getattr(empty, name)]
