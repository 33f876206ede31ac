"""Russian bodies, places, documents and events that a noun names: «Лимнологический институт»."""

from __future__ import annotations

import re

from reader.entities.gazetteers import Name
from reader.entities.russian_lists import Lists
from reader.entities.tokens import JOIN, SPACE, Words
from reader.models import EntityType

_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими|ей)$")
_GENITIVE = re.compile(
    r"(?:ых|их|ого|его|ой|ей|ий|ов|ев|ии|ия|ья|ки|ры|ты|ны|ды|лы|сы|зы|вы|бы|пы|мы|ства|ства|ста|та|на|ра|ка|ла|"
    r"да|са|за|ва|ма|ел|дел|сти|ти|ни|ли|ви|ри|ля|ня|ря|жи|ши|чи|щи|ги|хи|лем|рамм|стем)$"
)
_VERB = re.compile(r"(?:[аеёиуыя]л[аио]?|ть|ся|сь|[еёи]т|[юуая]т|нуло?|кой|вый|ный|ские|кий)$")
_NOUNS_LIKE_VERBS = frozenset(
    ("дел", "сил", "правил", "чисел", "начал", "путей", "гонок", "наук", "прав", "дорог")
)
_DATIVE = re.compile(r"(?:ии|ию|ям|ам|ым|им|ому|ему|ой|ке|де|те|ству|ости|ых|их|ов|ев|ей|ия|у|ю)$")
_STOPS = frozenset(
    ("был", "была", "были", "и", "в", "на", "с", "от", "к", "из", "для", "подписали", "принят")
)
_ADJECTIVES = 9
_TAIL = 6
_REACH = 4
_LEAST = 3


