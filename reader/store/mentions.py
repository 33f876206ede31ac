"""Mentions and the entities that they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.models import Entity, EntityType, Mention
from reader.store.database import Database
from reader.text.fold import fold_case


class Mentions:
    """The tables ``mention`` and ``entity``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def replace(self, article_id: int, mentions: Sequence[Mention]) -> None:
        """Replace an article's mentions; an entity that is not known yet is added."""
        self._db.execute("DELETE FROM mention WHERE article_id = ?", (article_id,))
        known: dict[tuple[EntityType, str], int] = {}
        for mention in mentions:
            name = mention.entity or mention.text
            if (mention.type, name) not in known:
                known[mention.type, name] = self._entity(mention.type, name)
        self._db.execute_many(
            "INSERT INTO mention (article_id, start, end, text, type, entity_id, reason, score, title)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                _row(article_id, mention, known[mention.type, mention.entity or mention.text])
                for mention in mentions
            ],
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
        return tuple(self._counted(row) for row in rows)

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
        marks = ", ".join("?" * len(ids))
        return {
            row["id"]: row["name"]
            for row in self._db.rows(f"SELECT id, name FROM entity WHERE id IN ({marks})", ids)
        }

    def browse(self, kind: EntityType, limit: int) -> tuple[Entity, ...]:
        """Return the entities of a type, those in most articles first."""
        rows = self._db.rows(
            "SELECT e.id, e.name, e.type, count(*) AS mentions, count(DISTINCT m.article_id) AS articles"
            " FROM entity e JOIN mention m ON m.entity_id = e.id JOIN article a ON a.id = m.article_id"
            " WHERE e.type = ? AND a.trashed IS NULL"
            " GROUP BY e.id ORDER BY articles DESC, mentions DESC, e.name LIMIT ?",
            (kind, limit),
        )
        return tuple(
            Entity(r["id"], r["name"], EntityType(r["type"]), mentions=r["mentions"], articles=r["articles"])
            for r in rows
        )

    def entity(self, entity_id: int) -> Entity | None:
        """Return one entity with its counts."""
        row = self._db.row("SELECT * FROM entity WHERE id = ?", (entity_id,))
        return None if row is None else self._counted(row)

    def _counted(self, row: sqlite3.Row) -> Entity:
        counts = self._db.row(
            "SELECT count(*) AS mentions, count(DISTINCT m.article_id) AS articles FROM mention m"
            " JOIN article a ON a.id = m.article_id WHERE m.entity_id = ? AND a.trashed IS NULL",
            (row["id"],),
        )
        return Entity(
            id=row["id"],
            name=row["name"],
            type=EntityType(row["type"]),
            mentions=counts["mentions"] if counts else 0,
            articles=counts["articles"] if counts else 0,
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
