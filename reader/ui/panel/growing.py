"""An editor for notes that grows with its text and never loses what an input method is composing."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from reader.text.normalise import nfc
from reader.ui.page.positions import Utf16Text

_WIDEST_EDGE = 16  # border and padding above and below, in logical pixels


class GrowingEdit(QPlainTextEdit):
    """Plain text of several lines, between ``least`` and ``most`` lines high.

    ``submitted`` follows Ctrl+Enter (and Enter where ``one_paragraph``), ``cancelled`` Escape, ``left`` the
    focus going to another widget, ``paused`` the whole window losing it.
    """

    submitted = Signal()
    cancelled = Signal()
    left = Signal()
    paused = Signal()

    def __init__(
        self, least: int = 2, most: int = 14, *, one_paragraph: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least = least
        self._most = most
        self._one_paragraph = one_paragraph
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """Return the text in NFC, with what an input method has not committed yet."""
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()
        text = self.toPlainText()
        block = self.textCursor().block()
        composing = block.layout().preeditAreaText()
        if composing:
            at = Utf16Text(text).to_offset(block.position() + block.layout().preeditAreaPosition())
            text = text[:at] + composing + text[at:]
        return nfc(text)

    def set_text(self, text: str) -> None:
        """Replace the text and put the cursor at its end."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter, Enter of one paragraph, and Escape."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and (self._one_paragraph or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let the input method write, and keep what it writes in view."""
        super().inputMethodEvent(event)
        self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell whether the reader went elsewhere or only another window came up."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.paused.emit()
        elif event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other width, other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self, _size: object = None) -> None:
        lines = max(self._least, math.ceil(self.document().size().height()))
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > self._most
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        edge = min(max(self.height() - self.viewport().height(), 2), _WIDEST_EDGE)
        edge += round(2 * self.document().documentMargin())
        height = math.ceil(min(lines, self._most) * self.fontMetrics().lineSpacing()) + edge
        if height != self.height():
            self.setFixedHeight(height)
