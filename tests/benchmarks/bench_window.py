# mypy: disable-error-code="misc, union-attr"
"""How long the window lets a reader wait, and how long it stands still, on a large library.

``python -m tests.benchmarks.bench_window -n 100000 --keep DIR``

For each thing a reader does: the time until it shows, and the longest time that the window's thread could
not answer, seen by a timer of 5 ms.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer

from reader.library import Library
from reader.models import ChangeKind, Entity, Sort
from reader.paths import folders
from reader.ui.app import Application, make_application
from reader.ui.browse.places import Place, PlaceKind
from tests.benchmarks.articles import Generated
from tests.benchmarks.filled import filled

_BEAT_MS = 5
_TIMEOUT_S = 120.0
_QUERY = "kinh te viet nam"
_STARTS = 3
_CHILD = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from reader.paths import folders
from reader.ui.app import Application, make_application
began, folder = float(sys.argv[1]), sys.argv[2]
app = make_application()
application = Application(app, folders(folder))
window = application.window
told = set()
def tell(name):
    if name not in told:
        told.add(name)
        print(name, (time.time() - began) * 1000, flush=True)
    if len(told) == 3:
        app.exit()
tell("made")
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            tell("painted")
        return False
watch = Watch()
window.installEventFilter(watch)
def listed(ids):
    if len(ids):
        tell("listed")
window.controllers.listing.listed.connect(listed)
application.start([])
app.exec()
application.close()
"""


class Heart(QObject):
    """Beats while the window's thread is free; remembers the longest time between two beats, in ms."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer.start()

    def reset(self) -> None:
        """Begin anew."""
        self._last, self.longest = time.perf_counter(), 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class Bench:
    """One window, driven from outside."""

    def __init__(self, folder: Path) -> None:
        self._app = make_application()
        self.application = Application(self._app, folders(folder))
        self.window = self.application.window
        self.c, self.w = self.window.controllers, self.window.widgets
        self.heart = Heart()
        self.listed: list[object] = []
        self.c.listing.listed.connect(self.listed.append)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window work until something is true."""
        end = time.monotonic() + _TIMEOUT_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self, seconds: float = 0.4) -> None:
        """Let the window work for a time, and until both lanes are idle."""
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end)
        done: list[object] = []
        self.application.session.ask(lambda library, _: library.intake.waiting(), done.append)
        self.wait(lambda: bool(done))

    def idle(self) -> None:
        """Wait until no derived work is left, nor about to begin."""
        waiting: list[int] = []
        while 0 not in waiting:
            self.rest(1.0)
            self.application.session.ask(lambda library, _: library.intake.waiting(), waiting.append)

    def measure(self, name: str, act: Callable[[], object], shows: Callable[[], bool]) -> float:
        """Do something, wait until it shows, and print both figures; return the time in ms."""
        self.rest()
        self.listed.clear()
        self.heart.reset()
        began = time.perf_counter()
        act()
        self.wait(shows)
        taken = (time.perf_counter() - began) * 1000
        self.rest()
        self.say(name, taken)
        return taken

    def say(self, name: str, taken: float, note: str = "") -> None:
        """Print a line of the table."""
        print(f"| {name} | {taken:.0f} | {self.heart.longest:.0f} | {note} |", flush=True)  # noqa: T201

    def in_sight(self) -> bool:
        """Whether all rows in sight are loaded."""
        table, model = self.w.articles.table, self.w.articles.model
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        last = last if last >= 0 else model.rowCount() - 1
        return first >= 0 and all(model.summary(model.ids[row]) for row in range(first, last + 1))

    def list_shows(self) -> bool:
        """Whether a list has come and its rows in sight are loaded."""
        return bool(self.listed) and self.in_sight()

    def question(self, name: str, ask: Callable[[Library], object]) -> None:
        """Measure a question to the library, in its lane."""
        answers: list[object] = []
        self.measure(
            name,
            lambda: self.application.session.ask(lambda library, _: ask(library), answers.append),
            lambda: bool(answers),
        )

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        self.application.close()
        QCoreApplication.processEvents()


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=10_000, help="number of articles")
    parser.add_argument("--keep", type=Path, help="keep the library here, and use the one that is there")
    parser.add_argument("--files", type=int, default=1000, help="files to import while highlighting")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LANGUAGE"] = "en"
    with _folder(options.keep) as folder:
        filled(folder, options.n)
        _starts(folder)
        print(f"| {options.n:,} articles | ms | longest stop, ms | |\n|---|---|---|---|")  # noqa: T201
        bench = Bench(folder)
        _browse(bench, options.n)
        _search(bench)
        _name(bench)
        _change(bench)
        with tempfile.TemporaryDirectory() as files:
            _import(bench, Path(files), options.files)
        _remember(bench)
        bench.close()


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        yield keep
    else:
        folder = Path(tempfile.mkdtemp(prefix="docbao-bench-"))
        yield folder
        shutil.rmtree(folder)