class Bodies:
    """Tells where the name ends that a noun makes of the words before and after it."""

    def __init__(self, words: Words, known: Lists) -> None:
        self.words = words
        self.known = known

    def name(self, at: int) -> tuple[int, Name] | None:
        """Return the end and entry of the longest listed name that begins at word ``at``."""
        for end, name in self.known.names.matches(self.words, at):
            if name.fits(self.words, at):
                return end, name
        return None

    def end(self, at: int) -> tuple[int, EntityType] | None:
        """Return the end and type of what begins at the capitalised word ``at``, None if no noun tells."""
        words, known = self.words, self.known
        noun = at
        while noun < len(words) and (noun == at or self._goes_on(noun, at)):
            word = words.norms[noun]
            railway = word.startswith("дорог") and words.norms[noun - 1].startswith("железн")
            if railway or (word in known.heads and (noun > at or len(word) > _LEAST)):
                end = self.number(self._purpose(self.genitives(noun + 1)))
                return None if noun == at and end == noun + 1 else (end, EntityType.ORG)
            if word in known.place_nouns and noun > at:
                return self._place(noun), EntityType.LOC
            if word in known.event_nouns:
                end = self._event(noun)
                return (end, EntityType.EVENT) if noun > at or end > noun + 1 else None
            if word in known.documents:
                end = self._document_tail(noun + 1, bare=noun == at)
                return (end, EntityType.DOC) if noun > at or end > noun + 1 else None
            if not self._before_noun(noun) or (noun > at and words.caps[noun] and word in known.male):
                return None
            noun += 1
        return None

    def _goes_on(self, noun: int, at: int) -> bool:
        return noun - at < _ADJECTIVES and self.words.gaps[noun] in (SPACE, JOIN)

    def _before_noun(self, at: int) -> bool:
        """Whether this is an adjective, the first half of one («научно-технический»), or joins two."""
        words = self.words
        half = at + 1 < len(words) and words.gaps[at + 1] == JOIN and words.text[words.ends[at]] == "-"
        return half or words.norms[at] == "и" or bool(_ADJECTIVE.search(words.words[at]))

    def _place(self, noun: int) -> int:
        """Read on in «Большой зал Московской консерватории», «Республика Алтай»."""
        words = self.words
        if words.norms[noun].startswith(("зал", "республик")) and words.cap_follows(noun + 1):
            listed = self.name(noun + 1)
            return listed[0] if listed else noun + 1
        return noun + 1

    def _event(self, noun: int) -> int:
        """Read on in «Кубок Гагарина», «Чемпионат мира по футболу»."""
        words = self.words
        end = noun + 1
        if words.cap_follows(end) and not words.words[end].isupper():
            listed = self.name(end)
            return listed[0] if listed else end + 1
        if words.follows(end) and words.norms[end] in {"мира", "европы"}:
            end += 1
        return end

    def _document_tail(self, end: int, *, bare: bool) -> int:
        """Read on in «Конвенция ООН против киберпреступности»; a name with an adjective needs no owner."""
        words = self.words
        while bare and words.cap_follows(end):
            listed = self.name(end)
            end = listed[0] if listed else end + 1
        if words.follows(end) and words.norms[end] in {"о", "об", "против", "по"}:
            stop = end + 1
            while words.follows(stop) and stop - end <= _TAIL and words.norms[stop] not in _STOPS:
                listed = self.name(stop) if words.caps[stop] else None
                stop = listed[0] if listed else stop + 1
            if "между" in words.norms[end:stop] and words.follows(stop + 1) and words.norms[stop] == "и":
                listed = self.name(stop + 1)
                stop = listed[0] if listed else stop
            return stop if stop > end + 1 else end
        return end

    def genitives(self, end: int) -> int:
        """Return the end of the genitives from ``end``: «иностранных дел России», «имени А. Н. Северцова»."""
        words = self.words
        first = end
        while words.follows(end) and end - first < _TAIL:
            if words.caps[end]:
                last = self._owner(end, near=end == first)
                if last:
                    return last
                alone = end == first and not words.cap_follows(end + 1) and _GENITIVE.search(words.norms[end])
                if not alone or _ADJECTIVE.search(words.norms[end]) or words.norms[end] in self.known.male:
                    break
            elif words.norms[end] == "имени" and words.cap_follows(end + 1):
                return self.namesake(end + 1)
            elif words.norms[end] == "и" and end > first and self._genitive(end + 1):
                end += 1
            elif not self._genitive(end):
                break
            end += 1
        # An adjective without its noun is no end: «Федерация лыжных», «Институт Верхней».
        while end > first and (words.norms[end - 1] == "и" or re.search("[ыи]х$", words.norms[end - 1])):
            end -= 1
        return end

    def namesake(self, at: int) -> int:
        """Return the end of «А. Н. Северцова», «Николая II», which begins at word ``at``."""
        words = self.words
        first = at
        while words.caps[at] and len(words.words[at]) == 1 and at + 1 < len(words):
            at += 1
        end = at + 1
        while at == first and words.cap_follows(end) and end - at < _LEAST:
            if _ADJECTIVE.search(words.norms[end]):
                break
            end += 1
        return end

    def _owner(self, end: int, *, near: bool) -> int:
        """Return the end of the place whose institution this is, 0 if it is none.

        A body may own it where nothing else stands between (``near``): «Генеральная Ассамблея ООН».
        """
        words = self.words
        listed = self.name(end)
        if listed and (listed[1].type is EntityType.LOC or (near and listed[1].type is EntityType.ORG)):
            return listed[0]
        if near and words.words[end].isupper() and len(words.words[end]) > _LEAST - 1:
            return end + 1
        place = self.name(end + 1) if words.cap_follows(end + 1) else None
        if place and place[1].type is EntityType.LOC and _ADJECTIVE.search(words.norms[end]):
            return place[0]
        headed = self.end(end)
        return headed[0] if headed and headed[1] is EntityType.LOC else 0

    def _genitive(self, at: int) -> bool:
        words = self.words
        if not words.follows(at) or words.caps[at]:
            return False
        word = words.norms[at]
        if word in _NOUNS_LIKE_VERBS:
            return True
        return (
            len(word) >= _LEAST
            and bool(_GENITIVE.search(word))
            and not _VERB.search(word)
            and word not in self.known.titles
        )

    def _purpose(self, end: int) -> int:
        """Read on in «Управление по координации гуманитарных вопросов», «по Новосибирской области»."""
        words = self.words
        if not (words.follows(end) and words.norms[end] in {"по", "при"} and words.follows(end + 1)):
            return end
        if words.caps[end + 1]:
            return self._owner(end + 1, near=False) or end
        stop = end + 1
        while (
            words.follows(stop)
            and not words.caps[stop]
            and stop - end <= _REACH
            and _DATIVE.search(words.norms[stop])
            and words.norms[stop] not in self.known.titles
        ):
            stop += 1
        return stop if stop > end + 1 else end

    def number(self, end: int) -> int:
        """Return the end of a number from ``end``: «школа № 4»."""
        words = self.words
        numbered = end < len(words) and words.words[end].isdigit()
        return (
            end + 1
            if numbered and words.text[words.ends[end - 1] : words.starts[end]] in (" № ", " №")
            else end
        )
