"""English: runs of capitals, judged by lists of names, by honorifics and by the words in them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from reader.entities import dates, documents, gazetteers, inner
from reader.entities.gazetteers import Name
from reader.entities.spans import Span
from reader.entities.tokens import COMMA, JOIN, POINT, SPACE, Trie, Words, read
from reader.models import EntityType
from reader.text.fold import fold

_EVENT_OPENERS = frozenset(["battle", "treaty", "siege"])
_LINKS = frozenset(("of", "and", "for", "on", "against"))
_FOR_SOMETHING = frozenset(
    ("committee", "office", "center", "centre", "council", "agency", "department", "institute", "fund")
)
_PERSONAL_LINKS = frozenset(
    [
        "de",
        "la",
        "del",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "van",
        "von",
        "der",
        "den",
        "al",
        "bin",
        "ibn",
        "des",
        "le",
    ]
)
_PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "from",
        "near",
        "to",
        "toward",
        "towards",
        "into",
        "outside",
        "around",
        "across",
        "throughout",
        "of",
    ]
)
_MAX_RUN = 12
_LONGEST_NAME = 3
_PAIR = 2
_LONGEST_ACRONYM = 6
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of the rules: names, and words that tell what a name is."""

    names: Trie[Name]
    given: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    starters: frozenset[str]
    demonyms: frozenset[str]
    not_names: frozenset[str]
    verbs: frozenset[str]
    bodies: frozenset[str]
    body_openers: frozenset[str]
    places: frozenset[str]
    place_openers: frozenset[str]
    documents: frozenset[str]
    events: frozenset[str]


def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in gazetteers.sections("en_words")[section] for word in line.split())


@functools.cache
def lists() -> Lists:
    """Return the lists, read when first needed."""
    trie: Trie[Name] = Trie()
    for spelling in (*gazetteers.sections("en_places")["places"], *gazetteers.territories("en")):
        trie.add(spelling, gazetteers.place(spelling, "places"))
    for section in ("provinces", "cities", "districts"):
        for line in gazetteers.sections("vi_places")[section]:
            plain = _unaccented(line.split(" | ")[0])
            if " " in plain:
                trie.add(plain, gazetteers.place(plain, "districts" if section == "districts" else "places"))
    for section in ("named", "agencies", "teams", "clubs"):
        for spelling, name in gazetteers.entries("en_organisations", section, EntityType.ORG, exact=True):
            trie.add(spelling, name)
    for section in ("international", "media", "companies", "clubs"):
        for spelling, name in gazetteers.entries("organisations", section, EntityType.ORG, exact=True):
            if spelling.isascii():
                trie.add(spelling, name)
    given = {word for line in gazetteers.sections("foreign_names")["given"] for word in line.split()}
    return Lists(
        names=trie,
        given=frozenset(given) | _words("first_names"),
        surnames=frozenset(
            _unaccented(word) for line in gazetteers.sections("vi_names")["surnames"] for word in line.split()
        ),
        titles=_words("titles"),
        starters=_words("starters"),
        demonyms=_words("demonyms"),
        not_names=_words("not_names"),
        verbs=_words("person_verbs"),
        bodies=_words("bodies"),
        body_openers=_words("body_openers"),
        places=_words("places"),
        place_openers=_words("place_openers"),
        documents=_words("documents"),
        events=_words("events"),
    )


def _unaccented(name: str) -> str:
    folded = fold(name)
    return "".join(
        plain.upper() if char.isupper() else plain for char, plain in zip(name, folded, strict=True)
    )


