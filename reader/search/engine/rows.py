"""How often a term occurs as a row of half bytes, one a document: kept of terms in many documents."""

from __future__ import annotations

from collections.abc import Sequence

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
        ends = np.concatenate([[0], file.get(f"{name}/over_ends").astype(np.intp)])
        self._over_ends: list[int] = ends.tolist()
        over = f"{name}/over" in file
        self._over_ids = file.get(f"{name}/over_ids") if over else np.zeros(0, np.uint32)
        self._over = file.get(f"{name}/over") if over else np.zeros(0, np.uint32)
        owner = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        self._over_places = owner * docs + self._over_ids  # of all rows, in order
        self._over_sums = np.concatenate([[0], np.cumsum(self._over, dtype=np.intp)])
        self._over_before = self._over_sums[ends]

    def mark(self, mask: Array, ranges: Sequence[tuple[int, int]]) -> None:
        """Set the truth value of each document in any of the rows of some ranges."""
        packed = [np.bitwise_or.reduce(self._packed(low, high)) for low, high in ranges if low < high]
        if packed:
            mask |= _unpacked(np.bitwise_or.reduce(packed))[: self._docs] != 0

    def freqs(self, row: int) -> Array:
        """Return a whole number a document, of the narrowest type."""
        freqs = _unpacked(self._packed(row, row + 1)[0])[: self._docs]
        start, end = self._over_ends[row : row + 2]
        if start < end:
            freqs = freqs.astype(np.min_scalar_type(self.most(row)), copy=False)
            freqs[self._over_ids[start:end]] += self._over[start:end].astype(freqs.dtype)
        return freqs

    def freqs_in(self, row: int, ids: Array) -> Array:
        """Return how often the term occurs in each of some documents."""
        words = self._packed(row, row + 1)[0][ids // _DOCS]
        freqs: Array = (words >> (ids % _DOCS * 4).astype(np.uint64) & np.uint64(_MOST)).astype(np.intp)
        start, end = self._over_ends[row : row + 2]
        if start < end:
            over_ids = self._over_ids[start:end]
            more = np.minimum(np.searchsorted(over_ids, ids), end - start - 1)
            freqs += np.where(over_ids[more] == ids, self._over[start:end][more], 0)
        return freqs

    def most(self, row: int) -> int:
        """Return a bound above all frequencies of a row."""
        start, end = self._over_ends[row : row + 2]
        return _MOST + (int(self._over[start:end].max()) if start < end else 0)

    def of_document(self, docnum: int) -> list[tuple[int, int]]:
        """Return the rows in which a document is, each with its frequency."""
        rows, _, counts, _ = self._looked_up(range(len(self._over_ends) - 1), np.array([docnum]))
        return list(zip(rows.tolist(), counts.tolist(), strict=True))

    def among(self, rows: Sequence[int], wanted: Docs) -> tuple[Array, Array, Array, Array]:
        """Return where some rows hold ``wanted`` documents, row by row.

        That is (which of the rows; the document; its frequency; the sum of those before it in the row).
        """
        if len(wanted) * _FEW < self._docs:
            return self._looked_up(rows, wanted.ids)
        found: list[tuple[Array, ...]] = []
        for place, row in enumerate(rows):
            freqs = self.freqs(row)
            docs = np.flatnonzero(freqs.astype(bool) & wanted.mask)
            counts = freqs[docs].astype(np.intp)
            before = np.cumsum(freqs, dtype=np.int32)[docs] - counts
            found.append((np.full(len(docs), place), docs, counts, before))
        places, docs, counts, before = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return places, docs, counts, before

    def _looked_up(self, rows: Sequence[int], ids: Array) -> tuple[Array, Array, Array, Array]:
        """Look for few documents: what comes before them is counted by words of 16 documents."""
        words = np.concatenate([self._packed(row, row + 1) for row in rows])
        place, shift = ids // _DOCS, (ids % _DOCS * 4).astype(np.uint64)
        own = words[:, place]
        held = own >> shift & np.uint64(_MOST)
        found, at = np.nonzero(held)
        docs, counts = ids[at], held[found, at].astype(np.intp)
        sums = _sums(words).astype(np.int32)
        before = np.cumsum(sums, axis=1) - sums
        inside = own[found, at] & ((np.uint64(1) << shift[at]) - np.uint64(1))
        starts = before[found, place[at]] + _sums(inside).astype(np.intp)
        numbers = np.array(rows)[found]
        if (self._over_before[numbers + 1] > self._over_before[numbers]).any():
            own = numbers * self._docs + docs
            less = self._over_sums[np.searchsorted(self._over_places, own)]
            starts += less - self._over_before[numbers]
            counts += self._over_sums[np.searchsorted(self._over_places, own, side="right")] - less
        return found, docs, counts, starts

    def _packed(self, low: int, high: int) -> Array:
        """Return rows as words of 16 documents each."""
        width = 8 * self._words
        packed = self._file.get(f"{self._name}/rows", low * width, high * width).view("<u8")
        return packed.reshape(high - low, self._words)


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
