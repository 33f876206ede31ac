"""Zotero: annotations as it writes them.

In JSON: items of its web API (https://www.zotero.org/support/dev/web_api/v3/basics) or of Better BibTeX. As
HTML or Markdown: notes that Zotero made "from annotations" and exported; in HTML an element carries the data,
in Markdown the quote stands before a ``zotero://open-pdf`` link.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.errors import N_, ReaderError
from reader.exchange.notes import (
    Clues,
    Incoming,
    Notes,
    Skipped,
    color,
    date,
    entries,
    entry,
    listed,
    made_id,
    tags,
    text,
)
from reader.models import Highlight, Selector, Style

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = "Zotero"
_QUOTES = '“”"«»„ '
_LINE = re.compile(
    r"""[->*+\s]*\[?[“"«](?P<quote>.+?)[”"»]\]?
        (?P<links>(?:\s*\(?(?:\[[^\]]*\])?\(zotero://[^)\s]*\)\)?)+)
        \s*(?P<note>.*)""",
    re.VERBOSE | re.DOTALL,
)
_KEY = re.compile(r"annotation=([A-Z0-9]+)")


def is_note(content: str) -> bool:
    """Whether a text is a note that Zotero exported."""
    return "zotero://" in content or "data-annotation=" in content


def read(document: object) -> Notes:
    """Return the annotations among the items of a JSON file."""
    known = {text(item.get("key")): item for item in _items(document)}
    found: list[Incoming] = []
    skipped: list[Skipped] = []
    annotations = [item for item in _items(document) if "annotationType" in item]
    for number, item in enumerate(annotations, start=1):
        quote, note = text(item.get("annotationText")), text(item.get("annotationComment"))
        if not quote:
            skipped.append(Skipped(number, ReaderError(N_("The record has no quote.")), note))
            continue
        made = _highlight(text(item.get("key")), quote, note, item.get("annotationColor"))
        when = date(item.get("dateAdded"))
        highlight = Highlight(
            made.id,
            0,
            made.selector,
            made.color,
            note,
            created=when,
            modified=date(item.get("dateModified")) or when,
            style=Style.UNDERLINE if item.get("annotationType") == "underline" else Style.FILL,
            tags=tags(entry(each).get("tag", each) for each in listed(item.get("tags"))),
        )
        found.append(Incoming(number, _clues(item, known), highlight))
    return Notes(_NAME, tuple(found), tuple(skipped))


def read_note(content: str) -> Notes:
    """Return the quotations of a note, which is HTML or Markdown."""
    read_them = _html if "data-annotation=" in content else _markdown
    return Notes(_NAME, tuple(read_them(content)))


def _items(value: object, around: dict[str, object] | None = None) -> Iterator[dict[str, object]]:
    """Yield items at any depth, with title and address of what they stand in."""
    for each in listed(value):
        record = entry(each)
        item = entry(record.get("data")) or record
        if not item:
            continue
        whole = {**(around or {}), **item}
        if "itemType" in item or "annotationType" in item:
            yield whole
        for key in ("items", "attachments", "annotations"):
            yield from _items(item.get(key), around if key == "annotations" else _cited(whole))


def _cited(item: dict[str, object]) -> dict[str, object]:
    """Return what parts of an item should know of it: title and address."""
    return {key: item[key] for key in ("title", "url") if item.get(key)}


def _clues(item: dict[str, object], known: dict[str, dict[str, object]]) -> Clues:
    """Return title and address of the item that an annotation belongs to."""
    urls: list[str] = []
    title, seen = "", 0
    here: dict[str, object] | None = item
    while here is not None and seen <= len(known):
        urls.append(text(here.get("url")))
        title = text(here.get("title")) or title
        here, seen = known.get(text(here.get("parentItem"))), seen + 1
    return Clues(tuple(filter(None, urls)), title=title)


def _highlight(key: str, quote: str, note: str, hue: object) -> Highlight:
    return Highlight(
        id=f"zotero-{key}" if key else made_id("zotero", quote),
        article_id=0,
        selector=Selector(quote, "", "", 0, 0),
        color=color(hue),
        note=note,
    )


def _html(content: str) -> Iterator[Incoming]:
    from lxml import html  # noqa: PLC0415 - JSON, the usual form, does without it

    page = html.document_fromstring(content.encode(), parser=html.HTMLParser(encoding="utf-8"))
    cited: dict[str, Clues] = {}
    for holder in page.iter():
        for each in entries(_data(holder.get("data-citation-items"))):
            about = entry(each.get("itemData"))
            clues = Clues(tuple(filter(None, (text(about.get("URL")),))), title=text(about.get("title")))
            cited |= {text(uri): clues for uri in listed(each.get("uris"))}
    marks = [mark for mark in page.iter() if mark.get("data-annotation")]
    for number, mark in enumerate(marks, start=1):
        about = entry(_data(mark.get("data-annotation")))
        uris = map(text, listed(entry(about.get("citationItem")).get("uris")))
        quote = _words(mark).strip(_QUOTES)
        if quote:
            key, note = text(about.get("annotationKey")), _after(mark)
            clues = next((cited[uri] for uri in uris if uri in cited), Clues())
            yield Incoming(number, clues, _highlight(key, quote, note, about.get("color")))


def _after(mark: _Element) -> str:
    """Return what stands between a quotation and the next: the note, without the citation."""
    parts = [mark.tail or ""]
    for sibling in mark.itersiblings():
        if sibling.get("data-annotation"):
            break
        if "citation" not in (sibling.get("class") or ""):
            parts.append(_words(sibling))
        parts.append(sibling.tail or "")
    return text("".join(parts))


def _words(element: _Element) -> str:
    return text("".join(map(str, element.itertext())))


def _markdown(content: str) -> Iterator[Incoming]:
    paragraphs = [part for part in re.split(r"\n\s*\n", content) if "zotero://" in part]
    for number, paragraph in enumerate(paragraphs, start=1):
        found = _LINE.match(paragraph)
        if found is None:
            continue
        key = _KEY.search(found["links"])
        made = _highlight(key[1] if key else "", text(found["quote"]), text(found["note"]).strip(), "")
        yield Incoming(number, Clues(), made)


def _data(value: str | None) -> object:
    """Return the JSON in an attribute, which is percent-encoded; None where there is none."""
    try:
        return json.loads(unquote(value or ""))
    except ValueError:
        return None
