"""Fields that look like text until the reader turns to them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from reader.text.normalise import one_line
from reader.ui.theme import Theme


def inline_style(theme: Theme) -> str:
    """Return the style of fields that show no edge until they are pointed at or focused."""
    return f"""
        QLineEdit[inline="true"], QPlainTextEdit[inline="true"], QComboBox[inline="true"] {{
            background: transparent; border: 1px solid transparent;
        }}
        QLineEdit[inline="true"]:hover, QPlainTextEdit[inline="true"]:hover, QComboBox[inline="true"]:hover {{
            border: 1px solid {theme.border};
        }}
        QLineEdit[inline="true"]:focus, QPlainTextEdit[inline="true"]:focus, QComboBox[inline="true"]:focus {{
            background: {theme.field}; border: 2px solid {theme.accent};
        }}
        QLineEdit[inline="true"] {{ padding: 3px 5px; }}
        QLineEdit[inline="true"]:focus {{ padding: 2px 4px; }}
        QComboBox[inline="true"] {{ padding: 3px 28px 3px 7px; }}
        QComboBox[inline="true"]:focus {{ padding: 2px 27px 2px 6px; }}
        QPlainTextEdit[inline="true"] {{ padding: 2px 1px; }}
        QPlainTextEdit[inline="true"]:focus {{ padding: 1px 0; }}
    """


class InlineEdit(QLineEdit):
    """A line that hands on its text when it is left or Enter is pressed, and takes it back at Escape.

    ``shown`` stands in it while the reader is elsewhere, ``typed`` while it is edited: a date is written
    in words and typed in figures.
    """

    committed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._shown = ""
        self.setProperty("inline", True)  # noqa: FBT003 - Qt's own name
        self.setAccessibleName(name)
        self.setPlaceholderText("—")
        self.editingFinished.connect(self.committed)

    def set_value(self, typed: str, shown: str | None = None) -> None:
        """Show another value; what the reader is typing stays."""
        edited = self.is_edited()
        self._typed = typed
        self._shown = typed if shown is None else shown
        if not (edited and self.hasFocus()):
            self._refresh()

    def is_edited(self) -> bool:
        """Whether the text is another than the value."""
        return self.value() not in {one_line(self._typed), one_line(self._shown)}

    def value(self) -> str:
        """Return the text as it stands, on one line, in NFC."""
        return one_line(self.text())

    def compose(self) -> None:
        """Take over what an input method has not committed yet."""
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()

    def revert(self) -> None:
        """Take back what was typed."""
        self._refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the form that is typed."""
        if not self.is_edited():
            self.setText(self._typed)
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand the text on, then show the form that is read."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.is_edited():
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back."""
        if event.key() == Qt.Key.Key_Escape and self.is_edited():
            self.revert()
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        self.setText(self._typed if self.hasFocus() else self._shown)
        self.setCursorPosition(0)


class QuietCombo(QComboBox):
    """A choice that does not change when the mouse wheel passes over it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the wheel only where the focus is."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
