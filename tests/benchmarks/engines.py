"""The engines that are measured, behind one face."""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from whoosh.analysis import CharsetFilter, LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.index import create_in
from whoosh.support.charset import accent_map

from reader.models import Filter, Query, Sort
from reader.search import SearchIndex
from reader.text.fold import fold
from tests.benchmarks.articles import Item
from tests.benchmarks.queries import Asked

TOP = 20
_D = str.maketrans("đĐ", "dD")  # unicode61 folds all the rest


class Engine(Protocol):
    """What every engine can do."""

    name: str

    def build(self, items: Iterable[Item]) -> None:
        """Index everything."""

    def add(self, item: Item) -> None:
        """Index one article more and make it visible."""

    def open(self) -> None:
        """Open for searching, from scratch."""

    def ask(self, asked: Asked) -> int:
        """Find the ids and titles of the best, and (Docbao, tantivy) how many match; return how many came."""


class Docbao:
    """This program. ``accents`` asks with them: then words are exact."""

    def __init__(self, folder: Path, *, accents: bool = False) -> None:
        self.name = "Docbao, accented" if accents else "Docbao"
        self.index = SearchIndex(folder / "docbao")
        self._folder = folder
        self._accents = accents

    def build(self, items: Iterable[Item]) -> None:
        self.index.clear()
        self.index.update(item.document() for item in items)

    def add(self, item: Item) -> None:
        self.index.update([item.document()])

    def open(self) -> None:
        self.index = SearchIndex(self._folder / "docbao")

    def query(self, asked: Asked) -> Query:
        words = asked.words if self._accents else asked.plain
        text = " ".join(words)
        if asked.kind.startswith("phrase"):
            text = f'"{text}"'
        elif asked.kind.startswith("fuzzy"):
            text += "~"
        if asked.dates[0]:
            text += f" date:{asked.dates[0]}..{asked.dates[1]}"
        sort = Sort.NEWEST if asked.kind == "sorted by date" else Sort.RELEVANCE
        return Query(text, Filter(source=asked.source), sort, TOP)

    def ask(self, asked: Asked) -> int:
        result = self.index.search(self.query(asked), lambda ids: {}, typing=asked.open, facets=False)
        return len(result.hits)


class StockWhoosh:
    """Whoosh as it comes, with its own analysis. It is asked nothing here: that takes seconds a query."""

    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "whoosh"

    def build(self, items: Iterable[Item]) -> None:
        self._path.mkdir()
        words = RegexTokenizer(r"\w+") | LowercaseFilter() | CharsetFilter(accent_map)
        schema = Schema(
            id=ID(unique=True), body=TEXT(words), title=TEXT(words), source=ID(), date=NUMERIC(sortable=True)
        )
        writer = create_in(str(self._path), schema).writer(limitmb=256)
        for item in items:
            writer.add_document(
                id=str(item.number),
                body=item.body,
                title=item.title,
                source=item.source,
                date=_number(item.date),
            )
        writer.commit()


