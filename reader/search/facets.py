"""What a result is made of: sources, authors, languages, months, tags, entities."""

from __future__ import annotations

import numpy as np

from reader.models import FacetValue
from reader.search.engine import Array, Snapshot
from reader.search.schema import FACETS

MOST = 100  # values of a facet


def count(snapshot: Snapshot, docs: Array) -> dict[str, tuple[FacetValue, ...]]:
    """Count the values of all these documents; the most frequent come first, ``MOST`` of a facet."""
    docs = np.sort(docs)
    return {name: _values(snapshot, name, docs) for name in FACETS}


def _values(snapshot: Snapshot, name: str, docs: Array) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(key.decode(), n) for key, n in snapshot.counts(f"{name}_is", docs, MOST))
