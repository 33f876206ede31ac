"""Which documents a query matches, worked out an array at a time, as column stores do.

Whoosh's matchers go document by document; what is not known here goes through them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np
from whoosh import query as wq
from whoosh.query import Query
from whoosh.query.qcore import _NullQuery

from reader.search.engine.arrays import Array
from reader.search.engine.collection import Collection, Spread
from reader.search.engine.docset import FEW, Docs, Postings
from reader.search.engine.phrases import Positions
from reader.search.engine.queries import Keys, KeysPhrase, Near, Pairs, only
from reader.search.engine.segment import is_one
from reader.search.engine.terms import is_constant, is_terms

_SHORT_LIST = 1000  # so few documents are looked up in the positions without narrowing them first
Pause = Callable[[], None]


class Matching:
    """What the parts of one query match in a collection, each worked out once.

    ``scored`` tells that scores are wanted too: then terms are read with their frequencies. ``pause`` is
    called between steps; what it raises ends the work.
    """

    def __init__(self, collection: Collection, *, scored: bool, pause: Pause) -> None:
        self.collection = collection
        self.pause = pause
        self._scored = scored
        self._spreads: dict[Hashable, Spread] = {}
        self._postings: dict[Hashable, Postings] = {}
        self._matched: dict[int, Docs] = {}
        self._stock: dict[int, Postings] = {}
        self._alive: list[Query] = []  # so that the identities of queries stay theirs

    def match(self, query: Query) -> Docs:
        """Return the documents that match (deleted ones among them)."""
        if id(query) not in self._matched:
            self.pause()
            self._alive.append(query)
            self._matched[id(query)] = self._match(query)
        return self._matched[id(query)]

    def has_matched(self, query: Query) -> bool:
        """Whether it is known what a query matches."""
        return id(query) in self._matched

    def _match(self, query: Query) -> Docs:
        matcher = _MATCHERS.get(type(query))
        if matcher is not None:
            return matcher(self, query)
        if is_terms(query):
            if self._scored and not is_constant(query):
                return self.postings(query).docs
            return self.collection.documents(query.fieldname, self._spread(query))
        if isinstance(query, wq.NumericRange) and self.collection.schema[query.fieldname].column_type:
            return self._range(query)
        return self.stock(query).docs

    def postings(self, query: Query) -> Postings:
        """Return the documents of a query on terms, and how often its terms occur in each."""
        key = key_of(query)
        if key not in self._postings:
            self._postings[key] = self.collection.postings(query.fieldname, self._spread(query))
        return self._postings[key]

    def freqs_in(self, query: Query, ids: Array) -> Array | None:
        """Return how often the terms of a query occur in some documents, where that is quickly told.

        That is where it means one term that was not read yet, and the documents are few.
        """
        if len(ids) * FEW > self.collection.total or key_of(query) in self._postings:
            return None
        if not self._is_one(query):
            return None
        return self.collection.freqs_in(query.fieldname, self._spread(query), ids)

    def count(self, query: Query) -> int:
        """Return in how many documents the terms of a query stand."""
        if not self._is_one(query):
            return len(self.postings(query).docs)
        parts = zip(self.collection.views, self._spread(query), strict=True)
        return sum(view.weight(query.fieldname, runs) for view, runs in parts if runs)

    def _is_one(self, query: Query) -> bool:
        """Whether a query means a single term, or none, in each segment."""
        return all(not runs or is_one(runs) for runs in self._spread(query))

    def _spread(self, query: Query) -> Spread:
        key = key_of(query)
        if key not in self._spreads:
            self._alive.append(query)
            self._spreads[key] = self.collection.runs(query)
        return self._spreads[key]

    # -- combinations --------------------------------------------------------------------------------

    def _and(self, query: Query) -> Docs:
        """Match what is there without positions first, then those parts, among what is left."""
        wanted = [sub for sub in query.subqueries if not isinstance(sub, wq.Not) and not _is_late(sub)]
        late = [sub for sub in query.subqueries if _is_late(sub)]
        found = []
        for sub in wanted:
            found.append(self.match(sub))
            if not len(found[-1]):
                return found[-1]
        if not found and late:
            found = [self.match(late.pop(0))]
        found.sort(key=len)
        among = found[0] if found else self._everything()
        for docs in found[1:]:
            among = among & docs
        for sub in late:
            among = self.positional(sub.a if isinstance(sub, wq.AndMaybe) else sub, among)
        for sub in query.subqueries:
            if isinstance(sub, wq.Not):
                among = among - self.match(sub.query)
        return among

    def _or(self, query: Query) -> Docs:
        return Docs.union(self.collection.total, [self.match(sub) for sub in query.subqueries])

    def _not(self, query: wq.Not) -> Docs:
        return self._everything() - self.match(query.query)

    def _and_not(self, query: wq.AndNot) -> Docs:
        return self.match(query.a) - self.match(query.b)

    def _require(self, query: wq.Require) -> Docs:
        return self.match(query.a) & self.match(query.b)

    def _nothing(self, _: Query) -> Docs:
        return Docs.none(self.collection.total)

    def _first(self, query: wq.AndMaybe) -> Docs:
        return self.match(query.a)

    def _child(self, query: wq.ConstantScoreQuery) -> Docs:
        return self.match(query.child)

    def _everything(self) -> Docs:
        return Docs.every(self.collection.total)

    def _every(self, query: wq.Every) -> Docs:
        name = query.fieldname
        if name is None:
            return self._everything()
        fields = [view.field(name) for view in self.collection.views]
        spread = tuple(((0, len(field.terms)),) if field and len(field.terms) else () for field in fields)
        return self.collection.documents(name, spread)

    def _range(self, query: wq.NumericRange) -> Docs:
        column = self.collection.column(query.fieldname)
        after, before = query.start, query.end
        if after is None and before is None:
            return self._everything()
        masks = []
        if after is not None:
            masks.append(column > after if query.startexcl else column >= after)
        if before is not None:
            masks.append(column < before if query.endexcl else column <= before)
        return Docs(len(column), mask=masks[0] if len(masks) == 1 else masks[0] & masks[1])

    # -- positions -----------------------------------------------------------------------------------

    def positional(self, query: Query, among: Docs | None = None) -> Docs:
        """Match a phrase or nearness, ``among`` documents that other parts of the query left."""
        one, other = self.words(query)
        spreads = [self._spread(word) for word in (*one, *other)]
        if among is None or len(among) > _SHORT_LIST:
            words = sorted((self.match(word) for word in (*one, *other)), key=len)
            for docs in words:
                among = docs if among is None else among & docs
        assert among is not None
        gap = getattr(query, "gap", None)
        gaps: Spread = self._spread(gap) if gap else ((),) * len(self.collection.views)
        found = []
        for number, (view, start, end) in enumerate(self.collection.parts()):
            self.pause()
            runs = [spread[number] for spread in spreads]
            here = among.part(start, end)
            if not all(runs) or not len(here):
                found.append(Docs.none(end - start))
                continue
            positions = Positions(view, query.fieldname, getattr(query, "column", ""), gaps[number])
            if other:
                found.append(positions.near(runs[: len(one)], runs[len(one) :], query.distance, here))
            else:
                found.append(positions.phrase(runs, query.slop, here))
        return self.collection.join(found)

    def pairs(self, query: Pairs, among: Docs) -> list[Docs]:
        """Return which documents ``among`` these hold each pair of neighbouring words."""
        spreads = [self._spread(word) for word in query.words]
        found: list[list[Docs]] = [[] for _ in query.words[1:]]
        for number, (view, start, end) in enumerate(self.collection.parts()):
            self.pause()
            runs, here = [spread[number] for spread in spreads], among.part(start, end)
            if any(runs) and len(here):
                matched = Positions(view, query.fieldname).pairs(runs, here)
            else:
                matched = [Docs.none(end - start) for _ in found]
            for parts, docs in zip(found, matched, strict=True):
                parts.append(docs)
        return [self.collection.join(parts) for parts in found]

    def _pairs(self, query: Pairs) -> Docs:
        return Docs.union(self.collection.total, self.pairs(query, self._everything()))

    def words(self, query: Query) -> tuple[tuple[Query, ...], tuple[Query, ...]]:
        """Return the words of a phrase, or those of both phrases that stand near each other."""
        if isinstance(query, Near):
            return query.one, query.other
        if isinstance(query, KeysPhrase):
            return query.words, ()
        to_bytes = self.collection.schema[query.fieldname].to_bytes
        return tuple(Keys(query.fieldname, (only(to_bytes(word)),)) for word in query.words), ()

    # -- Whoosh's own way ----------------------------------------------------------------------------

    def stock(self, query: Query) -> Postings:
        """Return what Whoosh's matcher finds, with scores in the place of frequencies."""
        if id(query) not in self._stock:
            self._alive.append(query)
            self._stock[id(query)] = self._ask_whoosh(query)
        return self._stock[id(query)]

    def _ask_whoosh(self, query: Query) -> Postings:
        ids: list[int] = []
        scores: list[float] = []
        for number, start in enumerate(self.collection.starts[:-1]):
            matcher = query.matcher(self.collection.searcher(number))
            while matcher.is_active():
                ids.append(start + matcher.id())
                scores.append(matcher.score())
                matcher.next()
        return Postings(np.array(scores, np.float32), Docs(self.collection.total, np.array(ids, np.intp)))