class Fts5:
    """SQLite's full-text search."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.sqlite"
        self._db: sqlite3.Connection | None = None

    def build(self, items: Iterable[Item]) -> None:
        self.open()
        assert self._db
        self._db.execute(
            "CREATE VIRTUAL TABLE a "
            "USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        self._db.execute("CREATE TABLE m(id INTEGER PRIMARY KEY, source TEXT, date TEXT, title TEXT)")
        self._db.execute("CREATE INDEX m_date ON m(date)")
        for item in items:
            self._insert(item)
        self._db.commit()

    def _insert(self, item: Item) -> None:
        assert self._db
        self._db.execute(
            "INSERT INTO a(rowid, title, body) VALUES(?, ?, ?)",
            (item.number, item.title.translate(_D), item.body.translate(_D)),
        )
        self._db.execute(
            "INSERT INTO m VALUES(?, ?, ?, ?)", (item.number, item.source, item.date, item.title)
        )

    def add(self, item: Item) -> None:
        self._insert(item)
        assert self._db
        self._db.commit()

    def open(self) -> None:
        if self._db:
            self._db.close()
        self._db = sqlite3.connect(self._path)
        self._db.execute("PRAGMA journal_mode=WAL")

    def ask(self, asked: Asked) -> int:
        assert self._db
        words = [f'"{word}"' for word in asked.plain]
        if asked.kind.startswith("phrase"):
            words = ['"' + " ".join(asked.plain) + '"']
        elif asked.kind.startswith("fuzzy"):
            return 0
        elif asked.open:
            words[-1] += "*"
        where, order, values = "a MATCH ?", "rank", [" AND ".join(words)]
        if asked.source:
            where += " AND m.source = ? AND m.date BETWEEN ? AND ?"
            values += [asked.source, *asked.dates]
        if asked.kind == "sorted by date":
            order = "m.date DESC"
        join = " JOIN m ON m.id = a.rowid" if "m." in where + order else ""
        sql = f"SELECT a.rowid FROM a{join} WHERE {where} ORDER BY {order} LIMIT {TOP}"
        ids = [row[0] for row in self._db.execute(sql, values)]
        marks = ", ".join("?" * len(ids))
        return len(self._db.execute(f"SELECT id, title FROM m WHERE id IN ({marks})", ids).fetchall())


class Tantivy:
    """tantivy, given folded text. It looks in titles and bodies, as the others do, or in bodies only."""

    def __init__(self, folder: Path, *, body_only: bool = False) -> None:
        self.name = "tantivy, body only" if body_only else "tantivy"
        self._body_only = body_only
        self._t: Any = importlib.import_module("tantivy")
        self._path = folder / "tantivy"
        self._path.mkdir(exist_ok=True)
        builder = self._t.SchemaBuilder()
        builder.add_unsigned_field("id", stored=True)
        builder.add_text_field("body")
        builder.add_text_field("title")
        builder.add_bytes_field("shown", stored=True)
        builder.add_text_field("source", tokenizer_name="raw")
        builder.add_unsigned_field("date", indexed=True, fast=True)
        self._schema = builder.build()
        self.open()

    def open(self) -> None:
        self._index = self._t.Index(self._schema, path=str(self._path))

    def _document(self, item: Item) -> Any:
        document = self._t.Document(title=fold(item.title), body=fold(item.body), source=item.source)
        document.add_bytes("shown", item.title.encode())
        document.add_unsigned("id", item.number)
        document.add_unsigned("date", _number(item.date))
        return document

    def build(self, items: Iterable[Item]) -> None:
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        for item in items:
            writer.add_document(self._document(item))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def add(self, item: Item) -> None:
        writer = self._index.writer(heap_size=15_000_000, num_threads=1)
        writer.add_document(self._document(item))
        writer.commit()
        self._index.reload()

    def ask(self, asked: Asked) -> int:
        query, occur = self._t.Query, self._t.Occur
        words = list(asked.plain)
        if asked.kind.startswith("phrase"):
            found = self._anywhere(lambda field: query.phrase_query(self._schema, field, words))
        elif asked.kind.startswith("fuzzy"):
            found = self._anywhere(
                lambda field: query.fuzzy_term_query(self._schema, field, words[0], distance=1)
            )
        else:
            parts = [self._word(word) for word in words]
            if asked.open:
                parts[-1] = self._anywhere(
                    lambda field: query.regex_query(self._schema, field, f"{words[-1]}.*")
                )
            if asked.source:
                parts.append(query.term_query(self._schema, "source", asked.source))
                low, high = map(_number, asked.dates)
                parts.append(query.range_query(self._schema, "date", self._t.FieldType.Unsigned, low, high))
            found = query.boolean_query([(occur.Must, part) for part in parts])
        searcher = self._index.searcher()
        by_date = {"order_by_field": "date"} if asked.kind == "sorted by date" else {}
        hits = searcher.search(found, TOP, **by_date).hits
        return len([searcher.doc(address)["shown"] for _, address in hits])

    def _word(self, word: str) -> Any:
        return self._anywhere(lambda field: self._t.Query.term_query(self._schema, field, word))

    def _anywhere(self, make: Callable[[str], Any]) -> Any:
        """Return what is looked for in bodies and in titles, where it counts twice as much."""
        query, occur = self._t.Query, self._t.Occur
        if self._body_only:
            return make("body")
        title = query.boost_query(make("title"), 2.0)
        return query.boolean_query([(occur.Should, make("body")), (occur.Should, title)])


class Xapian:
    """Xapian, given folded text; words of the title count twice."""

    name = "Xapian"

    def __init__(self, folder: Path) -> None:
        self._x: Any = importlib.import_module("xapian")
        self._path = str(folder / "xapian")
        self._db: Any = None

    def build(self, items: Iterable[Item]) -> None:
        self._write(items)

    def _write(self, items: Iterable[Item]) -> None:
        db = self._x.WritableDatabase(self._path, self._x.DB_CREATE_OR_OPEN)
        generator = self._x.TermGenerator()
        for item in items:
            document = self._x.Document()
            generator.set_document(document)
            generator.index_text(fold(item.title), 2)
            generator.increase_termpos()
            generator.index_text(fold(item.body))
            document.set_data(item.title)
            document.add_boolean_term(f"S{item.source}")
            document.add_value(0, item.date)
            db.replace_document(item.number, document)
        db.commit()
        db.close()

    def add(self, item: Item) -> None:
        self._write([item])

    def open(self) -> None:
        self._db = self._x.Database(self._path)

    def ask(self, asked: Asked) -> int:
        x = self._x
        words = list(asked.plain)
        limit, join = x.Query.WILDCARD_LIMIT_ERROR, x.Query.OP_SYNONYM
        if asked.kind.startswith("fuzzy"):
            if not hasattr(x.Query, "OP_EDIT_DISTANCE"):
                return 0  # since Xapian 1.5
            found = x.Query(x.Query.OP_EDIT_DISTANCE, words[0], 0, limit, join, 1)
        elif asked.kind.startswith("phrase"):
            found = x.Query(x.Query.OP_PHRASE, words)
        else:
            parts = [x.Query(word) for word in words]
            if asked.open:
                parts[-1] = x.Query(x.Query.OP_WILDCARD, words[-1], 0, limit, join)
            found = x.Query(x.Query.OP_AND, parts)
        if asked.source:
            narrow = x.Query(x.Query.OP_VALUE_RANGE, 0, *asked.dates)
            source = x.Query(f"S{asked.source}")
            found = x.Query(x.Query.OP_FILTER, found, x.Query(x.Query.OP_AND, source, narrow))
        enquire = x.Enquire(self._db)
        enquire.set_query(found)
        if asked.kind == "sorted by date":
            enquire.set_sort_by_value(0, True)  # noqa: FBT003 - Xapian's signature
        return len([match.document.get_data() for match in enquire.get_mset(0, TOP)])


def _number(date: str) -> int:
    return int(date.replace("-", "") or 0)
