"""What is indexed of an article, and in which form.

A word's key is its unaccented form, then (after a zero byte) the word itself where it carries accents. So all
spellings of ``hoa`` lie side by side in the index: the accented word is one term, the unaccented one a short
run of terms, and a prefix one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, STORED, Schema

from reader.i18n import sort_key
from reader.models import NUMBERS, EntityType
from reader.search.documents import Document
from reader.search.engine import Words
from reader.text.fold import WORD, canonical, fold, plain

VERSION = "docbao 3"
ENTITY_FIELDS = tuple(f"entity_{kind.value.lower()}" for kind in EntityType)
NAMED = frozenset(EntityType) - NUMBERS - {EntityType.DATE}  # what is worth narrowing and comparing by
NAMED_FIELDS = tuple(f"entity_{kind.value.lower()}" for kind in EntityType if kind in NAMED)
FACETS = ("source", "author", "language", "month", "tag", *NAMED_FIELDS)
_VALUES = (*FACETS, *(name for name in ENTITY_FIELDS if name not in NAMED_FIELDS))
TITLE_KEYS = ("title_1", "title_2", "title_3")
SOURCE_KEYS = ("source_1", "source_2")
GAP = "\0"  # a word that no query holds, so that phrases do not run from one value into the next
_DIGITS = re.compile(r"\d+")


def split_text(text: str) -> list[str]:
    """Return the words of a text; :func:`spelled_key` makes one word of their spellings."""
    return WORD.findall(text.lower())


def split_values(values: Iterable[str]) -> Iterator[str]:
    """Return the words of several values, a gap between one and the next."""
    for number, value in enumerate(values):
        if number:
            yield GAP
        yield from split_text(value)


def spelled_key(word: str) -> bytes:
    """Return the key of a word."""
    word = canonical(word)
    bare = plain(word)
    return bare.encode() if bare == word else f"{bare}\0{word}".encode()


def bare_part(key: bytes) -> bytes:
    """Return the unaccented part of a key."""
    return key.partition(b"\0")[0]


def spelled_part(key: bytes) -> str:
    """Return the word of a key, with its accents."""
    bare, _, word = key.partition(b"\0")
    return (word or bare).decode()


def schema() -> Schema:
    """Return the schema of the index."""

    def text() -> Words:
        return Words(split_values, spelled_key, positions=True)

    return Schema(
        id=Words(unique=True),
        all=Words(key=spelled_key, positions=True, scorable=True),
        title=Words(split_values, spelled_key, positions=True, scorable=True),
        flag=Words(),
        known=Words(),
        shown=STORED(),
        number=COLUMN(NumericColumn("q")),
        added=COLUMN(NumericColumn("q")),
        published=COLUMN(NumericColumn("i")),
        length=COLUMN(NumericColumn("i")),
        body_words=COLUMN(NumericColumn("i")),
        **{name: text() for name in ("author", "source", "tag", "note", "highlight", *ENTITY_FIELDS)},
        **{f"{name}_is": Words() for name in _VALUES},
        **{name: COLUMN(NumericColumn("Q")) for name in (*TITLE_KEYS, *SOURCE_KEYS)},
    )


def row(document: Document) -> dict[str, Any]:
    """Return the values of a document's fields."""
    article, meta = document.article, document.article.metadata
    tags = (*article.tags, *document.marked_tags)
    notes = (*filter(None, (article.note,)), *document.notes)
    head = (meta.title, *meta.authors, meta.source, meta.section, *tags, *notes, *document.highlights)
    body = split_text(article.text)
    return {
        "id": [str(article.id)],
        "all": [*body, GAP, *split_values(filter(None, head))],
        "title": [meta.title],
        "author": meta.authors,
        "source": [meta.source],
        "tag": tags,
        "note": notes,
        "highlight": document.highlights,
        "flag": list(_flags(document)),
        "known": list(known(document)),
        "shown": meta.title,
        "number": article.id,
        "added": int("".join(_DIGITS.findall(article.added))[:14] or 0),
        "published": date_number(meta.published),
        "length": article.words or len(body),
        "body_words": len(body),
        **_entities(document),
        **_facets(document),
        **dict(zip(TITLE_KEYS, sort_numbers(meta.title, len(TITLE_KEYS)), strict=True)),
        **dict(zip(SOURCE_KEYS, _source_numbers(meta.source), strict=True)),
    }


