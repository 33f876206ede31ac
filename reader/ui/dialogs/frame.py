"""What all dialogs share: a title, a body, a row of buttons; they open without blocking."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.ui.panel.parts import hairline, label


class Dialog(QDialog):
    """A window above the main window. Put widgets into ``body``; ``open()`` shows it."""

    def __init__(self, title: str, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.translator = translator
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self.heading = label(title, "heading", wrap=True)
        self.body.addWidget(self.heading)
        self._outer.addLayout(self.body, 1)
        self._outer.addWidget(hairline())
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(24, 12, 24, 12)
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        self._outer.addLayout(self._foot)

    def add_button(
        self, text: str, clicked: Callable[[], object], *, role: str = "", left: bool = False
    ) -> QPushButton:
        """Add a button to the foot; one of the role ``primary`` answers to Enter."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        if role:
            button.setProperty("role", role)
        if role == "primary":
            button.setDefault(True)
        button.clicked.connect(lambda _checked=False: clicked())
        if left:
            self._foot.insertWidget(0, button)
        else:
            self._foot.addWidget(button)
        return button

    def add_close_button(self) -> QPushButton:
        """Add the button that closes."""
        return self.add_button(self.translator.gettext("Close"), self.close)


def copy_text(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
