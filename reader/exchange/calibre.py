"""calibre: the annotations that its viewer and its library export in calibre's own JSON.

The file names no article. The last of an annotation's ``toc_family_titles`` does, where it comes from one of
calibre's news downloads; otherwise the quote itself has to be found.
"""

from __future__ import annotations

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
    text,
)
from reader.models import Highlight, Selector, Style

TYPES = ("calibre_annotation_collection", "calibre_highlights")


def read(document: object) -> Notes:
    """Return the highlights; bookmarks, reading positions and removed highlights are no notes."""
    about = entry(document)
    listed_in = about.get("annotations", about.get("highlights"))
    records = entries(document if isinstance(document, list) else listed_in)
    found: list[Incoming] = []
    skipped: list[Skipped] = []
    for number, record in enumerate(records, start=1):
        annotation = entry(record.get("annotation")) or record
        if annotation.get("type") != "highlight" or annotation.get("removed"):
            continue
        quote, note = text(annotation.get("highlighted_text")), text(annotation.get("notes"))
        if not quote:
            skipped.append(Skipped(number, ReaderError(N_("The record has no quote.")), note))
            continue
        found.append(Incoming(number, _clues(record, annotation), _highlight(annotation, quote, note)))
    return Notes("calibre", tuple(found), tuple(skipped))


def _highlight(annotation: dict[str, object], quote: str, note: str) -> Highlight:
    style, when = entry(annotation.get("style")), date(annotation.get("timestamp"))
    name = text(annotation.get("uuid"))
    return Highlight(
        id=f"calibre-{name}" if name else made_id("calibre", text(annotation.get("start_cfi")), quote),
        article_id=0,
        selector=Selector(quote, "", "", 0, 0),
        color=color(style.get("which") or style.get("background-color")),
        note=note,
        created=when,
        modified=when,
        style=Style.UNDERLINE if style.get("kind") == "decoration" else Style.FILL,
    )


def _clues(record: dict[str, object], annotation: dict[str, object]) -> Clues:
    titles = [text(each) for each in listed(annotation.get("toc_family_titles"))]
    return Clues(title=text(record.get("title")) or next(iter(reversed(titles)), ""))
