"""Nominatives of Russian names: by the dictionary of pymorphy3 where it is installed, else by endings.

pymorphy3 (Korobov, "Morphological Analyzer and Generator for Russian and Ukrainian Languages", AIST 2015)
analyses one word at a time; what a name as a whole says about gender and case decides between its readings.
"""

from __future__ import annotations

import functools
import importlib.util
import itertools
import re
from dataclasses import dataclass
from typing import Any

from reader.entities import russian_forms

_PERSONAL = frozenset(("Name", "Surn", "Patr"))
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_SECOND_CASES = {"gen2": "gent", "loc2": "loct", "acc2": "accs"}
_GENDERS = ("masc", "femn")
_ADJECTIVES = ("ADJF", "PRTF")
_SOFT = {"masc": "ий", "femn": "ая", "neut": "ее", "": "ие"}
_PLAIN = frozenset(("VERB", "INFN", "GRND", "PREP", "CONJ", "ADVB", "PRCL", "PRED"))
_UNKNOWN = 0.02
_COMMON = 0.2
_NOMINATIVE_FIRST = 3.0
_CYRILLIC = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a word: ``gender`` is ``plur`` in the plural, ``name`` the kind of name or empty."""

    case: str
    gender: str
    nominative: str
    score: float
    adjective: bool
    name: str


@functools.cache
def installed() -> bool:
    """Whether the dictionary is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("pymorphy3", "pymorphy3_dicts_ru"))


@functools.cache
def _analyser() -> Any:  # noqa: ANN401 - the package is not typed
    if not installed():
        return None
    import pymorphy3  # noqa: PLC0415 - a quarter of a second that only Russian texts need

    return pymorphy3.MorphAnalyzer(lang="ru")


def _like(word: str, form: str) -> str:
    """Give ``form``, in lower case, the capitals of ``word``."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    return "-".join(
        part[:1].upper() + part[1:] if source[:1].isupper() else part
        for part, source in zip(form.split("-"), word.split("-"), strict=True)
    )


def _without_yo(word: str, form: str) -> str:
    """Take the «ё» out of ``form`` where the text writes «е»."""
    pairs = itertools.zip_longest(form, word.lower()[: len(form)], fillvalue="")
    return "".join("е" if new == "ё" and old == "е" else new for new, old in pairs)


@functools.lru_cache(maxsize=16384)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of ``word`` as a noun or an adjective; none for what is not Russian."""
    analyser = _analyser()
    if analyser is None or not _CYRILLIC.fullmatch(word):
        return ()
    found = []
    for parse in analyser.parse(word):
        tag = parse.tag
        case = _SECOND_CASES.get(str(tag.case), str(tag.case))
        if tag.POS not in ("NOUN", *_ADJECTIVES) or case not in _CASES:
            continue
        plural = tag.number == "plur"
        kind = next((label for label in ("Name", "Surn", "Patr", "Geox", "Orgn") if label in tag), "")
        wanted = {"nomn", "plur"} if plural else {"nomn", "sing"}
        sex = "" if plural or not tag.gender else str(tag.gender)
        if sex:
            wanted.add(sex)
        other = parse.inflect(wanted)
        if other is None:
            continue
        adjective = tag.POS in _ADJECTIVES
        # «Высшая» is no superlative of «высокая» in a name.
        other_stem = adjective and other.word[:4] != word[:4].lower()
        form = word[:-2] + _SOFT[sex] if other_stem else _without_yo(word, other.word)
        if form.count("-") != word.count("-"):
            continue
        found.append(
            Reading(case, "plur" if plural else sex, _like(word, form), parse.score, adjective, kind)
        )
    return tuple(found)


@functools.lru_cache(maxsize=16384)
def plain(word: str) -> bool:
    """Whether the dictionary knows ``word`` as a verb, a particle or the like: no part of a name."""
    analyser = _analyser()
    if analyser is None or not _CYRILLIC.fullmatch(word) or not analyser.word_is_known(word):
        return False
    return all(parse.tag.POS in _PLAIN for parse in analyser.parse(word))


