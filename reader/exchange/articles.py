"""Whole articles in our own JSON: an article that the library lacks can be made of one.

What takes the place of its original file is the article's own record, as JSON, without what the reader did to
the article since and without the highlights: so the same article always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from reader.exchange.notes import Clues, Whole, entries, listed
from reader.models import Article, Block, BlockKind, Inline, InlineKind, Metadata, Original
from reader.text import blocks
from reader.text.segment import count_words

_KEPT = (
    "title title_derived authors source section published language url original_name media_type sha256"
    " text blocks inlines"
)
_Record = Mapping[str, object]


def read_whole(record: _Record, clues: Clues, version: int) -> Whole:
    """Return the article of a record that holds a text.

    Raises:
        ValueError: something in the record is not what it should be.
    """
    kept = {name: record[name] for name in _KEPT.split() if name in record}
    document = {"format": "docbao", "version": version, "articles": [{**kept, "highlights": []}]}
    data = json.dumps(document, ensure_ascii=False, indent=2).encode()
    made = Article(
        metadata=_metadata(record),
        text=string(record, "text"),
        blocks=tuple(_block(each) for each in entries(record.get("blocks"))),
        inlines=tuple(_inline(each) for each in entries(record.get("inlines"))),
        sha256=hashlib.sha256(data).hexdigest(),
        format="application/json",
        original_name=string(record, "original_name"),
        added=string(record, "added"),
        starred=record.get("starred") is True,
        read=record.get("read") is True,
        position=integer(record, "position"),
        tags=_strings(record, "tags"),
    )
    words = count_words(made.text)
    if not words or made.position > len(made.text) or not blocks.is_sound(made):
        raise ValueError(record)
    return Whole(clues, replace(made, words=words), Original(data, f"{made.original_name}.json"))


def _metadata(record: _Record) -> Metadata:
    if not string(record, "title"):
        raise ValueError(record)
    return Metadata(
        title=string(record, "title"),
        title_derived=record.get("title_derived") is True,
        authors=_strings(record, "authors"),
        source=string(record, "source"),
        section=string(record, "section"),
        published=string(record, "published"),
        language=string(record, "language") or "und",
        url=string(record, "url"),
    )


def _block(record: _Record) -> Block:
    kind = BlockKind(string(record, "kind"))
    start, end = integer(record, "start"), integer(record, "end")
    return Block(kind, start, end, integer(record, "level"), string(record, "image"))


def _inline(record: _Record) -> Inline:
    kind = InlineKind(string(record, "kind"))
    return Inline(kind, integer(record, "start"), integer(record, "end"), string(record, "target"))


def _strings(record: _Record, key: str) -> tuple[str, ...]:
    return tuple(each for each in listed(record.get(key)) if isinstance(each, str))


def string(record: _Record, key: str) -> str:
    """Return a text of a record, empty where there is none.

    Raises:
        ValueError: it is no text, or one that cannot be stored.
    """
    value = record.get(key, "")
    if not isinstance(value, str):
        raise ValueError(key)  # noqa: TRY004 - what is damaged is skipped, whatever the damage
    value.encode()  # half of a surrogate pair is no text
    return value


def integer(record: _Record, key: str) -> int:
    """Return a number of a record, 0 where there is none.

    Raises:
        ValueError: it is no whole number, or a negative or too large one.
    """
    value = record.get(key, 0)
    if not isinstance(value, int) or not 0 <= value < 2**63:
        raise ValueError(key)
    return value
