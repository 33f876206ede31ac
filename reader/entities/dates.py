"""Dates and periods that point to the calendar, by patterns: Vietnamese, Russian, English and ISO 8601.

Durations ("5 năm", "five years") and relative days ("hôm qua") are not dates here.
"""

from __future__ import annotations

import functools
import re

from reader.entities.spans import Span
from reader.models import EntityType

_YEAR = r"(?:1\d|20|21)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_END = r"(?![\w%])(?![.,/:-]\d)"

_NUMERIC = (
    rf"(?<![\w./-]){_YEAR}-{_MONTH}-{_DAY}{_END}",
    rf"(?<![\w./,-]){_DAY}[/.-]{_MONTH}[/.-]{_YEAR}(?: ?[-–] ?{_DAY}[/.-]{_MONTH}[/.-]{_YEAR})?{_END}",
)

_VI_MONTH_WORD = "(?:giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)"
_VI_RANGE_YEAR = rf"{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?"
_VI = (
    # ngày 25 tháng 10 năm 2025; ngày 25-26/10/2025; ngày 25 và 26/10; ngày 25
    rf"[Nn]gày {_DAY}(?:(?:\s?[-–,]\s?| và ){_DAY})*[/.-]{_MONTH}(?:[/.-]{_YEAR}| năm {_YEAR})?{_END}",
    rf"[Nn]gày {_DAY}(?: tháng {_MONTH}| tháng {_VI_MONTH_WORD})(?:(?: năm |/|-|, ){_YEAR})?{_END}",
    rf"[Nn]gày (?:mồng |mùng )?{_DAY}(?: âm lịch)?{_END}(?! (?:giờ|đêm|năm))",
    rf"(?:[Mm]ồng|[Mm]ùng|[Rr]ằm) (?:{_DAY} )?tháng (?:{_MONTH}|{_VI_MONTH_WORD})(?: âm lịch)?{_END}",
    rf"[Nn]gày {_DAY}/{_MONTH}{_END}",
    # 25-26/10/2025; 25 và 26/10; 25/10
    rf"(?<![\w./,-]){_DAY}(?:\s?[-–]\s?| và |, ){_DAY}[/.]{_MONTH}(?:[/.]{_YEAR})?{_END}",
    rf"(?<![\w./,-]){_DAY}/{_MONTH}\s?[-–]\s?{_DAY}/{_MONTH}(?:/{_YEAR})?{_END}",
    # 25-10 only after a word of time, for it may be a score
    rf"(?:(?<=[Ss]áng )|(?<=[Cc]hiều )|(?<=[Tt]ối )|(?<=[Tt]rưa )|(?<=[Đđ]êm )|(?<=[Hh]ôm )"
    rf"|(?<=[Nn]gày )|(?<=trước )|(?<=[Tt]ừ )|(?<=đến )){_DAY}[/.-]{_MONTH}{_END}"
    rf"(?! (?:điểm|tuổi|người|triệu|tỷ|tỉ|đồng|km|m\b))",
    rf"(?:(?<=SN )|(?<=sn )|(?<=cuối )|(?<=đầu )|(?<=giữa )|(?<=mùa hè )|(?<=mùa xuân )"
    rf"|(?<=mùa đông )|(?<=mùa thu ))(?:1[89]\d\d|20[0-4]\d){_END}",
    rf"(?<=năm (?:19|20)\d\d, )(?:19|20)\d\d{_END}",
    rf"(?<![\w./,-])(?<!Nghị quyết )(?<!tỷ số )(?<!tỉ số )(?!24/7){_DAY}/{_MONTH}{_END}"
    r"(?! (?:số|tỉnh|điểm|người|đại biểu|thành viên|quốc gia|nước))",
    # tháng 10/2025; tháng 10 năm 2025; tháng 10; các tháng
    rf"[Tt]háng {_MONTH}(?:\s?[/.-]\s?{_YEAR}| năm {_YEAR}|, {_YEAR})?{_END}(?! tuổi)",
    rf"(?<![\w./,-]){_MONTH}/{_YEAR}{_END}",
    rf"[Tt]háng (?:[Gg]iêng|[Cc]hạp)(?: năm {_YEAR})?{_END}",
    # quý III/2025; quý 3 năm 2025; nửa đầu năm 2025
    rf"[Qq]uý (?:[1-4]|IV|I{{1,3}})(?:\s?[/-]\s?{_YEAR}| năm {_YEAR})?{_END}",
    # năm 2025; năm học 2024-2025; giai đoạn 2021-2030; những năm 1990; thập niên 1990; thế kỷ XX
    rf"[Nn]ăm học {_YEAR}\s?[-–]\s?(?:{_YEAR}|\d\d){_END}",
    rf"[Nn]ăm {_VI_RANGE_YEAR}{_END}",
    rf"[Tt]hập (?:niên|kỷ) (?:{_YEAR}|\d0){_END}",
    rf"[Tt]hế kỷ (?:thứ )?(?:[XVI]+|\d\d?){_END}",
    rf"(?<![\w./,-])(?:(?<=giai đoạn )|(?<=nhiệm kỳ )){_YEAR}\s?[-–]\s?{_YEAR}{_END}",
    rf"(?<![\w./,-])(?:1[89]|20){{1}}\d\d\s?[-–]\s?(?:1[89]|20)\d\d{_END}",
    rf"(?<=và )(?:1[89]\d\d|20[0-4]\d){_END}(?! [^\W\d_])",
    rf"(?<=đến )(?:1[89]\d\d|20[0-4]\d){_END}(?! (?:đồng|người|tỷ|m\b|km|ha))",
    rf"(?<=từ )(?:19\d\d|20[0-4]\d)(?= đến ){_END}|(?<=\()(?:1[0-9]\d\d|20[0-4]\d)(?=\))",
)

