"""Describing a stretch of text, and finding it again.

Where the text is known that a selector was made in, both texts are compared and the stretch is carried
along (:func:`carry`); what was taken out is then looked for among the words that are new, with its context.
Where only the selector is known, the order is that of the Hypothesis client (:func:`locate`): the old
position, checked against the quote; the quote itself, chosen among its occurrences by context; the quote with
its context, approximately.

A place that is not sure is no place: it is left to the reader, with the best guesses (:func:`candidates`).
Selectors are those of the W3C Web Annotation Data Model. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from reader.models import Selector
from reader.text.diff import Carried, Comparison
from reader.text.normalise import nfc

CONTEXT = 32  # code points kept on either side, as Hypothesis does
# All likenesses are from 0 to 1. The limits were set with tests/benchmarks/bench_anchor.py.
_KEPT = 0.55  # share of a quote's words that must be there still, whatever stands around it
_KEPT_HELD = 0.5  # ... and where the words around it are there, too
_HELD = 0.6
_HELD_SOME = 0.25  # share of the words around it that must be there, too, unless many of the quote are
_MANY = 6
_QUOTE = 0.7  # likeness of a quote that is found approximately
_ELSEWHERE = 0.75  # likeness of quote and context together of one that is found among new words
_BOTH_SIDES = 0.6  # likeness of the context of an exact quote, both sides together
_ONE_SIDE = 0.8  # ... or of one side alone: the other was cut off
_UNMISTAKABLE = 40  # code points: a quote that is as long and stands there once needs no context
_GUESS = 0.45  # least likeness of a guess
_NEAR = 12  # code points: guesses that begin so near to each other are one


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


def carry(comparison: Comparison, selector: Selector) -> Place | None:
    """Find the place in the new text of a selector that was made in the old one; None where none is safe."""
    if comparison.old[selector.start : selector.end] != selector.exact:
        return locate(comparison.new, selector)
    found = comparison.carry(selector.start, selector.end)
    if found and _is_safe(found):
        likeness = fuzz.ratio(selector.exact, comparison.new[found.start : found.end]) / 100
        return Place(found.start, found.end, likeness)
    best = _best(_align(comparison.new, selector, span) for span in comparison.fresh())
    if best and best.score >= _ELSEWHERE:
        return best
    return None


def _is_safe(found: Carried) -> bool:
    """Whether enough is left of a quote and, where that is little, of what stood around it."""
    if found.held >= _HELD:
        return found.kept >= _KEPT_HELD
    return found.kept >= _KEPT and (found.held >= _HELD_SOME or found.words >= _MANY)


def locate(text: str, selector: Selector) -> Place | None:
    """Find a selector's place in ``text`` without knowing its old text; None where it is not found safely."""
    exact = _occurrences(text, selector.exact)
    if selector.start in exact and (len(exact) == 1 or _is_in_context(text, selector.start, selector)):
        return Place(selector.start, selector.end, 1.0)
    if exact:
        best = max(exact, key=lambda at: _nearness(text, at, selector))
        alone = len(exact) == 1 and (
            len(selector.exact) >= _UNMISTAKABLE or not (selector.prefix or selector.suffix)
        )
        if alone or _is_in_context(text, best, selector):
            return Place(best, best + len(selector.exact), 1.0)
        return None
    found = _align(text, selector, (0, len(text)))
    if found is None or found.score < _ELSEWHERE:
        return None
    likeness = fuzz.ratio(selector.exact, text[found.start : found.end]) / 100
    return found if likeness >= _QUOTE else None


def find_quote(text: str, quote: str) -> Place | None:
    """Find a quote as a person gives it: in any normal form, with any white space between its words."""
    words = nfc(quote).split()
    if not words:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return Place(found.start(), found.end(), 1.0) if found else None


