"""The reader's corrections of mentions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict

from reader.models import Correction, CorrectionKind, EntityType, Scope, Selector
from reader.store.database import LISTED, Database, listed

_COLUMNS = (
    "id", "kind", "scope", "article_id", "surface", "was", "type", "name", "before", "selector", "created",
)  # fmt: skip
# The wider a correction reaches, the earlier it is applied: what was said of one place has the last word.
_ORDER = "CASE scope WHEN 'everywhere' THEN 0 WHEN 'article' THEN 1 ELSE 2 END, id"


class Corrections:
    """The table ``correction``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, correction: Correction) -> str:
        """Insert a correction, or put back the one with its id; return the id."""
        selector = json.dumps(asdict(correction.selector)) if correction.selector else ""
        return str(
            self._db.execute(
                f"INSERT INTO correction ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",
                (
                    int(correction.id) if correction.id else None,
                    correction.kind,
                    correction.scope,
                    correction.article_id or None,
                    correction.surface,
                    correction.was or "",
                    correction.type or "",
                    correction.name,
                    correction.before,
                    selector,
                    correction.created,
                ),
            )
        )

    def remove(self, ids: Sequence[str]) -> None:
        """Delete corrections."""
        self._db.execute(f"DELETE FROM correction WHERE id IN {LISTED}", (listed(map(int, ids)),))

    def all(self) -> tuple[Correction, ...]:
        """Return all corrections, the oldest first."""
        return self._read("1 ORDER BY id", ())

    def of_article(self, article_id: int) -> tuple[Correction, ...]:
        """Return the corrections of an article and its places, in the order in which they are applied."""
        return self._read(f"article_id = ? ORDER BY {_ORDER}", (article_id,))

    def everywhere(self) -> tuple[Correction, ...]:
        """Return the corrections that hold in every article, in the order in which they are applied."""
        return self._read(f"article_id IS NULL ORDER BY {_ORDER}", ())

    def newest(self) -> int:
        """Return the id of the newest correction, 0 without one."""
        return int(self._db.value("SELECT max(id) FROM correction") or 0)

    def _read(self, where: str, values: tuple[object, ...]) -> tuple[Correction, ...]:
        rows = self._db.rows(f"SELECT * FROM correction WHERE {where}", values)
        return tuple(map(_correction, rows))


def _correction(row: sqlite3.Row) -> Correction:
    return Correction(
        kind=CorrectionKind(row["kind"]),
        scope=Scope(row["scope"]),
        surface=row["surface"],
        type=EntityType(row["type"]) if row["type"] else None,
        name=row["name"],
        was=EntityType(row["was"]) if row["was"] else None,
        before=row["before"],
        article_id=row["article_id"] or 0,
        selector=Selector(**json.loads(row["selector"])) if row["selector"] else None,
        created=row["created"],
        id=str(row["id"]),
    )
