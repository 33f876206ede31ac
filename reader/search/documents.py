"""What the index is told about an article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.models import Article, EntityType


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what stands beside it in the store.

    ``entities`` are (name, type, id of the entity); ``highlights`` the marked texts, ``notes`` the notes on
    them, ``marked_tags`` their tags, ``aliases`` (name, type) of the other names of the entities.
    """

    article: Article
    entities: tuple[tuple[str, EntityType, int], ...] = ()
    notes: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    marked_tags: tuple[str, ...] = ()
    aliases: tuple[tuple[str, EntityType], ...] = ()


class IndexState(StrEnum):
    """Whether the index can answer, and why not."""

    READY = "ready"
    MISSING = "missing"
    DAMAGED = "damaged"
    OTHER_VERSION = "other_version"
