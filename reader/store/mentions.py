"""Mentions and the entities that they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.models import Entity, EntityType, Mention
from reader.store.database import LISTED, Database, listed
from reader.text.fold import fold_case


class Mentions:
    """The tables ``mention`` and ``entity``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def replace(self, article_id: int, mentions: Sequence[Mention]) -> None:
        """Replace an article's mentions; an entity that is not known yet is added."""
        counted = self._db.value("SELECT trashed IS NULL FROM article WHERE id = ?", (article_id,))
        if counted:
            self._count(self._here(article_id), -1)
        self._db.execute("DELETE FROM mention WHERE article_id = ?", (article_id,))
        known: dict[tuple[EntityType, str], int] = {}
        for mention in mentions:
            name = mention.entity or mention.text
            if (mention.type, name) not in known:
                known[mention.type, name] = self._entity(mention.type, name)
        rows = [
            _row(article_id, mention, known[mention.type, mention.entity or mention.text])
            for mention in mentions
        ]
        self._db.execute_many(
            "INSERT INTO mention (article_id, start, end, text, type, entity_id, reason, score, title)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        if counted:
            self._count(self._here(article_id), 1)

    def _here(self, article_id: int) -> list[tuple[int, int]]:
        """Return (entity, mentions) of an article."""
        return [
            (row["entity_id"], row["n"])
            for row in self._db.rows(
                "SELECT entity_id, count(*) AS n FROM mention WHERE article_id = ? GROUP BY entity_id",
                (article_id,),
            )
        ]

    def _count(self, here: list[tuple[int, int]], sign: int) -> None:
        """Add an article's mentions to the counts of its entities, or take them away."""
        self._db.execute_many(
            "UPDATE entity SET mentions = mentions + ?, articles = articles + ? WHERE id = ?",
            [(sign * number, sign, entity_id) for entity_id, number in here],
        )

    def _entity(self, kind: EntityType, name: str) -> int:
        """Return the id of an entity, which is one for all spellings that differ only in capitals."""
        key = fold_case(name)
        found = self._db.value("SELECT id FROM entity WHERE type = ? AND key = ?", (kind, key))
        if found is not None:
            return int(found)
        return self._db.execute("INSERT INTO entity (type, name, key) VALUES (?, ?, ?)", (kind, name, key))

    def of_article(self, article_id: int) -> tuple[Mention, ...]:
        """Return an article's mentions in the order of the text."""
        rows = self._db.rows(
            "SELECT m.*, e.name AS entity FROM mention m JOIN entity e ON e.id = m.entity_id"
            " WHERE m.article_id = ? ORDER BY m.start",
            (article_id,),
        )
        return tuple(_mention(row) for row in rows)

    def entities_of(self, article_id: int) -> tuple[Entity, ...]:
        """Return an article's entities with counts over the library, the most mentioned here first."""
        rows = self._db.rows(
            "SELECT e.*, count(*) AS here FROM mention m JOIN entity e ON e.id = m.entity_id"
            " WHERE m.article_id = ? GROUP BY e.id ORDER BY here DESC, e.name",
            (article_id,),
        )
        return tuple(map(_entity, rows))

    def names_of(self, article_id: int) -> tuple[tuple[str, EntityType, int], ...]:
        """Return (name, type, id) of an article's entities."""
        rows = self._db.rows(
            "SELECT DISTINCT e.name, e.type, e.id FROM mention m JOIN entity e ON e.id = m.entity_id"
            " WHERE m.article_id = ? ORDER BY e.id",
            (article_id,),
        )
        return tuple((row["name"], EntityType(row["type"]), row["id"]) for row in rows)

    def names(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the names of entities by their ids."""
        rows = self._db.rows(f"SELECT id, name FROM entity WHERE id IN {LISTED}", (listed(ids),))
        return {row["id"]: row["name"] for row in rows}

    def browse(self, kind: EntityType, limit: int) -> tuple[Entity, ...]:
        """Return the entities of a type, those in most articles first."""
        rows = self._db.rows(
            "SELECT * FROM entity WHERE type = ? AND articles > 0"
            " ORDER BY articles DESC, mentions DESC, name LIMIT ?",
            (kind, limit),
        )
        return tuple(map(_entity, rows))

    def counts(self) -> tuple[tuple[EntityType, int], ...]:
        """Return how many entities of each type are named in the library, in the order of the types."""
        rows = self._db.rows("SELECT type, count(*) AS n FROM entity WHERE articles > 0 GROUP BY type")
        found = {row["type"]: row["n"] for row in rows}
        return tuple((kind, found[kind]) for kind in EntityType if kind in found)

    def entity(self, entity_id: int) -> Entity | None:
        """Return one entity with its counts."""
        row = self._db.row("SELECT * FROM entity WHERE id = ?", (entity_id,))
        return None if row is None else _entity(row)


def _entity(row: sqlite3.Row) -> Entity:
    return Entity(
        id=row["id"],
        name=row["name"],
        type=EntityType(row["type"]),
        mentions=row["mentions"],
        articles=row["articles"],
    )


def _row(article_id: int, m: Mention, entity_id: int) -> tuple[object, ...]:
    return article_id, m.start, m.end, m.text, m.type, entity_id, m.reason, m.score, m.title


def _mention(row: sqlite3.Row) -> Mention:
    return Mention(
        start=row["start"],
        end=row["end"],
        text=row["text"],
        type=EntityType(row["type"]),
        entity=row["entity"],
        reason=row["reason"],
        score=row["score"],
        title=row["title"],
    )
