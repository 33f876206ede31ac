"""A library of the first release is opened with all that is in it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import pytest

from reader.models import EntitySort, EntityType, Filter, Sort
from reader.store import Store
from reader.store.migrations import MIGRATIONS, first

TEXT = "Sông Lam, Hà Nội, sông Lam."


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as the first release left it: two articles, one of them in the trash."""
    path = tmp_path / "library.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(first.SCRIPT)
    connection.execute("PRAGMA user_version = 1")
    for number in (1, 2):
        connection.execute(
            "INSERT INTO article (id, sha256, title, title_derived, title_key, authors, source, source_key,"
            " section, published, language, url, format, original_name, added, words)"
            " VALUES (?, ?, 'Tin', 0, x'01', '[\"Thu\"]', 'Báo', x'01', '', '2025-10', 'vi', '',"
            " 'text/plain', 'a.txt', 't', 6)",
            (number, f"hash{number}"),
        )
        connection.execute("INSERT INTO body VALUES (?, ?, ?, '[]')", (number, TEXT, json.dumps([])))
        connection.execute("INSERT INTO original VALUES (?, 'a.txt', ?)", (number, zlib.compress(b"x")))
        connection.execute(
            "INSERT INTO highlight VALUES (?, ?, 'Hà Nội', '', '', 10, 16, 'blue', 'ghi', 't', 't', 0, NULL)",
            (f"h{number}", number),
        )
    connection.execute("INSERT INTO entity VALUES (3, 'LOC', 'Sông Lam', 'sông lam', 4, 2)")
    connection.execute("INSERT INTO entity VALUES (7, 'LOC', 'Hà Nội', 'hà nội', 2, 2)")
    for number in (1, 2):
        for start, text, entity in ((0, "Sông Lam", 3), (10, "Hà Nội", 7), (18, "sông Lam", 3)):
            connection.execute(
                "INSERT INTO mention VALUES (?, ?, ?, ?, 'LOC', ?, 'list', 0.9, '')",
                (number, start, start + len(text), text, entity),
            )
    connection.execute("UPDATE article SET trashed = 't' WHERE id = 2")
    connection.execute("INSERT INTO pending (article_id, work) VALUES (1, 'index')")
    connection.execute("INSERT INTO saved_search VALUES (1, 'Tìm', 'lam', '{}')")
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def store(old: Path):
    opened = Store(old)
    yield opened
    opened.close()


def test_articles_highlights_marks_and_searches_are_there(store):
    assert list(store.articles.ids(Filter(), Sort.ADDED)) == [1]
    assert store.articles.get(1).text == TEXT
    assert [h.note for h in store.highlights.of_article(1)] == ["ghi"]
    assert store.pending.count() == 1
    assert [search.name for search in store.searches.saved()] == ["Tìm"]


def test_mentions_and_entities_keep_their_ids_names_and_counts(store):
    assert [
        (m.text, m.type, m.entity, m.entity_id, m.reason, m.score) for m in store.mentions.of_article(1)
    ] == [
        ("Sông Lam", EntityType.LOC, "Sông Lam", 3, "list", 0.9),
        ("Hà Nội", EntityType.LOC, "Hà Nội", 7, "list", 0.9),
        ("sông Lam", EntityType.LOC, "Sông Lam", 3, "list", 0.9),
    ]
    assert [
        (e.id, e.mentions, e.articles) for e in store.entities.page((), "song", EntitySort.NAME, 0, 9)
    ] == [(3, 2, 1)]
    assert [alias.name for alias in store.aliases.of_entity(7)] == ["Hà Nội"]


def test_the_trash_and_new_names_go_on_being_counted(store):
    store.articles.set_trashed((2,), None)
    assert store.entities.get(3).mentions == 4
    known = store.mentions.of_article(1)
    store.mentions.replace(1, known[:1])
    assert (store.entities.get(3).mentions, store.entities.get(7).mentions) == (3, 1)
    assert store.aliases.of(EntityType.LOC, "Huế")[1] > 7


def test_the_file_is_sound_and_opens_again(old):
    for _ in range(2):
        Store(old).close()
    connection = sqlite3.connect(old)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert not {"entity_new", "mention_new"} & tables
    connection.close()