_RU_MONTHS = (
    "январ[яьею]|феврал[яьею]|март[ае]?|апрел[яьею]|ма[яйею]|июн[яьею]|июл[яьею]|август[ае]?|сентябр[яьею]|"
    "октябр[яьею]|ноябр[яьею]|декабр[яьею]"
)
_RU_YEAR = r"(?:1\d|20|21)\d\d(?:\s?[-–—]\s?(?:1\d|20|21)?\d\d)?\s?(?:год(?:а|у|ом|е|ы|ов|ам|ах)?\b|гг?\.)"
_RU = (
    rf"(?<![\w./,-]){_DAY}(?:\s?[-–—,]\s?{_DAY}| и {_DAY}| по {_DAY})* (?i:{_RU_MONTHS})\b"
    rf"(?: {_RU_YEAR}| {_YEAR}(?!\d))?",
    rf"(?i:\b(?:{_RU_MONTHS}))(?:\s?[-–—]\s?(?:{_RU_MONTHS}))? {_RU_YEAR}",
    rf"(?i:\b(?:перв|втор|трет|четв[её]рт)[а-яё]+) (?:полугоди[еяюи]|квартал(?:а|е|у|ом)?)(?: {_RU_YEAR})?",
    r"(?i:(?<=в )(?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)|"
    r"(?<=с |к )(?:января|февраля|марта|апреля|июня|июля|августа|сентября|октября|ноября|декабря))\b",
    rf"\b{_RU_YEAR}",
    rf"(?<![\w./,-]){_YEAR}-(?:е|х|м|й|го|му|ом)(?: год(?:а|у|ом|е|ы|ов|ам|ах)?)?\b",
    r"\b[XVI]+(?:\s?[-–—]\s?[XVI]+)? век(?:а|е|у|ом|ов|ах)?\b",
    rf"\b[IV1-4]{{1,3}}(?:-м|-й|-го)? квартал(?:а|е|у|ом)? {_RU_YEAR}",
    rf"(?<=с )(?:19|20)\d\d(?= по ){_END}|(?<=\()(?:1[0-9]\d\d|20[0-4]\d)(?=\))",
)

_EN_FULL_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_EN_MONTHS = (
    rf"(?:{_EN_FULL_MONTHS}|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_EN_DAY = rf"{_DAY}(?:st|nd|rd|th)?"
_EN = (
    rf"(?<![\w./,-]){_EN_DAY}(?:\s?[-–]\s?{_EN_DAY}| and {_EN_DAY}| to {_EN_DAY})? "
    rf"(?:of )?{_EN_MONTHS}(?:,? {_YEAR}\b)?",
    rf"\b{_EN_MONTHS} {_EN_DAY}(?:\s?[-–]\s?{_EN_DAY}| and {_EN_DAY}| to {_EN_DAY})?(?!\d)(?:,? {_YEAR}\b)?",
    rf"\b{_EN_MONTHS}(?:,? (?:of )?){_YEAR}\b",
    rf"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Ii]n early )|(?<=\b[Ii]n late ))(?:{_EN_FULL_MONTHS})\b",
    r"\b(?:January|February|April|June|July|August|September|October|November|December)\b",
    rf"\b(?:[Tt]he )?(?:Q[1-4]|(?:first|second|third|fourth) quarter of) {_YEAR}\b",
    rf"\b(?:spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Winter) (?:of )?{_YEAR}\b",
    r"(?<![\w./,$€£-])(?:1[5-9]\d\d|20[0-4]\d)(?:[-–](?:(?:1[5-9]|20)?\d\d))?(?:s\b)?(?![\w%])(?![.,/:-]\d)"
    r"(?! (?:people|kilometres|kilometers|km|metres|meters|m\b|hectares|tonnes|"
    r"tons|homes|words|households|species|dollars|miles|feet|square|students))",
    r"\b(?:1\d|20|2[01])(?:th|st|nd) century\b",
)


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    patterns = {"vi": _VI, "ru": _RU, "en": _EN}.get(language, ())
    return re.compile("|".join(f"(?:{pattern})" for pattern in (*_NUMERIC, *patterns)))


def find(text: str, language: str) -> list[Span]:
    """Return the dates in ``text``, sorted and without overlaps."""
    return [
        Span(match.start(), match.end(), EntityType.DATE, score=0.95)
        for match in _pattern(language).finditer(text)
    ]