def nominatives(word: str) -> frozenset[str]:
    """Return what a surname, first name or patronymic may be in the nominative."""
    personal = [
        reading for reading in readings(word) if reading.name in _PERSONAL and reading.gender != "plur"
    ]
    others = [reading for reading in readings(word) if not reading.adjective and reading.gender != "plur"]
    found = {reading.nominative for reading in personal or others}
    if not found:
        found = {russian_forms.surname(word, male=True), russian_forms.surname(word, male=False)}
    return frozenset({word, *found})


def certain(word: str) -> str:
    """Return the nominative of a surname that can be no nominative itself, else the word."""
    found = readings(word)
    personal = [reading for reading in found if reading.name in _PERSONAL] or list(found)
    if not personal or any(reading.case == "nomn" and reading.gender != "plur" for reading in personal):
        return word
    forms = {reading.nominative for reading in personal if reading.gender != "plur"}
    return forms.pop() if len(forms) == 1 else word


def person(parts: list[str]) -> str:
    """Return the nominative of a name of two words or more: the case and gender on which they best agree."""
    best: tuple[float, list[str]] = (0.0, parts)
    for gender in _GENDERS:
        found = [_agree(parts, case, gender) for case in _CASES]
        # A form that serves several cases is as likely as all of them together.
        total = sum(score for score, _ in found) + _NOMINATIVE_FIRST * found[0][0]
        likeliest = max(found, key=lambda one: (one[0], one is found[0]))
        if total > best[0]:
            best = total, found[0][1] if found[0][0] >= likeliest[0] else likeliest[1]
    return " ".join(best[1])


def _agree(parts: list[str], case: str, gender: str) -> tuple[float, list[str]]:
    score = 1.0
    forms = []
    for part in parts:
        weighed = [
            (reading.score * (1 if reading.name in _PERSONAL else _COMMON), reading.nominative)
            for reading in readings(part)
            if reading.case == case and reading.gender == gender and not reading.adjective
        ]
        weight, form = max(weighed, default=(0.0, part))
        score *= max(weight, _UNKNOWN)
        forms.append(form if weight > _UNKNOWN else part)
    return score, forms


def _weight(found: tuple[Reading, ...]) -> float:
    return sum(reading.score for reading in found)


def phrase(parts: list[str]) -> str:
    """Return the nominative of a place or body, as far as it is safe: its adjectives and first noun.

    What follows the noun («Министерство культуры») stands still, and so does what may be a nominative.
    """
    chosen: list[tuple[Reading, ...]] = []
    for part in parts:
        found = readings(part)
        nouns = tuple(reading for reading in found if not reading.adjective)
        adjectives = tuple(reading for reading in found if reading.adjective)
        if len(chosen) + 1 < len(parts) and _weight(adjectives) > _weight(nouns):
            chosen.append(adjectives)
            continue
        if not nouns:
            return " ".join(parts)
        places = tuple(reading for reading in nouns if reading.name in ("Geox", "Orgn"))
        nouns = places or tuple(reading for reading in nouns if reading.name not in _PERSONAL) or nouns
        # «Министерства культуры»: rather one ministry in the genitive than many.
        chosen.append(tuple(reading for reading in nouns if reading.gender != "plur") or nouns)
        break
    if not chosen or not any(not reading.adjective for reading in chosen[-1]):
        return " ".join(parts)
    head = chosen[-1]
    options: dict[tuple[str, str], float] = {}
    for reading in head:
        if all(
            any(other.case == reading.case and other.gender == reading.gender for other in others)
            for others in chosen[:-1]
        ):
            key = (reading.case, reading.gender)
            options[key] = options.get(key, 0.0) + reading.score
    if not options or any(case == "nomn" for case, _ in options):
        return " ".join(parts)
    case, gender = max(options, key=lambda key: options[key])
    forms = [next(r.nominative for r in others if r.case == case and r.gender == gender) for others in chosen]
    return " ".join([*forms, *parts[len(forms) :]])
