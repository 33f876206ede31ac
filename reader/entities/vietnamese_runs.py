"""Runs of capitalised words in Vietnamese text: where they end and what they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.entities.gazetteers import Name
from reader.entities.tokens import JOIN, POINT, SPACE, Words
from reader.entities.vietnamese_bodies import Bodies
from reader.entities.vietnamese_lists import Cue, Lists
from reader.models import EntityType

_PARTICLES = frozenset(
    [
        "de",
        "des",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "bin",
        "bint",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "du",
        "di",
        "y",
        "ben",
        "abu",
    ]
)
_RESULT = re.compile(r"\d{1,2}-\d{1,2}(?!\d|[-/])")
_LONGEST = 6
_FULL = 3  # syllables of a full Vietnamese name
_LONGEST_NAME = 5
_LONGEST_ACRONYM = 8
_SPECIES = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a run seems to name and how sure that is."""

    type: EntityType
    score: float
    cued: bool = False


class Runs:
    """Bounds and judges runs of capitals; ends are word indices, exclusive."""

    def __init__(self, words: Words, known: Lists, bodies: Bodies) -> None:
        self.words = words
        self.known = known
        self.bodies = bodies

    def capitals(self, first: int) -> int:
        """Return the end of the run of capitalised words that begins at ``first``."""
        words = self.words
        end = first + 1
        while end < len(words) and end - first < _LONGEST and self._joined(end):
            if words.caps[end]:
                if self._stops(first, end):
                    break
                end += 1
            elif words.norms[end] in _PARTICLES and self._particle(first, end):
                end += 2
            elif words.gaps[end] == JOIN and self._glued(end):
                end += 1
            else:
                break
        return end

    def _joined(self, at: int) -> bool:
        """Whether word ``at`` may go on a name: after a space, a hyphen, an initial's point."""
        words = self.words
        if words.gaps[at] == SPACE:
            return True
        if words.gaps[at] == POINT:
            return len(words.words[at - 1]) == 1 and words.words[at - 1].isupper() and words.caps[at]
        if words.gaps[at] != JOIN:
            return False
        between = words.text[words.ends[at - 1] : words.starts[at]]
        return between in {"-", "'", "’", "&", ".", " & "} and (
            between != "." or len(words.words[at - 1]) < _FULL
        )

    def _glued(self, at: int) -> bool:
        between = self.words.text[self.words.ends[at - 1] : self.words.starts[at]]
        return between in {"-", "'", "’"} and self.words.words[at].isalpha()

    def _particle(self, first: int, at: int) -> bool:
        words = self.words
        after = at + 1
        if after >= len(words) or words.gaps[after] not in (SPACE, JOIN) or not words.caps[after]:
            return False
        foreign = any(not words.vietnamese(index) for index in range(first, at))
        return foreign or not words.vietnamese(at + 1)

    def _stops(self, first: int, at: int) -> bool:
        """Whether a new name, a title or a head noun begins at ``at`` inside the run from ``first``."""
        words, known = self.words, self.known
        if words.gaps[at] != SPACE:
            return False
        lower_follows = words.follows(at + 1) and not words.caps[at + 1]
        if lower_follows:
            for trie in (known.heads, known.events, known.documents):
                found = trie.longest(words, at)
                if found and found[0] > at + 1:
                    return True
            cue = known.cues.longest(words, at)
            if cue and cue[0] > at + 1 and cue[1] is Cue.OFFICE:
                return True
        listed = self.bodies.name(at)
        if listed is None or listed[0] == at + 1:
            return False
        if at == first + 1 and words.norms[first] in known.surnames and listed[1].section == "world":
            return False  # "Võ Hoàng Hải" is no sea
        return listed[1].section in {"countries", "world", "state", "international"}

    def stop(self, first: int, end: int) -> int:
        """Return the code point where a run ends: an initial keeps its point ("Lê Văn T.")."""
        words = self.words
        stop = words.ends[end - 1]
        last = words.words[end - 1]
        initial = len(last) == 1 and last.isupper() and end - first > 1 and words.vietnamese(first)
        return stop + 1 if initial and words.text[stop : stop + 1] == "." else stop

    def person(self, first: int) -> int:
        """Return the end of the person's name at ``first``, where something says that it is one."""
        words, known = self.words, self.known
        end = self.capitals(first)
        if words.vietnamese(first) and words.norms[first] in known.surnames:
            for at in range(first + 2, end):
                if at - first >= _LONGEST_NAME or (
                    words.gaps[at] == SPACE and len(words.words[at]) > 1 and not words.vietnamese(at)
                ):
                    return at
        if (
            self.known.heads.longest(words, first)
            and self.bodies.organisation(first, titled=True) > first + 1
        ):
            return 0
        listed = self.bodies.name(first)
        if (
            listed
            and listed[0] >= end
            and listed[1].type is EntityType.LOC
            and not self.name_like(first, end)
        ):
            return 0
        if listed and listed[0] >= end and listed[1].type is EntityType.ORG and listed[0] > first + 1:
            return 0
        return end

    def titled_person(self, first: int) -> int:  # noqa: PLR0911 - rules in order
        """Return the end of a person's name right after an office, 0 where a place or a body stands there."""
        words = self.words
        end = self.capitals(first)
        if words.words[first].isupper() and len(words.words[first]) > 1 and end == first + 1:
            return 0
        cue = self.known.cues.longest(words, first)
        if cue and cue[0] > first + 1 and cue[1] is Cue.OFFICE:
            return 0
        listed = self.bodies.name(first)
        if listed and not self._rather_a_person(first, end, *listed):
            return 0
        for trie in (self.known.heads, self.known.documents, self.known.events):
            found = trie.longest(words, first)
            if found and (found[0] > first + 1 or not self.name_like(first, end) or end == first + 1):
                return 0
        if end == first + 1 and words.vietnamese(first):
            if words.follows(end) and self.known.topics.longest(words, first):
                return 0
            if words.words[first] in self.known.not_names or not self.known.person_like(
                words.norms[first:end]
            ):
                return 0
        return self.person(first)

    def _rather_a_person(self, first: int, end: int, stop: int, name: Name) -> bool:
        """Whether a listed name that ends at ``stop`` is a person's here: "ca sĩ Mỹ Linh"."""
        words = self.words
        if name.type is not EntityType.LOC:
            return False
        if name.section == "ambiguous" and stop == first + 1:
            return end > stop and words.vietnamese(stop) and not self.bodies.name(stop)
        if name.section in {"districts", "cities"} and self.name_like(first, stop):
            return True
        longer = end > stop and words.norms[first] in self.known.surnames
        return longer and self.known.person_like(words.norms[first:end])

    def name_like(self, first: int, end: int) -> bool:
        """Whether the words could be a Vietnamese person's name and no country."""
        words = self.words
        if words.slice(first, end).lower() in self.known.countries and end > first + 1:
            return False
        return self.known.person_like(words.norms[first:end])

    def ambiguous(self, at: int) -> bool:
        """Whether the word is a country and a given name or a common word at once."""
        listed = self.bodies.name(at)
        return listed is not None and listed[1].section == "ambiguous"

    def strip(self, first: int, end: int) -> int:
        """Return where the name begins: after ``first`` if that only opens a sentence."""
        words, known = self.words, self.known
        if not words.opening[first] or words.norms[first] not in known.starters:
            return first
        norms = words.norms[first:end]
        named = norms[0] in known.surnames and len(norms) > 1 and known.person_like(norms)
        if named and (len(norms) >= _FULL or not self.bodies.name(first + 1)):
            return first
        if (
            end == first + 2
            and known.person_like(norms)
            and norms[0] in known.given
            and not self.bodies.name(first + 1)
        ):
            return first
        return first + 1

    def is_plain_word(self, first: int, end: int) -> bool:
        """Whether a run is an acronym or a word in capitals that names nothing."""
        words = self.words
        if end > first + 1:
            return words.slice(first, end) in self.known.not_names
        word = words.words[first]
        return word in self.known.not_names or any(char.isdigit() for char in word)

    def judge(self, first: int, end: int) -> Judgement | None:
        """Say what the run names, None where it seems to name nothing."""
        words = self.words
        if self.is_plain_word(first, end) or self._shouted(first, end) or self._numbered(first, end):
            return None
        if all(words.vietnamese(index) for index in range(first, end)):
            return self._vietnamese(first, end)
        return self._foreign(first, end)

    def _numbered(self, first: int, end: int) -> bool:
        """Whether what follows shows the word to be a thing: "Soyuz 37", "Yersinia pestis"."""
        words = self.words
        if end > first + 1 or end >= len(words) or words.vietnamese(first):
            return False
        if words.words[end][0].isdigit():
            return words.gaps[end] == JOIN or (words.gaps[end] == SPACE and len(words.words[end]) < _SPECIES)
        species = words.follows(end) and not words.caps[end] and words.words[end].isascii()
        return species and len(words.words[end]) >= _SPECIES and not words.vietnamese(end)

    def _shouted(self, first: int, end: int) -> bool:
        """Whether the run is part of a line in capitals."""
        words = self.words
        long = [word for word in words.words[first:end] if len(word) > 1]
        return len(long) > 1 and all(word.isupper() for word in long)

    def _vietnamese(self, first: int, end: int) -> Judgement | None:  # noqa: PLR0911 - rules in order
        words, known = self.words, self.known
        length = end - first
        norms = words.norms[first:end]
        before = words.before(first)
        if length == 1:
            if len(words.words[first]) > 1 and words.words[first].isupper():
                return self._acronym(first)
            return None
        spoken = words.follows(end) and words.norms[end] in known.speech
        if norms[0] in known.surnames:
            return self._surnamed(norms, placed=before in known.prepositions and not spoken)
        if words.opening[first] and norms[0] in known.starters:
            return None
        if before in known.prepositions and not (spoken and known.person_like(norms)):
            return Judgement(EntityType.LOC, 0.6)
        topic = known.topics.longest(words, end - 1)
        if topic and topic[0] > end:
            return None
        if length > _FULL:
            return Judgement(EntityType.PER, 0.5) if known.person_like(norms[:5]) else None
        if spoken or words.opening[first] or known.person_like(norms):
            return Judgement(EntityType.PER, 0.6 if spoken else 0.5)
        return Judgement(EntityType.LOC, 0.4)

    def _surnamed(self, norms: list[str], *, placed: bool) -> Judgement:
        """Judge a run that opens with a surname; ``placed``: a preposition of place stood before."""
        if _FULL <= len(norms) <= _LONGEST_NAME:
            return Judgement(EntityType.PER, 0.85)
        if placed:
            return Judgement(EntityType.LOC, 0.5)
        return Judgement(EntityType.PER, 0.7 if norms[1] in self.known.given else 0.55)

    def _scored(self, end: int) -> bool:
        """Whether a result of a match follows: "hạ Celta Vigo 4-2", "bị Rayo Vallecano cầm hòa"."""
        words = self.words
        if not words.follows(end):
            return False
        rest = words.text[words.starts[end] : words.starts[end] + 8]
        return bool(_RESULT.match(rest)) or " ".join(words.norms[end : end + 2]) in {
            "cầm hòa",
            "cầm chân",
            "đánh bại",
        }

    def _acronym(self, first: int) -> Judgement | None:
        word = self.words.words[first]
        if not 1 < len(word) <= _LONGEST_ACRONYM:
            return None
        return Judgement(EntityType.ORG, 0.5)

    def is_foreign_body(self, first: int, end: int) -> bool:
        """Whether the last word of a run tells a company, a club or an event: "New York City"."""
        return (
            end > first + 1
            and self.words.norms[end - 1] in self.known.foreign_bodies | self.known.foreign_events
        )

    def _told_by_words(self, first: int, end: int) -> Judgement | None:
        """Judge by capitals and words such as "Bank" and "Cup"; a score of 0 says that nothing is named."""
        norms = self.words.norms[first:end]
        upper = [word.isupper() and len(word) > 1 for word in self.words.words[first:end]]
        if all(upper):
            return Judgement(EntityType.ORG, 0)
        if end > first + 1 and (any(upper) or "&" in self.words.slice(first, end)):
            return Judgement(EntityType.ORG, 0.6)
        if norms[-1] in self.known.foreign_events:
            return Judgement(EntityType.EVENT, 0.6)
        if end > first + 1 and not self.known.foreign_bodies.isdisjoint((norms[0], norms[-1])):
            return Judgement(EntityType.ORG, 0.75)
        return None

    def _foreign(self, first: int, end: int) -> Judgement | None:  # noqa: PLR0911 - rules in order
        words, known = self.words, self.known
        norms = words.norms[first:end]
        before = words.before(first)
        if end == first + 1 and words.words[first].isupper():
            return self._acronym(first)
        told = self._told_by_words(first, end)
        if told:
            return told if told.score else None
        if before in {"ở", "tại"}:
            return Judgement(EntityType.LOC, 0.6)
        if end > first + 1 and norms[0] in known.foreign:
            return Judgement(EntityType.PER, 0.85)
        spoken = words.follows(end) and words.norms[end] in known.speech
        if self._scored(end):
            return Judgement(EntityType.ORG, 0.7)
        visited = before in {"thăm", "rời"} and end == first + 1
        if visited or (before in known.prepositions and not (spoken and end > first + 1)):
            return Judgement(EntityType.LOC, 0.55)
        if end == first + 1:
            return Judgement(EntityType.PER if spoken else EntityType.ORG, 0.4)
        return Judgement(EntityType.PER, 0.6)
