"""Backups, restoring and checking from the window, and what the window says of a hostile disk."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from reader.i18n import Translator
from reader.library import Stage, keeping
from reader.paths import folders
from reader.store import database
from reader.ui.dialogs.health import HealthDialog
from reader.ui.session import Session
from tests.library.keeping.conftest import places, read_only
from tests.library.keeping.test_disks import held

__all__ = ["places", "read_only"]


@pytest.fixture
def packed(reader, tmp_path: Path) -> Path:
    """A backup of the library, made in the window."""
    target = tmp_path / "copy.zip"
    said: list[str] = []
    reader.c.keeping.said.connect(said.append)
    reader.c.keeping.back_up(target)
    reader.wait(lambda: said)
    assert str(target) in said[0]
    return target


def _highlights(reader):
    return reader.ask(lambda library: library.reading.counts().highlights)


def _mark(reader) -> None:
    made: list[object] = []
    reader.application.session.edit(lambda library: library.editing.highlight(1, 0, 20), made.append)
    reader.wait(lambda: made)


def test_an_edit_is_made_while_a_backup_is(reader):
    done: list[object] = []
    edited: list[object] = []
    session = reader.application.session
    waiting: list[bool] = []

    def run(tell) -> str:
        while not edited:
            tell(0.5)
            time.sleep(0.01)
        waiting.append(True)
        return "done"

    session.keep(Stage.BACKUP, run, done.append)
    session.edit(lambda library: library.editing.highlight(1, 0, 20), edited.append)
    reader.wait(lambda: done)
    assert waiting
    assert _highlights(reader) == 1


def test_long_keeping_can_be_stopped(reader):
    ended: list[bool] = []
    answers: list[object] = []

    def run(tell) -> None:
        while True:
            tell(0.5)
            time.sleep(0.01)

    session = reader.application.session
    session.work_ended.connect(ended.append)
    shown: list[int] = []
    session.progressed.connect(lambda progress: shown.append(progress.done))
    session.keep(Stage.BACKUP, run, answers.append)
    reader.wait(lambda: 50 in shown)
    session.stop_work()
    reader.wait(lambda: True in ended)
    assert answers == []


def test_a_backup_is_restored_into_the_open_window(reader, packed, data_folder):
    _mark(reader)
    assert _highlights(reader) == 1
    reader.c.keeping.ask_restore(packed)
    reader.wait(lambda: reader.c.keeping.box)
    asked = reader.c.keeping.box
    assert "3" in asked.text()
    assert str(data_folder / "backups") in asked.informativeText()
    said: list[str] = []
    reader.c.keeping.said.connect(said.append)
    (go,) = (button for button in asked.buttons() if button.text() == "Restore")
    go.click()
    reader.wait(lambda: said)
    assert _highlights(reader) == 0
    reader.rest()
    reader.wait(lambda: len(reader.listed()) == 3)
    backups = folders(data_folder).backups
    reader.wait(lambda: [path.name[:21] for path in backups.iterdir()] == ["docbao-before-restore"])
    _mark(reader)
    assert _highlights(reader) == 1
    (kept,) = backups.iterdir()
    assert keeping.describe(kept).numbers.highlights == 1
    assert keeping.check(folders(data_folder), lambda _: None).healthy


def test_a_damaged_backup_is_refused_in_a_sentence_and_the_library_stays(reader, packed):
    _mark(reader)
    packed.write_bytes(packed.read_bytes()[:5000])
    reader.c.keeping.restore(packed)
    reader.wait(lambda: reader.c.windows.box)
    assert "damaged" in reader.c.windows.box.text()
    reader.c.windows.box.close()
    assert _highlights(reader) == 1


def test_the_report_of_a_check_is_shown_and_a_repair_makes_it_sound(reader, data_folder):
    reader.do("check_library")
    reader.wait(lambda: reader.c.keeping.dialog)
    assert reader.c.keeping.dialog.windowTitle() == "The library is sound"
    assert reader.c.keeping.dialog.repair_button is None
    reader.c.keeping.dialog.close()
    shutil.rmtree(folders(data_folder).index)
    reader.do("check_library")
    reader.wait(lambda: reader.c.keeping.dialog and reader.c.keeping.dialog.repair_button)
    assert "search index" in reader.c.keeping.dialog.text()
    dialog: Any = reader.c.keeping.dialog
    dialog.repair_button.click()
    reader.wait(lambda: reader.c.keeping.dialog and reader.c.keeping.dialog.repair_button is None)
    assert isinstance(reader.c.keeping.dialog, HealthDialog)
    assert "Repaired" in reader.c.keeping.dialog.text()
    reader.c.keeping.dialog.close()


def test_the_daily_backup_is_made_at_a_start(reader, start, data_folder):
    again = start()
    again.wait(lambda: list(folders(data_folder).backups.glob("docbao-daily-*.zip")))


def test_a_daily_backup_that_has_no_room_is_a_passing_note(reader, start, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    again = start()
    skipped: list[object] = []
    again.application.session.backup_skipped.connect(skipped.append)
    again.wait(lambda: skipped)
    assert again.c.windows.box is None


# A hostile disk -----------------------------------------------------------------------------------


@pytest.fixture
def session(qapp, places):
    """A session on a filled library, not started."""
    made = Session(places, Translator("en"))
    yield made
    made.close()


def test_a_library_in_a_read_only_folder_is_said_to_be_unusable(session, places, read_only, qtbot):
    read_only(places.data)
    with qtbot.waitSignal(session.unusable, timeout=15_000) as said:
        session.start()
    assert "library" in said.args[0]


def test_an_edit_that_another_process_keeps_from_being_made_is_told(session, places, qtbot, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    session.start()
    ready: list[int] = []
    session.ask(lambda library, _: library.reading.counts().highlights, ready.append)
    qtbot.waitUntil(lambda: bool(ready), timeout=15_000)
    with held(places.database):
        with qtbot.waitSignal(session.failed, timeout=15_000) as said:
            session.edit(lambda library: library.editing.highlight(1, 0, 20))
        assert "in use by another program" in said.args[0]
    made: list[object] = []
    session.edit(lambda library: library.editing.highlight(1, 0, 20), made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=15_000)


def test_an_edit_on_a_full_disk_is_told_and_nothing_is_written(session, qtbot):
    def fill_up(library) -> object:
        connection = library._store._database._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return library.editing.highlight(1, 0, 20, note="dài " * 50_000)

    session.start()
    with qtbot.waitSignal(session.failed, timeout=15_000) as said:
        session.edit(fill_up)
    assert "disk is full" in said.args[0]
    found: list[int] = []
    session.ask(lambda library, _: library.reading.counts().highlights, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=15_000)
    assert found == [2]
