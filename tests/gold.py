"""Reads the gold set of ``corpus/gold``: metadata, blocks, and entities marked by hand.

The format is described in ``corpus/README.md``. Offsets are code points into ``Gold.text``, the texts of
all blocks joined by a blank line, as an importer joins them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

ARTICLES = REPOSITORY / "corpus" / "articles"
GOLD = REPOSITORY / "corpus" / "gold"


@dataclass(frozen=True)
class GoldMention:
    """A stretch that names an entity; ``inner`` ones stand inside another mention."""

    start: int
    end: int
    text: str
    type: str
    entity: str
    inner: bool = False


@dataclass(frozen=True)
class Gold:
    """One article as a careful editor would have it."""

    slug: str
    metadata: dict[str, str]
    blocks: tuple[tuple[str, str], ...]
    mentions: tuple[GoldMention, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(text for _, text in self.blocks)

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.metadata.get("authors", "").split(";") if name.strip())


def unmark(marked: str, base: int = 0, *, inner: bool = False) -> tuple[str, list[GoldMention]]:
    """Take the marks out of ``marked``; return the plain text and its mentions, offset by ``base``."""
    plain = ""
    mentions: list[GoldMention] = []
    position = 0
    while position < len(marked):
        if marked.startswith("[[", position):
            close = _closing(marked, position)
            # Nested marks hold bars too: the outer mark's fields follow the last inner one.
            last = marked.rfind("]]", position, close)
            bar = marked.index("|", max(position, last))
            text, within = unmark(marked[position + 2 : bar], base + len(plain), inner=True)
            kind, _, name = marked[bar + 1 : close].partition("|")
            start = base + len(plain)
            mentions.append(GoldMention(start, start + len(text), text, kind, name or text, inner))
            mentions += within
            plain += text
            position = close + 2
        else:
            plain += marked[position]
            position += 1
    return plain, mentions


def _closing(marked: str, start: int) -> int:
    """Return where the ``]]`` of the mark that opens at ``start`` is."""
    depth = 0
    position = start
    while position < len(marked):
        if marked.startswith("[[", position):
            depth += 1
            position += 2
        elif marked.startswith("]]", position):
            depth -= 1
            if depth == 0:
                return position
            position += 2
        else:
            position += 1
    raise ValueError(f"unclosed mark: {marked[start : start + 40]}")


def read_gold(path: Path) -> Gold:
    """Read one gold file."""
    header, _, body = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).partition("\n---\n")
    metadata = {
        key.strip(): value.strip() for key, _, value in (line.partition(":") for line in header.split("\n"))
    }
    blocks: list[tuple[str, str]] = []
    mentions: list[GoldMention] = []
    offset = 0
    for line in body.split("\n"):
        if not line.strip():
            continue
        kind, _, marked = line.partition(": ")
        text, found = unmark(marked.strip(), offset)
        blocks.append((kind, text))
        mentions += found
        offset += len(text) + 2
    return Gold(path.stem, metadata, tuple(blocks), tuple(mentions))


def gold_files() -> list[Path]:
    """Return all gold files, sorted."""
    return sorted(GOLD.glob("*.txt"))


def raw_file(slug: str) -> Path:
    """Return the article as a user would have it."""
    return next(path for path in sorted(ARTICLES.iterdir()) if path.stem == slug)
