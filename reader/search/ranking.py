"""The order of a result: by relevance or by what is known of the articles. Ties always fall the same way."""

from __future__ import annotations

import numpy as np
from whoosh.query import Query

from reader.i18n import sort_key
from reader.models import Sort
from reader.search.engine import Array, Found, Snapshot
from reader.search.schema import SOURCE_KEYS, TITLE_KEYS

_TOP = 200  # so many are looked at again for words side by side
_RECENCY = 0.15  # what today's article has over an old one of the same score
_RECENCY_YEARS = 2.0
_STEPS = 0xFFFF  # scores closer than this part of the best are ties: the later import comes first
_REFINED = 2000  # titles that begin alike are compared whole up to so many


def order(snapshot: Snapshot, found: Found, sort: Sort, pairs: Query | None) -> Found:
    """Return the documents in order, with their final scores.

    ``pairs`` is a query that adds to the scores of the best, for words of the query that stand side by side.
    """
    if not len(found.docs):
        return found
    if sort is Sort.RELEVANCE:
        return _by_score(snapshot, found, pairs)
    numbers = snapshot.column("number")[found.docs]
    keys = [_column(snapshot, name, found) for name in _COLUMNS.get(sort, ())]
    if sort is Sort.ADDED:
        places = np.lexsort((-numbers, -_column(snapshot, "added", found)))
    elif sort is Sort.NEWEST:
        places = np.lexsort((-numbers, -_column(snapshot, "published", found)))
    elif sort is Sort.OLDEST:
        published = _column(snapshot, "published", found)
        places = np.lexsort((numbers, published, published == 0))
    else:
        places = np.lexsort((numbers, *reversed(keys), keys[0] == 0))
        if sort is Sort.TITLE:
            places = _refine(snapshot, found, places, keys)
    return Found(found.docs[places], found.scores[places])


_COLUMNS = {Sort.TITLE: TITLE_KEYS, Sort.SOURCE: SOURCE_KEYS}


def _column(snapshot: Snapshot, name: str, found: Found) -> Array:
    return snapshot.column(name)[found.docs]


def _by_score(snapshot: Snapshot, found: Found, pairs: Query | None) -> Found:
    scores = found.scores
    if pairs is not None:
        best = np.arange(len(scores))
        if len(scores) > _TOP:
            best = np.sort(np.argpartition(-scores, _TOP)[:_TOP])
        scores = scores.copy()
        scores[best] += snapshot.score(pairs, found.docs[best])
    scores = scores * snapshot.memo("recency", lambda: _recency(snapshot))[found.docs]
    numbers = _column(snapshot, "number", found)
    newest = np.argsort(-numbers, kind="stable")
    steps = (scores * (_STEPS / (scores.max() or 1))).astype(np.uint16)
    places = newest[np.argsort(_STEPS - steps[newest], kind="stable")]
    return Found(found.docs[places], scores[places])


def _recency(snapshot: Snapshot) -> Array:
    """Return the factor of every document: up to ``_RECENCY`` more for the newest."""
    published = snapshot.column("published")
    return 1 + _RECENCY * recency(published, int(published.max()))


def recency(published: Array, newest: int) -> Array:
    """Return 1 for the newest article down to 0 for the oldest and the undated."""
    years = published // 10000 + (published // 100 % 100) / 12 + published % 100 / 365
    last = newest // 10000 + (newest // 100 % 100) / 12 + newest % 100 / 365
    return np.where(published > 0, np.exp((years - last) / _RECENCY_YEARS), 0)


def _refine(snapshot: Snapshot, found: Found, places: Array, keys: list[Array]) -> Array:
    """Order titles whose first letters are alike by all their letters."""
    same = np.ones(len(places) - 1, bool)
    for key in keys:
        same &= key[places][1:] == key[places][:-1]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    pairs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    if sum(end - start + 1 for start, end in pairs) > _REFINED:
        return places
    places = places.copy()
    for start, end in pairs:
        group = places[start : end + 1].tolist()
        group.sort(key=lambda place: sort_key(snapshot.stored(int(found.docs[place]))["shown"]))
        places[start : end + 1] = group
    return places
