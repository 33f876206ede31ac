"""Brings a database to the newest schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from reader.i18n import sort_bytes
from reader.store.migrations import MIGRATIONS
from reader.text.fold import fold


def version(connection: sqlite3.Connection) -> int:
    """Return the number of migrations that the database has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, before: Callable[[], object] | None = None) -> None:
    """Bring the database to the newest schema, in one transaction.

    ``before`` is called when a library that holds something is about to change: nobody can write then. The
    version is read again inside the transaction, as another process may have been faster.
    """
    connection.create_function("sort_key", 1, sort_bytes, deterministic=True)
    connection.create_function("plain", 1, fold, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")  # readers may go on: the copy before the migration is one of them
    try:
        found = version(connection)
        if before and 0 < found < len(MIGRATIONS):
            before()
        for number, script in enumerate(MIGRATIONS[found:], start=found + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """Split a script into statements; ``executescript`` would commit on its own."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
