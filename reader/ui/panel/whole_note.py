"""The note on the article as a whole, above the cards of its highlights."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.ui.icons import Icons
from reader.ui.panel.growing import GrowingEdit
from reader.ui.panel.note_text import NoteText
from reader.ui.panel.parts import label
from reader.ui.theme import Theme


class WholeNote(QFrame):
    """Shows the note and edits it in place. What is typed is handed on when the focus leaves.

    ``note_changed`` carries the article's id and the note.
    """

    note_changed = Signal(int, str)
    history_requested = Signal()
    link_clicked = Signal(str)

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._article = 0
        self._note = ""
        self._theme = theme
        self._head = label(_("The whole article"), "section")
        self.history = self._tool(_("Earlier versions of the note…"))
        self.pencil = self._tool(_("Edit the note"))
        self.text = NoteText()
        self.write = QPushButton(_("Write a note on the whole article"))
        self.write.setProperty("role", "link")
        self.write.setAutoDefault(False)
        self.editor = GrowingEdit()
        self.editor.setPlaceholderText(_("Write a note"))
        self.editor.setAccessibleName(_("Note on the whole article"))
        self.editor.setToolTip(_("Ctrl+Enter saves, Escape cancels"))
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._head, 1)
        head.addWidget(self.history)
        head.addWidget(self.pencil)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self.editor)
        column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        self._connect()
        self.set_theme(theme)
        self.set_article(0, "")

    def set_article(self, article_id: int, note: str) -> None:
        """Show the note on another article (0: none), or another note on this one; what is typed stays."""
        if article_id != self._article:
            self.finish()
        self._article, self._note = article_id, note
        self.setVisible(bool(article_id))
        self._show()

    def edit(self) -> None:
        """Open the editor, or go back into it."""
        if not self._article:
            return
        if self.editor.isHidden():
            self.editor.set_text(self._note)
        self.show()
        self.editor.show()
        self._show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Hand on what was typed; the editor stays open."""
        typed = self.editor.text().strip()
        if not self.editor.isHidden() and typed != self._note.strip():
            self._note = typed
            self.note_changed.emit(self._article, typed)

    def finish(self) -> None:
        """Save and close the editor."""
        self.save()
        self._close()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        icons = Icons(theme)
        self.pencil.setIcon(icons.icon("pencil", size=16))
        self.history.setIcon(icons.icon("clock", size=16))
        self.text.set_note(self._note, theme)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click edits, as on the cards."""
        self.edit()

    def _tool(self, text: str) -> QToolButton:
        tool = QToolButton()
        tool.setAccessibleName(text)
        tool.setToolTip(text)
        tool.setIconSize(QSize(16, 16))
        return tool

    def _connect(self) -> None:
        self.write.clicked.connect(self.edit)
        self.pencil.clicked.connect(self.edit)
        self.history.clicked.connect(self.history_requested)
        self.text.link_clicked.connect(self.link_clicked)
        self.editor.submitted.connect(self.finish)
        self.editor.cancelled.connect(self._close)
        self.editor.left.connect(self.finish)
        self.editor.paused.connect(self.save)

    def _close(self) -> None:
        self.editor.hide()
        self._show()

    def _show(self) -> None:
        writing = not self.editor.isHidden()
        self.text.set_note(self._note, self._theme)
        self.text.setVisible(bool(self._note) and not writing)
        self._head.setVisible(bool(self._note) or writing)
        self.pencil.setVisible(bool(self._note) and not writing)
        self.history.setVisible(bool(self._note) and not writing)
        self.write.setVisible(not self._note and not writing)
