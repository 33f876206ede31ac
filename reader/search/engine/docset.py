"""Sets of documents: few as sorted numbers, many as a truth value a document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reader.search.engine.arrays import Array

FEW = 16  # a set of less than such a part of the documents is kept as numbers
_FEWER = 8  # so many times fewer numbers are looked up one by one


class Docs:
    """A set of some of ``count`` documents, made of sorted numbers or of a truth value a document.

    Each form is worked out of the other when it is first asked for; neither may be changed.
    """

    __slots__ = ("_ids", "_mask", "_size", "count")

    def __init__(self, count: int, ids: Array | None = None, mask: Array | None = None) -> None:
        self.count = count
        self._ids = ids
        self._mask = mask
        self._size = -1 if ids is None else len(ids)

    @classmethod
    def none(cls, count: int) -> Docs:
        """Return the empty set."""
        return cls(count, np.zeros(0, np.intp))

    @classmethod
    def every(cls, count: int) -> Docs:
        """Return the set of all."""
        return cls(count, mask=np.ones(count, bool))

    @classmethod
    def union(cls, count: int, sets: Sequence[Docs]) -> Docs:
        """Return what is in any of the sets."""
        sets = [docs for docs in sets if len(docs)]
        if len(sets) < 2:  # noqa: PLR2004 - nothing to unite
            return sets[0] if sets else cls.none(count)
        mask = np.zeros(count, bool)
        for docs in sets:
            if docs.is_dense:
                mask |= docs.mask
            else:
                mask[docs.ids] = True
        return cls(count, mask=mask)

    def __len__(self) -> int:
        if self._size < 0:
            self._size = int(np.count_nonzero(self.mask))
        return self._size

    @property
    def ids(self) -> Array:
        """The numbers of the documents, in order."""
        if self._ids is None:
            self._ids = np.flatnonzero(self.mask)
        return self._ids

    @property
    def mask(self) -> Array:
        """A truth value a document."""
        if self._mask is None:
            self._mask = np.zeros(self.count, bool)
            self._mask[self._ids] = True
        return self._mask

    @property
    def is_dense(self) -> bool:
        """Whether the truth values are there without work."""
        return self._mask is not None

    def part(self, start: int, end: int) -> Docs:
        """Return those of the documents ``start`` to ``end``, numbered from ``start`` on."""
        if self._mask is not None:
            return Docs(end - start, mask=self._mask[start:end])
        low, high = np.searchsorted(self.ids, [start, end])
        return Docs(end - start, self.ids[low:high] - start)

    def is_ids(self, ids: Array) -> bool:
        """Whether the set is these very documents."""
        return self._ids is ids

    def has(self, ids: Array) -> Array:
        """Return whether each of these documents (in order) is in the set."""
        if self._mask is None and len(ids) * _FEWER < len(self):
            places = np.searchsorted(self.ids, ids)
            places[places == len(self)] = 0
            found: Array = self.ids[places] == ids
            return found
        kept: Array = self.mask[ids]
        return kept

    def __and__(self, other: Docs) -> Docs:
        if self is other:
            return self
        if self.is_dense and other.is_dense:
            return Docs(self.count, mask=self.mask & other.mask)
        one, more = (self, other) if len(self) <= len(other) else (other, self)
        return Docs(self.count, one.ids[np.flatnonzero(more.has(one.ids))])

    def __sub__(self, other: Docs) -> Docs:
        if not len(other):
            return self
        if self.is_dense and other.is_dense:
            return Docs(self.count, mask=self.mask & ~other.mask)
        return Docs(self.count, self.ids[np.flatnonzero(~other.has(self.ids))])


class Postings:
    """The documents in which a word stands and how often, whatever number of terms make up the word.

    ``freqs`` holds a whole number for each of ``docs``; where these are not given (``is_dense``) one for
    each document of the collection.
    """

    __slots__ = ("_docs", "freqs", "is_dense")

    def __init__(self, freqs: Array, docs: Docs | None = None) -> None:
        self._docs = docs
        self.freqs = freqs
        self.is_dense = docs is None

    @property
    def docs(self) -> Docs:
        """The documents in which the word stands."""
        if self._docs is None:
            self._docs = Docs(len(self.freqs), mask=self.freqs != 0)
        return self._docs

    def of(self, ids: Array) -> Array:
        """Return how often the word stands in each of these documents (in order), 0 where it does not."""
        if self.is_dense:
            dense: Array = self.freqs[ids]
            return dense
        own = self.docs.ids
        if ids is own:
            return self.freqs
        if not len(own):
            return np.zeros(len(ids), self.freqs.dtype)
        if len(ids) * _FEWER < len(own):
            places = np.searchsorted(own, ids)
            places[places == len(own)] = 0
            return np.where(own[places] == ids, self.freqs[places], self.freqs.dtype.type(0))
        spread = np.zeros(self.docs.count, self.freqs.dtype)
        spread[own] = self.freqs
        found: Array = spread[ids]
        return found
