"""Russian: names of persons, bodies and places by lists, case endings and the nouns around them."""

from __future__ import annotations

import re

from reader.entities import dates, documents
from reader.entities.gazetteers import Name
from reader.entities.russian_forms import stem, surname
from reader.entities.russian_lists import lists
from reader.entities.spans import Span
from reader.entities.tokens import JOIN, POINT, SPACE, Words, read
from reader.models import EntityType

_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими|ей)$")
_GENITIVE = re.compile(
    r"(?:ых|их|ого|его|ой|ей|ий|ов|ев|ии|ия|ья|ки|ры|ты|ны|ды|лы|сы|зы|вы|бы|пы|мы|ства|ства|ста|та|на|ра|ка|ла|"
    r"да|са|за|ва|ма|ел|дел|сти|ти|ни|ли|ви|ри|ля|ня|ря|жи|ши|чи|щи|ги|хи)$"
)
_VERB = re.compile(r"(?:[аеёиуыя]л[аио]?|ть|ся|сь|[еёи]т|[юуая]т|нуло?|кой|вый|ный|ские|кий)$")
_NOUNS_LIKE_VERBS = frozenset(("дел", "сил", "правил", "чисел"))
_QUOTED = re.compile(r"«([^«»\n]{2,60})»")
_LAW = re.compile(
    r"(?i:(?:федеральн\w+ |конституционн\w+ )*"
    r"(?:закон|указ|постановлен|приказ|распоряжен|директив|резолюц)\w*)"
    r"(?: президента| правительства| рф| россии|,)*(?: от \d[\d. а-я]{4,20}?(?:года|г\.)?)? ?"
    r"(?:№ ?[\w/-]*\w(?: «[^«»\n]{3,120}»)?|«[^«»\n]{3,120}»)"
)
_TITLE_WORDS = 4
_TAIL = 6
_LEAST = 3
_LONG = 4
_LONGEST_ACRONYM = 7
_MOST_INITIALS = 2
_PARTICLES = frozenset(("де", "да", "ди", "дю", "фон", "ван", "дер", "аль", "бин", "ибн", "эль", "ла", "ле"))


