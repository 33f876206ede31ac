"""From HTML elements to blocks: a walk over the tree that keeps order, structure, emphasis and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml import etree
from lxml.html import HtmlElement as Element

from reader.importers import frame
from reader.importers.draft import DraftBlock, Run, compose
from reader.importers.sources import sources
from reader.models import BlockKind, InlineKind
from reader.text.normalise import clean, one_line

Marks = tuple[tuple[InlineKind, str], ...]

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "form",
        "button",
        "input",
        "select",
        "textarea",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "footer",
        "dialog",
        "menu",
        "head",
        "link",
        "meta",
        "map",
        "option",
        "datalist",
        "progress",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "figure",
        "figcaption",
        "blockquote",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "pre",
        "hr",
        "address",
        "center",
        "details",
        "summary",
        "fieldset",
        "body",
        "html",
        "picture-group",
        "time-block",
    ]
)
_MARKS = {
    "b": InlineKind.STRONG,
    "strong": InlineKind.STRONG,
    "i": InlineKind.EMPHASIS,
    "em": InlineKind.EMPHASIS,
    "cite": InlineKind.EMPHASIS,
    "code": InlineKind.CODE,
    "kbd": InlineKind.CODE,
    "samp": InlineKind.CODE,
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|related|relate|tags?|taglist|keywords|breadcrumbs?|crumbs?"
    r"|newsletter|subscribe|subscription|promo|adv?|ads|adsense|advert\w*|banner|sponsor\w*"
    r"|recommend\w*|more-?news|read-?more|readmore|see-?also|box-?inline|inline-?related|toolbar"
    r"|tool-?box|rating|vote|poll|popup|modal|cookie\w*|menu|navbar|navigation|pagination|hidden|print"
    r"|most-?read|xem-?them|tin-?lien-?quan)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COMMENT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|disqus|binh-?luan|fb-comments)(?:$|[\s_-])", re.IGNORECASE
)
_CAPTION_NAMES = re.compile(
    r"(?:^|[\s_-])p?(?:fig)?caption|(?:^|[\s_-])(?:cap|legend|photo-?(?:text|desc\w*|note|caption)"
    r"|photo__text|image-?(?:desc\w*|note|caption|text)|img-?(?:desc\w*|note|caption)"
    r"|picture-?(?:desc\w*|text)|wp-caption-text|chu-?thich)(?:$|[\s_-])|PhotoCMS_Caption|media-?caption",
    re.IGNORECASE,
)
_QUOTE_NAMES = re.compile(r"(?:^|[\s_-])(?:quote|blockquote|pullquote|pull-quote)(?:$|[\s_-])", re.IGNORECASE)
_LINKED = 0.7  # share of characters inside links from which a list is one of links
_KEPT_PROSE = (
    200  # characters outside links: an element with this much is no part of the frame by its name alone
)
_LONGEST_CELL = 600  # characters: what is longer is a column of the page
_BREAK = "\n"


def parse(markup: str) -> Element | None:
    """Return the document element of HTML or XHTML text, or None where there is nothing in it."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None


def fragment_blocks(markup: str) -> list[DraftBlock]:
    """Return the blocks of a piece of HTML inside another format."""
    root = parse(f"<div>{markup}</div>")
    return [] if root is None else blocks_of(root)


def text_of(element: Element) -> str:
    """Return all characters inside an element on one line."""
    return one_line("".join(str(piece) for piece in element.itertext()))


def blocks_of(root: Element) -> list[DraftBlock]:
    """Return the blocks inside ``root``, without scripts, menus, share bars, link lists and comments."""
    walker = _Walker()
    walker.walk(root, ())
    walker.flush()
    return _alternatives_dropped(walker.blocks)


def is_frame_element(element: Element) -> bool:
    """Whether an element is the site's: by its tag, by being hidden, or by its name and its lack of prose."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return True
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "")
    ):
        return True
    if element.tag in ("html", "body", "article", "main"):
        return False
    names = " ".join(element.get(attribute) or "" for attribute in ("class", "id", "data-component"))
    if _COMMENT_NAMES.search(names):
        return True
    if element.tag in ("div", "section", "table") and _is_all_link(element):
        return True
    return _FRAME_NAMES.search(names) is not None and _loose_prose(element) < _KEPT_PROSE


def _is_all_link(element: Element) -> bool:
    """Whether all characters of an element stand in links: a box that leads to other articles."""
    return next(element.iter("a"), None) is not None and 0 < len(text_of(element)) <= _link_length(element)


def _loose_prose(element: Element) -> int:
    """Count the characters of an element's paragraphs that are not links."""
    return sum(len(text_of(p)) - _link_length(p) for p in element.iter("p"))


def _link_length(element: Element) -> int:
    return sum(len(text_of(link)) for link in element.iter("a"))


def _is_link_list(element: Element) -> bool:
    """Whether a list or table consists of links, each item of one."""
    length = len(text_of(element))
    linked = all(not text_of(item) or next(item.iter("a"), None) is not None for item in element.iter("li"))
    return length > 0 and linked and _link_length(element) >= _LINKED * length


