"""Readwise: the CSV of all highlights that the service exports, and the smaller one that it imports."""

from __future__ import annotations

import csv
import io

from reader.errors import N_, ReaderError
from reader.exchange.notes import Clues, Incoming, Notes, Skipped, color, date, made_id, tags, text
from reader.models import Highlight, Selector


def is_readwise(content: str) -> bool:
    """Whether a text is such a table, told by its head."""
    head = next(csv.reader(io.StringIO(content[:2000])), [])
    names = {name.strip().casefold() for name in head}
    return "highlight" in names and bool(names & {"book title", "title", "url", "source url"})


def read(content: str) -> Notes:
    """Return the highlights, a row each; they have no ids, so one is made of title, place and quote."""
    found: list[Incoming] = []
    skipped: list[Skipped] = []
    for number, row in enumerate(csv.DictReader(io.StringIO(content, newline="")), start=1):
        cells = {name.strip().casefold(): text(cell) for name, cell in row.items() if isinstance(name, str)}
        made = _highlight(cells)
        if made is None:
            reason = ReaderError(N_("The record has neither a quote nor a note."))
            skipped.append(Skipped(number, reason))
            continue
        urls = tuple(filter(None, (cells.get("url", ""), cells.get("source url", ""))))
        found.append(Incoming(number, Clues(urls, title=_title(cells)), made))
    return Notes("Readwise", tuple(found), tuple(skipped))


def _highlight(cells: dict[str, str]) -> Highlight | None:
    quote, note = cells.get("highlight", ""), cells.get("note", "")
    if not quote and not note:
        return None
    when = date(cells.get("highlighted at") or cells.get("date"))
    return Highlight(
        id=made_id("readwise", _title(cells), cells.get("location", ""), quote or note),
        article_id=0,
        selector=Selector(quote, "", "", 0, 0),
        color=color(cells.get("color", "")),
        note=note,
        created=when,
        modified=when,
        tags=tags(cells.get("tags", "").split(",")),
    )


def _title(cells: dict[str, str]) -> str:
    return cells.get("book title") or cells.get("title", "")
