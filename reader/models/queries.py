"""What is asked of the library, and what a search finds."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import overload


class Sort(StrEnum):
    """Orders of the article list."""

    ADDED = "added"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    SOURCE = "source"
    LENGTH = "length"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a list shows; an empty field does not narrow. Fields narrow together (AND).

    Articles in the trash are shown only by ``trashed``, and then alone.
    ``month`` is ``2025`` or ``2025-10``. ``entity`` is an entity's id.
    """

    unread: bool = False
    starred: bool = False
    annotated: bool = False
    trashed: bool = False
    source: str = ""
    author: str = ""
    language: str = ""
    month: str = ""
    tag: str = ""
    entity: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """What the reader asks of the search: the typed text, narrowed by a filter."""

    text: str
    filter: Filter = field(default_factory=Filter)
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the reader keeps: the text, and how the list was narrowed. ``id`` is 0 until stored."""

    name: str
    text: str
    filter: Filter = field(default_factory=Filter)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage in the reader's own text; ``marks`` are (start, end) code points into ``text``."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found."""

    id: int
    score: float
    title: Snippet
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that narrows a result: its name in the index, and how many hits have it."""

    value: str
    count: int


class Ids(Sequence[int]):
    """The ids of articles in order; the order is worked out when it is first asked for, in any thread."""

    def __init__(self, count: int = 0, order: Callable[[], array[int]] = lambda: array("q")) -> None:
        self._count = count
        self._order: Callable[[], array[int]] | None = order
        self._ids = array("q")

    def whole(self) -> array[int]:
        """Return all ids."""
        order = self._order
        if order is not None:
            self._ids, self._order = order(), None
        return self._ids

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> array[int]: ...

    def __getitem__(self, place: int | slice) -> int | array[int]:
        return self.whole()[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.whole().tolist() == list(other)

    def __hash__(self) -> int:
        return hash(self._count)


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found.

    ``total`` counts all hits, ``hits`` is one page of them, ``ids`` holds every hit's id in order.
    ``reading`` says how the query was understood where that differs from what was typed, and
    ``suggestion`` is a "did you mean" query. ``missing`` articles were not in the index yet, found or not.
    ``facets`` maps source, author, language, month, tag, annotated and ``entity_per``, ``entity_org`` and so
    on (with ids of entities) to values, the most frequent first.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    ids: Ids = field(default_factory=Ids)
    reading: str = ""
    suggestion: str = ""
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    missing: int = 0
