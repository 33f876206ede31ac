"""What the Vietnamese lists say of each word, for the model."""

from __future__ import annotations

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
            found[inside] = ("B" if inside == at else "I") + clue
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
    return kinds or ("V" if words.vietnamese(at) else "X")
