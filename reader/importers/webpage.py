"""Saved web pages: the article is found by trafilatura, its structure kept by our own walk over the tree.

trafilatura (https://trafilatura.readthedocs.io) tells which paragraphs are the article's; the smallest
element around nearly all of them is then read block by block, so that captions, lists, quotes,
emphasis and links stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml.html import HtmlElement as Element

from reader.importers import frame
from reader.importers.dates import to_day
from reader.importers.draft import DraftBlock, Found
from reader.importers.edges import trim_edges
from reader.importers.editor import edit
from reader.importers.webblocks import blocks_of, is_frame_element, parse, text_of
from reader.importers.webmeta import read_metadata
from reader.models import BlockKind
from reader.text.normalise import nfc

if TYPE_CHECKING:
    from trafilatura.settings import Document

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENOUGH = 0.85  # share of the article's characters that the chosen element must hold
_LEAD_NAMES = re.compile(
    r"(?:^|[\s_-])(?:sapo|lead|lede|summary|standfirst|dek|teaser|intro|description|excerpt|subtitle|sub-?title|announce)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_LEAD = 900  # characters
_SHORTEST = 40  # characters of a paragraph that proves anything
_HOLDERS = ("p", "div", "li", "td", "blockquote", "section", "span", "h2", "h3", "article", "main", "body")


def read_webpage(markup: str) -> tuple[Found, list[DraftBlock]]:
    """Return what a page says about its article, and the article's blocks; both empty where there is none."""
    markup = _XML_DECLARATION.sub("", nfc(markup)).replace("\x00", "")
    root = parse(markup)
    if root is None:
        return Found(), []
    found = read_metadata(root, markup)
    document = _extracted(markup, dated=bool(found.published))
    evidence = _evidence(document)
    container = _container(root, evidence)
    blocks = [*_lead(root, container, found), *blocks_of(container)]
    blocks = [block for block in blocks if not _is_headline(block, found)]
    blocks = edit(trim_edges(blocks, found), found)
    if document is not None and blocks:
        found.note(published=to_day(document.date or ""))
    return found, blocks


def _extracted(markup: str, *, dated: bool) -> Document | None:
    """Return what trafilatura finds; its slow search for a date is spared where the page tells it."""
    # Imported here: it takes longer to load than all of Docbao's own commands, and only pages need it.
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    document = bare_extraction(
        markup, fast=True, include_comments=False, include_tables=True, with_metadata=not dated
    )
    return document if isinstance(document, Document) else None


def _evidence(document: Document | None) -> set[str]:
    """Return the keys of the paragraphs that trafilatura takes for the article's."""
    text = (document.text or "") if document is not None else ""
    return {frame.key(line) for line in text.split("\n") if len(line) >= _SHORTEST}


def _container(root: Element, evidence: set[str]) -> Element:
    """Return the smallest element that holds nearly all paragraphs of the article."""
    weights: dict[Element, int] = {}
    total = 0
    for holder, length in _paragraphs(root, evidence):
        total += length
        for element in (holder, *holder.iterancestors()):
            weights[element] = weights.get(element, 0) + length
    if not total:
        body = root.find("body")
        return root if body is None else body
    holding = [element for element, weight in weights.items() if weight >= _ENOUGH * total]
    return max(holding, key=lambda element: sum(1 for _ in element.iterancestors()))


def _lead(root: Element, container: Element, found: Found) -> list[DraftBlock]:
    """Return the lead, where it stands between the headline and the element that holds the text."""
    inside = frame.key(text_of(container))
    seen = False
    for element in _visible(root):
        if element is container:
            break
        if element.tag == "h1":
            seen = frame.key(text_of(element)) == frame.key(found.title) or seen
        elif seen and element not in container.iterancestors() and _is_lead(element):
            blocks = blocks_of(element)
            if blocks and frame.key(blocks[0].text) not in inside:
                return blocks
    return []


def _is_lead(element: Element) -> bool:
    """Whether an element is a lead: named so, or a second headline as long as a sentence."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    length = len(text_of(element))
    if not _SHORTEST <= length <= _LONGEST_LEAD or next(element.iter("h1"), None) is not None:
        return False
    return _LEAD_NAMES.search(names) is not None or (element.tag == "h2" and length >= 2 * _SHORTEST)


def _paragraphs(root: Element, evidence: set[str]) -> Iterator[tuple[Element, int]]:
    """Yield the elements that directly hold a paragraph of the article, with its length."""
    for element in _visible(root):
        if element.tag not in _HOLDERS:
            continue
        own = "".join([element.text or "", *((child.tail or "") for child in element)])
        text = text_of(element) if element.tag == "p" or len(own.strip()) >= _SHORTEST else ""
        if len(text) < _SHORTEST or (element.tag != "p" and len(own.strip()) < len(text) / 2):
            continue
        if frame.key(text) in evidence or (not evidence and frame.is_prose(text)):
            yield element, len(text)


def _visible(element: Element) -> Iterator[Element]:
    for child in element:
        if isinstance(child.tag, str) and not is_frame_element(child):
            yield child
            yield from _visible(child)


def _is_headline(block: DraftBlock, found: Found) -> bool:
    return (
        block.kind is BlockKind.HEADING
        and bool(found.title)
        and frame.key(block.text) in (frame.key(found.title), "")
    )
