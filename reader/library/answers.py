"""What a library answers, apart from its models. Light to import: a window knows these before it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reader.models import Article, Change, Entity, Highlight, ImportOutcome, Mention


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as the page shows it; ``matches`` are spans (code points) of what was searched for."""

    article: Article
    mentions: tuple[Mention, ...]
    highlights: tuple[Highlight, ...]
    entities: tuple[Entity, ...] = ()
    matches: tuple[tuple[int, int], ...] = ()


class Stage(StrEnum):
    """Kinds of long work."""

    IMPORT = "import"
    RECOGNISE = "recognise"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: ``done`` of ``total`` pieces, what the last step changed, an import's result."""

    stage: Stage
    done: int
    total: int
    change: Change = field(default_factory=Change)
    outcome: ImportOutcome | None = None
