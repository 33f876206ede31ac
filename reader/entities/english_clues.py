"""What the English lists say of each word, for the model.

Beside the lists of the rules these are lists of the world: its cities, given names and surnames, and common
English words, which tell a name from a word that is capitalised in a headline.
"""

from __future__ import annotations

import functools
from collections import defaultdict

from reader.entities import gazetteers
from reader.entities.english import Lists, lists
from reader.entities.tokens import Trie, Words
from reader.models import EntityType

UNKNOWN = "-"
_PLACES = (("states", "A"), ("metropolises", "M"), ("cities", "C"), ("towns", "T"))
_PEOPLE = (("given", "G"), ("surnames", "S"))
_COMMON = (("frequent", "f"), ("common", "c"))


@functools.cache
def _single() -> dict[str, str]:
    """Return for each listed word, in lower case, the letters of the lists that it stands in."""
    letters: defaultdict[str, str] = defaultdict(str)
    known = lists()
    sets = [
        ("t", known.titles),
        ("s", known.starters),
        ("d", known.demonyms),
        ("v", known.verbs),
        ("b", known.bodies),
        ("B", known.body_openers),
        ("p", known.places),
        ("P", known.place_openers),
        ("D", known.documents),
        ("e", known.events),
        ("n", known.not_names),
    ]
    for section, letter in _PEOPLE:
        listed = {name for line in gazetteers.sections("world_people")[section] for name in line.split()}
        sets.append((letter, frozenset(listed | (known.given if section == "given" else known.surnames))))
    for section, letter in _PLACES:
        sets.append((letter, frozenset(gazetteers.sections("world_places")[section])))
    for section, letter in _COMMON:
        sets.append((letter, frozenset(" ".join(gazetteers.sections("en_common")[section]).split())))
    for letter, names in sets:
        for word in {name.lower() for name in names}:
            letters[word] += letter
    return dict(letters)


@functools.cache
def _cities() -> Trie[str]:
    """Return the cities and states of the world whose names have more than one word."""
    return Trie(
        (name, letter)
        for section, letter in _PLACES
        for name in gazetteers.sections("world_places")[section]
        if not name.isalpha()
    )


def clues(words: Words) -> list[str]:
    """Return a clue for every word of a text: the list that it, or the phrase that it stands in, is found in.

    A phrase gives ``B`` and ``I`` with the name of its list, a single word the letters of all its lists.
    """
    known, single, cities = lists(), _single(), _cities()
    found = [UNKNOWN] * len(words)
    at = 0
    while at < len(words):
        end, clue = _phrase(words, known, cities, at)
        for inside in range(at, end):
            found[inside] = ("B-" if inside == at else "I-") + clue
        if end == at:
            letters = single.get(words.words[at].lower(), "")
            found[at] = letters if words.caps[at] else "".join(c for c in letters if c in _IN_SMALL)
            found[at] = found[at] or UNKNOWN
        at = max(end, at + 1)
    return found


_IN_SMALL = frozenset("tvbBpPDe")


def _phrase(words: Words, known: Lists, cities: Trie[str], at: int) -> tuple[int, str]:
    """Return the end of the listed phrase at a word, and its list; the word itself where there is none."""
    for end, name in known.names.matches(words, at):
        if name.fits(words, at) and (name.type is not EntityType.LOC or end > at):
            return end, name.section
    if words.caps[at]:
        for end, letter in cities.matches(words, at):
            if words.caps[end - 1]:
                return end, letter
    return at, UNKNOWN
