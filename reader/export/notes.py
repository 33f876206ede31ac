"""Notes, which the reader writes in Markdown, as HTML."""

from __future__ import annotations


def note_html(note: str) -> str:
    """Return a Markdown note as HTML; HTML in it is shown as text, and pictures are not fetched."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 30 ms that a start of the window can do without

    return str(MarkdownIt("commonmark", {"html": False}).disable("image").render(note)).strip()