def candidates(text: str, selector: Selector, count: int = 3) -> tuple[Place, ...]:
    """Return the best guesses at where a quote may be, the best first: for a person to choose from."""
    near = sorted(_occurrences(text, selector.exact), key=lambda at: -_nearness(text, at, selector))
    guesses = [
        Place(at, at + len(selector.exact), _likeness(text, at, at + len(selector.exact), selector))
        for at in near[:count]
    ]
    spans = sorted(
        ((match.start(), match.end()) for match in _PARAGRAPH.finditer(text)),
        key=lambda span: -fuzz.partial_ratio(selector.exact, text[slice(*span)]),
    )
    spans = [(0, len(text)), *spans[:count]]
    found = (_align(text, part, span) for span in spans for part in (selector, _bare(selector)))
    guesses += [
        Place(each.start, each.end, _likeness(text, each.start, each.end, selector)) for each in found if each
    ]
    guesses = [_to_words(text, guess, selector) for guess in guesses]
    kept: list[Place] = []
    for guess in sorted(guesses, key=lambda each: -each.score):
        apart = all(abs(guess.start - other.start) >= _NEAR for other in kept)
        if apart and guess.score >= _GUESS:
            kept.append(guess)
    return tuple(kept[:count])


_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def _occurrences(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0 and quote:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _sides(text: str, start: int, end: int, selector: Selector) -> list[float]:
    """Return how like the surroundings of a place are to those of the selector, for each side that it has."""
    before = text[max(0, start - len(selector.prefix)) : start]
    after = text[end : end + len(selector.suffix)]
    pairs = ((selector.prefix, before), (selector.suffix, after))
    return [fuzz.ratio(wanted, found) / 100 for wanted, found in pairs if wanted]


def _is_in_context(text: str, start: int, selector: Selector) -> bool:
    sides = _sides(text, start, start + len(selector.exact), selector)
    return bool(sides) and (sum(sides) / len(sides) >= _BOTH_SIDES or max(sides) >= _ONE_SIDE)


def _nearness(text: str, start: int, selector: Selector) -> float:
    """How well an occurrence agrees with the selector: by its surroundings, then by its old position."""
    sides = _sides(text, start, start + len(selector.exact), selector)
    return sum(sides) - abs(start - selector.start) / (100 * len(text) + 1)


def _likeness(text: str, start: int, end: int, selector: Selector) -> float:
    """Return the likeness of a place: the quote counts for as much as what stands around it."""
    quote = fuzz.ratio(selector.exact, text[start:end]) / 100
    sides = _sides(text, start, end, selector)
    return (quote + sum(sides) / len(sides)) / 2 if sides else quote


def _to_words(text: str, guess: Place, selector: Selector) -> Place:
    """Return a guess without halves of words at its ends."""
    start, end = guess.start, guess.end
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Place(start, end, _likeness(text, start, end, selector))


def _bare(selector: Selector) -> Selector:
    return Selector(selector.exact, "", "", selector.start, selector.end)


def _best(places: Iterable[Place | None]) -> Place | None:
    return max((place for place in places if place), key=lambda place: place.score, default=None)


def _align(text: str, selector: Selector, span: tuple[int, int]) -> Place | None:
    """Align prefix, quote and suffix with a part of a text, then cut the quote out of the alignment."""
    whole = selector.prefix + selector.exact + selector.suffix
    low = max(0, span[0] - len(selector.prefix))
    part = text[low : span[1] + len(selector.suffix)]
    aligned = fuzz.partial_ratio_alignment(whole, part, score_cutoff=100 * _GUESS)
    if aligned is None or aligned.dest_end <= aligned.dest_start:
        return None
    # A part that is shorter than the whole is looked for in it, not the other way round.
    window = part[aligned.dest_start : aligned.dest_end]
    edits = Levenshtein.opcodes(whole, window)
    start = _carried(edits, len(selector.prefix), at_end=False)
    end = _carried(edits, len(selector.prefix) + len(selector.exact), at_end=True)
    found = window[start:end]
    start += len(found) - len(found.lstrip())
    end -= len(found) - len(found.rstrip())
    if start >= end:
        return None
    start, end = low + aligned.dest_start + start, low + aligned.dest_start + end
    return Place(start, end, _likeness(text, start, end, selector))


def _carried(edits: Opcodes, offset: int, *, at_end: bool) -> int:
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
