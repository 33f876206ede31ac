"""Dates and times as sites write them above an article, in Vietnamese, Russian and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_EN = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_RU = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_EN_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_RU_MONTH = (
    r"(?:янв(?:аря)?|февр?(?:аля)?|марта?|апр(?:еля)?|мая|июня?|июля?|авг(?:уста)?|сент?(?:ября)?"
    r"|окт(?:ября)?|нояб?(?:ря)?|дек(?:абря)?)\.?"
)

_DATE = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?P<iso>(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)(?:T\d\d:\d\d\S*)?)"
    r"|(?P<d2>\d\d?)(?P<sep>[-/.])(?P<m2>\d\d?)(?P=sep)(?P<y2>(?:19|20)\d\d)"
    r"|(?:ngày\s+)?(?P<d3>\d\d?)\s+(?:tháng|thg)\s+(?P<m3>\d\d?)(?:\s*,\s*|\s+năm\s+|\s+)(?P<y3>(?:19"
    r"|20)\d\d)"
    rf"|(?P<d4>\d\d?)(?:st|nd|rd|th)?\s+(?P<m4>{_EN_MONTH}),?\s+(?P<y4>(?:19|20)\d\d)"
    rf"|(?P<m5>{_EN_MONTH})\s+(?P<d5>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y5>(?:19|20)\d\d)"
    rf"|(?P<d6>\d\d?)\s+(?P<m6>{_RU_MONTH})\s+(?P<y6>(?:19|20)\d\d)(?:\s*(?:года|г\.?)(?!\w))?"
    r")(?![\d/]|-\d)",
    re.IGNORECASE,
)
_WEEKDAY = (
    r"(?:Thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|Chủ\s+nhật|T[2-7]|CN"
    r"|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
    r"|понедельник|вторник|сред[аы]|четверг|пятниц[аы]|суббот[аы]|воскресенье|[Пп]н|[Вв]т|[Сс]р|[Чч]т"
    r"|[Пп]т|[Сс]б|[Вв]с)"
)
_LABEL = (
    r"(?:date|ngày\s+(?:đăng|xuất\s+bản|cập\s+nhật)|(?:thời\s+gian\s+)?cập\s+nhật(?:\s+lúc)?|đăng\s+lúc"
    r"|đăng\s+ngày|xuất\s+bản(?:\s+lúc)?|lúc|ngày"
    r"|(?:first\s+)?published(?:\s+(?:on|at))?|(?:last\s+)?updated(?:\s+(?:on|at))?|posted(?:\s+on)?"
    r"|modified|issued"
    r"|опубликовано|обновлено|дата(?:\s+публикации)?|добавлено)"
)
_ZONE = (
    r"(?:\(?\s*(?:GMT|UTC)\s*(?:[+-]\s*\d{1,2}(?::?\d\d)?)?\s*\)?|\(?(?:МСК|мск|MSK|EST|EDT|ET|PST|PDT"
    r"|BST|CET|ICT)\)?)"
)
_TIME = (
    r"(?:(?:at|в|lúc)\s+)?\d{1,2}\s*(?:[:h]|giờ\s*"
    r"|g)\s*\d\d(?::\d\d)?(?:\s*phút)?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s*(?:SA|CH))?"
    r"|\d{1,2}\.\d\d(?=\s*(?:GMT|UTC|BST|CET|ES?T|ICT))"
)
_STAMP_WORD = re.compile(rf"(?<!\w)(?:{_LABEL}\s*:?|{_WEEKDAY}|{_TIME}|{_ZONE})(?!\w)", re.IGNORECASE)
_AGO = re.compile(
    r"(?:(?:last\s+)?updated|cập\s+nhật|обновлено)?\s*\d+\s+(?:minutes?|hours?|days?|phút|giờ|ngày"
    r"|минут\w*|час\w*|дн\w+)"
    r"\s+(?:ago|trước|назад)",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"(?:cập\s+nhật|updated|modified|обновлено)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a line: ISO 8601 day, and what is left of the line without date, weekday, time and labels."""

    day: str
    rest: str


def to_day(text: str) -> str:
    """Return the first date in ``text`` as ``YYYY-MM-DD``, or an empty string."""
    match = _DATE.search(text)
    while match:
        day = _iso(match)
        if day:
            return day
        match = _DATE.search(text, match.end())
    return ""


def read_stamp(line: str) -> Stamp | None:
    """Return the date that stands in a line above an article; of two, the one that is no update."""
    matches = [match for match in _DATE.finditer(line) if _iso(match)]
    if not matches:
        return None
    first = next((match for match in matches if not _UPDATE.search(line[: match.start()])), matches[0])
    rest = line
    # From the end: what was found earlier in the line stays where it was.
    for match in reversed(matches):
        rest = f"{rest[: match.start()]} | {rest[match.end() :]}"
    return Stamp(_iso(first), _STAMP_WORD.sub(" | ", _AGO.sub(" | ", rest)))


def _iso(match: re.Match[str]) -> str:
    groups = match.groupdict()
    for form in "123456":
        year, month, day = (groups.get(f"{part}{form}") for part in "ymd")
        if not (year and month and day):
            continue
        month_number = _month(month)
        day_number = int(day)
        if form == "2" and month_number > len(_EN) >= day_number:  # 10/25/2025
            month_number, day_number = day_number, month_number
        try:
            return date(int(year), month_number, day_number).isoformat()
        except ValueError:
            return ""
    return ""


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    key = text.lower().rstrip(".")
    for names in (_EN, _RU):
        for number, name in enumerate(names, 1):
            if name.startswith(key[:3]):
                return number
    return 0
