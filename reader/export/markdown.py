"""Markdown: quotations, notes and citations as CommonMark, safe for GitHub's and Obsidian's additions.

A quotation is plain text and escaped; a note is Markdown already and stays as it was written, kept
inside a list item so that nothing in it (a heading, a fence left open) reaches beyond its own place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.export.citation import citation
from reader.export.item import ExportItem, Options, caption, document_title, heading
from reader.export.links import link
from reader.i18n import Translator
from reader.models import Highlight

_LINE_END = re.compile(r"\r\n?|\n")

# What means something anywhere in a line: CommonMark's own signs, and ~~ | $ ^ == %% #tags of its dialects.
_SIGNS = re.compile(r"[\\`*_\[\]<>~|$^]|&(?=[#\w])|(?<!\S)#|(?<==)=|(?<=%)%")
# What means something at the start of a line only, matched up to the sign: lists, rules, table borders.
_OPENING = re.compile(r"[0-9]{1,9}(?=[.)](?:\s|$))|(?=[-+=:])")


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
    """Return one Markdown document with the highlights of ``items``, a heading an article."""
    single = len(items) == 1
    parts = [f"# {escape(document_title(items, translator))}"]
    if not items:
        parts.append(escape(translator.gettext("There are no highlights yet.")))
    for item in items:
        if not single:
            parts.append(f"## {escape(heading(item.article, translator))}")
        parts.extend(_article(item, translator, options))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return ``text`` as Markdown that reads as this very text: line ends as hard breaks, spaces kept."""
    return "\\\n".join(map(_escape_line, _LINE_END.split(text)))


def quotation(text: str) -> str:
    """Return ``text`` as a block quotation; blank lines part its paragraphs."""
    paragraphs = re.split(r"\n\s*\n", _LINE_END.sub("\n", text).strip("\n"))
    lines = "\n\n".join(map(escape, paragraphs)).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _article(item: ExportItem, translator: Translator, options: Options) -> list[str]:
    """Return the blocks of one article below its heading."""
    article = item.article
    blocks = [escape(citation(article, translator, article.added[:10], options.style))]
    if article.note.strip():
        blocks.append(note_item(article.note))
    for highlight in item.in_text_order:
        blocks.extend(_highlight(highlight, translator, options))
    if not item.highlights:
        blocks.append(escape(translator.gettext("No highlights in this article.")))
    return blocks


def _highlight(highlight: Highlight, translator: Translator, options: Options) -> list[str]:
    """Return the blocks of one highlight: the quotation, the note, the way back."""
    blocks = [quotation(highlight.selector.exact)]
    if highlight.note.strip():
        blocks.append(note_item(highlight.note))
    address = link(highlight.article_id, highlight.id)
    blocks.append(f"[{escape(caption(highlight, translator, options))}]({address})")
    return blocks


def note_item(note: str) -> str:
    """Return a note as a list item. The sign differs from a leading one, for ``- - -`` would be a rule."""
    text = _LINE_END.sub("\n", note).strip()
    sign = "*" if text.startswith("-") else "-"
    return f"{sign} " + "\n".join(f"  {line}" if line.strip() else "" for line in text.split("\n")).lstrip()


def _escape_line(line: str) -> str:
    """Escape one line, with references for the spaces that Markdown would take from its ends."""
    text = line.strip()
    start = line.index(text) if text else len(line)
    before, after = line[:start], line[start + len(text) :]
    signs = {found.start() for found in _SIGNS.finditer(text)}
    opening = _OPENING.match(text)
    if opening:
        signs.add(opening.end())
    escaped = "".join(f"\\{char}" if index in signs else char for index, char in enumerate(text))
    return _references(before) + escaped + _references(after)


def _references(spaces: str) -> str:
    """Return spaces as numeric character references."""
    return "".join(f"&#{ord(space)};" for space in spaces)
