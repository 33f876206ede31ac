"""Evaluating queries on whole arrays: first which documents match, then the scores of those that are left.

The score is that of Whoosh's ``BM25F``; the way is that of column stores, an array at a time, where Whoosh's
matchers go document by document. What is not known here goes through Whoosh's own matcher.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from typing import Protocol

import numpy as np
from whoosh import query as wq
from whoosh.fields import Schema
from whoosh.query import Query
from whoosh.query.qcore import _NullQuery
from whoosh.searching import Searcher

from reader.search.engine import phrases
from reader.search.engine.arrays import Array
from reader.search.engine.docset import Docs, Postings
from reader.search.engine.queries import Before, Keys, KeysPhrase, Near, only
from reader.search.engine.segment import Runs, SegmentView
from reader.search.engine.terms import is_constant, is_terms, select

_FEW = 8
_SHORT_LIST = 1000  # so few documents are looked up in the positions without narrowing them first


class Collection(Protocol):
    """What the evaluator must know of the whole index."""

    schema: Schema

    @property
    def views(self) -> Sequence[SegmentView]:
        """The segments."""

    def total(self) -> int:
        """Return the number of documents, deleted ones among them."""

    def whoosh_searcher(self, number: int) -> Searcher:
        """Return Whoosh's searcher of a segment."""