def _flags(document: Document) -> Iterator[str]:
    if not document.article.read:
        yield "unread"
    if document.article.starred:
        yield "starred"
    if document.highlights or document.notes or document.article.note:
        yield "annotated"


def _facets(document: Document) -> dict[str, list[str]]:
    article, meta = document.article, document.article.metadata
    month = meta.published[:7]
    facets: dict[str, list[str]] = {
        "source": [meta.source],
        "author": list(meta.authors),
        "language": [meta.language],
        "month": [month],
        "tag": list(article.tags),
        **{name: [] for name in ENTITY_FIELDS},
    }
    for _, kind, number in document.entities:
        facets[_entity_field(kind)].append(str(number))
    return {f"{name}_is": list(dict.fromkeys(filter(None, values))) for name, values in facets.items()}


def _entities(document: Document) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {name: [] for name in ENTITY_FIELDS}
    for name, kind in (*((name, kind) for name, kind, _ in document.entities), *document.aliases):
        names[_entity_field(kind)].append(name)
    return {name: values for name, values in names.items() if values}


def _entity_field(kind: EntityType) -> str:
    return f"entity_{kind.value.lower()}"


def known(document: Document) -> Iterator[str]:
    """Yield what is suggested while typing: the folded name from each of its words on, kind, id, name."""
    article, meta = document.article, document.article.metadata
    names: list[tuple[str, str, str]] = [
        (name, kind.value, str(n)) for name, kind, n in document.entities if kind in NAMED
    ]
    names += [(name, "author", "") for name in meta.authors]
    names += [(name, "tag", "") for name in (*article.tags, *document.marked_tags)]
    names.append((meta.source, "source", ""))
    for name, kind, number in dict.fromkeys(names):
        folded = fold(name)
        starts = [match.start() for match in WORD.finditer(folded)][:5]
        for start in starts:
            yield "\0".join((folded[start:], kind, number, name))


def date_number(iso: str) -> int:
    """Return an ISO date as a number that sorts: 2025-10-25 is 20251025, 2025-10 is 20251000, none is 0."""
    digits = "".join(_DIGITS.findall(iso[:10]))
    return int(digits.ljust(8, "0")[:8]) if len(digits) >= 4 else 0  # noqa: PLR2004 - a year has four digits


def sort_numbers(text: str, count: int) -> list[int]:
    """Return the beginning of a text's place in the alphabet as numbers of eight letters each."""
    letters, tones, _ = sort_key(text[: 12 * count])
    ranks = bytes(_byte(*letter) for letter in letters)[: 8 * count]
    ranks = (ranks + b"\0" + bytes(tones))[: 8 * count] if len(ranks) < 8 * count else ranks
    ranks = ranks.ljust(8 * count, b"\0")
    return [int.from_bytes(ranks[at : at + 8]) for at in range(0, 8 * count, 8)]


@lru_cache(maxsize=1000)
def _source_numbers(source: str) -> list[int]:
    return sort_numbers(source, len(SOURCE_KEYS))


def _byte(group: int, rank: int) -> int:
    """Return a letter's rank in one byte: spaces, digits, Latin, then Cyrillic and the rest."""
    if group == 0:
        return 1
    if group == 1:
        return 2 + max(0, min(9, rank - ord("0")))
    return 20 + rank if group == 2 else 80 + max(0, min(170, rank - 0x400))  # noqa: PLR2004
