"""The Russian lists in all case forms: built once, when the first Russian text is read."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from reader.entities import gazetteers
from reader.entities.gazetteers import Name
from reader.entities.russian_forms import forms, lower_forms, phrase_forms
from reader.entities.tokens import Trie, read
from reader.models import EntityType


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything the Russian recogniser looks up, case forms included."""

    names: Trie[Name]
    male: dict[str, str]
    female: dict[str, str]
    titles: frozenset[str]
    heads: frozenset[str]
    quoted: frozenset[str]
    place_nouns: frozenset[str]
    classifiers: frozenset[str]
    documents: frozenset[str]
    treaties: frozenset[str]
    event_nouns: frozenset[str]
    quoted_events: frozenset[str]
    quoted_places: frozenset[str]
    things: frozenset[str]
    streets: frozenset[str]
    owned: frozenset[str]
    starters: frozenset[str]
    not_names: frozenset[str]
    acronym_places: frozenset[str]
    patronymics: tuple[str, ...]


def _all_forms(file: str, section: str) -> frozenset[str]:
    lines = gazetteers.sections(file)[section]
    return frozenset(form for line in lines for word in line.split() for form in lower_forms(word))


def _people(section: str) -> dict[str, str]:
    lines = gazetteers.sections("ru_names")[section]
    return {form: word for line in lines for word in line.split() for form in reversed(forms(word))}


def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in gazetteers.sections("ru_names")[section] for word in line.split())


def _add(trie: Trie[Name], line: str, kind: EntityType, section: str) -> None:
    spellings = [part.strip() for part in line.split(" | ")]
    for spelling in spellings:
        for form in phrase_forms(spelling):
            words = tuple(read(form).words)
            trie.add(form, Name(kind, spelling, section, words, exact=kind is EntityType.LOC))


@functools.cache
def lists() -> Lists:
    """Return the lists."""
    trie: Trie[Name] = Trie()
    # Countries first: «Бразилии» is the country, not its capital Бразилиа.
    for line in gazetteers.territories("ru"):
        _add(trie, line, EntityType.LOC, "territories")
    for line in gazetteers.sections("ru_places")["places"]:
        _add(trie, line, EntityType.LOC, "places")
    for line in gazetteers.sections("ru_organisations")["named"]:
        _add(trie, line, EntityType.ORG, "named")
    for line in gazetteers.sections("ru_organisations")["events"]:
        _add(trie, line, EntityType.EVENT, "events")
    for section in ("media", "companies", "clubs", "international"):
        for spelling, name in gazetteers.entries("organisations", section, EntityType.ORG, exact=True):
            if spelling.isascii():
                trie.add(spelling, name)
    return Lists(
        names=trie,
        male=_people("male"),
        female=_people("female"),
        titles=_all_forms("ru_names", "titles"),
        heads=_all_forms("ru_organisations", "heads"),
        quoted=_all_forms("ru_organisations", "quoted"),
        place_nouns=_all_forms("ru_places", "place_nouns"),
        classifiers=_all_forms("ru_places", "classifiers"),
        documents=_all_forms("ru_organisations", "documents"),
        treaties=_all_forms("ru_organisations", "treaties"),
        event_nouns=_all_forms("ru_organisations", "event_nouns"),
        quoted_events=_all_forms("ru_organisations", "quoted_events"),
        quoted_places=_all_forms("ru_places", "quoted_places"),
        things=_all_forms("ru_organisations", "things"),
        streets=_all_forms("ru_places", "streets"),
        owned=_all_forms("ru_organisations", "owned"),
        starters=_words("starters"),
        not_names=_words("not_names"),
        acronym_places=_words("acronym_places"),
        patronymics=tuple(_words("patronymic_endings")),
    )
