"""What stands where nothing is: a quiet sign, a sentence, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from reader.ui.browse.look import Look

Action = tuple[str, Callable[[], None]]
SIGN = 40
WIDTH = 280


class EmptyState(QWidget):
    """A sign, a title, a sentence, buttons (the first is the main one), and a hint."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._name = "book"
        self._buttons: list[QPushButton] = []
        self._sign = QLabel()
        self._gap = QSpacerItem(0, 0)
        self._title = self._label("heading")
        self._text = self._label("soft")
        self._hint = self._label("faint")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(8)
        self._column.addStretch(2)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for label in (self._sign, self._title, self._text, self._hint):
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.insertSpacerItem(self._column.indexOf(self._hint), self._gap)
        self._column.addStretch(3)

    def set_content(
        self,
        title: str,
        text: str = "",
        actions: Sequence[Action] = (),
        *,
        icon: str = "book",
        hint: str = "",
    ) -> None:
        """Say what is missing and what to do: ``actions`` are labels with what they do, at most three."""
        self._name = icon
        for label, said in ((self._title, title), (self._text, text), (self._hint, hint)):
            label.setText(said)
            label.setVisible(bool(said))
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._gap.changeSize(0, 12 if actions else 0)
        self._buttons = [self._button(number, *action) for number, action in enumerate(actions)]
        self.setAccessibleName(title)
        self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(look.icons.pixmap(self._name, look.theme.faint, look.scaled(SIGN), ratio))

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setFixedWidth(WIDTH)
        return label

    def _button(self, number: int, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "primary" if number == 0 else "")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(WIDTH - 60)
        button.clicked.connect(lambda _checked: act())
        # Before the hint and the stretch, which stand at the end.
        self._column.insertWidget(self._column.count() - 2, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button
