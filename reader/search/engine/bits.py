"""Sets of documents as rows of bits: those of the terms that stand in many documents."""

from __future__ import annotations

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile
from reader.search.engine.docset import Docs

_FEW = 16  # documents of less than such a part of all are looked up one by one


class BitRows:
    """The rows of array ``name``: a bit for each of ``docs`` documents, the first in the highest bit."""

    def __init__(self, file: ArrayFile, name: str, docs: int) -> None:
        self._file = file
        self._name = name
        self._docs = docs
        self._width = -(-docs // 8)

    def mask(self, row: int) -> Array:
        """Return a truth value a document: whether its bit is set."""
        return np.unpackbits(self._packed(row), count=self._docs).view(bool)

    def among(self, row: int, wanted: Docs) -> tuple[Array, Array]:
        """Return the ``wanted`` documents whose bits are set: (how many others come before, which)."""
        bits = self._packed(row)
        if len(wanted) * _FEW > self._docs:
            ids = np.flatnonzero(self.mask(row) & wanted.mask)
        else:
            ids = wanted.ids
            ids = ids[np.flatnonzero(bits[ids >> 3] & (128 >> (ids & 7)))]
        return _ranks(bits, ids), ids

    def holding(self, docnum: int, rows: int) -> tuple[Array, Array]:
        """Return which of the first ``rows`` hold a document, and how many of each come before it."""
        byte, low = docnum >> 3, 8 - (docnum & 7)
        bits = self._file.get(self._name, 0, rows * self._width).reshape(rows, self._width)
        holding = np.flatnonzero(bits[:, byte] & (128 >> (docnum & 7)))
        before = np.bitwise_count(bits[holding, :byte]).sum(axis=1, dtype=np.intp)
        return holding, before + np.bitwise_count(bits[holding, byte].astype(np.uint16) >> low)

    def _packed(self, row: int) -> Array:
        return self._file.get(self._name, row * self._width, (row + 1) * self._width)


def _ranks(bits: Array, ids: Array) -> Array:
    """Return how many set bits come before each of some set bits: by words of 64."""
    words = np.zeros(-(-len(bits) // 8), ">u8")
    words.view(np.uint8)[: len(bits)] = bits
    words = words.astype(np.uint64)
    counts = np.bitwise_count(words)
    before = np.cumsum(counts, dtype=np.int32) - counts
    place = ids >> 6
    own = words[place] >> (63 - (ids & 63)).astype(np.uint64)  # its last bit is the document's
    ranks: Array = before[place] + (np.bitwise_count(own) - 1)
    return ranks
