"""What the types of entities are called and look like, wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reader.errors import N_
from reader.models import NUMBERS, EntityType, Scope

TYPE_NAMES: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PER: N_("People"),
        EntityType.ORG: N_("Organisations"),
        EntityType.LOC: N_("Places"),
        EntityType.EVENT: N_("Events"),
        EntityType.DOC: N_("Documents"),
        EntityType.DATE: N_("Dates"),
        EntityType.MONEY: N_("Sums of money"),
        EntityType.PERCENT: N_("Percentages"),
    }
)
"""Many of them, as a heading."""

TYPE_NAME: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PER: N_("Person"),
        EntityType.ORG: N_("Organisation"),
        EntityType.LOC: N_("Place"),
        EntityType.EVENT: N_("Event"),
        EntityType.DOC: N_("Law or document"),
        EntityType.DATE: N_("Date"),
        EntityType.MONEY: N_("Sum of money"),
        EntityType.PERCENT: N_("Percentage"),
    }
)
"""One of them."""

TYPE_ICONS: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PER: "person",
        EntityType.ORG: "organisation",
        EntityType.LOC: "place",
        EntityType.EVENT: "event",
        EntityType.DOC: "document",
        EntityType.DATE: "calendar",
        EntityType.MONEY: "money",
        EntityType.PERCENT: "percent",
    }
)

THIS_IS: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PER: N_("This is a person"),
        EntityType.ORG: N_("This is an organisation"),
        EntityType.LOC: N_("This is a place"),
        EntityType.EVENT: N_("This is an event"),
        EntityType.DOC: N_("This is a law or document"),
    }
)
"""What the reader says of a stretch of text: the types that are named most."""

TYPE_KEYS: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PER: "Shift+P",
        EntityType.ORG: "Shift+O",
        EntityType.LOC: "Shift+L",
        EntityType.EVENT: "Shift+V",
        EntityType.DOC: "Shift+D",
    }
)
"""The keys that say it."""

UNDERLINE: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PER: N_("Underline people"),
        EntityType.ORG: N_("Underline organisations"),
        EntityType.LOC: N_("Underline places"),
        EntityType.EVENT: N_("Underline events"),
        EntityType.DOC: N_("Underline documents"),
        EntityType.DATE: N_("Underline dates"),
        EntityType.MONEY: N_("Underline sums of money"),
        EntityType.PERCENT: N_("Underline percentages"),
    }
)
"""What the switch of a type does."""

SCOPE_NAMES: Mapping[Scope, str] = MappingProxyType(
    {
        Scope.MENTION: N_("only here"),
        Scope.ARTICLE: N_("in this article"),
        Scope.EVERYWHERE: N_("everywhere"),
    }
)
"""How far a correction reaches."""

MARKED_AT_FIRST = frozenset(EntityType) - NUMBERS
"""The types that the page underlines until the reader chooses others."""
