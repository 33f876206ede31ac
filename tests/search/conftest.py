from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from reader.models import Article, EntityType, Metadata, Query, Result
from reader.search import Document, SearchIndex


def make_document(
    number: int,
    title: str = "",
    text: str = "",
    *,
    entities: tuple[tuple[str, EntityType, int], ...] = (),
    notes: tuple[str, ...] = (),
    highlights: tuple[str, ...] = (),
    marked_tags: tuple[str, ...] = (),
    note: str = "",
    tags: tuple[str, ...] = (),
    starred: bool = False,
    read: bool = False,
    **metadata: object,
) -> Document:
    meta = Metadata(title=title, **metadata)  # type: ignore[arg-type]
    added = f"2025-11-{number:02d}T00:00:00Z" if number < 30 else "2025-12-01T00:00:00Z"
    article = Article(
        meta, text, (), id=number, tags=tags, starred=starred, read=read, added=added, note=note
    )
    return Document(article, entities, notes, highlights, marked_tags)


class Room:
    """An index beside the texts that a store would keep."""

    def __init__(self, folder: Path) -> None:
        self.index = SearchIndex(folder)
        self.texts: dict[int, str] = {}

    def add(self, *documents: Document) -> None:
        self.index.update(documents)
        self.texts.update({d.article.id: d.article.text for d in documents})

    def bodies(self, ids: Sequence[int]) -> Mapping[int, str]:
        return {number: self.texts[number] for number in ids}

    def search(self, text: str, **kwargs: object) -> Result:
        return self.index.search(Query(text, **kwargs), self.bodies)  # type: ignore[arg-type]

    def ids(self, text: str, **kwargs: object) -> list[int]:
        return sorted(self.search(text, **kwargs).ids)


@pytest.fixture
def room(tmp_path: Path):
    room = Room(tmp_path / "index")
    yield room
    room.index.close()


@pytest.fixture
def document() -> Callable[..., Document]:
    return make_document
