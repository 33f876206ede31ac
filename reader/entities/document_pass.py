"""A second look with the whole text in view: majority type, missed repeats, short forms of names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from reader.entities.spans import Span, flat
from reader.entities.syllables import is_vietnamese
from reader.models import EntityType

_SURE = 0.8
_MAJORITY = 0.7
_REPEATED = 0.75
_MIN_FOREIGN = 4
_NAMES = frozenset((EntityType.PER, EntityType.ORG, EntityType.LOC))


@dataclass(slots=True)
class _Names:
    """What the sure mentions of a text say about its names."""

    types: dict[str, Counter[EntityType]] = field(default_factory=lambda: defaultdict(Counter))
    people: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    companies: set[str] = field(default_factory=set)


def _gather(text: str, spans: Iterable[Span]) -> _Names:
    names = _Names()
    for span in spans:
        surface = text[span.start : span.end]
        if span.score >= _SURE:
            names.types[surface][span.type] += 1
        parts = surface.split()
        if span.type is EntityType.PER and len(parts) > 1 and span.score >= _MAJORITY:
            for part in (parts[-1], *parts[:-1]):
                names.people[part].add(surface)
        if span.type is EntityType.ORG and len(parts) > 1 and parts[-1].isascii():
            names.companies.add(parts[-1])
    return names


def _retyped(text: str, span: Span, names: _Names) -> Span:
    """Give an unsure span the type that the surer ones of the same or a longer name have."""
    if span.score >= _SURE:
        return span
    surface = text[span.start : span.end]
    seen = names.types.get(surface)
    if seen:
        return replace(span, type=seen.most_common(1)[0][0], reason="document", score=_MAJORITY)
    if " " not in surface:
        if surface in names.companies:
            return replace(span, type=EntityType.ORG, reason="document", score=_MAJORITY)
        if surface in names.people and not is_vietnamese(surface):
            return replace(span, type=EntityType.PER, reason="document", score=_MAJORITY)
    return span


_LISTED_TOGETHER = re.compile(r"\s*(?:,|và|-|–|hay|hoặc|cùng|и|and)\s*")


def _in_company(text: str, spans: list[Span]) -> list[Span]:
    """Give an unsure name the type of its sure neighbour in a list: "Bến Thành, Ba Son và Thủ Thiêm"."""
    result = list(spans)
    for index, span in enumerate(spans):
        if span.score >= _MAJORITY or span.cued:
            continue
        neighbours = [
            other
            for other, between in (
                (spans[index - 1] if index else None, text[spans[index - 1].end : span.start]),
                (
                    spans[index + 1] if index + 1 < len(spans) else None,
                    text[span.end : spans[(index + 1) % len(spans)].start],
                ),
            )
            if other is not None and other.score >= _SURE and _LISTED_TOGETHER.fullmatch(between)
        ]
        types = {other.type for other in neighbours if other.type in _NAMES}
        if len(types) == 1:
            result[index] = replace(span, type=types.pop(), reason="document", score=_MAJORITY)
    return result


def _countries(text: str, spans: list[Span], names: _Names) -> list[Span]:
    """Read "Theo ông Nga là ..." as the country that the text often names, if nobody is named so."""
    result = []
    for span in spans:
        surface = text[span.start : span.end]
        doubtful = span.type is EntityType.PER and span.title and " " not in surface
        if (
            doubtful
            and names.types.get(surface, Counter())[EntityType.LOC] > 1
            and surface not in names.people
        ):
            span = replace(span, type=EntityType.LOC, title="", reason="document", score=_MAJORITY)  # noqa: PLW2901
        result.append(span)
    return result


def _repeatable(surface: str, kind: EntityType) -> bool:
    """Whether every further occurrence of ``surface`` surely means the same."""
    if kind in (EntityType.DATE, EntityType.EVENT) or not surface[0].isupper():
        return False
    if " " in surface:
        return True
    return len(surface) >= _MIN_FOREIGN and not is_vietnamese(surface) and surface[0].isupper()


def _repeats(text: str, spans: list[Span], names: _Names) -> list[Span]:
    """Return mentions that the first look missed: names found elsewhere in the text, word for word."""
    wanted: dict[str, EntityType] = {}
    for surface, seen in names.types.items():
        kind = seen.most_common(1)[0][0]
        if _repeatable(surface, kind):
            wanted[surface] = kind
    for part in names.people:
        if part not in wanted and _repeatable(part, EntityType.PER):
            wanted[part] = EntityType.ORG if part in names.companies else EntityType.PER
    if not wanted:
        return []
    pattern = re.compile(
        r"(?<![\w-])(?:"
        + "|".join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))
        + r")(?![\w])"
    )
    taken = sorted((span.start, span.end) for span in spans)
    found = []
    index = 0
    for match in pattern.finditer(text):
        while index < len(taken) and taken[index][1] <= match.start():
            index += 1
        if index < len(taken) and taken[index][0] < match.end():
            continue
        found.append(Span(match.start(), match.end(), wanted[match.group()], "document", _REPEATED))
    return found


def consider(text: str, spans: list[Span], keep: Callable[[Span], bool]) -> list[Span]:
    """Return the spans of a text, flat, after the second look; ``keep`` drops what stayed doubtful."""
    first = flat(spans)
    names = _gather(text, first)
    second = [_retyped(text, span, names) for span in _countries(text, first, names)]
    second = _in_company(text, second)
    return flat([*(span for span in second if keep(span)), *_repeats(text, second, names)])
