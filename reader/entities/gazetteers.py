"""The lists of names that ship with the program, read once when first needed.

A file has sections, ``[name]`` on a line of its own; ``#`` opens a comment; a line is one entry, with
other spellings after `` | ``. Sections of single words hold many on a line, parted by spaces.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from reader.entities.syllables import normal
from reader.entities.tokens import Trie, Words, read
from reader.models import EntityType
from reader.paths import shipped


@functools.cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of the list ``name`` by section."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for raw in shipped("resources", "gazetteers", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        line = raw.split("#", 1)[0].strip()
        if line.startswith("[") and line.endswith("]"):
            lines = found.setdefault(line[1:-1], [])
        elif line:
            lines.append(line)
    return {section: tuple(entries) for section, entries in found.items()}


@functools.cache
def words(name: str, section: str) -> frozenset[str]:
    """Return the single words of a section in normal form."""
    return frozenset(normal(word) for line in sections(name)[section] for word in line.split())


@functools.cache
def phrases(name: str, section: str) -> frozenset[str]:
    """Return the lines of a section in lower case."""
    return frozenset(line.lower() for line in sections(name)[section])


@dataclass(frozen=True, slots=True)
class Name:
    """An entry: its type, canonical name, section, and the spelling that was listed.

    ``exact`` tells that every word must be capitalised as listed, not the first alone.
    """

    type: EntityType
    canonical: str
    section: str
    words: tuple[str, ...]
    exact: bool

    def fits(self, text: Words, first: int) -> bool:
        """Whether the words from ``first`` are capitalised as this name is."""
        for offset, listed in enumerate(self.words):
            word = text.words[first + offset]
            if listed.isupper() and len(listed) > 1:
                if not word.isupper():
                    return False
            elif (self.exact or offset == 0) and listed[0].isupper() and not text.caps[first + offset]:
                return False
        return True


def entries(file: str, section: str, kind: EntityType, *, exact: bool) -> list[tuple[str, Name]]:
    """Return the spellings of a section with their names, for a trie."""
    result = []
    for line in sections(file)[section]:
        spellings = [part.strip() for part in line.split(" | ")]
        for spelling in spellings:
            listed = tuple(read(spelling).words)
            result.append((spelling, Name(kind, spellings[0], section, listed, exact)))
    return result


@functools.cache
def territories(language: str) -> tuple[str, ...]:
    """Return the names of countries and territories in ``language`` by CLDR, the ambiguous ones left out."""
    from babel import Locale  # noqa: PLC0415 - half a second that only this list needs

    names = Locale(language).territories
    skipped = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
    return tuple(
        name.split(" (")[0]
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in skipped  # noqa: PLR2004
    )


@functools.cache
def common() -> Trie[Name]:
    """Return the organisations, media, companies and clubs that keep their names in every language."""
    trie: Trie[Name] = Trie()
    for section in ("international", "media", "companies", "clubs"):
        for spelling, name in entries(
            "organisations", section, EntityType.ORG, exact=section != "international"
        ):
            trie.add(spelling, name)
    return trie


def place(spelling: str, section: str) -> Name:
    """Return the entry of a place that is not in a file."""
    return Name(EntityType.LOC, spelling, section, tuple(read(spelling).words), exact=True)
