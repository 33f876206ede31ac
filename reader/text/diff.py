"""What changed between two texts, word by word, and where a stretch of the old one is in the new one.

Words that are unique in both texts, in runs of three, are the first anchors (B. Cohen's patience diff);
between them stands the longest common subsequence (R. Hyyrö's bit-parallel algorithm, by rapidfuzz). Words
that agree by accident inside a passage that was replaced are let go again, as the "semantic clean-up" of
N. Fraser's diff-match-patch does. What is left over on both sides is compared once more: so moved passages
are found.

Offsets are code points, ends exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.text.alignment import RUN, align, clean, common

# A word keeps what is written inside it (1.000, 15/2020/NĐ-CP, чёрно-белый); every other sign stands alone.
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑'’.,/:][^\W_]+)*|[^\w\s]|_")
_FEWEST_MOVED = 5  # words that a moved passage has at least in common
_REPLACED = 4  # words at the edge of a stretch that may stand for others
_DENSITY = 0.5  # share of a moved passage that must be there again


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the old text and the part of the new one that stands for it; either may be empty.

    Where ``same`` both are equal. ``moved`` tells that most of it stands elsewhere on the other side.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    same: bool
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """A stretch of the old text in the new one.

    ``kept`` is the share of its words that are there still, ``held`` the share of the words around it
    that stand around the new place, too; both from 0 to 1. ``words`` is the number of words that are there.
    """

    start: int
    end: int
    kept: float
    held: float
    words: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The words and signs of a text: where they start and end, and a number for each spelling."""

    starts: list[int]
    ends: list[int]
    ids: list[int]
    weights: list[int]  # 1 for a word, 0 for a sign

    @classmethod
    def of(cls, text: str, numbers: dict[str, int]) -> _Words:
        found = list(_TOKEN.finditer(text))
        return cls(
            [match.start() for match in found],
            [match.end() for match in found],
            [numbers.setdefault(match.group(), len(numbers)) for match in found],
            [int(match.group()[0].isalnum()) for match in found],
        )


