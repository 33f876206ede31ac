"""Reading what was typed. Every string is a query: what cannot be parsed is read as words, and said so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reader.search import dates
from reader.search.marks import Marker, Needle, Together
from reader.search.nodes import EVERYTHING, And, Dates, Field, Near, Node, Not, Or, Phrase, Value, Word
from reader.search.vocabulary import (
    COMPARED,
    FIELDS,
    FLAGS,
    LANGUAGES,
    LOCAL_OPERATORS,
    OPERATORS,
    held,
    look_up,
)
from reader.text.fold import WORD, words
from reader.text.normalise import nfc

_OPEN, _CLOSE = '"“”„«', '"“”»'
_QUOTE = re.compile(f"[{_OPEN}]([^{_OPEN}{_CLOSE}]*)([{_CLOSE}]?)(?:~(\\d{{1,2}}))?")
# Without its number it is an operator in capitals only.
_NEAR = re.compile(r"(?:NEAR|GẦN|РЯДОМ|(?i:NEAR|GẦN|РЯДОМ)(?=/))(?:/(\d{1,3}))?(?=[\s(]|$)")
_FIELD = re.compile(r"([^\W\d][\w-]*)\s?:(?!//)")
_LONG_FIELDS = tuple(  # of three words and of two
    re.compile(rf"([^\W\d][\w-]*(?: [^\W\d][\w-]*){{{more}}})\s?:(?!//)") for more in (2, 1)
)
_DATE_SIGN = re.compile(r"([^\W\d][\w-]*)\s?(?=[<>≤≥])")
_PLAIN = re.compile(f"[^\\s(){_OPEN}{_CLOSE}]+")
_TWO_PLAIN = re.compile(f"{_PLAIN.pattern} {_PLAIN.pattern}")
_THREE_PLAIN = re.compile(f"{_TWO_PLAIN.pattern} {_PLAIN.pattern}")
_GOES_ON = re.compile(r"[\w/-]|\.\d")  # after a date: it was none
_BARE_MONTH = re.compile(r"\d{1,2}(?![\d/.-])")
_FINISHED = re.compile(f"(?:[\\s)]|\\w[*~{_CLOSE}]|[{_CLOSE}](?:~\\d*)?)$")
_DATED = frozenset({"date", "year", "month"})
_FUZZY = re.compile(r"~(\d?)$")
# Signs of other query languages: weights, likeness as a fraction, places that are left open.
_FOREIGN = re.compile(r"(?<=\w)\^\d+(?:\.\d+)?$|(?<=~)\d?\.\d+$")
_OPEN_PLACE = re.compile(r"(?<!\S)[*?]+\w|\w[*?]+\w")
_ADDRESS = re.compile(r"[/=&]")
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_]\w+)?")
_IN_TEXTS = frozenset(  # fields whose words are looked for in the opened article, too
    {"title", "body", "note", "highlight", "entity", "person", "org", "place", "event", "doc"}
)
_DEEPEST = 40
_NEAR_DEFAULT = 10


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query: its meaning, and how it was read where something in it could not be parsed."""

    node: And
    reading: str = ""

    @property
    def marker(self) -> Marker:
        """What finds the query's words in a text."""
        shown = list(dict.fromkeys(_shown(self.node)))
        loose = [node for node in shown if isinstance(node, Near) or node.slop > 1]
        close = [_needles(node) for node in shown if isinstance(node, Phrase) and node.slop == 1]
        return Marker(tuple(dict.fromkeys(close)), tuple(map(_together, loose)))

    @property
    def has_words(self) -> bool:
        """Whether anything is looked for in texts."""
        return any(True for _ in _shown(self.node))


def parse(text: str, *, typing: bool = False, today: date | None = None) -> Parsed:
    """Read a query. With ``typing`` its last word is not finished: it stands for all words that begin so.

    A space, a closing quote or a bracket after it finishes it.
    """
    reader = _Reader(nfc(text), today)
    node = reader.read()
    if typing and not _FINISHED.search(text):
        node = And(_open_last(node.parts))
    if not node.parts and (found := words(nfc(text))):
        node = And(tuple(Phrase((Word(word),)) for word in found))
        return Parsed(node, str(node))
    as_typed = text.strip() in {"", EVERYTHING} if not node.parts else not reader.repaired
    return Parsed(node, "" if as_typed else str(node))


