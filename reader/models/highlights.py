"""What the reader marks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Color(StrEnum):
    """The colours of highlights, in the order of their keys 1 to 5."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    PURPLE = "purple"


class Style(StrEnum):
    """How a highlight is drawn: with its colour behind the text, or below it."""

    FILL = "fill"
    UNDERLINE = "underline"


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a highlight is: W3C TextQuoteSelector and TextPositionSelector together.

    https://www.w3.org/TR/annotation-model/#selectors
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked stretch of an article, with a note (possibly empty, Markdown).

    ``id`` is a short text that stays the same through exports and imports. ``orphan`` tells that
    its place is not to be found in the present text; the selector then keeps the old one. ``version``
    numbers the text of the article that the selector was made in. ``kept`` tells that the reader keeps an
    orphan as a note without a place. ``tags`` are sorted.
    """

    id: str
    article_id: int
    selector: Selector
    color: Color = Color.YELLOW
    note: str = ""
    created: str = ""
    modified: str = ""
    orphan: bool = False
    style: Style = Style.FILL
    starred: bool = False
    tags: tuple[str, ...] = ()
    version: int = 0
    kept: bool = False


@dataclass(frozen=True, slots=True)
class DeletedHighlight:
    """A highlight in the trash, and the UTC date-time at which it went there."""

    highlight: Highlight
    when: str


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """What a note said before, and the UTC date-time at which that was written."""

    note: str
    written: str
