"""How often a term occurs as a row of half bytes, one a document: kept of terms in many documents."""

from __future__ import annotations

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter
from reader.search.engine.docset import Docs

_MOST = 15  # what half a byte holds; what is over is told beside
_DOCS = 16  # documents in a word of 64 bits
_FEW = 16  # documents of less than such a part of all are looked up one by one
_LOW = np.uint64(0x0F0F0F0F0F0F0F0F)
_SUM = np.uint64(0x0101010101010101)
_FOUR, _TOP = np.uint64(4), np.uint64(56)


class RowsWriter:
    """Writes the rows of field ``name`` of a segment of ``docs`` documents."""

    def __init__(self, out: ArrayFileWriter, name: str, docs: int) -> None:
        self._out = out
        self._name = name
        self._docs = docs
        self._over = 0
        self._ends: list[int] = []

    def add(self, ids: Array, freqs: Array) -> None:
        """Write the row of a term that occurs so often in these documents."""
        row = np.zeros(-(-self._docs // _DOCS) * _DOCS, np.uint8)
        row[ids] = np.minimum(freqs, _MOST)
        self._out.append(f"{self._name}/rows", row[::2] | row[1::2] << 4)
        over = np.flatnonzero(freqs > _MOST)
        if len(over):
            self._out.append(f"{self._name}/over_ids", ids[over].astype(np.uint32))
            self._out.append(f"{self._name}/over", freqs[over].astype(np.uint32) - np.uint32(_MOST))
        self._over += len(over)
        self._ends.append(self._over)

    def close(self) -> None:
        """Write where in ``over`` what belongs to each row ends."""
        self._out.add(f"{self._name}/over_ends", np.array(self._ends, np.uint32))


class Rows:
    """Reads the rows of field ``name`` of a segment of ``docs`` documents."""

    def __init__(self, file: ArrayFile, name: str, docs: int) -> None:
        self._file = file
        self._name = name
        self._docs = docs
        self._words = -(-docs // _DOCS)
        self._over_ends: list[int] = [0, *file.get(f"{name}/over_ends").tolist()]

    def mark(self, mask: Array, low: int, high: int) -> None:
        """Set the truth value of each document in any of the rows ``low`` to ``high``."""
        if low < high:
            mask |= _unpacked(np.bitwise_or.reduce(self._packed(low, high)))[: self._docs] != 0

    def freqs(self, row: int) -> Array:
        """Return a whole number a document, of the narrowest type."""
        freqs = _unpacked(self._packed(row, row + 1)[0])[: self._docs]
        ids, over = self._over(row)
        if len(ids):
            freqs = freqs.astype(np.min_scalar_type(_MOST + int(over.max())), copy=False)
            freqs[ids] += over.astype(freqs.dtype)
        return freqs

    def most(self, row: int) -> int:
        """Return a bound above all frequencies of a row."""
        return _MOST + int(self._over(row)[1].max(initial=0))

    def of_document(self, docnum: int) -> list[tuple[int, int]]:
        """Return the rows in which a document is, each with its frequency."""
        count = len(self._over_ends) - 1
        held = self._packed(0, count)[:, docnum // _DOCS] >> np.uint64(4 * (docnum % _DOCS)) & np.uint64(
            _MOST
        )
        found = []
        for row in np.flatnonzero(held).tolist():
            ids, over = self._over(row)
            found.append((row, int(held[row]) + int(over[ids == docnum].sum())))
        return found

    def among(self, low: int, high: int, wanted: Docs) -> tuple[Array, Array, Array, Array]:
        """Return where rows ``low`` to ``high`` hold ``wanted`` documents, row by row.

        That is (the row, counted from ``low``; the document; its frequency; the sum of those before it).
        """
        if len(wanted) * _FEW < self._docs:
            return self._looked_up(low, high, wanted.ids)
        found: list[tuple[Array, ...]] = []
        for row in range(low, high):
            freqs = self.freqs(row)
            docs = np.flatnonzero(freqs.astype(bool) & wanted.mask)
            counts = freqs[docs].astype(np.intp)
            before = np.cumsum(freqs, dtype=np.int32)[docs] - counts
            found.append((np.full(len(docs), row - low), docs, counts, before))
        rows, docs, counts, before = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return rows, docs, counts, before

    def _looked_up(self, low: int, high: int, ids: Array) -> tuple[Array, Array, Array, Array]:
        """Look for few documents: what comes before them is counted by words of 16 documents."""
        words = self._packed(low, high)
        place, shift = ids // _DOCS, (ids % _DOCS * 4).astype(np.uint64)
        own = words[:, place]
        held = own >> shift & np.uint64(_MOST)
        row, at = np.nonzero(held)
        docs, counts = ids[at], held[row, at].astype(np.intp)
        sums = _sums(words).astype(np.int32)
        before = np.cumsum(sums, axis=1) - sums
        inside = own[row, at] & ((np.uint64(1) << shift[at]) - np.uint64(1))
        starts = before[row, place[at]] + _sums(inside).astype(np.intp)
        for number in range(low, high):
            over_ids, over = self._over(number)
            if len(over_ids):
                mine = np.flatnonzero(row == number - low)
                ends = np.concatenate([[0], np.cumsum(over, dtype=np.intp)])
                left = ends[np.searchsorted(over_ids, docs[mine])]
                starts[mine] += left
                counts[mine] += ends[np.searchsorted(over_ids, docs[mine], side="right")] - left
        return row, docs, counts, starts

    def _packed(self, low: int, high: int) -> Array:
        """Return rows as words of 16 documents each."""
        width = 8 * self._words
        packed = self._file.get(f"{self._name}/rows", low * width, high * width).view("<u8")
        return packed.reshape(high - low, self._words)

    def _over(self, row: int) -> tuple[Array, Array]:
        """Return the documents in which the term of a row occurs more often, and how often more."""
        start, end = self._over_ends[row : row + 2]
        if start == end:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        file, name = self._file, self._name
        return file.get(f"{name}/over_ids", start, end), file.get(f"{name}/over", start, end)


def _unpacked(words: Array) -> Array:
    """Return the half bytes of a row as bytes, one a document."""
    wide = words.view(np.uint8).astype("<u2")
    wide |= wide << np.uint16(4)
    wide &= np.uint16(0x0F0F)
    return wide.view(np.uint8)


def _sums(words: Array) -> Array:
    """Return the sum of the 16 half bytes of each word: at most 240, so that it fits a byte."""
    sums: Array = ((words & _LOW) + (words >> _FOUR & _LOW)) * _SUM >> _TOP
    return sums
