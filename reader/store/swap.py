"""Putting one library in the place of another: the old one is kept, and one rename does it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from reader.errors import N_, StorageError
from reader.store.backup import sync_folder
from reader.store.failures import explain, is_busy, told

_BESIDE = ("-wal", "-shm", "-journal")
_WAIT_S, _PAUSE_S = 2.0, 0.05
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}


def swap(new: Path, database: Path, kept: Path) -> None:
    """Put ``new`` (on the same disk, closed) in the place of ``database``, and keep that one in ``kept``.

    A crash at any moment leaves the old library or the new one, whole.

    Raises:
        StorageError: if another program has the library open, or the disk does not allow it.
    """
    with told(database):
        if database.exists():
            gather(database)
            kept.mkdir(parents=True, exist_ok=True)
            _link(database, kept / database.name)
            for path in _beside(database):  # left by a damaged library only; the new one must not find them
                path.replace(kept / path.name)
            sync_folder(kept)
        database.parent.mkdir(parents=True, exist_ok=True)
        new.replace(database)
        sync_folder(database.parent)


def swap_back(database: Path, kept: Path) -> None:
    """Put the library that :func:`swap` has kept back into its place; raises what that raises."""
    with told(database):
        for path in _beside(database):
            path.unlink()
        for path in sorted(kept.glob(f"{database.name}*"), reverse=True):  # the database itself comes last
            path.replace(database.parent / path.name)
        sync_folder(database.parent)


def gather(database: Path) -> None:
    """Bring what the log holds into the database's one file, which only its one user can.

    A damaged library is left as it is.

    Raises:
        StorageError: if another program has the library open.
    """
    end = time.monotonic() + _WAIT_S
    while True:
        try:
            with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchone()
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("ROLLBACK")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
                return
            if not is_busy(error):
                raise explain(error, database) from error
            if time.monotonic() > end:
                raise StorageError(
                    N_("The library {path} is open in another program. Close that first."), path=database
                ) from error
            time.sleep(_PAUSE_S)
        else:
            return


def _beside(database: Path) -> list[Path]:
    found = [database.with_name(database.name + end) for end in _BESIDE]
    return [path for path in found if path.exists()]


def _link(path: Path, second: Path) -> None:
    """Give a file a second name, or copy it on a disk where a file has but one."""
    try:
        os.link(path, second)
    except OSError:
        shutil.copy2(path, second)
