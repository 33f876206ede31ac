"""Mentions of one text that name the same thing get one name: the fullest, or the one that a list gives."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from reader.entities import gazetteers
from reader.entities.spans import Span
from reader.entities.syllables import is_vietnamese
from reader.entities.tokens import read
from reader.models import EntityType, Mention

_APART = re.compile(r"\s*\(\s*$")
_MOST_WORDS = 5
_OF = ("của ", "of ", "of the ")


def _listed(surface: str, kind: EntityType) -> str:
    """Return the canonical name of a listed organisation, empty if the lists do not know it."""
    if kind is not EntityType.ORG:
        return ""
    words = read(surface)
    found = gazetteers.common().longest(words, 0) if len(words) else None
    if found and found[0] == len(words) and found[1].fits(words, 0):
        return found[1].canonical
    return ""


def _key(surface: str) -> str:
    return " ".join(surface.casefold().split())


class _Linker:
    """Knows the names of one text."""

    def __init__(self, text: str, spans: list[Span], *, listed: bool) -> None:
        self._has_list = listed
        self._surfaces = [text[span.start : span.end] for span in spans]
        self._abbreviations = self._in_brackets(text, spans)
        self._people: dict[str, Counter[str]] = defaultdict(Counter)
        self._spelling: dict[tuple[EntityType, str], str] = {}
        for span, surface in zip(spans, self._surfaces, strict=True):
            self._spelling.setdefault((span.type, _key(surface)), surface)
            parts = surface.split()
            if span.type is EntityType.PER and len(parts) > 1:
                for part in parts if not is_vietnamese(parts[-1]) else parts[-1:]:
                    self._people[part][surface] += 1
                if len(parts) > 2:  # noqa: PLR2004
                    self._people[" ".join(parts[-2:])][surface] += 1

    def _in_brackets(self, text: str, spans: list[Span]) -> dict[str, str]:
        """Read "Tổ chức Y tế Thế giới (WHO)": the name before the bracket is what the letters mean."""
        found = {}
        for index in range(1, len(spans)):
            before, span = spans[index - 1], spans[index]
            same = before.type is span.type and span.type in (EntityType.ORG, EntityType.DOC)
            if not same or not _APART.fullmatch(text[before.end : span.start]):
                continue
            if text[: before.start].endswith(_OF):
                continue  # they may mean the longer name: "Lực lượng lâm thời của Liên Hợp Quốc (UNISFA)"
            if text[span.end : span.end + 1] == ")" and span.length < before.length:
                found[self._surfaces[index]] = self._surfaces[index - 1]
        return found

    def name(self, index: int, span: Span) -> str:
        """Return the entity that a span names."""
        surface = self._surfaces[index]
        if surface in self._abbreviations:
            full = self._abbreviations[surface]
            return self._listed(full, span.type) or full
        if span.entity or span.type is EntityType.DATE:
            return span.entity or surface
        if span.type is EntityType.PER:
            return self._person(surface)
        return self._listed(surface, span.type) or self._spelling[span.type, _key(surface)]

    def _listed(self, surface: str, kind: EntityType) -> str:
        return _listed(surface, kind) if self._has_list else ""

    def _person(self, surface: str) -> str:
        full = self._people.get(surface)
        if full and len(full) == 1:
            return next(iter(full))
        if full and surface.count(" ") == 0:
            best, second = (*full.most_common(2), ("", 0))[:2]
            return best[0] if best[1] > 2 * second[1] else surface
        return self._spelling[EntityType.PER, _key(surface)]


def link(text: str, spans: list[Span], language: str) -> tuple[Mention, ...]:
    """Return the flat, sorted ``spans`` of ``text`` as mentions with the names of their entities.

    The canonical names of organisations that the common list gives are Vietnamese; in another
    ``language`` the recogniser's own lists have named what they know.
    """
    linker = _Linker(text, spans, listed=language == "vi")
    return tuple(
        Mention(
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            type=span.type,
            entity=linker.name(index, span),
            reason=span.reason,
            score=span.score,
            title=span.title,
        )
        for index, span in enumerate(spans)
    )
