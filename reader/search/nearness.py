"""Which matches in a text are near enough to each other to be meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

Match = tuple[int, int, int]  # start, end (code points), number of what was looked for


@dataclass(frozen=True, slots=True)
class Placed:
    """A match, and which words of the text its first and its last are."""

    first: int
    last: int
    match: Match


def placed(matches: Sequence[Match], starts: Sequence[int]) -> list[Placed]:
    """Number the words of matches; ``starts`` are those of all words of the text."""
    return [
        Placed(bisect_right(starts, start) - 1, bisect_left(starts, end) - 1, (start, end, number))
        for start, end, number in matches
    ]


def in_order(parts: Sequence[Sequence[Placed]], distance: int) -> list[Match]:
    """Return the matches of chains: each part comes at most ``distance`` words after the one before."""
    kept = [list(parts[0])]
    for part in parts[1:]:
        kept.append(_after(part, kept[-1], distance))
    for place in range(len(kept) - 2, -1, -1):
        kept[place] = _before(kept[place], kept[place + 1], distance)
    return [each.match for part in kept for each in part]


def in_any_order(parts: Sequence[Sequence[Placed]], distance: int) -> list[Match]:
    """Return the matches of two parts that have one of the other so few words before or after them."""
    one, other = parts
    found: list[Match] = []
    for these, those in ((one, other), (other, one)):
        near = (*_after(these, those, distance), *_before(these, those, distance))
        found += dict.fromkeys(each.match for each in near)
    return found


def _after(these: Sequence[Placed], those: Sequence[Placed], distance: int) -> list[Placed]:
    """Return those of ``these`` that come soon after one of ``those``."""
    lasts = sorted(each.last for each in those)
    places = [bisect_left(lasts, each.first) - 1 for each in these]
    return [
        each
        for each, place in zip(these, places, strict=True)
        if place >= 0 and each.first - lasts[place] <= distance
    ]


def _before(these: Sequence[Placed], those: Sequence[Placed], distance: int) -> list[Placed]:
    """Return those of ``these`` that come shortly before one of ``those``."""
    firsts = sorted(each.first for each in those)
    places = [bisect_right(firsts, each.last) for each in these]
    return [
        each
        for each, place in zip(these, places, strict=True)
        if place < len(firsts) and firsts[place] - each.last <= distance
    ]
