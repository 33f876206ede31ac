"""Highlights: made from a span or a quote, and carried along when the text of an article is replaced."""

from __future__ import annotations

import secrets
from dataclasses import replace

from reader.errors import N_, NotFoundError, ReaderError
from reader.models import Article, Color, Highlight
from reader.text import anchor
from reader.text.diff import Comparison
from reader.text.normalise import clean

_ID_BYTES = 8


def make_highlight(article: Article, start: int, end: int, *, color: Color, note: str, now: str) -> Highlight:
    """Return a new highlight of a span of an article; white space at its ends is left out.

    ``now`` is an ISO 8601 UTC date-time.

    Raises:
        ReaderError: if nothing but white space was selected.
    """
    start, end = trimmed(article.text, start, end)
    return Highlight(
        id=secrets.token_hex(_ID_BYTES),
        article_id=article.id,
        selector=anchor.describe(article.text, start, end),
        color=color,
        note=clean(note),
        created=now,
        modified=now,
        version=article.version,
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span of a text (code points) without what lies outside the text, and white space at its ends.

    Raises:
        ReaderError: if nothing is left.
    """
    start, end = max(0, start), min(end, len(text))
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    end -= len(quote) - len(quote.rstrip())
    if start >= end:
        raise ReaderError(N_("There is no text in the selection to highlight."))
    return start, end


def find_quote(article: Article, quote: str) -> tuple[int, int]:
    """Return the first place of a quote in an article.

    Raises:
        NotFoundError: if the article does not hold it.
    """
    place = anchor.find_quote(article.text, quote)
    if place is None:
        raise NotFoundError(N_("The quote was not found in article {id}."), id=article.id)
    return place.start, place.end


def carried(highlight: Highlight, comparison: Comparison, version: int) -> Highlight:
    """Return a highlight in the newer of two texts, which is the article's ``version``.

    One that is not found safely becomes an orphan: it keeps its old selector, and the number of its old text.
    """
    place = anchor.carry(comparison, highlight.selector)
    if place is None:
        return replace(highlight, orphan=True)
    return at_place(highlight, comparison.new, place.start, place.end, version)


def at_place(highlight: Highlight, text: str, start: int, end: int, version: int) -> Highlight:
    """Return a highlight at another place (code points into ``text``, the article's ``version``)."""
    selector = anchor.describe(text, start, end)
    return replace(highlight, selector=selector, version=version, orphan=False, kept=False)


def is_in_place(highlight: Highlight, article: Article) -> bool:
    """Whether the words of a highlight stand where its selector says."""
    selector = highlight.selector
    return not highlight.orphan and article.text[selector.start : selector.end] == selector.exact
