"""What the recognisers hand each other: stretches of text with a type and the reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.models import EntityType


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, in code points, that seems to name something.

    ``title`` is what stood before the name, ``entity`` the canonical name where a list tells it,
    ``cued`` whether the words around the name, not the name alone, told its type.
    """

    start: int
    end: int
    type: EntityType
    reason: str = "rule"
    score: float = 0.8
    title: str = ""
    entity: str = ""
    cued: bool = False

    @property
    def length(self) -> int:
        """The number of code points."""
        return self.end - self.start


def flat(spans: Iterable[Span]) -> list[Span]:
    """Return the spans sorted and without overlaps; the longer wins, then the surer, then the earlier."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (-span.length, -span.score, span.start)):
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def gaps(spans: list[Span], length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text of ``length`` code points that the sorted ``spans`` leave free."""
    position = 0
    for span in spans:
        if position < span.start:
            yield position, span.start
        position = span.end
    if position < length:
        yield position, length