class Evaluation:
    """One query's evaluation over all segments of a collection."""

    def __init__(
        self, collection: Collection, *, scored: bool = True, k1: float = 1.2, b: float = 0.75
    ) -> None:
        self._all = collection
        self._scored = scored
        self._k1 = k1
        self._b = b
        self._runs: dict[tuple[int, int], Runs] = {}
        self._matched: dict[tuple[int, int], Docs] = {}
        self._idf: dict[int, float] = {}
        self._norms: dict[tuple[int, str], tuple[Array, Array]] = {}
        self._alive: list[Query] = []  # queries made here, so that their identities stay theirs

    # -- which documents ---------------------------------------------------------------------------

    def match(self, number: int, query: Query) -> Docs:
        """Return the documents of segment ``number`` that match (deleted ones among them)."""
        key = (number, id(query))
        if key not in self._matched:
            self._matched[key] = self._match(number, query)
        return self._matched[key]

    def _match(self, number: int, query: Query) -> Docs:
        matcher = _MATCHERS.get(type(query))
        if matcher is not None:
            return matcher(self, number, query)
        if is_terms(query):
            view, runs = self._view(number), self.runs(number, query)
            if is_constant(query):
                return view.documents(query.fieldname, runs)
            return self._documents(view, query.fieldname, runs)
        if isinstance(query, wq.NumericRange):
            return self._range(number, query)
        return self._ids(number, self._stock(number, query)[0])

    def _and(self, number: int, query: Query) -> Docs:
        wanted = [sub for sub in query.subqueries if not isinstance(sub, (wq.Not, *_LATE))]
        late = [sub for sub in query.subqueries if isinstance(sub, _LATE)]
        found = sorted((self.match(number, sub) for sub in wanted), key=len)
        if not found and late:
            found = [self.match(number, late.pop(0))]
        among = found[0] if found else self._everything(number)
        for docs in found[1:]:
            among = among & docs
        for sub in late:
            among = self._positional(number, sub, among)
        for sub in query.subqueries:
            if isinstance(sub, wq.Not):
                among = among - self.match(number, sub.query)
        return among

    def _or(self, number: int, query: Query) -> Docs:
        found = Docs.none(self._view(number).count)
        for sub in query.subqueries:
            found = found | self.match(number, sub)
        return found

    def _not(self, number: int, query: wq.Not) -> Docs:
        return self._everything(number) - self.match(number, query.query)

    def _and_not(self, number: int, query: wq.AndNot) -> Docs:
        return self.match(number, query.a) - self.match(number, query.b)

    def _require(self, number: int, query: wq.Require) -> Docs:
        return self.match(number, query.a) & self.match(number, query.b)

    def _nothing(self, number: int, _: Query) -> Docs:
        return Docs.none(self._view(number).count)

    def _first(self, number: int, query: wq.AndMaybe) -> Docs:
        return self.match(number, query.a)

    def _child(self, number: int, query: wq.ConstantScoreQuery) -> Docs:
        return self.match(number, query.child)

    def _every(self, number: int, query: wq.Every) -> Docs:
        view = self._view(number)
        if query.fieldname is None:
            return self._everything(number)
        field = view.field(query.fieldname)
        runs = ((0, len(field.terms)),) if field and len(field.terms) else ()
        return view.documents(query.fieldname, runs)

    def _range(self, number: int, query: wq.NumericRange) -> Docs:
        view = self._view(number)
        field = self._all.schema[query.fieldname]
        if field.column_type is None:
            return self._ids(number, self._stock(number, query)[0])
        column = view.column(query.fieldname, field.column_type.default_value())
        mask = np.ones(view.count, bool)
        if query.start is not None:
            mask &= column > query.start if query.startexcl else column >= query.start
        if query.end is not None:
            mask &= column < query.end if query.endexcl else column <= query.end
        return Docs(view.count, mask=mask)

    def _positional(self, number: int, query: Query, among: Docs | None = None) -> Docs:
        """Match a phrase or nearness, ``among`` documents that other parts of the query left."""
        view = self._view(number)
        one, other = self._phrase(query)
        every = [self.runs(number, word) for word in (*one, *other)]
        if not all(every):
            return Docs.none(view.count)
        if among is None or len(among) > _SHORT_LIST:
            words = sorted((self._documents(view, query.fieldname, runs) for runs in every), key=len)
            for docs in words:
                among = docs if among is None else among & docs
        assert among is not None
        first, second = every[: len(one)], every[len(one) :]
        if other:
            return self._ids(
                number, phrases.near(view, query.fieldname, (first, second), query.distance, among)
            )
        ends = phrases.ends(view, query.fieldname, first, query.slop, among)
        if isinstance(query, Before):
            ends = phrases.before(ends, view.position_bits(query.fieldname), view.column(query.column))
        return phrases.documents(ends, view.position_bits(query.fieldname), view.count)

    def _documents(self, view: SegmentView, name: str, runs: Runs) -> Docs:
        """Return the documents of terms, read together with what their scores will need."""
        return view.postings(name, runs).docs if self._scored else view.documents(name, runs)

    def _everything(self, number: int) -> Docs:
        count = self._view(number).count
        return Docs(count, mask=np.ones(count, bool))

    def _ids(self, number: int, ids: Array) -> Docs:
        return Docs(self._view(number).count, ids)

    def _phrase(self, query: Query) -> tuple[tuple[Query, ...], tuple[Query, ...]]:
        if isinstance(query, Near):
            return query.one, query.other
        if isinstance(query, (KeysPhrase, Before)):
            return query.words, ()
        to_bytes = self._all.schema[query.fieldname].to_bytes
        words = tuple(Keys(query.fieldname, (only(to_bytes(word)),)) for word in query.words)
        self._alive += words
        return words, ()

    def runs(self, number: int, query: Query) -> Runs:
        """Return the terms of segment ``number`` that a query on terms means."""
        key = (number, id(query))
        if key not in self._runs:
            self._runs[key] = select(
                self._view(number),
                query,
                self._all.schema,
                lambda: self._all.whoosh_searcher(number).reader(),
            )
        return self._runs[key]

    # -- their scores --------------------------------------------------------------------------------

    def score(self, number: int, query: Query, ids: Array) -> Array:
        """Return what ``query`` adds to the score of each of ``ids``; 0 for those that it does not match."""
        scorer = _SCORERS.get(type(query))
        if scorer is not None:
            return scorer(self, number, query, ids)
        if is_terms(query) and not is_constant(query):
            return self._score_terms(number, query, ids)
        if is_terms(query) or isinstance(query, (wq.NumericRange, wq.Every)):
            return self._score_constant(number, query, ids)
        found, scores = self._stock(number, query)
        return Postings(scores, self._ids(number, found)).of(ids)

    def _score_terms(self, number: int, query: Query, ids: Array) -> Array:
        word = self._view(number).postings(query.fieldname, self.runs(number, query))
        if word.is_dense or len(word.docs) * _FEW >= len(ids):
            return self._bm25(number, query, word.of(ids), ids)
        found = word.docs.ids
        places = np.searchsorted(ids, found)
        there = places < len(ids)
        there[there] = ids[places[there]] == found[there]
        scores = np.zeros(len(ids), np.float32)
        if there.any():
            scores[places[there]] = self._bm25(number, query, word.freqs[there], found[there])
        return scores

    def _bm25(self, number: int, query: Query, freqs: Array, ids: Array) -> Array:
        """Return the scores of documents in which the terms of a query occur so often."""
        name = query.fieldname
        scores = freqs.astype(np.float32)
        if not self._all.schema[name].scorable:
            scores *= np.float32(query.boost)
            return scores
        scores /= scores + self._norm(number, name, ids)
        scores *= np.float32(self.idf(query) * float(query.boost) * (self._k1 + 1))
        return scores

    def _norm(self, number: int, name: str, ids: Array) -> Array:
        """Return what the lengths of documents add below the line; kept for the next word."""
        known = self._norms.get((number, name))
        if known is not None and known[0] is ids:
            return known[1]
        average = sum(view.total_length(name) for view in self._all.views) / (self._all.total() or 1) or 1
        norm = self._view(number).norms(name, (self._k1, self._b, average))[ids]
        self._norms[number, name] = ids, norm
        return norm

    def idf(self, query: Query) -> float:
        """Return the inverse document frequency of what ``query`` means, as Whoosh counts it."""
        if id(query) not in self._idf:
            views = enumerate(self._all.views)
            df = sum(view.frequency(query.fieldname, self.runs(number, query)) for number, view in views)
            self._idf[id(query)] = log(self._all.total() / (df + 1)) + 1
        return self._idf[id(query)]

    def _score_and(self, number: int, query: Query, ids: Array) -> Array:
        """Add the parts' scores; ``ids`` match all of them."""
        total = np.zeros(len(ids), np.float32)
        for sub in query.subqueries:
            if not isinstance(sub, wq.Not):
                total += self.score(number, sub, ids)
        total *= np.float32(query.boost)
        return total

    def _score_or(self, number: int, query: Query, ids: Array) -> Array:
        total = np.zeros(len(ids), np.float32)
        for sub in query.subqueries:
            total += self._score_part(number, sub, ids)
        total *= np.float32(query.boost)
        return total

    def _score_max(self, number: int, query: wq.DisjunctionMax, ids: Array) -> Array:
        scores = [self._score_part(number, sub, ids) for sub in query.subqueries]
        return np.max(scores, axis=0) * float(query.boost) if scores else np.zeros(len(ids), np.float32)

    def _score_maybe(self, number: int, query: wq.AndMaybe, ids: Array) -> Array:
        return self.score(number, query.a, ids) + self._score_part(number, query.b, ids)

    def _score_part(self, number: int, query: Query, ids: Array) -> Array:
        """Score a part that not all of ``ids`` need to match."""
        scores = self.score(number, query, ids)
        if isinstance(query, _WHOLE):
            scores[~self._hits(number, query, ids)] = 0
        return scores

    def _score_first(self, number: int, query: Query, ids: Array) -> Array:
        return self.score(number, query.a, ids)

    def _score_phrase(self, number: int, query: Query, ids: Array) -> Array:
        one, other = self._phrase(query)
        total = np.zeros(len(ids), np.float32)
        for word in (*one, *other):
            total += self._score_terms(number, word, ids)
        if (number, id(query)) in self._matched:
            hits = self._hits(number, query, ids)
        else:
            hits = self._positional(number, query, self._ids(number, ids)).has(ids)
        return np.where(hits, total * np.float32(query.boost), np.float32(0))

    def _score_constant(self, number: int, query: Query, ids: Array) -> Array:
        score = query.score if isinstance(query, wq.ConstantScoreQuery) else query.boost
        return np.where(self._hits(number, query, ids), np.float32(score), np.float32(0))

    def _score_none(self, _: int, __: Query, ids: Array) -> Array:
        return np.zeros(len(ids), np.float32)

    def _hits(self, number: int, query: Query, ids: Array) -> Array:
        matched = self.match(number, query)
        return np.ones(len(ids), bool) if matched.is_ids(ids) else matched.has(ids)

    # -- Whoosh's own way -----------------------------------------------------------------------------

    def _stock(self, number: int, query: Query) -> tuple[Array, Array]:
        matcher = query.matcher(self._all.whoosh_searcher(number))
        ids, scores = [], []
        while matcher.is_active():
            ids.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        return np.array(ids, np.intp), np.array(scores, np.float64)

    def _view(self, number: int) -> SegmentView:
        return self._all.views[number]


