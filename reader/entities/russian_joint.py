"""What the model and the rules say of a Russian text, made one: each is heard where it is the surer.

The model knows persons, places and bodies by their sentence; the rules know lists, dates, documents and
events, where the name of a body ends, and the title before a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reader.entities import russian_cases
from reader.entities.russian_lists import lists
from reader.entities.spans import Span, flat
from reader.models import EntityType

_NAMES = frozenset((EntityType.PER, EntityType.ORG, EntityType.LOC))
_ALONE = 0.85
_SURE = 0.9
_STATE = re.compile(
    r"(?:МИД|МВД|МЧС|ФСБ|СК|ГУ МВД|УМВД|ГУВД|УФСБ|УФАС|УФНС|Мин[а-яё]+|[Пп]равительств[а-я]+)$"
)
_NAMESAKE = re.compile(r" им(?:ени|\.) ")
_OWNING = frozenset((EntityType.ORG, EntityType.LOC, EntityType.EVENT))
_OFFICES = frozenset(("ГУ", "СУ", "ГСУ", "СО", "УВД", "СК"))
_IN_QUOTES = re.compile(r"«([^«»\s][^«»]*)")
_NUMBERED = re.compile(r"-\d+$")
_PLANET = re.compile(r"Земл[яиею]|Землёй")


def join(text: str, rules: Iterable[Span], decided: Iterable[Span]) -> list[Span]:
    """Return the spans of ``rules`` and of the model (``decided``) as one flat, sorted list."""
    ruled = flat(rules)
    named = [span for span in ruled if span.type in _NAMES]
    fixed = [span for span in ruled if span.type not in _NAMES]
    result = list(fixed)
    met: list[Span] = []
    for span in (part for whole in decided for part in _parts(text, whole)):
        if any(_overlap(span, other) for other in fixed):
            continue
        rules_here = [rule for rule in named if _overlap(span, rule)]
        met.extend(rules_here)
        result.extend(_settle(text, span, rules_here))
    result.extend(rule for rule in named if rule not in met and rule.score >= _ALONE)
    return flat(result)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _thing(text: str, span: Span) -> bool:
    """Whether this is a ship, a programme, a medal in quotation marks: станция «Салют-6»."""
    if text[span.start - 1 : span.start] != "«":
        return False
    before = text[max(0, span.start - 40) : max(0, span.start - 1)].rstrip().rpartition(" ")[2]
    return before.lower() in lists().things or bool(_NUMBERED.search(text[span.start : span.end]))


def _parts(text: str, span: Span) -> list[Span]:
    """Split "Международный валютный фонд (МВФ)"; shrink a span into the quotation that it opens or closes."""
    surface = text[span.start : span.end]
    opened = surface.find(" (")
    if opened > 0 and surface.endswith(")"):
        first, second = span.start + opened, span.start + opened + 2
        return [replace(span, end=first), replace(span, start=second, end=span.end - 1)]
    quoted = _IN_QUOTES.search(surface)
    if quoted:
        return [replace(span, start=span.start + quoted.start(1), end=span.start + quoted.end(1))]
    trimmed = _trimmed(text, span)
    return [trimmed] if trimmed else []


def _trimmed(text: str, span: Span) -> Span | None:
    """Take verbs off both ends of a name: «Приглашал Павел Ступин», «театр драмы ставят»."""
    words = text[span.start : span.end].split(" ")
    first, end = 0, len(words)
    while first < end and russian_cases.plain(words[first]):
        first += 1
    while end > first and russian_cases.plain(words[end - 1]):
        end -= 1
    if first == end:
        return None
    start = span.start + sum(len(word) + 1 for word in words[:first])
    return replace(span, start=start, end=start + len(" ".join(words[first:end])))


def _settle(text: str, span: Span, rules: list[Span]) -> list[Span]:
    """Return what holds where the model's ``span`` meets names that the ``rules`` found."""
    for rule in rules:
        inside = rule.start <= span.start and span.end <= rule.end
        same = inside and rule.length == span.length
        if same and rule.type is span.type:
            sure = max(span.score, rule.score)
            return [replace(span, score=sure, title=rule.title, entity=rule.entity, cued=True)]
        listed = rule.reason == "list" and text[rule.start - 1 : rule.start] != "«"
        told = listed if rule.reason == "list" else rule.type is not EntityType.PER or rule.cued
        if same and told and rule.score >= _ALONE:
            return [rule]
        # The model has gone on into the sentence: «театр драмы ставят».
        longer = rule.start == span.start and text[rule.end : span.end].islower()
        if longer and rule.type is EntityType.ORG and rule.score >= _ALONE:
            return [rule]
        if inside and not same and rule.type is not EntityType.PER and rule.score >= _ALONE:
            return [rule]
    sure_rules = [rule for rule in rules if rule.score >= _SURE and span.start <= rule.start < span.end]
    tiled = sum(rule.length for rule in rules) + len(rules) > span.length
    people = [rule for rule in sure_rules if rule.type is EntityType.PER is span.type]
    if people or (tiled and len({rule.type for rule in rules}) > 1):
        return people or rules
    return [replace(span, cued=True)]


def widen(text: str, spans: list[Span]) -> list[Span]:
    """Return the flat, sorted ``spans``, one name in one span: «МИД РФ», «институт имени Чумакова»."""
    result: list[Span] = []
    for span in (_untitled(text, span) for span in spans):
        before = result[-1] if result else None
        planet = span.type is EntityType.LOC and _PLANET.fullmatch(text, span.start, span.end)
        if planet or (span.type in _NAMES and _thing(text, span)):
            continue
        if before is not None and _one(text, before, span):
            result[-1] = replace(before, end=span.end, entity="")
        else:
            result.append(span)
    return result


def _untitled(text: str, span: Span) -> Span:
    """Keep a title that was read as part of a name beside it: «Доктор Марголин»."""
    first, space, _ = text[span.start : span.end].partition(" ")
    if span.type is EntityType.PER and space and first.lower() in lists().titles:
        return replace(span, start=span.start + len(first) + 1, title=first)
    return span


def _one(text: str, before: Span, span: Span) -> bool:
    between = text[before.end : span.start]
    if before.type in _OWNING and span.type is EntityType.PER:
        return bool(_NAMESAKE.fullmatch(between))
    if before.type is span.type is EntityType.ORG:
        return between == " " and text[before.start : before.end] in _OFFICES
    if before.type is EntityType.ORG and span.type is EntityType.LOC:
        return between in (" ", " по ") and bool(_STATE.search(text[before.start : before.end]))
    return False
