"""What a library answers, apart from its models. Light to import: a window knows these before it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reader.errors import ReaderError
from reader.models import Article, Change, Entity, Highlight, ImportOutcome, Mention, Summary


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as the page shows it; ``matches`` are spans (code points) of what was searched for."""

    article: Article
    mentions: tuple[Mention, ...]
    highlights: tuple[Highlight, ...]
    entities: tuple[Entity, ...] = ()
    matches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """An article with its highlights, in the order of the text, and the note on the whole.

    ``deleted`` says of highlights in the trash, by their ids, when they went there (UTC date-times).
    """

    summary: Summary
    highlights: tuple[Highlight, ...]
    note: str = ""
    deleted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedInNotes:
    """The names of entities by their ids, and by the ids of highlights the entities named within them."""

    names: Mapping[int, str]
    of: Mapping[str, frozenset[int]]


class Stage(StrEnum):
    """Kinds of long work."""

    IMPORT = "import"
    RECOGNISE = "recognise"
    INDEX = "index"
    BACKUP = "backup"
    RESTORE = "restore"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: ``done`` of ``total`` pieces, what the last step changed, an import's result."""

    stage: Stage
    done: int
    total: int
    change: Change = field(default_factory=Change)
    outcome: ImportOutcome | None = None


class NoteStatus(StrEnum):
    """What became of a note that was imported; ``kept`` is one that was changed here since."""

    ADDED = "added"
    ORPHAN = "orphan"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NoteOutcome:
    """The result for one record of a file of notes, ``number`` from 1 (0 for the note on an article).

    ``article`` is 0 and ``reason`` says why where it failed.
    """

    number: int
    status: NoteStatus
    quote: str
    article: int = 0
    title: str = ""
    reason: ReaderError | None = None


@dataclass(frozen=True, slots=True)
class NotesReport:
    """What became of a file of notes: ``format`` is the name of what it was read as.

    ``articles`` are those that the file held whole: added, or known before.
    """

    format: str
    outcomes: tuple[NoteOutcome, ...]
    articles: tuple[ImportOutcome, ...] = ()

    def count(self, *statuses: NoteStatus) -> int:
        """Return how many notes ended so."""
        return sum(outcome.status in statuses for outcome in self.outcomes)
