"""A library full of generated articles, made once in a folder and used again."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reader import entities
from reader.annotations import make_highlight
from reader.library import Library
from reader.models import Article, Block, BlockKind, Color, EntityType, Mention, Metadata, Original
from reader.paths import Folders, folders
from reader.search import Document
from tests.benchmarks.articles import Generated, Item

HIGHLIGHTS = 5_000
_BATCH = 500  # articles a transaction
_MENTIONS = 25  # an article
_ENTITIES = 60_000
_TYPES = (EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.LOC, EntityType.DATE, EntityType.DOC)
_TAGS = ("biển", "giáo dục", "đọc lại", "kinh tế", "y tế", "đường sắt")
_LANGUAGES = ("vi", "vi", "vi", "vi", "vi", "vi", "vi", "vi", "en", "ru")
_NOW = "2026-01-01T00:00:00.000+00:00"


def filled(folder: Path, count: int) -> Folders:
    """Return the folders of a library of ``count`` articles; it is made where it is not there."""
    places = folders(str(folder))
    done = folder / "filled"
    if not done.exists():
        with Library(places) as library:
            _fill(library, count)
        done.touch()
    return places


def _fill(library: Library, count: int) -> None:
    store, generated = library._store, iter(Generated(count))
    while batch := list(islice(generated, _BATCH)):
        with store.transaction():
            for item in batch:
                _add(library, item, count)
    with store.transaction():
        store.set_setting("recogniser", entities.version())
    library._index.update(_documents(library, count))


def _add(library: Library, item: Item, count: int) -> None:
    store, drawn = library._store, random.Random(item.number)
    made = article(item, drawn)
    data = item.title.encode()
    new_id = store.articles.add(made, Original(data, f"{item.number}.txt"))
    store.mentions.replace(new_id, list(_mentions(made.text, drawn)))
    share = HIGHLIGHTS / count
    for _ in range(int(share) + (drawn.random() < share % 1)):
        start = drawn.randrange(len(made.text) - 60)
        stored = store.articles.get(new_id)
        assert stored is not None
        note = "Xem lại đoạn này." if drawn.random() < 0.3 else ""
        color = drawn.choice(list(Color))
        store.highlights.put(make_highlight(stored, start, start + 60, color=color, note=note, now=_NOW))


def article(item: Item, drawn: random.Random) -> Article:
    """Return an article of paragraphs, as it comes from an importer, in some state of reading."""
    starts = [0, *(at + 2 for at in range(len(item.body)) if item.body.startswith("\n\n", at))]
    ends = [*(start - 2 for start in starts[1:]), len(item.body)]
    meta = Metadata(
        item.title,
        authors=(item.author,),
        source=item.source,
        published=item.date,
        language=drawn.choice(_LANGUAGES),
    )
    return Article(
        meta,
        item.body,
        tuple(Block(BlockKind.PARAGRAPH, a, b) for a, b in zip(starts, ends, strict=True)),
        sha256=hashlib.sha256(str(item.number).encode()).hexdigest(),
        added=_NOW,
        words=len(item.body.split()),
        starred=drawn.random() < 0.02,
        read=drawn.random() < 0.6,
        tags=tuple(drawn.sample(_TAGS, drawn.choice((0, 0, 0, 1, 2)))),
    )


def _mentions(text: str, drawn: random.Random) -> Iterator[Mention]:
    step = len(text) // (_MENTIONS + 1)
    for number in range(_MENTIONS):
        start = number * step
        name = int(_ENTITIES ** drawn.random())  # as frequent as names are: the n-th one in n
        kind = _TYPES[name % len(_TYPES)]
        yield Mention(start, start + 12, text[start : start + 12], kind, f"Thực thể {name}")


def _documents(library: Library, count: int) -> Iterator[Document]:
    for number in range(1, count + 1):
        document = library.intake._document(number)
        if document:
            yield document
