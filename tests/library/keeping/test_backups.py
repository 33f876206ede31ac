"""Backups hold the whole library, whoever writes meanwhile; restoring trusts nothing unchecked."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import threading
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import CancelledError, ReaderError, StorageError
from reader.library import Library, Stage, keeping
from reader.library.keeping import backups
from reader.models import Filter
from reader.paths import Folders, folders
from reader.store import backup
from reader.store.migrations import MIGRATIONS


def quiet(_part: float) -> None:
    """Tell nobody."""


def contents(places: Folders) -> object:
    """What a reader sees of a library."""
    with Library(places) as library:
        return [
            (opened.article, opened.highlights, library.reading.original(number))
            for number in library.reading.ids(Filter())
            for opened in [library.reading.opened(number)]
        ]


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder, but for what comes and goes with an open library."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


@pytest.fixture
def packed(places, tmp_path: Path) -> Path:
    """A backup of the library."""
    target = tmp_path / "copy.zip"
    keeping.back_up(places, target, quiet)
    return target


def test_a_backup_brings_the_library_and_its_settings_to_another_place(places, packed, tmp_path):
    new = folders(tmp_path / "new")
    manifest, kept, why_not = keeping.restore(new, packed, quiet)
    assert (manifest.numbers.articles, manifest.numbers.highlights, manifest.numbers.notes) == (3, 2, 1)
    assert (kept, why_not) == (None, None)
    assert contents(new) == contents(places)
    assert new.settings.read_text(encoding="utf-8") == '{"theme": "sepia"}\n'
    assert (new.config / "templates" / "mẫu.md").exists()


def test_a_manifest_tells_format_versions_and_the_checksum_of_each_file(packed):
    with zipfile.ZipFile(packed) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.testzip() is None
        assert set(archive.namelist()) - {"manifest.json"} == set(manifest["members"])
    assert (manifest["format"], manifest["version"], manifest["schema"]) == (
        "docbao-backup",
        1,
        len(MIGRATIONS),
    )
    assert set(manifest["members"]) == {"library.sqlite", "config/settings.json", "config/templates/mẫu.md"}


def test_a_backup_is_one_moment_of_a_library_that_is_written_to(places, tmp_path):
    """The highlights of a backup are the first so many that were made: none is there without those before."""
    stop = threading.Event()
    made: list[str] = []

    def write() -> None:
        with Library(places) as library:
            while not stop.is_set():
                made.append(library.editing.highlight(1, 0, 30).highlight)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        sizes = []
        for number in range(3):
            target = tmp_path / f"{number}.zip"
            before = len(made)
            manifest = keeping.back_up(places, target, quiet)
            assert before <= manifest.numbers.highlights - 2 <= len(made) + 1
            sizes.append(manifest.numbers.highlights)
    finally:
        stop.set()
        writer.join()
    assert sizes[0] < sizes[-1]
    other = folders(tmp_path / "other")
    keeping.restore(other, tmp_path / "2.zip", quiet)
    with Library(other) as library:
        there = {each.id for each in library.reading.highlights(library.reading.article(1))}
    assert set(made[: sizes[-1] - 2]) <= there


def test_a_backup_that_is_stopped_leaves_nothing(places, tmp_path):
    def stop(part: float) -> None:
        if part > 0.5:
            raise CancelledError("")

    folder = tmp_path / "out"
    with pytest.raises(CancelledError):
        keeping.back_up(places, folder / "copy.zip", stop)
    assert list(folder.iterdir()) == []


def test_a_backup_replaces_an_older_file_whole_or_not_at_all(places, packed):
    before = packed.read_bytes()
    with pytest.raises(CancelledError):
        keeping.back_up(places, packed, lambda part: _raise() if part == 1 else None)
    assert packed.read_bytes() == before


def _raise() -> None:
    raise CancelledError("")


def test_a_damaged_library_is_not_backed_up(places, tmp_path):
    data = bytearray(places.database.read_bytes())
    for at in range(8192, len(data), 4096):
        data[at : at + 64] = bytes(random.Random(at).randbytes(64))
    places.database.write_bytes(data)
    with pytest.raises(StorageError, match="damaged"):
        keeping.back_up(places, tmp_path / "copy.zip", quiet)
    assert not (tmp_path / "copy.zip").exists()


# Restoring ----------------------------------------------------------------------------------------


def test_restoring_keeps_the_library_before_as_a_backup(places, packed):
    with Library(places) as library:
        library.editing.highlight(3, 0, 10, note="sau bản sao")
    after = contents(places)
    places.settings.write_text("{}", encoding="utf-8")
    _, kept, why_not = keeping.restore(places, packed, quiet)
    assert why_not is None
    assert kept is not None
    assert kept.parent == places.backups
    assert [path.name for path in places.backups.iterdir()] == [kept.name]
    assert places.settings.read_text(encoding="utf-8") == '{"theme": "sepia"}\n'
    with Library(places) as library:
        assert library.reading.counts().highlights == 2
    keeping.restore(places, kept, quiet)
    assert contents(places) == after
    assert places.settings.read_text(encoding="utf-8") == "{}"


def test_the_index_is_built_again_after_restoring(places, packed):
    keeping.restore(places, packed, quiet)
    with Library(places) as library:
        library.intake.check()
        assert library.intake.waiting() >= 3
        assert [step.stage for step in library.intake.work()][-1] is Stage.INDEX
    assert keeping.check(places, quiet).healthy


@pytest.mark.parametrize("seed", range(12))
def test_a_backup_with_any_damage_is_refused_and_nothing_changes(places, packed, seed):
    chance = random.Random(seed)
    data = bytearray(packed.read_bytes())
    if seed < 3:
        del data[chance.randrange(len(data)) :]
    elif seed < 9:
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
    else:
        data = bytearray(chance.randbytes(5000))
    packed.write_bytes(data)
    before = everything(places.data)
    try:
        keeping.restore(places, packed, quiet)
    except ReaderError as error:
        assert "damaged" in str(error) or "newer" in str(error)  # noqa: PT017
        assert everything(places.data) == before
    else:  # a bit of the zip's own notes that says nothing about a file
        assert keeping.describe(packed).numbers.articles == 3


def _rewritten(packed: Path, change) -> Path:
    """A backup whose files and manifest were changed together."""
    with zipfile.ZipFile(packed) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(files, manifest)
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(manifest))
    return packed


def _longer(files, manifest) -> None:
    files["library.sqlite"] += b"\0"


def _other_bytes(files, manifest) -> None:
    files["library.sqlite"] = files["library.sqlite"][::-1]


def _missing(files, manifest) -> None:
    del files["config/settings.json"]


def _unlisted(files, manifest) -> None:
    files["config/more.json"] = b"{}"


def _climbing(files, manifest) -> None:
    files["config/../../evil"] = files.pop("config/settings.json")
    manifest["members"]["config/../../evil"] = manifest["members"].pop("config/settings.json")


def _wrong_numbers(files, manifest) -> None:
    manifest["numbers"]["articles"] = 4


def _no_database(files, manifest) -> None:
    del files["library.sqlite"], manifest["members"]["library.sqlite"]


def _nonsense(files, manifest) -> None:
    manifest["members"] = ["library.sqlite"]


@pytest.mark.parametrize(
    "change",
    [_longer, _other_bytes, _missing, _unlisted, _climbing, _wrong_numbers, _no_database, _nonsense],
)
def test_a_backup_that_does_not_hold_what_it_says_is_refused(places, packed, change):
    _rewritten(packed, change)
    before = everything(places.data)
    with pytest.raises(ReaderError, match="damaged"):
        keeping.restore(places, packed, quiet)
    assert everything(places.data) == before
    assert not (places.data.parent / "evil").exists()


@pytest.mark.parametrize("name", ["version", "schema"])
def test_a_backup_of_a_newer_program_is_refused(places, packed, name):
    _rewritten(packed, lambda _files, manifest: manifest.update({name: 99}))
    with pytest.raises(ReaderError, match="newer Docbao"):
        keeping.restore(places, packed, quiet)


def test_a_library_that_is_open_is_not_replaced(places, packed):
    before = contents(places)
    with Library(places), pytest.raises(StorageError, match="open in another program"):
        keeping.restore(places, packed, quiet)
    assert contents(places) == before
    assert not list(places.data.glob(".restoring-*"))


def test_a_damaged_library_is_replaced_and_kept_as_it_was(places, packed):
    places.database.write_bytes(b"no database" * 1000)
    _, kept, why_not = keeping.restore(places, packed, quiet)
    assert why_not is not None
    assert kept is not None
    assert (kept / "library.sqlite").read_bytes() == b"no database" * 1000
    with Library(places) as library:
        assert library.reading.counts().all == 3


def test_a_swap_that_cannot_be_proved_is_taken_back(places, packed, monkeypatch):
    before = contents(places)
    staged = keeping.stage(places, packed, quiet)
    with sqlite3.connect(staged.folder / "library.sqlite") as connection:
        connection.execute("DELETE FROM article WHERE id = 1")
    connection.close()
    with pytest.raises(StorageError, match="not complete"):
        keeping.swap(places, staged)
    assert contents(places) == before
    assert not staged.folder.exists()


def test_what_an_interrupted_restore_left_is_removed_by_the_next(places, packed):
    left = places.data / ".restoring-abc"
    left.mkdir()
    (left / "library.sqlite").write_bytes(b"half")
    keeping.restore(places, packed, quiet)
    assert not left.exists()


# Automatic backups --------------------------------------------------------------------------------

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_daily_backup_is_made_when_the_newest_is_a_day_old(places):
    first = keeping.automatic(places, quiet, NOW)
    assert first is not None
    assert keeping.automatic(places, quiet, NOW + timedelta(hours=23)) is None
    second = keeping.automatic(places, quiet, NOW + timedelta(hours=25))
    assert keeping.found(places) == [second, first]


def test_an_empty_library_is_not_backed_up(tmp_path):
    places = folders(tmp_path / "data")
    assert keeping.automatic(places, quiet) is None
    Library(places).close()
    assert keeping.automatic(places, quiet) is None


def test_seven_days_and_four_weeks_are_kept(places, monkeypatch):
    monkeypatch.setattr(backup, "write", lambda database, config, target, created, tell: _touch(target))
    for day in range(60):
        keeping.automatic(places, quiet, NOW + timedelta(days=day))
    names = [path.name for path in keeping.found(places)]
    days = [datetime.strptime(name[13:21], "%Y%m%d").replace(tzinfo=UTC) for name in names]
    last = NOW.replace(hour=0) + timedelta(days=59)
    assert [(last - day).days for day in days[:7]] == list(range(7))
    assert len({day.isocalendar()[:2] for day in days}) == 4
    assert len(days) <= 7 + 3


def _touch(target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"zip")


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=40))
def test_rotation_keeps_the_newest_and_never_more_than_eleven(times):
    rows = [(Path(f"{number}.zip"), backups.DAILY, when) for number, when in enumerate(times)]
    gone = backups.expired(rows)
    kept = [when for path, _, when in rows if path not in gone]
    assert len(kept) <= 7 + 4
    assert not times or max(times) in kept
    newest_days = sorted({when.date() for when in times}, reverse=True)[:7]
    assert set(newest_days) <= {when.date() for when in kept}
    assert backups.expired([row for row in rows if row[0] not in gone]) == set()


def test_a_disk_that_is_short_keeps_the_older_backups(places, monkeypatch):
    first = keeping.automatic(places, quiet, NOW)
    usage = shutil.disk_usage(places.data)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(StorageError, match="MB are needed"):
        keeping.automatic(places, quiet, NOW + timedelta(days=2))
    assert keeping.found(places) == [first]


@pytest.fixture
def old_library(tmp_path) -> Folders:
    """A library of the first schema."""
    places = folders(tmp_path / "old")
    places.data.mkdir()
    connection = sqlite3.connect(places.database)
    connection.executescript(MIGRATIONS[0])
    connection.execute("PRAGMA user_version = 1")
    connection.execute("INSERT INTO setting VALUES ('mark', 'before')")
    connection.commit()
    connection.close()
    return places


def test_a_library_is_backed_up_once_before_it_is_migrated(old_library):
    opened = [threading.Thread(target=lambda: Library(old_library).close()) for _ in range(4)]
    for thread in opened:
        thread.start()
    for thread in opened:
        thread.join()
    (made,) = keeping.found(old_library)
    assert made.name.startswith("docbao-before-migration-")
    assert keeping.describe(made).schema == 1


def test_a_backup_of_an_older_schema_is_restored_into_the_present_one(old_library, tmp_path):
    Library(old_library).close()
    (made,) = keeping.found(old_library)
    new = folders(tmp_path / "new")
    keeping.restore(new, made, quiet)
    connection = sqlite3.connect(new.database)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert connection.execute("SELECT value FROM setting WHERE name = 'mark'").fetchone()[0] == "before"
    connection.close()


def test_a_migration_goes_on_where_no_backup_can_be_made(old_library, monkeypatch, caplog):
    usage = shutil.disk_usage(old_library.data)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    Library(old_library).close()
    assert "no backup was made" in caplog.text
    assert keeping.found(old_library) == []


# Steps --------------------------------------------------------------------------------------------


def test_work_told_of_comes_as_steps_of_a_hundredth():
    def run(tell) -> None:
        for number in range(1001):
            tell(number / 1000)

    steps = list(keeping.stepwise(Stage.BACKUP, run))
    assert sorted({step.done for step in steps}) == list(range(101))
    assert {step.total for step in steps} == {100}


def test_steps_come_while_the_work_tells_nothing_new():
    release = threading.Event()
    steps = keeping.stepwise(Stage.BACKUP, lambda _tell: release.wait(30))
    assert [next(steps).done, next(steps).done] == [0, 0]
    release.set()
    assert {step.done for step in steps} <= {0}


def test_closing_the_steps_stops_the_work():
    ended = threading.Event()

    def run(tell) -> None:
        try:
            while True:
                tell(0.5)
        finally:
            ended.set()

    steps = keeping.stepwise(Stage.BACKUP, run)
    next(steps)
    steps.close()
    assert ended.is_set()


def test_what_the_work_raises_comes_with_the_next_step():
    def run(tell) -> None:
        raise ReaderError("no")

    with pytest.raises(ReaderError, match="no"):
        list(keeping.stepwise(Stage.CHECK, run))
