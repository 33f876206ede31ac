"""Finding the words of a query in a text: what is marked in titles, snippets and the opened article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from reader.search.nearness import Match, in_any_order, in_order, placed
from reader.text.fold import WORD, canonical, fold, plain

Span = tuple[int, int]
_NOTHING: frozenset[Needle] = frozenset()
_FOLDS = np.array([ord(" " if char == "_" else fold(char)) for char in map(chr, range(0x3000))], np.uint32)
_LONG = 300  # code points from which arrays are faster
_MARKS = re.compile("[\u0300-\u036f]")
_LOOSE = "[\u0300-\u036f]*"  # marks that Unicode cannot compose stand between the letters


@dataclass(frozen=True, slots=True)
class Needle:
    """A word to look for, in canonical spelling; without accents it stands for all its accented forms.

    ``prefix`` looks for the words that begin with it, ``fuzzy`` for those so many letters away.
    """

    word: str
    prefix: bool = False
    fuzzy: int = 0

    @property
    def is_bare(self) -> bool:
        """Whether the word stands for all its accented forms."""
        return self.word.isascii() or plain(self.word) == self.word

    def standing(self, folded: str) -> Iterator[Span]:
        """Yield where the word, or one like it, stands in a folded text, accents aside."""
        word = plain(self.word)
        if self.fuzzy:
            spans = [found.span() for found in WORD.finditer(folded)]
            words = [folded[start:end] for start, end in spans]
            near = _near_to(word, list(dict.fromkeys(words)), self.fuzzy)
            yield from (span for span, each in zip(spans, words, strict=True) if each in near)
            return
        at = folded.find(word)
        while at >= 0:
            end = at + len(word)
            while self.prefix and end < len(folded) and folded[end].isalnum():
                end += 1
            if not folded[max(0, at - 1) : at].isalnum() and not folded[end : end + 1].isalnum():
                yield at, end
            at = folded.find(word, end)

    def among(self, words: Sequence[str]) -> list[str]:
        """Return those of ``words`` (as they stand in a text) that are meant by this needle."""
        if self.fuzzy:
            near = _near_to(_bare(self.word), [_bare(word) for word in words], self.fuzzy)
            return [word for word in words if _bare(word) in near]
        spelled = _bare if self.is_bare else canonical
        if self.prefix:
            return [word for word in words if spelled(word).startswith(self.word)]
        return [word for word in words if spelled(word) == self.word]


def _near_to(word: str, words: Sequence[str], distance: int) -> set[str]:
    """Return those of ``words`` that are so near to a word."""
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=distance, limit=None)
    return {near for near, _, _ in found}


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """Return a word (as it stands in a text) in canonical spelling without accents."""
    return plain(canonical(word))


@dataclass(frozen=True, slots=True)
class Together:
    """Sequences of needles that count only near each other.

    In ``ordered`` ones each comes at most ``distance`` words after the one before; two others in any order.
    """

    sequences: tuple[tuple[Needle, ...], ...]
    distance: int
    ordered: bool = True


@dataclass(frozen=True)
class Marker:
    """Looks for sequences of needles: a sequence of one is a word, a longer one a phrase."""

    sequences: tuple[tuple[Needle, ...], ...]
    together: tuple[Together, ...] = ()
    _meant: dict[str, frozenset[Needle]] = field(default_factory=dict, compare=False, repr=False)

    def spans(self, text: str) -> list[Span]:
        """Return the (start, end) code points of every match in NFC ``text``, in order, not overlapping."""
        return disjoint([(start, end) for start, end, _ in self.matches(text)])

    def spans_of_each(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the same of several short texts, which are looked through together."""
        if self.together:
            return [self.spans(text) for text in texts]
        ends = list(accumulate(len(text) + 1 for text in texts))
        found: list[list[Span]] = [[] for _ in texts]
        for start, end, _ in self._matches_of_short("\n".join(texts)):
            number = bisect_right(ends, start)
            if end < ends[number]:  # not from one text into the next
                first = ends[number] - len(texts[number]) - 1
                found[number].append((start - first, end - first))
        return [disjoint(spans) if len(spans) > 1 else spans for spans in found]

    def matches(self, text: str) -> list[Match]:
        """Return (start, end, number of the sequence) of every match, ordered by start."""
        if not self._all:
            return []
        folded = _folded(text)
        return self._assembled(text, folded, self._searched(folded))

    def _matches_of_short(self, text: str) -> list[Match]:
        """Return the same, each word looked for by itself: no pattern has to be made for short texts."""
        if not self._all:
            return []
        folded = _folded(text)
        if _MARKS.search(folded):
            return self._assembled(text, folded, self._searched(folded))
        if any(len(sequence) > 1 for sequence in self.sequences):
            standing = {span for needle in self._all for span in needle.standing(folded)}
            return self._assembled(text, folded, sorted(standing))
        return sorted(
            (*span, number)
            for number, (needle,) in enumerate(self.sequences)
            for span in needle.standing(folded)
            if needle.fuzzy or needle.is_bare or needle.among([text[slice(*span)]])
        )

    def _assembled(self, text: str, folded: str, words: Sequence[Span]) -> list[Match]:
        """Return the matches that are made of some words of a text."""
        needles = self._needles([text[start:end] for start, end in words])
        meant = [place for place, each in enumerate(needles) if each]
        found = list(
            self._assemble(folded, [words[place] for place in meant], [needles[place] for place in meant])
        )
        if self.together:
            found = self._near(folded, found)
        found.sort()
        return found

    def _near(self, folded: str, found: Sequence[Match]) -> list[Match]:
        """Leave out what counts only near something else and is not."""
        starts = [word.start() for word in WORD.finditer(folded)]
        number = len(self.sequences)
        kept = [match for match in found if match[2] < number]
        for group in self.together:
            numbers = range(number, number + len(group.sequences))
            parts = [placed([match for match in found if match[2] == n], starts) for n in numbers]
            kept += (in_order if group.ordered else in_any_order)(parts, group.distance)
            number = numbers.stop
        return kept

    def _searched(self, folded: str) -> list[Span]:
        """Return where words stand that may be meant."""
        pattern = self._loose if _MARKS.search(folded) else self._close
        return [found.span() for found in pattern.finditer(folded)]

    @cached_property
    def _close(self) -> re.Pattern[str]:
        """Finds the words in texts without loose marks, which are nearly all: compiled in half the time."""
        return self._pattern("")

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        return self._pattern(_LOOSE)

    def _pattern(self, between: str) -> re.Pattern[str]:
        parts = {
            r"\w+"
            if needle.fuzzy
            else _spelling(needle.word, between) + (r"\w*" if needle.prefix else between)
            for needle in self._all
        }
        return re.compile(rf"\b(?:{'|'.join(sorted(parts, key=len, reverse=True))})\b")

    @cached_property
    def _every(self) -> tuple[tuple[Needle, ...], ...]:
        """All sequences, in the order of their numbers."""
        return (*self.sequences, *(sequence for group in self.together for sequence in group.sequences))

    @cached_property
    def _all(self) -> frozenset[Needle]:
        return frozenset(needle for sequence in self._every for needle in sequence)

    def _needles(self, words: Sequence[str]) -> list[frozenset[Needle]]:
        """Return which needles mean each of some words (as they stand in a text)."""
        fresh = [word for word in dict.fromkeys(words) if word not in self._meant]
        if fresh:
            self._meant.update(dict.fromkeys(fresh, _NOTHING))
            for needle in self._all:
                for word in needle.among(fresh):
                    self._meant[word] |= {needle}
        return [self._meant[word] for word in words]

    def _assemble(
        self, text: str, words: Sequence[Span], fits: Sequence[frozenset[Needle]]
    ) -> Iterator[Match]:
        for number, (first, *rest) in enumerate(self._every):
            if not rest:
                yield from ((*word, number) for word, fit in zip(words, fits, strict=True) if first in fit)
                continue
            for place, fit in enumerate(fits[: max(0, len(fits) - len(rest))]):
                if first in fit and self._go_on(text, words, fits, place, rest):
                    yield words[place][0], words[place + len(rest)][1], number

    @staticmethod
    def _go_on(
        text: str,
        words: Sequence[Span],
        fits: Sequence[frozenset[Needle]],
        place: int,
        rest: Sequence[Needle],
    ) -> bool:
        """Whether the rest of a sequence follows a word, with nothing but signs between."""
        for step, needle in enumerate(rest, place + 1):
            if needle not in fits[step] or WORD.search(text, words[step - 1][1], words[step][0]):
                return False
        return True


def _folded(text: str) -> str:
    """Fold as :func:`reader.text.fold.fold` does, a long text as an array, and part words at underscores."""
    if len(text) < _LONG:
        return fold(text).replace("_", " ")
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    near = np.minimum(codes, len(_FOLDS) - 1)
    folded = np.where(codes < len(_FOLDS), _FOLDS[near], codes)
    return folded.tobytes().decode("utf-32-le", "surrogatepass")


def _spelling(word: str, between: str) -> str:
    return between.join(re.escape(char) for char in plain(word))


def disjoint(spans: Sequence[Span]) -> list[Span]:
    """Unite overlapping spans; ``spans`` are ordered by start."""
    united: list[Span] = []
    for start, end in spans:
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def join_adjacent(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join spans that only spaces part: neighbouring marked words read as one mark."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
