"""The segments one after the other, as one row of documents: what queries are evaluated on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from whoosh.fields import Schema
from whoosh.query import Query
from whoosh.searching import Searcher

from reader.search.engine.arrays import Array
from reader.search.engine.docset import FEW, Docs, Postings
from reader.search.engine.postings import Runs
from reader.search.engine.segment import SegmentView
from reader.search.engine.terms import spread

Spread = tuple[Runs, ...]  # the terms of each segment


class Collection:
    """Some segments of ``schema``; ``searcher`` makes Whoosh's own searcher of a segment.

    Documents are numbered through: a segment's after those of the segments before it.
    """

    def __init__(
        self, schema: Schema, views: Sequence[SegmentView], searcher: Callable[[int], Searcher]
    ) -> None:
        self.schema = schema
        self.views = views
        self.starts: list[int] = np.cumsum([0, *(view.count for view in views)]).tolist()
        self.total: int = self.starts[-1]
        self._searcher = searcher
        self._columns: dict[str, Array] = {}
        self._norms: dict[str, tuple[tuple[float, float], Array]] = {}

    def parts(self) -> list[tuple[SegmentView, int, int]]:
        """Return each segment with its first document and the first beyond it."""
        return [(view, *edges) for view, edges in zip(self.views, pairwise(self.starts), strict=True)]

    def searcher(self, number: int) -> Searcher:
        """Return Whoosh's own searcher of a segment."""
        return self._searcher(number)

    def runs(self, query: Query) -> Spread:
        """Return the terms that a query on terms means, segment by segment."""
        return spread(self.views, query, self.schema, lambda number: self._searcher(number).reader())

    def postings(self, name: str, terms: Spread) -> Postings:
        """Return the documents of any of the terms, and how often these occur in each."""
        parts = [view.postings(name, runs) for view, runs in zip(self.views, terms, strict=True)]
        if not parts:
            return Postings(np.zeros(0, np.uint8), Docs.none(0))
        if len(parts) == 1:
            kept = parts[0]
            return Postings(kept[0]) if len(kept) == 1 else Postings(kept[1], Docs(self.total, kept[0]))
        dense = [len(part) == 1 for part in parts]
        if all(dense):
            return Postings(np.concatenate([part[0] for part in parts]))
        if self._is_dense(dense):
            freqs = np.zeros(self.total, np.result_type(*(part[-1].dtype for part in parts)))
            for part, start in zip(parts, self.starts, strict=False):
                if len(part) == 1:
                    freqs[start : start + len(part[0])] = part[0]
                else:
                    freqs[part[0] + start] = part[1]
            return Postings(freqs)
        few = [part if len(part) == 2 else _as_few(part[0]) for part in parts]  # noqa: PLR2004 - (ids, freqs)
        ids = np.concatenate([ids + start for (ids, _), start in zip(few, self.starts, strict=False)])
        return Postings(np.concatenate([freqs for _, freqs in few]), Docs(self.total, ids))

    def freqs_in(self, name: str, terms: Spread, ids: Array) -> Array:
        """Return how often a single term occurs in each of some documents (in order)."""
        edges = np.searchsorted(ids, self.starts).tolist()
        parts = [
            view.freqs_in(name, runs, ids[low:high] - start)
            for view, runs, start, (low, high) in zip(
                self.views, terms, self.starts[:-1], pairwise(edges), strict=True
            )
        ]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def documents(self, name: str, terms: Spread) -> Docs:
        """Return the documents of any of the terms."""
        return self.join([view.documents(name, runs) for view, runs in zip(self.views, terms, strict=True)])

    def join(self, parts: Sequence[Docs]) -> Docs:
        """Return a set of documents that is given segment by segment."""
        if not parts:
            return Docs.none(0)
        if len(parts) == 1:
            return parts[0]
        dense = [part.is_dense for part in parts]
        if all(dense):
            return Docs(self.total, mask=np.concatenate([part.mask for part in parts]))
        if self._is_dense(dense):
            mask = np.zeros(self.total, bool)
            for part, start in zip(parts, self.starts, strict=False):
                if part.is_dense:
                    mask[start : start + part.count] = part.mask
                else:
                    mask[part.ids + start] = True
            return Docs(self.total, mask=mask)
        ids = [part.ids + start for part, start in zip(parts, self.starts, strict=False)]
        return Docs(self.total, np.concatenate([*ids, np.zeros(0, np.intp)]))

    def _is_dense(self, dense: Sequence[bool]) -> bool:
        """Whether segments that hold many make the whole dense: small ones alone do not."""
        known = zip(self.views, dense, strict=True)
        return bool(sum(view.count for view, many in known if many) * FEW > self.total)

    def column(self, name: str) -> Array:
        """Return a column of all documents."""
        default = self.schema[name].column_type.default_value()
        return self.memo(name, lambda: self._joined([view.column(name, default) for view in self.views]))

    def memo(self, name: str, make: Callable[[], Array]) -> Array:
        """Return what was made of the columns once, kept as long as the collection."""
        if name not in self._columns:
            self._columns[name] = make()
        return self._columns[name]

    def norms(self, name: str, k1: float, b: float) -> Array:
        """Return what the length of a field adds below the line of BM25 in every document."""
        known = self._norms.get(name)
        if known is None or known[0] != (k1, b):
            average = sum(view.total_length(name) for view in self.views) / (self.total or 1) or 1
            lengths = self._joined([view.lengths(name) for view in self.views])
            norms = (k1 * ((1 - b) + (b / average) * lengths)).astype(np.float32)
            known = self._norms[name] = (k1, b), norms
        return known[1]

    @staticmethod
    def _joined(parts: Sequence[Array]) -> Array:
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _as_few(freqs: Array) -> tuple[Array, Array]:
    ids = np.flatnonzero(freqs)
    return ids, freqs[ids]
