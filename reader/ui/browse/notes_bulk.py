"""What can be done with the highlights that are selected in the list of notes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.models import Color, Style
from reader.ui.browse.look import Look
from reader.ui.panel.colors import ColorMenu

_ICON = 16
_TOOLS: Mapping[str, tuple[str, str]] = {
    "color": ("highlight", N_("Colour")),
    "style": ("underline", N_("Colour behind the text, or a line below it")),
    "star": ("star", N_("Star")),
    "tags": ("tag", N_("Edit tags…")),
    "export": ("export", N_("Export the selected highlights…")),
    "delete": ("trash", N_("Delete")),
}


class BulkBar(QFrame):
    """Stands below the list while several highlights are selected; in the trash, always.

    ``style_requested`` and ``star_requested`` turn to the other state of the selected highlights.
    """

    color_requested = Signal(object)
    style_requested = Signal()
    star_requested = Signal()
    tags_requested = Signal()
    export_requested = Signal()
    delete_requested = Signal()
    restore_requested = Signal()
    forget_requested = Signal()

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._look = look
        self._names = translator.color_names({})
        self.setProperty("role", "window")
        self.setAccessibleName(translator.gettext("Selected highlights"))
        self.count = QLabel()
        self.count.setProperty("role", "soft")
        self.tools = {name: self._tool(translator.gettext(text)) for name, (_, text) in _TOOLS.items()}
        self.restore = QPushButton(translator.gettext("Restore"))
        self.forget = QPushButton(translator.gettext("Delete for good…"))
        self.forget.setProperty("role", "danger")
        self._row = QHBoxLayout()
        self._row.setContentsMargins(14, 6, 10, 6)
        self._row.setSpacing(2)
        self._row.addWidget(self.count, 1)
        for widget in (*self.tools.values(), self.restore, self.forget):
            self._row.addWidget(widget)
        line = QFrame()
        line.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addLayout(self._row)
        self._connect()
        self.set_look(look)
        self.show_for(0, trash=False)

    def show_for(self, count: int, *, trash: bool) -> None:
        """Offer what can be done with ``count`` highlights; those in the trash come back, or go for good."""
        self.setVisible(count > 1 or trash)
        self.count.setText(self._translator.ngettext("{n} selected", "{n} selected", count))
        for tool in self.tools.values():
            tool.setVisible(not trash)
        for button in (self.restore, self.forget):
            button.setVisible(trash)
            button.setEnabled(bool(count))

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        for name, tool in self.tools.items():
            tool.setIcon(look.icons.icon(_TOOLS[name][0], "", _ICON))

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Call colours by other names."""
        self._names = dict(names)

    def color_menu(self) -> ColorMenu:
        """Return the menu of the colours."""
        menu = ColorMenu(self._translator, self._look.theme, None, self, names=self._names)
        menu.color_chosen.connect(self.color_requested)
        return menu

    def _tool(self, text: str) -> QToolButton:
        tool = QToolButton()
        tool.setAccessibleName(text)
        tool.setToolTip(text)
        tool.setIconSize(QSize(_ICON, _ICON))
        return tool

    def _connect(self) -> None:
        self.tools["color"].clicked.connect(self._open_colors)
        self.tools["style"].clicked.connect(self.style_requested)
        self.tools["star"].clicked.connect(self.star_requested)
        self.tools["tags"].clicked.connect(self.tags_requested)
        self.tools["export"].clicked.connect(self.export_requested)
        self.tools["delete"].clicked.connect(self.delete_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.forget.clicked.connect(self.forget_requested)

    def _open_colors(self) -> None:
        button, menu = self.tools["color"], self.color_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


def turned(styles: set[Style]) -> Style:
    """Return how highlights of these styles are drawn after the switch: with a line, if not all are."""
    return Style.FILL if styles == {Style.UNDERLINE} else Style.UNDERLINE
