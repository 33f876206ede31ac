"""What a result is made of: sources, authors, languages, months, tags, entities by type, notes."""

from __future__ import annotations

from reader.models import FacetValue
from reader.search.engine import Docs, Snapshot
from reader.search.schema import FACETS

MOST = 100  # values of a facet; months are counted all, as years are put together of them


def count(snapshot: Snapshot, docs: Docs) -> dict[str, tuple[FacetValue, ...]]:
    """Count the values of all these documents: the most frequent first, ``MOST`` of a facet."""
    counted = {name: _values(snapshot, f"{name}_is", docs, MOST) for name in FACETS if name != "month"}
    flags = _values(snapshot, "flag", docs, None)
    return counted | {
        "month": _values(snapshot, "month_is", docs, None),
        "annotated": tuple(each for each in flags if each.value == "annotated"),
    }


def _values(snapshot: Snapshot, name: str, docs: Docs, most: int | None) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(key.decode(), n) for key, n in snapshot.counts(name, docs, most))
