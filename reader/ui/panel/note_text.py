"""A note as it reads: its Markdown rendered, its links to be followed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from reader.export.notes import has_markup, note_html
from reader.ui.theme import Theme

# Qt gives paragraphs and lists the margins of a page.
_STYLE = (
    "p, ul, ol, pre, blockquote {{ margin: 0 0 4px 0 }} ul, ol {{ margin-left: -22px }} a {{ color: {} }}"
)


class NoteText(QLabel):
    """Shows a note; ``link_clicked`` carries the address of a link."""

    link_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ("", "")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.linkActivated.connect(self.link_clicked)

    def set_note(self, note: str, theme: Theme) -> None:
        """Show a note in the colours of a theme; nothing where it is empty."""
        if (note, theme.name) == self._shown:
            return
        self._shown = note, theme.name
        if has_markup(note):
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
            # The interface's font has no weight above 600: Qt would smear what is bolder.
            html = note_html(note).replace("<strong>", '<span style="font-weight: 600">')
            html = html.replace("</strong>", "</span>")
            self.setText(f"<style>{_STYLE.format(theme.accent)}</style>{html}")
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.setText(note)
