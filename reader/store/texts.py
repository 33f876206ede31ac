"""The texts of articles: the present one, those before it, and the files that they came from."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import astuple

from reader.models import Block, BlockKind, Body, Inline, InlineKind, Original, TextVersion
from reader.store.database import Database
from reader.text import segment


class Texts:
    """The tables ``body`` and ``text_version``, ``original`` and ``original_version``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def version(self, article_id: int) -> int:
        """Return the number of an article's present text; -1 where there is no such article."""
        found = self._db.value("SELECT version FROM body WHERE article_id = ?", (article_id,))
        return -1 if found is None else int(found)

    def body(self, article_id: int, number: int) -> Body | None:
        """Return one text of an article, the present one or an older one."""
        row = self._db.row(
            "SELECT text, blocks, inlines FROM body WHERE article_id = :id AND version = :number"
            " UNION ALL SELECT text, blocks, inlines FROM text_version"
            " WHERE article_id = :id AND number = :number",
            {"id": article_id, "number": number},
        )
        return None if row is None else body_of(row)

    def versions(self, article_id: int) -> tuple[TextVersion, ...]:
        """Return what is known about an article's texts, the oldest first, the present one last."""
        present = self._db.row(
            "SELECT a.added, a.original_name, b.version FROM article a"
            " JOIN body b ON b.article_id = a.id WHERE a.id = ?",
            (article_id,),
        )
        if present is None:
            return ()
        replaced = self._by_number(
            "SELECT number, replaced FROM text_version WHERE article_id = ?", article_id
        )
        files = self._by_number("SELECT number, name FROM original_version WHERE article_id = ?", article_id)
        found = []
        for number in (*sorted(replaced), present["version"]):
            file = next((files[at] for at in sorted(files) if at >= number), present["original_name"])
            imported = number == 0 or number - 1 in files
            since = replaced.get(number - 1, present["added"])
            found.append(TextVersion(number, since, file if imported else ""))
        return tuple(found)

    def _by_number(self, sql: str, article_id: int) -> dict[int, str]:
        return {row[0]: row[1] for row in self._db.rows(sql, (article_id,))}

    def replace(self, article_id: int, body: Body, words: int, when: str) -> int:
        """Give an article another text; the old one is kept. Return the number of the old one."""
        old = self.version(article_id)
        self._db.execute(
            "INSERT INTO text_version (article_id, number, text, blocks, inlines, replaced)"
            " SELECT article_id, version, text, blocks, inlines, ? FROM body WHERE article_id = ?",
            (when, article_id),
        )
        self._set(article_id, body, words, old + 1)
        return old

    def take_back(self, article_id: int, number: int, words: int) -> None:
        """Make an older text the present one again, as if it had never been replaced."""
        body = self.body(article_id, number)
        assert body is not None
        self._set(article_id, body, words, number)
        self._db.execute(
            "DELETE FROM text_version WHERE article_id = ? AND number >= ?", (article_id, number)
        )

    def _set(self, article_id: int, body: Body, words: int, number: int) -> None:
        self._db.execute(
            "UPDATE body SET text = ?, blocks = ?, inlines = ?, version = ? WHERE article_id = ?",
            (body.text, packed(body.blocks), packed(body.inlines), number, article_id),
        )
        self._db.execute("UPDATE article SET words = ? WHERE id = ?", (words, article_id))

    # Files ----------------------------------------------------------------------------------------

    def replace_original(
        self, article_id: int, number: int, original: Original, sha256: str, kind: str
    ) -> None:
        """Let a newer file stand for an article; the old one is kept for the texts up to ``number``."""
        self._db.execute(
            "INSERT INTO original_version (article_id, number, sha256, format, name, data)"
            " SELECT a.id, ?, a.sha256, a.format, o.name, o.data FROM article a"
            " JOIN original o ON o.article_id = a.id WHERE a.id = ?",
            (number, article_id),
        )
        self._set_original(article_id, original.name, zlib.compress(original.data), sha256, kind)

    def take_back_original(self, article_id: int, number: int) -> None:
        """Let the file that stood for the texts up to ``number`` stand for the article again."""
        row = self._db.row(
            "SELECT * FROM original_version WHERE article_id = ? AND number = ?", (article_id, number)
        )
        assert row is not None
        self._db.execute(
            "DELETE FROM original_version WHERE article_id = ? AND number = ?", (article_id, number)
        )
        self._set_original(article_id, row["name"], row["data"], row["sha256"], row["format"])

    def _set_original(self, article_id: int, name: str, data: bytes, sha256: str, kind: str) -> None:
        self._db.execute(
            "UPDATE original SET name = ?, data = ? WHERE article_id = ?", (name, data, article_id)
        )
        self._db.execute(
            "UPDATE article SET sha256 = ?, format = ?, original_name = ? WHERE id = ?",
            (sha256, kind, name, article_id),
        )

    def find_hash(self, sha256: str) -> int:
        """Return the id of the article that a file with this hash stood for once, 0 where there is none."""
        return int(self._db.value("SELECT article_id FROM original_version WHERE sha256 = ?", (sha256,)) or 0)

    def at_address(self, addresses: Sequence[str]) -> list[int]:
        """Return the articles, outside the trash, that have one of these addresses."""
        # The plus keeps SQLite from reading the index by trash, which holds nearly all articles.
        # The plus keeps SQLite from reading the index by trash instead: it holds nearly every article.
        marks = ", ".join("?" * len(addresses))
        return self._db.column(
            f"SELECT id FROM article WHERE url <> '' AND url IN ({marks}) AND +trashed IS NULL ORDER BY id",
            addresses,
        )

    def of_file(self, name: str, title: str) -> list[int]:
        """Return the articles, outside the trash, without an address, of a file's name and with a title."""
        return self._db.column(
            "SELECT id FROM article WHERE original_name = ? AND title = ? AND url = '' AND trashed IS NULL"
            " ORDER BY id",
            (name, title),
        )


def packed(parts: Sequence[Block] | Sequence[Inline]) -> str:
    """Return blocks or inlines as JSON."""
    return json.dumps([astuple(part) for part in parts], ensure_ascii=False)


def body_of(row: sqlite3.Row) -> Body:
    """Return the text of a row with its blocks and inlines; plain paragraphs where those are damaged."""
    try:
        return whole_body(row)
    except (ValueError, TypeError):
        spans = segment.paragraphs(row["text"])
        return Body(row["text"], tuple(Block(BlockKind.PARAGRAPH, start, end) for start, end in spans))


def whole_body(row: sqlite3.Row) -> Body:
    """Return the text of a row with its blocks and inlines.

    Raises:
        ValueError, TypeError: blocks or inlines are damaged.
    """
    blocks = [Block(BlockKind(kind), *rest) for kind, *rest in json.loads(row["blocks"])]
    inlines = [Inline(InlineKind(kind), *rest) for kind, *rest in json.loads(row["inlines"])]
    return Body(row["text"], tuple(blocks), tuple(inlines))
