"""The things Docbao knows, as frozen dataclasses.

Every offset is a code point into ``Article.text``, end exclusive. Every date is ISO 8601
(``2025``, ``2025-10``, ``2025-10-25`` or a full date-time), empty where unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


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


class EntityType(StrEnum):
    """What a mention names."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    EVENT = "EVENT"
    DOC = "DOC"
    DATE = "DATE"


class Color(StrEnum):
    """The colours of highlights, in the order of their keys 1 to 5."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    PURPLE = "purple"


class Sort(StrEnum):
    """Orders of the article list."""

    ADDED = "added"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    SOURCE = "source"
    LENGTH = "length"
    RELEVANCE = "relevance"


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
    the offset at which reading stopped. ``tags`` are sorted.
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
class Mention:
    """A stretch of text that names an entity.

    ``entity`` is the canonical name of the entity within its article, ``title`` the rank or office
    that stood before the name, ``reason`` why it was found (``rule``, ``list``, ``document``,
    ``model``, ``user``), ``score`` how sure that is, from 0 to 1.
    """

    start: int
    end: int
    text: str
    type: EntityType
    entity: str
    reason: str = "rule"
    score: float = 1.0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something named in the library. ``mentions`` and ``articles`` are counts."""

    id: int
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    articles: int = 0


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
    its place is not to be found in the present text; the selector then keeps the old one.
    """

    id: str
    article_id: int
    selector: Selector
    color: Color = Color.YELLOW
    note: str = ""
    created: str = ""
    modified: str = ""
    orphan: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it came: its bytes and its name."""

    data: bytes
    name: str


class ImportStatus(StrEnum):
    """What became of a file that was to be imported."""

    ADDED = "added"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The result for one file: ``id`` is 0 and ``error`` says why where it failed."""

    path: Path
    status: ImportStatus
    id: int = 0
    title: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a list shows; an empty field does not narrow. Fields narrow together (AND).

    Articles in the trash are shown only by ``trashed``, and then alone.
    ``month`` is ``2025`` or ``2025-10``. ``entity`` is an entity's id.
    """

    unread: bool = False
    starred: bool = False
    annotated: bool = False
    trashed: bool = False
    source: str = ""
    author: str = ""
    language: str = ""
    month: str = ""
    tag: str = ""
    entity: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """What the reader asks of the search: the typed text, narrowed by a filter."""

    text: str
    filter: Filter = field(default_factory=Filter)
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the reader keeps: the text, and how the list was narrowed. ``id`` is 0 until stored."""

    name: str
    text: str
    filter: Filter = field(default_factory=Filter)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage in the reader's own text; ``marks`` are (start, end) code points into ``text``."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found."""

    id: int
    score: float
    title: Snippet
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that narrows a result: its name in the index, and how many hits have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found.

    ``total`` counts all hits, ``hits`` is one page of them, ``ids`` holds every hit's id in order.
    ``reading`` says how the query was understood where that differs from what was typed, and
    ``suggestion`` is a "did you mean" query.
    ``facets`` maps source, author, language, month, tag and entity to values, the most frequent first.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    ids: tuple[int, ...] = ()
    reading: str = ""
    suggestion: str = ""
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers and groups of the sidebar; groups are (name, number) in display order."""

    all: int = 0
    unread: int = 0
    starred: int = 0
    annotated: int = 0
    highlights: int = 0
    trashed: int = 0
    sources: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    entities: tuple[tuple[EntityType, int], ...] = ()


class ChangeKind(StrEnum):
    """What sort of thing changed."""

    ARTICLES = "articles"  # added, removed or their metadata edited
    STATE = "state"  # read, starred, position
    TAGS = "tags"
    MENTIONS = "mentions"
    HIGHLIGHTS = "highlights"
    INDEX = "index"
    SEARCHES = "searches"  # those that are saved


@dataclass(frozen=True, slots=True)
class Change:
    """What a call of the library changed; views look at it to decide whether to refresh.

    ``done`` names an edit that can be undone (a gettext message) and is empty otherwise.
    ``highlight`` is the id of the highlight that the change is about.
    """

    kinds: frozenset[ChangeKind] = frozenset()
    articles: frozenset[int] = frozenset()
    highlight: str = ""
    done: str = ""

    def touches(self, *kinds: ChangeKind) -> bool:
        """Whether any of ``kinds`` changed."""
        return any(kind in self.kinds for kind in kinds)
