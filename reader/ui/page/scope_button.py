"""A button that says, and lets one choose, how far corrections reach."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton

from reader.i18n import Translator
from reader.models import Scope
from reader.ui.entity_types import SCOPE_NAMES
from reader.ui.icons import Icons
from reader.ui.theme import Theme

KEY = "Shift+S"


class ScopeButton(QToolButton):
    """Shows a scope and opens a menu of all. ``scope_chosen`` carries the :class:`Scope` that was chosen."""

    scope_chosen = Signal(object)

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        _ = translator.gettext
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.setIconSize(QSize(12, 12))
        self.setAutoRaise(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._group = QActionGroup(self._menu)
        for scope, name in SCOPE_NAMES.items():
            action = self._menu.addAction(_(name), partial(self._choose, scope))
            action.setCheckable(True)
            action.setData(scope)
            self._group.addAction(action)
        self.setMenu(self._menu)
        self.set_scope(Scope.ARTICLE)

    def set_scope(self, scope: Scope) -> None:
        """Show another scope, without a signal."""
        name = self._translator.gettext(SCOPE_NAMES[scope])
        self.setText(name)
        reach = self._translator.gettext("Corrections reach: {scope}").format(scope=name)
        self.setAccessibleName(reach)
        self.setToolTip(self._translator.gettext("{action} ({key})").format(action=reach, key=KEY))
        for action in self._group.actions():
            action.setChecked(action.data() is scope)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.setIcon(Icons(theme).icon("chevron-down", theme.soft, 12))

    def is_open(self) -> bool:
        """Whether the menu is open."""
        return self._menu.isVisible()

    def _choose(self, scope: Scope) -> None:
        self.set_scope(scope)
        self.scope_chosen.emit(scope)
