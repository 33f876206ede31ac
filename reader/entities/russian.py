"""Russian: names of persons, bodies and places by lists, case endings and the nouns around them."""

from __future__ import annotations

import re

from reader.entities import dates, documents, russian_joint, russian_model, russian_names, russian_quotes
from reader.entities.russian_bodies import Bodies
from reader.entities.russian_forms import stem, surname
from reader.entities.russian_lists import lists
from reader.entities.spans import Span, flat
from reader.entities.tokens import JOIN, POINT, SPACE, Words, read
from reader.models import EntityType

_TAIL = 6
_LEAST = 3
_LONG = 4
_LONGEST_ACRONYM = 7
_MOST_INITIALS = 2
_GUESSED = 0.6
_DOUBTED = 0.35
_SYLLABLE = 5
_OBLIQUE = re.compile(r"(?:[уо]ю|[оеи]й|[ыи]ми|[ое]го|[ыи]х|[ыи]м)$")
_PREPOSITIONS = frozenset(("в", "во", "из", "под", "близ", "до", "у", "от", "за", "между", "над"))
_PARTICLES = frozenset(("де", "да", "ди", "дю", "фон", "ван", "дер", "аль", "бин", "ибн", "эль", "ла", "ле"))


class _Reader:
    """Reads a text from left to right; steps return the next word to read, 0 for "nothing here"."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.known = lists()
        self.bodies = Bodies(words, self.known)
        self.found: list[Span] = []

    def read(self) -> list[Span]:
        at = 0
        while at < len(self.words):
            if self.words.caps[at]:
                at = (
                    self._listed(at)
                    or self._headed(at)
                    or self._initials(at)
                    or self._acronym(at)
                    or self._run(at)
                    or at + 1
                )
            else:
                at = self._lower(at) or at + 1
        return [*self.found, *self._short_forms(), *self._short_documents()]

    def _short_forms(self) -> list[Span]:
        """Return surnames that stand alone, in any case, of the persons whose full names were read."""
        words = self.words
        full: dict[str, str] = {}
        for span in self.found:
            parts = words.text[span.start : span.end].split()
            if span.type is EntityType.PER and len(parts) > 1:
                full.setdefault(stem(parts[-1]), span.entity or " ".join(parts))
        taken = {place for span in self.found for place in range(span.start, span.end)}
        return [
            Span(
                words.starts[at],
                words.ends[at],
                EntityType.PER,
                "document",
                0.85,
                entity=full[stem(words.words[at])],
            )
            for at in range(len(words))
            if words.caps[at] and words.starts[at] not in taken and stem(words.words[at]) in full
        ]

    def _short_documents(self) -> list[Span]:
        """Return «Конвенция» alone where the text has named one such document in full."""
        words = self.words
        full: dict[str, set[str]] = {}
        taken = {place for span in self.found for place in range(span.start, span.end)}
        for span in self.found:
            parts = words.text[span.start : span.end].split()
            if span.type is EntityType.DOC and len(parts) > 1:
                for part in parts[:2]:
                    full.setdefault(stem(part), set()).add(" ".join(parts))
        return [
            Span(words.starts[at], words.ends[at], EntityType.DOC, "document", 0.8, entity=min(names))
            for at in range(len(words))
            if words.caps[at] and words.starts[at] not in taken and words.norms[at] in self.known.treaties
            for names in [full.get(stem(words.words[at]), set())]
            if len(names) == 1
        ]

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
        cued: bool = False,
    ) -> int:
        start, stop = self.words.starts[first], self.words.ends[end - 1]
        self.found.append(Span(start, stop, kind, reason, score, title=title, entity=entity, cued=cued))
        return end

    def _lower(self, at: int) -> int:  # noqa: PLR0911 - rules in order
        """Read a listed name in lower case («холодная война») or a place after its classifier."""
        words = self.words
        listed = self.bodies.name(at)
        if listed and listed[1].type is EntityType.EVENT:
            return self._add(at, listed[0], EntityType.EVENT, 0.8, reason="list", entity=listed[1].canonical)
        after = at + 1
        if not words.cap_follows(after):
            return self._lower_body(at)
        if words.norms[at] in self.known.streets:
            return self._add(at, self._capitals(after), EntityType.LOC, 0.9, cued=True)
        if words.norms[at] in self.known.owned:
            place = self.bodies.name(after) or self.bodies.end(after)
            state = place and (place[1] if isinstance(place[1], EntityType) else place[1].type)
            if place and state is EntityType.LOC:
                return self._add(at, place[0], EntityType.ORG, 0.9, cued=True)
        if words.norms[at] in self.known.classifiers:
            if self.bodies.name(after) or self.bodies.end(after):
                return 0
            if words.norms[at].startswith("район") and words.norms[after] in self.known.male:
                return 0
            end = self._capitals(after)
            if end < len(words) and words.gaps[end] == JOIN and words.words[end].isdigit():
                end += 1
            return self._add(after, end, EntityType.LOC, 0.85, cued=True)
        return 0

    def _lower_body(self, at: int) -> int:
        """Read «школа № 4», «конкурс имени Шопена»."""
        words, known = self.words, self.known
        word = words.norms[at]
        if word in known.heads:
            ministry = word.startswith("министерств")
            end = self.bodies.genitives(at + 1) if ministry else self.bodies.number(at + 1)
            return self._add(at, end, EntityType.ORG, 0.9, cued=True) if end > at + 1 else 0
        named = at + 2 < len(words) and words.norms[at + 1] == "имени" and words.caps[at + 2]
        if named and word in known.place_nouns:
            return self._add(at, self.bodies.namesake(at + 2), EntityType.LOC, 0.9, cued=True)
        if named and word in known.event_nouns:
            return self._add(at, self.bodies.namesake(at + 2), EntityType.EVENT, 0.9, cued=True)
        return 0

    def _listed(self, at: int) -> int:
        found = self.bodies.name(at)
        if found is None:
            return 0
        end, name = found
        words = self.words
        run = self._capitals(at)
        if name.type is EntityType.LOC and run > end and words.words[at] in self.known.male:
            return 0
        headed = self.bodies.end(at)
        if headed and headed[0] > end and name.type is not EntityType.LOC:
            return 0
        if name.type is EntityType.ORG and name.section == "named" and words.cap_follows(end):
            place = self.bodies.name(end)
            state = place and place[1].type is EntityType.LOC and words.words[at] != words.words[at].upper()
            if place and state:
                end = place[0]
        elif name.type is EntityType.EVENT:
            end = self._event_tail(end)
        canonical = name.canonical if end == found[0] else ""
        return self._add(at, end, name.type, 0.9, reason="list", entity=canonical)

    def _event_tail(self, end: int) -> int:
        words = self.words
        if end < len(words) and words.words[end].isdigit() and words.gaps[end] in (JOIN, SPACE):
            return end + 1
        if words.follows(end) and words.norms[end] in {"в", "во"} and words.cap_follows(end + 1):
            place = self.bodies.name(end + 1)
            if place and place[1].type is EntityType.LOC:
                return place[0]
        return end

    # -- bodies and places that a noun names

    def _headed(self, at: int) -> int:
        found = self.bodies.end(at)
        if found is None:
            return 0
        opening = self.words.opening[at] and self.words.words[at] in self.known.starters
        single = found[0] == at + 1
        noun = self.words.norms[found[0] - 1]
        if self.words.opening[at] and found[1] is EntityType.ORG and noun in self.known.heads:
            opening = opening or not re.search("ск[а-я]{2,3}$", self.words.norms[at])
        if opening or single:
            return 0
        return self._add(at, found[0], found[1], 0.85)

    def _acronym(self, at: int) -> int:
        words, known = self.words, self.known
        word = words.words[at]
        if not (word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM and word.isalpha()):
            return 0
        if word in known.acronym_places:
            return self._add(at, at + 1, EntityType.LOC, 0.95, reason="list")
        numbered = at + 1 < len(words) and words.words[at + 1][0].isdigit() and words.gaps[at + 1] == JOIN
        shouted = words.cap_follows(at + 1) and words.words[at + 1].isupper()
        if word in known.not_names or numbered or shouted or len(set(word) & set("IVXLC")) == len(set(word)):
            return at + 1
        return self._add(at, at + 1, EntityType.ORG, 0.55)

    # -- persons

    def _capitals(self, first: int) -> int:
        words = self.words
        end = first + 1
        while end < len(words) and end - first < _LONG and words.gaps[end] in (SPACE, JOIN):
            glued = words.text[words.ends[end - 1] : words.starts[end]] == "-"
            if words.gaps[end] == JOIN and not glued:
                break
            if words.caps[end]:
                if words.gaps[end] == SPACE and self._breaks(first, end):
                    break
                end += 1
            elif glued and words.words[end].isalpha():
                end += 1
            elif words.norms[end] in _PARTICLES and words.cap_follows(end + 1) and self._particle(end):
                end += 2
            else:
                break
        return end

    def _particle(self, at: int) -> bool:
        """Whether this belongs to a name: «Васко да Гама», not «старики да дети»."""
        return self.words.norms[at] != "да" or self._given(at - 1)

    def _breaks(self, first: int, at: int) -> bool:
        if self.words.words[at].isupper() and len(self.words.words[at]) > 1:
            return True
        listed = self.bodies.name(at)
        return (
            listed is not None
            and self.words.words[first] not in self.known.male
            and listed[1].type is EntityType.ORG
        )

    def _initials_end(self, at: int) -> int:
        """Return the end of «А. Н. Северцов», 0 where no initials stand."""
        words = self.words
        end = at
        while end < len(words) and len(words.words[end]) == 1 and words.caps[end]:
            end += 1
            if end >= len(words) or not words.text[words.ends[end - 1] :].startswith("."):
                return 0
        initials = (
            end > at and end - at <= _MOST_INITIALS and words.caps[end] and len(words.words[end]) >= _LEAST
        )
        return end + 1 if initials and words.gaps[end] in (POINT, JOIN) else 0

    def _initials(self, at: int) -> int:
        end = self._initials_end(at)
        return self._add(at, end, EntityType.PER, 0.9) if end else 0

    def _title(self, at: int) -> str:
        words = self.words
        if at and words.gaps[at] == SPACE and words.norms[at - 1] in self.known.titles:
            return words.words[at - 1]
        return ""

    def _run(self, at: int) -> int:  # noqa: PLR0911 - rules in order
        words, known = self.words, self.known
        first, end = at, self._capitals(at)
        later = self._later(at, end)
        if later:
            return later
        if end > at + 1 and not any(words.gaps[index] == SPACE for index in range(at + 1, end)):
            return self._compound(at, end)
        if words.opening[at] and not self._given(at) and end > at + 1 and self._given(at + 1):
            return at + 1
        person = self._given(first)
        title = self._title(at)
        if end - first > 1:
            patronymic = any(
                words.norms[index].endswith(known.patronymics) for index in range(first + 1, end)
            )
            if not (person or patronymic or title):
                return self._strangers(first, end)
            score = 0.9
            return self._add(
                first, end, EntityType.PER, score, entity=self._nominative(first, end), title=title
            )
        if self._initials_after(end):
            return self._add(first, self._initials_after(end), EntityType.PER, 0.9)
        if person and not words.opening[at]:
            return self._add(first, end, EntityType.PER, 0.6)
        if title and not words.opening[at]:
            return self._add(first, end, EntityType.PER, 0.85, title=title, cued=True)
        if not words.opening[at] and words.before(at) in {"в", "во", "из", "под", "близ", "на"}:
            return self._add(first, end, EntityType.LOC, 0.5)
        return 0

    def _later(self, at: int, end: int) -> int:
        """Return where the name in this run begins if not at once, 0 if it does."""
        words, known = self.words, self.known
        if words.opening[at]:
            starter = words.words[at] in known.starters and words.words[at] not in known.male
            named = words.cap_follows(at + 1) and (self.bodies.name(at + 1) or self.bodies.end(at + 1))
            if starter or self._leads(at, end) or (named and not self._given(at)):
                return at + 1
        return self._given_later(at, end)

    def _leads(self, at: int, end: int) -> bool:
        """Whether the sentence only begins here: «Критик Пахом Рудаков», «Победил Ахмед Гаджиев»."""
        words, known = self.words, self.known
        if self._given(at) or end == at + 1:
            return False
        if words.norms[at] in known.titles or words.norms[at] in known.classifiers:
            return True
        patronymic = words.norms[end - 1].endswith(known.patronymics)
        return end - at > 2 and not patronymic and words.gaps[at + 1] == SPACE  # noqa: PLR2004

    def _strangers(self, at: int, end: int) -> int:
        """Read a run of capitals of which no word is a known name: rather a place where its case says so."""
        words = self.words
        if _OBLIQUE.search(words.norms[at]):
            place = words.before(at) in _PREPOSITIONS
            return self._add(at, end, EntityType.LOC, _GUESSED) if place else at + 1
        credited = words.text[: words.starts[at]].endswith(": ")
        short = all(len(word) <= _SYLLABLE for word in words.words[at:end])
        doubted = words.opening[at] and not credited and not short
        return self._add(at, end, EntityType.PER, _DOUBTED if doubted else _GUESSED)

    def _given_later(self, at: int, end: int) -> int:
        """Return where the person begins in «житель Химок Илья Кац», 0 if it is at once or nowhere."""
        words = self.words
        if self._given(at):
            return 0
        for index in range(at + 1, end - 1):
            if words.gaps[index] == SPACE and len(words.words[index]) > _LEAST and self._given(index):
                return index
        return 0

    def _compound(self, at: int, end: int) -> int:
        """Read a word with a hyphen: a person after a title, a place after a preposition, else nothing."""
        words = self.words
        title = self._title(at)
        if title or self._given(at):
            return self._add(at, end, EntityType.PER, 0.85, title=title, cued=True)
        if words.before(at) in _PREPOSITIONS:
            return self._add(at, end, EntityType.LOC, _GUESSED)
        return end

    def _initials_after(self, end: int) -> int:
        words = self.words
        last = end
        while (
            last < len(words)
            and last - end < _MOST_INITIALS
            and len(words.words[last]) == 1
            and words.caps[last]
        ):
            if not words.text[words.ends[last] :].startswith("."):
                return 0
            last += 1
        return last if last > end else 0

    def _given(self, at: int) -> bool:
        return self.words.words[at] in self.known.male or self.words.words[at] in self.known.female

    def _nominative(self, first: int, end: int) -> str:
        """Return the nominative of "first name, surname" where the first name's form tells the case."""
        words, known = self.words, self.known
        given = words.words[first]
        male = given in known.male
        base = known.male.get(given) or known.female.get(given)
        if base is None or base == given or end != first + 2:
            return ""
        return f"{base} {surname(words.words[end - 1], male=male)}"


def find(text: str) -> list[Span]:
    """Return what Russian ``text`` (NFC) names; dates, documents and sums of money among it.

    Where the extra ``russian`` is installed, the model decides together with the rules.
    """
    found = rules(text)
    model = russian_model.load()
    if model is not None:
        found = russian_joint.join(text, found, model.find(text))
    return russian_names.named(text, russian_joint.widen(text, flat(found)))


def rules(text: str) -> list[Span]:
    """Return what the rules and lists alone make of ``text``; spans may overlap."""
    words = read(text)
    return [
        *_Reader(words).read(),
        *russian_quotes.find(text, words),
        *documents.find(text, "ru"),
        *dates.find(text, "ru"),
    ]
