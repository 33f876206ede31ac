"""Dates as people type them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from reader.i18n import LANGUAGES
from reader.text.normalise import nfc

_SEP = r"(?:[\s/.,-]|ngày|tháng|thg|năm|года|г)+"
_YEAR = r"(?P<y>(?:1[6-9]|20)\d\d)"
_END = r"(?:\s*(?:года|г\.?))?$"
_TIME = r"(?:T.*)?$"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}{_END}",
        rf"{_YEAR}{_SEP}(?P<m>\d\d?)$",
        rf"{_YEAR}{_SEP}(?P<m>\d\d?){_SEP}(?P<d>\d\d?){_TIME}",
        rf"(?:ngày\s*)?(?P<d>\d\d?){_SEP}#?(?P<m>\d\d?){_SEP}{_YEAR}{_END}",
        rf"#(?P<m>\d\d?){_SEP}(?P<d>\d\d?){_SEP}{_YEAR}$",
        rf"(?:tháng\s*|thg\s*)?#?(?P<m>\d\d?){_SEP}{_YEAR}{_END}",
    )
)


@cache
def _month_names() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Every name of a month that the languages of the reader have, the longest first."""
    from babel.dates import get_month_names  # noqa: PLC0415 - 30 ms that opening a window can do without

    names: dict[str, int] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, language).items():
                    if not any(char.isdigit() for char in name):
                        names[name.casefold().rstrip(".")] = int(number)
    ordered = sorted(names.items(), key=lambda item: -len(item[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(name)}(?!\w)\.?"), number) for name, number in ordered)


def parse_date(text: str) -> str | None:
    """Return the ISO 8601 date that ``text`` says: a day, a month or a year; ``None`` where it says none.

    Understood are ISO, 25/10/2025, 25.10.2025, 25 tháng 10 2025, 25 October 2025, 25 октября 2025, and
    the same without the day. Where both orders are possible, the day comes first. Empty text is
    an empty date.
    """
    text = (
        nfc(text).strip().casefold().replace("t", "T", 1) if _is_iso(text) else nfc(text).strip().casefold()
    )
    if not text:
        return ""
    for name, number in _month_names():
        text = name.sub(f"#{number}", text, count=1)
    for form in _FORMS:
        match = form.match(text)
        if match:
            found = _iso(match.groupdict())
            if found:
                return found
    return None


def typed_date(iso: str) -> str:
    """Return an ISO date in the form in which people type it: 25/10/2025, 10/2025, 2025."""
    return "/".join(reversed(iso[:10].split("-")))


def _is_iso(text: str) -> bool:
    return re.match(r"\s*\d{4}-\d\d-\d\d[Tt]", text) is not None


def _iso(parts: dict[str, str | None]) -> str:
    year, month, day = (int(parts.get(key) or 0) for key in "ymd")
    if not month:
        return f"{year:04}"
    if day and month > 12 >= day:  # noqa: PLR2004 - months of a year
        day, month = month, day
    try:
        made = date(year, month, day or 1)
    except ValueError:
        return ""
    return made.isoformat() if day else made.isoformat()[:7]
