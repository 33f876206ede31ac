"""What a file of notes tells: highlights that have no article yet, and what is known of their articles."""

from __future__ import annotations

import colorsys
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reader.errors import ReaderError
from reader.models import Article, Color, Highlight, Original, Selector
from reader.text.normalise import clean, one_line

NOWHERE = Selector("", "", "", 0, 0)

# Names that other programs have and we have not.
_COLORS = {
    "orange": Color.YELLOW,
    "pink": Color.RED,
    "magenta": Color.PURPLE,
    "violet": Color.PURPLE,
    "cyan": Color.BLUE,
    "aqua": Color.BLUE,
} | {color.value: color for color in Color}
_HEX = re.compile(r"#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
_GREY = 0.12  # saturation below which a colour has no hue
_RED, _YELLOW, _GREEN, _BLUE, _VIOLET = 20, 72, 170, 255, 330  # degrees at which hues end


@dataclass(frozen=True, slots=True)
class Clues:
    """What a file tells about an article: its addresses, the hash of its original, its title."""

    urls: tuple[str, ...] = ()
    sha256: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A highlight as a file tells it, ``number`` the record of the file that holds it, from 1.

    Its ``article_id`` is 0. Without a quote it is a note on the article as a whole. ``exact`` says that it
    came from Docbao, so that its offsets are code points.
    """

    number: int
    clues: Clues
    highlight: Highlight
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is no highlight, and why, as an error that can be told."""

    number: int
    reason: ReaderError
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole article, not stored yet, with bytes that stand for its original; ``clues`` as in its notes."""

    clues: Clues
    article: Article
    original: Original


@dataclass(frozen=True, slots=True)
class Notes:
    """All that a file holds: ``format`` is the name of what it was read as; ``articles`` came whole."""

    format: str
    found: tuple[Incoming, ...]
    skipped: tuple[Skipped, ...] = field(default=())
    articles: tuple[Whole, ...] = field(default=())


def text(value: object) -> str:
    """Return a value of a JSON file as clean text; empty where it is none."""
    return clean(value) if isinstance(value, str) else ""


def entries(value: object) -> list[dict[str, object]]:
    """Return the objects of a JSON list; those that are none are left out."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def entry(value: object) -> dict[str, object]:
    """Return a JSON object, empty where the value is none."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """Return a value that may stand alone or in a list as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def tags(values: Iterable[object]) -> tuple[str, ...]:
    """Return tags as the library keeps them: each once, sorted."""
    return tuple(sorted({one_line(each) for each in values if isinstance(each, str)} - {""}))


def color(value: object) -> Color:
    """Return the colour of ours that is nearest to a name or a ``#rrggbb``; yellow where there is none."""
    name = text(value).lower()
    if name in _COLORS:
        return _COLORS[name]
    found = _HEX.match(name)
    if found is None:
        return Color.YELLOW
    hue, saturation, _ = colorsys.rgb_to_hsv(*(int(part, 16) / 255 for part in found.groups()))
    degrees = hue * 360
    if saturation < _GREY or _RED <= degrees < _YELLOW:
        return Color.YELLOW
    if degrees < _RED or degrees >= _VIOLET:
        return Color.RED
    if degrees < _GREEN:
        return Color.GREEN
    return Color.BLUE if degrees < _BLUE else Color.PURPLE


def date(value: object) -> str:
    """Return a date-time as the library keeps them: ISO 8601 in UTC with milliseconds; empty for nonsense."""
    try:
        when = datetime.fromisoformat(text(value))
    except ValueError:
        return ""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC).isoformat(timespec="milliseconds")
    except OverflowError:
        return ""


def made_id(kind: str, *parts: str) -> str:
    """Return an id that is the same whenever the same record is read."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:16]}"