class _Reader:
    """Reads a text from left to right; steps return the next word to read, 0 for "nothing here"."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.known = lists()
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
        return [*self.found, *self._short_forms()]

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

    def _name(self, at: int) -> tuple[int, Name] | None:
        for end, name in self.known.names.matches(self.words, at):
            if name.fits(self.words, at):
                return end, name
        return None

    def _lower(self, at: int) -> int:
        """Read a listed name in lower case («холодная война») or a place after its classifier."""
        words = self.words
        listed = self._name(at)
        if listed and listed[1].type is EntityType.EVENT:
            return self._add(at, listed[0], EntityType.EVENT, 0.8, reason="list", entity=listed[1].canonical)
        after = at + 1
        if words.norms[at] in self.known.classifiers and words.cap_follows(after):
            if self._name(after) or self._headed_end(after):
                return 0
            if words.norms[at].startswith("район") and words.norms[after] in self.known.male:
                return 0
            return self._add(after, self._capitals(after), EntityType.LOC, 0.85, cued=True)
        return 0

    def _listed(self, at: int) -> int:
        found = self._name(at)
        if found is None:
            return 0
        end, name = found
        words = self.words
        run = self._capitals(at)
        if name.type is EntityType.LOC and run > end and words.words[at] in self.known.male:
            return 0
        headed = self._headed_end(at)
        if headed and headed[0] > end and name.type is not EntityType.LOC:
            return 0
        if name.type is EntityType.ORG and name.section == "named" and words.cap_follows(end):
            place = self._name(end)
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
            place = self._name(end + 1)
            if place and place[1].type is EntityType.LOC:
                return place[0]
        return end

    # -- bodies and places that a noun names

    def _headed_end(self, at: int) -> tuple[int, EntityType] | None:
        """Return the end and type of «Лимнологический институт», «Иркутская область» and the like."""
        words, known = self.words, self.known
        noun = at
        while (
            noun - at < _TITLE_WORDS and noun < len(words) and words.gaps[noun] in (SPACE, JOIN)
        ) or noun == at:
            word = words.norms[noun]
            if word in known.heads and (noun > at or len(word) > _LEAST):
                end = self._genitives(noun + 1)
                alone = noun == at and end == noun + 1
                return None if alone else (end, EntityType.ORG)
            if word in known.place_nouns and noun > at:
                return noun + 1, EntityType.LOC
            if word in known.documents:
                end = self._document_tail(noun + 1)
                return (end, EntityType.DOC) if noun > at or end > noun + 1 else None
            if not _ADJECTIVE.search(words.words[noun]) or (
                noun > at and words.caps[noun] and word in known.male
            ):
                return None
            noun += 1
            if noun >= len(words):
                return None
        return None

    def _document_tail(self, end: int) -> int:
        """Read on in «Конвенция ООН против киберпреступности»."""
        words = self.words
        while words.cap_follows(end):
            listed = self._name(end)
            end = listed[0] if listed else end + 1
        if words.follows(end) and words.norms[end] in {"о", "об", "против", "по"}:
            stop = end + 1
            while (
                words.follows(stop)
                and stop - end <= _TAIL
                and words.norms[stop] not in {"был", "была", "и", "в", "на"}
            ):
                stop += 1
            return stop if stop > end + 1 else end
        return end

    def _genitives(self, end: int) -> int:  # noqa: PLR0911 - rules in order
        """Read the genitives after a head noun: «иностранных дел России», «имени А. Н. Северцова»."""
        words = self.words
        first = end
        while words.follows(end) and end - first < _TAIL:
            word = words.norms[end]
            if words.caps[end]:
                listed = self._name(end)
                if listed and listed[1].type in (EntityType.LOC, EntityType.ORG):
                    return listed[0]
                if words.words[end].isupper() and len(words.words[end]) > 1:
                    return end + 1
                return end
            if word == "имени" and words.cap_follows(end + 1):
                return self._initials_end(end + 1) or self._capitals(end + 1)
            if word == "и" and end > first and words.follows(end + 1) and not words.caps[end + 1]:
                if not _GENITIVE.search(words.norms[end + 1]) or len(words.norms[end + 1]) <= _LONG:
                    return end
                end += 1
                continue
            if (
                len(word) < _LEAST
                or not _GENITIVE.search(word)
                or (_VERB.search(word) and word not in _NOUNS_LIKE_VERBS)
                or word in self.known.titles
            ):
                return end
            end += 1
        return end

    def _headed(self, at: int) -> int:
        found = self._headed_end(at)
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
            elif words.norms[end] in _PARTICLES and words.cap_follows(end + 1):
                end += 2
            else:
                break
        return end

    def _breaks(self, first: int, at: int) -> bool:
        if self.words.words[at].isupper() and len(self.words.words[at]) > 1:
            return True
        listed = self._name(at)
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
        if words.opening[at] and words.words[at] in known.starters and words.words[at] not in known.male:
            return at + 1
        if words.opening[at] and not self._given(at) and end > at + 1 and self._given(at + 1):
            return at + 1
        person = self._given(first)
        title = self._title(at)
        if end - first > 1:
            patronymic = any(
                words.norms[index].endswith(known.patronymics) for index in range(first + 1, end)
            )
            score = 0.9 if person or patronymic or title else 0.6
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


def _quoted(text: str, words: Words) -> list[Span]:
    """Return organisations in quotation marks after the noun that tells them: компания «Роснефть»."""
    known = lists()
    starts = {start: index for index, start in enumerate(words.starts)}
    found = []
    for match in _QUOTED.finditer(text):
        at = starts.get(match.start(1))
        if at is None or not words.caps[at] or at == 0:
            continue
        listed = known.names.longest(words, at)
        whole = (
            listed is not None
            and words.ends[listed[0] - 1] == match.end(1)
            and listed[1].type is EntityType.ORG
        )
        before = words.words[at - 1]
        close = match.start() - words.ends[at - 1] <= 1
        if whole or (close and (before.lower() in known.quoted or before in known.quoted)):
            found.append(Span(*match.span(1), EntityType.ORG, score=0.9, cued=True))
    return found


def find(text: str) -> list[Span]:
    """Return what Russian ``text`` (NFC) seems to name; spans may overlap, dates among them."""
    words = read(text)
    laws = [Span(match.start(), match.end(), EntityType.DOC, score=0.9) for match in _LAW.finditer(text)]
    return [
        *_Reader(words).read(),
        *_quoted(text, words),
        *laws,
        *documents.find(text, "ru"),
        *dates.find(text, "ru"),
    ]
