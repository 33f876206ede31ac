"""The scores of documents: Whoosh's ``BM25F`` on whole arrays, a part of the query at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import log

import numpy as np
from whoosh import query as wq
from whoosh.query import Query
from whoosh.query.qcore import _NullQuery

from reader.search.engine.arrays import Array
from reader.search.engine.docset import Docs, Postings
from reader.search.engine.matching import LATE, Matching, key_of
from reader.search.engine.queries import Pairs
from reader.search.engine.terms import is_constant, is_terms

_FEW = 8
Chosen = Array | None  # the documents that are scored, in order; ``None`` for all of the collection


class Scoring:
    """Adds up what the parts of a query give to documents; ``k1`` and ``b`` are BM25's."""

    def __init__(self, matching: Matching, *, k1: float = 1.2, b: float = 0.75) -> None:
        self._matching = matching
        self._all = matching.collection
        self._k1 = k1
        self._b = b
        self._idf: dict[Hashable, float] = {}
        self._norms: dict[str, tuple[Array, Array]] = {}

    def score(self, query: Query, ids: Chosen) -> Array:
        """Return what ``query`` adds to the score of each of ``ids``.

        A query that is not made of others adds 0 to what it does not match; of the others that holds only
        for documents that they match.
        """
        total = np.zeros(self._all.total if ids is None else len(ids), np.float32)
        if len(total):
            self._add(query, ids, total, 1.0)
        return total

    def _add(self, query: Query, ids: Chosen, total: Array, factor: float) -> None:
        """Add ``factor`` times the scores of ``ids`` to ``total``."""
        adder = _ADDERS.get(type(query))
        if adder is not None:
            adder(self, query, ids, total, factor)
        elif is_terms(query) and not is_constant(query):
            self._add_terms(query, ids, total, factor)
        elif is_terms(query) or isinstance(query, (wq.NumericRange, wq.Every)):
            self._add_constant(query, ids, total, factor)
        else:
            found = self._matching.stock(query)
            total += factor * _spread(found, self._all.total if ids is None else ids)

    # -- terms ---------------------------------------------------------------------------------------

    def _add_terms(self, query: Query, ids: Chosen, total: Array, factor: float) -> None:
        self._matching.pause()
        freqs = None if ids is None else self._matching.freqs_in(query, ids)
        if freqs is not None:
            total += self._bm25(query, freqs, ids, factor)
            return
        word = self._matching.postings(query)
        if ids is None and word.is_dense:
            total += self._bm25(query, word.freqs, None, factor)
            return
        if ids is None or not (word.is_dense or len(word.docs) * _FEW >= len(ids)):
            found, freqs, places = word.docs.ids, word.freqs, word.docs.ids
            if ids is not None:
                places = np.searchsorted(ids, found)
                there = np.flatnonzero(places < len(ids))
                there = there[ids[places[there]] == found[there]]
                found, freqs, places = found[there], freqs[there], places[there]
            if len(found):
                total[places] += self._bm25(query, freqs, found, factor)
            return
        total += self._bm25(query, word.of(ids), ids, factor)

    def _bm25(self, query: Query, freqs: Array, ids: Chosen, factor: float) -> Array:
        """Return the scores of documents in which the terms of a query occur so often."""
        scores = freqs.astype(np.float32)
        factor *= float(query.boost)
        if self._all.schema[query.fieldname].scorable:
            scores /= scores + self._norm(query.fieldname, ids)
            factor *= self.idf(query) * (self._k1 + 1)
        scores *= np.float32(factor)
        return scores

    def _norm(self, name: str, ids: Chosen) -> Array:
        """Return what the lengths of documents add below the line; kept for the next word."""
        norms = self._all.norms(name, self._k1, self._b)
        if ids is None:
            return norms
        known = self._norms.get(name)
        if known is None or known[0] is not ids:
            known = self._norms[name] = ids, norms[ids]
        return known[1]

    def idf(self, query: Query) -> float:
        """Return the inverse document frequency of what ``query`` means, as Whoosh counts it."""
        key = key_of(query)
        if key not in self._idf:
            self._idf[key] = log(self._all.total / (self._matching.count(query) + 1)) + 1
        return self._idf[key]

    def _add_constant(self, query: Query, ids: Chosen, total: Array, factor: float) -> None:
        score = query.score if isinstance(query, wq.ConstantScoreQuery) else query.boost
        if score * factor:
            places, _ = self._hits(self._matching.match(query), ids)
            total[places] += np.float32(score * factor)

    # -- combinations --------------------------------------------------------------------------------

    def _add_and(self, query: Query, ids: Chosen, total: Array, factor: float) -> None:
        """Add the parts' scores; ``ids`` match all of them."""
        for sub in query.subqueries:
            self._add(sub, ids, total, factor * query.boost)

    def _add_or(self, query: Query, ids: Chosen, total: Array, factor: float) -> None:
        for sub in query.subqueries:
            self._add_part(sub, ids, total, factor * query.boost)

    def _add_max(self, query: wq.DisjunctionMax, ids: Chosen, total: Array, factor: float) -> None:
        highest = np.zeros(len(total), np.float32)
        for sub in query.subqueries:
            scores = np.zeros(len(total), np.float32)
            self._add_part(sub, ids, scores, 1.0)
            np.maximum(highest, scores, out=highest)
        total += highest * np.float32(factor * query.boost)

    def _add_maybe(self, query: wq.AndMaybe, ids: Chosen, total: Array, factor: float) -> None:
        self._add(query.a, ids, total, factor)
        self._add_part(query.b, ids, total, factor)

    def _add_part(self, query: Query, ids: Chosen, total: Array, factor: float) -> None:
        """Add a part that not all of ``ids`` need to match."""
        if isinstance(query, _WHOLE):
            places, found = self._hits(self._matching.match(query), ids)
            total[places] += factor * self.score(query, found)
        else:
            self._add(query, ids, total, factor)

    def _add_first(self, query: Query, ids: Chosen, total: Array, factor: float) -> None:
        self._add(query.a, ids, total, factor)

    def _add_phrase(self, query: Query, ids: Chosen, total: Array, factor: float) -> None:
        """Add the scores of the words where the phrase stands."""
        if ids is None or self._matching.has_matched(query):
            matched = self._matching.match(query)
        else:
            matched = self._matching.positional(query, Docs(self._all.total, ids))
        places, found = self._hits(matched, ids)
        if not len(found):
            return
        one, other = self._matching.words(query)
        scores = np.zeros(len(found), np.float32)
        for word in (*one, *other):
            self._add_terms(word, found, scores, factor * query.boost)
        total[places] += scores

    def _add_pairs(self, query: Pairs, ids: Chosen, total: Array, factor: float) -> None:
        """Add the scores of both words where one follows the other."""
        among = Docs.every(self._all.total) if ids is None else Docs(self._all.total, ids)
        scores = [np.zeros(len(total), np.float32) for _ in query.words]
        for word, own in zip(query.words, scores, strict=True):
            self._add_terms(word, ids, own, factor * query.boost)
        for matched, one, other in zip(self._matching.pairs(query, among), scores, scores[1:], strict=False):
            places, _ = self._hits(matched, ids)
            total[places] += one[places] + other[places]

    def _add_nothing(self, _: Query, __: Chosen, ___: Array, ____: float) -> None:
        pass

    @staticmethod
    def _hits(matched: Docs, ids: Chosen) -> tuple[Array | slice, Array]:
        """Return where those of ``ids`` stand that are in a set, and which they are."""
        if ids is None:
            return matched.ids, matched.ids
        if matched.is_ids(ids):
            return slice(None), ids
        places = np.flatnonzero(matched.has(ids))
        return places, ids[places]


def _spread(found: Postings, where: Array | int) -> Array:
    """Return what was found for each of some documents, or for each of so many."""
    return found.of(np.arange(where) if isinstance(where, int) else where)


_WHOLE = (wq.And, wq.AndNot, wq.AndMaybe, wq.Require)  # their parts may match where they do not
_ADDERS: dict[type, Callable[..., None]] = {
    wq.And: Scoring._add_and,  # noqa: SLF001
    wq.Or: Scoring._add_or,  # noqa: SLF001
    wq.DisjunctionMax: Scoring._add_max,  # noqa: SLF001
    wq.AndNot: Scoring._add_first,  # noqa: SLF001
    wq.Require: Scoring._add_first,  # noqa: SLF001
    wq.AndMaybe: Scoring._add_maybe,  # noqa: SLF001
    wq.ConstantScoreQuery: Scoring._add_constant,  # noqa: SLF001
    wq.Not: Scoring._add_nothing,  # noqa: SLF001
    Pairs: Scoring._add_pairs,  # noqa: SLF001
    **dict.fromkeys(LATE, Scoring._add_phrase),  # noqa: SLF001
    _NullQuery: Scoring._add_nothing,  # noqa: SLF001
}
