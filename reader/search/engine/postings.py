"""Posting lists on disk: writing the arrays of a field, and reading them by term.

The postings of a field's terms lie one after the other in the order of the terms, so that the postings of a
run of terms (a prefix, the spellings of a word) are one slice and are read by one operation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter
from reader.search.engine.pool import Inverted

_FREQ_MAX = 0xFF
_SHORT = 0x10000


def write_field(out: ArrayFileWriter, name: str, docs: int, runs: Iterable[Inverted]) -> None:
    """Write a field, given as runs of its terms in order; ``docs`` is the number of documents."""
    ids_type = np.uint16 if docs <= _SHORT else np.uint32
    terms: list[bytes] = []
    posts: list[Array] = []
    occurrences: list[Array] = []
    written = occurred = 0
    for run in runs:
        terms += run.terms
        posts.append(run.posts)
        occurrences.append(run.occurrences)
        out.append(f"{name}/ids", run.ids.astype(ids_type))
        _append_split(out, f"{name}/freqs", run.freqs, written, np.dtype(np.uint8))
        if run.positions is not None:
            _append_split(out, f"{name}/positions", run.positions, occurred, np.dtype(np.uint16))
        written += len(run.ids)
        occurred += int(run.freqs.sum())
    out.add(f"{name}/terms", np.frombuffer(b"".join(terms), np.uint8))
    out.add(f"{name}/ends", np.cumsum([len(term) for term in terms], dtype=np.uint64))
    out.add(f"{name}/posts", _ends(posts))
    out.add(f"{name}/occurrences", _ends(occurrences))


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
    out.append(f"{name}_at", (far + base).astype(np.uint64))
    out.append(f"{name}_high", high[far].astype(np.uint32))


class TermList(Sequence[bytes]):
    """The sorted keys of a field's terms, read where they lie."""

    def __init__(self, blob: Array, ends: Array) -> None:
        self._blob = blob.tobytes()
        self._ends = ends.astype(np.uint32) if len(self._blob) < 1 << 32 else ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # no slices
        if not 0 <= number < len(self._ends):
            raise IndexError(number)
        return self._blob[int(self._ends[number - 1]) if number else 0 : int(self._ends[number])]

    def find(self, key: bytes) -> int:
        """Return the number of a term, or -1."""
        number = bisect_left(self, key)
        return number if number < len(self) and self[number] == key else -1

    def span(self, low: bytes, high: bytes | None) -> tuple[int, int]:
        """Return the numbers of the first term at or after ``low`` and of the first at or after ``high``."""
        first = bisect_left(self, low)
        return first, len(self) if high is None else bisect_left(self, high, first)

    def slice(self, start: int, end: int) -> list[bytes]:
        """Return the terms ``start`` to ``end``."""
        if start >= end:
            return []
        ends = self._ends[start:end].tolist()
        at = int(self._ends[start - 1]) if start else 0
        out = []
        for stop in ends:
            out.append(self._blob[at:stop])
            at = stop
        return out


class FieldPostings:
    """The postings of one field of one segment."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self.terms = TermList(file.get(f"{name}/terms"), file.get(f"{name}/ends"))
        self._posts = file.get(f"{name}/posts")
        self._occurrences = file.get(f"{name}/occurrences")
        self.has_positions = f"{name}/positions" in file

    def posts(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of postings of the terms ``start`` to ``end``."""
        return (int(self._posts[start - 1]) if start else 0), (int(self._posts[end - 1]) if end else 0)

    def occurrences(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of occurrences of the terms ``start`` to ``end``."""
        ends = self._occurrences
        return (int(ends[start - 1]) if start else 0), (int(ends[end - 1]) if end else 0)

    def all_ids(self) -> Array:
        """Return the documents of all terms, as they lie in the file."""
        return self._file.get(f"{self._name}/ids")

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
        return self._file.get(f"{self._name}/ids", *self.posts(start, end)).astype(np.intp)

    def freqs(self, start: int, end: int) -> Array:
        """Return how often the terms ``start`` to ``end`` occur in those documents."""
        return self._joined("freqs", *self.posts(start, end))

    def freq_at(self, place: int) -> int:
        """Return the frequency of one posting."""
        return int(self._joined("freqs", place, place + 1)[0])

    def positions(self, start: int, end: int) -> Array:
        """Return the positions of the terms ``start`` to ``end``, posting by posting."""
        return self._joined("positions", *self.occurrences(start, end))

    def _joined(self, kind: str, low: int, high: int) -> Array:
        values = self._file.get(f"{self._name}/{kind}", low, high)
        at = self._file.get(f"{self._name}/{kind}_at")
        first, last = np.searchsorted(at, [low, high]) if len(at) else (0, 0)
        if first == last:
            return values
        wide = values.astype(np.int64)
        bits = values.dtype.itemsize * 8
        shifted = self._file.get(f"{self._name}/{kind}_high", int(first), int(last)).astype(np.int64) << bits
        wide[(at[first:last] - np.uint64(low)).astype(np.intp)] += shifted
        return wide


def after(prefix: bytes) -> bytes | None:
    """Return the least key after all keys that begin with ``prefix``."""
    kept = prefix.rstrip(b"\xff")
    return kept[:-1] + bytes([kept[-1] + 1]) if kept else None
