"""What a search found: which documents, their scores, the best of them."""

from __future__ import annotations

import numpy as np
from whoosh.query import Query

from reader.search.engine.arrays import Array
from reader.search.engine.docset import Docs
from reader.search.engine.scoring import Scoring

_PART = 4  # scores of more than such a part of all documents are worked out for all: no picking, no placing
_MANY = 4096  # documents from which that pays
_FEW = 20  # so many times the wanted documents are simply put in order
_SOME = 16  # one score of so many is looked at first
_SPARE = 5  # so many of them more are taken, as they may lie by chance


class Found:
    """The documents that match ``query``; without ``scoring`` all scores are 0."""

    def __init__(self, matched: Docs, query: Query, scoring: Scoring | None) -> None:
        self.matched = matched
        self._scoring = scoring
        self._all = scoring is not None and len(matched) * _PART > matched.count > _MANY
        ids = None if self._all else matched.ids
        self._scores = scoring.score(query, ids) if scoring else np.zeros(len(matched), np.float32)

    def __len__(self) -> int:
        return len(self.matched)

    @property
    def docs(self) -> Array:
        """The numbers of the documents, in order."""
        return self.matched.ids

    @property
    def scores(self) -> Array:
        """A score for each of ``docs``."""
        return self._scores[self.docs] if self._all else self._scores

    def score(self, query: Query, docs: Array) -> Array:
        """Return what another query adds to the scores of some documents (in order)."""
        return self._scoring.score(query, docs) if self._scoring else np.zeros(len(docs), np.float32)

    def weighted(self, factors: Array, docs: Array) -> Array:
        """Return the scores of some of the documents, times the ``factors`` of all documents."""
        places = docs if self._all else np.searchsorted(self.docs, docs)
        weighted: Array = self._scores[places] * factors[docs]
        return weighted

    def best(self, factors: Array, count: int, margin: float) -> tuple[Array, Array]:
        """Return documents with their scores times the ``factors`` of all documents, in no order of scores.

        They are the best ``count`` and all that have at most ``margin`` (a part of the highest score) less;
        perhaps more.
        """
        if len(self) <= _FEW * count:
            return self.docs, self.scores * factors[self.docs]
        if self._all:
            weighted = self._scores * factors
            weighted *= self.matched.mask
            near = _near(weighted, count, margin)
            if weighted[near].min() > 0:
                return near, weighted[near]
        weighted = self.scores * factors[self.docs]
        near = _near(weighted, count, margin)
        return self.docs[near], weighted[near]


def _near(scores: Array, count: int, margin: float) -> Array:
    """Return the places of the best ``count`` scores and of those near them: by a guess from some."""
    less = margin * float(scores.max())
    some = scores[::_SOME]
    place = len(some) - 2 * (count // _SOME + _SPARE)
    if place > 0:
        guess = float(np.partition(some, place)[place])
        near = np.flatnonzero(scores >= guess - less)
        if len(near) >= count:
            return near
    least = float(np.partition(scores, len(scores) - count)[len(scores) - count])
    return np.flatnonzero(scores >= least - less)
