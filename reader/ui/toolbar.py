"""The bar at the top: the search at the left, what one does with the open article at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from reader.i18n import Translator
from reader.ui.browse.look import Look
from reader.ui.browse.search_field import SearchField
from reader.ui.commands import COMMANDS, Actions

HEIGHT = 44
SEARCH_WIDTH = 340
ICON = 18
_LEFT = (("sidebar", "sidebar"),)
_RIGHT = (
    ("star", "star"),
    ("note", "pencil"),
    ("typography", "text-size"),
    ("export", "export"),
    ("panel", "panel"),
)
_MORE = "more"


class Toolbar(QFrame):
    """Buttons show actions: what an action is called, does and may do is told there."""

    def __init__(
        self, actions: Actions, search: SearchField, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "window")
        self.setFixedHeight(HEIGHT)
        self._buttons: dict[str, QToolButton] = {}
        self._icons = dict((*_LEFT, *_RIGHT))
        search.setMaximumWidth(SEARCH_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        self._add(row, _LEFT, actions)
        row.addSpacing(4)
        row.addWidget(search, 1)
        row.addStretch(1)
        self._add(row, _RIGHT, actions)
        self.more = self._menu_button(actions, translator)
        row.addWidget(self.more)

    def button(self, command_id: str) -> QToolButton:
        """Return the button of a command."""
        return self._buttons[command_id]

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        for name, button in self._buttons.items():
            button.setIcon(look.icons.icon(self._icons[name], "", ICON))
        self.more.setIcon(look.icons.icon(_MORE, "", ICON))

    def set_starred(self, look: Look, *, starred: bool) -> None:
        """Show whether the open article has a star."""
        name = "star-filled" if starred else "star"
        colour = look.theme.accent if starred else ""
        self._buttons["star"].setIcon(look.icons.icon(name, colour, ICON))

    def _add(self, row: QHBoxLayout, names: Sequence[tuple[str, str]], actions: Actions) -> None:
        for name, _icon in names:
            button = _flat_button(actions[name])
            self._buttons[name] = button
            row.addWidget(button)

    def _menu_button(self, actions: Actions, translator: Translator) -> QToolButton:
        button = QToolButton()
        name = translator.gettext("Menu")
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(ICON, ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        groups: dict[str, QMenu] = {}
        for command in COMMANDS:
            if command.group not in groups:
                groups[command.group] = menu.addMenu(translator.gettext(command.group))
            groups[command.group].addAction(actions[command.id])
        button.setMenu(menu)
        return button


def _flat_button(action: QAction) -> QToolButton:
    """Return a button that does what an action does; a command's check is shown by what it switches."""
    button = QToolButton()
    key = action.shortcut().toString()
    name = action.text().rstrip("…")
    button.setToolTip(f"{name} ({key})" if key else name)
    button.setAccessibleName(name)
    button.setIconSize(QSize(ICON, ICON))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button
