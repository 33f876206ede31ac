"""Mentions: what is named in an article, under which alias, and the entity that it means."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from typing import TypeAlias

from reader.models import Entity, EntityType, Mention
from reader.store.aliases import Aliases, NameKeys, unknown
from reader.store.database import LISTED, Database, listed

_FIELDS = {field.name for field in fields(Mention)} - {"entity_id"}
_TRASHED = "SELECT t.id FROM article t WHERE t.trashed IS NOT NULL"
_Raw: TypeAlias = tuple[Mention, ...]


class Mentions:
    """The tables ``mention`` and ``recognised``."""

    def __init__(self, database: Database, aliases: Aliases) -> None:
        self._db = database
        self._aliases = aliases

    def replace(
        self,
        article_id: int,
        mentions: Sequence[Mention],
        keys: Callable[[EntityType, str], NameKeys] = unknown,
    ) -> None:
        """Replace an article's mentions; a name that is not known yet becomes an alias.

        ``keys`` tells of a new name what lists call it, and what it sounds like.
        """
        counted = self._db.value("SELECT trashed IS NULL FROM article WHERE id = ?", (article_id,))
        if counted:
            self._count(self._here(article_id), -1)
        self._db.execute("DELETE FROM mention WHERE article_id = ?", (article_id,))
        known: dict[tuple[EntityType, str], tuple[int, int]] = {}
        rows = []
        for mention in mentions:
            name = mention.entity or mention.text
            if (mention.type, name) not in known:
                known[mention.type, name] = self._aliases.of(mention.type, name, keys)
            rows.append(_row(article_id, mention, *known[mention.type, name]))
        self._db.execute_many(
            "INSERT INTO mention (article_id, start, end, text, alias_id, entity_id, reason, score, title)"
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

    def of_article(self, article_id: int) -> tuple[Mention, ...]:
        """Return an article's mentions in the order of the text, each with its entity's type and name."""
        return self._read(article_id, "e")

    def as_found(self, article_id: int) -> tuple[Mention, ...]:
        """Return an article's mentions with the types and names under which they were stored."""
        return self._read(article_id, "a")

    def _read(self, article_id: int, named: str) -> tuple[Mention, ...]:
        rows = self._db.rows(
            f"SELECT m.*, {named}.name AS entity, {named}.type AS type FROM mention m"
            " JOIN alias a ON a.id = m.alias_id JOIN entity e ON e.id = m.entity_id"
            " WHERE m.article_id = ? ORDER BY m.start, m.end",
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
        names = self._aliases.names_of([row["id"] for row in rows])
        return tuple(entity_of(row, names.get(row["id"], ())) for row in rows)

    def names_of(self, article_id: int) -> tuple[tuple[str, EntityType, int], ...]:
        """Return (name, type, id) of an article's entities."""
        rows = self._db.rows(
            "SELECT DISTINCT e.name, e.type, e.id FROM mention m JOIN entity e ON e.id = m.entity_id"
            " WHERE m.article_id = ? ORDER BY e.id",
            (article_id,),
        )
        return tuple((row["name"], EntityType(row["type"]), row["id"]) for row in rows)

    def aliases_of(self, article_id: int) -> tuple[tuple[str, EntityType], ...]:
        """Return (name, type) of the other names that an article's entities have in the library and in it."""
        rows = self._db.rows(
            "SELECT DISTINCT a.name, e.type FROM mention m JOIN entity e ON e.id = m.entity_id"
            " JOIN alias a ON a.entity_id = e.id WHERE m.article_id = :id AND a.name <> e.name"
            " UNION SELECT m.text, e.type FROM mention m JOIN entity e ON e.id = m.entity_id"
            " WHERE m.article_id = :id AND m.text <> e.name ORDER BY 1, 2",
            {"id": article_id},
        )
        return tuple((row["name"], EntityType(row["type"])) for row in rows)

    def names(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the names of entities by their ids."""
        rows = self._db.rows(f"SELECT id, name FROM entity WHERE id IN {LISTED}", (listed(ids),))
        return {row["id"]: row["name"] for row in rows}

    def articles_of(self, entities: Sequence[int]) -> frozenset[int]:
        """Return the ids of all articles that mention one of ``entities``, the trash included."""
        return frozenset(
            self._db.column(
                f"SELECT DISTINCT article_id FROM mention WHERE entity_id IN {LISTED}", (listed(entities),)
            )
        )

    def holding(self, surface: str, among: Sequence[int] | None = None) -> list[int]:
        """Return the articles whose text holds ``surface``, the newest first.

        Those in the trash are looked at always, of the others those ``among`` (None: all, which takes long).
        """
        where = "1" if among is None else f"id IN {LISTED} OR id IN ({_TRASHED})"
        values = () if among is None else (listed(among),)
        return self._db.column(
            f"SELECT here.id FROM (SELECT id FROM article WHERE {where}) AS here"
            " CROSS JOIN body b ON b.article_id = here.id"
            " WHERE instr(b.text, ?) > 0 ORDER BY here.id DESC",
            (*values, surface),
        )

    # What the recogniser said ---------------------------------------------------------------------

    def recognised(self, article_id: int) -> tuple[Mention, ...]:
        """Return what the recogniser said of an article, before corrections."""
        packed = self._db.value("SELECT mentions FROM recognised WHERE article_id = ?", (article_id,))
        if packed is None:
            return self.as_found(article_id)
        return tuple(_unpacked(values) for values in json.loads(zlib.decompress(packed)))

    def set_recognised(
        self, article_id: int, mentions: _Raw | None, correction_id: int | None = None
    ) -> None:
        """Keep what the recogniser said; None where corrections have changed nothing.

        ``correction_id`` is the newest correction that the recogniser knew; None leaves it as it is.
        """
        if mentions is None and correction_id == 0:
            self._db.execute("DELETE FROM recognised WHERE article_id = ?", (article_id,))
            return
        said = None if mentions is None else json.dumps(list(map(_packed, mentions))).encode()
        self._db.execute(
            "INSERT INTO recognised VALUES (:article, coalesce(:correction, 0), :mentions)"
            " ON CONFLICT (article_id) DO UPDATE SET mentions = :mentions,"
            " correction_id = coalesce(:correction, correction_id)",
            {
                "article": article_id,
                "correction": correction_id,
                "mentions": None if said is None else zlib.compress(said),
            },
        )

    def taught(self, correction_ids: Sequence[int], articles: Sequence[int]) -> list[int]:
        """Return those of ``articles`` whose recogniser may have known one of the corrections."""
        if not correction_ids:
            return []
        return self._db.column(
            f"SELECT article_id FROM recognised WHERE correction_id >= ? AND article_id IN {LISTED}",
            (min(correction_ids), listed(articles)),
        )


def entity_of(row: sqlite3.Row, aliases: tuple[str, ...] = ()) -> Entity:
    """Return the entity of a row; its own name is not among its other names."""
    return Entity(
        id=row["id"],
        name=row["name"],
        type=EntityType(row["type"]),
        aliases=tuple(name for name in aliases if name != row["name"]),
        mentions=row["mentions"],
        articles=row["articles"],
    )


def _row(article_id: int, m: Mention, alias_id: int, entity_id: int) -> tuple[object, ...]:
    return article_id, m.start, m.end, m.text, alias_id, entity_id, m.reason, m.score, m.title


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
        entity_id=row["entity_id"],
    )


def _packed(mention: Mention) -> dict[str, object]:
    return {name: value for name, value in asdict(mention).items() if name in _FIELDS}


def _unpacked(values: dict[str, object]) -> Mention:
    known = {name: value for name, value in values.items() if name in _FIELDS}
    return Mention(**{**known, "type": EntityType(str(values["type"]))})  # type: ignore[arg-type]
