"""What a document says, paragraph by paragraph: the common ground of DOCX, ODT and PDF.

Each of the three knows how a voice looks in its format; none has to know what an export consists of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.export.citation import citation
from reader.export.item import ExportItem, Options, caption, document_title, heading
from reader.export.links import link
from reader.export.runs import Run, set_blocks
from reader.i18n import Translator
from reader.models import BlockKind, Color, Highlight, InlineKind, Style

# What XML 1.0 cannot hold, and so no office document.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Background of marks on white paper: the colours of the light theme.
SHADES = {
    Color.YELLOW: "F9E58C",
    Color.GREEN: "CDE9B8",
    Color.BLUE: "C5DFF3",
    Color.RED: "F6CBC6",
    Color.PURPLE: "E3D3F0",
}
# The same hues as lines: dark enough to be seen below words.
LINES = {
    Color.YELLOW: "C9A400",
    Color.GREEN: "5E9E33",
    Color.BLUE: "3B82BF",
    Color.RED: "C9574B",
    Color.PURPLE: "8C5BB5",
}


class Voice(StrEnum):
    """How a paragraph speaks."""

    TITLE = "title"
    HEADING = "heading"
    CITATION = "citation"
    TEXT = "text"
    QUOTE = "quote"
    NOTE = "note"
    CAPTION = "caption"
    ITEM = "item"
    CODE = "code"
    MARKED = "marked"  # a highlight that stands alone


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a paragraph. ``begins`` and ``ends`` are highlights whose notes are anchored here."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    target: str = ""
    color: Color | None = None
    underline: bool = False
    begins: tuple[Highlight, ...] = ()
    ends: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: its voice, the level of a heading or the depth of an item, and its pieces."""

    voice: Voice
    pieces: tuple[Piece, ...]
    level: int = 0
    color: Color | None = None


def outline(items: Sequence[ExportItem], translator: Translator, options: Options) -> Iterator[Para]:
    """Yield the paragraphs of a document: a list of highlights, or whole articles with their marks."""
    single = len(items) == 1
    yield _para(Voice.TITLE, document_title(items, translator))
    if not items:
        yield _para(Voice.TEXT, translator.gettext("There are no highlights yet."))
    for item in items:
        article = item.article
        if not single:
            yield _para(Voice.HEADING, heading(article, translator), level=1)
        yield _para(Voice.CITATION, citation(article, translator, article.added[:10], options.style))
        if article.note.strip():
            yield from note_paragraphs(article.note)
        if options.whole:
            yield from _whole(item, 1 if single else 2)
        alone = [each for each in item.in_text_order if each.orphan or not options.whole]
        for highlight in alone:
            yield from _highlight(highlight, translator, options)


def note_paragraphs(note: str) -> Iterator[Para]:
    """Yield a Markdown note as paragraphs; HTML in it is shown as text, pictures as their words."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 30 ms that a start of the window can do without

    depth, code = 0, Voice.CODE
    for token in MarkdownIt("commonmark", {"html": False}).disable("image").parse(note):
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "inline":
            pieces, state = [], Piece("")
            for child in token.children or []:
                text, state = _inline(child.type, child.content, str(child.attrGet("href") or ""), state)
                if text:
                    pieces.append(replace(state, text=clean_xml(text)))
            if pieces:
                yield Para(Voice.ITEM if depth else Voice.NOTE, tuple(pieces), depth)
        elif token.type in {"fence", "code_block"}:
            yield _para(code, token.content.rstrip("\n"))


def _inline(kind: str, content: str, target: str, state: Piece) -> tuple[str, Piece]:
    """Return the text of a Markdown token, and how what follows is set."""
    match kind:
        case "strong_open" | "strong_close":
            return "", replace(state, strong=kind == "strong_open")
        case "em_open" | "em_close":
            return "", replace(state, emphasis=kind == "em_open")
        case "link_open":
            return "", replace(state, target=web_address(target))
        case "link_close":
            return "", replace(state, target="")
        case "softbreak" | "hardbreak":
            return "\n" if kind == "hardbreak" else " ", state
    return content, state


def web_address(target: str) -> str:
    """Return a link's target where it leads into the web, else nothing: no document of ours runs anything."""
    return target if target.startswith(("https://", "http://")) else ""


def clean_xml(text: str) -> str:
    """Return text without what XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def _whole(item: ExportItem, below: int) -> Iterator[Para]:
    """Yield the blocks of an article; ``below`` is the level of the heading above them."""
    voices = {
        BlockKind.PARAGRAPH: Voice.TEXT,
        BlockKind.HEADING: Voice.HEADING,
        BlockKind.CAPTION: Voice.CAPTION,
        BlockKind.CREDIT: Voice.CAPTION,
        BlockKind.QUOTE: Voice.QUOTE,
        BlockKind.LIST_ITEM: Voice.ITEM,
        BlockKind.CODE: Voice.CODE,
        BlockKind.TABLE_ROW: Voice.CODE,
    }
    for each in set_blocks(item):
        heads = each.block.kind is BlockKind.HEADING
        level = below + each.block.level - 1 if heads else each.block.level
        yield Para(voices[each.block.kind], tuple(map(_piece, each.runs)), max(level, below if heads else 0))


def _piece(run: Run) -> Piece:
    mark = run.marks[-1] if run.marks else None
    return Piece(
        clean_xml(run.text),
        strong=InlineKind.STRONG in run.kinds,
        emphasis=InlineKind.EMPHASIS in run.kinds,
        code=InlineKind.CODE in run.kinds,
        target=web_address(run.target),
        color=mark.color if mark else None,
        underline=bool(mark) and all(each.style is Style.UNDERLINE for each in run.marks),
        begins=run.begins,
        ends=run.ends,
    )


def _highlight(highlight: Highlight, translator: Translator, options: Options) -> Iterator[Para]:
    """Yield one highlight by itself: the quotation, the note, the way back."""
    for paragraph in re.split(r"\n\s*\n", highlight.selector.exact.strip("\n")):
        yield _para(Voice.MARKED, paragraph, color=highlight.color)
    yield from note_paragraphs(highlight.note)
    said = Piece(
        clean_xml(caption(highlight, translator, options)), target=link(highlight.article_id, highlight.id)
    )
    yield Para(Voice.CAPTION, (said,))


def _para(voice: Voice, text: str, *, level: int = 0, color: Color | None = None) -> Para:
    return Para(voice, (Piece(clean_xml(text)),), level, color)
