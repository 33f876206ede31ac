"""Marks for derived work that is still to be done: recognising entities, and indexing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.store.database import Database


class Work(StrEnum):
    """Kinds of derived work."""

    RECOGNISE = "recognise"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of work; ``seq`` tells it from a later mark for the same article."""

    seq: int
    article_id: int


class Pending:
    """The table ``pending``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def mark(self, ids: Iterable[int], *works: Work) -> None:
        """Say that articles wait for work; call it in the transaction that changed them."""
        rows = [(article_id, work) for article_id in ids for work in works]
        self._db.execute_many("INSERT OR REPLACE INTO pending (article_id, work) VALUES (?, ?)", rows)

    def mark_all(self, *works: Work) -> None:
        """Say that every article waits for work."""
        for work in works:
            self._db.execute(
                "INSERT OR REPLACE INTO pending (article_id, work) SELECT id, ? FROM article", (work,)
            )

    def next(self, work: Work, limit: int) -> list[Mark]:
        """Return the oldest marks."""
        rows = self._db.rows(
            "SELECT seq, article_id FROM pending WHERE work = ? ORDER BY seq LIMIT ?", (work, limit)
        )
        return [Mark(row["seq"], row["article_id"]) for row in rows]

    def articles(self, work: Work) -> list[int]:
        """Return the ids of all articles that wait for a kind of work."""
        return self._db.column("SELECT article_id FROM pending WHERE work = ?", (work,))

    def clear(self, marks: Sequence[Mark]) -> None:
        """Take marks away, unless their article was marked again in the meantime."""
        self._db.execute_many("DELETE FROM pending WHERE seq = ?", [(mark.seq,) for mark in marks])

    def count(self) -> int:
        """Return how many pieces of work wait."""
        return int(self._db.value("SELECT count(*) FROM pending"))

    def count_of(self, work: Work) -> int:
        """Return how many articles wait for a kind of work."""
        return int(self._db.value("SELECT count(*) FROM pending WHERE work = ?", (work,)))
