"""The postings of a field on disk: writing its arrays, and reading them by term.

A term in many documents is a row (``rows.py``). The postings of all others lie one after the other in the
order of the terms, so that those of a run of terms (a prefix, the spellings of a word) are one slice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter
from reader.search.engine.docset import Docs
from reader.search.engine.pool import Inverted
from reader.search.engine.rows import Rows, RowsWriter
from reader.search.engine.split import SplitWriter, read_split
from reader.search.engine.termlist import TermList, head

_SHORT = 0x10000
_DENSE = 8  # a term in more than an eighth of the documents is kept as a row
_ROWS_FROM = 1024
_HALF = 16  # bits of a position beside its document in an occurrence of 32
Runs = tuple[tuple[int, int], ...]  # ranges of term numbers
Numbered = tuple[int, tuple[int, int]]  # the number of a word, and a run of its terms
# Postings: documents, frequencies, where the positions begin among those of their run; for each run where its
# postings end, and what reads all its positions.
Among = tuple[Array, Array, Array, list[int], Callable[[int, int], Array]]
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
        self.terms = TermList(file.get(f"{name}/terms"), file.get(f"{name}/ends"), file.get(f"{name}/heads"))
        self.has_positions = f"{name}/positions" in file
        self.counted = f"{name}/freqs" in file
        self._rows = Rows(file, name, docs)
        self._dense: list[int] = file.get(f"{name}/dense").tolist()
        self.post_bounds = _bounds(np.diff(file.get(f"{name}/posts").astype(np.int64), prepend=0))
        self._occurrences = _bounds(np.diff(file.get(f"{name}/occurrences").astype(np.int64), prepend=0))
        self._row_occurrences = _bounds(self.totals()[self._dense])
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
            self._list_ids(low, high) if row < 0 else np.flatnonzero(self._rows.freqs(row))
            for low, high, row in self._pieces(start, end)
        ]
        return _joined(pieces).astype(np.intp, copy=False)

    def freqs(self, start: int, end: int) -> Array:
        """Return how often the terms ``start`` to ``end`` occur in those documents."""
        if not self.counted:
            return np.ones(self.posts(start, end), np.uint8)
        pieces = []
        for low, high, row in self._pieces(start, end):
            freqs = self._list_freqs(low, high) if row < 0 else self._rows.freqs(row)
            pieces.append(freqs if row < 0 else freqs[np.flatnonzero(freqs)])
        return _joined(pieces)

    def positions(self, start: int, end: int) -> Array:
        """Return the positions of the terms ``start`` to ``end``, posting by posting."""
        pieces = [
            self._list_positions(low, high) if row < 0 else self._row_positions(row, row + 1)
            for low, high, row in self._pieces(start, end)
        ]
        return _joined(pieces)

    def of_document(self, docnum: int) -> list[tuple[int, int]]:
        """Return the terms of a document, each with its frequency: a look at all postings."""
        places = np.flatnonzero(self._list_ids(0, len(self.terms)) == docnum)
        numbers = np.searchsorted(self._list_posts, places, side="right") - 1
        freqs = self._list_freqs(0, len(self.terms))[places]
        found = list(zip(numbers.tolist(), freqs.tolist(), strict=True))
        rows = self._rows.of_document(docnum) if self._dense else []
        return [*found, *((self._dense[row], freq) for row, freq in rows)]

    # -- many terms at once ----------------------------------------------------------------------------

    def mark(self, mask: Array, runs: Runs) -> None:
        """Set the truth value of each document in which any of the terms of ``runs`` stands."""
        mask[_joined([self._list_ids(*run) for run in runs]).astype(np.intp)] = True
        self._rows.mark(mask, [self._dense_between(*run) for run in runs])

    def tally(self, count: int, runs: Runs) -> Array:
        """Return how often any of the terms of ``runs`` occurs in each of ``count`` documents."""
        lists = [(self._list_ids(*run), self._list_freqs(*run)) for run in runs]
        rows = [row for run in runs for row in range(*self._dense_between(*run))]
        most = sum(self._most(*run) for run in runs) + sum(map(self._rows.most, rows))
        total = np.zeros(count, np.min_scalar_type(most))
        for row in rows:
            total += self._rows.freqs(row)
        for ids, freqs in lists:
            if len(ids):
                np.add.at(total, ids.astype(np.intp), freqs.astype(total.dtype, copy=False))
        return total

    def _most(self, start: int, end: int) -> int:
        """Return a bound above how often the listed terms ``start`` to ``end`` occur in a document."""
        freqs = self._list_freqs(start, end)
        starts = self._list_posts[start:end] - self._list_posts[start]
        starts = starts[starts < len(freqs)]
        return int(np.maximum.reduceat(freqs, starts).sum(dtype=np.int64)) if len(starts) else 0

    def all_occurrences(self, runs: Runs, bits: int) -> Array:
        """Return where any of the terms of ``runs`` occurs, as :meth:`occurrences_among` does."""
        dtype = _occurrence(bits)
        found = [np.zeros(0, dtype)]
        for low, high, row in (piece for run in runs for piece in self._pieces(*run)):
            if row < 0:
                docs, counts = self._list_ids(low, high), self._list_freqs(low, high)
                positions = self._list_positions(low, high)
            else:
                counts, positions = self._rows.freqs(row), self._row_positions(row, row + 1)
                docs = np.arange(len(counts))
            found.append(np.repeat(docs.astype(dtype) << bits, counts))
            found[-1] += positions
        return np.concatenate(found)

    def occurrences_among(self, words: Sequence[Runs], wanted: Docs, bits: int) -> list[Array]:
        """Return where the terms of each of some words occur in the ``wanted`` documents, in any order.

        An occurrence is (document << ``bits``) + position, of 32 bits where these are 16. All words are
        looked up together, as every step has its price.
        """
        found: list[list[Array]] = [[] for _ in words]
        runs = [(number, run) for number, word in enumerate(words) for run in word]
        dtype = _occurrence(bits)
        for parts in (self._among_lists(runs, wanted), self._among_rows(runs, wanted)):
            if parts is None:
                continue
            docs, counts, starts, cuts, read = parts
            ends = np.cumsum(counts)
            at = np.repeat(starts + counts - ends, counts)
            at += np.arange(len(at))
            keys = np.repeat(docs.astype(dtype) << bits, counts)
            low = first = 0
            for (number, run), last in zip(runs, cuts, strict=True):
                if first < last:
                    high = ends.item(last - 1)
                    keys[low:high] += read(*run)[at[low:high]]
                    found[number].append(keys[low:high])
                    low, first = high, last
        none = [np.zeros(0, dtype)]
        return [parts[0] if len(parts) == 1 else np.concatenate(parts or none) for parts in found]

    def _among_lists(self, runs: Sequence[Numbered], wanted: Docs) -> Among | None:
        """Look at the lists of some runs of terms."""
        lists = [self._list_ids(*run) for _, run in runs]
        ids = _joined(lists)
        places = np.flatnonzero(wanted.mask[ids.astype(np.intp)])
        if not len(places):
            return None
        freqs = _joined([self._list_freqs(*run) for _, run in runs])
        counts = freqs[places].astype(np.intp)
        starts = np.cumsum(freqs, dtype=np.intp)[places] - counts
        cuts = np.searchsorted(places, np.cumsum([len(part) for part in lists]))
        before = np.cumsum([0, *(self._list_size(*run) for _, run in runs[:-1])])
        starts -= np.repeat(before, np.diff(cuts, prepend=0))
        return ids[places], counts, starts, cuts.tolist(), self._list_positions

    def _among_rows(self, runs: Sequence[Numbered], wanted: Docs) -> Among | None:
        """Look at the rows of some runs of terms."""
        ranges = [self._dense_between(*run) for _, run in runs]
        numbers = [row for low, high in ranges for row in range(low, high)]
        if not numbers:
            return None
        row, docs, counts, starts = self._rows.among(numbers, wanted)
        owners = [low for low, high in ranges for _ in range(low, high)]
        starts = starts + (self._row_occurrences[numbers] - self._row_occurrences[owners])[row]
        cuts = np.searchsorted(row, np.cumsum([high - low for low, high in ranges]))
        return docs, counts, starts, cuts.tolist(), self._row_positions_of

    # -- where they lie --------------------------------------------------------------------------------

    def _dense_between(self, start: int, end: int) -> tuple[int, int]:
        """Return the rows of the terms ``start`` to ``end``."""
        return bisect_left(self._dense, start), bisect_left(self._dense, end)

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Part a run of terms into those that are lists and those that are rows."""
        for row in range(*self._dense_between(start, end)):
            number = self._dense[row]
            yield start, number, -1
            yield number, number + 1, row
            start = number + 1
        yield start, end, -1

    def _list_ids(self, start: int, end: int) -> Array:
        low, high = self._list_posts.item(start), self._list_posts.item(end)
        if low == high:  # a field whose every term is a row has no such array
            return np.zeros(0, np.uint16)
        return self._file.get(f"{self._name}/ids", low, high)

    def _list_freqs(self, start: int, end: int) -> Array:
        low, high = self._list_posts.item(start), self._list_posts.item(end)
        if not self.counted:
            return np.ones(high - low, np.uint8)
        return read_split(self._file, f"{self._name}/freqs", low, high)

    def _list_positions(self, start: int, end: int) -> Array:
        low, high = self._list_occurrences.item(start), self._list_occurrences.item(end)
        return read_split(self._file, f"{self._name}/positions", low, high)

    def _list_size(self, start: int, end: int) -> int:
        size: int = self._list_occurrences.item(end) - self._list_occurrences.item(start)
        return size

    def _row_positions_of(self, start: int, end: int) -> Array:
        return self._row_positions(*self._dense_between(start, end))

    def _row_positions(self, low: int, high: int) -> Array:
        start, end = self._row_occurrences.item(low), self._row_occurrences.item(high)
        return read_split(self._file, f"{self._name}/row_positions", start, end)


def _occurrence(bits: int) -> np.dtype[np.integer]:
    """Return the type of an occurrence of which so many bits hold the position."""
    return np.dtype(np.uint32 if bits == _HALF else np.int64)


def _bounds(counts: Array, without: Sequence[int] = ()) -> Array:
    """Return where what belongs to each term begins, and the last ends; nothing belongs to some of them."""
    bounds = np.zeros(len(counts) + 1, np.intp)
    np.cumsum(counts, out=bounds[1:])
    if len(without):
        counts = counts.copy()
        counts[list(without)] = 0
        np.cumsum(counts, out=bounds[1:])
    return bounds


def _joined(pieces: Sequence[Array]) -> Array:
    filled = [piece for piece in pieces if len(piece)]
    return filled[0] if len(filled) == 1 else np.concatenate(filled) if filled else np.zeros(0, np.uint8)
