"""What narrows the list of notes, and by what it can be narrowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reader.models import Color, FacetValue, Highlight, Summary
from reader.text.fold import fold

MONTH = 7  # characters of an ISO 8601 year and month

Facets = Mapping[str, Sequence[FacetValue]]


class Grouping(StrEnum):
    """How the list of notes is divided."""

    ARTICLE = "article"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class NotesFilter:
    """Narrows the list of notes; what is empty does not. ``month`` is the year or month of the marking.

    ``noted`` wants highlights with a note, ``orphan`` those whose place was lost.
    """

    tag: str = ""
    source: str = ""
    month: str = ""
    entity: int = 0
    article: int = 0
    starred: bool = False
    noted: bool = False
    orphan: bool = False


@dataclass(frozen=True)
class Known:
    """A highlight with its article, and the folded text that it is found by, made when first sought."""

    highlight: Highlight
    summary: Summary
    entities: frozenset[int] = frozenset()

    @cached_property
    def folded(self) -> str:
        """Quote, note and tags without accents and capitals."""
        return fold(" ".join((self.highlight.selector.exact, self.highlight.note, *self.highlight.tags)))

    def fits(self, wanted: NotesFilter, colors: frozenset[Color], words: Sequence[str]) -> bool:
        """Whether the filter lets it through, it has one of ``colors`` (if any), and all ``words``."""
        mark = self.highlight
        return (
            (not colors or mark.color in colors)
            and (not wanted.tag or wanted.tag in mark.tags)
            and (not wanted.source or wanted.source == self.summary.metadata.source)
            and mark.created.startswith(wanted.month)
            and (not wanted.entity or wanted.entity in self.entities)
            and (not wanted.article or wanted.article == mark.article_id)
            and (mark.starred or not wanted.starred)
            and (bool(mark.note) or not wanted.noted)
            and (mark.orphan or not wanted.orphan)
            and all(word in self.folded for word in words)
        )


def facets(shown: Iterable[Known]) -> Facets:
    """Count by what highlights can be narrowed further: fields of :class:`NotesFilter`, values as text."""
    counted: dict[str, Counter[str]] = {
        name: Counter()
        for name in ("starred", "noted", "orphan", "tag", "source", "month", "entity", "article")
    }
    for known in shown:
        mark = known.highlight
        for flag in ("starred", "noted", "orphan"):
            counted[flag]["1"] += bool(mark.note) if flag == "noted" else getattr(mark, flag)
        counted["tag"].update(mark.tags)
        counted["source"][known.summary.metadata.source] += 1
        counted["month"][mark.created[:MONTH]] += 1
        counted["entity"].update(map(str, known.entities))
        counted["article"][str(mark.article_id)] += 1
    return {
        name: [FacetValue(value, count) for value, count in found.most_common() if value and count]
        for name, found in counted.items()
    }
