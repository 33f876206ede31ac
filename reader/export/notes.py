"""Notes, which the reader writes in Markdown, as HTML and as plain text."""

from __future__ import annotations

import re

from reader.export.outline import Voice, note_paragraphs

_MARKUP = re.compile(r"[*_`\[\]#>~\\<&]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)


def note_html(note: str) -> str:
    """Return a Markdown note as HTML; HTML in it is shown as text, and pictures are not fetched."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 30 ms that a start of the window can do without

    return str(MarkdownIt("commonmark", {"html": False}).disable("image").render(note)).strip()


def has_markup(note: str) -> bool:
    """Whether a note may hold Markdown; one that holds none is shown as it is."""
    return _MARKUP.search(note) is not None


def plain_note(note: str) -> str:
    """Return a Markdown note as plain text, where there is room for no more; items have dots."""
    if not has_markup(note):
        return note.strip()
    lines = []
    for para in note_paragraphs(note):
        dot = "• " if para.voice is Voice.ITEM else ""
        lines.append(dot + "".join(piece.text for piece in para.pieces))
    return "\n".join(lines)
