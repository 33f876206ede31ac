"""The order of a result: by relevance or by what is known of the articles. Ties always fall the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from whoosh.query import Query

from reader.i18n import sort_key
from reader.models import Sort
from reader.search.engine import Array, Docs, Found, Snapshot
from reader.search.schema import SOURCE_KEYS, TITLE_KEYS

_TOP = 100  # so many are looked at again for words side by side
_RECENCY = 0.15  # what today's article has over an old one of the same score
_RECENCY_YEARS = 2.0
_STEPS = 0xFFFF  # scores closer than this part of the best are ties: the later import comes first
_FEW = 20
_CHUNK = 1024
_REFINED = 2000  # titles that begin alike are compared whole up to so many


@dataclass(frozen=True)
class Ordered:
    """A result in order: its first documents (or more of them) with their scores; ``all`` orders all."""

    docs: Array
    scores: Array
    all: Callable[[], Array]


def order(snapshot: Snapshot, found: Found, sort: Sort, pairs: Query | None, count: int) -> Ordered:
    """Return the documents in order, the first ``count`` (or more) at once.

    ``pairs`` is a query that adds to the scores of the best, for words of the query that stand side by side.
    """
    if sort is Sort.RELEVANCE and len(found):
        return _by_score(snapshot, found, pairs, count)
    if sort is Sort.TITLE:
        ordered = _refine(snapshot, _in_order(snapshot, found.matched, sort))
        return Ordered(ordered[:count], np.zeros(len(ordered[:count])), lambda: ordered)
    first = _first_in_order(snapshot, found.matched, sort, count)
    return Ordered(first, np.zeros(len(first)), lambda: _in_order(snapshot, found.matched, sort))


def _by_score(snapshot: Snapshot, found: Found, pairs: Query | None, count: int) -> Ordered:
    recency = snapshot.memo("recency", lambda: _recency(snapshot))
    docs, scores = _ranked(snapshot, *found.best(recency, max(count, _TOP), 2 / _STEPS))
    docs, scores = docs[: max(count, _TOP)], scores[: max(count, _TOP)]
    if pairs is not None:
        top = np.sort(docs[:_TOP])
        again = found.weighted(recency, top) + found.score(pairs, top) * recency[top]
        best, their = _ranked(snapshot, top, again)
        docs, scores = np.concatenate([best, docs[_TOP:]]), np.concatenate([their, scores[_TOP:]])

    def all_docs() -> Array:
        rest, _ = _ranked(snapshot, found.docs, found.weighted(recency, found.docs))
        return np.concatenate([docs[:_TOP], rest[_TOP:]])

    return Ordered(docs, scores, all_docs)


def _ranked(snapshot: Snapshot, docs: Array, scores: Array) -> tuple[Array, Array]:
    """Return documents and scores, the best first; of those less than a step apart the newest."""
    steps = np.float32(_STEPS / (float(scores.max()) or 1))
    numbers = snapshot.column("number")[docs]
    places = np.lexsort((-numbers, -(scores * steps).astype(np.int32)))
    return docs[places], scores[places]


def _first_in_order(snapshot: Snapshot, docs: Docs, sort: Sort, count: int) -> Array:
    """Return the first ``count`` of ``docs`` in an order, where many are wanted of few all of them."""
    order = _whole_order(snapshot, sort)
    if len(docs) * _FEW < len(order):
        return _in_order(snapshot, docs, sort)[:count]
    found: list[Array] = []
    held = at = 0
    while held < count and at < len(order):
        chunk = order[at : at + _CHUNK]
        found.append(chunk[np.flatnonzero(docs.mask[chunk])])
        held += len(found[-1])
        at += _CHUNK
    return np.concatenate([*found, order[:0]])[:count]


def _in_order(snapshot: Snapshot, docs: Docs, sort: Sort) -> Array:
    """Return all of ``docs`` in an order."""
    order = _whole_order(snapshot, sort)
    if len(docs) * _FEW < len(order):
        ranks = snapshot.memo(f"ranks {sort}", lambda: np.argsort(order))
        return docs.ids[np.argsort(ranks[docs.ids])]
    ordered: Array = order[np.flatnonzero(docs.mask[order])]
    return ordered


def _whole_order(snapshot: Snapshot, sort: Sort) -> Array:
    """Return the order of all documents, which is worked out once."""
    return snapshot.memo(f"order {sort}", lambda: _all_in_order(snapshot, sort))


def _all_in_order(snapshot: Snapshot, sort: Sort) -> Array:
    """Return all documents in an order; of equals the later import comes first, in alphabets the earlier."""
    column = snapshot.column
    numbers, published = column("number"), column("published")
    if sort is Sort.ADDED:
        return np.lexsort((-numbers, -column("added")))
    if sort is Sort.LENGTH:
        return np.lexsort((-numbers, -column("length")))
    if sort is Sort.NEWEST:
        return np.lexsort((-numbers, -published))
    if sort is Sort.OLDEST:
        return np.lexsort((numbers, published, published == 0))
    if sort is Sort.SOURCE:  # as the list is sorted where nothing is searched
        return np.lexsort((numbers, -published, *(column(name) for name in reversed(SOURCE_KEYS))))
    return np.lexsort((numbers, *(column(name) for name in reversed(TITLE_KEYS))))


def _recency(snapshot: Snapshot) -> Array:
    """Return the factor of every document: up to ``_RECENCY`` more for the newest."""
    published = snapshot.column("published")
    factor: Array = 1 + _RECENCY * recency(published, int(published.max()))
    return factor.astype(np.float32)


def recency(published: Array, newest: int) -> Array:
    """Return 1 for the newest article down to 0 for the oldest and the undated."""
    years = published // 10000 + (published // 100 % 100) / 12 + published % 100 / 365
    last = newest // 10000 + (newest // 100 % 100) / 12 + newest % 100 / 365
    return np.where(published > 0, np.exp((years - last) / _RECENCY_YEARS), 0)


def _refine(snapshot: Snapshot, docs: Array) -> Array:
    """Order titles whose first letters are alike by all their letters."""
    same = np.ones(max(0, len(docs) - 1), bool)
    for name in TITLE_KEYS:
        key = snapshot.column(name)[docs]
        same &= key[1:] == key[:-1]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    groups = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    if sum(end - start + 1 for start, end in groups) > _REFINED:
        return docs
    docs = docs.copy()
    for start, end in groups:
        alike = docs[start : end + 1].tolist()
        titles = [sort_key(row["shown"]) for row in snapshot.stored(alike)]
        ranked = sorted(range(len(alike)), key=titles.__getitem__)
        docs[start : end + 1] = [alike[place] for place in ranked]
    return docs
