"""What the Vietnamese lists say of each word, for the model."""

from __future__ import annotations

import functools

from reader.entities import gazetteers
from reader.entities.tokens import Words
from reader.entities.vietnamese_lists import Lists

UNKNOWN = "-"


def clues(words: Words, known: Lists) -> list[str]:
    """Return a clue for every word: the list that it, or the phrase that it stands in, is found in."""
    found = [UNKNOWN] * len(words)
    at = 0
    while at < len(words):
        end, clue = _phrase(words, known, at)
        for inside in range(at, end):
            found[inside] = ("B-" if inside == at else "I-") + clue
        if end == at and words.caps[at]:
            found[at] = _single(words, known, at)
        at = max(end, at + 1)
    return found


def _phrase(words: Words, known: Lists, at: int) -> tuple[int, str]:
    """Return the end of the listed phrase at a word, and its list; the word itself where there is none."""
    for end, name in known.names.matches(words, at):
        if name.fits(words, at):
            return end, name.section
    cue = known.cues.longest(words, at)
    if cue:
        return cue[0], cue[1].name
    head = known.heads.longest(words, at)
    return (head[0], "head") if head else (at, UNKNOWN)


@functools.cache
def _world() -> dict[str, str]:
    """Return what the lists of the world say of a foreign word, in small letters."""
    letters: dict[str, str] = {}
    for file, section, letter in (
        ("world_people", "given", "g"),
        ("world_people", "surnames", "n"),
        ("world_places", "metropolises", "m"),
        ("world_places", "cities", "c"),
        ("world_places", "states", "c"),
    ):
        for line in gazetteers.sections(file)[section]:
            for name in line.split() if file == "world_people" else (line,):
                word = name.lower()
                if letter not in letters.get(word, ""):
                    letters[word] = letters.get(word, "") + letter
    return letters


def _single(words: Words, known: Lists, at: int) -> str:
    """Return what kind of name a capitalised word may be part of."""
    norm = words.norms[at]
    kinds = "".join(
        letter
        for letter, listed in (
            ("S", known.surnames),
            ("G", known.given),
            ("F", known.foreign),
            ("s", known.starters),
        )
        if norm in listed
    )
    if words.vietnamese(at):
        return kinds or "V"
    return (kinds + _world().get(words.words[at].lower(), "")) or "X"
