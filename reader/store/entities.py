"""Questions about entities: the list of them, and what the page of one shows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from reader.models import Companion, Entity, EntitySort, EntityType, Evidence, NameUse, Passage, Snippet
from reader.store.aliases import Aliases
from reader.store.database import LISTED, Database, listed
from reader.store.mentions import entity_of
from reader.text.fold import fold
from reader.text.normalise import one_line

_ORDER = {
    EntitySort.MENTIONS: "e.mentions DESC, e.sort_key, e.id",
    EntitySort.NAME: "e.sort_key, e.id",
}
_INDEX = {EntitySort.MENTIONS: "entity_by_mentions", EntitySort.NAME: "entity_by_name"}
_CONTEXT = 90  # code points on either side of a mention
_NEAR = 240  # code points between two mentions that stand close by: a sentence or two
_SPACES = re.compile(r"\s+")
_HERE = (
    "SELECT DISTINCT x.article_id FROM mention x JOIN article a ON a.id = x.article_id"
    " WHERE x.entity_id = :id AND a.trashed IS NULL"
)


class Entities:
    """The table ``entity``, read only; the trash does not count."""

    def __init__(self, database: Database, aliases: Aliases) -> None:
        self._db = database
        self._aliases = aliases

    def get(self, entity_id: int) -> Entity | None:
        """Return one entity with its counts and other names."""
        row = self._db.row("SELECT * FROM entity WHERE id = ?", (entity_id,))
        return None if row is None else self._whole([row])[0]

    def many(self, ids: Sequence[int]) -> dict[int, Entity]:
        """Return entities by their ids; one that is gone is left out."""
        rows = self._db.rows(f"SELECT * FROM entity WHERE id IN {LISTED}", (listed(ids),))
        return {entity.id: entity for entity in self._whole(rows)}

    def most_frequent(self, kind: EntityType, limit: int) -> tuple[Entity, ...]:
        """Return the entities of a type, those in most articles first."""
        rows = self._db.rows(
            "SELECT * FROM entity WHERE type = ? AND articles > 0"
            " ORDER BY articles DESC, mentions DESC, name LIMIT ?",
            (kind, limit),
        )
        return tuple(map(entity_of, rows))

    def page(
        self, types: Collection[EntityType], query: str, sort: EntitySort, offset: int, limit: int
    ) -> tuple[Entity, ...]:
        """Return a stretch of the list of entities.

        ``types`` narrow it (none: every type); ``query`` is part of any of the names, whatever its accents.
        """
        where, values = _where(types, query)
        ids = self._db.column(
            f"SELECT e.id FROM entity e INDEXED BY {_INDEX[sort]} WHERE {where}"
            f" ORDER BY {_ORDER[sort]} LIMIT :limit OFFSET :offset",
            {**values, "limit": limit, "offset": offset},
        )
        found = self.many(ids)
        return tuple(found[entity_id] for entity_id in ids)

    def counts(self, query: str = "") -> tuple[tuple[EntityType, int], ...]:
        """Return how many entities of each type the list has, in the order of the types."""
        where, values = _where((), query)
        index = "entity_by_name" if query else "entity_by_articles"
        rows = self._db.rows(
            f"SELECT e.type, count(*) AS n FROM entity e INDEXED BY {index} WHERE {where} GROUP BY e.type",
            values,
        )
        found = {row["type"]: row["n"] for row in rows}
        return tuple((kind, found[kind]) for kind in EntityType if kind in found)

    def _whole(self, rows: Sequence[sqlite3.Row]) -> list[Entity]:
        names = self._aliases.names_of([row["id"] for row in rows])
        return [entity_of(row, names.get(row["id"], ())) for row in rows]

    # One entity -----------------------------------------------------------------------------------

    def names(self, entity_id: int) -> tuple[NameUse, ...]:
        """Return the forms of an entity's name with their languages, the most used first."""
        rows = self._db.rows(
            "SELECT m.text, a.language, count(*) AS n FROM mention m JOIN article a ON a.id = m.article_id"
            " WHERE m.entity_id = ? AND a.trashed IS NULL"
            " GROUP BY m.text, a.language ORDER BY n DESC, m.text",
            (entity_id,),
        )
        return tuple(NameUse(row["text"], row["language"], row["n"]) for row in rows)

    def evidence(self, entity_id: int) -> tuple[Evidence, ...]:
        """Return why an entity's mentions were found, the most frequent reason first."""
        rows = self._db.rows(
            "SELECT m.reason, count(*) AS n, avg(m.score) AS score FROM mention m"
            " JOIN article a ON a.id = m.article_id WHERE m.entity_id = ? AND a.trashed IS NULL"
            " GROUP BY m.reason ORDER BY n DESC, m.reason",
            (entity_id,),
        )
        return tuple(Evidence(row["reason"], row["n"], row["score"]) for row in rows)

    def months(self, entity_id: int) -> dict[str, int]:
        """Return an entity's mentions by the month of their articles (``2025-10``; empty without a date)."""
        rows = self._db.rows(
            "SELECT substr(a.published, 1, 7) AS month, count(*) AS n FROM mention m"
            " JOIN article a ON a.id = m.article_id"
            " WHERE m.entity_id = ? AND a.trashed IS NULL GROUP BY month ORDER BY month",
            (entity_id,),
        )
        return {row["month"]: row["n"] for row in rows}

    def appearances(
        self, entity_id: int, offset: int, limit: int, *, month: str = "", query: str = ""
    ) -> list[tuple[int, int]]:
        """Return (article, mentions) for a stretch of the articles that mention an entity, newest first.

        ``month`` (``2025`` or ``2025-10``) and ``query`` (words of the title, the source or the surroundings
        of a mention, whatever their accents) narrow them.
        """
        values = {"id": entity_id, "month": f"{month}%", "limit": limit, "offset": offset}
        found = (
            "FROM mention m JOIN article a ON a.id = m.article_id"
            " WHERE m.entity_id = :id AND a.trashed IS NULL AND a.published LIKE :month"
        )
        order = "ORDER BY a.published DESC, a.id DESC"
        if wanted := fold(one_line(query)):
            return self._speaking_of(wanted, found, order, values)[offset : offset + limit]
        rows = self._db.rows(
            f"SELECT a.id, count(*) AS n {found} GROUP BY a.id {order} LIMIT :limit OFFSET :offset", values
        )
        return [(row["id"], row["n"]) for row in rows]

    def _speaking_of(
        self, wanted: str, found: str, order: str, values: dict[str, object]
    ) -> list[tuple[int, int]]:
        """Return (article, mentions) of those mentions whose surroundings hold a folded text."""
        rows = self._db.rows(
            "SELECT a.id, a.title, a.source,"
            " substr(b.text, max(1, m.start + 1 - :around), m.end - m.start + 2 * :around) AS near"
            f" {found.replace('WHERE', 'JOIN body b ON b.article_id = a.id WHERE')} {order}",
            {**values, "around": _CONTEXT},
        )
        counted: dict[int, int] = {}
        for row in rows:
            if wanted in fold(one_line(f"{row['title']} {row['source']} {row['near']}")):
                counted[row["id"]] = counted.get(row["id"], 0) + 1
        return list(counted.items())

    def surfaces(self, entity_id: int) -> list[tuple[str, int]]:
        """Return an entity's texts with 0; one that names others elsewhere with each of its articles."""
        own = self._db.rows(
            "SELECT DISTINCT text, article_id FROM mention WHERE entity_id = ? ORDER BY text, article_id",
            (entity_id,),
        )
        texts = listed(sorted({row["text"] for row in own}))
        shared = set(
            self._db.column(
                f"SELECT DISTINCT text FROM mention WHERE text IN {LISTED} AND entity_id <> ?",
                (texts, entity_id),
            )
        )
        found = [(row["text"], row["article_id"] if row["text"] in shared else 0) for row in own]
        return list(dict.fromkeys(found))

    def passages(self, entity_id: int, articles: Sequence[int], limit: int) -> dict[int, list[Passage]]:
        """Return an entity's first mentions in articles with their surroundings, ``limit`` an article."""
        rows = self._db.rows(
            "SELECT * FROM (SELECT m.article_id, m.start, m.end,"
            " row_number() OVER (PARTITION BY m.article_id ORDER BY m.start) AS nth FROM mention m"
            f" WHERE m.entity_id = ? AND m.article_id IN {LISTED}) WHERE nth <= ? ORDER BY article_id, start",
            (entity_id, listed(articles), limit),
        )
        texts = {
            row["article_id"]: row["text"]
            for row in self._db.rows(
                f"SELECT article_id, text FROM body WHERE article_id IN {LISTED}", (listed(articles),)
            )
        }
        found: dict[int, list[Passage]] = {}
        for row in rows:
            passage = _passage(texts[row["article_id"]], row["start"], row["end"])
            found.setdefault(row["article_id"], []).append(passage)
        return found

    def companions(self, entity_id: int, types: Collection[EntityType], limit: int) -> tuple[Companion, ...]:
        """Return the entities of some types that appear with another, those in most shared articles first."""
        allowed = {"types": listed(types), "id": entity_id, "limit": limit}
        rows = self._db.rows(
            "SELECT e.id, shared.n FROM (SELECT o.entity_id, count(DISTINCT o.article_id) AS n"
            f" FROM ({_HERE}) AS here CROSS JOIN mention o ON o.article_id = here.article_id"
            " GROUP BY o.entity_id) AS shared CROSS JOIN entity e ON e.id = shared.entity_id"
            f" WHERE e.id <> :id AND e.type IN {LISTED.replace('?', ':types')}"
            " ORDER BY shared.n DESC, e.mentions, e.id LIMIT :limit",
            allowed,
        )
        ids = [row["id"] for row in rows]
        near = self._near(entity_id, ids)
        known = self.many(ids)
        return tuple(Companion(known[row["id"]], row["n"], near.get(row["id"], 0)) for row in rows)

    def _near(self, entity_id: int, others: Sequence[int]) -> dict[int, int]:
        """Return how many mentions of other entities stand close to a mention of this one."""
        rows = self._db.rows(
            "SELECT o.entity_id AS id, count(*) AS n FROM mention o JOIN article a ON a.id = o.article_id"
            f" WHERE o.entity_id IN {LISTED} AND a.trashed IS NULL AND EXISTS (SELECT 1 FROM mention m"
            " WHERE m.entity_id = ? AND m.article_id = o.article_id"
            " AND m.start BETWEEN o.start - ? AND o.end + ?) GROUP BY o.entity_id",
            (listed(others), entity_id, _NEAR, _NEAR),
        )
        return {row["id"]: row["n"] for row in rows}

    def highlights(self, entity_id: int) -> tuple[str, ...]:
        """Return the ids of the highlights that touch a mention of an entity, the latest first."""
        rows = self._db.rows(
            "SELECT h.id FROM highlight h JOIN article a ON a.id = h.article_id"
            " WHERE h.trashed IS NULL AND h.orphan = 0 AND a.trashed IS NULL AND EXISTS (SELECT 1"
            " FROM mention m WHERE m.entity_id = ? AND m.article_id = h.article_id"
            " AND m.start < h.end AND h.start < m.end) ORDER BY h.modified DESC, h.id",
            (entity_id,),
        )
        return tuple(row["id"] for row in rows)

    # What may be one ------------------------------------------------------------------------------

    def alike(self, entity_id: int) -> list[tuple[int, str, str]]:
        """Return (entity, its name, this one's name) where two names sound the same or read the same."""
        rows = self._db.rows(
            "SELECT DISTINCT other.entity_id AS id, other.name AS theirs, mine.name AS ours FROM alias mine"
            " JOIN alias other ON (other.key = mine.key OR (other.sound = mine.sound AND other.sound <> ''))"
            " AND other.entity_id <> mine.entity_id JOIN entity e ON e.id = other.entity_id"
            " WHERE mine.entity_id = ? AND e.articles > 0",
            (entity_id,),
        )
        return [(row["id"], row["theirs"], row["ours"]) for row in rows]

    def sounding_alike(self) -> Iterator[list[tuple[int, str]]]:
        """Yield groups of (entity, name) whose names sound the same, of two entities and more."""
        rows = self._db.rows(
            "SELECT a.sound, a.entity_id AS id, a.name FROM alias a JOIN entity e ON e.id = a.entity_id"
            " WHERE a.sound <> '' AND e.articles > 0 ORDER BY a.sound, a.id"
        )
        for _, group in groupby(rows, key=lambda row: row["sound"]):
            names = [(row["id"], row["name"]) for row in group]
            if len({entity_id for entity_id, _ in names}) > 1:
                yield names


def _where(types: Collection[EntityType], query: str) -> tuple[str, dict[str, object]]:
    """Return the condition of the list of entities, and the values of its names."""
    parts = ["e.articles > 0"]
    values: dict[str, object] = {}
    if types:
        parts.append(f"e.type IN {LISTED.replace('?', ':types')}")
        values["types"] = listed(types)
    if wanted := fold(one_line(query)):
        parts.append("instr(e.plain, :wanted) > 0")
        values["wanted"] = wanted
    return " AND ".join(parts), values


def _passage(text: str, start: int, end: int) -> Passage:
    """Return a mention with its surroundings on one line, cut between words."""
    first, last = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    if first:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    before = ("… " if first else "") + _SPACES.sub(" ", text[first:start])
    after = _SPACES.sub(" ", text[end:last]) + (" …" if last < len(text) else "")
    name = text[start:end].replace("\n", " ")
    return Passage(start, end, Snippet(f"{before}{name}{after}", ((len(before), len(before) + len(name)),)))
