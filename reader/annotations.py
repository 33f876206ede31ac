"""Highlights: made from a span or a quote, and found again when an article is opened."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace

from reader.errors import N_, NotFoundError, ReaderError
from reader.models import Article, Color, Highlight
from reader.text import anchor
from reader.text.normalise import clean

_ID_BYTES = 8


def make_highlight(article: Article, start: int, end: int, *, color: Color, note: str, now: str) -> Highlight:
    """Return a new highlight of a span of an article; white space at its ends is left out.

    ``now`` is an ISO 8601 UTC date-time.

    Raises:
        ReaderError: if nothing but white space was selected.
    """
    start, end = max(0, start), min(end, len(article.text))
    quote = article.text[start:end]
    start += len(quote) - len(quote.lstrip())
    end -= len(quote) - len(quote.rstrip())
    if start >= end:
        raise ReaderError(N_("There is no text in the selection to highlight."))
    return Highlight(
        id=secrets.token_hex(_ID_BYTES),
        article_id=article.id,
        selector=anchor.describe(article.text, start, end),
        color=color,
        note=clean(note),
        created=now,
        modified=now,
    )


def find_quote(article: Article, quote: str) -> tuple[int, int]:
    """Return the first place of a quote in an article.

    Raises:
        NotFoundError: if the article does not hold it.
    """
    place = anchor.find_quote(article.text, quote)
    if place is None:
        raise NotFoundError(N_("The quote was not found in article {id}."), id=article.id)
    return place.start, place.end


def relocate(article: Article, highlights: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Return highlights with their places in the present text, in its order.

    One that is not found safely becomes an orphan: it keeps its old selector and its note.
    """
    return tuple(sorted((_relocated(article, each) for each in highlights), key=_order))


def _relocated(article: Article, highlight: Highlight) -> Highlight:
    place = anchor.locate(article.text, highlight.selector)
    if place is None:
        return replace(highlight, orphan=True)
    if (place.start, place.end) == (highlight.selector.start, highlight.selector.end):
        return replace(highlight, orphan=False)
    return replace(highlight, selector=anchor.describe(article.text, place.start, place.end), orphan=False)


def _order(highlight: Highlight) -> tuple[int, int, str]:
    return highlight.selector.start, highlight.selector.end, highlight.id
