"""What the sidebar leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PlaceKind(StrEnum):
    """The kinds of places in the sidebar."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    NOTES = "notes"
    TRASH = "trash"
    SOURCE = "source"
    TAG = "tag"
    LANGUAGE = "language"
    ENTITY = "entity"
    ENTITIES = "entities"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Place:
    """A place to look at. ``value`` is a source, tag, language, the id of an entity or a saved search.

    For ``ENTITIES`` it is a type of entities, empty for all of them.
    """

    kind: PlaceKind
    value: str | int = ""
    label: str = field(default="", compare=False)
