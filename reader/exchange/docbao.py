"""Our own JSON, versions 1 and 2; the schema stands in ``reader/export/json_.py``. Nothing in it is lost."""

from __future__ import annotations

from reader.errors import N_, ReaderError
from reader.exchange.articles import integer, read_whole, string
from reader.exchange.notes import (
    NOWHERE,
    Clues,
    Incoming,
    Notes,
    Skipped,
    Whole,
    entries,
    entry,
    listed,
    made_id,
)
from reader.models import Color, Highlight, Selector, Style

FORMAT = "Docbao"
NEWEST = 2


def read(document: object) -> Notes:
    """Return the highlights of a document, and the articles that it holds whole, exactly as they were.

    Raises:
        ReaderError: a newer version of the program wrote it.
        ValueError: what is said of an article is not what it should be.
    """
    about = entry(document)
    version = about.get("version")
    if not isinstance(version, int):
        raise ValueError(version)  # noqa: TRY004 - a damaged file, whatever the damage
    if version > NEWEST:
        raise ReaderError(N_("The file was written by a newer version of Docbao."))
    found: list[Incoming] = []
    skipped: list[Skipped] = []
    wholes: list[Whole] = []
    number = 0
    for article in entries(about.get("articles")):
        clues = Clues(
            urls=tuple(filter(None, (string(article, "url"),))),
            sha256=string(article, "sha256"),
            title=string(article, "title"),
        )
        if "text" in article:
            try:
                wholes.append(read_whole(article, clues, version))
            except ValueError:
                skipped.append(Skipped(number + 1, _damaged(), clues.title))
        if note := string(article, "note"):
            found.append(Incoming(0, clues, Highlight("", 0, NOWHERE, note=note)))
        for record in entries(article.get("highlights")):
            number += 1
            try:
                found.append(Incoming(number, clues, _highlight(record), exact=True))
            except ValueError:
                skipped.append(Skipped(number, _damaged(), string(record, "id")))
    return Notes(FORMAT, tuple(found), tuple(skipped), tuple(wholes))


def _damaged() -> ReaderError:
    return ReaderError(N_("The record is damaged."))


def _highlight(record: dict[str, object]) -> Highlight:
    """Return a highlight.

    Raises:
        ValueError: something in the record is not what it should be.
    """
    selector = _selector(record)
    return Highlight(
        id=string(record, "id") or made_id("docbao", selector.prefix, selector.exact, selector.suffix),
        article_id=0,
        selector=selector,
        color=Color(string(record, "color")),
        note=string(record, "note"),
        created=string(record, "created"),
        modified=string(record, "modified"),
        orphan=record.get("orphan") is True,
        kept=record.get("kept") is True,
        style=Style(string(record, "style") or Style.FILL),
        starred=record.get("starred") is True,
        tags=tuple(each for each in listed(record.get("tags")) if isinstance(each, str)),
        version=integer(record, "text_version"),
    )


def _selector(record: dict[str, object]) -> Selector:
    parts = {each.get("type"): each for each in entries(record.get("selectors"))}
    quote, place = parts.get("TextQuoteSelector", {}), parts.get("TextPositionSelector", {})
    if not string(quote, "exact"):
        raise ValueError(record)
    start, end = integer(place, "start"), integer(place, "end")
    return Selector(string(quote, "exact"), string(quote, "prefix"), string(quote, "suffix"), start, end)
