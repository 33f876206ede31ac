"""The postings of a field on disk: writing its arrays, and reading them by term.

A term in many documents is a row (``rows.py``). The postings of all others lie one after the other in the
order of the terms, so that those of a run of terms (a prefix, the spellings of a word) are one slice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter
from reader.search.engine.pool import Inverted
from reader.search.engine.rows import Rows, RowsWriter
from reader.search.engine.split import SplitWriter, read_split
from reader.search.engine.termlist import TermList, head

_SHORT = 0x10000
_DENSE = 8  # a term in more than an eighth of the documents is kept as a row
_ROWS_FROM = 1024
_BYTE = 255
Runs = tuple[tuple[int, int], ...]  # ranges of term numbers
Piece = tuple[int, int, int]  # terms of a run: the first, the first beyond, and the row of a single one or -1


def write_field(out: ArrayFileWriter, name: str, docs: int, runs: Iterable[Inverted]) -> None:
    """Write a field, given as runs of its terms in order; ``docs`` is the number of documents."""
    terms: list[bytes] = []
    posts: list[Array] = []
    occurrences: list[Array] = []
    dense: list[int] = []
    postings = _PostingsWriter(out, name, docs)
    for run in runs:
        dense += [len(terms) + number for number in postings.add(run)]
        terms += run.terms
        posts.append(run.posts)
        occurrences.append(run.occurrences)
    postings.close()
    out.add(f"{name}/terms", np.frombuffer(b"".join(terms), np.uint8))
    out.add(f"{name}/heads", np.array([head(term) for term in terms], np.uint64))
    out.add(f"{name}/ends", _ends([np.array([len(term) for term in terms], np.int64)]))
    out.add(f"{name}/posts", _ends(posts))
    out.add(f"{name}/occurrences", _ends(occurrences))
    out.add(f"{name}/dense", np.array(dense, np.uint32))


def _ends(counts: Sequence[Array]) -> Array:
    ends = np.cumsum(np.concatenate([*counts, np.zeros(0, np.int64)]), dtype=np.uint64)
    return ends if len(ends) and ends[-1] >> np.uint64(32) else ends.astype(np.uint32)


class _PostingsWriter:
    """Writes postings as rows and as lists."""

    def __init__(self, out: ArrayFileWriter, name: str, docs: int) -> None:
        self._out = out
        self._name = name
        self._docs = docs
        self._rows = RowsWriter(out, name, docs)
        self._freqs = SplitWriter(out, f"{name}/freqs", np.uint8)
        self._positions = SplitWriter(out, f"{name}/positions", np.uint16)
        self._row_positions = SplitWriter(out, f"{name}/row_positions", np.uint16)

    def add(self, run: Inverted) -> list[int]:
        """Write the postings of a run; return the numbers of its terms that became rows."""
        dense = np.flatnonzero(run.posts * _DENSE > self._docs) if self._docs >= _ROWS_FROM else run.posts[:0]
        posts, occurrences = np.cumsum(run.posts), np.cumsum(run.occurrences)
        listed = np.ones(len(run.ids), bool)
        placed = np.ones(0 if run.positions is None else len(run.positions), bool)
        for number in dense.tolist():
            of_term = slice(posts[number] - run.posts[number], posts[number])
            self._rows.add(run.ids[of_term], run.freqs[of_term])
            listed[of_term] = False
            if run.positions is not None:
                of_term = slice(occurrences[number] - run.occurrences[number], occurrences[number])
                self._row_positions.append(run.positions[of_term])
                placed[of_term] = False
        self._out.append(
            f"{self._name}/ids", run.ids[listed].astype(np.uint16 if self._docs <= _SHORT else np.uint32)
        )
        if run.counted:
            self._freqs.append(run.freqs[listed])
        if run.positions is not None:
            self._positions.append(run.positions[placed])
        numbers: list[int] = dense.tolist()
        return numbers

    def close(self) -> None:
        """Write what is known at the end."""
        self._rows.close()


class FieldPostings:
    """The postings of one field of one segment, of ``docs`` documents."""

    def __init__(self, file: ArrayFile, name: str, docs: int) -> None:
        self._file = file
        self._name = name
        self.docs = docs
        self.terms = TermList(file.get(f"{name}/terms"), file.get(f"{name}/ends"), file.get(f"{name}/heads"))
        self.has_positions = f"{name}/positions" in file
        self.counted = f"{name}/freqs" in file
        self.rows = Rows(file, name, docs)
        self._dense: list[int] = file.get(f"{name}/dense").tolist()
        self.post_bounds = _from_ends(file.get(f"{name}/posts"))
        self._occurrences = _from_ends(file.get(f"{name}/occurrences"))
        self.row_occurrences = _bounds(self.totals()[self._dense])
        self._list_posts = _bounds(self.frequencies(), self._dense)
        self._list_occurrences = _bounds(self.totals(), self._dense)

    # -- what is known of terms ----------------------------------------------------------------------

    def posts(self, start: int, end: int) -> int:
        """Return how many postings the terms ``start`` to ``end`` have."""
        count: int = self.post_bounds.item(end) - self.post_bounds.item(start)
        return count

    def occurrences(self, start: int, end: int) -> int:
        """Return how often the terms ``start`` to ``end`` occur."""
        count: int = self._occurrences.item(end) - self._occurrences.item(start)
        return count

    def frequencies(self) -> Array:
        """Return in how many documents each term stands."""
        return np.diff(self.post_bounds)

    def totals(self) -> Array:
        """Return how often each term occurs."""
        return np.diff(self._occurrences)

    # -- postings in the order of terms, then of documents ---------------------------------------------

    def ids(self, start: int, end: int) -> Array:
        """Return the documents of the terms ``start`` to ``end``, each term's in order, as indexes."""
        pieces = [
            self.list_ids(low, high) if row < 0 else np.flatnonzero(self.rows.freqs(row))
            for low, high, row in self.pieces(start, end)
        ]
        return joined(pieces).astype(np.intp, copy=False)

    def freqs(self, start: int, end: int) -> Array:
        """Return how often the terms ``start`` to ``end`` occur in those documents."""
        if not self.counted:
            return np.ones(self.posts(start, end), np.uint8)
        pieces = []
        for low, high, row in self.pieces(start, end):
            freqs = self.list_freqs(low, high) if row < 0 else self.rows.freqs(row)
            pieces.append(freqs if row < 0 else freqs[np.flatnonzero(freqs)])
        return joined(pieces)

    def freqs_in(self, number: int, ids: Array) -> Array:
        """Return how often one term occurs in each of some documents (in order)."""
        low, high = self.dense_between(number, number + 1)
        if low < high:
            return self.rows.freqs_in(low, ids)
        own = self.list_ids(number, number + 1).astype(np.intp)
        places = np.searchsorted(own, ids)
        places[places == len(own)] = 0
        freqs = self.list_freqs(number, number + 1)
        return np.where(own[places] == ids, freqs[places], freqs.dtype.type(0))

    def positions(self, start: int, end: int) -> Array:
        """Return the positions of the terms ``start`` to ``end``, posting by posting."""
        pieces = [
            self.list_positions(low, high) if row < 0 else self.row_positions(row, row + 1)
            for low, high, row in self.pieces(start, end)
        ]
        return joined(pieces)

    def of_document(self, docnum: int) -> list[tuple[int, int]]:
        """Return the terms of a document, each with its frequency: a look at all postings."""
        places = np.flatnonzero(self.list_ids(0, len(self.terms)) == docnum)
        numbers = np.searchsorted(self._list_posts, places, side="right") - 1
        freqs = self.list_freqs(0, len(self.terms))[places]
        found = list(zip(numbers.tolist(), freqs.tolist(), strict=True))
        rows = self.rows.of_document(docnum) if self._dense else []
        return [*found, *((self._dense[row], freq) for row, freq in rows)]

    # -- many terms at once ----------------------------------------------------------------------------

    def mark(self, mask: Array, runs: Runs) -> None:
        """Set the truth value of each document in which any of the terms of ``runs`` stands."""
        mask[joined([self.list_ids(*run) for run in runs]).astype(np.intp)] = True
        self.rows.mark(mask, [self.dense_between(*run) for run in runs])

    def tally(self, count: int, runs: Runs) -> Array:
        """Return how often any of the terms of ``runs`` occurs in each of ``count`` documents."""
        lists = [(run, self.list_ids(*run), self.list_freqs(*run)) for run in runs]
        rows = [row for run in runs for row in range(*self.dense_between(*run))]
        most = sum(self._most(run, freqs) for run, _, freqs in lists) + sum(map(self.rows.most, rows))
        total = np.zeros(count, np.min_scalar_type(most))
        for row in rows:
            total += self.rows.freqs(row)
        for _, ids, freqs in lists:
            if len(ids):
                np.add.at(total, ids.astype(np.intp), freqs.astype(total.dtype, copy=False))
        return total

    def _most(self, run: tuple[int, int], freqs: Array) -> int:
        """Return a bound above how often the listed terms of a run occur in a document."""
        start, end = run
        if not len(freqs):
            return 0
        rough = int(freqs.max()) * (end - start)
        if rough <= _BYTE:
            return rough
        starts = self._list_posts[start:end] - self._list_posts[start]
        return int(np.maximum.reduceat(freqs, starts[starts < len(freqs)]).sum(dtype=np.int64))

    # -- where they lie --------------------------------------------------------------------------------

    def dense_between(self, start: int, end: int) -> tuple[int, int]:
        """Return the rows of the terms ``start`` to ``end``."""
        return bisect_left(self._dense, start), bisect_left(self._dense, end)

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Part a run of terms into those that are lists and those that are rows."""
        for row in range(*self.dense_between(start, end)):
            number = self._dense[row]
            yield start, number, -1
            yield number, number + 1, row
            start = number + 1
        yield start, end, -1

    def list_ids(self, start: int, end: int) -> Array:
        """Return the documents of those of the terms ``start`` to ``end`` that are lists."""
        low, high = self._list_posts.item(start), self._list_posts.item(end)
        if low == high:  # a field whose every term is a row has no such array
            return np.zeros(0, np.uint16)
        return self._file.get(f"{self._name}/ids", low, high)

    def list_freqs(self, start: int, end: int) -> Array:
        """Return how often they occur there."""
        low, high = self._list_posts.item(start), self._list_posts.item(end)
        if not self.counted:
            return np.ones(high - low, np.uint8)
        return read_split(self._file, f"{self._name}/freqs", low, high)

    def list_size(self, start: int, end: int) -> int:
        """Return how many positions they have."""
        size: int = self._list_occurrences.item(end) - self._list_occurrences.item(start)
        return size

    def list_positions(self, start: int, end: int) -> Array:
        """Return their positions, posting by posting."""
        low, high = self._list_occurrences.item(start), self._list_occurrences.item(end)
        return read_split(self._file, f"{self._name}/positions", low, high)

    def row_positions(self, low: int, high: int) -> Array:
        """Return the positions of the rows ``low`` to ``high``, posting by posting."""
        start, end = self.row_occurrences.item(low), self.row_occurrences.item(high)
        return read_split(self._file, f"{self._name}/row_positions", start, end)


def _from_ends(ends: Array) -> Array:
    """Return where what belongs to each term begins, and the last ends."""
    bounds = np.zeros(len(ends) + 1, np.intp)
    bounds[1:] = ends
    return bounds


def _bounds(counts: Array, without: Sequence[int] = ()) -> Array:
    """Return the same for so much a term; nothing belongs to some of them."""
    counts[list(without)] = 0
    return _from_ends(np.cumsum(counts))


def joined(pieces: Sequence[Array]) -> Array:
    """Return arrays as one, without copying a single one."""
    filled = [piece for piece in pieces if len(piece)]
    return filled[0] if len(filled) == 1 else np.concatenate(filled) if filled else np.zeros(0, np.uint8)
