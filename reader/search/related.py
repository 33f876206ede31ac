"""Articles like one another: those that share its rare words and its entities."""

from __future__ import annotations

from math import log

import numpy as np
from whoosh import query as wq
from whoosh.query import Query

from reader.search.engine import Keys, Snapshot, only
from reader.search.schema import NAMED_FIELDS

_WORDS = 25
_ENTITIES = 6  # of a type
_TAGS = 12
_COMMON = 0.2  # a term in more of the articles says nothing
_LONGEST = 24  # letters of a word: longer ones are addresses


def more_like(snapshot: Snapshot, article_id: int, limit: int) -> tuple[int, ...]:
    """Return the ids of the articles most like this one, the most alike first."""
    numbers = snapshot.column("number")
    here = snapshot.find(Keys("id", (only(str(article_id).encode()),)), scored=False).docs
    if not len(here):
        return ()
    doc = int(here[0])
    wanted = _terms(snapshot, doc, "all", _WORDS, 1.0)
    for name in NAMED_FIELDS:
        wanted += _terms(snapshot, doc, f"{name}_is", _ENTITIES, 2.0)
    wanted += _terms(snapshot, doc, "tag_is", _TAGS, 2.0)
    if not wanted:
        return ()
    found = snapshot.find(wq.Or(wanted))
    others = found.docs != doc
    docs, scores = found.docs[others], found.scores[others]
    best = np.lexsort((-numbers[docs], -scores))[:limit]
    return tuple(numbers[docs[best]].tolist())


def _terms(snapshot: Snapshot, doc: int, field: str, most: int, boost: float) -> list[Query]:
    """Return queries for the terms of a document that tell it from others."""
    total = snapshot.total()
    weighed = []
    for key, freq in snapshot.terms_of(doc, field).items():
        frequency = snapshot.frequency(field, key)
        if frequency < 2 or frequency > max(2, total * _COMMON) or len(key) > 2 * _LONGEST:  # noqa: PLR2004
            continue
        weighed.append((freq / (freq + 1.2) * log(total / frequency), key))
    best = sorted(weighed, key=lambda item: (-item[0], item[1]))[:most]
    scorable = snapshot.schema[field].scorable
    return [
        Keys(
            field,
            (only(key),),
            boost=boost if scorable else boost * log(total / snapshot.frequency(field, key)),
        )
        for _, key in best
    ]
