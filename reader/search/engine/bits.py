"""Sets of documents as rows of bits: those of the terms that stand in many documents."""

from __future__ import annotations

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile
from reader.search.engine.docset import Docs

_FEW = 16  # documents of less than such a part of all are looked up one by one
_WORD = 64


class BitRows:
    """The rows of array ``name``: a bit for each of ``docs`` documents, the first in the highest bit."""

    def __init__(self, file: ArrayFile, name: str, docs: int) -> None:
        self._file = file
        self._name = name
        self._docs = docs
        self._width = -(-docs // 8)

    def mask(self, row: int) -> Array:
        """Return a truth value a document: whether its bit is set."""
        return np.unpackbits(self._packed(row, row + 1)[0], count=self._docs).view(bool)

    def among(self, low: int, high: int, wanted: Docs) -> tuple[Array, Array, Array]:
        """Return where rows ``low`` to ``high`` hold ``wanted`` documents, row by row.

        That is (the row, counted from ``low``; how many documents of the row come before; the document).
        """
        rows = self._packed(low, high)
        if len(wanted) * _FEW < self._docs:
            ids = wanted.ids
            held = rows[:, ids >> 3] & (128 >> (ids & 7)).astype(np.uint8)
            row, place = np.nonzero(held)
            docs = ids[place]
        else:
            kept = [np.flatnonzero(self.mask(number) & wanted.mask) for number in range(low, high)]
            row, docs = np.repeat(np.arange(high - low), list(map(len, kept))), np.concatenate(kept)
        return row, _ranks(rows, row, docs), docs

    def holding(self, docnum: int, rows: int) -> tuple[Array, Array]:
        """Return which of the first ``rows`` hold a document, and how many of each come before it."""
        row, rank, _ = self.among(0, rows, Docs(self._docs, np.array([docnum])))
        return row, rank

    def _packed(self, low: int, high: int) -> Array:
        bits = self._file.get(self._name, low * self._width, high * self._width)
        return bits.reshape(high - low, self._width)


def _ranks(rows: Array, row: Array, docs: Array) -> Array:
    """Return how many set bits come before each of some set bits in its row: by words of 64."""
    words = np.zeros((len(rows), -(-rows.shape[1] // 8)), ">u8")
    words.view(np.uint8)[:, : rows.shape[1]] = rows
    words = words.astype(np.uint64)
    counts = np.bitwise_count(words)
    before = np.cumsum(counts, axis=1, dtype=np.int32) - counts
    place = docs >> 6
    own = words[row, place] >> (_WORD - 1 - (docs & (_WORD - 1))).astype(np.uint64)  # last is the document's
    ranks: Array = before[row, place] + (np.bitwise_count(own) - 1)
    return ranks
