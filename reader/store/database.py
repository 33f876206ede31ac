"""A connection to the library's file, its transactions, and its errors in plain words."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from reader.errors import N_, StorageError
from reader.store import schema
from reader.store.migrations import MIGRATIONS

BUSY_TIMEOUT_MS = 10_000
_PAUSE_S = 0.02

Values = Sequence[Any] | Mapping[str, Any]

# ``id IN {LISTED}`` with ``listed(ids)`` as its value: any number of ids, where marks have a limit.
LISTED = "(SELECT value FROM json_each(?))"


def listed(ids: Iterable[int | str]) -> str:
    """Return ids as the one value that :data:`LISTED` takes."""
    return json.dumps(list(ids))


class Database:
    """One connection, used in the thread that opened it.

    Raises:
        StorageError: from every call, where the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self.errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
            self._connection.row_factory = sqlite3.Row
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        self._use_wal()
        # A note that was acknowledged is on the disk: FULL syncs the log at every commit.
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        found = schema.version(self._connection)
        if found > len(MIGRATIONS):
            raise StorageError(
                N_("The library {path} was made by a newer Docbao. Please update the program."),
                path=self.path,
            )
        schema.migrate(self._connection)

    def _use_wal(self) -> None:
        """Turn the write-ahead log on. SQLite waits for locks elsewhere but not here, so we do."""
        end = time.monotonic() + BUSY_TIMEOUT_MS / 1000
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(_PAUSE_S)
            else:
                return

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

    def foreign_changes(self) -> int:
        """Return a number that grows when another connection has committed."""
        return int(self.value("PRAGMA data_version"))

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn what SQLite and the file system say into a sentence for the user."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise _explain(error, self.path) from error
        except OSError as error:
            raise StorageError(
                N_("The library folder {path} cannot be used: {reason}."),
                path=self.path.parent,
                reason=error.strerror or str(error),
            ) from error


def _explain(error: sqlite3.DatabaseError, path: Path) -> Exception:
    """Return a StorageError for what the machine did, and the error itself for a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    messages = {
        sqlite3.SQLITE_BUSY: N_("The library {path} is in use by another program. Try again in a moment."),
        sqlite3.SQLITE_LOCKED: N_("The library {path} is in use by another program. Try again in a moment."),
        sqlite3.SQLITE_FULL: N_(
            "The disk is full: nothing was written to {path}. Free some space and try again."
        ),
        sqlite3.SQLITE_READONLY: N_("The library {path} may not be written to. Check its permissions."),
        sqlite3.SQLITE_CANTOPEN: N_(
            "The library {path} cannot be opened. Check that its folder may be written to."
        ),
        sqlite3.SQLITE_IOERR: N_("The library {path} cannot be read or written: the disk reports an error."),
        sqlite3.SQLITE_CORRUPT: N_("The library {path} is damaged. Please restore a copy."),
        sqlite3.SQLITE_NOTADB: N_("{path} is not a Docbao library."),
    }
    return StorageError(messages[code], path=path) if code in messages else error
