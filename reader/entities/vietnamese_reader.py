"""The walk over the words of a Vietnamese text: titles, head nouns, lists and capitals, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.entities.gazetteers import Name, phrases
from reader.entities.spans import Span
from reader.entities.tokens import BREAK, JOIN, POINT, SPACE, Words
from reader.entities.vietnamese_bodies import Bodies
from reader.entities.vietnamese_lists import Cue, Lists
from reader.entities.vietnamese_runs import Runs
from reader.models import EntityType

_NAMED_AFTER_COUNTRIES = frozenset(("phố", "quảng trường", "khách sạn", "công viên", "vịnh", "bức tường"))
_ABBREVIATED = re.compile(r"(?:[A-ZĐ]{2}|\b(?:Ts|Ths|ThS|Bs|PGs|đ/c))$")
_NOT_A_BRIDGE = frozenset(("yêu", "nhu", "toàn", "khẩn", "thỉnh", "địa", "đòi"))
_ROAD_NUMBER = re.compile(r"(?:số )?\d+[A-Z]?(?:/\d+)?(?!\w)")
_NOUNS = frozenset((Cue.BODY, Cue.CLASSIFIER, Cue.PRODUCT, Cue.WORK))
_HAS_A_NUMBER = frozenset(("cầu", "hầm", "nhà máy", "cảng"))
_LEAST_SURNAMED = 3
_QUARTER_DIGITS = 2


@dataclass(slots=True)
class _Title:
    """A title that was read and waits for its name; ``end`` is the word after it."""

    first: int
    end: int
    cue: Cue


class Reader:
    """Reads one text from left to right and gathers spans."""

    def __init__(self, words: Words, known: Lists, fixed: list[Span]) -> None:
        self.words = words
        self.known = known
        self.bodies = Bodies(words, known)
        self.runs = Runs(words, known, self.bodies)
        self.found: list[Span] = []
        self.title: _Title | None = None
        self._administrative = phrases("vi_words", "administrative")
        self._listed_only = phrases("vi_words", "listed_places_only")
        self._numbered = phrases("vi_words", "numbered_places")
        self._fixed = {span.start: span for span in fixed}

    def read(self) -> list[Span]:
        """Return the spans that the words give."""
        at, words = 0, self.words
        while at < len(words):
            fixed = self._fixed.get(words.starts[at])
            if fixed is not None and fixed.type is not EntityType.DATE:
                self.title = None
                at = self._after(fixed.end, at)
                continue
            at = self._step(at)
        return self.found

    def _after(self, offset: int, at: int) -> int:
        at += 1
        while at < len(self.words) and self.words.starts[at] < offset:
            at += 1
        return at

    def _step(self, at: int) -> int:
        if self.title and self.words.gaps[at] not in (SPACE, JOIN, POINT):
            self.title = None
        cue = self.known.cues.longest(self.words, at)
        if self.words.caps[at]:
            end = self._capital(at, cue)
        else:
            end = self._cue(at, *cue) if cue else 0
            if not end and self.words.norms[at] in {"châu", "miền"}:
                end = self._listed(at)
        if not end:
            if not self.words.caps[at]:
                self.title = None
            return at + 1
        return end

    # -- words that announce

    def _cue(self, at: int, end: int, cue: Cue) -> int:
        """Read a cue and what it announces; return the next word to read, 0 for "nothing here"."""
        words = self.words
        if cue in (Cue.KINSHIP, Cue.OFFICE):
            joined = self.title is not None and self.title.end == at and words.gaps[at] in (SPACE, JOIN)
            first = self.title.first if self.title and joined else at
            self.title = _Title(first, end, cue)
            return self._person(end) or end
        self.title = None
        if not (words.follows(end) and (words.caps[end] or words.words[end][0].isdigit())):
            quoted = words.gaps[end : end + 1] == [BREAK]
            return end if cue is Cue.PRODUCT or not quoted else 0
        announced = {
            Cue.CLASSIFIER: self._classified,
            Cue.PLACE: self._place,
            Cue.BODY: self._body,
            Cue.PRODUCT: self._product,
            Cue.TEAM: self._team,
        }.get(cue)
        return announced(at, end) if announced else end

    def _person(self, at: int) -> int:
        """Read the name that the waiting title announces, if it follows."""
        words, title = self.words, self.title
        if (
            title is None
            or at >= len(words)
            or not words.caps[at]
            or words.gaps[at] not in (SPACE, JOIN, POINT)
        ):
            return 0
        if words.gaps[at] == JOIN and words.text[words.ends[at - 1]] != ".":
            return 0
        if words.gaps[at] == POINT and not _ABBREVIATED.search(words.text[: words.ends[at - 1]][-6:]):
            return 0
        if title.cue is Cue.KINSHIP or at > title.end:
            end = self.runs.person(at)
        else:
            end = self.runs.titled_person(at)
        if not end:
            return 0
        stop = self.runs.stop(at, end)
        text = words.text[words.starts[title.first] : words.ends[title.end - 1]]
        self._add(at, end, EntityType.PER, score=0.95, title=text, stop=stop, cued=True)
        self.title = None
        return end

    def _classified(self, at: int, end: int) -> int:
        words = self.words
        noun = " ".join(words.norms[at:end])
        if words.words[end][0].isdigit():
            numbered = noun in self._numbered and not words.follows(end + 1)
            if numbered or (noun in {"quận", "phường"} and len(words.words[end]) <= _QUARTER_DIGITS):
                self._add(at, end + 1, EntityType.LOC, score=0.8, cued=True)
                return end + 1
            return end
        listed = self.bodies.name(end)
        if listed and listed[1].type is EntityType.LOC:
            run = self.runs.capitals(end)
            stop = max(listed[0], run) if noun in self._administrative else listed[0]
            self._add(end, stop, EntityType.LOC, reason="list", score=0.95, cued=True)
            return stop
        if noun in self._listed_only or listed:
            return end
        stop = self.runs.capitals(end)
        self._add(end, stop, EntityType.LOC, score=0.9, cued=True)
        return stop

    def _place(self, at: int, end: int) -> int:
        words = self.words
        noun = " ".join(words.norms[at:end])
        if at and words.before(at) in _NOT_A_BRIDGE:
            return end
        if words.words[end][0].isdigit():
            match = _ROAD_NUMBER.match(words.text, words.starts[end])
            if noun in self._numbered and match:
                self._add(at, end + 1, EntityType.LOC, score=0.8, stop=match.end())
                return end + 1
            return end
        listed = self.bodies.name(end)
        if listed and self._name_wins(end, listed[0], self.runs.capitals(end), listed[1].type):
            listed = None
        if self._only_near(noun, end, listed):
            return end
        stop = self._place_end(end, listed[0] if listed and listed[1].type is EntityType.LOC else 0)
        if noun in _HAS_A_NUMBER and words.follows(stop) and re.fullmatch(r"\d", words.words[stop]):
            stop += 1
        first = at
        house = words.norms[at - 2 : at]
        if at > 1 and house[0] == "số" and house[1].isdigit() and words.gaps[at] == SPACE:
            first = at - 2
        self._add(first, stop, EntityType.LOC, score=0.85)
        return stop

    def _only_near(self, noun: str, end: int, listed: tuple[int, Name] | None) -> bool:
        """Whether what follows a noun of place is a name of its own: "biển Việt Nam", "cầu Bộ Xây dựng"."""
        words = self.words
        if listed is None:
            headed = self.known.heads.longest(words, end) is not None
            return headed and self.bodies.organisation(end, titled=False) > end + 1
        if noun == "biển" and listed[1].section in {"provinces", "cities"}:
            return True
        country = words.slice(end, listed[0]).lower() in self.known.countries
        return country and noun not in _NAMED_AFTER_COUNTRIES

    def _place_end(self, end: int, listed: int) -> int:
        """Read the proper part of a place: capitals, topics in capitals, "Cái Lớn - Cái Bé"."""
        words = self.words
        stop = max(listed, self.runs.capitals(end))
        while stop + 1 < len(words) and words.gaps[stop] == JOIN and words.caps[stop]:
            further = self.runs.capitals(stop)
            if words.text[words.ends[stop - 1] : words.starts[stop]].strip() not in {"-", "–"}:
                break
            stop = further
        if stop == end + 1 and words.vietnamese(end):
            topic = self.known.topics.longest(words, end)
            if topic and topic[0] > stop:
                return topic[0]
        return stop

    def _body(self, _at: int, end: int) -> int:  # noqa: PLR0911 - rules in order
        words = self.words
        if words.words[end][0].isdigit():
            return end
        if self.known.heads.longest(words, end) and self.bodies.organisation(end, titled=False):
            return end
        listed = self.bodies.name(end)
        run = self.runs.capitals(end)
        if (
            listed
            and (listed[1].type is EntityType.ORG or listed[1].type is EntityType.DOC)
            and listed[0] >= run
        ):
            self._add(end, listed[0], EntityType.ORG, reason="list", score=0.95, cued=True)
            return listed[0]
        if listed and listed[1].type is EntityType.LOC and (listed[0] >= run or self.runs.ambiguous(end)):
            return end
        if self.runs.is_plain_word(end, run) or self._title_ahead(end):
            return end
        if words.vietnamese(end) and run == end + 1 and words.follows(run) and not words.caps[run]:
            topic = self.known.topics.longest(words, end)
            if topic is None:
                return end
            run = topic[0]
        self._add(end, run, EntityType.ORG, score=0.85, cued=True, stop=self.runs.stop(end, run))
        return run

    def _title_ahead(self, at: int) -> bool:
        found = self.known.cues.longest(self.words, at)
        return found is not None and found[1] is Cue.OFFICE and found[0] > at + 1

    def _product(self, at: int, end: int) -> int:
        listed = self.bodies.name(end)
        if listed:
            return listed[0] if self.words.norms[at] in {"tiếng", "chữ"} else end
        stop = self.runs.capitals(end)
        while stop < len(self.words) and self.words.gaps[stop] in (SPACE, JOIN):
            if not (self.words.words[stop][0].isdigit() or self.words.caps[stop]):
                break
            stop += 1
        vietnamese = all(self.words.vietnamese(index) for index in range(end, stop))
        return end if vietnamese and stop > end + 1 else stop

    def _team(self, at: int, end: int) -> int:
        listed = self.bodies.name(end)
        if listed and listed[1].type is EntityType.LOC:
            self._add(at, listed[0], EntityType.ORG, score=0.9)
            return listed[0]
        return end

    # -- capitalised words

    def _capital(self, at: int, cue: tuple[int, Cue] | None) -> int:
        words = self.words
        if self.title and (at > self.title.end or self.title.cue is Cue.KINSHIP):
            end = self._person_after_body(at)
            if end:
                return end
        best, kind, stop = self._body_at(at)
        cue_end = cue[0] if cue else 0
        if cue and best > cue_end and self._plain_noun(at, *cue):
            best = cue_end
        whole = best >= cue_end and cue is not None and cue[1] in _NOUNS and not words.cap_follows(cue_end)
        if cue and not whole and cue_end >= best and self._announces(at, *cue):
            return self._cue(at, *cue) or cue_end
        if best:
            listed = self.bodies.name(at)
            entity = listed[1].canonical if listed and listed[0] == best else ""
            run = self.runs.capitals(at)
            if listed and listed[0] == best and self._name_wins(at, best, run, kind):
                return self._run(at, run)
            waits = self.title
            self._add(
                at, best, kind, reason="list" if entity else "rule", score=0.9, stop=stop, entity=entity
            )
            self.title = waits
            return best
        return self._run(at, self.runs.capitals(at))

    def _plain_noun(self, at: int, end: int, cue: Cue) -> bool:
        """Whether a noun is capitalised only because it opens the sentence: "Tổ chức FAO"."""
        words = self.words
        if not words.opening[at]:
            return False
        noun = " ".join(words.norms[at:end])
        topic = self.known.topics.longest(words, end) if end < len(words) else None
        return cue is Cue.BODY and noun in self.bodies.not_alone and topic is None

    def _person_after_body(self, at: int) -> int:
        """Read "Lương Tam Quang" in "Bộ trưởng Bộ Công an Lương Tam Quang"."""
        if self.known.heads.longest(self.words, at) and self._body_at(at)[0] > at + 1:
            return 0
        listed = self.bodies.name(at)
        if listed and listed[0] >= self.runs.capitals(at) and not self.runs.name_like(at, listed[0]):
            return 0
        return self._person(at) if self.words.gaps[at] == SPACE else 0

    def _announces(self, at: int, end: int, cue: Cue) -> bool:
        """Whether a capitalised cue is one: kinship words are names unless they open a sentence."""
        words = self.words
        if cue is Cue.KINSHIP and end == at + 1:
            return words.opening[at] and words.cap_follows(end)
        if cue in (Cue.PRODUCT, Cue.BODY, Cue.CLASSIFIER, Cue.WORK):
            return words.opening[at]
        if cue is Cue.PLACE:
            return words.follows(end) and (words.caps[end] or words.words[end][0].isdigit())
        if cue is Cue.OFFICE and end == at + 1 and not words.opening[at]:
            single = self.known.surnames | self.known.given
            return words.norms[at] not in single or words.words[at].isupper()
        return True

    def _body_at(self, at: int) -> tuple[int, EntityType, int]:
        """Return the longest body, event, document or listed name at ``at``: end, type, end offset."""
        listed = self.bodies.name(at)
        best, kind, stop = 0, EntityType.ORG, 0
        if listed:
            best, kind = listed[0], listed[1].type
            stop = self.words.ends[best - 1]
            if kind is EntityType.EVENT:
                stop = self.bodies.edition(best)
                best = self._after(stop, best - 1)
            elif kind is EntityType.ORG:
                best = self._of_state(at, listed[0], listed[1].section)
                stop = self.words.ends[best - 1]
        organisation = self.bodies.organisation(at, titled=self.title is not None)
        if organisation > best:
            best, kind, stop = organisation, EntityType.ORG, self.words.ends[organisation - 1]
        for finder, what in ((self.bodies.event, EntityType.EVENT), (self.bodies.document, EntityType.DOC)):
            end, offset = finder(at)
            if end > best or (end and offset > stop):
                best, kind, stop = max(end, best), what, offset
        return best, kind, stop

    def _of_state(self, at: int, end: int, section: str) -> int:
        """Add the country or province to a body of state: "Chính phủ Việt Nam", "Bộ Công an Việt Nam"."""
        words = self.words
        single = words.slice(at, end) in {"Đảng", "Nhà nước", "Trung ương", "Nhà Trắng", "Lầu Năm Góc"}
        if section == "state" and not single and words.cap_follows(end):
            place = self.bodies.place(end)
            run = self.runs.capitals(end)
            if place and not (self.title and run > place and self.runs.ambiguous(end)):
                return place
        return end

    def _name_wins(self, at: int, end: int, run: int, kind: EntityType) -> bool:
        """Whether the capitals go on past a listed place as a person's name: "Đức Anh", "Mỹ Linh"."""
        words = self.words
        if kind is EntityType.ORG and run > end:
            return self.runs.is_foreign_body(at, run)
        if kind is not EntityType.LOC or run <= end:
            return False
        if self.runs.ambiguous(at) and end == at + 1:
            return words.vietnamese(end) and not self.bodies.name(end)
        if self.runs.is_foreign_body(at, run):
            return True
        return (
            words.norms[at] in self.known.surnames
            and run - at >= _LEAST_SURNAMED
            and end == at + 2
            and (self.known.person_like(words.norms[at:run]))
        )

    def _listed(self, at: int) -> int:
        listed = self.bodies.name(at)
        if not listed:
            return 0
        self._add(at, listed[0], listed[1].type, reason="list", score=0.9, entity=listed[1].canonical)
        return listed[0]

    def _run(self, at: int, end: int) -> int:
        first = self.runs.strip(at, end)
        if first > at:
            return first
        judged = self.runs.judge(at, end)
        if judged:
            self._add(
                at, end, judged.type, score=judged.score, stop=self.runs.stop(at, end), cued=judged.cued
            )
        return end

    def _add(
        self,
        first: int,
        end: int,
        kind: EntityType,
        *,
        reason: str = "rule",
        score: float,
        stop: int = 0,
        title: str = "",
        entity: str = "",
        cued: bool = False,
    ) -> None:
        start, offset = self.words.starts[first], stop or self.words.ends[end - 1]
        self.found.append(Span(start, offset, kind, reason, score, title=title, entity=entity, cued=cued))