def _starts(folder: Path) -> None:
    """Start the program anew some times: until its first picture, and until the list is there."""
    figures: dict[str, list[float]] = {}
    for _ in range(_STARTS):
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(time.time()), str(folder)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        for line in done.stdout.splitlines():
            name, taken = line.split()
            figures.setdefault(name, []).append(float(taken))
    said = ", ".join(f"{name} {statistics.median(each):.0f} ms" for name, each in figures.items())
    print(f"process start (median of {_STARTS}): {said}")  # noqa: T201


def _browse(bench: Bench, count: int) -> None:
    window, articles, table = bench.window, bench.w.articles, bench.w.articles.table
    window.resize(1400, 900)
    bench.heart.reset()
    began = time.perf_counter()
    bench.application.start([])
    bench.wait(bench.list_shows)
    taken = (time.perf_counter() - began) * 1000
    bench.rest(2.0)
    bench.say("show the window, list filled", taken)
    bench.question("counts of the sidebar", lambda library: library.reading.counts())
    bar = table.verticalScrollBar()
    bench.measure("jump to the end", lambda: bar.setValue(bar.maximum()), bench.in_sight)
    bench.measure("jump to the middle", lambda: bar.setValue(bar.maximum() // 2), bench.in_sight)
    for place in (10, count // 2, count - 10):
        chosen = articles.model.ids[place]
        bench.measure(
            f"open article {place + 1}",
            lambda chosen=chosen: bench.c.article.open(chosen),
            lambda chosen=chosen: bench.c.article.id == chosen,
        )
    for sort in (Sort.TITLE, Sort.SOURCE, Sort.NEWEST, Sort.ADDED):
        bench.measure(f"sort by {sort}", lambda sort=sort: bench.c.listing.order(sort), bench.list_shows)
    places = [
        Place(PlaceKind.SOURCE, "Báo 1"), Place(PlaceKind.TAG, "kinh tế"), Place(PlaceKind.UNREAD),
        Place(PlaceKind.LANGUAGE, "vi"), Place(PlaceKind.ENTITY, 3), Place(PlaceKind.ALL),
    ]  # fmt: skip
    for where in places:
        bench.measure(
            f"place {where.kind} {where.value}".rstrip(),
            lambda where=where: bench.window.flow.go_to_place(where),
            bench.list_shows,
        )
    for kind in ("PER", "LOC"):
        bench.question(f"unfold {kind}", lambda library, kind=kind: library.reading.browse(kind, 40))
    notes = bench.w.notes
    bench.measure(
        "place notes",
        lambda: bench.window.flow.go_to_place(Place(PlaceKind.NOTES)),
        lambda: notes.model.rowCount() > 0,
    )
    bench.measure("search in notes", lambda: notes.words.setText("doan"), lambda: bool(notes.model.narrowed))
    notes.words.setText("")
    bench.window.flow.go_to_place(Place(PlaceKind.ALL))


def _search(bench: Bench) -> None:
    """Type a query; the wait of the field itself is left out."""
    for end in range(1, len(_QUERY) + 1):
        text = _QUERY[:end]
        if not text.endswith(" "):
            bench.measure(
                f"type “{text}”", lambda text=text: bench.window.flow.search(text), bench.list_shows
            )

    def fast() -> None:
        for end in range(1, len(_QUERY) + 1):
            QTimer.singleShot(60 * end, lambda end=end: bench.window.flow.search(_QUERY[:end]))

    bench.measure(
        f"type all, a letter each 60 ms ({60 * len(_QUERY)} ms)",
        fast,
        lambda: bench.c.listing.wanted.text == _QUERY and bench.list_shows(),
    )
    bench.measure("leave the search", lambda: bench.window.flow.search(""), bench.list_shows)


def _name(bench: Bench) -> None:
    """Open the pages of entities, and go through the list of all of them."""
    page, place = bench.w.entity, bench.w.entities
    found: list[tuple[Entity, ...]] = []
    bench.application.session.ask(lambda library, _: library.naming.browse().entities, found.append)
    bench.wait(lambda: bool(found))
    for entity in (found[0][0], found[0][9], found[0][-1]):
        bench.measure(
            f"page of an entity, {entity.mentions:,} mentions",
            lambda entity=entity: bench.c.entity.open(entity.id),
            lambda entity=entity: (
                page.dossier is not None
                and page.dossier.entity.id == entity.id
                and page.histogram.isVisible()
            ),
        )
        bench.c.entity.close()
        bench.measure(
            "- and whom it appears with",
            lambda entity=entity: bench.c.entity.open(entity.id),
            lambda: page.isVisible() and page.company.isVisible(),
        )

    def there(row: int) -> bool:
        return 0 <= row < place.model.rowCount() and place.model.entity(row) is not None

    bench.measure("list of all entities", bench.window.flow.browse_entities, lambda: there(0))
    bar, last = place.table.verticalScrollBar(), place.model.rowCount() - 1
    bench.measure("jump to its end", lambda: bar.setValue(bar.maximum()), lambda: there(last))
    bench.measure(
        "search in it",
        lambda: place.words.setText(found[0][9].name[-3:]),
        lambda: 0 < place.model.rowCount() < last and there(0),
    )
    bench.c.entity.close()
    bench.window.flow.go_to_place(Place(PlaceKind.ALL))
    bench.rest()  # else what is chosen next may be of the list before


def _change(bench: Bench) -> None:
    model = bench.w.articles.model
    for place in (60, 160):  # pixels from the top: two rows in sight
        chosen = model.ids[bench.w.articles.table.rowAt(place)]
        before = model.summary(chosen).starred
        bench.measure(
            "star, shown in the list",
            lambda chosen=chosen: bench.c.shelving.toggle_stars([chosen]),
            lambda chosen=chosen, before=before: bool(
                (row := model.summary(chosen)) and row.starred != before
            ),
        )
    shown = bench.c.article.shown
    marks = len(shown.opened.highlights)
    bench.measure(
        "highlight, shown on the page",
        lambda: bench.c.marking.highlight(10, 60),
        lambda: len(bench.c.article.shown.opened.highlights) != marks,
    )
    bench.measure(
        "everything selected",
        bench.w.articles.table.selectAll,
        lambda: len(bench.w.articles.selected_ids()) == len(model.ids),
    )
    bench.w.articles.table.clearSelection()
    some = tuple(model.ids[:1000])
    starred: list[object] = []
    changed = bench.application.session.changed
    connection = changed.connect(
        lambda change: starred.append(change) if change.touches(ChangeKind.STATE) else None
    )
    bench.measure(
        "1,000 articles starred",
        lambda: bench.c.shelving.toggle_stars(some),
        lambda: bool(starred) and bench.in_sight(),
    )
    changed.disconnect(connection)


def _import(bench: Bench, folder: Path, count: int) -> None:
    """Import files into the open window, and make a highlight every quarter of a second meanwhile."""
    for item in (generated := Generated(count, seed=int(time.time()))):
        text = f"{item.title}\n\n{item.source}\n{item.date}\n\n{item.body}\n\n{item.author}"
        (folder / f"{item.number}.txt").write_text(text, encoding="utf-8")
    del generated
    waits: list[float] = []
    ended: list[bool] = []
    steps: dict[str, int] = {}
    article, session = bench.c.article.id, bench.application.session

    def mark() -> None:
        began = time.perf_counter()
        start = 7 * len(waits) % 300
        session.edit(
            lambda library: library.editing.highlight(article, start, start + 40),
            lambda _change: waits.append((time.perf_counter() - began) * 1000),
        )

    marker = QTimer(interval=250)
    marker.timeout.connect(mark)
    session.progressed.connect(
        lambda progress: steps.update({str(progress.stage): steps.get(str(progress.stage), 0) + 1})
    )
    bench.idle()
    session.work_ended.connect(ended.append)
    bench.heart.reset()
    began = time.perf_counter()
    bench.c.files.import_paths([folder])
    marker.start()
    bench.wait(lambda: bool(ended))
    taken = (time.perf_counter() - began) * 1000
    marker.stop()
    bench.say(f"import {count} files", taken, f"{1000 * count / taken:.0f} files/s; told {steps}")
    print(  # noqa: T201
        f"| a highlight meanwhile | {statistics.median(waits):.0f} (max {max(waits):.0f}) | |"
        f" {len(waits)} highlights |"
    )
    bench.rest(1.5)
    session.edit(lambda library: library.editing.undo())


def _remember(bench: Bench) -> None:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    now = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) // 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| resident memory, MB | {now} (peak {peak}) | | |")  # noqa: T201


if __name__ == "__main__":
    main()
