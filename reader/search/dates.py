"""Dates and ranges in the forms that people write, in Vietnamese, English and Russian."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from reader.text.fold import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan января январь январе янв",
            "february feb февраля февраль феврале фев",
            "march mar марта март марте мар",
            "april apr апреля апрель апреле апр",
            "may мая май мае",
            "june jun июня июнь июне июн",
            "july jul июля июль июле июл",
            "august aug августа август августе авг",
            "september sept sep сентября сентябрь сентябре сен",
            "october oct октября октябрь октябре окт",
            "november nov ноября ноябрь ноябре ноя",
            "december dec декабря декабрь декабре дек",
        ),
        1,
    )
    for name in names.split()
}
_VIETNAMESE = {
    name: number
    for number, names in enumerate(
        (
            "mot|gieng",
            "hai",
            "ba",
            "tu",
            "nam",
            "sau",
            "bay",
            "tam",
            "chin",
            "muoi",
            "muoi mot",
            "muoi hai|chap",
        ),
        1,
    )
    for name in names.split("|")
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``low`` to ``high``, both in it, as numbers (20251025); 1 and 99999999 leave an end open."""

    low: int = 1
    high: int = 99999999


def year(number: int) -> Span | None:
    """Return a year; articles of which only the year is known are in it."""
    return Span(number * 10000, number * 10000 + 9999) if number else None


def month(number: int, of: int) -> Span | None:
    """Return a month of the year ``of``."""
    there = 1 <= number <= 12 and of  # noqa: PLR2004
    return Span(of * 10000 + number * 100, of * 10000 + number * 100 + 99) if there else None


def day(number: int, of: int, in_year: int) -> Span | None:
    """Return a day; ``None`` where there is none such."""
    try:
        return _days(date(in_year, of, number), date(in_year, of, number))
    except ValueError:
        return None


def _thang(name: str) -> int:
    return _VIETNAMESE.get(name) or int(name)


def _days(first: date, last: date) -> Span:
    return Span(_number(first), _number(last))


def _number(when: date) -> int:
    return when.year * 10000 + when.month * 100 + when.day


def _quarter(number: str, of: int) -> Span | None:
    first = 3 * _QUARTERS[number] - 2
    return Span(of * 10000 + first * 100, of * 10000 + (first + 2) * 100 + 99) if of else None


def _week(today: date, weeks: int) -> Span:
    monday = today - timedelta(days=today.weekday() - 7 * weeks)
    return _days(monday, monday + timedelta(days=6))


def _last_month(today: date) -> Span | None:
    before = today.replace(day=1) - timedelta(days=1)
    return month(before.month, before.year)


def _late_month(number: int, today: date) -> Span | None:
    """Return the last such month that has begun: nobody looks for news of the future."""
    return month(number, today.year - (number > today.month))


def _late_day(number: int, of: int, today: date) -> Span | None:
    return day(number, of, today.year - ((of, number) > (today.month, today.day)))


