"""The crash test: what was acknowledged survives, however the program ends.

    python -m tools.crashtest [--kills 1000] [--seed 1] [--folder DIR]

A child process opens a library and edits it: it makes highlights, writes notes, changes colours, deletes,
undoes, edits tags, and now and then updates the search index. It says over a pipe what it is about to do, and
again when the library has returned. At a random moment (while it opens, writes, indexes) it is killed by
SIGKILL, and the parent opens the library: every edit that was acknowledged must be there as it was
acknowledged, the one under way may be there or not, and nothing else may have changed. At the end SQLite's
``integrity_check`` and the other checks of ``docbao doctor`` must find no fault. Exit status 0 if all held.

SIGKILL leaves what was written to the system's memory, as a crash of the program does. What survives a loss
of power is SQLite's promise: a commit returns after the disk has said that the log is written (``PRAGMA
synchronous = FULL``).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import ReaderError
from reader.i18n import Translator
from reader.library import Library, keeping
from reader.models import Change, Color, Highlight
from reader.paths import Folders, folders

LONGEST_S = 0.3  # a child is killed within this time of its start
ARTICLES = 40
_WORDS = ("Sáng nay", "đoàn tàu", "đầu tiên", "rời ga", "Sông Lam", "đúng giờ", "sáu trăm", "người", "phố")

State = dict[str, str] | None
"""What is expected of a highlight: its colour and note; None for one that is deleted."""


@dataclass
class Expected:
    """What the parent knows: the state of every highlight, and the tags of every article."""

    highlights: dict[str, State] = field(default_factory=dict)
    tags: dict[int, list[str]] = field(default_factory=dict)


@dataclass
class Figures:
    """What is reported at the end."""

    kills: int = 0
    while_opening: int = 0
    acknowledged: int = 0
    made: int = 0
    under_way: int = 0
    under_way_kept: int = 0
    lost: list[str] = field(default_factory=list)
    not_opened: list[str] = field(default_factory=list)
    slowest_opening_s: float = 0.0


def _fill(places: Folders) -> None:
    """Make a library of a few articles."""
    source = places.data / "articles"
    source.mkdir(parents=True)
    for number in range(ARTICLES):
        chance = random.Random(number)
        text = "\n\n".join(" ".join(chance.choices(_WORDS, k=60)) + "." for _ in range(6))
        (source / f"{number}.txt").write_text(f"Bài số {number}\n\n{text}\n", encoding="utf-8")
    with Library(places) as library:
        library.intake.check()
        for _ in library.intake.import_files(sorted(source.iterdir()), Translator("en")):
            pass


# The child ----------------------------------------------------------------------------------------


class _Child:
    """Edits until it is killed."""

    def __init__(self, places: Folders, pipe: int, seed: int) -> None:
        self._pipe = pipe
        self._chance = random.Random(seed)
        self._library = Library(places)
        self._tell({"opened": True})

    def _tell(self, message: dict[str, object]) -> None:
        """Write a line: shorter than what a pipe takes whole."""
        os.write(self._pipe, json.dumps(message).encode() + b"\n")

    def run(self) -> None:
        """Make edits one after the other, for ever."""
        edits: list[Callable[[int], None]] = [self._highlight] * 6
        edits += [self._delete] * 3
        edits += [self._note, self._color, self._tags, self._undo_highlight, self._index]
        while True:
            self._chance.choice(edits)(self._chance.randint(1, ARTICLES))

    def _highlight(self, article: int, *, undo: bool = False) -> None:
        start = self._chance.randrange(10, 1500)
        color, note = self._chance.choice(list(Color)), f"ghi chú {self._chance.random()}"
        state = {"color": color.value, "note": note}
        self._tell({"begin": "", "state": state})
        change = self._library.editing.highlight(article, start, start + 40, color=color, note=note)
        self._tell({"id": change.highlight, "state": state, "made": True})
        if undo:
            self._edit(change.highlight, None, self._library.editing.undo)

    def _undo_highlight(self, article: int) -> None:
        self._highlight(article, undo=True)

    def _some(self, article: int) -> Highlight | None:
        there = self._library.reading.highlights(self._library.reading.article(article))
        return self._chance.choice(there) if there else None

    def _note(self, article: int) -> None:
        if found := self._some(article):
            note = f"sửa {self._chance.random()}"
            self._edit(
                found.id,
                {"color": found.color.value, "note": note},
                lambda: self._library.editing.set_note(found.id, note),
            )

    def _color(self, article: int) -> None:
        if found := self._some(article):
            color = self._chance.choice(list(Color))
            self._edit(
                found.id,
                {"color": color.value, "note": found.note},
                lambda: self._library.editing.set_color(found.id, color),
            )

    def _delete(self, article: int) -> None:
        if found := self._some(article):
            self._edit(found.id, None, lambda: self._library.editing.delete_highlight(found.id))

    def _edit(self, key: str, state: State, run: Callable[[], Change]) -> None:
        self._tell({"begin": key, "state": state})
        run()
        self._tell({"id": key, "state": state})

    def _tags(self, article: int) -> None:
        tags = sorted({f"thẻ {self._chance.randrange(20)}" for _ in range(3)})
        self._tell({"article": article, "begin_tags": tags})
        self._library.editing.set_tags({article: tuple(tags)})
        self._tell({"article": article, "tags": tags})

    def _index(self, _article: int) -> None:
        for _ in self._library.intake.work():
            pass


# The parent ---------------------------------------------------------------------------------------


def _run_child(places: Folders, seed: int, seconds: float) -> list[dict[str, object]]:
    """Let a child edit for some seconds, kill it, and return the lines that it has said whole."""
    out, into = os.pipe()
    child = os.fork()  # the parts are loaded already: a thousand starts of Python would take an hour
    if child == 0:
        os.close(out)
        try:
            _Child(places, into, seed).run()
        except BaseException as error:  # noqa: BLE001 - said to the parent, which fails for it
            os.write(into, json.dumps({"failed": repr(error)}).encode() + b"\n")
        os._exit(1)
    os.close(into)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return [json.loads(line) for line in said.split(b"\n")[:-1]]


def _learn(lines: Sequence[dict[str, object]], expected: Expected, figures: Figures) -> dict[str, object]:
    """Take what was acknowledged into what is expected; return the edit that was under way, if any."""
    under_way: dict[str, object] = {}
    for line in lines:
        if "failed" in line:
            figures.lost.append(f"the child failed: {line['failed']}")
        elif "begin" in line or "begin_tags" in line:
            under_way = line
        elif "tags" in line:
            expected.tags[int(str(line["article"]))] = list(line["tags"])  # type: ignore[call-overload]
        elif "id" in line:
            expected.highlights[str(line["id"])] = line["state"]  # type: ignore[assignment]
            figures.made += "made" in line
        if "id" in line or "tags" in line:
            figures.acknowledged += 1
            under_way = {}
    figures.under_way += bool(under_way)
    figures.while_opening += not lines
    return under_way


def _compare(library: Library, expected: Expected, under_way: dict[str, object], figures: Figures) -> None:
    """Compare the library with what is expected of it; then expect what is there."""
    there: dict[str, State] = {}
    for article in range(1, ARTICLES + 1):
        opened = library.reading.article(article)
        for each in library.reading.highlights(opened):
            there[each.id] = {"color": each.color.value, "note": each.note}
        tags = list(opened.tags)
        if tags != expected.tags.get(article, []):
            if under_way.get("article") == article and tags == under_way["begin_tags"]:
                figures.under_way_kept += 1
            else:
                figures.lost.append(f"tags of {article}: {tags} for {expected.tags.get(article)}")
            expected.tags[article] = tags
    for key in expected.highlights.keys() | there.keys():
        state, wanted = there.get(key), expected.highlights.get(key)
        if state == wanted:
            continue
        is_new = key not in expected.highlights and under_way.get("begin") == ""
        if (is_new or under_way.get("begin") == key) and state == under_way["state"]:
            figures.under_way_kept += 1
        else:
            figures.lost.append(f"highlight {key}: {state} for {wanted}")
        expected.highlights[key] = state


def crash(kills: int, seed: int, places: Folders) -> Figures:
    """Kill ``kills`` children that edit a new library in ``places``, and look at it after each."""
    _fill(places)
    chance, expected, figures = random.Random(seed), Expected(), Figures()
    for number in range(1, kills + 1):
        lines = _run_child(places, chance.randrange(2**32), chance.uniform(0, LONGEST_S))
        figures.kills += 1
        under_way = _learn(lines, expected, figures)
        began = time.perf_counter()
        try:
            with Library(places) as library:
                library.intake.check()
                figures.slowest_opening_s = max(figures.slowest_opening_s, time.perf_counter() - began)
                _compare(library, expected, under_way, figures)
        except ReaderError as error:
            figures.not_opened.append(str(error))
        if number % 50 == 0 and sys.stderr.isatty():
            print(f"\r{number}/{kills} ", end="", file=sys.stderr, flush=True)
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the test and print its figures; return the exit status."""
    parser = argparse.ArgumentParser(description="Kill a program that edits, and look for what is lost.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to make the library; else a temporary folder")
    parsed = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="docbao-crash-", dir=parsed.folder))
    places = folders(folder)
    began = time.monotonic()
    figures = crash(parsed.kills, parsed.seed, places)
    report = keeping.check(places, lambda _: None)
    print(f"kills                        {figures.kills} (seed {parsed.seed})")
    print(f"  while the library opened   {figures.while_opening}")
    print(f"  while an edit was under way {figures.under_way}, of which {figures.under_way_kept} are kept")
    print(f"edits acknowledged           {figures.acknowledged}, of which {figures.made} new highlights")
    print(f"acknowledged and lost        {len(figures.lost)}")
    print(f"library did not open         {len(figures.not_opened)}")
    print(f"slowest opening              {figures.slowest_opening_s * 1000:.0f} ms")
    for finding in report.findings:
        print(f"doctor: {finding.status:8} {finding.check:10} {finding.say(Translator('en'))}")
    print(f"took                         {time.monotonic() - began:.0f} s")
    for line in [*figures.lost, *figures.not_opened][:20]:
        print(f"LOST: {line}", file=sys.stderr)
    sound = report.healthy and not figures.lost and not figures.not_opened
    if sound:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"The library is left in {folder}.", file=sys.stderr)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
