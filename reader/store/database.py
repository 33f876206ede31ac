"""A connection to the library's file, its transactions, and its errors in plain words."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from reader.errors import N_, StorageError
from reader.store import schema
from reader.store.failures import is_busy, lacks_shared_memory, told
from reader.store.migrations import MIGRATIONS
from reader.store.shares import on_network

BUSY_TIMEOUT_MS = 10_000
_MIGRATION_TIMEOUT_MS = 600_000
_PAUSE_S = 0.02

Answer = TypeVar("Answer")
Values = Sequence[Any] | Mapping[str, Any]

# ``id IN {LISTED}`` with ``listed(ids)`` as its value: any number of ids, where marks have a limit.
LISTED = "(SELECT value FROM json_each(?))"


def listed(ids: Iterable[int | str]) -> str:
    """Return ids as the one value that :data:`LISTED` takes."""
    return json.dumps(list(ids))


class Database:
    """One connection, used in the thread that opened it.

    ``before_migration`` is called with the file's path while nobody can write to it. ``vfs`` names
    SQLite's way to the disk, where it is not to be the usual one.

    Raises:
        StorageError: from every call, where the file cannot be read or written.
    """

    def __init__(
        self, path: Path, before_migration: Callable[[Path], object] | None = None, *, vfs: str = ""
    ) -> None:
        self.path = path
        self._vfs = vfs
        with self.errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._connect()
            try:
                self._prepare(before_migration)
            except BaseException:
                self._connection.close()
                raise

    def _connect(self) -> sqlite3.Connection:
        name = f"{self.path.absolute().as_uri()}?vfs={self._vfs}" if self._vfs else self.path
        made = sqlite3.connect(
            name, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000, uri=bool(self._vfs)
        )
        made.row_factory = sqlite3.Row
        return made

    def _prepare(self, before_migration: Callable[[Path], object] | None) -> None:
        if on_network(self.path):
            self._do_without_wal()
        else:
            self._use_wal()
        # A note that was acknowledged is on the disk: FULL syncs the log at every commit, EXTRA the folder
        # of a rollback journal, too; without the third, macOS only hands the data to the drive.
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if self.has_wal() else 'EXTRA'}")
        self._connection.execute("PRAGMA fullfsync = ON")
        self._connection.execute("PRAGMA foreign_keys = ON")
        found = schema.version(self._connection)
        if found > len(MIGRATIONS):
            raise StorageError(
                N_("The library {path} was made by a newer Docbao. Please update the program."),
                path=self.path,
            )
        if found < len(MIGRATIONS):
            # Another process may be at it, and a large library takes its time.
            self._connection.execute(f"PRAGMA busy_timeout = {_MIGRATION_TIMEOUT_MS}")
            schema.migrate(
                self._connection, partial(before_migration, self.path) if before_migration else None
            )
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    def _use_wal(self) -> None:
        """Turn the write-ahead log on, or do without it on a disk that cannot hold one."""
        try:
            self._set_journal("WAL")
        except sqlite3.OperationalError as error:
            if not lacks_shared_memory(error):
                raise
            self._connection.close()
            self._connection = self._connect()
            try:
                self._do_without_wal()
            except sqlite3.OperationalError:
                raise error from None

    def _do_without_wal(self) -> None:
        """Use a rollback journal. Alone with the file, one needs no shared memory to leave the log."""
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._set_journal("DELETE")
        self._connection.execute("PRAGMA locking_mode = NORMAL")
        self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # lets the lock go

    def _set_journal(self, mode: str) -> None:
        """Choose the journal. SQLite waits for locks elsewhere but not here, so we do."""
        end = time.monotonic() + BUSY_TIMEOUT_MS / 1000
        while True:
            try:
                self._connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() > end:
                    raise
                time.sleep(_PAUSE_S)
            else:
                return

    def has_wal(self) -> bool:
        """Whether readers and a writer can work at one time: a network share does without the log."""
        return str(self._connection.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing; of nested ones the outermost counts."""
        if self._connection.in_transaction:
            yield
            return
        with self.errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def execute(self, sql: str, values: Values = ()) -> int:
        """Run one statement; return the rowid that it inserted or, for others, what SQLite left there."""
        with self.errors():
            return int(self._connection.execute(sql, values).lastrowid or 0)

    def execute_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each of ``rows``."""
        with self.errors():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """Return all rows of a question."""
        with self.errors():
            return self._connection.execute(sql, values).fetchall()

    def column(self, sql: str, values: Values = ()) -> list[Any]:
        """Return the values of a question for one column, faster than :meth:`rows`."""
        with self.errors():
            cursor = self._connection.cursor()
            cursor.row_factory = None
            return list(chain.from_iterable(cursor.execute(sql, values)))

    def row(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        """Return the first row of a question, or nothing."""
        with self.errors():
            found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Values = ()) -> Any:  # noqa: ANN401 - what SQLite holds
        """Return the first column of the first row, or None."""
        row = self.row(sql, values)
        return None if row is None else row[0]

    def with_connection(self, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Return what ``ask`` answers that needs SQLite's connection itself."""
        with self.errors():
            return ask(self._connection)

    def foreign_changes(self) -> int:
        """Return a number that grows when another connection has committed."""
        return int(self.value("PRAGMA data_version"))

    def errors(self) -> AbstractContextManager[None]:
        """Turn what SQLite and the file system say into a sentence for the user."""
        return told(self.path)
