"""An article: its text, its metadata, and the reader's own state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """The voice that a block of text speaks in."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    CODE = "code"
    TABLE_ROW = "table_row"


class InlineKind(StrEnum):
    """What a run of characters inside a block is."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article. Blocks are in order, never overlap; a blank line parts them in the text.

    ``level`` is 1 to 6 for headings, the depth from 1 for list items, else 0. ``image`` is the file
    name or address of the picture that a caption belongs to.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    image: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of emphasised, linked or monospaced characters; ``target`` is a link's address."""

    kind: InlineKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A text with its blocks and inlines."""

    text: str
    blocks: tuple[Block, ...]
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One text that an article has or had: its number, and since when it was the present one (UTC).

    ``file`` names the file that it came from, and is empty where the reader edited the text.
    """

    number: int
    since: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text; the reader can edit all of it.

    ``title_derived`` tells that no title was found and this one was made from the text.
    ``language`` is a BCP 47 code (``vi``, ``ru``, ``en``), ``und`` where it cannot be told.
    """

    title: str
    title_derived: bool = False
    authors: tuple[str, ...] = ()
    source: str = ""
    section: str = ""
    published: str = ""
    language: str = "und"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article: metadata, canonical NFC text, its blocks, and the reader's own state.

    ``id`` is 0 for an article that is not stored yet and never reused. ``sha256`` is the hash of the original
    bytes, ``format`` their media type, ``added`` the UTC date-time of the import, ``position``
    the offset at which reading stopped. ``tags`` are sorted. ``note`` is the reader's note on the article as
    a whole (Markdown). ``version`` counts how often the text was replaced.
    """

    metadata: Metadata
    text: str
    blocks: tuple[Block, ...]
    inlines: tuple[Inline, ...] = ()
    id: int = 0
    sha256: str = ""
    format: str = "text/plain"
    original_name: str = ""
    added: str = ""
    words: int = 0
    starred: bool = False
    read: bool = False
    position: int = 0
    tags: tuple[str, ...] = ()
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """An article as a row of the list: all but its text, with the number of its highlights."""

    id: int
    metadata: Metadata
    added: str
    words: int
    starred: bool
    read: bool
    highlights: int
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it came: its bytes and its name."""

    data: bytes
    name: str
