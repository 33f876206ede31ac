"""What is put into the store comes back, in one piece or not at all."""

from __future__ import annotations

import os
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.models import Color, EntityType, Filter, Highlight, Inline, InlineKind, Mention, Selector, Sort
from reader.store import Store
from reader.store.pending import Work
from tests import samples


@pytest.fixture
def store(tmp_path: Path):
    opened = Store(tmp_path / "library.sqlite")
    yield opened
    opened.close()


def _highlight(article_id: int, key: str = "a1") -> Highlight:
    return Highlight(
        key, article_id, Selector("tàu", "đoàn ", " đầu", 16, 19), Color.BLUE, "xem lại", "t", "t"
    )


def test_an_article_comes_back_as_it_was_stored(store):
    made = samples.article(
        inlines=(Inline(InlineKind.LINK, 0, 4, "https://docbao.example/ó"),), tags=("tàu", "a")
    )
    new_id = store.articles.add(made, samples.original())
    assert store.articles.get(new_id) == replace(made, id=new_id, tags=("a", "tàu"))
    assert store.articles.original(new_id) == samples.original()
    assert store.articles.get(new_id + 1) is None


def test_an_original_is_found_by_its_hash(store):
    made = samples.article()
    new_id = store.articles.add(made, samples.original())
    assert store.articles.find_hash(made.sha256) == new_id
    assert store.articles.find_hash("0" * 64) == 0


def test_a_failed_transaction_leaves_nothing(store):
    def add_twice() -> None:
        with store.transaction():
            store.articles.add(samples.article(), samples.original())
            store.articles.add(samples.article(), samples.original())

    with pytest.raises(sqlite3.IntegrityError):
        add_twice()
    assert list(store.articles.ids(Filter(), Sort.ADDED)) == []


def test_titles_sort_by_the_vietnamese_alphabet(store):
    for title in ("Đá bóng", "Ẩm thực", "Dân ca", "Ao làng", "Ăn sáng", "ánh trăng"):
        store.articles.add(samples.article(title=title), samples.original())
    rows = store.articles.summaries(store.articles.ids(Filter(), Sort.TITLE))
    assert [row.metadata.title for row in rows] == [
        "ánh trăng", "Ao làng", "Ăn sáng", "Ẩm thực", "Dân ca", "Đá bóng",
    ]  # fmt: skip


def test_filters_narrow_together(store):
    first = store.articles.add(samples.article(title="Một", tags=("tàu",)), samples.original())
    second = store.articles.add(
        samples.article(
            title="Hai", metadata=replace(samples.article().metadata, title="Hai", source="Sông Lam")
        ),
        samples.original(),
    )
    store.articles.set_state((first,), "starred", 1)
    assert list(store.articles.ids(Filter(source="Sông Lam"), Sort.ADDED)) == [second]
    assert list(store.articles.ids(Filter(source="Docbao", starred=True, month="2025-10"), Sort.ADDED)) == [
        first
    ]
    assert list(store.articles.ids(Filter(tag="tàu", author="Minh Anh"), Sort.ADDED)) == [first]
    assert list(store.articles.ids(Filter(month="2024"), Sort.ADDED)) == []
    assert list(store.articles.ids(Filter(unread=True, language="vi"), Sort.ADDED)) == [second, first]


def test_counts_leave_out_what_is_in_the_trash(store):
    first = store.articles.add(samples.article(title="Một"), samples.original())
    second = store.articles.add(samples.article(title="Hai"), samples.original())
    for article_id in (first, second):
        store.highlights.put(_highlight(article_id, f"h{article_id}"))
    store.articles.set_trashed((second,), "2026-01-01T00:00:00+00:00")
    counts = store.articles.counts()
    assert (counts.all, counts.unread, counts.annotated, counts.highlights, counts.trashed) == (1, 1, 1, 1, 1)
    assert counts.sources == (("Docbao", 1),)
    assert store.highlights.annotated_articles() == (first,)
    assert list(store.articles.ids(Filter(trashed=True), Sort.ADDED)) == [second]


def test_mentions_of_one_name_share_an_entity(store):
    ids = [store.articles.add(samples.article(title=t), samples.original()) for t in ("Một", "Hai")]
    for article_id, name in zip(ids, ("Sông Lam", "sông Lam"), strict=True):
        store.mentions.replace(article_id, [Mention(36, 44, "Sông Lam", EntityType.LOC, name)])
    (entity,) = store.entities.most_frequent(EntityType.LOC, 10)
    assert (entity.name, entity.mentions, entity.articles) == ("Sông Lam", 2, 2)
    assert store.mentions.of_article(ids[1])[0].entity == "Sông Lam"
    store.mentions.replace(ids[0], [])
    assert store.mentions.of_article(ids[0]) == ()


