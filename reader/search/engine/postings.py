"""Posting lists on disk: writing the arrays of a field, and reading them by term.

The postings of a field's terms lie one after the other in the order of the terms, so that the postings of a
run of terms (a prefix, the spellings of a word) are one slice and are read by one operation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter
from reader.search.engine.bits import BitRows
from reader.search.engine.docset import Docs
from reader.search.engine.pool import Inverted

HEAD = 8  # bytes of a key that are looked at first
_SHORT = 0x10000
_DENSE = 12  # a term in more than a twelfth of the documents is kept as bits
_BITS_FROM = 1024


def write_field(out: ArrayFileWriter, name: str, docs: int, runs: Iterable[Inverted]) -> None:
    """Write a field, given as runs of its terms in order; ``docs`` is the number of documents."""
    terms: list[bytes] = []
    posts: list[Array] = []
    occurrences: list[Array] = []
    dense: list[int] = []
    written = occurred = 0
    for run in runs:
        dense += [len(terms) + n for n in _write_ids(out, name, docs, run).tolist()]
        terms += run.terms
        posts.append(run.posts)
        occurrences.append(run.occurrences)
        if run.positions is not None:
            _append_split(out, f"{name}/positions", run.positions, occurred, np.dtype(np.uint16))
        if run.counted:
            _append_split(out, f"{name}/freqs", run.freqs, written, np.dtype(np.uint8))
        written += len(run.ids)
        occurred += int(run.freqs.sum())
    out.add(f"{name}/terms", np.frombuffer(b"".join(terms), np.uint8))
    out.add(f"{name}/heads", np.array([head(term) for term in terms], np.uint64))
    out.add(f"{name}/ends", np.cumsum([len(term) for term in terms], dtype=np.uint64))
    out.add(f"{name}/posts", _ends(posts))
    out.add(f"{name}/occurrences", _ends(occurrences))
    out.add(f"{name}/dense", np.array(dense, np.uint32))


def _write_ids(out: ArrayFileWriter, name: str, docs: int, run: Inverted) -> Array:
    """Write the documents of each term, as numbers or (where shorter) as bits; return which are bits."""
    dense = np.flatnonzero(run.posts * _DENSE > docs) if docs >= _BITS_FROM else np.zeros(0, np.intp)
    starts = np.cumsum(run.posts) - run.posts
    kept = np.ones(len(run.ids), bool)
    for number in dense.tolist():
        start, end = int(starts[number]), int(starts[number] + run.posts[number])
        mask = np.zeros(docs, bool)
        mask[run.ids[start:end]] = True
        kept[start:end] = False
        out.append(f"{name}/bits", np.packbits(mask))
    out.append(f"{name}/ids", run.ids[kept].astype(np.uint16 if docs <= _SHORT else np.uint32))
    return dense


def _ends(counts: Sequence[Array]) -> Array:
    return np.cumsum(np.concatenate([*counts, np.zeros(0, np.int64)]), dtype=np.uint64)


def _append_split(
    out: ArrayFileWriter, name: str, values: Array, base: int, narrow: np.dtype[np.unsignedinteger]
) -> None:
    """Append ``values`` in a narrow type; what does not fit is told by its place and its higher bits."""
    bits = narrow.itemsize * 8
    out.append(name, (values & ((1 << bits) - 1)).astype(narrow))
    high = values >> bits
    far = np.flatnonzero(high)
    if not len(far):
        return
    out.append(f"{name}_at", (far + base).astype(np.uint64))
    out.append(f"{name}_high", high[far].astype(np.uint32))


def head(key: bytes) -> int:
    """Return the first eight bytes of a key as a number of the same order."""
    return int.from_bytes(key[:HEAD].ljust(HEAD, b"\0"))


class TermList(Sequence[bytes]):
    """The sorted keys of a field's terms, read where they lie."""

    def __init__(self, blob: Array, ends: Array, heads: Array) -> None:
        self._blob = blob.tobytes()
        self.heads = heads
        self._heads = _view(heads.astype(np.uint64, copy=False))
        self._ends = _view(ends.astype(np.uint64, copy=False))

    def __len__(self) -> int:
        return len(self._heads)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # no slices
        if not 0 <= number < len(self._heads):
            raise IndexError(number)
        return self._blob[self._ends[number - 1] if number else 0 : self._ends[number]]

    def find(self, key: bytes) -> int:
        """Return the number of a term, or -1."""
        number = self._at(key)
        return number if number < len(self) and self[number] == key else -1

    def _at(self, key: bytes) -> int:
        """Return the number of the first term at or after a key: by its first eight bytes, then by all."""
        first = head(key)
        start = bisect_left(self._heads, first)
        if start == len(self) or self[start] >= key:
            return start
        return bisect_left(self, key, start, bisect_right(self._heads, first, start))

    def span(self, low: bytes, high: bytes | None) -> tuple[int, int]:
        """Return the numbers of the first term at or after ``low`` and of the first at or after ``high``."""
        return self._at(low), len(self) if high is None else self._at(high)

    def slice(self, start: int, end: int) -> list[bytes]:
        """Return the terms ``start`` to ``end``."""
        if start >= end:
            return []
        at = self._ends[start - 1] if start else 0
        out = []
        for stop in self._ends[start:end].tolist():
            out.append(self._blob[at:stop])
            at = stop
        return out


