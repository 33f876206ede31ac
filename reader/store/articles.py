"""Articles: rows and models, and the lists of them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from reader.errors import N_, StorageError
from reader.i18n import sort_bytes
from reader.models import (
    Article,
    Counts,
    Filter,
    Metadata,
    Original,
    Sort,
    Summary,
)
from reader.store.database import LISTED, Database, listed
from reader.store.texts import body_of, packed

_ORDER = {
    Sort.ADDED: "a.id DESC",
    Sort.NEWEST: "a.published DESC, a.id DESC",
    Sort.OLDEST: "a.published = '', a.published, a.id",
    Sort.TITLE: "a.title_key, a.id",
    Sort.SOURCE: "a.source_key, a.published DESC, a.id",
    Sort.LENGTH: "a.words DESC, a.id DESC",
    Sort.RELEVANCE: "a.id DESC",
}
_METADATA = (
    "title",
    "title_derived",
    "title_key",
    "authors",
    "source",
    "source_key",
    "section",
    "published",
    "language",
    "url",
)
_ANNOTATED = "SELECT h.article_id FROM highlight h WHERE h.trashed IS NULL"


class Articles:
    """The tables ``article``, ``body``, ``original``, ``author`` and ``tag``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, article: Article, original: Original) -> int:
        """Insert an article with the file it came from; return its new id."""
        columns = (
            "sha256",
            *_METADATA,
            "format",
            "original_name",
            "added",
            "words",
            "starred",
            "read",
            "position",
        )
        values = (
            article.sha256,
            *_metadata_values(article.metadata),
            article.format,
            article.original_name,
            article.added,
            article.words,
            article.starred,
            article.read,
            article.position,
        )
        marks = ", ".join("?" * len(columns))
        new_id = self._db.execute(f"INSERT INTO article ({', '.join(columns)}) VALUES ({marks})", values)
        self._db.execute(
            "INSERT INTO body (article_id, text, blocks, inlines) VALUES (?, ?, ?, ?)",
            (
                new_id,
                article.text,
                packed(article.blocks),
                packed(article.inlines),
            ),
        )
        self._db.execute(
            "INSERT INTO original VALUES (?, ?, ?)", (new_id, original.name, zlib.compress(original.data))
        )
        self._set_authors(new_id, article.metadata.authors)
        self.set_tags(new_id, article.tags)
        return new_id

    def find_hash(self, sha256: str) -> int:
        """Return the id of the article whose original has this hash, 0 where there is none."""
        return int(self._db.value("SELECT id FROM article WHERE sha256 = ?", (sha256,)) or 0)

    def get(self, article_id: int) -> Article | None:
        """Return one article, also from the trash."""
        row = self._db.row(
            "SELECT *, (SELECT note FROM article_note n WHERE n.article_id = a.id) AS note"
            " FROM article a JOIN body ON body.article_id = a.id WHERE a.id = ?",
            (article_id,),
        )
        return None if row is None else _article(row, self.tags(article_id))

    def original(self, article_id: int) -> Original | None:
        """Return the file that the article came from.

        Raises:
            StorageError: what is kept of it is damaged.
        """
        row = self._db.row("SELECT name, data FROM original WHERE article_id = ?", (article_id,))
        if row is None:
            return None
        try:
            return Original(data=zlib.decompress(row["data"]), name=row["name"])
        except zlib.error as error:
            raise StorageError(
                N_("The original file of article {id} is damaged. Please restore a backup."), id=article_id
            ) from error

    def texts(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the texts of several articles by their ids."""
        rows = self._db.rows(
            f"SELECT article_id, text FROM body WHERE article_id IN {LISTED}", (listed(ids),)
        )
        return {row["article_id"]: row["text"] for row in rows}

    def ids(self, wanted: Filter, sort: Sort) -> array[int]:
        """Return the ids of the articles that a list shows, in its order."""
        where, values = _where(wanted)
        sql = f"SELECT a.id FROM article a WHERE {where} ORDER BY {_ORDER[sort]}"
        return array("q", self._db.column(sql, values))

    def summaries(self, ids: Sequence[int]) -> list[Summary]:
        """Return rows of the list in the order of ``ids``; an id that is gone is left out."""
        rows = self._db.rows(
            "SELECT a.*, (SELECT count(*) FROM highlight h WHERE h.article_id = a.id AND h.trashed IS NULL)"
            f" AS highlights FROM article a WHERE a.id IN {LISTED}",
            (listed(ids),),
        )
        tags: dict[int, list[str]] = {}
        for row in self._db.rows(
            f"SELECT article_id, name FROM tag WHERE article_id IN {LISTED} ORDER BY name",
            (listed(ids),),
        ):
            tags.setdefault(row["article_id"], []).append(row["name"])
        found = {row["id"]: _summary(row, tuple(tags.get(row["id"], ()))) for row in rows}
        return [found[article_id] for article_id in ids if article_id in found]

    def count(self) -> int:
        """Return the number of articles, without those in the trash."""
        return self._number("FROM article a WHERE a.trashed IS NULL")

    def counts(self) -> Counts:
        """Return the numbers of the sidebar, but for those of entities."""
        # A cross join is done in the order in which it is written: highlights are fewer than articles.
        highlights, annotated = self._db.rows(
            "SELECT count(*), count(DISTINCT a.id) FROM highlight h CROSS JOIN article a"
            " WHERE a.id = h.article_id AND h.trashed IS NULL AND a.trashed IS NULL"
        )[0]
        return Counts(
            all=self._number("FROM article a WHERE a.trashed IS NULL"),
            unread=self._number("FROM article a WHERE a.trashed IS NULL AND a.read = 0"),
            starred=self._number("FROM article a WHERE a.trashed IS NULL AND a.starred = 1"),
            annotated=annotated,
            highlights=highlights,
            trashed=self._number("FROM article a WHERE a.trashed IS NOT NULL"),
            sources=self._groups("a.source", "article a WHERE a.trashed IS NULL AND a.source <> ''"),
            tags=self._groups(
                "t.name",
                "tag t WHERE t.article_id NOT IN (SELECT a.id FROM article a WHERE a.trashed IS NOT NULL)",
            ),
            languages=self._groups("a.language", "article a WHERE a.trashed IS NULL"),
        )

    def _number(self, what: str) -> int:
        return int(self._db.value(f"SELECT count(*) {what}"))

    def _groups(self, column: str, where: str) -> tuple[tuple[str, int], ...]:
        rows = self._db.rows(
            f"SELECT {column} AS name, count(*) AS n FROM {where} GROUP BY {column} ORDER BY n DESC, name"
        )
        return tuple((row["name"], row["n"]) for row in rows)

    def set_metadata(self, article_id: int, metadata: Metadata) -> None:
        """Replace what is known about an article."""
        assignments = ", ".join(f"{column} = ?" for column in _METADATA)
        self._db.execute(
            f"UPDATE article SET {assignments} WHERE id = ?",
            (*_metadata_values(metadata), article_id),
        )
        self._db.execute("DELETE FROM author WHERE article_id = ?", (article_id,))
        self._set_authors(article_id, metadata.authors)

    def set_state(self, ids: Iterable[int], column: str, value: int) -> None:
        """Set ``starred``, ``read`` or ``position`` of several articles."""
        if column not in {"starred", "read", "position"}:
            raise ValueError(column)
        self._db.execute_many(f"UPDATE article SET {column} = ? WHERE id = ?", [(value, i) for i in ids])

    def set_trashed(self, ids: Iterable[int], when: str | None) -> None:
        """Put articles into the trash at a UTC date-time, or take them out (None)."""
        self._db.execute_many("UPDATE article SET trashed = ? WHERE id = ?", [(when, i) for i in ids])

    def identities(self) -> list[tuple[int, str, str, str]]:
        """Return id, hash, address and title of every article outside the trash, oldest import first."""
        rows = self._db.rows("SELECT id, sha256, url, title FROM article WHERE trashed IS NULL ORDER BY id")
        return [(row["id"], row["sha256"], row["url"], row["title"]) for row in rows]

    def with_notes(self) -> tuple[int, ...]:
        """Return the ids of the articles outside the trash that the reader wrote a note on, oldest first."""
        rows = self._db.rows(
            "SELECT a.id FROM article_note n JOIN article a ON a.id = n.article_id"
            " WHERE a.trashed IS NULL ORDER BY a.id"
        )
        return tuple(row["id"] for row in rows)

    def set_note(self, article_id: int, note: str, when: str) -> None:
        """Replace the note on an article at a UTC date-time; an empty one takes it away."""
        self._db.execute(
            "INSERT INTO article_note VALUES (?, ?, ?) ON CONFLICT (article_id)"
            " DO UPDATE SET note = excluded.note, modified = excluded.modified",  # keeps what it said before
            (article_id, note, when),
        )
        self._db.execute("DELETE FROM article_note WHERE article_id = ? AND note = ''", (article_id,))

    def notes(self) -> dict[int, str]:
        """Return the reader's notes on articles outside the trash, those last written first."""
        rows = self._db.rows(
            "SELECT n.article_id, n.note FROM article_note n CROSS JOIN article a"
            " WHERE a.id = n.article_id AND a.trashed IS NULL ORDER BY n.modified DESC"
        )
        return {row["article_id"]: row["note"] for row in rows}

    def is_trashed(self, article_id: int) -> bool:
        """Whether an article is in the trash."""
        return self._db.value("SELECT trashed FROM article WHERE id = ?", (article_id,)) is not None

    def states(self, ids: Sequence[int]) -> dict[int, tuple[bool, bool]]:
        """Return (starred, read) of several articles."""
        rows = self._db.rows(f"SELECT id, starred, read FROM article WHERE id IN {LISTED}", (listed(ids),))
        return {row["id"]: (bool(row["starred"]), bool(row["read"])) for row in rows}

    def tags(self, article_id: int) -> tuple[str, ...]:
        """Return an article's tags, sorted."""
        rows = self._db.rows("SELECT name FROM tag WHERE article_id = ? ORDER BY name", (article_id,))
        return tuple(row["name"] for row in rows)

    def set_tags(self, article_id: int, tags: Sequence[str]) -> None:
        """Replace an article's tags."""
        self._db.execute("DELETE FROM tag WHERE article_id = ?", (article_id,))
        self._db.execute_many(
            "INSERT INTO tag VALUES (?, ?)", [(article_id, tag) for tag in sorted(set(tags))]
        )

    def _set_authors(self, article_id: int, authors: Sequence[str]) -> None:
        self._db.execute_many(
            "INSERT INTO author VALUES (?, ?)", [(article_id, name) for name in set(authors)]
        )


def _where(wanted: Filter) -> tuple[str, dict[str, object]]:
    """Return the condition of a list, and the values of its names."""
    parts = ["a.trashed IS NOT NULL" if wanted.trashed else "a.trashed IS NULL"]
    for flag, condition in (
        (wanted.unread, "a.read = 0"),
        (wanted.starred, "a.starred = 1"),
        (wanted.annotated, f"(a.id IN ({_ANNOTATED}) OR a.id IN (SELECT n.article_id FROM article_note n))"),
        (wanted.source, "a.source = :source"),
        (wanted.language, "a.language = :language"),
        (wanted.month, "substr(a.published, 1, length(:month)) = :month"),
        (wanted.author, "a.id IN (SELECT x.article_id FROM author x WHERE x.name = :author)"),
        (wanted.tag, "a.id IN (SELECT x.article_id FROM tag x WHERE x.name = :tag)"),
        (wanted.entity, "a.id IN (SELECT x.article_id FROM mention x WHERE x.entity_id = :entity)"),
    ):
        if flag:
            parts.append(condition)
    return " AND ".join(parts), asdict(wanted)


def _metadata_values(metadata: Metadata) -> tuple[object, ...]:
    return (
        metadata.title,
        metadata.title_derived,
        sort_bytes(metadata.title),
        json.dumps(metadata.authors, ensure_ascii=False),
        metadata.source,
        sort_bytes(metadata.source),
        metadata.section,
        metadata.published,
        metadata.language,
        metadata.url,
    )


def _metadata(row: sqlite3.Row) -> Metadata:
    return Metadata(
        title=row["title"],
        title_derived=bool(row["title_derived"]),
        authors=tuple(json.loads(row["authors"])),
        source=row["source"],
        section=row["section"],
        published=row["published"],
        language=row["language"],
        url=row["url"],
    )


def _summary(row: sqlite3.Row, tags: tuple[str, ...]) -> Summary:
    return Summary(
        id=row["id"],
        metadata=_metadata(row),
        added=row["added"],
        words=row["words"],
        starred=bool(row["starred"]),
        read=bool(row["read"]),
        highlights=row["highlights"],
        tags=tags,
    )


def _article(row: sqlite3.Row, tags: tuple[str, ...]) -> Article:
    body = body_of(row)
    return Article(
        metadata=_metadata(row),
        text=body.text,
        blocks=body.blocks,
        inlines=body.inlines,
        id=row["id"],
        sha256=row["sha256"],
        format=row["format"],
        original_name=row["original_name"],
        added=row["added"],
        words=row["words"],
        starred=bool(row["starred"]),
        read=bool(row["read"]),
        position=row["position"],
        tags=tags,
        note=row["note"] or "",
        version=row["version"],
    )