def key_of(query: Query) -> Hashable:
    """Return what is the same for queries of the same terms, where that is cheap to tell."""
    if type(query) is Keys and query.accept is None:
        return query.fieldname, query.spans
    return id(query)


def _is_late(query: Query) -> bool:
    """Whether a query asks for positions, which are better read of few documents."""
    return isinstance(query.a if isinstance(query, wq.AndMaybe) else query, LATE)


LATE = (wq.Phrase, KeysPhrase, Near)
_MATCHERS: dict[type, Callable[..., Docs]] = {
    wq.And: Matching._and,  # noqa: SLF001
    wq.Or: Matching._or,  # noqa: SLF001
    wq.DisjunctionMax: Matching._or,  # noqa: SLF001
    wq.Not: Matching._not,  # noqa: SLF001
    wq.AndNot: Matching._and_not,  # noqa: SLF001
    wq.Require: Matching._require,  # noqa: SLF001
    wq.AndMaybe: Matching._first,  # noqa: SLF001
    wq.ConstantScoreQuery: Matching._child,  # noqa: SLF001
    wq.Every: Matching._every,  # noqa: SLF001
    Pairs: Matching._pairs,  # noqa: SLF001
    **dict.fromkeys(LATE, Matching.positional),
    _NullQuery: Matching._nothing,  # noqa: SLF001
}