class _Reader:
    """Reads a text from left to right."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.known = lists()
        self.found: list[Span] = []

    def read(self) -> list[Span]:
        at = 0
        while at < len(self.words):
            at = self._capital(at) if self.words.caps[at] else at + 1
        return self.found

    def _name(self, at: int) -> tuple[int, Name] | None:
        for end, name in self.known.names.matches(self.words, at):
            if name.fits(self.words, at):
                return end, name
        return None

    def _add(
        self,
        first: int,
        end: int,
        kind: EntityType,
        score: float,
        *,
        reason: str = "rule",
        entity: str = "",
        title: str = "",
    ) -> int:
        start, stop = self.words.starts[first], self.words.ends[end - 1]
        self.found.append(Span(start, stop, kind, reason, score, title=title, entity=entity))
        return end

    def _capital(self, at: int) -> int:
        words, known = self.words, self.known
        word = words.words[at]
        listed = self._name(at)
        if word in known.titles and not listed and words.caps[at]:
            skipped = self._titles(at)
            if (
                skipped < len(words)
                and words.caps[skipped]
                and words.gaps[skipped] in (SPACE, POINT, JOIN)
                and skipped > at
            ):
                body = self._run(at)
                if self._body_kind(at, body) is None or (words.opening[at] and body == skipped):
                    return self._person(skipped, words.slice(at, skipped))
        run = self._run(at)
        if word in known.starters and word not in known.given and not (listed and listed[0] > at + 1):
            kept = self._body_kind(at, run) if run > at + 1 and not words.opening[at] else None
            if kept is None:
                return at + 1
        if word in known.demonyms and (run == at + 1 or self._body_kind(at, run) is None):
            return at + 1
        return self._judge(at, run, listed)

    def _titles(self, at: int) -> int:
        words = self.words
        end = at
        while (
            end < len(words)
            and words.words[end] in self.known.titles
            and (end == at or words.gaps[end] in (SPACE, POINT, JOIN))
        ):
            end += 1
        return end

    def _person(self, at: int, title: str) -> int:
        end = self._plain_run(at, personal=True)
        listed = self._name(at)
        if listed and listed[0] >= end and listed[1].type is EntityType.LOC:
            return self._add(at, listed[0], EntityType.LOC, 0.9, reason="list")
        if self.words.words[at] in self.known.demonyms | self.known.starters:
            return at
        return self._add(at, end, EntityType.PER, 0.9, title=title)

    def _joined(self, at: int) -> bool:
        words = self.words
        if at >= len(words):
            return False
        if words.gaps[at] == SPACE:
            return True
        if words.gaps[at] == POINT:
            return len(words.words[at - 1]) == 1 or words.words[at - 1] in {"St", "Mt", "Jr", "Dr"}
        if words.gaps[at] != JOIN:
            return False
        between = words.text[words.ends[at - 1] : words.starts[at]]
        return between in {"-", "&", " & ", "."} or (
            between in {"'", "’"} and words.words[at] != "s" and words.caps[at]
        )

    def _plain_run(self, first: int, *, personal: bool) -> int:
        """Return the end of a run without "of" and "and"."""
        words = self.words
        end = first + 1
        while end - first < _MAX_RUN and self._joined(end):
            link = _PERSONAL_LINKS if personal else frozenset()
            if words.caps[end] or (words.gaps[end] == JOIN and words.words[end].isalpha()):
                end += 1
            elif words.norms[end] in link and words.cap_follows(end + 1):
                end += 2
            else:
                break
        return end

    def _run(self, first: int) -> int:
        """Return the end of a run; "of", "and" and the like go on where a body, law or place is named."""
        words = self.words
        end = self._plain_run(first, personal=True)
        while words.follows(end) and words.norms[end] in _LINKS and end - first < _MAX_RUN:
            after = end + 1
            if words.follows(after) and words.norms[after] == "the":
                after += 1
            if not words.cap_follows(after) or not self._links(first, end, after):
                break
            end = self._plain_run(after, personal=False)
        return end

    def _links(self, first: int, end: int, after: int) -> bool:
        """Whether the link word ``end`` joins the run before it to the capitals at ``after``."""
        words, known = self.words, self.known
        link = words.norms[end]
        nouns = {words.norms[at] for at in range(first, end)}
        linked = any(words.norms[at] in _LINKS for at in range(first, end))
        if link == "and":
            return linked and bool(nouns & (known.body_openers | {"complex"}))
        if link in {"on", "against"}:
            return bool(nouns & (known.documents | {"office", "conference"}))
        if link == "for":
            return not linked and bool(nouns & _FOR_SOMETHING)
        whole = end - first > 1 and words.norms[end - 1] in (known.bodies | known.documents)
        listed = self._name(after)
        if whole and listed and listed[1].type is EntityType.ORG:
            return False
        openers = known.bodies | known.body_openers | known.documents | known.place_openers | _EVENT_OPENERS
        return bool(nouns & (openers | {"great", "imperial"}))

    def _body_kind(self, first: int, end: int) -> EntityType | None:
        """Say what the nouns of a run tell, None where they tell nothing."""
        norms = self.words.norms
        if end == first + 1:
            return None
        head = next((at for at in range(first, end) if norms[at] in {"of", "for", "on", "against"}), end) - 1
        last = norms[head]
        kinds = (
            (self.known.documents, EntityType.DOC),
            (self.known.events, EntityType.EVENT),
            (self.known.bodies, EntityType.ORG),
            (self.known.places, EntityType.LOC),
        )
        for nouns, kind in kinds:
            if last in nouns and (head > first or head + 1 < end):
                return kind
        if norms[first] in self.known.place_openers:
            return EntityType.LOC
        if norms[first] in self.known.body_openers:
            return EntityType.ORG
        return EntityType.ORG if norms[end - 1] in self.known.bodies else None

    def _judge(self, first: int, end: int, listed: tuple[int, Name] | None) -> int:
        words, known = self.words, self.known
        kind = self._body_kind(first, end)
        if kind and not (listed and listed[0] >= end):
            return self._add(first, self._year(end) if kind is EntityType.EVENT else end, kind, 0.8)
        person = words.words[first] in known.given or (words.words[first] in known.surnames and not listed)
        plain = self._plain_run(first, personal=True)
        if listed:
            weak = listed[1].section == "districts" and words.words[first] in known.surnames
            if not (plain > listed[0] and words.words[first] in known.given) and not (
                weak and plain >= listed[0] and plain - first > _PAIR
            ):
                return self._add(
                    first, listed[0], listed[1].type, 0.9, reason="list", entity=self._canonical(listed[1])
                )
        if words.words[first] in known.not_names and plain == first + 1:
            return plain
        shouted = plain - first > 1 and all(
            word.isupper() and len(word) > 1 for word in words.words[first:plain]
        )
        if shouted:
            return plain
        if plain - first > 1:
            return self._several(first, plain, person=person)
        return self._single(first)

    def _several(self, first: int, end: int, *, person: bool) -> int:
        """Judge a run of two words or more by the first of them and by the word before it."""
        words = self.words
        before = words.before(first)
        if person:
            return self._add(first, end, EntityType.PER, 0.85)
        if before in {"in", "near", "at", "from", "to"}:
            return self._add(first, end, EntityType.LOC, 0.5)
        if before in {"the", "a", "an", "for", "on"}:
            return end
        long = end - first > _LONGEST_NAME or any(char.isdigit() for char in words.slice(first, end))
        return end if long else self._add(first, end, EntityType.PER, 0.5)

    @staticmethod
    def _canonical(name: Name) -> str:
        return name.canonical if name.type is EntityType.ORG and name.canonical.isascii() else ""

    def _single(self, at: int) -> int:  # noqa: PLR0911 - rules in order
        words, known = self.words, self.known
        word = words.words[at]
        if words.opening[at] and not (words.follows(at + 1) and words.norms[at + 1] in known.verbs):
            if word.isupper() and len(word) > 1:
                self._add(at, at + 1, EntityType.ORG, 0.5)
            return at + 1
        before = words.before(at)
        if word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM:
            return self._add(at, at + 1, EntityType.ORG, 0.5)
        if len(word) <= _PAIR or any(char.isdigit() for char in word):
            return at + 1
        if words.follows(at + 1) and words.norms[at + 1] in known.verbs:
            return self._add(at, at + 1, EntityType.PER, 0.6)
        if before in known.titles:
            return self._add(at, at + 1, EntityType.PER, 0.7, title=before)
        if before in _PLACE_PREPOSITIONS or (
            at and words.gaps[at] == COMMA and self.found and self.found[-1].type is EntityType.LOC
        ):
            return self._add(at, at + 1, EntityType.LOC, 0.5)
        if word in known.given:
            return self._add(at, at + 1, EntityType.PER, 0.55)
        return at + 1

    def _year(self, end: int) -> int:
        words = self.words
        year = words.follows(end) and words.words[end].isdigit() and len(words.words[end]) == _YEAR_DIGITS
        return end + 1 if year else end


def find(text: str) -> list[Span]:
    """Return what English ``text`` (NFC) seems to name; spans may overlap, dates among them."""
    return [*_Reader(read(text)).read(), *documents.find(text, "en"), *dates.find(text, "en")]


def inside(words: Words, spans: list[Span]) -> list[Span]:
    """Return the names within the sorted, flat ``spans``."""
    return inner.find(words, spans, lists().names)
