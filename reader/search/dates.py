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
            "january jan января январь янв",
            "february feb февраля февраль фев",
            "march mar марта март мар",
            "april apr апреля апрель апр",
            "may мая май",
            "june jun июня июнь июн",
            "july jul июля июль июл",
            "august aug августа август авг",
            "september sept sep сентября сентябрь сен",
            "october oct октября октябрь окт",
            "november nov ноября ноябрь ноя",
            "december dec декабря декабрь дек",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``low`` to ``high``, both in it, as numbers (20251025); 1 and 99999999 leave an end open."""

    low: int = 1
    high: int = 99999999


def year(number: int) -> Span:
    """Return a year; articles of which only the year is known are in it."""
    return Span(number * 10000, number * 10000 + 9999)


def month(number: int, of: int) -> Span | None:
    """Return a month of the year ``of``."""
    return Span(of * 10000 + number * 100, of * 10000 + number * 100 + 99) if 1 <= number <= 12 else None  # noqa: PLR2004


def day(number: int, of: int, in_year: int) -> Span | None:
    """Return a day; ``None`` where there is none such."""
    try:
        return _days(date(in_year, of, number), date(in_year, of, number))
    except ValueError:
        return None


def _days(first: date, last: date) -> Span:
    return Span(int(first.strftime("%Y%m%d")), int(last.strftime("%Y%m%d")))


def _quarter(number: int, of: int) -> Span | None:
    first = 3 * number - 2
    return Span(of * 10000 + first * 100, of * 10000 + (first + 2) * 100 + 99) if 1 <= number <= 4 else None  # noqa: PLR2004


def _week(today: date, weeks: int) -> Span:
    monday = today - timedelta(days=today.weekday() - 7 * weeks)
    return _days(monday, monday + timedelta(days=6))


def _last_month(today: date) -> Span | None:
    before = today.replace(day=1) - timedelta(days=1)
    return month(before.month, before.year)


_Reader = Callable[[re.Match[str], date], Span | None]

# On folded text (no accents, lower case), the longer form before the shorter.
_FORMS: tuple[tuple[str, _Reader], ...] = (
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda m, _: day(int(m[3]), int(m[2]), int(m[1]))),
    (r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", lambda m, _: day(int(m[1]), int(m[2]), int(m[3]))),
    (r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", lambda m, _: day(int(m[1]), int(m[2]), int(m[3]))),
    (rf"(\d{{1,2}}) ({_MONTH})\.?,? (\d{{4}})", lambda m, _: day(int(m[1]), _MONTHS[m[2]], int(m[3]))),
    (rf"({_MONTH})\.? (\d{{1,2}}),? (\d{{4}})", lambda m, _: day(int(m[2]), _MONTHS[m[1]], int(m[3]))),
    (r"(?:ngay )?(\d{1,2})/(\d{1,2})(?![/\d])", lambda m, t: day(int(m[1]), int(m[2]), t.year)),
    (rf"({_MONTH})\.?,? (\d{{4}})", lambda m, _: month(_MONTHS[m[1]], int(m[2]))),
    (r"thang (\d{1,2})(?:[/.-]| nam | )(\d{4})", lambda m, _: month(int(m[1]), int(m[2]))),
    (r"(?:quy |q)([1-4])[/ ](?:nam )?(\d{4})", lambda m, _: _quarter(int(m[1]), int(m[2]))),
    (r"(\d{4})-(\d{1,2})", lambda m, _: month(int(m[2]), int(m[1]))),
    (r"(\d{1,2})[/.](\d{4})", lambda m, _: month(int(m[1]), int(m[2]))),
    (r"thang (\d{1,2})", lambda m, t: month(int(m[1]), t.year)),
    (rf"({_MONTH})", lambda m, t: month(_MONTHS[m[1]], t.year)),
    (r"hom nay|today|сегодня", lambda _, t: _days(t, t)),
    (r"hom qua|yesterday|вчера", lambda _, t: _days(t - timedelta(days=1), t - timedelta(days=1))),
    (r"tuan nay|this week|эта неделя|на этой неделе", lambda _, t: _week(t, 0)),
    (r"tuan truoc|tuan qua|last week|прошлая неделя|на прошлой неделе", lambda _, t: _week(t, -1)),
    (r"thang nay|this month|этот месяц|в этом месяце", lambda _, t: month(t.month, t.year)),
    (r"thang truoc|thang qua|last month|прошлый месяц|в прошлом месяце", lambda _, t: _last_month(t)),
    (r"nam nay|this year|этот год|в этом году", lambda _, t: year(t.year)),
    (r"nam ngoai|nam truoc|nam qua|last year|прошлый год|в прошлом году", lambda _, t: year(t.year - 1)),
    (
        r"(?:last |последние )?(\d{1,4}) (?:ngay qua|days|дней|дня)",
        lambda m, t: _days(t - timedelta(int(m[1])), t),
    ),
    (r"(?:nam )?(\d{4})(?: года?)?(?!\d)", lambda m, _: year(int(m[1]))),
)
_COMPILED = tuple((re.compile(rf"(?:{form})(?!\w)"), read) for form, read in _FORMS)
_COMPARE = re.compile(
    r"(>=|<=|≥|≤|>|<|từ |tu |from |since |с |trước |truoc |before |до |sau |after |после )\s*"
)
_TO = re.compile(r"\s*(?:\.\.|–|—| - | den | to | до | по )\s*")


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
    span, end = found
    if compare and compare[1].strip() not in {"tu", "from", "с"}:
        return _compared(compare[1].strip(), span), end
    return _to(folded, span, end, today, open_end=compare is not None)


def _to(folded: str, span: Span, end: int, today: date, *, open_end: bool) -> tuple[Span, int]:
    to = _TO.match(folded, end)
    if to:
        last = _one(folded, to.end(), today)
        if last:
            return Span(min(span.low, last[0].low), max(span.high, last[0].high)), last[1]
        if ".." in to[0]:
            return Span(span.low), end + to[0].index("..") + 2
    return (Span(span.low), end) if open_end else (span, end)


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
