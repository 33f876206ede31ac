"""Turning documents into posting lists, without sorting tuples.

A field's words are kept as numbers in the order in which they came; inverting is one stable sort of those
numbers, which leaves documents and positions in order within each term.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from reader.search.engine.arrays import Array


@dataclass(frozen=True)
class Inverted:
    """The postings of a field (or of a run of its terms).

    ``terms`` are sorted keys; ``posts`` and ``occurrences`` count the postings and the occurrences of each.
    ``ids`` and ``freqs`` have an element a posting, ``positions`` one an occurrence (``None``: not kept).
    Where the frequencies are not ``counted`` all are 1.
    """

    terms: list[bytes]
    posts: Array
    occurrences: Array
    ids: Array
    freqs: Array
    positions: Array | None
    counted: bool


class _Numbers(dict[str, int]):
    """Numbers words as they come."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class FieldPool:
    """The words of one field, of the documents that wait for the next flush."""

    def __init__(self, key: Callable[[str], bytes], *, positions: bool, counted: bool) -> None:
        self._key = key
        self._positions = positions
        self._counted = counted
        self._numbers = _Numbers()
        self._words = array("I")
        self._docs = array("I")
        self._counts = array("I")

    def add(self, docnum: int, words: Iterable[str]) -> int:
        """Take in the words of a document; return how many there are."""
        before = len(self._words)
        self._words.extend(map(self._numbers.__getitem__, words))
        count = len(self._words) - before
        self._docs.append(docnum)
        self._counts.append(count)
        return count

    def __len__(self) -> int:
        return len(self._words)

    def invert(self) -> Inverted:
        """Return the postings of all documents taken in."""
        keys = [self._key(word) for word in self._numbers]
        terms = sorted(set(keys))
        place = {term: number for number, term in enumerate(terms)}
        rank = np.fromiter((place[key] for key in keys), np.uint32, len(keys))
        counts = np.frombuffer(self._counts, np.uint32).astype(np.intp)
        docs = np.repeat(np.frombuffer(self._docs, np.uint32), counts)
        positions = np.arange(len(self._words)) - np.repeat(np.cumsum(counts) - counts, counts)
        words = rank[np.frombuffer(self._words, np.uint32)] if len(self._words) else np.zeros(0, np.uint32)
        order = np.argsort(words, kind="stable")
        found = positions[order] if self._positions else None
        return gather(terms, words[order], docs[order], found, counted=self._counted)


def gather(
    terms: list[bytes], words: Array, docs: Array, positions: Array | None, *, counted: bool
) -> Inverted:
    """Count occurrences, sorted by (term, document, position), into postings."""
    if not len(words):
        none = np.zeros(0, np.uint32)
        return Inverted(terms, none, none, none, none, none if positions is not None else None, counted)
    first = np.empty(len(words), bool)
    first[0] = True
    np.not_equal(words[1:], words[:-1], out=first[1:])
    first[1:] |= docs[1:] != docs[:-1]
    starts = np.flatnonzero(first)
    freqs = np.diff(starts, append=len(words)).astype(np.uint32)
    return Inverted(
        terms=terms,
        posts=np.bincount(words[starts], minlength=len(terms)),
        occurrences=np.bincount(words, minlength=len(terms)),
        ids=docs[starts],
        freqs=freqs if counted else np.ones_like(freqs),
        counted=counted,
        positions=None if positions is None else positions.astype(np.uint32),
    )