class _Walker:
    """Collects runs of characters and turns them into blocks at every block element."""

    def __init__(self) -> None:
        self.blocks: list[DraftBlock] = []
        self._runs: list[Run] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._depth = 0
        self._image = ""

    def walk(self, element: Element, marks: Marks) -> None:
        """Take an element's text and children; the tail belongs to the parent."""
        self._add(element.text, marks)
        for child in element:
            if isinstance(child.tag, str) and not is_frame_element(child):
                self._child(child, marks)
            self._add(child.tail, marks)

    def flush(self) -> None:
        """End the block that is being collected."""
        for runs in _paragraphs(self._runs):
            block = compose(self._kind, runs, level=self._level)
            if block.text:
                self._emit(block)
        self._runs = []

    def _add(self, text: str | None, marks: Marks) -> None:
        if text:
            self._runs.append(Run(text.replace("\n", " ").replace("\r", " "), marks))

    def _emit(self, block: DraftBlock) -> None:
        if block.kind is BlockKind.HEADING and frame.is_prose(block.text) and block.text.endswith("."):
            block = replace(block, kind=BlockKind.PARAGRAPH, level=0)  # a lead set as a second headline
        if block.kind is BlockKind.CAPTION and sources().named(block.text):
            block = replace(block, kind=BlockKind.CREDIT)
        elif block.kind is BlockKind.CAPTION:
            block, self._image = replace(block, image=self._image), ""
        elif self._image and block.kind is BlockKind.PARAGRAPH and _is_emphasised(block):
            block, self._image = replace(block, kind=BlockKind.CAPTION, image=self._image, inlines=()), ""
        else:
            self._image = ""
        self.blocks.append(block)

    def _child(self, child: Element, marks: Marks) -> None:
        tag = child.tag
        if tag == "br":
            self._runs.append(Run(_BREAK, marks))
        elif tag == "img":
            self._picture(child)
        elif tag == "pre":
            self.flush()
            self.blocks.append(
                DraftBlock(BlockKind.CODE, clean("".join(str(piece) for piece in child.itertext())))
            )
        elif tag == "table" and _is_data(child):
            self.flush()
            self.blocks += _rows(child)
        elif tag in ("ul", "ol"):
            self._list(child, marks)
        elif tag in _BLOCKS or _CAPTION_NAMES.search(child.get("class") or ""):
            self._block(child, marks)
        else:
            self.walk(child, (*marks, *_own_marks(child)))

    def _picture(self, image: Element) -> None:
        address = image.get("data-src") or image.get("data-original") or image.get("src") or ""
        if address and not address.startswith("data:"):
            self._image = unquote(PurePosixPath(_path(address)).name) or one_line(address)

    def _list(self, child: Element, marks: Marks) -> None:
        self.flush()
        if not _is_link_list(child):
            self._depth += 1
            self._block(child, marks)
            self._depth -= 1

    def _block(self, child: Element, marks: Marks) -> None:
        """Take a block element: what was collected ends before it and what it holds ends with it."""
        self.flush()
        saved = self._kind, self._level
        self._kind, self._level = self._voice(child)
        if child.tag == "figure" and next(child.iter("img"), None) is not None:
            self._picture(next(child.iter("img")))
        self.walk(child, marks)
        self.flush()
        self._kind, self._level = saved

    def _voice(self, child: Element) -> tuple[BlockKind, int]:
        """Return the kind and level of what an element holds."""
        tag = str(child.tag)
        names = child.get("class") or ""
        if tag in _HEADINGS:
            return BlockKind.HEADING, int(tag[1])
        if tag in ("figure", "figcaption", "caption") or _CAPTION_NAMES.search(names):
            return BlockKind.CAPTION, 0
        if tag == "blockquote" or (_QUOTE_NAMES.search(names) and self._kind is BlockKind.PARAGRAPH):
            return BlockKind.QUOTE, 0
        if tag in ("li", "dt", "dd"):
            return BlockKind.LIST_ITEM, max(1, self._depth)
        return self._kind, self._level


def _own_marks(element: Element) -> Marks:
    if element.tag == "a":
        target = (element.get("href") or "").strip()
        useful = target and not target.startswith(("#", "javascript:"))
        return ((InlineKind.LINK, target),) if useful else ()
    kind = _MARKS.get(str(element.tag))
    return ((kind, ""),) if kind else ()


def _paragraphs(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Split at two line breaks, and at one that ends a sentence; any other is a space."""
    current: list[Run] = []
    for index, run in enumerate(runs):
        if run.text != _BREAK:
            current.append(run)
            continue
        written = "".join(piece.text for piece in current).strip()
        ahead = next(
            (piece.text for piece in runs[index + 1 :] if piece.text == _BREAK or piece.text.strip()), ""
        )
        if ahead == _BREAK or frame.ends_sentence(written):
            yield current
            current = []
        else:
            current.append(Run(" ", run.marks))
    yield current


def _is_emphasised(block: DraftBlock) -> bool:
    return any(
        mark.kind is InlineKind.EMPHASIS and mark.start == 0 and mark.end >= len(block.text) - 1
        for mark in block.inlines
    )


def _is_data(table: Element) -> bool:
    """Whether a table holds data and not a layout: rows of several short cells, no pictures."""
    rows = list(table.iter("tr"))
    wide = sum(sum(1 for cell in row if cell.tag in ("td", "th")) > 1 for row in rows)
    if len(rows) <= 1 or wide * 2 < len(rows) or next(table.iter("img"), None) is not None:
        return False
    nested = sum(1 for _ in table.iter("table")) > 1
    return not nested and all(len(text_of(cell)) <= _LONGEST_CELL for cell in table.iter("td"))


def _rows(table: Element) -> Iterator[DraftBlock]:
    caption = table.find("caption")
    if caption is not None and text_of(caption):
        yield DraftBlock(BlockKind.CAPTION, text_of(caption))
    for row in table.iter("tr"):
        cells = [text_of(cell) for cell in row if cell.tag in ("td", "th")]
        if any(cells):
            yield DraftBlock(BlockKind.TABLE_ROW, one_line(" | ".join(cells)))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def _alternatives_dropped(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Drop a caption that only repeats the one before it."""
    return [
        block
        for index, block in enumerate(blocks)
        if not (
            index
            and block.kind is BlockKind.CAPTION
            and blocks[index - 1].kind is BlockKind.CAPTION
            and blocks[index - 1].text == block.text
        )
    ]
