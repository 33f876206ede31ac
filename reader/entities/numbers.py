"""Sums of money and percentages, by patterns: Vietnamese, Russian, English."""

from __future__ import annotations

import functools
import re

from reader.entities.spans import Span
from reader.models import EntityType

_NUMBER = r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?"
_RANGE = rf"{_NUMBER}(?:\s?(?:[-–—]|đến|to|до)\s?{_NUMBER})?"
_FREE = r"(?<![\w.,/-])"
_SIGNS = "US\\$|\\$|€|£|¥"
_CODES = "USD|EUR|VND|VNĐ|CNY|RMB|JPY|GBP|RUB|THB|KRW|SGD"

_VI_SCALE = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|tr)"
_VI_UNIT = (
    rf"(?:đồng|đô[ -]la(?: Mỹ| Úc| Singapore)?|euro|bảng(?: Anh)?|yen|yên(?: Nhật)?|nhân dân tệ|"
    rf"krona(?: Thụy Điển)?|franc(?: Thụy Sĩ)?|"
    rf"Nhân dân tệ|rúp|ruble|won|baht|rupee|rupiah|ringgit|peso|{_CODES}|đ)"
)
_RU_SCALE = (
    r"(?:тыс\.|тысяч[аи]?|млн\.?|миллион(?:а|ов)?|млрд\.?|миллиард(?:а|ов)?|трлн\.?|триллион(?:а|ов)?)"
)
_RU_SIGNED_SCALE = _RU_SCALE.replace(r"\.?", "")  # a point after «€61 млн» ends the sentence
_RU_UNIT = (
    r"(?:(?:белорусских )?рубл(?:ь|я|ей|ям|ями)|руб\.|доллар(?:а|ов|ам)?(?: США)?|долл\.(?: США)?|евро|"
    r"юан(?:ь|я|ей)|донг(?:а|ов)?|тенге|сомони|сум(?:а|ов)?|грив(?:на|ны|ен)|лир(?:а|ы)?|[ий]ен(?:а|ы)?|вон(?:а|ы)?|"
    rf"франк(?:а|ов)?|крон(?:а|ы)?|фунт(?:а|ов)?(?: стерлингов)?|рупи(?:я|и|й)|копе(?:йка|йки|ек)|{_CODES})"
)
_RU_WORDS = "миллион(?:а|ов)?|миллиард(?:а|ов)?|триллион(?:а|ов)?|тысяч[аи]?|полмиллиона|полмиллиарда"
_EN_SCALE = r"(?:thousand|million|billion|trillion|bn|mn|m|k)"
_EN_UNIT = rf"(?:(?:US |U\.S\. )?dollars?|euros?|pounds?|roubles?|rubles?|yuan|yen|dong|won|baht|{_CODES})"

_SIGNED = (
    rf"(?:{_SIGNS})\s?{_RANGE}(?:\s?(?:{_EN_SCALE}|{_VI_SCALE}|{_RU_SIGNED_SCALE})(?!\w))?",
    rf"{_FREE}{_RANGE}\s?[$€£¥₫₽]",
)
_MONEY = {
    "vi": (
        rf"{_FREE}{_RANGE}(?:\s?{_VI_SCALE}){{0,3}}\s{_VI_UNIT}(?!\w)",
        rf"{_FREE}{_NUMBER}(?:{_VI_SCALE}\s)?(?:đ|đồng)(?!\w)",
    ),
    "ru": (
        rf"{_FREE}{_RANGE}(?:\s{_RU_SCALE}(?:\s{_NUMBER})?){{0,3}}\s{_RU_UNIT}(?!\w)",
        rf"(?<!\w)(?:полтора |полторы )?(?:{_RU_WORDS})\s{_RU_UNIT}(?!\w)",
    ),
    "en": (
        rf"{_FREE}{_RANGE}(?:\s{_EN_SCALE})?\s{_EN_UNIT}(?!\w)",
        rf"(?:{_CODES})\s?{_RANGE}(?:\s{_EN_SCALE}(?!\w))?",
    ),
}
_PERCENT_WORD = r"(?:phần trăm|per ?cent|процент(?:а|ов)?|(?:проц|п\.\s?п)\.)"
_PERCENT = rf"{_FREE}{_RANGE}(?:\s?%|\s{_PERCENT_WORD}(?!\w))(?:\s?[-–]\s?{_NUMBER}\s?%)?"


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    money = "|".join((*_SIGNED, *_MONEY.get(language, ())))
    return re.compile(rf"(?P<percent>{_PERCENT})|(?P<money>{money})")


def find(text: str, language: str) -> list[Span]:
    """Return the sums of money and percentages in ``text``, sorted and without overlaps."""
    return [
        Span(
            match.start(),
            match.end(),
            EntityType.PERCENT if match.lastgroup == "percent" else EntityType.MONEY,
            score=0.95,
        )
        for match in _pattern(language).finditer(text)
    ]
