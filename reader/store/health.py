"""Questions about the state of a library, and repairs of what is derived in it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable

from reader.store.backup import problems
from reader.store.database import Database
from reader.store.texts import whole_body

_COUNTED = (
    "SELECT entity_id, count(*) AS n, count(DISTINCT article_id) AS a FROM mention"
    " WHERE article_id IN (SELECT id FROM article WHERE trashed IS NULL) GROUP BY entity_id"
)
_MISCOUNTED = (
    f"SELECT e.id, coalesce(c.n, 0), coalesce(c.a, 0) FROM entity e LEFT JOIN ({_COUNTED}) c"
    " ON c.entity_id = e.id WHERE e.mentions <> coalesce(c.n, 0) OR e.articles <> coalesce(c.a, 0)"
)


class Health:
    """Looks through all tables."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def has_wal(self) -> bool:
        """Whether the library has SQLite's write-ahead log; on a network share it does without."""
        return self._db.has_wal()

    def structure(self, pause: Callable[[], object]) -> list[str]:
        """Return what SQLite's ``integrity_check`` finds; ``pause`` may raise CancelledError meanwhile."""
        return self._db.with_connection(lambda connection: problems(connection, pause))

    def rebuild_indexes(self) -> None:
        """Build SQLite's own indexes again: they hold nothing that the tables do not."""
        self._db.execute("REINDEX")

    def broken_references(self) -> list[tuple[str, str]]:
        """Return (table, table that it points to) for each row that points to nothing."""
        return [(row["table"], row["parent"]) for row in self._db.rows("PRAGMA foreign_key_check")]

    def drop_broken_mentions(self) -> None:
        """Delete mentions that point to nothing: they are found again."""
        self._db.execute(
            "DELETE FROM mention WHERE article_id NOT IN (SELECT id FROM article)"
            " OR alias_id NOT IN (SELECT id FROM alias) OR entity_id NOT IN (SELECT id FROM entity)"
        )

    def articles(self) -> list[int]:
        """Return the ids of all articles, the trash included."""
        return self._db.column("SELECT id FROM article ORDER BY id")

    def live_articles(self) -> frozenset[int]:
        """Return the ids of the articles outside the trash."""
        return frozenset(self._db.column("SELECT id FROM article WHERE trashed IS NULL"))

    def waiting_for_index(self) -> frozenset[int]:
        """Return the ids of the articles that the index does not know as they are now."""
        return frozenset(self._db.column("SELECT article_id FROM pending WHERE work = 'index'"))

    def original_is_sound(self, article_id: int) -> bool:
        """Whether the file that an article came from is there, and still has its hash."""
        row = self._db.row(
            "SELECT o.data, a.sha256 FROM article a LEFT JOIN original o ON o.article_id = a.id"
            " WHERE a.id = ?",
            (article_id,),
        )
        if row is None or row["data"] is None:
            return False
        try:
            return hashlib.sha256(zlib.decompress(row["data"])).hexdigest() == str(row["sha256"])
        except zlib.error:
            return False

    def body_is_whole(self, article_id: int) -> bool:
        """Whether the blocks and inlines of an article can be read."""
        row = self._db.row("SELECT text, blocks, inlines FROM body WHERE article_id = ?", (article_id,))
        try:
            return row is not None and bool(whole_body(row))
        except (ValueError, TypeError):
            return False

    def mentions_fit(self, article_id: int, text: str) -> bool:
        """Whether an article's mentions stand where they say, under the entity that their alias means."""
        rows = self._db.rows(
            "SELECT m.start, m.end, m.text, m.entity_id = a.entity_id AS same FROM mention m"
            " LEFT JOIN alias a ON a.id = m.alias_id WHERE m.article_id = ?",
            (article_id,),
        )
        return all(row["same"] and text[row["start"] : row["end"]] == row["text"] for row in rows)

    def miscounted(self) -> int:
        """Return how many entities have other numbers than their mentions."""
        return len(self._db.rows(_MISCOUNTED))

    def count_again(self) -> None:
        """Set the numbers of all entities by their mentions; call it in a transaction."""
        right = [(n, a, i) for i, n, a in self._db.rows(_MISCOUNTED)]
        self._db.execute_many("UPDATE entity SET mentions = ?, articles = ? WHERE id = ?", right)