class Comparison:
    """Two texts side by side."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        numbers: dict[str, int] = {}
        self._old = _Words.of(old, numbers)
        self._new = _Words.of(new, numbers)
        pairs = clean(align(self._old.ids, self._new.ids))
        # The new word of each old word, -1 where it is gone; and the moved passage it belongs to, 0 for none.
        self._to = [-1] * len(self._old.ids)
        self._from = [-1] * len(self._new.ids)
        self._passage = [0] * len(self._old.ids)
        self._link(pairs, 0)
        for number, passage in enumerate(self._moves(), start=1):
            self._link(passage, number)

    def _link(self, pairs: Sequence[tuple[int, int]], passage: int) -> None:
        for one, other in pairs:
            self._to[one], self._from[other], self._passage[one] = other, one, passage

    @property
    def likeness(self) -> float:
        """The share of the words of the shorter text that are in the other one, too; from 0 to 1."""
        shorter = min(len(self._to), len(self._from))
        return sum(partner >= 0 for partner in self._to) / shorter if shorter else float(self.old == self.new)

    # Moved passages -------------------------------------------------------------------------------

    def _moves(self) -> Iterator[list[tuple[int, int]]]:
        """Yield the word pairs of each passage that stands elsewhere now, the longest first.

        Only words that have no partner yet are looked at: what was there before did not come from elsewhere.
        """
        while found := sorted(self._passages(), key=len, reverse=True):
            for passage in found:
                if all(self._to[one] < 0 and self._from[other] < 0 for one, other in passage):
                    yield passage

    def _passages(self) -> list[list[tuple[int, int]]]:
        """Return the passages that stretches of words without partners have in common, pair by pair."""
        index: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        for at, stretch in _free_runs(self._from):
            index.setdefault(tuple(self._new.ids[at : at + RUN]), []).append(stretch)
        pairs = {
            (stretch, other)
            for at, stretch in _free_runs(self._to)
            for other in index.get(tuple(self._old.ids[at : at + RUN]), ())
        }
        found = (self._passage_between(old, new) for old, new in sorted(pairs))
        return [passage for passage in found if passage]

    def _passage_between(self, old: tuple[int, int], new: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the densest passage that two stretches of words have in common, if it is long enough."""
        pairs = clean(common(self._old.ids, self._new.ids, old, new))
        best: list[tuple[int, int]] = []
        current: list[tuple[int, int]] = []
        for pair in pairs:
            if current and max(pair[0] - current[-1][0], pair[1] - current[-1][1]) > 2 * _FEWEST_MOVED:
                best, current = max(best, current, key=len), []
            current.append(pair)
        best = max(best, current, key=len)
        if len(best) < _FEWEST_MOVED:
            return []
        length = max(best[-1][0] - best[0][0], best[-1][1] - best[0][1]) + 1
        return best if len(best) >= _DENSITY * length else []

    # Where a stretch went -------------------------------------------------------------------------

    def carry(self, start: int, end: int) -> Carried | None:
        """Return where ``old[start:end]`` is now; None where none of its words is there any more.

        A word at its edge that was replaced is taken to be the word that stands there now.
        """
        if start >= end:
            return None
        first, last = self._words_in(start, end)
        groups: dict[int, int] = {}
        for word in range(first, last + 1):
            if self._to[word] >= 0:
                groups[self._passage[word]] = groups.get(self._passage[word], 0) + self._old.weights[word]
        if not groups:
            return None
        passage = max(groups, key=lambda each: (groups[each], -each))
        whole = sum(self._old.weights[first : last + 1])
        there = [word for word in range(first, last + 1) if self._is_in(word, passage)]
        left = self._to[there[0]] - self._replaced_before(first, there[0], passage)
        right = self._to[there[-1]] + self._replaced_after(last, there[-1], passage)
        new_start, new_end = self._new.starts[left], self._new.ends[right]
        if there[0] == first:
            new_start += max(0, start - self._old.starts[first])
        if there[-1] == last:
            new_end -= max(0, self._old.ends[last] - end)
        kept = groups[passage] / whole if whole else len(there) / (last + 1 - first)
        return Carried(new_start, new_end, kept, self._held(first, last, passage), len(there))

    def carry_point(self, offset: int) -> int:
        """Return the place in the new text of a place in the old one, as near as it can be told."""
        word = bisect_right(self._old.ends, offset)
        for at in range(word, len(self._to)):
            if self._to[at] >= 0:
                inside = max(0, offset - self._old.starts[at]) if at == word else 0
                return self._new.starts[self._to[at]] + inside
        before = next((at for at in range(word - 1, -1, -1) if self._to[at] >= 0), -1)
        return self._new.ends[self._to[before]] if before >= 0 else 0

    def _words_in(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self._old.ends, start), bisect_left(self._old.starts, end) - 1

    def _is_in(self, word: int, passage: int) -> bool:
        return self._to[word] >= 0 and self._passage[word] == passage

    def _replaced_before(self, first: int, there: int, passage: int) -> int:
        """How many new words before the first one that is there stand for old words that are not."""
        inside = there - first
        if not inside:
            return 0
        before = next((w for w in range(first - 1, -1, -1) if self._is_in(w, passage)), -1)
        gap = self._to[there] - (self._to[before] if before >= 0 else -1) - 1
        return _share(inside, first - before - 1, self._free(self._to[there] - gap, self._to[there], gap))

    def _replaced_after(self, last: int, there: int, passage: int) -> int:
        inside = last - there
        if not inside:
            return 0
        count = len(self._to)
        after = next((w for w in range(last + 1, count) if self._is_in(w, passage)), count)
        gap = (self._to[after] if after < count else len(self._from)) - self._to[there] - 1
        free = self._free(self._to[there] + 1, self._to[there] + 1 + gap, gap)
        return _share(inside, after - last - 1, free)

    def _free(self, start: int, end: int, gap: int) -> int:
        """Return ``gap`` where all new words in a range are without a partner, else 0."""
        return gap if gap > 0 and all(partner < 0 for partner in self._from[start:end]) else 0

    def _held(self, first: int, last: int, passage: int) -> float:
        """Return the share of the words around a stretch that stand near its new place."""
        around = [
            *range(max(0, first - _CONTEXT), first),
            *range(last + 1, min(len(self._to), last + 1 + _CONTEXT)),
        ]
        if not around:
            return 1.0
        return sum(self._is_in(word, passage) for word in around) / len(around)

    def fresh(self) -> list[tuple[int, int]]:
        """Return the parts of the new text whose words are not in the old one, or not known to be."""
        return [(self._new.starts[start], self._new.ends[end - 1]) for start, end in _stretches(self._from)]

    # What one sees ----------------------------------------------------------------------------------

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Both texts from beginning to end, cut into what is the same and what is not."""
        found: list[Stretch] = []
        at, other = 0, 0
        for old, new, length in self._equal_runs():
            if old > at or new > other:
                found.append(self._changed(at, old, other, new))
            found.append(Stretch(old, old + length, new, new + length, same=True))
            at, other = old + length, new + length
        if at < len(self.old) or other < len(self.new):
            found.append(self._changed(at, len(self.old), other, len(self.new)))
        return tuple(found)

    def _changed(self, old_start: int, old_end: int, new_start: int, new_end: int) -> Stretch:
        first, last = self._words_in(old_start, old_end)
        away = [self._to[word] >= 0 for word in range(first, last + 1)]
        low = bisect_right(self._new.ends, new_start)
        high = bisect_left(self._new.starts, new_end)
        come = [self._from[word] >= 0 for word in range(low, high)]
        moved = any(sum(each) > len(each) / 2 for each in (away, come) if each)
        return Stretch(old_start, old_end, new_start, new_end, same=False, moved=moved)

    def _equal_runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield (old, new, length) of equal parts, white space at their edges included."""
        run: list[int] | None = None
        for word, partner in enumerate(self._to):
            if partner < 0 or self._passage[word]:
                continue
            old, new = self._old.starts[word], self._new.starts[partner]
            size = self._old.ends[word] - old
            if run is None:
                space = _common_space_before(self.old[:old], self.new[:new])
                run = [old - space, new - space, size + space]
                continue
            old_gap, new_gap = self.old[run[0] + run[2] : old], self.new[run[1] + run[2] : new]
            if old_gap == new_gap:
                run[2] = old + size - run[0]
                continue
            after = _common_space_after(old_gap, new_gap)
            before = _common_space_before(old_gap[after:], new_gap[after:])
            run[2] += after
            yield run[0], run[1], run[2]
            run = [old - before, new - before, size + before]
        if run is not None:
            run[2] += _common_space_after(self.old[run[0] + run[2] :], self.new[run[1] + run[2] :])
            yield run[0], run[1], run[2]


_CONTEXT = 8  # words on either side that are looked at for ``held``


def _stretches(partners: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words without partners."""
    at = 0
    while at < len(partners):
        if partners[at] >= 0:
            at += 1
            continue
        start = at
        while at < len(partners) and partners[at] < 0:
            at += 1
        yield start, at


def _free_runs(partners: Sequence[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield where each run of words without partners begins, and the stretch that it is in."""
    for start, end in _stretches(partners):
        for at in range(start, end - RUN + 1):
            yield at, (start, end)


def _share(inside: int, outside: int, gap: int) -> int:
    """How many of ``gap`` new words stand for ``inside`` of the ``inside + outside`` old ones.

    None do where much was taken out or put in: that is no word replaced by another.
    """
    if max(inside, gap) > _REPLACED:
        return 0
    return min(inside, round(gap * inside / (inside + outside)) if outside else gap)


def _common_space_after(old: str, new: str) -> int:
    """Return how many characters of white space both begin with."""
    length = 0
    while length < min(len(old), len(new)) and old[length] == new[length] and old[length].isspace():
        length += 1
    return length


def _common_space_before(old: str, new: str) -> int:
    """Return how many characters of white space both end with."""
    return _common_space_after(old[::-1], new[::-1])
