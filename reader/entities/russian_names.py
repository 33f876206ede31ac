"""The entity of each Russian mention: the nominative, and the full name where the text gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.entities import russian_cases
from reader.entities.spans import Span
from reader.models import EntityType

_KEPT = frozenset((EntityType.DATE, EntityType.MONEY, EntityType.PERCENT))


class _People:
    """The full names of one text, in the nominative, found again by any of their words in any case."""

    def __init__(self, surfaces: Iterable[str]) -> None:
        self._singles: list[str] = []
        self._full: list[str] = []
        for surface in dict.fromkeys(surfaces):
            parts = surface.split()
            if len(parts) > 1:
                self._full.append(_full(parts))
            else:
                self._singles.append(surface)
        # The longest first: «Тимур Азизович» is «Тимур Азизович Рахимов».
        self._full.sort(key=lambda name: -len(name.split()))
        self._words = [(name, frozenset(name.split())) for name in self._full]

    def name(self, surface: str) -> str:
        """Return the name of the person whom ``surface`` means."""
        parts = surface.split()
        options = [russian_cases.nominatives(part) for part in parts]
        for name, words in self._words:
            if len(words) >= len(parts) and all(not words.isdisjoint(option) for option in options):
                return name
        if len(parts) > 1:
            return _full(parts)
        alike = [single for single in self._singles if single != surface and single in options[0]]
        return min(alike, key=len) if alike else russian_cases.certain(surface)


def _full(parts: list[str]) -> str:
    """Return the nominative of a name of several words; initials stand still."""
    if any("." in part for part in parts):
        return " ".join(part if "." in part else russian_cases.certain(part) for part in parts)
    return russian_cases.person(parts)


def named(text: str, spans: list[Span]) -> list[Span]:
    """Return the ``spans`` of ``text`` with the names of their entities where they were without."""
    people = _People(text[span.start : span.end] for span in spans if span.type is EntityType.PER)
    return [replace(span, entity=_entity(text, span, people)) for span in spans]


def _entity(text: str, span: Span, people: _People) -> str:
    surface = text[span.start : span.end]
    if span.type is EntityType.PER and (russian_cases.installed() or not span.entity):
        return people.name(surface)
    quoted = text[span.start - 1 : span.start] == "«"
    if span.entity or span.type in _KEPT or (quoted and (" " in surface or span.type is EntityType.DOC)):
        return span.entity
    return russian_cases.phrase(surface.split())
