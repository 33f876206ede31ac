"""Exact and broad words: both kept in one field, as the index does, or each in a field of its own.

``python -m tests.benchmarks.bench_words -n 20000``
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from whoosh.fields import Schema
from whoosh.query import Query

from reader.search.compile import word_keys
from reader.search.engine import Keys, KeysPhrase, NumpyIndex, Snapshot, Words, Writer, only
from reader.search.nodes import Word
from reader.search.schema import spelled_key, split_text
from reader.text.fold import canonical, plain
from tests.benchmarks.articles import Generated, Item

_QUERIES = 200
_clock = time.process_time if "--cpu" in sys.argv else time.perf_counter
_SAMPLE = 300
Asker = Callable[[Sequence[str]], Query]


def plain_key(word: str) -> bytes:
    """Return the key of a word without its accents."""
    return plain(canonical(word)).encode()


def exact_key(word: str) -> bytes:
    """Return the key of a word with its accents."""
    return canonical(word).encode()


def main() -> None:
    """Build both, ask both the same, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=10_000, help="number of articles")
    parser.add_argument("--cpu", action="store_true", help="count the processor's time")
    count = parser.parse_args().n
    articles = Generated(count)
    phrases = _phrases(articles)
    one = Schema(all=Words(split_text, spelled_key, positions=True, scorable=True))
    two = Schema(
        broad=Words(split_text, plain_key, positions=True, scorable=True),
        exact=Words(split_text, exact_key, positions=True, scorable=True),
    )
    with tempfile.TemporaryDirectory() as folder:
        rows = {
            "one field": _measure(Path(folder, "1"), one, articles, phrases, (_in_one, _in_one)),
            "two fields": _measure(Path(folder, "2"), two, articles, phrases, (_in("exact"), _in("broad"))),
        }
    titles = list(next(iter(rows.values())))
    lines = ["| | " + " | ".join(titles) + " |", "|---" * (len(titles) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(row.values()) + " |" for name, row in rows.items()]
    sys.stdout.write("\n".join(lines) + "\n")


def _phrases(articles: Generated) -> list[list[str]]:
    """Return three words that follow each other, from some articles."""
    texts = [split_text(articles.item(1 + n * len(articles) // _SAMPLE).body) for n in range(_SAMPLE)]
    return [text[n % 40 : n % 40 + 3] for n, text in enumerate(texts)][:_QUERIES]


def _in_one(words: Sequence[str]) -> Query:
    keys = tuple(word_keys("all", Word(canonical(word))) for word in words)
    return keys[0] if len(keys) == 1 else KeysPhrase("all", keys)


def _in(field: str) -> Asker:
    def ask(words: Sequence[str]) -> Query:
        key = exact_key if field == "exact" else plain_key
        keys = tuple(Keys(field, (only(key(word)),)) for word in words)
        return keys[0] if len(keys) == 1 else KeysPhrase(field, keys)

    return ask


def _measure(
    folder: Path,
    schema: Schema,
    articles: Iterable[Item],
    phrases: Sequence[Sequence[str]],
    askers: tuple[Asker, Asker],
) -> dict[str, str]:
    exact, broad = askers
    index = NumpyIndex(folder, schema, "bench")
    index.create()
    size = count = 0
    start = _clock()
    with Writer(index) as writer:
        for item in articles:
            writer.add_document(**dict.fromkeys(schema.names(), item.body))
            size += len(item.body.encode())
            count += 1
        writer.commit()
    rate = count / (_clock() - start)
    written = sum(path.stat().st_size for path in folder.iterdir())
    bare = [[plain(canonical(word)) for word in phrase] for phrase in phrases]
    return {
        "articles/s": f"{rate:.0f}",
        "index / text": f"{written / size:.2f}",
        "exact word": _times(index, exact, [phrase[:1] for phrase in phrases]),
        "broad word": _times(index, broad, [phrase[:1] for phrase in bare]),
        "exact phrase": _times(index, exact, phrases),
        "broad phrase": _times(index, broad, bare),
    }


def _times(index: NumpyIndex, ask: Asker, asked: Sequence[Sequence[str]]) -> str:
    """Return the median and the 95th percentile in milliseconds, from an index that was just opened."""
    snapshot = Snapshot(index)
    taken = []
    for words in asked:
        start = _clock()
        snapshot.find(ask(words))
        taken.append(1000 * (_clock() - start))
    taken.sort()
    return f"{statistics.median(taken):.2f} / {taken[int(len(taken) * 0.95)]:.2f}"


if __name__ == "__main__":
    main()
