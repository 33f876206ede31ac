"""What a text names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class EntityType(StrEnum):
    """What a mention names."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    EVENT = "EVENT"
    DOC = "DOC"
    DATE = "DATE"
    MONEY = "MONEY"
    PERCENT = "PERCENT"


NUMBERS = frozenset((EntityType.MONEY, EntityType.PERCENT))
"""Types that are worth seeing to some readers only: views leave them out until they are asked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an entity.

    ``entity`` is the canonical name of the entity within its article, ``title`` the rank or office
    that stood before the name, ``reason`` why it was found (``rule``, ``list``, ``document``,
    ``model``, ``user``), ``score`` how sure that is, from 0 to 1. ``entity_id`` is the library's entity, 0
    where the mention is not stored; two mentions are equal without it.
    """

    start: int
    end: int
    text: str
    type: EntityType
    entity: str
    reason: str = "rule"
    score: float = 1.0
    title: str = ""
    entity_id: int = field(default=0, compare=False)

    def within(self, others: Iterable[Mention]) -> bool:
        """Whether the mention lies within a longer one: Hà Nội in Công ước Hà Nội."""
        length = self.end - self.start
        return any(o.start <= self.start and self.end <= o.end and o.end - o.start > length for o in others)


@dataclass(frozen=True, slots=True)
class Entity:
    """Something named in the library. ``mentions`` and ``articles`` are counts."""

    id: int
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    articles: int = 0
