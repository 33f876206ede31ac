"""Describing a stretch of text, and finding it again.

The order is that of the Hypothesis client: the old position, checked against the quote; then the
quote itself, chosen among its occurrences by context; then the quote with its context, approximately.
Selectors are those of the W3C Web Annotation Data Model. Offsets are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from reader.models import Selector
from reader.text.normalise import nfc

CONTEXT = 32  # code points kept on either side, as Hypothesis does
_LIKENESS = 60.0  # least likeness of quote with context, 0 to 100
_QUOTE_LIKENESS = 70.0  # least likeness of the quote that was cut out of it


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote was found; ``score`` is 1 for an exact place and lower for an approximate one."""

    start: int
    end: int
    score: float


def describe(text: str, start: int, end: int) -> Selector:
    """Return the selector of ``text[start:end]``.

    Raises:
        ValueError: if the span is empty or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError((start, end, len(text)))
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def locate(text: str, selector: Selector) -> Place | None:
    """Find a selector's place in ``text``; None where it is not found safely."""
    if text[selector.start : selector.end] == selector.exact:
        return Place(selector.start, selector.end, 1.0)
    exact = _occurrences(text, selector.exact)
    if exact:
        best = max(exact, key=lambda at: _context_likeness(text, at, selector))
        return Place(best, best + len(selector.exact), 1.0)
    return _approximate(text, selector)


def find_quote(text: str, quote: str) -> Place | None:
    """Find a quote as a person gives it: in any normal form, with any white space between its words."""
    words = nfc(quote).split()
    if not words:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return Place(found.start(), found.end(), 1.0) if found else None


def _occurrences(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0 and quote:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _context_likeness(text: str, start: int, selector: Selector) -> float:
    """How well the surroundings of an occurrence agree with the selector; nearness decides between equals."""
    end = start + len(selector.exact)
    before = fuzz.ratio(selector.prefix, text[max(0, start - len(selector.prefix)) : start])
    after = fuzz.ratio(selector.suffix, text[end : end + len(selector.suffix)])
    return before + after - abs(start - selector.start) / (len(text) + 1)


def _approximate(text: str, selector: Selector) -> Place | None:
    """Align prefix, quote and suffix together, then cut the quote out of the alignment."""
    whole = selector.prefix + selector.exact + selector.suffix
    aligned = fuzz.partial_ratio_alignment(whole, text, score_cutoff=_LIKENESS)
    if aligned is None or aligned.dest_end <= aligned.dest_start:
        return None
    window = text[aligned.dest_start : aligned.dest_end]
    edits = Levenshtein.opcodes(whole, window)
    start = _carry(edits, len(selector.prefix), at_end=False)
    end = _carry(edits, len(selector.prefix) + len(selector.exact), at_end=True)
    found = window[start:end]
    likeness = fuzz.ratio(selector.exact, found)
    if not found.strip() or likeness < _QUOTE_LIKENESS:
        return None
    return Place(aligned.dest_start + start, aligned.dest_start + end, likeness / 100)


def _carry(edits: Opcodes, offset: int, *, at_end: bool) -> int:
    """Carry an offset of the old text into the new one along the edits between them."""
    for edit in edits:
        inside = (
            edit.src_start < offset <= edit.src_end if at_end else edit.src_start <= offset < edit.src_end
        )
        if inside and edit.tag == "equal":
            return int(edit.dest_start + offset - edit.src_start)
        if inside:
            return int(edit.dest_end if at_end else edit.dest_start)
    return int(edits.dest_len)
