"""W3C Web Annotations (JSON-LD), and what Hypothesis and Thorium make of them.

The model is https://www.w3.org/TR/annotation-model/; Hypothesis' API
https://h.readthedocs.io/en/latest/api-reference/; Thorium's additions https://github.com/readium/annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from reader.errors import N_, ReaderError
from reader.exchange.notes import (
    NOWHERE,
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
from reader.models import Color, Highlight, Selector, Style

_ReadOne: TypeAlias = Callable[[dict[str, object], int], Incoming | Skipped]
_CLASS = "docbao-"
_HASH = "urn:sha256:"


@dataclass(slots=True)
class _Body:
    """What the bodies of an annotation say."""

    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starred: bool = False
    color: object = None
    underlined: bool = False


def read(document: object) -> Notes:
    """Return the annotations of a collection, a page, a list, or one alone."""
    about = entry(entry(document).get("about"))
    title = text(about.get("dc:title"))
    return _gather("W3C Web Annotation", _annotations(document), lambda a, n: _annotation(a, n, title))


def read_hypothesis(document: object) -> Notes:
    """Return the annotations of an answer of Hypothesis' API, or of a list of them."""
    rows = entries(document if isinstance(document, list) else entry(document).get("rows"))
    return _gather("Hypothesis", rows, _row)


def _gather(name: str, records: Iterable[dict[str, object]], read_one: _ReadOne) -> Notes:
    found: list[Incoming] = []
    skipped: list[Skipped] = []
    for number, record in enumerate(records, start=1):
        made = read_one(record, number)
        if isinstance(made, Skipped):
            skipped.append(made)
        else:
            found.append(made)
    return Notes(name, tuple(found), tuple(skipped))


def _annotations(document: object) -> list[dict[str, object]]:
    """Return the annotations wherever they are in a document."""
    if isinstance(document, list):
        return [each for part in document for each in _annotations(part)]
    record = entry(document)
    if "Annotation" in listed(record.get("type")) or ("target" in record and "items" not in record):
        return [record]
    return [
        each for key in ("items", "first") for part in listed(record.get(key)) for each in _annotations(part)
    ]


def _annotation(record: dict[str, object], number: int, title: str) -> Incoming | Skipped:
    body = _body(record)
    target = next(iter(listed(record.get("target"))), None)
    address = entry(target)
    source = address.get("source", address.get("id", target))
    clues = _clues(source, title)
    selector = _selector(address.get("selector"))
    style = next((each for each in listed(address.get("styleClass")) if isinstance(each, str)), "")
    kept_color, underlined = _style(style, body)
    note = "\n\n".join(body.notes)
    if not selector.exact and not note:
        return Skipped(number, ReaderError(N_("The record has neither a quote nor a note.")))
    created = date(record.get("created"))
    return Incoming(
        number,
        clues,
        Highlight(
            id=_id(text(record.get("id")), clues, selector),
            article_id=0,
            selector=selector,
            color=kept_color,
            note=note,
            created=created,
            modified=date(record.get("modified")) or created,
            style=Style.UNDERLINE if underlined else Style.FILL,
            starred=body.starred,
            tags=tags(body.tags),
        ),
        exact=text(record.get("id")).startswith("docbao:"),
    )


def _row(row: dict[str, object], number: int) -> Incoming | Skipped:
    """Return an annotation of Hypothesis; one without selectors is a note on the page."""
    if row.get("references"):
        return Skipped(
            number, ReaderError(N_("The record is a reply to somebody's note.")), text(row.get("text"))
        )
    target = next(iter(entries(row.get("target"))), {})
    selector = _selector(target.get("selector"))
    document = entry(row.get("document"))
    links = [text(each.get("href")) for each in entries(document.get("link"))]
    urls = (text(row.get("uri")), text(target.get("source")), *links)
    title = next((text(each) for each in listed(document.get("title"))), "")
    note = text(row.get("text"))
    if not selector.exact and not note:
        return Skipped(number, ReaderError(N_("The record has neither a quote nor a note.")))
    clues = Clues(tuple(dict.fromkeys(filter(None, urls))), "", title)
    created = date(row.get("created"))
    return Incoming(
        number,
        clues,
        Highlight(
            id=_id(f"hypothesis-{text(row.get('id'))}" if row.get("id") else "", clues, selector),
            article_id=0,
            selector=selector,
            note=note,
            created=created,
            modified=date(row.get("updated")) or created,
            tags=tags(listed(row.get("tags"))),
        ),
    )


def _body(record: dict[str, object]) -> _Body:
    body = _Body()
    for each in [*listed(record.get("body")), *listed(record.get("bodyValue"))]:
        part = entry(each)
        value = text(part.get("value") if part else each)
        purpose = part.get("purpose")
        if purpose == "tagging":
            body.tags.append(value)
        elif purpose == "assessing" and value == "starred":
            body.starred = True
        elif value:
            body.notes.append(value)
        body.tags.append(text(part.get("tag")))
        body.color = part.get("color", body.color)
        body.underlined = body.underlined or part.get("highlight") == "underline"
    return body


def _style(style: str, body: _Body) -> tuple[Color, bool]:
    """Return the colour, and whether it is a line below the words."""
    if style.startswith(_CLASS):
        name, _, rest = style.removeprefix(_CLASS).partition("-")
        return color(name), rest == "underline"
    return color(body.color), body.underlined


def _clues(source: object, title: str) -> Clues:
    about = entry(source)
    names = [text(source) if not about else text(about.get("id")), text(about.get("canonical"))]
    digest = next((each.removeprefix(_HASH) for each in names if each.startswith(_HASH)), "")
    urls = tuple(each for each in names if each.startswith(("http://", "https://")))
    return Clues(urls, digest, text(about.get("label")) or text(about.get("title")) or title)


def _selector(value: object) -> Selector:
    """Return quote and position, also from selectors that others refine; no quote where there is none."""
    exact = prefix = suffix = ""
    start = end = 0
    waiting = listed(value)
    while waiting:
        part = entry(waiting.pop(0))
        waiting.extend(listed(part.get("refinedBy")))
        match part.get("type"):
            case "TextQuoteSelector":
                exact, prefix, suffix = (_raw(part.get(name)) for name in ("exact", "prefix", "suffix"))
            case "TextPositionSelector":
                start, end = (_offset(part.get(name)) for name in ("start", "end"))
    return Selector(exact, prefix, suffix, start, end) if exact.strip() else NOWHERE


def _raw(value: object) -> str:
    """Return a quote with the spaces at its ends: a prefix has one that counts."""
    return value if isinstance(value, str) else ""


def _offset(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def _id(name: str, clues: Clues, selector: Selector) -> str:
    """Return the id within our own address, else the name of the annotation, else one made of its words."""
    parts = urlsplit(name) if name.startswith("docbao:") else None
    if parts is not None:
        return unquote(parts.fragment)
    if name:
        return name
    where = "".join(clues.urls[:1]) or clues.sha256 or clues.title
    return made_id("web", where, selector.prefix, selector.exact, selector.suffix)
