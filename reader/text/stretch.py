"""Spans whose ends move by whole words, or snap to them."""

from __future__ import annotations

from enum import Enum

from reader.text.segment import words

_NEAR = 400  # code points looked at on either side: no word is longer


class Edge(Enum):
    """One of the two ends of a span."""

    START = -1
    END = 1


def stretched(text: str, start: int, end: int, edge: Edge, by: int) -> tuple[int, int]:
    """Return ``text[start:end]`` with one end moved by ``by`` words: outwards where positive, else inwards.

    At least a word stays. All offsets are code points.
    """
    for _ in range(abs(by)):
        start, end = _moved(text, start, end, edge, outwards=by > 0)
    return start, end


def snapped(text: str, offset: int, edge: Edge) -> int:
    """Return the place nearest to ``offset`` (code points) where a word begins or, for an end, ends."""
    low, high = max(0, offset - _NEAR), min(len(text), offset + _NEAR)
    at = 0 if edge is Edge.START else 1
    places = [span[at] for span in words(text, low, high)]
    return min(places, key=lambda place: abs(place - offset), default=offset)


def _moved(text: str, start: int, end: int, edge: Edge, *, outwards: bool) -> tuple[int, int]:
    if edge is Edge.END:
        if outwards:
            beyond = next(words(text, end, min(len(text), end + _NEAR)), None)
            return start, beyond[1] if beyond else end
        within = [stop for _, stop in words(text, start, end) if stop < end]
        return start, within[-1] if within else end
    if outwards:
        before = [begin for begin, _ in words(text, max(0, start - _NEAR), start)]
        return (before[-1] if before else start), end
    inside = [begin for begin, _ in words(text, start, end) if begin > start]
    return (inside[0] if inside else start), end
