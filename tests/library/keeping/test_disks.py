"""Disks that are full, read-only or far away, libraries in use: a clear sentence, nothing half written."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.library import Library, keeping
from reader.paths import folders
from reader.store import Store, database, shares
from reader.store.database import Database
from reader.store.failures import explain
from tests import samples
from tests.library.keeping.conftest import fill


def _sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


# Full ---------------------------------------------------------------------------------------------


def test_an_edit_on_a_full_disk_says_so_and_writes_nothing(places):
    with Library(places) as library:
        before = library.reading.highlights(library.reading.article(1))
        connection = library._store._database._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageError, match="disk is full"):
            library.editing.highlight(1, 0, 20, note="dài " * 20_000)
        assert library.reading.highlights(library.reading.article(1)) == before
        connection.execute("PRAGMA max_page_count = 1000000")
        library.editing.highlight(1, 0, 20, note="dài " * 20_000)
        assert len(library.reading.highlights(library.reading.article(1))) == len(before) + 1


def test_a_library_on_a_disk_that_fills_up_keeps_what_was_acknowledged(small_disk):
    places = folders(small_disk(1500))
    fill(places)
    acknowledged = []
    with Library(places) as library:

        def mark_for_ever() -> None:
            while True:
                acknowledged.append(library.editing.highlight(1, 0, 20, note="dài " * 2000).highlight)

        with pytest.raises(StorageError, match="disk is full"):
            mark_for_ever()
    (places.cache / "index").rename(places.data / "gone")
    for path in (places.data / "gone").iterdir():
        path.unlink()
    with Library(places) as library:
        there = {each.id for each in library.reading.highlights(library.reading.article(1))}
    assert set(acknowledged) <= there
    assert _sound(places.database)


def test_a_backup_to_a_full_disk_says_so_and_leaves_nothing(places, small_disk):
    disk = small_disk(64)
    with pytest.raises(StorageError, match="disk is full"):
        keeping.back_up(places, disk / "copy.zip", lambda _: None)
    assert list(disk.iterdir()) == []


def test_a_restore_to_a_full_disk_says_so_and_changes_nothing(places, small_disk, tmp_path):
    keeping.back_up(places, tmp_path / "copy.zip", lambda _: None)
    disk = small_disk(64)
    with pytest.raises(StorageError, match="are needed"):
        keeping.restore(folders(disk), tmp_path / "copy.zip", lambda _: None)
    assert list(disk.iterdir()) == []


# Read-only ----------------------------------------------------------------------------------------


def test_a_new_library_in_a_read_only_folder_is_refused(tmp_path, read_only):
    folder = tmp_path / "data"
    folder.mkdir()
    read_only(folder)
    with pytest.raises(StorageError, match=r"cannot be opened|cannot be used"):
        Library(folders(folder))


def test_a_library_in_a_read_only_folder_is_refused_and_unchanged(places, read_only):
    before = places.database.read_bytes()
    read_only(places.data)
    with pytest.raises(StorageError, match=r"may not be written|may be written"), Library(places) as library:
        library.editing.highlight(1, 0, 20)
    assert places.database.read_bytes() == before


def test_a_read_only_database_is_refused_and_unchanged(places, read_only):
    before = places.database.read_bytes()
    read_only(places.database)
    with pytest.raises(StorageError, match="may not be written to"), Library(places) as library:
        library.editing.highlight(1, 0, 20)
    assert places.database.read_bytes() == before


def test_a_backup_to_a_read_only_folder_says_so(places, tmp_path, read_only):
    folder = tmp_path / "out"
    folder.mkdir()
    read_only(folder)
    with pytest.raises(StorageError, match=r"may be written|cannot be written"):
        keeping.back_up(places, folder / "copy.zip", lambda _: None)
    assert list(folder.iterdir()) == []


# In use -------------------------------------------------------------------------------------------


def _hold(path: Path, ready, release) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("UPDATE highlight SET note = 'của người khác'")
    ready.set()
    release.wait(60)
    connection.execute("ROLLBACK")
    connection.close()


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Let another process hold the library's lock."""
    context = multiprocessing.get_context("spawn")
    ready, release = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(path, ready, release))
    process.start()
    try:
        assert ready.wait(60)
        yield
    finally:
        release.set()
        process.join()


