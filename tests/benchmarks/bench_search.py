"""Docbao's search beside other engines, on the same articles and queries.

``python -m tests.benchmarks.bench_search -n 100000 --keep DIR --output figures.json``

The engines take turns class by class, in several rounds, so that a machine that becomes slower or faster
meanwhile does so for all of them. Each round opens the indexes anew. A query's time is its best of the
rounds: what is more was taken by others (so says the documentation of ``timeit``, too).
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from tests.benchmarks.articles import Generated, Given, of_folder, write_lines
from tests.benchmarks.engines import Docbao, Engine, Fts5, StockWhoosh, Tantivy, Xapian
from tests.benchmarks.queries import CLASSES, Asked, draw

_UPDATES = 30
_clock = time.process_time if "--cpu" in sys.argv else time.perf_counter
_WHOOSH = 5_000  # articles are enough to tell the rate of stock Whoosh; with more it falls
_OPTIONAL = {"tantivy", "xapian"}
Figures = dict[str, Any]
Round = dict[str, list[float]]  # milliseconds, one a query
T = TypeVar("T")


def main() -> None:
    """Measure, print a table, write JSON."""
    options = _options()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="docbao-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    articles = _articles(options, folder)
    asked = draw(articles, options.queries)
    report: Figures = {"articles": len(articles), "text bytes": _text_bytes(articles), "engines": {}}
    first = f"articles/s of the first {_WHOOSH:,}"
    if "whoosh" in options.engines:
        report["engines"]["stock Whoosh"] = {first: _rate(StockWhoosh, articles)}
    engines = list(_engines(folder, options.engines))
    for engine in engines:
        sys.stderr.write(f"{engine.name} …\n")
        report["engines"][engine.name] = _built(engine, articles, folder, report["text bytes"])
        if "whoosh" in options.engines and engine.name == "Docbao":
            report["engines"][engine.name][first] = _rate(Docbao, articles)
    rounds = [_asked(engines, articles, asked) for _ in range(options.rounds)]
    for engine in engines:
        figures = report["engines"][engine.name]
        figures.update(_over([figures[engine.name] for figures in rounds]))
        if engine.name == _plain_name(engine):
            figures["one article added"] = _adding(engine, articles, folder)
    _print(report)
    if options.output:
        options.output.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    if not options.keep:
        shutil.rmtree(folder)


def _articles(options: argparse.Namespace, folder: Path) -> Given:
    """Return the articles; generated ones, and those of a folder, are written as lines first."""
    if options.articles and options.articles.is_file():
        return Given(options.articles, options.n)
    lines = folder / "articles.jsonl"
    if not lines.exists():
        write_lines(of_folder(options.articles) if options.articles else Generated(options.n), lines)
    return Given(lines, options.n)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=10_000, help="number of articles")
    parser.add_argument("--articles", type=Path, help="a folder of texts, or JSON lines")
    parser.add_argument("--queries", type=int, default=100, help="queries a class")
    parser.add_argument("--rounds", type=int, default=3, help="how often each query is asked")
    parser.add_argument("--engines", default="docbao,fts5,tantivy,xapian,whoosh")
    parser.add_argument(
        "--cpu", action="store_true", help="count the processor's time, where others use the machine too"
    )
    parser.add_argument("--keep", type=Path, help="keep the indexes here, and use those that are there")
    parser.add_argument("--output", type=Path, help="write the figures as JSON")
    return parser.parse_args()


def _engines(folder: Path, wanted: str) -> Iterable[Engine]:
    names = wanted.split(",")
    if "docbao" in names:
        yield Docbao(folder)
        yield Docbao(folder, accents=True)
    if "fts5" in names:
        yield Fts5(folder)
    names = [name for name in names if _is_there(name)]
    if "tantivy" in names:
        yield Tantivy(folder)
        yield Tantivy(folder, body_only=True)
    if "xapian" in names:
        yield Xapian(folder)


def _rate(engine: Callable[[Path], Engine | StockWhoosh], articles: Given) -> int:
    """Return how many articles an engine indexes in a second, measured on the first of them."""
    first = list(islice(articles, _WHOOSH))
    with tempfile.TemporaryDirectory() as folder:
        return round(len(first) / _seconds(lambda: engine(Path(folder)).build(first)))


def _is_there(name: str) -> bool:
    """Whether an engine can be measured; say why not."""
    if name not in _OPTIONAL or importlib.util.find_spec(name):
        return True
    sys.stderr.write(f"{name}: left out, as this Python has no module of that name\n")
    return False


def _built(engine: Engine, articles: Given, folder: Path, text_bytes: int) -> Figures:
    """Build the index where it is not kept from an earlier run."""
    figures: Figures = {}
    done = folder / f"{_plain_name(engine)}.done"
    if not done.exists():
        reading = _seconds(lambda: deque(articles, maxlen=0))
        figures["articles/s"] = round(len(articles) / (_seconds(lambda: engine.build(articles)) - reading))
        done.touch()
    figures["index / text"] = round(_size(engine, folder) / text_bytes, 2)
    return figures


def _asked(engines: Sequence[Engine], articles: Given, asked: dict[str, list[Asked]]) -> dict[str, Round]:
    """Return the times of one round, engine by engine."""
    figures: dict[str, Round] = {engine.name: {} for engine in engines}
    gc.collect()
    first = asked["2-3 terms, AND"][0]
    for engine in engines:
        figures[engine.name]["open, ms"] = [1000 * _seconds(engine.open)]
        figures[engine.name]["first query, ms"] = _times(engine.ask, [first])
    for again in ("", ", again"):  # lists are decoded when they are first needed
        for name in CLASSES:
            for engine in engines:
                figures[engine.name][name + again] = _times(engine.ask, asked[name])
    for engine in engines:
        if isinstance(engine, Docbao):
            figures[engine.name].update(_what_the_user_waits_for(engine, articles, asked))
    return figures


def _over(rounds: Sequence[Round]) -> Figures:
    """Return the figures of what was best in several rounds, query by query."""
    best = {
        name: [min(times) for times in zip(*(one[name] for one in rounds), strict=True)] for name in rounds[0]
    }
    return {name: _figures(times) if len(times) > 1 else round(times[0], 1) for name, times in best.items()}


def _adding(engine: Engine, articles: Given, folder: Path) -> tuple[float, float]:
    """Return the times of adding one article to a copy: some engines leave a segment for each."""
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as copy:
        for path in folder.iterdir():
            if path.name.startswith(_start(engine)):
                (shutil.copytree if path.is_dir() else shutil.copy2)(path, Path(copy, path.name))
        (other, *_) = _engines(Path(copy), _start(engine))
        other.open()
        updates = [articles.item(1 + n % len(articles)) for n in range(_UPDATES)]
        fresh = [replace(item, number=len(articles) + 1 + n) for n, item in enumerate(updates)]
        return _figures(_times(other.add, fresh))


def _what_the_user_waits_for(engine: Docbao, articles: Given, asked: dict[str, list[Asked]]) -> Round:
    """Facets over the whole result and twenty passages, as the window asks for them."""
    texts: dict[int, str] = {}
    for name in ("2-3 terms, AND", "letters as typed"):
        for one in asked[name]:
            result = engine.index.search(engine.query(one), lambda ids: {}, typing=one.open, facets=False)
            found = {hit.id for hit in result.hits if hit.id <= len(articles)}  # not what was added since
            texts.update({number: articles.item(number).body for number in found - texts.keys()})

    def ask(one: Asked) -> int:
        bodies = lambda ids: {number: texts.get(number, "") for number in ids}  # noqa: E731
        return len(engine.index.search(engine.query(one), bodies, typing=one.open).hits)

    return {
        f"{name}, facets and passages": _times(ask, asked[name])
        for name in ("2-3 terms, AND", "letters as typed")
    }


def _times(call: Callable[[T], object], values: Sequence[T]) -> list[float]:
    """Return how many milliseconds each call takes."""
    return [1000 * _seconds(partial(call, value)) for value in values]


def _figures(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return round(statistics.median(times), 2), round(sorted(times)[int(len(times) * 0.95)], 2)


def _seconds(call: Callable[[], object]) -> float:
    start = _clock()
    call()
    return _clock() - start


def _text_bytes(articles: Given) -> int:
    step = max(1, len(articles) // 500)
    numbers = range(1, len(articles) + 1, step)
    sizes = [len((item := articles.item(n)).body.encode()) + len(item.title.encode()) for n in numbers]
    return int(statistics.mean(sizes) * len(articles))


def _size(engine: Engine, folder: Path) -> int:
    start = _start(engine)
    files = [path for path in folder.rglob("*") if path.is_file() and start in str(path.relative_to(folder))]
    return sum(path.stat().st_size for path in files)


def _start(engine: Engine) -> str:
    """Return how the files of an engine begin, and what it is called on the command line."""
    return {"SQLite FTS5": "fts5"}.get(_plain_name(engine), _plain_name(engine).lower())


def _plain_name(engine: Engine) -> str:
    return engine.name.partition(",")[0]


def _print(report: Figures) -> None:
    engines = report["engines"]
    size = report["text bytes"] / 1e6
    lines = [f"{report['articles']:,} articles, {size:.0f} MB; ms, median / 95th percentile", ""]
    lines.append("| | " + " | ".join(engines) + " |")
    lines.append("|---" * (len(engines) + 1) + "|")
    for row in dict.fromkeys(name for figures in engines.values() for name in figures):
        cells = [_cell(figures.get(row, "")) for figures in engines.values()]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    sys.stdout.write("\n".join(lines) + "\n")


def _cell(value: Any) -> str:
    return " / ".join(map(str, value)) if isinstance(value, tuple) else str(value)


if __name__ == "__main__":
    main()
