"""Where paragraphs, sentences, words and syllables begin and end.

Every function yields ``(start, end)`` pairs of code points into the whole text it is given, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]


_WORDS_A_MINUTE = 220


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_LETTERS = r"[^\W_][\u0300-\u036f]*"
_SYLLABLE = re.compile(rf"(?:{_LETTERS})+")
# A word keeps what is written inside it: 1.000, 15/2020/NĐ-CP, don't, чёрно-белый.
_WORD = re.compile(rf"(?:{_LETTERS})+(?:[-‐‑'’.,/:](?:{_LETTERS})+)*")
_TOKEN = re.compile(r"\S+")

_STOP = re.compile(r"(?:[.!?…]+)[\"'”’»)\]]*(?=\s+[\"'“‘«„(\[–—-]*\s?\S)|\n+")
_OPENERS = "\"'“‘«„([–—- "
_ABBREVIATIONS = _words(
    """
    tp tx tt ts th ths gs pgs bs ks cn nsưt nsnd ông q p h đ/c v.v vd tr st nxb đt mr mrs ms dr prof st
    sr jr gen col lt sgt capt gov sen rep rev hon inc ltd co corp vs etc e.g i.e u.s u.k u.n jan feb
    mar apr jun jul aug sept sep oct nov dec a.m p.m г гг в вв н.э т.д т.п т.е т.к др пр им ул д кв обл
    р руб коп тыс млн млрд см рис стр св акад проф ст янв февр фев мар апр авг сент сен окт нояб ноя
    дек
    """
)
# These end a sentence as often as not: a capital letter after them begins a new one.
_ENDING = _words(
    """
    v.v etc inc ltd co corp a.m p.m г гг в вв н.э т.д т.п др руб коп тыс млн млрд
    """
)
_NUMBER_OR_INITIAL = re.compile(r"(?:[A-ZĐА-ЯЁ]|\d{1,3})\Z")
_LAST_WORD = re.compile(r"[^\s(\[\"'“«]+\Z")


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the stretches of ``text`` between blank lines."""
    for match in _PARAGRAPH.finditer(text):
        yield match.span()


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of ``text[start:end]`` without the spaces between them.

    A full stop after an abbreviation, an initial or a list number ends nothing.
    """
    stop = len(text) if end is None else end
    begin = start
    for match in _STOP.finditer(text, start, stop):
        if _ends_sentence(text, begin, match, stop):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, stop)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the words of ``text[start:end]``; hyphens, apostrophes and signs in numbers stay inside."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def syllables(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield runs of letters and digits: Vietnamese writes each syllable as one."""
    for match in _SYLLABLE.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def count_words(text: str) -> int:
    """Count the tokens between spaces that hold a letter or a digit."""
    return sum(any(char.isalnum() for char in match.group()) for match in _TOKEN.finditer(text))


def _ends_sentence(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    mark = match.group()
    if mark[0] == "\n":
        return True
    position = match.end()
    while position < stop and (text[position].isspace() or text[position] in _OPENERS):
        position += 1
    if position >= stop or text[position].islower():
        return False
    last = _LAST_WORD.search(text, begin, match.start())
    return (
        mark != "." or last is None or _stop_ends(last.group(), text[position], first=last.start() == begin)
    )


def _stop_ends(word: str, following: str, *, first: bool) -> bool:
    """Whether a full stop after ``word`` ends a sentence; ``first`` where the word begins it."""
    if word.lower() in _ENDING:
        return following.isupper()
    if word.lower() in _ABBREVIATIONS:
        return False
    if word.isdigit() and not first:
        return True
    return _NUMBER_OR_INITIAL.fullmatch(word) is None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def minutes_to_read(words: int) -> int:
    """Return how long ``words`` words (in Vietnamese: syllables) take to read, in minutes, at least one."""
    return max(1, round(words / _WORDS_A_MINUTE))