def test_entities_are_counted_without_the_trash(store):
    ids = [store.articles.add(samples.article(title=t), samples.original()) for t in ("Một", "Hai", "Ba")]
    named = [Mention(0, 4, "Đoàn", EntityType.ORG, "Đoàn"), Mention(36, 44, "Sông Lam", EntityType.LOC, "")]
    for article_id in ids:
        store.mentions.replace(article_id, [*named, Mention(50, 54, "Đoàn", EntityType.ORG, "Đoàn")])

    def counted() -> list[tuple[str, int, int]]:
        kinds = [kind for kind, _ in store.entities.counts()]
        entities = [entity for kind in kinds for entity in store.entities.most_frequent(kind, 9)]
        return [(entity.name, entity.mentions, entity.articles) for entity in entities]

    assert counted() == [("Đoàn", 6, 3), ("Sông Lam", 3, 3)]
    store.articles.set_trashed(ids[:2], "2026-01-01T00:00:00+00:00")
    store.articles.set_trashed(ids[:1], "2026-02-01T00:00:00+00:00")  # again: no change
    store.mentions.replace(ids[1], named)
    assert counted() == [("Đoàn", 2, 1), ("Sông Lam", 1, 1)]
    store.articles.set_trashed(ids, None)
    assert counted() == [("Đoàn", 5, 3), ("Sông Lam", 3, 3)]
    for article_id in ids:
        store.mentions.replace(article_id, named[:1])
    assert counted() == [("Đoàn", 3, 3)]
    assert store.entities.counts() == ((EntityType.ORG, 1),)


def test_more_articles_than_a_statement_has_marks_can_be_asked_for(store):
    article_id = store.articles.add(samples.article(tags=("tàu",)), samples.original())
    many = range(1, 300_000)
    assert [(row.id, row.tags) for row in store.articles.summaries(many)] == [(article_id, ("tàu",))]
    assert store.articles.states(many) == {article_id: (False, False)}
    assert list(store.articles.texts(many)) == [article_id]
    assert store.mentions.names(many) == {}


@pytest.mark.parametrize("sort", [Sort.ADDED, Sort.NEWEST, Sort.TITLE, Sort.SOURCE])
def test_the_order_of_a_list_is_read_from_an_index(store, sort, monkeypatch):
    asked: list[tuple[str, dict[str, object]]] = []

    def column(sql: str, values: dict[str, object]) -> list[int]:
        asked.append((sql, values))
        return []

    monkeypatch.setattr(store._database, "column", column)
    store.articles.ids(Filter(), sort)
    ((sql, values),) = asked
    steps = [row["detail"] for row in store._database.rows(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert len(steps) == 1
    assert "COVERING INDEX" in steps[0]


def test_a_deleted_highlight_can_be_put_back(store):
    article_id = store.articles.add(samples.article(), samples.original())
    made = _highlight(article_id)
    store.highlights.put(made)
    store.highlights.trash((made.id,), "now")
    assert store.highlights.of_article(article_id) == ()
    assert store.highlights.get(made.id) is None
    store.highlights.put(made)
    assert store.highlights.of_article(article_id) == (made,)


def test_a_mark_that_was_renewed_is_not_cleared_by_older_work(store):
    store.pending.mark((7,), Work.INDEX)
    (old,) = store.pending.next(Work.INDEX, 10)
    store.pending.mark((7,), Work.INDEX)
    store.pending.clear((old,))
    assert [mark.article_id for mark in store.pending.next(Work.INDEX, 10)] == [7]


def test_what_another_connection_writes_is_noticed(store, tmp_path):
    before = store.foreign_changes()
    other = Store(tmp_path / "library.sqlite")
    other.articles.add(samples.article(), samples.original())
    other.close()
    assert store.foreign_changes() != before


def test_a_file_that_is_no_library_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "library.sqlite"
    path.write_bytes(b"not a database at all " * 100)
    with pytest.raises(StorageError, match="not a Docbao library"):
        Store(path)


def test_a_library_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "library.sqlite"
    Store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StorageError, match="newer Docbao"):
        Store(path)


def test_a_data_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="cannot be used"):
        Store(tmp_path / "file" / "library.sqlite")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX locks")
def test_a_locked_library_is_explained(store, tmp_path, monkeypatch):
    store.setting("x")
    other = sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store._database._connection.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(StorageError, match="in use by another program"):
        store.set_setting("x", "y")
    other.execute("ROLLBACK")
    other.close()


def test_many_may_open_a_new_library_at_once(tmp_path):
    path, failures = tmp_path / "new" / "library.sqlite", []

    def open_it() -> None:
        try:
            Store(path).close()
        except StorageError as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
