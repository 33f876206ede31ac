"""The Vietnamese lists as tries and sets: built once, when the first Vietnamese text is read."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import Enum, auto

from reader.entities import gazetteers
from reader.entities.gazetteers import Name
from reader.entities.tokens import Trie
from reader.models import EntityType


class Cue(Enum):
    """What a word or phrase announces about the capitalised words after it."""

    KINSHIP = auto()
    OFFICE = auto()
    BODY = auto()
    CLASSIFIER = auto()
    PLACE = auto()
    PRODUCT = auto()
    WORK = auto()
    TEAM = auto()


_CUES = (
    ("vi_titles", "offices", Cue.OFFICE),
    ("vi_titles", "ranks", Cue.OFFICE),
    ("vi_titles", "professions", Cue.OFFICE),
    ("vi_titles", "kinship", Cue.KINSHIP),
    ("vi_words", "place_classifiers", Cue.CLASSIFIER),
    ("vi_words", "place_nouns", Cue.PLACE),
    ("vi_organisation_words", "plain", Cue.BODY),
    ("vi_words", "product_nouns", Cue.PRODUCT),
    ("vi_organisation_words", "teams", Cue.TEAM),
    ("vi_documents", "work_nouns", Cue.WORK),
)


# Cities whose English names are words or persons' names in Vietnamese text.
_TOO_SHORT = frozenset(
    ("Nice", "Hue", "My Son", "Con Son", "Hang Son Doong", "Victoria", "Austin", "Columbus", "Java")
)


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything the Vietnamese recogniser looks up."""

    names: Trie[Name]
    cues: Trie[Cue]
    heads: Trie[str]
    topics: Trie[bool]
    events: Trie[str]
    event_tails: Trie[bool]
    documents: Trie[str]
    laws: Trie[bool]
    surnames: frozenset[str]
    given: frozenset[str]
    foreign: frozenset[str]
    starters: frozenset[str]
    stops: frozenset[str]
    speech: frozenset[str]
    prepositions: frozenset[str]
    not_names: frozenset[str]
    countries: frozenset[str]
    not_countries: Trie[str]
    clubs: frozenset[str]
    club_cities: frozenset[str]
    foreign_bodies: frozenset[str]
    foreign_events: frozenset[str]

    def person_like(self, norms: list[str]) -> bool:
        """Whether every syllable is one of Vietnamese names."""
        return all(norm in self.given or norm in self.surnames for norm in norms)


def _add_section(trie: Trie[Name], file: str, section: str, kind: EntityType, *, exact: bool) -> None:
    for spelling, name in gazetteers.entries(file, section, kind, exact=exact):
        trie.add(spelling, name)


def _names() -> Trie[Name]:
    trie: Trie[Name] = Trie()
    for section in ("ambiguous", "provinces", "countries", "world", "cities", "regions", "districts"):
        _add_section(trie, "vi_places", section, EntityType.LOC, exact=True)
    for spelling in gazetteers.territories("vi"):
        trie.add(spelling, gazetteers.place(spelling, "countries"))
    for section in ("state", "international", "media", "companies", "clubs"):
        exact = section not in {"state", "international"}
        _add_section(trie, "organisations", section, EntityType.ORG, exact=exact)
    for section in ("named", "works"):
        _add_section(trie, "vi_documents", section, EntityType.DOC, exact=False)
    _add_section(trie, "vi_events", "named", EntityType.EVENT, exact=False)
    for spelling in gazetteers.sections("en_places")["places"]:
        if spelling not in _TOO_SHORT and not spelling.isupper():
            trie.add(spelling, gazetteers.place(spelling, "world"))
    return trie


def _countries() -> frozenset[str]:
    lines = (*gazetteers.sections("vi_places")["countries"], *gazetteers.sections("vi_places")["ambiguous"])
    listed = {part.strip().lower() for line in lines for part in line.split(" | ")}
    return frozenset(listed | {name.lower() for name in gazetteers.territories("vi")})


def _phrases(file: str, section: str) -> Trie[str]:
    return Trie((line, line) for line in gazetteers.sections(file)[section])


@functools.cache
def lists() -> Lists:
    """Return the lists."""
    topics = gazetteers.sections("vi_organisation_words")["topics"]
    tails = gazetteers.sections("vi_events")["tails"]
    clubs = gazetteers.sections("organisations")["clubs"]
    cues: Trie[Cue] = Trie()
    for file, section, cue in _CUES:
        for line in gazetteers.sections(file)[section]:
            cues.add(line, cue)
    return Lists(
        names=_names(),
        cues=cues,
        heads=_phrases("vi_organisation_words", "heads"),
        topics=Trie((line, True) for line in topics),
        events=_phrases("vi_events", "heads"),
        event_tails=Trie((line, True) for line in (*tails, *topics)),
        documents=_phrases("vi_documents", "heads"),
        laws=Trie((line, True) for line in gazetteers.sections("vi_documents")["laws"]),
        surnames=gazetteers.words("vi_names", "surnames"),
        given=gazetteers.words("vi_names", "given") | gazetteers.words("vi_names", "middle"),
        foreign=gazetteers.words("foreign_names", "given"),
        starters=gazetteers.words("vi_words", "starters"),
        stops=gazetteers.words("vi_words", "stops"),
        speech=gazetteers.words("vi_words", "speech"),
        prepositions=gazetteers.words("vi_words", "place_prepositions"),
        not_names=frozenset(
            word.replace("_", " ")
            for line in gazetteers.sections("vi_words")["not_names"]
            for word in line.split()
        ),
        countries=_countries(),
        not_countries=_phrases("vi_words", "not_countries"),
        clubs=frozenset(part.lower() for line in clubs for part in line.split(" | ")),
        club_cities=gazetteers.phrases("organisations", "club_cities"),
        foreign_bodies=gazetteers.words("foreign_names", "bodies"),
        foreign_events=gazetteers.words("foreign_names", "events"),
    )
