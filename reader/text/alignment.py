"""Aligning two sequences of numbers, as a diff does: which of one are which of the other, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz.distance import Indel

RUN = 3  # words in a row that make an anchor
_SHORT = 4  # words: a longer run is no accident
_MOST = 4_000_000_000  # pairs of words: what is larger and has no anchor in common would take minutes


def align(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of equal words, in order on both sides."""
    pairs: list[tuple[int, int]] = []
    at, other = 0, 0
    for one, two in [*_anchors(old, new), (len(old), len(new))]:
        if one < at or two < other:
            continue
        pairs += common(old, new, (at, one), (other, two))
        at, other = one, two
        while at < len(old) and other < len(new) and old[at] == new[other]:
            pairs.append((at, other))
            at, other = at + 1, other + 1
    return pairs


def _anchors(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Return where runs of words begin that are unique in both texts: the longest series in order."""
    here, there = _unique_runs(old), _unique_runs(new)
    both = [(at, there[run]) for run, at in here.items() if run in there]
    tails: list[int] = []  # patience sorting: the smallest end of a series of each length
    last: list[int] = []
    before: list[int] = []
    for number, (_, other) in enumerate(both):
        length = bisect_left(tails, other)
        before.append(last[length - 1] if length else -1)
        if length == len(tails):
            tails.append(other)
            last.append(number)
        else:
            tails[length], last[length] = other, number
    chain: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(both[number])
        number = before[number]
    return chain[::-1]


def _unique_runs(ids: Sequence[int]) -> dict[tuple[int, ...], int]:
    """Return the runs of words that occur once, in the order of the text, and where they begin."""
    found: dict[tuple[int, ...], int] = {}
    for at, run in enumerate(zip(*(ids[shift:] for shift in range(RUN)), strict=False)):
        found[run] = -1 if run in found else at
    return {run: at for run, at in found.items() if at >= 0}


def common(
    old: Sequence[int], new: Sequence[int], old_span: tuple[int, int], new_span: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the longest common subsequence of two spans of words, as pairs."""
    one, two = old[slice(*old_span)], new[slice(*new_span)]
    if not one or not two or len(one) * len(two) > _MOST:
        return []
    return [
        (old_span[0] + block.a + step, new_span[0] + block.b + step)
        for block in Indel.opcodes(one, two).as_matching_blocks()
        for step in range(block.size)
    ]


def clean(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out short runs of pairs between long changes: such words agree by accident.

    A run goes where the changes on both of its sides are more than twice as long as it is.
    """
    runs = _runs(pairs)
    while True:
        kept = [run for number, run in enumerate(runs) if not _is_accident(runs, number)]
        if len(kept) == len(runs):
            return [(a + step, b + step) for a, b, size in kept for step in range(size)]
        runs = kept


def _runs(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for one, other in pairs:
        if runs and runs[-1][0] + runs[-1][2] == one and runs[-1][1] + runs[-1][2] == other:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((one, other, 1))
    return runs


def _is_accident(runs: Sequence[tuple[int, int, int]], number: int) -> bool:
    one, other, size = runs[number]
    if size > _SHORT:
        return False
    before = runs[number - 1] if number else None
    after = runs[number + 1] if number + 1 < len(runs) else None
    gap_before = (
        max(one - before[0] - before[2], other - before[1] - before[2]) if before else max(one, other)
    )
    gap_after = max(after[0] - one - size, after[1] - other - size) if after else gap_before
    return min(gap_before, gap_after) > 2 * size
