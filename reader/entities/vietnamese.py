"""Vietnamese: the walk over the words, credits under pictures, clubs, documents and dates."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.entities import dates, documents, inner, vietnamese_clues
from reader.entities.gazetteers import phrases
from reader.entities.spans import Span
from reader.entities.tokens import Words, read
from reader.entities.vietnamese_bodies import Bodies
from reader.entities.vietnamese_lists import Lists, lists
from reader.entities.vietnamese_reader import Reader
from reader.entities.vietnamese_runs import Runs
from reader.models import EntityType

_CREDIT = re.compile(
    r"(?:Ảnh|Nguồn|Video|Clip|Đồ họa|Tin|Bài|Thực hiện|Theo)(?: minh họa| tư liệu)?:\s?(?=\w)"
)
_CLUBS = 2
_LOCATED = re.compile(r"(?:ở|tại|đến|tới|phố|từ|sân) $")


def _credits(words: Words, known: Lists) -> list[Span]:
    """Return the names after "Ảnh:" and the like: a person, then maybe an agency."""
    runs = Runs(words, known, Bodies(words, known))
    starts = {start: index for index, start in enumerate(words.starts)}
    named: list[Span] = []
    for match in _CREDIT.finditer(words.text):
        at = starts.get(match.end())
        if at is None or not words.caps[at]:
            continue
        end = runs.person(at)
        if end > at and not words.words[at].isupper():
            named.append(Span(words.starts[at], words.ends[end - 1], EntityType.PER, score=0.9, cued=True))
    return named


def _clubs(text: str, found: list[Span], known: Lists) -> list[Span]:
    """Read a city as its club where the text is about clubs: "Man City thắng Liverpool 3-0"."""
    clubs = sum(
        span.type is EntityType.ORG and text[span.start : span.end].lower() in known.clubs for span in found
    )
    if clubs < _CLUBS:
        return found
    return [
        replace(span, type=EntityType.ORG, score=0.7)
        if span.type is EntityType.LOC
        and text[span.start : span.end].lower() in known.club_cities
        and not _LOCATED.search(text[max(0, span.start - 12) : span.start])
        else span
        for span in found
    ]


def find(text: str) -> list[Span]:
    """Return what Vietnamese ``text`` (NFC) seems to name; spans may overlap, dates among them."""
    known = lists()
    words = read(text)
    fixed = [*documents.find(text, "vi"), *dates.find(text, "vi")]
    found = _clubs(text, Reader(words, known, fixed).read(), known)
    found.extend(_credits(words, known))
    works = [span for span in fixed if span.type is EntityType.DOC]
    return [*found, *(replace(span, score=0.99) for span in works), *(s for s in fixed if s not in works)]


def clues(words: Words) -> list[str]:
    """Return what the Vietnamese lists say of each word, for the model."""
    return vietnamese_clues.clues(words, lists())


def inside(words: Words, spans: list[Span]) -> list[Span]:
    """Return the names within the sorted, flat ``spans``."""
    return inner.find(words, spans, lists().names, phrases("vi_words", "administrative"))
