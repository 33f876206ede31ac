"""What came in, what is there, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.models.entities import EntityType


class ImportStatus(StrEnum):
    """What became of a file that was to be imported."""

    ADDED = "added"
    UPDATED = "updated"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The result for one file: ``id`` is 0 and ``error`` says why where it failed."""

    path: Path
    status: ImportStatus
    id: int = 0
    title: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers and groups of the sidebar; groups are (name, number) in display order."""

    all: int = 0
    unread: int = 0
    starred: int = 0
    annotated: int = 0
    highlights: int = 0
    trashed: int = 0
    sources: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    entities: tuple[tuple[EntityType, int], ...] = ()


class ChangeKind(StrEnum):
    """What sort of thing changed."""

    ARTICLES = "articles"  # added, removed or their metadata edited
    STATE = "state"  # read, starred, position
    TAGS = "tags"
    MENTIONS = "mentions"
    HIGHLIGHTS = "highlights"
    INDEX = "index"
    SEARCHES = "searches"  # those that are saved
    COLORS = "colors"  # what the reader calls them


@dataclass(frozen=True, slots=True)
class Change:
    """What a call of the library changed; views look at it to decide whether to refresh.

    ``done`` names an edit that can be undone (a gettext message) and is empty otherwise.
    ``highlight`` is the id of the highlight that the change is about, ``entity`` that of the entity.
    ``lost`` counts the highlights that had a place in a text and have none in the one that replaced it.
    """

    kinds: frozenset[ChangeKind] = frozenset()
    articles: frozenset[int] = frozenset()
    highlight: str = ""
    done: str = ""
    entity: int = 0
    lost: int = 0

    def touches(self, *kinds: ChangeKind) -> bool:
        """Whether any of ``kinds`` changed."""
        return any(kind in self.kinds for kind in kinds)
