"""Brings a database to the newest schema."""

from __future__ import annotations

import sqlite3

from reader.i18n import sort_bytes
from reader.store.migrations import MIGRATIONS
from reader.text.fold import fold


def version(connection: sqlite3.Connection) -> int:
    """Return the number of migrations that the database has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest schema, each migration in a transaction of its own.

    The version is read again inside the transaction: another process may have been faster.
    """
    connection.create_function("sort_key", 1, sort_bytes, deterministic=True)
    connection.create_function("plain", 1, fold, deterministic=True)
    for number, script in enumerate(MIGRATIONS, start=1):
        if version(connection) >= number:
            continue
        connection.execute("BEGIN EXCLUSIVE")
        try:
            if version(connection) < number:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
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
