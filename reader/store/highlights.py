"""Highlights with their notes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from reader.models import Color, Highlight, Selector, Style
from reader.store.database import Database

_COLUMNS = (
    "id",
    "article_id",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "color",
    "note",
    "created",
    "modified",
    "orphan",
    "style",
    "starred",
    "version",
    "kept",
)
_PUT = (
    f"INSERT INTO highlight ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])},"
    " trashed = NULL"
)
_TAGS = "(SELECT json_group_array(t.name) FROM highlight_tag t WHERE t.highlight_id = h.id) AS tags"
_LIVE = "h.trashed IS NULL AND a.trashed IS NULL"


class Highlights:
    """The table ``highlight``. A highlight that is deleted stays in it, marked with the time."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, highlight: Highlight) -> None:
        """Insert a highlight or replace the one with its id, and take it out of the trash."""
        selector = highlight.selector
        self._db.execute(
            _PUT,
            (
                highlight.id,
                highlight.article_id,
                selector.exact,
                selector.prefix,
                selector.suffix,
                selector.start,
                selector.end,
                highlight.color,
                highlight.note,
                highlight.created,
                highlight.modified,
                highlight.orphan,
                highlight.style,
                highlight.starred,
                highlight.version,
                highlight.kept,
            ),
        )
        self._db.execute("DELETE FROM highlight_tag WHERE highlight_id = ?", (highlight.id,))
        self._db.execute_many(
            "INSERT OR IGNORE INTO highlight_tag (highlight_id, name) VALUES (?, ?)",
            [(highlight.id, name) for name in highlight.tags],
        )

    def trash(self, ids: Iterable[str], when: str) -> None:
        """Delete highlights at a UTC date-time, in a way that can be undone."""
        self._db.execute_many("UPDATE highlight SET trashed = ? WHERE id = ?", [(when, i) for i in ids])

    def get(self, highlight_id: str) -> Highlight | None:
        """Return one highlight that is not deleted."""
        row = self._db.row(
            f"SELECT h.*, {_TAGS} FROM highlight h WHERE id = ? AND trashed IS NULL", (highlight_id,)
        )
        return None if row is None else _highlight(row)

    def of_article(self, article_id: int) -> tuple[Highlight, ...]:
        """Return an article's highlights in the order of the text."""
        rows = self._db.rows(
            f"SELECT h.*, {_TAGS} FROM highlight h"
            " WHERE article_id = ? AND trashed IS NULL ORDER BY start, end, id",
            (article_id,),
        )
        return tuple(_highlight(row) for row in rows)

    def everywhere(self) -> tuple[Highlight, ...]:
        """Return the highlights of the library, those of the last marked article first, then by place."""
        rows = self._db.rows(
            f"SELECT h.*, {_TAGS} FROM highlight h CROSS JOIN article a WHERE a.id = h.article_id AND {_LIVE}"
            " ORDER BY max(h.modified) OVER (PARTITION BY h.article_id) DESC, h.article_id, h.start, h.end"
        )
        return tuple(_highlight(row) for row in rows)

    def annotated_articles(self) -> tuple[int, ...]:
        """Return the ids of the articles that carry highlights, oldest import first."""
        rows = self._db.rows(
            "SELECT DISTINCT a.id FROM highlight h CROSS JOIN article a"
            f" WHERE a.id = h.article_id AND {_LIVE} ORDER BY a.id"
        )
        return tuple(row[0] for row in rows)


def _highlight(row: sqlite3.Row) -> Highlight:
    return Highlight(
        id=row["id"],
        article_id=row["article_id"],
        selector=Selector(row["exact"], row["prefix"], row["suffix"], row["start"], row["end"]),
        color=Color(row["color"]),
        note=row["note"],
        created=row["created"],
        modified=row["modified"],
        orphan=bool(row["orphan"]),
        style=Style(row["style"]),
        starred=bool(row["starred"]),
        tags=tuple(sorted(json.loads(row["tags"]))),
        version=row["version"],
        kept=bool(row["kept"]),
    )