_WHOLE = (wq.And, wq.AndNot, wq.AndMaybe, wq.Require)  # their parts may match where they do not
_LATE = (wq.Phrase, KeysPhrase, Near, Before)
_MATCHERS: dict[type, Callable[..., Docs]] = {
    wq.And: Evaluation._and,  # noqa: SLF001
    wq.Or: Evaluation._or,  # noqa: SLF001
    wq.DisjunctionMax: Evaluation._or,  # noqa: SLF001
    wq.Not: Evaluation._not,  # noqa: SLF001
    wq.AndNot: Evaluation._and_not,  # noqa: SLF001
    wq.Require: Evaluation._require,  # noqa: SLF001
    wq.AndMaybe: Evaluation._first,  # noqa: SLF001
    wq.ConstantScoreQuery: Evaluation._child,  # noqa: SLF001
    wq.Every: Evaluation._every,  # noqa: SLF001
    **dict.fromkeys(_LATE, Evaluation._positional),  # noqa: SLF001
    _NullQuery: Evaluation._nothing,  # noqa: SLF001
}
_SCORERS: dict[type, Callable[..., Array]] = {
    wq.And: Evaluation._score_and,  # noqa: SLF001
    wq.Or: Evaluation._score_or,  # noqa: SLF001
    wq.DisjunctionMax: Evaluation._score_max,  # noqa: SLF001
    wq.AndNot: Evaluation._score_first,  # noqa: SLF001
    wq.Require: Evaluation._score_first,  # noqa: SLF001
    wq.AndMaybe: Evaluation._score_maybe,  # noqa: SLF001
    wq.ConstantScoreQuery: Evaluation._score_constant,  # noqa: SLF001
    wq.Not: Evaluation._score_none,  # noqa: SLF001
    **dict.fromkeys(_LATE, Evaluation._score_phrase),  # noqa: SLF001
    _NullQuery: Evaluation._score_none,  # noqa: SLF001
}
