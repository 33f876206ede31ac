"""The bar above the page of an entity: the way back, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton

from reader.i18n import Translator
from reader.ui.browse.look import Look

_SIGN = 16
_FORMATS = ("markdown", "html", "csv")


class Bar(QFrame):
    """Buttons. ``export_requested`` carries the format of a dossier."""

    back_requested = Signal()
    merge_requested = Signal()
    split_requested = Signal()
    apart_requested = Signal()
    reject_requested = Signal()
    articles_requested = Signal()
    export_requested = Signal(str)

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self.setProperty("role", "page")
        self.back = QToolButton()
        self.back.setText(_("Back"))
        self.back.setToolTip(_("Back") + " (Alt+←)")
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.back.clicked.connect(lambda _checked=False: self.back_requested.emit())
        self.merge = self._button(_("Merge with…"), self.merge_requested)
        self.split = self._button(_("Split…"), self.split_requested)
        self.more = QToolButton()
        self.more.setAccessibleName(_("More"))
        self.more.setToolTip(_("More"))
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self._exports = QMenu(_("Export a dossier"), self._menu)
        self._fill()
        self.more.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch(1)
        for button in (self.merge, self.split, self.more):
            row.addWidget(button)
        self.set_look(look)

    def actions_of_menu(self) -> Sequence[str]:
        """Return what the menu offers."""
        return [action.text() for action in self._menu.actions() if action.text()]

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        for button, name in ((self.back, "arrow-left"), (self.more, "more")):
            button.setIcon(look.icons.icon(name, "", _SIGN))
            button.setIconSize(QSize(_SIGN, _SIGN))

    def _fill(self) -> None:
        _ = self._translator.gettext
        menu = self._menu
        menu.addAction(_("List its articles"), self.articles_requested.emit)
        names = (_("Markdown…"), _("Web page…"), _("Table (CSV)…"))
        for fmt, name in zip(_FORMATS, names, strict=True):
            self._exports.addAction(name).triggered.connect(
                lambda _checked=False, chosen=fmt: self.export_requested.emit(chosen)
            )
        menu.addMenu(self._exports)
        menu.addSeparator()
        menu.addAction(_("Keep apart from…"), self.apart_requested.emit)
        menu.addAction(_("Not an entity"), self.reject_requested.emit)

    @staticmethod
    def _button(text: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False: signal.emit())
        return button
