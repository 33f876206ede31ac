"""A commit, opened for searching; what other commits do does not touch it."""

from __future__ import annotations

import json
import threading
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.query import Query
from whoosh.searching import Searcher

from reader.search.engine.arrays import Array, ArrayFile
from reader.search.engine.cache import ArrayCache
from reader.search.engine.codec import DOCS, POSTINGS, SegmentTerms, file_path, open_postings
from reader.search.engine.docset import Docs
from reader.search.engine.evaluate import Evaluation
from reader.search.engine.index import NumpyIndex
from reader.search.engine.segment import SegmentView


@dataclass(frozen=True)
class Found:
    """What a query found: document numbers in order, and a score for each."""

    docs: Array
    scores: Array


def _never() -> None:
    return None


class Snapshot:
    """Searches one commit of an index; any number of threads may.

    Raises:
        FileNotFoundError, OtherVersionError, DamagedError: as ``NumpyIndex.toc``; the last also later, when a
            damaged block is touched.
    """

    def __init__(self, index: NumpyIndex, older: Snapshot | None = None) -> None:
        self.stamp = index.stamp()
        self.schema = index.schema
        self._index = index
        self._cache = older.cache if older else ArrayCache()
        known = {view.name: view for view in older.views} if older else {}
        segments = index.toc().segments
        self.views: list[SegmentView] = [
            known.get(segment.segid) or self._open(segment) for segment in segments
        ]
        self._starts = np.cumsum([0, *(view.count for view in self.views)]).tolist()
        self._live = [_live(segment) for segment in segments]
        self._columns: dict[str, Array] = {}
        self._vocabularies: dict[str, tuple[list[bytes], list[Array]]] = {}
        self._lock = threading.Lock()
        self._searchers: list[Searcher] | None = None

    @property
    def cache(self) -> ArrayCache:
        """The decoded lists, shared with the snapshots after this one."""
        return self._cache

    def _open(self, segment: W3Segment) -> SegmentView:
        storage = self._index.storage
        docs = ArrayFile(file_path(storage, segment, DOCS))
        terms = SegmentTerms(open_postings(file_path(storage, segment, POSTINGS)))
        return SegmentView(segment.segid, docs, terms, self._cache)

    def total(self) -> int:
        """Return the number of documents, deleted ones among them."""
        return int(self._starts[-1])

    def whoosh_searcher(self, number: int) -> Searcher:
        """Return Whoosh's own searcher of a segment; it knows the whole index's frequencies."""
        with self._lock:
            if self._searchers is None:
                leaves = Searcher(self._index.reader()).leaf_searchers()
                self._searchers = [searcher for searcher, _ in leaves]
        return self._searchers[number]

    def find(
        self,
        query: Query,
        *,
        scored: bool = True,
        narrow: Query | None = None,
        pause: Callable[[], None] = _never,
    ) -> Found:
        """Return the documents that match ``query`` (and ``narrow``, which adds nothing to the scores).

        ``pause`` is called between steps; what it raises ends the search.
        """
        evaluation = Evaluation(self, scored=scored)
        docs, scores = [], []
        for number in range(len(self.views)):
            pause()
            matched = evaluation.match(number, query)
            if narrow is not None:
                matched = matched & evaluation.match(number, narrow)
            if (live := self._live[number]) is not None:
                matched = matched & live
            ids = matched.ids
            pause()
            docs.append(ids + self._starts[number])
            scores.append(evaluation.score(number, query, ids) if scored else np.zeros(len(ids), np.float32))
        if not docs:
            return Found(np.zeros(0, np.intp), np.zeros(0))
        return Found(np.concatenate(docs), np.concatenate(scores))

    def score(self, query: Query, docs: Array) -> Array:
        """Return what ``query`` adds to the scores of these documents (in order)."""
        evaluation = Evaluation(self)
        cuts = np.searchsorted(docs, self._starts)
        parts = [
            evaluation.score(number, query, docs[cuts[number] : cuts[number + 1]] - self._starts[number])
            for number in range(len(self.views))
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def column(self, name: str) -> Array:
        """Return a column of all documents."""
        if name not in self._columns:
            default = self.schema[name].column_type.default_value()
            parts = [view.column(name, default) for view in self.views]
            self._columns[name] = np.concatenate(parts) if parts else np.zeros(0, np.int64)
        return self._columns[name]

    def memo(self, name: str, make: Callable[[], Array]) -> Array:
        """Return what was made of the columns once, kept as long as the snapshot."""
        if name not in self._columns:
            self._columns[name] = make()
        return self._columns[name]

    def counts(self, name: str, docs: Array, most: int | None = None) -> list[tuple[bytes, int]]:
        """Return in how many of these documents (in order) each term of a field stands.

        The most frequent terms come first, equals in their own order; at most ``most``, none with 0.
        """
        keys, places = self._vocabulary(name)
        total = np.zeros(len(keys), np.int64)
        cuts = np.searchsorted(docs, self._starts)
        for number, view in enumerate(self.views):
            ids = docs[cuts[number] : cuts[number + 1]] - self._starts[number]
            if len(ids) and len(places[number]):
                total[places[number]] += view.counts(name, view.mask(ids))
        found = np.flatnonzero(total)
        best = found[np.argsort(-total[found], kind="stable")[:most]]
        return [(keys[n], int(total[n])) for n in best.tolist()]

    def _vocabulary(self, name: str) -> tuple[list[bytes], list[Array]]:
        """Return the terms of a field over all segments, in order, and where each segment's stand."""
        with self._lock:
            if name not in self._vocabularies:
                lists = [view.terms_of_field(name) for view in self.views]
                keys = sorted(set().union(*lists))
                place = {key: number for number, key in enumerate(keys)}
                places = [np.fromiter(map(place.__getitem__, own), np.intp, len(own)) for own in lists]
                self._vocabularies[name] = keys, places
            return self._vocabularies[name]

    def terms_of(self, doc: int, name: str) -> dict[bytes, int]:
        """Return the terms of a document's field, and how often each occurs."""
        number = int(np.searchsorted(self._starts, doc, side="right")) - 1
        return self.views[number].terms_of(doc - self._starts[number], name)

    def frequency(self, name: str, key: bytes) -> int:
        """Return in how many documents (deleted ones among them) a term stands."""
        total = 0
        for view in self.views:
            field = view.field(name)
            number = field.terms.find(key) if field else -1
            if field is not None and number >= 0:
                start, end = field.posts(number, number + 1)
                total += end - start
        return total

    def stored(self, doc: int) -> dict[str, Any]:
        """Return the stored fields of a document."""
        number = bisect_right(self._starts, doc) - 1
        row = self.views[number].stored(doc - self._starts[number])
        return dict(json.loads(row)) if row else {}


def _live(segment: W3Segment) -> Docs | None:
    if not segment.has_deletions():
        return None
    mask = np.ones(segment.doc_count_all(), bool)
    mask[list(segment.deleted_docs())] = False
    return Docs(len(mask), mask=mask)
