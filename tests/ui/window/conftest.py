"""The whole window on a library of its own, driven as a reader drives it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from reader.paths import folders
from reader.ui.app import Application
from tests.samples import FILES

WAIT_MS = 15_000


class Reader:
    """A person at the window."""

    def __init__(self, application: Application, qtbot) -> None:
        self.application = application
        self.window = application.window
        self.c = application.window.controllers
        self.w = application.window.widgets
        self.qtbot = qtbot

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until something is true."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def ask(self, question):
        """Ask the library, in its lane."""
        answers: list[Any] = []
        self.application.session.ask(lambda library, _: question(library), answers.append)
        self.wait(lambda: answers)
        return answers[0]

    def rest(self) -> None:
        """Wait until the edits are made and all derived work is done."""
        done: list[Any] = []
        self.application.session.edit(lambda library: library.editing.set_position(0, 0), done.append)
        self.wait(lambda: done)
        self.wait(lambda: self.ask(lambda library: library.intake.waiting()) == 0)

    def do(self, command: str) -> None:
        """Use a command, as by its key."""
        self.c.actions[command].trigger()

    def open(self, title: str) -> None:
        """Open the article with a title."""
        ids = self.ask(
            lambda library: {r.metadata.title: r.id for r in library.reading.summaries(range(1, 99))}
        )
        self.c.article.open(ids[title])
        self.wait(lambda: self.c.article.id == ids[title])

    @property
    def opened(self):
        """What is on the page."""
        assert self.c.article.shown is not None
        return self.c.article.shown.opened

    def select(self, words: str) -> None:
        """Select words on the page."""
        start = self.opened.article.text.index(words)
        self.w.page.select(start, start + len(words))

    def listed(self) -> list[int]:
        """The ids in the list."""
        return list(self.w.articles.model.ids)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def start(qapp, qtbot, data_folder, monkeypatch) -> Iterator[Callable[..., Reader]]:
    """Start the program on the data folder; each start before the last is closed."""
    monkeypatch.setenv("LANGUAGE", "en")
    running: list[Application] = []

    def close() -> None:
        while running:
            application = running.pop()
            application.window.close()
            application.close()
            application.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def run(*arguments: str) -> Reader:
        close()
        application = Application(qapp, folders(data_folder))
        running.append(application)
        application.start(arguments)
        return Reader(application, qtbot)

    yield run
    close()
    qapp.setStyleSheet("")
    gc.collect()
    assert [t.name for t in threading.enumerate() if t.name.startswith("docbao-")] == []
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == []


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three files to import."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture
def reader(start: Callable[..., Reader], files: list[Path]) -> Reader:
    """A reader at a window with three articles."""
    person = start(*map(str, files))
    person.wait(lambda: len(person.listed()) == 3 and person.c.article.id)
    person.rest()
    return person
