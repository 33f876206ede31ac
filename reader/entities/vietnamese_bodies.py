"""Names that a noun opens: organisations, events, laws. "Bộ Giáo dục và Đào tạo", "Lễ ký Công ước Hà Nội"."""

from __future__ import annotations

import re

from reader.entities.gazetteers import Name, phrases
from reader.entities.tokens import COMMA, JOIN, SPACE, Words
from reader.entities.vietnamese_lists import Lists
from reader.models import EntityType

_EDITION = re.compile(
    r"(?: (?:nữ|nam|U\d\d|quốc gia))?(?: khóa [IVXLC]+)?(?: lần thứ (?:\d+|[IVXLC]+|nhất|hai|ba))?"
    r"(?: (?:(?:19|20)\d\d(?:[-/](?:20)?\d\d)?|\d\d|[IVXLC]+))?(?![\w/])(?!,\d)"
)
_YEAR = re.compile(r"(?: năm)? (?:19|20)\d\d(?![\w/])")
# "UBND tỉnh", "Công an huyện": the body of a level, where the place is left to the reader.
_LEVELS = frozenset(("tỉnh", "huyện", "quận", "xã", "phường"))
_OF_A_LEVEL = frozenset(
    ("ubnd", "hđnd", "công an", "bộ chỉ huy quân sự", "ủy ban nhân dân", "hội đồng nhân dân", "đảng bộ")
)
_BARE_YEAR = re.compile(r" (?:19|20)\d\d(?![\w/])")
_ABOUT_LIMIT = 12
_DEEPEST = 3
_LONGEST_NUMBER = 3
_WITH_A_PLACE = 3
_LONGEST_GIVEN = 4
_BEFORE_ABOUT = frozenset(("văn phòng", "ban chỉ đạo", "ủy ban", "cơ quan", "trung tâm"))
_PAIRS = frozenset((("phòng", "chống"), ("chữa", "cháy"), ("xuất", "nhập")))
# At the head of a sentence, before a country, these are common nouns: "Quân đội Israel".
_COMMON_NOUNS = frozenset(
    ("quân đội", "cảnh sát", "hải quân", "không quân", "chính quyền", "lực lượng", "công an")
)


