"""Aliases: what the recogniser calls things, and the entities that they mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.i18n import sort_bytes
from reader.models import Alias, EntityType
from reader.store.database import LISTED, Database, listed
from reader.text.fold import fold, fold_case

NAME_SET, TYPE_SET = 1, 2  # bits of entity.settled: what the reader has decided
FOUND, LINKED, USER = "found", "linked", "user"


class NameKeys(NamedTuple):
    """What lists across languages call a name, and what it sounds like; empty where that is not known."""

    concept: str = ""
    sound: str = ""


def unknown(_kind: EntityType, _name: str) -> NameKeys:
    """Know nothing of a name."""
    return NameKeys()


@dataclass(frozen=True, slots=True)
class Link:
    """Which entity an alias means, who said so, and when (empty where it was not the reader)."""

    alias_id: int
    entity_id: int
    origin: str
    linked: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """What an entity is called and what it is; ``settled`` tells which of it the reader has set."""

    entity_id: int
    name: str
    type: EntityType
    settled: int


class Aliases:
    """The tables ``alias``, ``entity`` and ``apart``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(
        self, kind: EntityType, name: str, keys: Callable[[EntityType, str], NameKeys] = unknown
    ) -> tuple[int, int]:
        """Return (alias, entity) of a name, one for all spellings that differ only in capitals.

        A new name means the entity that has it as another type by the reader's word, or the one that lists
        call the same, or an entity of its own.
        """
        found = self.find(kind, name)
        if found:
            return found
        concept, sound = keys(kind, name)
        entity_id = self._retyped(kind, name)
        home = entity_id or self.new_entity(kind, name)
        same = 0 if entity_id else self._same_concept(kind, concept)
        alias_id = self._db.execute(
            "INSERT INTO alias (type, key, name, entity_id, home_id, origin, concept, sound)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, fold_case(name), name, same or home, home, LINKED if same else FOUND, concept, sound),
        )
        if same:
            self.refresh((same,))
        return alias_id, same or home

    def find(self, kind: EntityType, name: str) -> tuple[int, int] | None:
        """Return (alias, entity) of a name that is known."""
        row = self._db.row(
            "SELECT id, entity_id FROM alias WHERE type = ? AND key = ?", (kind, fold_case(name))
        )
        return None if row is None else (row["id"], row["entity_id"])

    def new_entity(self, kind: EntityType, name: str) -> int:
        """Insert an entity; return its id."""
        return self._db.execute(
            "INSERT INTO entity (type, name, sort_key, plain) VALUES (?, ?, ?, ?)",
            (kind, name, sort_bytes(name), fold(name)),
        )

    def _retyped(self, kind: EntityType, name: str) -> int:
        return int(
            self._db.value(
                "SELECT e.id FROM alias a JOIN entity e ON e.id = a.entity_id"
                " WHERE a.key = ? AND e.type = ? AND e.settled & ? LIMIT 1",
                (fold_case(name), kind, TYPE_SET),
            )
            or 0
        )

    def _same_concept(self, kind: EntityType, concept: str) -> int:
        if not concept:
            return 0
        return int(
            self._db.value(
                "SELECT entity_id FROM alias WHERE concept = ? AND concept <> '' AND type = ?"
                " ORDER BY id LIMIT 1",
                (concept, kind),
            )
            or 0
        )

    def of_entity(self, entity_id: int) -> tuple[Alias, ...]:
        """Return the aliases that mean an entity, the most used first."""
        counts = {
            row["alias_id"]: row["n"]
            for row in self._db.rows(
                "SELECT alias_id, count(*) AS n FROM mention WHERE entity_id = ? GROUP BY alias_id",
                (entity_id,),
            )
        }
        rows = self._db.rows("SELECT * FROM alias WHERE entity_id = ? ORDER BY id", (entity_id,))
        aliases = [
            Alias(row["id"], EntityType(row["type"]), row["name"], row["origin"], counts.get(row["id"], 0))
            for row in rows
        ]
        return tuple(sorted(aliases, key=lambda alias: -alias.mentions))

    def names_of(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return the names of the aliases of entities by their ids."""
        found: dict[int, list[str]] = {}
        for row in self._db.rows(
            f"SELECT entity_id, name FROM alias WHERE entity_id IN {LISTED} ORDER BY id", (listed(ids),)
        ):
            found.setdefault(row["entity_id"], []).append(row["name"])
        return {entity_id: tuple(dict.fromkeys(names)) for entity_id, names in found.items()}

    def get(self, alias_id: int) -> Alias | None:
        """Return one alias."""
        row = self._db.row("SELECT * FROM alias WHERE id = ?", (alias_id,))
        return None if row is None else Alias(row["id"], EntityType(row["type"]), row["name"], row["origin"])

    # Links ----------------------------------------------------------------------------------------

    def links_of(self, entity_id: int) -> tuple[Link, ...]:
        """Return the links to an entity."""
        return self._links("entity_id = ?", (entity_id,))

    def link(self, alias_id: int) -> Link | None:
        """Return the link of an alias."""
        return next(iter(self._links("id = ?", (alias_id,))), None)

    def _links(self, where: str, values: tuple[object, ...]) -> tuple[Link, ...]:
        rows = self._db.rows(f"SELECT * FROM alias WHERE {where} ORDER BY id", values)
        return tuple(Link(row["id"], row["entity_id"], row["origin"], row["linked"]) for row in rows)

    def home(self, alias_id: int) -> int:
        """Return the entity that was made with an alias."""
        return int(self._db.value("SELECT home_id FROM alias WHERE id = ?", (alias_id,)))

    def point(self, links: Iterable[Link]) -> set[int]:
        """Let aliases, with their mentions, mean other entities; return all entities that this touched."""
        touched: set[int] = set()
        for link in links:
            before = int(self._db.value("SELECT entity_id FROM alias WHERE id = ?", (link.alias_id,)))
            self._db.execute(
                "UPDATE alias SET entity_id = ?, origin = ?, linked = ? WHERE id = ?",
                (link.entity_id, link.origin, link.linked, link.alias_id),
            )
            self._db.execute(
                "UPDATE mention SET entity_id = ? WHERE entity_id = ? AND alias_id = ?",
                (link.entity_id, before, link.alias_id),
            )
            touched |= {before, link.entity_id}
        self.recount(touched)
        self.refresh(touched)
        return touched

    def recount(self, ids: Iterable[int]) -> None:
        """Count the mentions of entities anew."""
        for entity_id in ids:
            self._db.execute(
                "UPDATE entity SET (mentions, articles) = (SELECT count(*), count(DISTINCT m.article_id)"
                " FROM mention m JOIN article a ON a.id = m.article_id"
                " WHERE m.entity_id = :id AND a.trashed IS NULL) WHERE id = :id",
                {"id": entity_id},
            )

    def refresh(self, ids: Iterable[int]) -> None:
        """Bring what is searched for in entities up to their names."""
        for entity_id in ids:
            names = self._db.column(
                "SELECT name FROM entity WHERE id = :id UNION SELECT name FROM alias WHERE entity_id = :id",
                {"id": entity_id},
            )
            plain = "\n".join(sorted({fold(name) for name in names}))
            self._db.execute("UPDATE entity SET plain = ? WHERE id = ?", (plain, entity_id))

    # Faces ----------------------------------------------------------------------------------------

    def face(self, entity_id: int) -> Face | None:
        """Return what an entity is called and what it is."""
        row = self._db.row("SELECT * FROM entity WHERE id = ?", (entity_id,))
        return None if row is None else _face(row)

    def set_face(self, face: Face) -> None:
        """Set what an entity is called and what it is."""
        self._db.execute(
            "UPDATE entity SET name = ?, sort_key = ?, type = ?, settled = ? WHERE id = ?",
            (face.name, sort_bytes(face.name), face.type, face.settled, face.entity_id),
        )
        self.refresh((face.entity_id,))

    def named_otherwise(self) -> tuple[Face, ...]:
        """Return the entities that texts mostly call otherwise than they are called here, so named.

        Only those whose names were brought together by a list, and not named by the reader. The names in the
        language of most articles come first; abbreviations do not count where there is a name in full.
        """
        linked = "SELECT DISTINCT entity_id FROM alias WHERE origin = 'linked'"
        rows = self._db.rows(
            "SELECT e.id, e.name AS present, e.type, e.settled, a.name, used.n, used.own FROM ("
            "  SELECT m.entity_id, m.alias_id, count(*) AS n, sum(r.language = (SELECT language FROM article"
            "    WHERE trashed IS NULL GROUP BY language ORDER BY count(*) DESC LIMIT 1)) AS own"
            f"  FROM mention m JOIN article r ON r.id = m.article_id WHERE m.entity_id IN ({linked})"
            "  GROUP BY m.entity_id, m.alias_id"
            ") AS used JOIN alias a ON a.id = used.alias_id JOIN entity e ON e.id = used.entity_id"
            f" WHERE e.settled & {NAME_SET} = 0 AND a.type = e.type"
            " ORDER BY a.id"
        )
        usual: dict[int, sqlite3.Row] = {}
        for row in sorted(rows, key=_by_use):
            usual.setdefault(row["id"], row)
        return tuple(
            Face(row["id"], row["name"], EntityType(row["type"]), row["settled"])
            for row in usual.values()
            if row["name"] != row["present"]
        )

    def first_face(self, entity_id: int) -> Face | None:
        """Return what an entity was called, and was, before the reader's word."""
        row = self._db.row("SELECT type, name FROM alias WHERE home_id = ? ORDER BY id LIMIT 1", (entity_id,))
        return None if row is None else Face(entity_id, row["name"], EntityType(row["type"]), 0)

    def settled(self) -> tuple[Face, ...]:
        """Return the entities of which the reader has set the name or the type."""
        rows = self._db.rows("SELECT * FROM entity WHERE settled <> 0 ORDER BY id")
        return tuple(map(_face, rows))

    def linked_by_reader(self) -> tuple[sqlite3.Row, ...]:
        """Return the aliases that the reader has linked, with the type and name of their entities."""
        return tuple(
            self._db.rows(
                "SELECT a.id, a.type, a.name, a.linked, e.type AS to_type, e.name AS to_name"
                " FROM alias a JOIN entity e ON e.id = a.entity_id WHERE a.origin = 'user' ORDER BY a.id"
            )
        )

    # Kept apart -----------------------------------------------------------------------------------

    def keep_apart(self, one: int, other: int, when: str) -> None:
        """Remember that two entities are not one."""
        self._db.execute(
            "INSERT OR REPLACE INTO apart VALUES (?, ?, ?)", (min(one, other), max(one, other), when)
        )

    def forget_apart(self, one: int, other: int) -> None:
        """Forget that two entities are not one."""
        self._db.execute("DELETE FROM apart WHERE one = ? AND other = ?", (min(one, other), max(one, other)))

    def apart(self) -> Mapping[tuple[int, int], str]:
        """Return the pairs of entities that are kept apart, the smaller id first, with the time of it."""
        rows = self._db.rows("SELECT one, other, created FROM apart ORDER BY created, one, other")
        return {(row["one"], row["other"]): row["created"] for row in rows}

    # Names across languages -----------------------------------------------------------------------

    def all_names(self) -> list[tuple[int, EntityType, str]]:
        """Return (alias, type, name) of all aliases."""
        return [
            (row["id"], EntityType(row["type"]), row["name"])
            for row in self._db.rows("SELECT id, type, name FROM alias ORDER BY id")
        ]

    def set_keys(self, rows: Sequence[tuple[int, NameKeys]]) -> None:
        """Set what aliases are called by lists, and what they sound like."""
        self._db.execute_many(
            "UPDATE alias SET concept = ?, sound = ? WHERE id = ?",
            [(keys.concept, keys.sound, alias_id) for alias_id, keys in rows],
        )

    def unlinked_concepts(self) -> tuple[Link, ...]:
        """Return links that bring the names of each concept together; what the reader linked stays."""
        rows = self._db.rows(
            "SELECT a.id, first.entity_id FROM alias a JOIN ("
            "  SELECT concept, type, min(id) AS id FROM alias WHERE concept <> '' GROUP BY concept, type"
            ") AS lead ON lead.concept = a.concept AND lead.type = a.type"
            " JOIN alias first ON first.id = lead.id"
            " WHERE a.concept <> '' AND a.origin = 'found' AND a.entity_id <> first.entity_id"
        )
        return tuple(Link(row["id"], row["entity_id"], LINKED) for row in rows)


def _by_use(row: sqlite3.Row) -> tuple[bool, bool, int, int, bool]:
    """Order names: our language first, then names in full, the most used, the present one before others."""
    return not row["own"], row["name"].isupper(), -row["own"], -row["n"], row["name"] != row["present"]


def _face(row: sqlite3.Row) -> Face:
    return Face(row["id"], row["name"], EntityType(row["type"]), row["settled"])
