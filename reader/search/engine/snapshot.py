"""A commit, opened for searching; what other commits do does not touch it."""

from __future__ import annotations

import json
import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.query import Query
from whoosh.searching import Searcher

from reader.search.engine.arrays import Array, ArrayFile
from reader.search.engine.cache import ArrayCache
from reader.search.engine.codec import DOCS, POSTINGS, SegmentTerms, file_path, open_postings
from reader.search.engine.collection import Collection
from reader.search.engine.docset import Docs
from reader.search.engine.found import Found
from reader.search.engine.index import NumpyIndex
from reader.search.engine.matching import Matching
from reader.search.engine.scoring import Scoring
from reader.search.engine.segment import SegmentView


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
        views = [known.get(segment.segid) or self._open(segment) for segment in segments]
        self._collection = Collection(self.schema, views, self._whoosh_searcher)
        self._live = self._collection.join([_live(segment) for segment in segments])
        self._vocabularies: dict[str, tuple[list[bytes], list[Array]]] = {}
        self._lock = threading.Lock()
        self._searchers: list[Searcher] | None = None

    @property
    def views(self) -> Sequence[SegmentView]:
        """The segments."""
        return self._collection.views

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
        return self._collection.total

    def _whoosh_searcher(self, number: int) -> Searcher:
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
        matching = Matching(self._collection, scored=scored, pause=pause)
        matched = matching.match(query)
        if narrow is not None:
            matched = matched & matching.match(narrow)
        if len(self._live) < self._live.count:
            matched = matched & self._live
        return Found(matched, query, Scoring(matching) if scored else None)

    def column(self, name: str) -> Array:
        """Return a column of all documents."""
        return self._collection.column(name)

    def memo(self, name: str, make: Callable[[], Array]) -> Array:
        """Return what was made of the columns once, kept as long as the snapshot."""
        return self._collection.memo(name, make)

    def counts(self, name: str, docs: Docs, most: int | None = None) -> list[tuple[bytes, int]]:
        """Return in how many of these documents each term of a field stands.

        The most frequent terms come first, equals in their own order; at most ``most``, none with 0.
        """
        keys, places = self._vocabulary(name)
        total = np.zeros(len(keys), np.int64)
        for number, (view, start, end) in enumerate(self._collection.parts()):
            here = docs.part(start, end)
            if len(places[number]) and len(here):
                total[places[number]] += view.counts(name, here.mask)
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
        view, docnum = self._place(doc)
        return view.terms_of(docnum, name)

    def terms(self, query: Query) -> dict[bytes, int]:
        """Return the terms that a query on terms means, with the number of documents in which each stands."""
        counts: Counter[bytes] = Counter()
        for view, runs in zip(self.views, self._collection.runs(query), strict=True):
            field = view.field(query.fieldname)
            for number in (number for run in runs for number in range(*run)):
                assert field is not None
                counts[field.terms[number]] += field.posts(number, number + 1)
        return dict(counts)

    def frequency(self, name: str, key: bytes) -> int:
        """Return in how many documents (deleted ones among them) a term stands."""
        total = 0
        for view in self.views:
            field = view.field(name)
            number = field.terms.find(key) if field else -1
            if field is not None and number >= 0:
                total += field.posts(number, number + 1)
        return total

    def stored(self, docs: Sequence[int]) -> list[dict[str, Any]]:
        """Return the stored fields of some documents; all are parsed at once, as each call costs."""
        places = map(self._place, docs)
        rows = b",".join(view.stored(docnum) or b"{}" for view, docnum in places)
        return list(json.loads(f"[{rows.decode()}]"))

    def _place(self, doc: int) -> tuple[SegmentView, int]:
        """Return the segment of a document, and its number there."""
        number = bisect_right(self._collection.starts, doc) - 1
        return self.views[number], doc - self._collection.starts[number]


def _live(segment: W3Segment) -> Docs:
    count = segment.doc_count_all()
    if not segment.has_deletions():
        return Docs.every(count)
    mask = np.ones(count, bool)
    mask[list(segment.deleted_docs())] = False
    return Docs(count, mask=mask)
