"""Where the terms of a field occur: their positions, expanded for as many documents as it takes.

An occurrence is one number, (document << bits) + position, of 32 bits where these are 16, else of 64.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from reader.search.engine.arrays import Array
from reader.search.engine.docset import Docs
from reader.search.engine.postings import FieldPostings, Runs, joined

_HALF = 16
Numbered = tuple[int, tuple[int, int]]  # the number of a word, and a run of its terms
# Postings: documents, frequencies, where the positions begin among those of their run; for each run where its
# postings end, and what reads all its positions.
Postings = tuple[Array, Array, Array, list[int], Callable[[int, int], Array]]


class Occurrences:
    """The occurrences of the terms of ``field``, with ``bits`` for a position."""

    def __init__(self, field: FieldPostings, bits: int) -> None:
        self._field = field
        self._bits = bits
        self._dtype = np.dtype(np.uint32 if bits == _HALF else np.int64)

    def all(self, runs: Runs) -> Array:
        """Return where any of the terms of ``runs`` occurs; those of each term are in order."""
        field = self._field
        found = [np.zeros(0, self._dtype)]
        for low, high, row in (piece for run in runs for piece in field.pieces(*run)):
            if row < 0:
                docs, counts = field.list_ids(low, high), field.list_freqs(low, high)
                positions = field.list_positions(low, high)
            else:
                counts, positions = field.rows.freqs(row), field.row_positions(row, row + 1)
                docs = np.arange(len(counts))
            found.append(np.repeat(docs.astype(self._dtype) << self._bits, counts))
            found[-1] += positions
        return np.concatenate(found)

    def among(self, words: Sequence[Runs], wanted: Docs) -> list[Array]:
        """Return where the terms of each of some words occur in the ``wanted`` documents, in any order.

        All words are looked up together, as every step has its price.
        """
        found: list[list[Array]] = [[] for _ in words]
        runs = [(number, run) for number, word in enumerate(words) for run in word]
        for docs, counts, starts, cuts, read in self._postings(runs, wanted):
            ends = np.cumsum(counts)
            posting = np.repeat(np.arange(len(counts)), counts)
            at = (starts + counts - ends)[posting]
            at += np.arange(len(at))
            keys = (docs.astype(self._dtype) << self._bits)[posting]
            low = 0
            for (number, run), last in _parts(runs, cuts):
                high = ends.item(last - 1)
                keys[low:high] += read(*run)[at[low:high]]
                found[number].append(keys[low:high])
                low = high
        none = [np.zeros(0, self._dtype)]
        return [parts[0] if len(parts) == 1 else np.concatenate(parts or none) for parts in found]

    def _postings(self, runs: Sequence[Numbered], wanted: Docs) -> Iterator[Postings]:
        """Yield the postings of some runs of terms in the ``wanted`` documents: of lists, then of rows."""
        field = self._field
        lists = [field.list_ids(*run) for _, run in runs]
        ids = joined(lists)
        places = np.flatnonzero(wanted.mask[ids.astype(np.intp)])
        if len(places):
            freqs = joined([field.list_freqs(*run) for _, run in runs])
            counts = freqs[places].astype(np.intp)
            starts = np.cumsum(freqs, dtype=np.intp)[places] - counts
            cuts = np.searchsorted(places, np.cumsum([len(part) for part in lists]))
            before = np.cumsum([0, *(field.list_size(*run) for _, run in runs[:-1])])
            starts -= np.repeat(before, np.diff(cuts, prepend=0))
            yield ids[places], counts, starts, cuts.tolist(), field.list_positions
        ranges = [field.dense_between(*run) for _, run in runs]
        numbers = [row for low, high in ranges for row in range(low, high)]
        if numbers:
            row, docs, counts, starts = field.rows.among(numbers, wanted)
            owners = [low for low, high in ranges for _ in range(low, high)]
            starts = starts + (field.row_occurrences[numbers] - field.row_occurrences[owners])[row]
            cuts = np.searchsorted(row, np.cumsum([high - low for low, high in ranges]))
            yield docs, counts, starts, cuts.tolist(), self._row_positions

    def _row_positions(self, start: int, end: int) -> Array:
        return self._field.row_positions(*self._field.dense_between(start, end))


def _parts(runs: Sequence[Numbered], cuts: Sequence[int]) -> Iterator[tuple[Numbered, int]]:
    """Yield the runs that have postings, each with where these end."""
    first = 0
    for run, last in zip(runs, cuts, strict=True):
        if first < last:
            yield run, last
            first = last
