"""Documents by their number or their quotation marks: "Nghị định 15/2020/NĐ-CP", tiểu thuyết "Số đỏ"."""

from __future__ import annotations

import functools
import re

from reader.entities import gazetteers
from reader.entities.spans import Span
from reader.models import EntityType

_NUMBER = r"\d+[a-zđ]?(?:[/-][\w&-]*[^\W_])*"
_QUOTED = r"[“\"«‘'](?P<work>[^“”\"«»‘\n]{2,80}?)[.,]?[”\"»’']"
_MAX_WORDS = 14
_BARE = ("nghị định", "nghị quyết", "chỉ thị", "thông tư", "quy định", "đề án", "kết luận", "quyết định")


@functools.cache
def _numbered() -> re.Pattern[str]:
    kinds = sorted(gazetteers.sections("vi_documents")["numbered"], key=len, reverse=True)
    names = "|".join(f"[{kind[0].upper()}{kind[0]}]{re.escape(kind[1:])}" for kind in kinds)
    bare = "|".join(kind.capitalize() for kind in _BARE)
    # A bare number needs a slash ("74/247") or a capital ("Nghị quyết 57"): "nghị quyết 5 năm" is none.
    return re.compile(
        rf"(?<!\w)(?:{names})(?: số:? {_NUMBER}| \d+[a-zđ]?(?:[/-][\w&-]*[^\W_])+| \d+[a-zđ]\b)"
        rf"|(?<!\w)(?:{bare}) \d\d+(?![\w%])(?![.,:]\d)(?! (?:năm|tháng|ngày|điểm|trang|điều))"
    )


@functools.cache
def _quoted() -> re.Pattern[str]:
    nouns = sorted(gazetteers.sections("vi_documents")["work_nouns"], key=len, reverse=True)
    names = "|".join(re.escape(noun) for noun in nouns)
    return re.compile(rf"(?<!\w)(?i:{names})(?: [^\W\d_]+){{0,2}}:? {_QUOTED}")


@functools.cache
def _russian() -> re.Pattern[str]:
    nouns = (
        "роман|повест|фильм|картин|опер|балет|симфони|книг|пьес|стихотворени|поэм|песн|рассказ|спектакл|"
        "сериал|альбом|журнал|доклад|сборник|сказк|концерт|увертюр|цикл|монографи|полотн|мюзикл|мультфильм|трагеди|"
        "комеди|драм|новелл|трактат|атлас|саг|исследовани|очерк"
    )
    return re.compile(rf"\b(?i:{nouns})[а-яё]*(?: [а-яё]+){{0,2}},? «(?P<work>[^«»\n]{{2,80}})»")


@functools.cache
def _english() -> re.Pattern[str]:
    nouns = "novel|book|film|movie|poem|song|play|album|report|opera|ballet|series|documentary|memoir|essay"
    return re.compile(rf"\b(?i:{nouns}),? [“\"](?P<work>[^“”\"\n]{{2,80}}?)[.,]?[”\"]")


def find(text: str, language: str) -> list[Span]:
    """Return the numbered documents and the quoted works in ``text``."""
    found: list[Span] = []
    if language == "vi":
        found.extend(
            Span(match.start(), match.end(), EntityType.DOC, score=0.95)
            for match in _numbered().finditer(text)
        )
    quoted = {"vi": _quoted, "ru": _russian, "en": _english}.get(language)
    if quoted:
        for match in quoted().finditer(text):
            work = match.group("work")
            if work[0].isupper() and len(work.split()) <= _MAX_WORDS:
                start, end = match.span("work")
                found.append(Span(start, end, EntityType.DOC, score=0.8, cued=True))
    return found
