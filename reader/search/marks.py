"""Finding the words of a query in a text: what is marked in titles, snippets and the opened article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from rapidfuzz.distance import OSA

from reader.text.fold import WORD, canonical, fold, plain

Span = tuple[int, int]
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

    def fits(self, word: str) -> bool:
        """Whether ``word`` (as it stands in a text) is meant by this needle."""
        if self.fuzzy:
            return OSA.distance(plain(self.word), _bare(word), score_cutoff=self.fuzzy) <= self.fuzzy
        spelled = _bare(word) if self.word.isascii() or plain(self.word) == self.word else canonical(word)
        return spelled.startswith(self.word) if self.prefix else spelled == self.word


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """Return a word (as it stands in a text) in canonical spelling without accents."""
    return plain(canonical(word))


@dataclass(frozen=True)
class Marker:
    """Looks for sequences of needles: a sequence of one is a word, a longer one a phrase."""

    sequences: tuple[tuple[Needle, ...], ...]
    _fits: dict[str, frozenset[Needle]] = field(default_factory=dict, compare=False, repr=False)

    def spans(self, text: str) -> list[Span]:
        """Return the (start, end) code points of every match in NFC ``text``, in order, not overlapping."""
        found = [(start, end) for start, end, _ in self.matches(text)]
        return _disjoint(found)

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """Return (start, end, number of the sequence) of every match, ordered by start."""
        if not self._all:
            return []
        folded = _folded(text)
        pattern = self._loose if _MARKS.search(folded) else self._close
        words = [(m.start(), m.end()) for m in pattern.finditer(folded)]
        fits = [self._needles(text[start:end]) for start, end in words]
        found = list(self._assemble(folded, words, fits))
        found.sort()
        return found

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
    def _all(self) -> frozenset[Needle]:
        return frozenset(needle for sequence in self.sequences for needle in sequence)

    def _needles(self, word: str) -> frozenset[Needle]:
        known = self._fits.get(word)
        if known is None:
            known = self._fits[word] = frozenset(needle for needle in self._all if needle.fits(word))
        return known

    def _assemble(
        self, text: str, words: Sequence[Span], fits: Sequence[frozenset[Needle]]
    ) -> Iterator[tuple[int, int, int]]:
        for number, sequence in enumerate(self.sequences):
            for first in range(len(words) - len(sequence) + 1):
                if self._stands_at(text, words, fits, first, sequence):
                    yield words[first][0], words[first + len(sequence) - 1][1], number

    @staticmethod
    def _stands_at(
        text: str,
        words: Sequence[Span],
        fits: Sequence[frozenset[Needle]],
        first: int,
        sequence: Sequence[Needle],
    ) -> bool:
        for step, needle in enumerate(sequence):
            if needle not in fits[first + step]:
                return False
            if step and WORD.search(text, words[first + step - 1][1], words[first + step][0]):
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


def _disjoint(spans: Sequence[Span]) -> list[Span]:
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