class FieldPostings:
    """The postings of one field of one segment, of ``docs`` documents."""

    def __init__(self, file: ArrayFile, name: str, docs: int) -> None:
        self._file = file
        self._name = name
        self.terms = TermList(file.get(f"{name}/terms"), file.get(f"{name}/ends"), file.get(f"{name}/heads"))
        self._posts = file.get(f"{name}/posts")
        self._occurrences = file.get(f"{name}/occurrences")
        self._bits = BitRows(file, f"{name}/bits", docs)
        self._dense: list[int] = file.get(f"{name}/dense").tolist()
        self.has_positions = f"{name}/positions" in file
        self.counted = f"{name}/freqs" in file
        self._sparse = self._posts
        if len(self._dense):
            counts = self.frequencies()
            counts[self._dense] = 0
            self._sparse = np.cumsum(counts).astype(np.uint64)
        self._post_ends, self._occurrence_ends = _view(self._posts), _view(self._occurrences)
        self._sparse_ends = _view(self._sparse)

    def posts(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of postings of the terms ``start`` to ``end``."""
        return _between(self._post_ends, start, end)

    def occurrences(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of occurrences of the terms ``start`` to ``end``."""
        return _between(self._occurrence_ends, start, end)

    def post_ends(self) -> Array:
        """Return where each term's postings end."""
        return self._posts.astype(np.intp)

    def frequencies(self) -> Array:
        """Return in how many documents each term stands."""
        return np.diff(self._posts.astype(np.int64), prepend=0)

    def totals(self) -> Array:
        """Return how often each term occurs."""
        return np.diff(self._occurrences.astype(np.int64), prepend=0)

    def ids(self, start: int, end: int) -> Array:
        """Return the documents of the terms ``start`` to ``end``, each term's in order, as indexes."""
        low, high = bisect_left(self._dense, start), bisect_left(self._dense, end)
        if low == high:
            return self._sparse_ids(start, end).astype(np.intp)
        pieces = []
        for row in range(low, high):
            number = self._dense[row]
            pieces += [self._sparse_ids(start, number), np.flatnonzero(self._bits.mask(row))]
            start = number + 1
        return np.concatenate([*pieces, self._sparse_ids(start, end)], dtype=np.intp)

    def mark(self, mask: Array, start: int, end: int) -> None:
        """Set the truth value of each document in which any of the terms ``start`` to ``end`` stands."""
        low, high = bisect_left(self._dense, start), bisect_left(self._dense, end)
        for row in range(low, high):
            mask |= self._bits.mask(row)
            number = self._dense[row]
            mask[self._sparse_ids(start, number)] = True
            start = number + 1
        mask[self._sparse_ids(start, end)] = True

    def among(self, start: int, end: int, wanted: Docs) -> tuple[Array, Array]:
        """Return the postings of the terms ``start`` to ``end`` in the ``wanted`` documents, in any order.

        They are given as (places among all postings of these terms, documents).
        """
        ids = self._sparse_ids(start, end)
        places = np.flatnonzero(wanted.mask[ids])
        docs = ids[places].astype(np.intp)
        low, high = bisect_left(self._dense, start), bisect_left(self._dense, end)
        if low == high:
            return places, docs
        first = self.posts(start, start)[0]
        spans = np.array([self.posts(number, number + 1) for number in self._dense[low:high]]) - first
        before = np.cumsum(spans[:, 1] - spans[:, 0])
        cuts = spans[:, 1] - before  # how many sparse postings stand before each dense term
        places += np.concatenate([[0], before])[np.searchsorted(cuts, places, side="right")]
        row, ranks, more = self._bits.among(low, high, wanted)
        return np.concatenate([places, spans[row, 0] + ranks]), np.concatenate([docs, more])

    def _sparse_ids(self, start: int, end: int) -> Array:
        low, high = _between(self._sparse_ends, start, end)
        if low == high:  # a field whose every term is dense has no such array
            return np.zeros(0, np.uint32)
        return self._file.get(f"{self._name}/ids", low, high)

    def of_document(self, docnum: int) -> list[tuple[int, int]]:
        """Return the terms of a document, each with its place among all postings: a look at all of them."""
        ids = self._sparse_ids(0, len(self.terms)) == docnum
        places = np.flatnonzero(ids)
        numbers = np.searchsorted(self._sparse, places.astype(np.uint64), side="right")
        found = []
        for number, place in zip(numbers.tolist(), places.tolist(), strict=True):
            first, _ = self.posts(number, number)
            found.append((number, first + place - _between(self._sparse_ends, number, number)[0]))
        if self._dense:
            rows, ranks = self._bits.holding(docnum, len(self._dense))
            for row, rank in zip(rows.tolist(), ranks.tolist(), strict=True):
                number = self._dense[row]
                found.append((number, self.posts(number, number)[0] + rank))
        return found

    def freqs(self, start: int, end: int) -> Array:
        """Return how often the terms ``start`` to ``end`` occur in those documents."""
        low, high = self.posts(start, end)
        return self._joined("freqs", low, high) if self.counted else np.ones(high - low, np.uint8)

    def freq_at(self, place: int) -> int:
        """Return the frequency of one posting."""
        return int(self._joined("freqs", place, place + 1)[0]) if self.counted else 1

    def positions(self, start: int, end: int) -> Array:
        """Return the positions of the terms ``start`` to ``end``, posting by posting."""
        return self._joined("positions", *self.occurrences(start, end))

    def _joined(self, kind: str, low: int, high: int) -> Array:
        values = self._file.get(f"{self._name}/{kind}", low, high)
        if f"{self._name}/{kind}_at" not in self._file:
            return values
        at = self._file.get(f"{self._name}/{kind}_at")
        first, last = np.searchsorted(at, [low, high])
        if first == last:
            return values
        wide = values.astype(np.int64)
        bits = values.dtype.itemsize * 8
        shifted = self._file.get(f"{self._name}/{kind}_high", int(first), int(last)).astype(np.int64) << bits
        wide[(at[first:last] - np.uint64(low)).astype(np.intp)] += shifted
        return wide


def _view(numbers: Array) -> memoryview[int]:
    """Return 64-bit numbers as what gives one of them three times faster than numpy."""
    return numbers.data.cast("B").cast("Q")


def _between(ends: memoryview[int], start: int, end: int) -> tuple[int, int]:
    """Return where what ``start`` to ``end`` stand for begins and ends."""
    return (ends[start - 1] if start else 0), (ends[end - 1] if end else 0)


def after(prefix: bytes) -> bytes | None:
    """Return the least key after all keys that begin with ``prefix``."""
    kept = prefix.rstrip(b"\xff")
    return kept[:-1] + bytes([kept[-1] + 1]) if kept else None
