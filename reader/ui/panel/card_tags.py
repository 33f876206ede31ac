"""The tags of one highlight on its card: words to read, chips to edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.ui.panel.card_look import Look
from reader.ui.panel.parts import label
from reader.ui.panel.tags import TagEditor


class CardTags(QWidget):
    """Shows tags; :meth:`edit` turns them into chips with a field, Escape turns them back.

    ``tags_changed`` carries the sorted tuple after every change by the reader.
    """

    tags_changed = Signal(tuple)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._look = look
        self._tags: Sequence[str] = ()
        self._words = label("", "faint", wrap=True)
        self.editor: TagEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._words)
        self.hide()

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show other tags, without a signal."""
        self._tags = tags
        self._words.setText("  ".join(f"#{tag}" for tag in tags))
        if self.editor:
            self.editor.set_tags(tags)
        self.setVisible(bool(tags) or self.editor is not None)

    def set_look(self, look: Look) -> None:
        """Draw in other colours, offer other tags."""
        self._look = look
        if self.editor:
            self.editor.set_theme(look.theme)
            self.editor.set_known(look.tags)

    def edit(self) -> None:
        """Open the chips and go into their field; a second call closes them."""
        if self.editor:
            self.close_editor()
            return
        self.editor = TagEditor(self._translator, self._look.theme)
        self.editor.set_known(self._look.tags)
        self.editor.set_tags(self._tags)
        self.editor.tags_changed.connect(self.tags_changed)
        self._column.addWidget(self.editor)
        self._words.hide()
        self.show()
        self.editor.show()
        self.editor.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Show the tags as words again; what stands in the field is added."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.commit()
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._words.show()
        self.set_tags(self._tags)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the chips."""
        if event.key() == Qt.Key.Key_Escape and self.editor:
            self.close_editor()
            if card := self.parentWidget():
                card.setFocus()
        else:
            super().keyPressEvent(event)
