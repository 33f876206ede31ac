"""What Russian quotation marks name: «Роснефть», «Мастер и Маргарита», закон «Об охране озера Байкал»."""

from __future__ import annotations

import re

from reader.entities.russian_lists import lists
from reader.entities.spans import Span
from reader.entities.tokens import Words
from reader.models import EntityType

_QUOTED = re.compile(r"«([^«»\n]{2,60})»")
_LAW = re.compile(
    r"(?i:\b(?:федеральн\w+ |конституционн\w+ )*"
    r"(?:закон|указ|постановлен|приказ|распоряжен|директив|резолюц|письм)\w*)"
    r"(?: президента| правительства| [Мм]ин[а-я]+| рф| РФ| России|,)*"
    r"(?: от \d[\d. а-я]{4,20}?(?:года|г\.)?)? ?"
    r"(?:№ ?[\w/-]*\w(?: «[^«»\n]{3,120}»)?|«[^«»\n]{3,120}»)"
    r"|\bГОСТ(?: Р)?(?: ИСО)? \d[\d./-]*\d"
    r"|\b[Зз]акон\w{0,3} об? [а-яё]+ (?:данных|лицах|деятельности|агентах|образовании|тайне|суверенитете)\b"
)
_MOST_WORDS = 4
_SPEECH = re.compile(r"[,.!?…]$")
_GUESSED = 0.6
_PLACED = 0.91


def find(text: str, words: Words) -> list[Span]:
    """Return the bodies, events and places in quotation marks, and laws by their number or title."""
    laws = [Span(match.start(), match.end(), EntityType.DOC, score=0.9) for match in _LAW.finditer(text)]
    starts = {start: index for index, start in enumerate(words.starts)}
    quoted = [
        span
        for match in _QUOTED.finditer(text)
        if (at := starts.get(match.start(1))) is not None and words.caps[at]
        for span in [_quoted(words, at, match)]
        if span is not None
    ]
    return [*laws, *quoted]


def _quoted(words: Words, at: int, match: re.Match[str]) -> Span | None:  # noqa: PLR0911 - rules in order
    """Return what the quotation that begins with word ``at`` names, by the noun before it or by the lists."""
    known = lists()
    listed = known.names.longest(words, at)
    if listed and words.ends[listed[0] - 1] == match.end(1) and listed[1].type is EntityType.ORG:
        return Span(*match.span(1), EntityType.ORG, score=0.9, cued=True, entity=listed[1].canonical)
    placed = listed is not None and words.ends[listed[0] - 1] == match.end(1)
    before = ""
    if at and match.start() - words.ends[at - 1] <= 1:
        before = words.words[at - 1]
    if before.lower() in known.quoted or before in known.quoted:
        return Span(*match.span(1), EntityType.ORG, score=0.9, cued=True)
    if before.lower() in known.event_nouns or before.lower() in known.quoted_events:
        return Span(*match.span(1), EntityType.EVENT, score=0.9, cued=True)
    if before.lower() in known.quoted_places:
        return Span(*match.span(1), EntityType.LOC, score=0.9, cued=True)
    if re.search(r"-\d+$", match.group(1)):
        return None
    plain = before.lower() not in known.things and not _SPEECH.search(match.group(1))
    spoken = re.match(r",? [—–]", words.text[match.end() : match.end() + 3])
    if plain and not spoken and len(match.group(1).split()) <= _MOST_WORDS:
        return Span(*match.span(1), EntityType.ORG, score=_PLACED if placed else _GUESSED)
    return None
