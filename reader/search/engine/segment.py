"""A segment as arrays: what the evaluator works on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile
from reader.search.engine.cache import ArrayCache
from reader.search.engine.codec import SegmentTerms, lengths_of
from reader.search.engine.docs import LENGTHS, stored_row
from reader.search.engine.docset import FEW, Docs
from reader.search.engine.occurrences import Occurrences
from reader.search.engine.postings import FieldPostings, Runs

_NARROW, _WIDE = 16, 32  # bits of a position beside its document
_NARROW_DOCS = 1 << 16
_NARROW_LENGTH = 50_000  # with what one byte leaves unsaid of a length, and what a search may add, 16 bits


class SegmentView:
    """Reads a segment; decoded lists are kept in a cache that all segments share."""

    def __init__(self, name: str, docs: ArrayFile, terms: SegmentTerms, cache: ArrayCache) -> None:
        self.name = name
        self.docs = docs
        self.terms = terms
        self.count: int = docs.meta["count"]
        self._cache = cache
        self._bits: dict[str, int] = {}
        self._vocabularies: dict[tuple[str, Callable[[bytes], bytes]], list[str]] = {}

    def field(self, name: str) -> FieldPostings | None:
        """Return the postings of a field, ``None`` where the segment has none."""
        return self.terms.field(name)

    def lengths(self, name: str) -> Array:
        """Return the length of a field in every document."""
        return lengths_of(self.docs, name, LENGTHS).astype(np.float32)

    def position_bits(self, name: str) -> int:
        """Return how many bits of an occurrence hold the position; the document is in those above.

        An occurrence is 32 bits where documents are few and short, 64 bits else.
        """
        if name not in self._bits:
            known = self.count <= _NARROW_DOCS and f"length/{name}" in self.docs
            narrow = known and self.lengths(name).max(initial=0) < _NARROW_LENGTH
            self._bits[name] = _NARROW if narrow else _WIDE
        return self._bits[name]

    def total_length(self, name: str) -> int:
        """Return the sum of a field's lengths."""
        return int(self.docs.meta["totals"].get(name, 0))

    def column(self, name: str, default: int = 0) -> Array:
        """Return a column, ``default`` in documents without a value."""
        key = f"column/{name}"
        return self.docs.get(key) if key in self.docs else np.full(self.count, default)

    def stored(self, docnum: int) -> bytes:
        """Return the stored fields of a document, as JSON."""
        return stored_row(self.docs, docnum)

    def vocabulary(self, name: str, part: Callable[[bytes], bytes]) -> list[str]:
        """Return ``part`` of every key of a field as text, term by term."""
        key = (name, part)
        if key not in self._vocabularies:
            field = self.field(name)
            keys = field.terms.slice(0, len(field.terms)) if field else []
            self._vocabularies[key] = [part(term).decode("utf-8", "replace") for term in keys]
        return self._vocabularies[key]

    def postings(self, name: str, runs: Runs) -> tuple[Array, ...]:
        """Return how often any of the terms occurs: a number a document, or (documents, numbers) where few.

        The numbers are whole and of the narrowest type.
        """
        if not runs:
            return np.zeros(0, np.intp), np.zeros(0, np.uint8)
        return self._cache.get((self.name, name, runs), lambda: self._read(name, runs))

    def _read(self, name: str, runs: Runs) -> tuple[Array, ...]:
        field = self._field(name)
        few = self.weight(name, runs) * FEW < self.count
        if few and is_one(runs):
            return field.ids(*runs[0]), field.freqs(*runs[0])
        freqs = field.tally(self.count, runs)
        if not few:
            return (freqs,)
        ids = np.flatnonzero(freqs != 0)
        return ids, freqs[ids]

    def freqs_in(self, name: str, runs: Runs, ids: Array) -> Array:
        """Return how often a single term (or none) occurs in each of some documents (in order)."""
        return self._field(name).freqs_in(runs[0][0], ids) if runs else np.zeros(len(ids), np.uint8)

    def documents(self, name: str, runs: Runs) -> Docs:
        """Return the documents of any of the terms."""
        if not runs:
            return Docs.none(self.count)
        (kept,) = self._cache.get(
            (self.name, name, "docs", runs), lambda: (self._read_documents(name, runs),)
        )
        return Docs(self.count, mask=kept) if kept.dtype == bool else Docs(self.count, kept)

    def _read_documents(self, name: str, runs: Runs) -> Array:
        field = self._field(name)
        few = self.weight(name, runs) * FEW < self.count
        if few and is_one(runs):
            return field.ids(*runs[0])
        mask = np.zeros(self.count, bool)
        field.mark(mask, runs)
        return np.flatnonzero(mask) if few else mask

    def weight(self, name: str, runs: Runs) -> int:
        """Return how many postings the terms have: what reading them costs."""
        field = self._field(name)
        return sum(field.posts(*run) for run in runs)

    def total(self, name: str, runs: Runs) -> int:
        """Return how often the terms occur: what reading their positions costs."""
        field = self._field(name)
        return sum(field.occurrences(*run) for run in runs)

    def occurrences(self, name: str) -> Occurrences:
        """Return what tells where the terms of a field occur."""
        return Occurrences(self._field(name), self.position_bits(name))

    def all_occurrences(self, name: str, runs: Runs) -> Array:
        """Return where the terms occur in all documents; those of each term are in order."""
        (keys,) = self._cache.get(
            (self.name, name, "occurrences", runs), lambda: (self.occurrences(name).all(runs),)
        )
        return keys

    def counts(self, name: str, mask: Array) -> Array:
        """Return in how many of the documents of ``mask`` each term of a field stands."""
        field = self.field(name)
        if field is None or not len(field.terms):
            return np.zeros(0, np.int64)
        ids = self._all_ids(name)
        chosen = np.zeros(len(ids) + 1, np.int32)
        np.cumsum(mask[ids], out=chosen[1:])
        return np.diff(chosen[field.post_bounds])

    def terms_of_field(self, name: str) -> list[bytes]:
        """Return all terms of a field."""
        field = self.field(name)
        return field.terms.slice(0, len(field.terms)) if field else []

    def terms_of(self, docnum: int, name: str) -> dict[bytes, int]:
        """Return the terms of a document's field and how often each occurs: one look at all postings."""
        field = self.field(name)
        if field is None:
            return {}
        return {field.terms[number]: freq for number, freq in field.of_document(docnum)}

    def _all_ids(self, name: str) -> Array:
        field = self._field(name)
        (ids,) = self._cache.get((self.name, name, "all"), lambda: (field.ids(0, len(field.terms)),))
        return ids

    def _field(self, name: str) -> FieldPostings:
        field = self.field(name)
        if field is None:
            raise KeyError(name)
        return field


def is_one(runs: Runs) -> bool:
    """Whether these are a single term."""
    return len(runs) == 1 and runs[0][1] - runs[0][0] == 1


def as_runs(numbers: Iterable[int]) -> Runs:
    """Return sorted term numbers as ranges."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return tuple(runs)