def _open_last(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Make a prefix of the word at the end of the query."""
    if not parts:
        return parts
    last: Node = parts[-1]
    if isinstance(last, Phrase):
        word = last.words[-1]
        if not (word.prefix or word.fuzzy):
            last = Phrase((*last.words[:-1], Word(word.text, prefix=True)), last.slop, "")
    elif isinstance(last, Field):
        last = Field(last.name, _open_last((last.part,))[0])
    elif isinstance(last, (And, Or)):
        last = type(last)(_open_last(last.parts))
    return (*parts[:-1], last)


class _Reader:
    """A descent over the typed text that never fails: ``repaired`` tells that something was passed over."""

    def __init__(self, text: str, today: date | None) -> None:
        self._text = text
        self._today = today
        self._at = 0
        self._depth = 0
        letters = re.sub(r"\b(?:AND|OR|NOT|NEAR)\b", "", text)
        self._operators = OPERATORS | ({} if letters == letters.upper() else LOCAL_OPERATORS)
        self.repaired = False

    def read(self) -> And:
        parts: list[Node] = []
        while True:
            node = self._either()
            if node is not None:
                parts += node.parts if isinstance(node, And) else [node]
            if self._at >= len(self._text):
                return And(tuple(parts))
            self._at += 1  # a bracket that nothing opened
            self.repaired = True

    def _either(self) -> Node | None:
        found = [self._all()]
        while self._operator("or"):
            found.append(self._all())
        parts = tuple(part for part in found if part is not None)
        self.repaired |= len(parts) < len(found) and len(found) > 1
        return Or(parts) if len(parts) > 1 else parts[0] if parts else None

    def _all(self) -> Node | None:
        parts: list[Node] = []
        while True:
            joined = self._operator("and")
            self.repaired |= joined and not parts
            near = self._near_distance()
            node = self._unary()
            if node is None:
                self.repaired |= joined or near is not None
                break
            before = parts[-1] if parts else None
            if node == And(()):
                continue
            if near is not None and isinstance(before, (Phrase, Near)) and isinstance(node, Phrase):
                one = before if isinstance(before, Phrase) else before.other
                pair = Near(one, node, near)
                parts[-1 if isinstance(before, Phrase) else len(parts) :] = [pair]
            else:
                self.repaired |= near is not None
                parts.append(node)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _unary(self) -> Node | None:
        self._skip()
        if self._operator("not") or self._sign("-") or self._sign("!"):
            node = self._nested(self._unary)
            if node is None or node == And(()):  # else it would be all that is not everything
                self.repaired = True
                return node
            return Not(node)
        self._sign("+")
        return self._atom()

    def _sign(self, sign: str) -> bool:
        after = self._text[self._at + 1 : self._at + 2]
        if self._text.startswith(sign, self._at) and after.strip() and after not in "-+!)":
            self._at += 1
            return True
        return False

    def _nested(self, read: object) -> Node | None:
        assert callable(read)
        if self._depth >= _DEEPEST:
            self.repaired = True
            self._at = len(self._text)
            return None
        self._depth += 1
        node: Node | None = read()
        self._depth -= 1
        return node

    def _atom(self) -> Node | None:
        self._skip()
        if self._text.startswith("(", self._at):
            self._at += 1
            node = self._nested(self._either)
            self._skip()
            closed = self._text.startswith(")", self._at)
            self._at += closed
            self.repaired |= not closed
            return node if node is not None else And(())
        return self._field() or self._quoted() or self._word()

    def _field(self) -> Node | None:
        match = self._field_name()
        sign = match or _DATE_SIGN.match(self._text, self._at)
        name = look_up(FIELDS, sign[1]) if sign else None
        if sign is None or name is None or (match is None and name not in _DATED):
            return None
        start, self._at = self._at, sign.end()
        self._skip()
        if name in _DATED or name in COMPARED:
            node: Node | None = self._dates(name)
        elif name in {"is", "has"}:
            node = self._property(FLAGS, "is")
        elif name == "lang":
            node = self._property(LANGUAGES, "lang")
        else:
            inner = self._nested(self._atom)
            node = Field(name, inner) if inner is not None else None
        if node is None:
            self.repaired = True
            self._at = start
            return self._word()
        return node

    def _field_name(self) -> re.Match[str] | None:
        """Return a word before a colon; several where together they are the name of a field."""
        longer = (form.match(self._text, self._at) for form in _LONG_FIELDS)
        named = next((found for found in longer if found and look_up(FIELDS, found[1])), None)
        return named or _FIELD.match(self._text, self._at)

    def _dates(self, name: str) -> Node | None:
        quoted = self._text[self._at : self._at + 1] in f"{_OPEN}[{{" and self._at < len(self._text)
        start = self._at + quoted
        before = COMPARED.get(name, "")
        if name == "month" and _BARE_MONTH.match(self._text, start):
            before = "tháng "
        found = dates.read(f"{self._text[:start]}{before}{self._text[start:]}", start, self._today)
        if found is None or _GOES_ON.match(self._text, found[1] - len(before)):
            return None
        self._at = found[1] - len(before)
        typed = before + self._text[start : self._at]
        if quoted and self._text[self._at : self._at + 1] in f"{_CLOSE}]}}":
            self._at += 1
        return Dates(found[0], typed)

    def _property(self, table: dict[str, str], name: str) -> Node | None:
        for form in (_QUOTE, _THREE_PLAIN, _TWO_PLAIN, _PLAIN):
            match = form.match(self._text, self._at)
            value = look_up(table, match[1 if form is _QUOTE else 0]) if match else None
            if match and value:
                self._at = match.end()
                return Not(Value("is", "unread")) if value == "read" else Value(held(value, name), value)
        code = _CODE.match(self._text, self._at)
        if name == "lang" and code and not _GOES_ON.match(self._text, code.end()):
            self._at = code.end()
            return Value(name, code[1].lower())
        return None

    def _quoted(self) -> Node | None:
        match = _QUOTE.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        compounds = filter(None, map(_compound, match[1].split()))
        found = tuple(word for compound in compounds for word in compound.words)
        self.repaired |= not match[2] or not found
        return Phrase(found, int(match[3] or 0) + 1 if match[3] else 1) if found else And(())

    def _word(self) -> Node | None:
        match = _PLAIN.match(self._text, self._at)
        if match is None:
            if self._at < len(self._text) and self._text[self._at] not in "()":
                self._at += 1
                self.repaired = True
                return And(())
            return None
        if self._operators.get(match[0]) == "or":
            return None
        self._at = match.end()
        typed = _FOREIGN.sub("", match[0])
        found = _compound(typed)
        if found and (_NEAR.fullmatch(typed) or typed.startswith(":")):
            found = replace(found, typed="")
        if found and (typed != match[0] or (_OPEN_PLACE.search(typed) and not _ADDRESS.search(typed))):
            self.repaired = True
            found = replace(found, typed="")
        if found and (field := _FIELD.match(match[0])) and match[0][field.end() :]:  # a field that is none
            self.repaired = True
            found = replace(found, typed="")
        return found or self._nothing(match[0])

    def _nothing(self, typed: str) -> Node:
        self.repaired |= any(not char.isspace() for char in typed)
        return And(())

    def _operator(self, kind: str) -> bool:
        self._skip()
        match = _PLAIN.match(self._text, self._at)
        if match and self._operators.get(match[0]) == kind:
            self._at = match.end()
            return True
        return False

    def _near_distance(self) -> int | None:
        self._skip()
        match = _NEAR.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        return max(1, int(match[1] or _NEAR_DEFAULT))

    def _skip(self) -> None:
        while self._at < len(self._text) and (self._text[self._at].isspace() or self._text[self._at] == "\0"):
            self._at += 1


def _compound(typed: str) -> Phrase | None:
    """Read a word: with ``*`` a prefix, with ``~`` fuzzy, joined by signs a phrase of its parts."""
    fuzzy = _FUZZY.search(typed)
    if fuzzy and not WORD.search(typed, 0, fuzzy.start()):
        fuzzy = None
    found = [Word(word) for word in words(typed[: fuzzy.start()] if fuzzy else typed)]
    if not found:
        return None
    last = found[-1]
    if typed.endswith("*"):
        found[-1] = Word(last.text, prefix=True)
    elif fuzzy:
        found[-1] = Word(last.text, fuzzy=min(2, int(fuzzy[1] or 1)))
    parts = WORD.findall(typed)
    return Phrase(tuple(found), typed=typed if len(parts) > 1 else "")


def _shown(node: Node) -> Iterator[Phrase | Near]:
    """Yield what a node looks for in texts: words and phrases that must not be missing."""
    if isinstance(node, (Phrase, Near)):
        yield node
    elif isinstance(node, (And, Or)):
        for part in node.parts:
            yield from _shown(part)
    elif isinstance(node, Field) and node.name in _IN_TEXTS:
        yield from _shown(node.part)


def _together(node: Phrase | Near) -> Together:
    if isinstance(node, Near):
        return Together((_needles(node.one), _needles(node.other)), node.distance, ordered=False)
    return Together(tuple((needle,) for needle in _needles(node)), node.slop)


def _needles(phrase: Phrase) -> tuple[Needle, ...]:
    return tuple(Needle(word.text, word.prefix, word.fuzzy) for word in phrase.words)


def plain_words(node: Node) -> Sequence[Word]:
    """Return the words of a query's phrases, in order, that are looked for everywhere."""
    if isinstance(node, Phrase):
        return node.words
    return [word for part in node.parts for word in plain_words(part)] if isinstance(node, (And, Or)) else []
