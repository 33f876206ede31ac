"""The reader's language: messages through gettext, dates, numbers and sorting through Babel.

There is no global translation: whoever speaks to the user is given a :class:`Translator`. Messages
are written ``_ = translator.gettext`` and ``_("Open…")`` (or ``translator.ngettext``), so that
Babel's extractor finds them; templates are filled with ``str.format`` after translation.
"""

from __future__ import annotations

import gettext as gettext_module
import os
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from reader.errors import N_, ReaderError
from reader.models import Color
from reader.paths import shipped

LANGUAGES = ("vi", "en", "ru")
COLOR_NAMES: Mapping[Color, str] = MappingProxyType(
    {
        Color.YELLOW: N_("Yellow"),
        Color.GREEN: N_("Green"),
        Color.BLUE: N_("Blue"),
        Color.RED: N_("Red"),
        Color.PURPLE: N_("Purple"),
    }
)
DOMAIN = "docbao"

# The Vietnamese alphabet has letters that Unicode order scatters; a tone only decides between equals.
_VI_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_VI_RANK = {letter: index for index, letter in enumerate(_VI_LETTERS)}
_VI_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_VI_SHAPES = {"\u0306", "\u0302", "\u031b"}


def system_language(environ: Mapping[str, str] | None = None) -> str:
    """Return the first of our languages that the environment asks for; Vietnamese where it asks for none."""
    env = os.environ if environ is None else environ
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wanted in env.get(variable, "").split(":"):
            code = wanted.split("_")[0].split(".")[0].lower()
            if code in LANGUAGES:
                return code
    return "vi"


class Translator:
    """Speaks one of :data:`LANGUAGES`. Cheap to make; Babel's data is loaded at the first date or number."""

    def __init__(self, language: str = "vi") -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = gettext_module.translation(
            DOMAIN, localedir=shipped("resources", "translations"), languages=[self.language], fallback=True
        )

    def gettext(self, message: str) -> str:
        """Return ``message`` in the reader's language."""
        return self._catalogue.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the plural form for ``number``, with ``{n}`` filled as the language writes numbers."""
        return self._catalogue.ngettext(singular, plural, number).format(n=self.number(number))

    def pgettext(self, context: str, message: str) -> str:
        """Return ``message`` in the reader's language, as it is said in ``context``."""
        return self._catalogue.pgettext(context, message)

    def error(self, error: ReaderError) -> str:
        """Say a :class:`ReaderError` in the reader's language."""
        values = {k: self.error(v) if isinstance(v, ReaderError) else v for k, v in error.values.items()}
        return self.gettext(error.message).format(**values)

    def color_names(self, given: Mapping[Color, str]) -> dict[Color, str]:
        """Return what every colour is called: as the reader said, else as the language does."""
        return {color: given.get(color) or self.gettext(name) for color, name in COLOR_NAMES.items()}

    def number(self, value: int) -> str:
        """Return a number with the language's separators."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - 30 ms that a command line can do without

        return str(format_decimal(value, locale=self.language))

    def date(self, iso: str, length: str = "medium") -> str:
        """Return an ISO 8601 date (year, month, day or date-time) as the language writes it.

        ``length`` is ``short``, ``medium``, ``long`` or ``full``. An unknown form comes back unchanged.
        """
        from babel.dates import format_date, format_skeleton  # noqa: PLC0415

        try:
            if len(iso) == 4:  # noqa: PLR2004 - a year alone
                return str(int(iso))
            if len(iso) == 7:  # noqa: PLR2004 - a year and a month
                month = date.fromisoformat(f"{iso}-01")
                skeleton = "yMMM" if length in {"short", "medium"} else "yMMMM"
                return str(format_skeleton(skeleton, month, locale=self.language))
            return str(format_date(datetime.fromisoformat(iso).date(), format=length, locale=self.language))
        except ValueError:
            return iso

    def moment(self, iso: str) -> str:
        """Return an ISO 8601 date-time with its time zone as day and time of the clock on the wall."""
        from babel.dates import format_datetime  # noqa: PLC0415

        try:
            local = datetime.fromisoformat(iso).astimezone()
        except ValueError:
            return iso
        return str(format_datetime(local, format="medium", locale=self.language))

    def language_name(self, code: str) -> str:
        """Return the name of a language in the reader's language; the code where there is none."""
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415

        if code == "und":
            return self.pgettext("language", "Unknown")
        try:
            return str(Locale.parse(code).get_language_name(self.language) or code)
        except (UnknownLocaleError, ValueError):
            return code

    def sort_key(self, text: str) -> tuple[object, ...]:
        """Return a key that sorts ``text`` as the reader's language does."""
        return sort_key(text)


def sort_key(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]:
    """Return a collation key: Vietnamese letters in their order (d < đ, a < ă < â), tones last, case ignored.

    Latin letters come before Cyrillic ones, which keep their order with ё beside е. The order of the alphabet
    is that of TCVN 6909 and CLDR's ``vi``; tones go ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text).lower():
        base, tone = _split_tone(char)
        if base in _VI_RANK:
            letters.append((2, _VI_RANK[base]))
        elif base.isdigit():
            letters.append((1, ord(base)))
        elif base.isalpha():
            letters.append(_foreign_letter(base))
        elif base.isspace():
            letters.append((0, 0))
        else:
            continue  # punctuation and quotes do not decide
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def sort_bytes(text: str) -> bytes:
    """Return :func:`sort_key` as bytes that compare in the same order: for an index in a database."""
    letters, tones, _ = sort_key(text)
    packed = b"".join(bytes((rank_class + 1,)) + rank.to_bytes(3) for rank_class, rank in letters)
    return packed + b"\x00" + bytes(tone + 1 for tone in tones)


def _foreign_letter(letter: str) -> tuple[int, int]:
    """Rank a letter that Vietnamese does not have: é as e, Cyrillic after Latin, ё as е."""
    plain = unicodedata.normalize("NFD", letter)[0]
    return (2, _VI_RANK[plain]) if plain in _VI_RANK else (3, ord("е") if letter == "ё" else ord(letter))


def _split_tone(char: str) -> tuple[str, int]:
    """Return a letter without its tone mark, and the tone's rank (0 without one)."""
    parts = unicodedata.normalize("NFD", char)
    if len(parts) == 1:
        return char, 0
    tone = next((_VI_TONES[mark] for mark in parts[1:] if mark in _VI_TONES), 0)
    kept = parts[0] + "".join(mark for mark in parts[1:] if mark in _VI_SHAPES)
    return (unicodedata.normalize("NFC", kept) if tone else char), tone