def test_an_edit_while_another_process_writes_waits_then_says_so(places, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    with Library(places) as library:
        with held(places.database):
            with pytest.raises(StorageError, match="in use by another program"):
                library.editing.highlight(1, 0, 20)
            assert len(library.reading.highlights(library.reading.article(1))) == 1
            keeping.back_up(places, places.data / "meanwhile.zip", lambda _: None)
        library.editing.highlight(1, 0, 20)
        assert len(library.reading.highlights(library.reading.article(1))) == 2
    assert keeping.describe(places.data / "meanwhile.zip").numbers.highlights == 2


def test_a_library_is_not_restored_while_another_process_has_it(places, tmp_path):
    keeping.back_up(places, tmp_path / "copy.zip", lambda _: None)
    with held(places.database), pytest.raises(StorageError, match="open in another program"):
        keeping.restore(places, tmp_path / "copy.zip", lambda _: None)
    assert keeping.check(places, lambda _: None).healthy


# Far away -----------------------------------------------------------------------------------------

MOUNTS = [
    "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
    "40 22 0:35 / /mnt/share rw,relatime - nfs4 server:/home rw",
    "41 40 0:36 / /mnt/share/local rw - tmpfs tmpfs rw",
    "42 22 0:37 / /mnt/with\\040space rw - cifs //server/share rw",
    "half a line",
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/lan/docbao", "ext4"),
        ("/mnt/share", "nfs4"),
        ("/mnt/share/a/b", "nfs4"),
        ("/mnt/shared", "ext4"),
        ("/mnt/share/local/x", "tmpfs"),
        ("/mnt/with space/docbao", "cifs"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="POSIX paths")
def test_the_file_system_of_a_folder_is_read_from_the_mounts(path, kind):
    assert shares.kind_of(Path(path), MOUNTS) == kind


def test_a_library_on_a_network_share_does_without_the_log(places, monkeypatch):
    monkeypatch.setattr(database, "on_network", lambda _: True)
    with Library(places) as library:
        library.editing.highlight(1, 0, 20)
        assert not library._store.health.has_wal()
        assert library._store._database.value("PRAGMA synchronous") == 3
        with Library(places) as second:
            second.editing.highlight(2, 0, 20)
            assert len(library.reading.highlights(library.reading.article(2))) == 2
        keeping.back_up(places, places.data / "copy.zip", lambda _: None)
    (finding,) = (each for each in keeping.check(places, lambda _: None).findings if each.check == "database")
    assert finding.status == "note"
    assert not list(places.data.glob("*-wal"))


def test_a_library_has_the_log_and_syncs_it_at_every_commit(tmp_path):
    opened = Database(tmp_path / "library.sqlite")
    assert opened.has_wal()
    assert opened.value("PRAGMA synchronous") == 2
    assert opened.value("PRAGMA fullfsync") == 1
    opened.close()


@pytest.mark.skipif(os.name != "posix", reason="a way to the disk that only POSIX has")
@pytest.mark.parametrize("had_log", [False, True])
def test_a_disk_without_shared_memory_gets_a_rollback_journal(tmp_path, had_log):
    """SQLite's ``unix-dotfile`` cannot share memory, as some network shares cannot."""
    path = tmp_path / "library.sqlite"
    if had_log:
        store = Store(path)
        store.articles.add(samples.article(), samples.original())
        store.close()
    opened = Database(path, vfs="unix-dotfile")
    assert not opened.has_wal()
    assert opened.value("SELECT count(*) FROM article") == int(had_log)
    second = Database(path, vfs="unix-dotfile")
    second.execute("INSERT INTO setting VALUES ('a', 'b')")
    assert opened.value("SELECT value FROM setting WHERE name = 'a'") == "b"
    second.close()
    opened.close()
    assert _sound(path)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_IOERR_LOCK])
def test_a_disk_that_cannot_lock_is_named(code):
    error = sqlite3.OperationalError("locking protocol")
    error.sqlite_errorcode = code
    assert "cannot lock files" in str(explain(error, Path("library.sqlite")))
