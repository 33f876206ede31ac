"""Highlights with their notes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from reader.models import Color, DeletedHighlight, Highlight, NoteVersion, Selector, Style
from reader.store.database import LISTED, Database, listed

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

    def forget(self, ids: Iterable[str]) -> None:
        """Delete highlights that are in the trash, with all that their notes ever said, for good."""
        gone = self._db.column(
            f"SELECT id FROM highlight WHERE trashed IS NOT NULL AND id IN {LISTED}", (listed(ids),)
        )
        self._db.execute(f"DELETE FROM note_history WHERE highlight_id IN {LISTED}", (listed(gone),))
        self._db.execute(f"DELETE FROM highlight WHERE id IN {LISTED}", (listed(gone),))

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

    def some(self, ids: Iterable[str]) -> tuple[Highlight, ...]:
        """Return those of some highlights that are not deleted, in no order."""
        rows = self._db.rows(
            f"SELECT h.*, {_TAGS} FROM highlight h WHERE h.id IN {LISTED} AND h.trashed IS NULL",
            (listed(ids),),
        )
        return tuple(_highlight(row) for row in rows)

    def deleted(self) -> tuple[DeletedHighlight, ...]:
        """Return the highlights in the trash whose articles are not, those deleted last first."""
        rows = self._db.rows(
            f"SELECT h.*, {_TAGS} FROM highlight h CROSS JOIN article a"
            " WHERE a.id = h.article_id AND h.trashed IS NOT NULL AND a.trashed IS NULL"
            " ORDER BY h.trashed DESC, h.article_id, h.start"
        )
        return tuple(DeletedHighlight(_highlight(row), row["trashed"]) for row in rows)

    def tags(self) -> tuple[str, ...]:
        """Return the tags of all highlights, the most used first."""
        rows = self._db.rows(
            "SELECT t.name FROM highlight_tag t JOIN highlight h ON h.id = t.highlight_id"
            " WHERE h.trashed IS NULL GROUP BY t.name ORDER BY count(*) DESC, t.name"
        )
        return tuple(row["name"] for row in rows)

    def named(self) -> list[tuple[str, int]]:
        """Return which entities are named within which highlights: pairs of ids."""
        rows = self._db.rows(
            "SELECT DISTINCT h.id, m.entity_id FROM highlight h CROSS JOIN article a CROSS JOIN mention m"
            f" WHERE a.id = h.article_id AND {_LIVE} AND NOT h.orphan"
            " AND m.article_id = h.article_id AND m.start < h.end AND m.end > h.start"
        )
        return [(row["id"], row["entity_id"]) for row in rows]

    def earlier_notes(self, article_id: int, highlight_id: str = "") -> tuple[NoteVersion, ...]:
        """Return what the note of a highlight (or, without one, that on an article) said, newest first."""
        rows = self._db.rows(
            "SELECT note, modified FROM note_history WHERE article_id = ? AND highlight_id = ?"
            " ORDER BY id DESC",
            (article_id, highlight_id),
        )
        return tuple(NoteVersion(row["note"], row["modified"]) for row in rows)

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
