"""What the library knows about an entity, and what the reader has corrected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.models.article import Summary
from reader.models.entities import Entity, EntityType
from reader.models.highlights import Highlight, Selector
from reader.models.queries import Snippet


class EntitySort(StrEnum):
    """Orders of the list of entities: the most mentioned first, or by the Vietnamese alphabet."""

    MENTIONS = "mentions"
    NAME = "name"


class Scope(StrEnum):
    """How far a correction reaches."""

    MENTION = "mention"
    ARTICLE = "article"
    EVERYWHERE = "everywhere"


class CorrectionKind(StrEnum):
    """What a correction says.

    ``REJECT``: the text names nothing. ``MARK``: the text names something. ``ASSIGN``: a name means another
    entity in this article. ``LINK``: a name means another entity everywhere (a merger, a separation).
    ``RENAME`` and ``RETYPE``: what an entity is called, and what it is. ``APART``: two entities are not one.
    """

    REJECT = "reject"
    MARK = "mark"
    ASSIGN = "assign"
    LINK = "link"
    RENAME = "rename"
    RETYPE = "retype"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that the reader has put right.

    ``surface`` is the text as it stands in the article (REJECT, MARK), the name that is meant (ASSIGN, LINK,
    the name before a RENAME), or the first of two names (APART). ``was`` is that name's type. ``type`` and
    ``name`` are what it is from now on (for APART: the second entity). ``before`` is the longer surface that
    a shortened MARK takes the place of. ``article_id`` is 0 where the scope is everywhere; ``selector`` tells
    the place of a single mention. ``id`` is empty until it is kept; ``created`` a UTC date-time.
    """

    kind: CorrectionKind
    scope: Scope
    surface: str
    type: EntityType | None = None
    name: str = ""
    was: EntityType | None = None
    before: str = ""
    article_id: int = 0
    selector: Selector | None = None
    created: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name by which the recogniser (or the reader) calls an entity.

    ``origin`` is ``found``, ``linked`` (by a list of names across languages) or ``user``.
    """

    id: int
    type: EntityType
    name: str
    origin: str
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class NameUse:
    """How often articles of a language use a form of an entity's name."""

    text: str
    language: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many mentions were found for one reason, and how sure they are in the mean (0 to 1)."""

    reason: str
    mentions: int
    score: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A mention with its surroundings; ``start`` and ``end`` are code points into the article's text."""

    start: int
    end: int
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Appearance:
    """An article that mentions an entity: how often, and the first mentions in their context."""

    article: Summary
    mentions: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that appears with another: in how many articles, and how often close by."""

    entity: Entity
    articles: int
    near: int


@dataclass(frozen=True, slots=True)
class MergeSuggestion:
    """Two entities that may be one: ``score`` tells how sure that is (0 to 1).

    ``reason`` is ``script`` (one name in two scripts or romanisations) or ``type`` (one name, two types).
    """

    entity: Entity
    other: Entity
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class EntityPage:
    """A stretch of the list of entities; ``total`` counts the whole list."""

    entities: tuple[Entity, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the page of an entity shows at first.

    ``months`` are (``2025-10``, mentions) in order of time, ``undated`` the mentions in articles without a
    date. ``appearances`` are the first of ``entity.articles``, the newest first; ``marked`` are the
    highlights that touch a mention.
    """

    entity: Entity
    aliases: tuple[Alias, ...]
    names: tuple[NameUse, ...]
    evidence: tuple[Evidence, ...]
    months: tuple[tuple[str, int], ...]
    undated: int
    appearances: tuple[Appearance, ...]
    companions: tuple[Companion, ...]
    marked: tuple[Highlight, ...]
    suggestions: tuple[MergeSuggestion, ...]

    @property
    def years(self) -> tuple[tuple[str, int], ...]:
        """The mentions by year, in order of time."""
        found: dict[str, int] = {}
        for month, mentions in self.months:
            found[month[:4]] = found.get(month[:4], 0) + mentions
        return tuple(found.items())