def _back(count: int, unit: str, today: date) -> Span:
    """Return the days from so many weeks, months … ago until today."""
    if unit[0] in "dдn" and not unit.startswith("nam"):
        first = today - timedelta(count)
    elif unit[0] in "wн" or unit.startswith("tuan"):
        first = today - timedelta(7 * count)
    else:
        months = today.year * 12 + today.month - 1 - count * (1 if unit[0] in "mtм" else 12)
        if months < 12:  # noqa: PLR2004 - before the first year
            return Span(high=_number(today))
        first = date(months // 12, months % 12 + 1, min(today.day, 28 if months % 12 == 1 else 30))
    return _days(first, today)


_Reader = Callable[[re.Match[str], date], Span | None]

_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_Q = "iv|i{1,3}|[1-4]"
_THANG = rf"\d{{1,2}}|{'|'.join(sorted(_VIETNAMESE, key=len, reverse=True))}"
_TH = "(?:thang |thg\\.? ?|t)"  # as in T10/2025
_TH_YEAR = "(?:[/.-]|,? nam |,? )"
_G = "(?: ?(?:год[ауе]?|г\\.?))?"
_DAY = "(\\d{1,2})(?:st|nd|rd|th)?"
_UNIT = "ngay|tuan|thang|nam|days?|weeks?|months?|years?|дн\\w+|день|недел\\w+|месяц\\w*|год\\w*|лет"
_V = "(?:(?:в|во|на|за) )?"  # «в прошлом месяце», «за прошлый месяц»

# Forms that name no year mean the last such day or month; on folded text (no accents, lower case), the
# longer form before the shorter.
_YEARLESS: tuple[tuple[str, _Reader], ...] = (
    (rf"(?:ngay )?(\d{{1,2}}) thang ({_THANG})", lambda m, t: _late_day(int(m[1]), _thang(m[2]), t)),
    (r"(?:ngay )?(\d{1,2})/(\d{1,2})(?![/\d])", lambda m, t: _late_day(int(m[1]), int(m[2]), t)),
    (rf"{_DAY} ({_MONTH})", lambda m, t: _late_day(int(m[1]), _MONTHS[m[2]], t)),
    (rf"({_MONTH})\.? {_DAY}", lambda m, t: _late_day(int(m[2]), _MONTHS[m[1]], t)),
    (rf"{_TH}({_THANG})", lambda m, t: _late_month(_thang(m[1]), t)),
    (rf"({_MONTH})", lambda m, t: _late_month(_MONTHS[m[1]], t)),
)
_FORMS: tuple[tuple[str, _Reader], ...] = (
    (
        r"(\d{4})\s?[-–—]\s?(\d{4})",
        lambda m, _: Span(int(min(m[1], m[2])) * 10000 or 1, int(max(m[1], m[2])) * 10000 + 9999),
    ),
    (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", lambda m, _: day(int(m[4]), int(m[3]), int(m[1]))),
    (r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", lambda m, _: day(int(m[1]), int(m[2]), int(m[3]))),
    (
        rf"(?:ngay )?(\d{{1,2}}) thang ({_THANG})(?:,? nam |,? |/)(\d{{4}})",
        lambda m, _: day(int(m[1]), _thang(m[2]), int(m[3])),
    ),
    (rf"{_DAY} ({_MONTH})\.?,? (\d{{4}}){_G}", lambda m, _: day(int(m[1]), _MONTHS[m[2]], int(m[3]))),
    (rf"({_MONTH})\.? {_DAY},? (\d{{4}})", lambda m, _: day(int(m[2]), _MONTHS[m[1]], int(m[3]))),
    (rf"({_MONTH})\.?,?[ -](\d{{4}}){_G}", lambda m, _: month(_MONTHS[m[1]], int(m[2]))),
    (rf"{_TH}({_THANG}){_TH_YEAR}(\d{{4}})", lambda m, _: month(_thang(m[1]), int(m[2]))),
    (rf"(?:quy |q)({_Q})[/ -](?:nam )?(\d{{4}})", lambda m, _: _quarter(m[1], int(m[2]))),
    (rf"(\d{{4}})[/ -]?q({_Q})", lambda m, _: _quarter(m[2], int(m[1]))),
    (r"(\d{4})[-/](\d{1,2})", lambda m, _: month(int(m[2]), int(m[1]))),
    (r"(\d{1,2})[/.-](\d{4})", lambda m, _: month(int(m[1]), int(m[2]))),
    (r"hom nay|today|сегодня", lambda _, t: _days(t, t)),
    (r"hom qua|yesterday|вчера", lambda _, t: _days(t - timedelta(days=1), t - timedelta(days=1))),
    (rf"tuan nay|this week|{_V}эт\w+ недел\w+", lambda _, t: _week(t, 0)),
    (
        rf"tuan (?:truoc|vua qua|vua roi|qua|roi)|last week|{_V}прошл\w+ недел\w+",
        lambda _, t: _week(t, -1),
    ),
    (rf"thang nay|this month|{_V}эт\w+ месяц\w?", lambda _, t: month(t.month, t.year)),
    (
        rf"thang (?:truoc|vua qua|vua roi|qua|roi)|last month|{_V}прошл\w+ месяц\w?",
        lambda _, t: _last_month(t),
    ),
    (rf"nam nay|this year|{_V}эт\w+ год\w?", lambda _, t: year(t.year)),
    (
        rf"nam (?:ngoai|truoc|vua qua|vua roi|qua|roi)|last year|{_V}прошл\w+ год\w?",
        lambda _, t: year(t.year - 1),
    ),
    (
        rf"(?:(?:last|past|trong|{_V}последни[ех]) )(\d{{1,3}}) ({_UNIT})(?: qua)?",
        lambda m, t: _back(int(m[1]), m[2], t),
    ),
    (
        r"(\d{1,3}) (ngay|tuan|thang|nam) (?:qua|vua qua|gan day|tro lai day)",
        lambda m, t: _back(int(m[1]), m[2], t),
    ),
    (
        r"(\d{1,3}) (days|weeks|months|years|дн\w+|недел\w+|месяц\w+|год\w*|лет)",
        lambda m, t: _back(int(m[1]), m[2], t),
    ),
    (
        rf"(?:past|{_V}последн\w+) (day|week|month|year|день|недел\w|месяц|год)",
        lambda m, t: _back(1, m[1], t),
    ),
    *_YEARLESS,
    (rf"(?:nam )?(\d{{4}})(?:{_G})(?!\d)", lambda m, _: year(int(m[1]))),
)
_COMPILED = tuple((re.compile(rf"(?:{form})(?!\w)"), read) for form, read in _FORMS)
_NO_YEAR = re.compile("|".join(rf"(?:{form})(?!\w)" for form, _ in _YEARLESS))
_COMPARE = re.compile(
    r"(>=|<=|≥|≤|>|<|từ |tu |from |since |с |trước |truoc |before |до |sau |after |после )\s*"
)
_TO = re.compile(r"\s*(?:\.\.|–|—| - | den | to | до | по )\s*")
_DASH = re.compile(r"-(?=\d{1,2}[/.]\d)")  # between dates that are written with other signs


def read(text: str, start: int = 0, today: date | None = None) -> tuple[Span, int] | None:
    """Read a date or a range of dates that begins at ``start``; return it and where it ends, or ``None``.

    Offsets are code points into NFC ``text``.
    """
    folded = fold(text)
    today = today or date.today()
    compare = _COMPARE.match(folded, start)
    at = compare.end() if compare else start
    open_start = None if compare else _TO.match(folded, at)
    if open_start:
        found = _one(folded, open_start.end(), today)
        return (Span(high=found[0].high), found[1]) if found else None
    found = _one(folded, at, today)
    if found is None:
        return None
    if compare and compare[1].strip() not in {"tu", "from", "с"}:
        return _compared(compare[1].strip(), found[0]), found[1]
    return _to(folded, at, found, today, open_end=compare is not None)


def _to(folded: str, start: int, first: tuple[Span, int], today: date, *, open_end: bool) -> tuple[Span, int]:
    span, end = first
    to = _TO.match(folded, end) or _DASH.match(folded, end)
    if to:
        last = _one(folded, to.end(), _end_of(span) if not _yearless(folded, start, end) else today)
        if last:
            if _yearless(folded, start, end) and not _yearless(folded, to.end(), last[1]):
                span = (_one(folded, start, _end_of(last[0])) or first)[0]
            return Span(min(span.low, last[0].low), max(span.high, last[0].high)), last[1]
        if ".." in to[0]:
            return Span(span.low), end + to[0].index("..") + 2
    return (Span(span.low), end) if open_end else (span, end)


def _yearless(folded: str, start: int, end: int) -> bool:
    """Whether what was read there names no year."""
    found = _NO_YEAR.match(folded, start)
    return found is not None and found.end() == end


def _end_of(span: Span) -> date:
    """Return the last day of the year in which a span ends: the other end, if it lacks its year, has that."""
    return date(min(9999, max(1, span.high // 10000)), 12, 31)


def _compared(sign: str, span: Span) -> Span:
    if sign in {">=", "≥", "since"}:
        return Span(low=span.low)
    if sign in {"<=", "≤"}:
        return Span(high=span.high)
    return Span(low=span.high + 1) if sign in {">", "sau", "after", "после"} else Span(high=span.low - 1)


def _one(folded: str, start: int, today: date) -> tuple[Span, int] | None:
    for form, reader in _COMPILED:
        match = form.match(folded, start)
        if match:
            span = reader(match, today)
            if span:
                return span, match.end()
    return None