class Bodies:
    """Finds the end of a name that a head word opens; every method returns a word index, 0 for "no name"."""

    def __init__(self, words: Words, known: Lists) -> None:
        self.words = words
        self.known = known
        self.not_alone = phrases("vi_organisation_words", "not_alone")
        self._subunits = phrases("vi_organisation_words", "subunits")
        self._parents = phrases("vi_organisation_words", "parents")
        self._place_nouns = phrases("vi_organisation_words", "place_nouns")
        self._verbs = phrases("vi_organisation_words", "verb_topics")
        self._numbered = phrases("vi_organisation_words", "numbered")
        self._before_persons = phrases("vi_organisation_words", "before_persons")
        self._edition_only = phrases("vi_events", "edition_only")

    def name(self, first: int) -> tuple[int, Name] | None:
        """Return the longest listed name at word ``first`` that is capitalised as listed."""
        for end, name in self.known.names.matches(self.words, first):
            if name.fits(self.words, first):
                word = self.known.not_countries.longest(self.words, first)
                return None if word and word[0] > end and not self.words.caps[end] else (end, name)
        return None

    def place(self, first: int) -> int:
        """Return the end of a listed place at word ``first``."""
        found = self.name(first)
        return found[0] if found and found[1].type is EntityType.LOC else 0

    def qualified_place(self, first: int) -> int:
        """Return the end of a place at ``first``, with its classifier ("tỉnh Hà Tĩnh", "TP Huế")."""
        words = self.words
        if first >= len(words):
            return 0
        for size in (2, 1):
            noun = " ".join(words.norms[first : first + size])
            after = first + size
            if noun in self._place_nouns and words.follows(after):
                if words.caps[after]:
                    return self.place(after) or self._capitals(after, limit=3)
                if words.words[after].isdigit():
                    return after + 1
        return self.place(first) if words.caps[first] else 0

    def _capitals(self, first: int, limit: int) -> int:
        end = first
        while end < len(self.words) and end - first < limit and self.words.caps[end]:
            if end > first and self.words.gaps[end] != SPACE:
                break
            end += 1
        return end

    # -- organisations

    def organisation(self, first: int, *, titled: bool, depth: int = 0) -> int:
        """Return the end of the organisation whose head begins at ``first``.

        ``titled`` tells that an office stood before, so that a person's name may follow directly.
        """
        words, known = self.words, self.known
        found = known.heads.longest(words, first)
        if found is None or not words.caps[first]:
            return 0
        end, head = found[0], found[1].lower()
        if head in known.surnames and self._person_after(first, end):
            return 0
        content = places = named = False
        position = end
        while position < len(words):
            step = self._organisation_step(position, first, head, content=content, titled=titled, depth=depth)
            if not step:
                break
            named = (
                named
                or words.norms[position] in _LEVELS
                or words.caps[position]
                or words.words[position][0].isdigit()
            )
            is_place = self.qualified_place(position) == step
            content = True
            position = end = step
            if is_place:
                places = True
                if not (position < len(words) and words.gaps[position] == JOIN and words.caps[position]):
                    break
        if not (content and (named or places)):
            return 0
        if head in _COMMON_NOUNS and words.opening[first] and places and self.place(found[0]):
            return 0
        plain = places and end - found[0] <= _WITH_A_PLACE
        return 0 if plain and head in self.not_alone else end

    def _person_after(self, first: int, at: int) -> bool:
        """Whether a head that is a surname too ("Đoàn") opens a person's name: "Đoàn Tử Huyến"."""
        words, known = self.words, self.known
        end = at
        while words.cap_follows(end):
            end += 1
        if not 1 < end - first <= _LONGEST_GIVEN or known.topics.longest(words, at) or self.name(at):
            return False
        return not words.follows(end) or (words.caps[at] and known.person_like(words.norms[at:end]))

    def _organisation_step(
        self, at: int, first: int, head: str, *, content: bool, titled: bool, depth: int
    ) -> int:
        words = self.words
        gap = words.gaps[at]
        if gap not in (SPACE, JOIN):
            return self._listed_after_comma(at) if gap == COMMA and content else 0
        if words.caps[at]:
            return self._capital_step(at, first, head, content=content, titled=titled, depth=depth)
        if words.words[at][0].isdigit():
            numbered = (not content and head in self._numbered) or (
                content and len(words.words[at]) <= _LONGEST_NUMBER
            )
            closes = (
                at + 1 >= len(words) or words.gaps[at + 1] != SPACE or words.norms[at + 1] in self.known.stops
            )
            return at + 1 if numbered and (not content or closes or words.caps[at + 1]) else 0
        return self._lower_step(at, head, content=content)

    def _capital_step(  # noqa: PLR0911 - rules in order
        self, at: int, first: int, head: str, *, content: bool, titled: bool, depth: int
    ) -> int:
        words, known = self.words, self.known
        inner = self._nested(at, titled=titled, depth=depth)
        if inner:
            part = head in self._subunits and inner[1] in self._parents
            return inner[0] if part or not content else 0
        if content and self._title_at(at):
            return 0
        listed = self.name(at)
        topic = known.topics.longest(words, at)
        if topic and listed and topic[0] > listed[0]:
            return topic[0]
        if listed and (listed[1].type in (EntityType.LOC, EntityType.ORG) or not content):
            if content and listed[1].type is EntityType.ORG and head not in self._subunits:
                return 0
            return listed[0]
        if topic:
            return topic[0]
        place = self.qualified_place(at)
        if place:
            return place
        if (
            (content or head in self._before_persons)
            and titled
            and words.norms[at] in known.surnames
            and words.cap_follows(at + 1)
        ):
            return 0
        return self._compound(at, first)

    def _nested(self, at: int, *, titled: bool, depth: int) -> tuple[int, str] | None:
        """Return the end and the head of an organisation that begins inside another one's name."""
        words = self.words
        found = self.known.heads.longest(words, at) if words.gaps[at] == SPACE else None
        place = self.place(at)
        if found is None or place > found[0] or depth >= _DEEPEST:
            return None
        if found[0] == at + 1 and not words.cap_follows(at + 1):
            return None
        end = self.organisation(at, titled=titled, depth=depth + 1) or self._listed_organisation(at)
        return (end, found[1].lower()) if end else None

    def _compound(self, at: int, first: int) -> int:
        """Take a capital, and the lower-case syllable after it where the two seem to be one word."""
        words, known = self.words, self.known
        after = at + 1
        paired = at - 1 > first and words.caps[at - 1] and words.gaps[at] == SPACE
        lower = words.follows(after) and not words.caps[after] and words.norms[after] not in known.stops
        if paired or not lower or words.norms[at] in known.surnames or len(words.words[at]) == 1:
            return after
        return after + 1 if words.vietnamese(at) and words.vietnamese(after) else after

    def _listed_organisation(self, at: int) -> int:
        found = self.name(at)
        return found[0] if found and found[1].type is EntityType.ORG else 0

    def _title_at(self, at: int) -> bool:
        found = self.known.cues.longest(self.words, at)
        return found is not None and found[0] > at + 1

    def _lower_step(self, at: int, head: str, *, content: bool) -> int:
        words, known = self.words, self.known
        word = words.norms[at]
        if word == "số" and content and words.follows(at + 1) and words.words[at + 1].isdigit():
            return at + 2
        if word in ("và", "&"):
            return self._after_and(at) if content else 0
        place = self.qualified_place(at)
        if place:
            return place
        if not content and word in _LEVELS and head in _OF_A_LEVEL:
            return at + 1
        topic = known.topics.longest(words, at)
        if topic:
            phrase = " ".join(words.norms[at : topic[0]])
            return 0 if phrase in self._verbs or words.gaps[at] != SPACE else topic[0]
        return self.about(at) if word == "về" and content and head in _BEFORE_ABOUT else 0

    def _after_and(self, at: int) -> int:
        words, known = self.words, self.known
        after = at + 1
        if not words.follows(after) or self.name(after) or known.heads.longest(words, after):
            return 0
        topic = known.topics.longest(words, after)
        if topic and (words.caps[after] or not words.caps[at - 1]):
            return topic[0]
        compound = (
            words.caps[after]
            and words.follows(after + 1)
            and not words.caps[after + 1]
            and words.norms[after] not in known.surnames
            and words.norms[after + 1] not in known.stops
        )
        return after + 2 if compound else 0

    def _listed_after_comma(self, at: int) -> int:
        """Read on in "Bộ Văn hóa, Thể thao và Du lịch": a topic, then "và" and another."""
        words = self.words
        topic = self.known.topics.longest(words, at) if words.caps[at] else None
        if topic and words.follows(topic[0]) and words.norms[topic[0]] == "và":
            return self._after_and(topic[0])
        return 0

    def about(self, at: int) -> int:
        """Return the end of "về ..." after word ``at``: up to a mark or a word that opens a predicate."""
        words = self.words
        end = at + 1
        while end < len(words) and end - at < _ABOUT_LIMIT and words.gaps[end] in (SPACE, COMMA):
            word = words.norms[end]
            topic = self.known.topics.longest(words, end)
            if topic and words.gaps[end] == SPACE:
                end = topic[0]
                continue
            if word in self.known.stops and word not in {"và", "các", "những", "trong"}:
                break
            if words.gaps[end] == COMMA and not topic and (words.norms[end - 1], word) not in _PAIRS:
                break
            if word == "và" and not (end + 1 < len(words) and self.known.topics.longest(words, end + 1)):
                break
            end += 1
        while end > at + 1 and words.norms[end - 1] in {"và", "các", "trong"}:
            end -= 1
        return end if end > at + 1 else 0

    # -- events

    def edition(self, end: int) -> int:
        """Return the code point after the edition or year that follows word ``end`` - 1."""
        words = self.words
        stop = words.ends[end - 1]
        match = _EDITION.match(words.text, stop)
        place = self.place(end) if words.cap_follows(end) else 0
        if place and _YEAR.match(words.text, words.ends[place - 1]):
            match = _EDITION.match(words.text, words.ends[place - 1])
        return match.end() if match else stop

    def event(self, first: int) -> tuple[int, int]:
        """Return the end of the event whose head begins at ``first``, in words and in code points."""
        words, known = self.words, self.known
        found = known.events.longest(words, first)
        if found is None or not words.caps[first]:
            return 0, 0
        position = end = found[0]
        proper = False
        while position < len(words) and words.gaps[position] in (SPACE, JOIN):
            step, named = self._event_step(position)
            if not step:
                break
            proper = proper or named
            position = end = step
        stop = self.edition(end)
        dated = stop > words.ends[end - 1]
        if found[1].lower() in self._edition_only and not dated:
            return 0, 0
        if not (proper or dated) or (dated and end == found[0] and len(found[1].split()) == 1):
            return 0, 0
        while end < len(words) and words.ends[end] <= stop:
            end += 1
        return end, stop

    def _event_step(self, at: int) -> tuple[int, bool]:  # noqa: PLR0911 - rules in order
        words, known = self.words, self.known
        document = self.document(at)
        if document[0]:
            return document[0], True
        head = known.heads.longest(words, at) if words.caps[at] else None
        listed = self.name(at) if words.caps[at] or words.norms[at] in {"châu", "miền"} else None
        if head and head[0] > at + 1 and (listed is None or head[0] > listed[0]):
            return self.organisation(at, titled=False) or head[0], True
        if listed and listed[1].type is not EntityType.DOC:
            return listed[0], True
        tail = known.event_tails.longest(words, at)
        if tail and (words.caps[at] or " ".join(words.norms[at : tail[0]]) not in self._verbs):
            return tail[0], words.caps[at]
        if words.caps[at] and words.norms[at] not in known.starters:
            return at + 1, True
        if words.norms[at] == "và" and words.follows(at + 1):
            return self._event_step(at + 1) if words.caps[at + 1] else (0, False)
        return 0, False

    # -- documents

    def document(self, first: int) -> tuple[int, int]:
        """Return the end of the law or treaty whose head begins at ``first``, in words and in code points."""
        words, known = self.words, self.known
        found = known.documents.longest(words, first)
        if found is None or not words.caps[first]:
            return 0, 0
        end, head = found[0], found[1].lower()
        if head in {"luật", "bộ luật", "pháp lệnh", "đạo luật"}:
            stop = self._law(end)
        elif head in {"nghị quyết", "quy hoạch", "chiến lược", "thỏa thuận", "báo cáo", "đề án", "quy chế"}:
            stop = self._titled(end, capital_only=True)
        else:
            stop = self._titled(end, capital_only=False)
        if not stop:
            return 0, 0
        year = _BARE_YEAR.match(words.text, words.ends[stop - 1])
        return stop, year.end() if year else words.ends[stop - 1]

    def _law(self, at: int) -> int:
        words, known = self.words, self.known
        if not words.cap_follows(at):
            return 0
        listed = known.laws.longest(words, at)
        topic = known.topics.longest(words, at)
        end = max(listed[0] if listed else 0, topic[0] if topic else 0)
        if end:
            return end
        end = at + 1
        while words.follows(end) and words.caps[end]:
            end += 1
        compound = words.follows(end) and words.norms[end] not in known.stops and words.vietnamese(at)
        return end + 1 if compound and end == at + 1 else end

    def _titled(self, at: int, *, capital_only: bool) -> int:
        words = self.words
        end = at
        if (
            not capital_only
            and words.follows(end)
            and words.norms[end] == "của"
            and words.cap_follows(end + 1)
        ):
            end += 1
        while words.follows(end):
            listed = self.name(end)
            topic = self.known.topics.longest(words, end) if words.caps[end] else None
            if listed and listed[1].type in (EntityType.LOC, EntityType.ORG):
                end = listed[0]
                if words.gaps[end : end + 1] == [JOIN] and words.caps[end]:
                    continue
            elif topic:
                end = topic[0]
            elif words.caps[end] and not self._title_at(end):
                end += 1
            else:
                break
        named = end > at
        if words.follows(end) and words.norms[end] == "về" and (named or not capital_only):
            end = self.about(end) or end
        return end if end > at and words.norms[end - 1] != "của" else 0
