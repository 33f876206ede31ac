"""Our own JSON, versions 1 and 2; the schema stands in ``reader/export/json_.py``. Nothing in it is lost."""

from __future__ import annotations

from reader.errors import N_, ReaderError
from reader.exchange.notes import NOWHERE, Clues, Incoming, Notes, Skipped, entries, entry, listed, made_id
from reader.models import Color, Highlight, Selector, Style

FORMAT = "Docbao"
NEWEST = 2


def read(document: object) -> Notes:
    """Return the highlights of a document, exactly as they were exported.

    Raises:
        ReaderError: a newer version of the program wrote it.
        ValueError: what is said of an article is not what it should be.
    """
    about = entry(document)
    version = about.get("version")
    if not isinstance(version, int) or version > NEWEST:
        raise ReaderError(N_("The file was written by a newer version of Docbao."))
    found: list[Incoming] = []
    skipped: list[Skipped] = []
    number = 0
    for article in entries(about.get("articles")):
        clues = Clues(
            urls=tuple(filter(None, (_str(article, "url"),))),
            sha256=_str(article, "sha256"),
            title=_str(article, "title"),
        )
        if note := _str(article, "note"):
            found.append(Incoming(0, clues, Highlight("", 0, NOWHERE, note=note)))
        for record in entries(article.get("highlights")):
            number += 1
            try:
                found.append(Incoming(number, clues, _highlight(record), exact=True))
            except ValueError:
                skipped.append(Skipped(number, ReaderError(N_("The record is damaged.")), _str(record, "id")))
    return Notes(FORMAT, tuple(found), tuple(skipped))


def _highlight(record: dict[str, object]) -> Highlight:
    """Return a highlight.

    Raises:
        ValueError: something in the record is not what it should be.
    """
    selector = _selector(record)
    return Highlight(
        id=_str(record, "id") or made_id("docbao", selector.prefix, selector.exact, selector.suffix),
        article_id=0,
        selector=selector,
        color=Color(_str(record, "color")),
        note=_str(record, "note"),
        created=_str(record, "created"),
        modified=_str(record, "modified"),
        orphan=record.get("orphan") is True,
        style=Style(_str(record, "style") or Style.FILL),
        starred=record.get("starred") is True,
        tags=tuple(each for each in listed(record.get("tags")) if isinstance(each, str)),
        version=_int(record, "text_version"),
    )


def _selector(record: dict[str, object]) -> Selector:
    parts = {each.get("type"): each for each in entries(record.get("selectors"))}
    quote, place = parts.get("TextQuoteSelector", {}), parts.get("TextPositionSelector", {})
    if not _str(quote, "exact"):
        raise ValueError(record)
    start, end = _int(place, "start"), _int(place, "end")
    return Selector(_str(quote, "exact"), _str(quote, "prefix"), _str(quote, "suffix"), start, end)


def _str(record: dict[str, object], key: str) -> str:
    value = record.get(key, "")
    if not isinstance(value, str):
        raise ValueError(key)  # noqa: TRY004 - what is damaged is skipped, whatever the damage
    return value


def _int(record: dict[str, object], key: str) -> int:
    value = record.get(key, 0)
    if not isinstance(value, int) or value < 0:
        raise ValueError(key)
    return value
