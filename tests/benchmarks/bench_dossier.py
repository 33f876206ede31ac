# mypy: disable-error-code="misc"
"""How long the page of an entity and the list of all entities take on a large library.

``python -m tests.benchmarks.bench_dossier -n 5000 --entities 200000``

One entity is mentioned 5,000 times, in as many articles or in fewer; the figures are medians of ten calls.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.library import Library
from reader.library.deriving import name_keys
from reader.models import EntitySort, EntityType, Mention, Scope
from reader.paths import folders
from reader.store.pending import Work
from tests import samples

_PLACE = "Cảng Phù Du"
_OTHERS = 25  # further mentions an article
_CALLS = 10
_LINE = "Hôm nay tàu vào Cảng Phù Du rồi đi ngay trong đêm mưa gió, chở theo gạo và muối. "
_SYLLABLES = (
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Đào",
    "Giang",
    "Hà",
    "Khánh",
    "Lâm",
    "Minh",
    "Nga",
    "Oanh",
    "Phúc",
)


def main() -> None:
    """Fill a library and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5_000, help="mentions of the entity")
    parser.add_argument("--each", type=int, default=1, help="mentions of it in an article")
    parser.add_argument("--entities", type=int, default=200_000, help="entities in the library")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Library(folders(Path(folder))) as library:
        began = time.perf_counter()
        _fill(library, arguments.n, arguments.each, arguments.entities)
        print(f"filled in {time.perf_counter() - began:.0f} s")  # noqa: T201
        _measure(library)


def _fill(library: Library, mentions: int, each: int, entities: int) -> None:
    store, drawn = library._store, random.Random(1)
    text = _LINE * (_OTHERS + each)
    at = _LINE.index(_PLACE)
    with store.transaction():
        for number in range(mentions // each):
            made = samples.article(text, f"Bài {number}", words=len(text.split()))
            article_id = store.articles.add(made, samples.original())
            named = [(_PLACE, EntityType.LOC)] * each + [
                (_name(int(2_000 ** drawn.random())), EntityType.PER) for _ in range(_OTHERS)
            ]
            drawn.shuffle(named)
            found = [
                Mention(i * len(_LINE) + at, i * len(_LINE) + at + len(_PLACE), _PLACE, kind, name)
                for i, (name, kind) in enumerate(named)
            ]
            store.mentions.replace(article_id, found, name_keys)
        for number in range(2_000, entities, 100):
            made = samples.article("Tin.", f"Tin {number}")
            article_id = store.articles.add(made, samples.original())
            found = [Mention(i, i + 1, "x", EntityType.PER, _name(number + i)) for i in range(100)]
            store.mentions.replace(article_id, found, name_keys)


def _name(number: int) -> str:
    """Return a name of three syllables and a number."""
    base = len(_SYLLABLES)
    parts = [_SYLLABLES[number // base**power % base] for power in range(3)]
    return f"{' '.join(parts)} {number}"


def _measure(library: Library) -> None:
    (place,) = library.naming.browse((EntityType.LOC,)).entities
    naming, ask = library.naming, library._store.entities
    kinds = frozenset((EntityType.PER,))
    print(f"{place.name}: {place.mentions} mentions, {place.articles} articles; {naming.counts()}")  # noqa: T201
    print("| | ms |\n|---|---|")  # noqa: T201
    _say("page of the entity", lambda: naming.dossier(place.id))
    _say("- its names", lambda: ask.names(place.id))
    _say("- its months", lambda: ask.months(place.id))
    _say("- its evidence", lambda: ask.evidence(place.id))
    _say("- its articles", lambda: naming.appearances(place.id))
    _say("- its company", lambda: ask.companions(place.id, kinds, 40))
    _say("- what it may be", lambda: naming.suggest_merges(place.id))
    _say("further articles, from the 2,000th", lambda: naming.appearances(place.id, offset=2_000))
    for sort in EntitySort:
        _say(f"list by {sort}", lambda sort=sort: naming.browse(sort=sort))
        _say(
            f"list by {sort}, from the 100,000th", lambda sort=sort: naming.browse(sort=sort, offset=100_000)
        )
        for query in ("a", "dao", "phu du", "không có"):
            _say(
                f"list by {sort}, “{query}”",
                lambda sort=sort, query=query: naming.browse((), query, sort=sort),
            )
    _say("all suggestions", naming.all_suggestions, calls=1)
    other = next(e for e in naming.browse((EntityType.PER,)).entities)
    _say("merge", lambda: library.correcting.merge(place.id, other.id), calls=1)
    _say("undo it", library.editing.undo, calls=1)
    first = naming.appearances(place.id, limit=1)[0]
    span = first.passages[0]
    _say(
        "reject everywhere, the index not built",
        lambda: library.correcting.reject(first.article.id, span.start, span.end, Scope.EVERYWHERE),
        calls=1,
    )
    waiting = library._store.pending.count_of(Work.RECOGNISE)
    print(f"{waiting} articles wait for the background")  # noqa: T201


def _say(name: str, call: Callable[[], object], calls: int = _CALLS) -> None:
    """Print a line of the table."""
    taken = []
    for _ in range(calls):
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    print(f"| {name} | {statistics.median(taken):.1f} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
