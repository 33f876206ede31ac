"""The doctor finds what is wrong, makes anew what is derived, and leaves alone what is not."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.i18n import Translator
from reader.library import Library, keeping
from reader.models import Block, BlockKind
from reader.text.blocks import is_sound
from tests import samples

CHECKS = {
    "database", "references", "originals", "texts", "mentions", "highlights", "counts", "index", "pending",
    "backups",
}  # fmt: skip


def check(places, *, repair: bool = False):
    return keeping.check(places, lambda _: None, repair=repair)


def change(places, sql: str) -> None:
    """Change the database behind the library's back."""
    with closing(sqlite3.connect(places.database)) as connection:
        connection.execute(sql)
        connection.commit()


def statuses(report) -> dict[str, str]:
    return {each.check: each.status.value for each in report.findings}


def test_a_sound_library_passes_every_check(places):
    report = check(places)
    assert report.healthy
    assert statuses(report) == dict.fromkeys(CHECKS, "ok") | {"backups": "note"}
    assert all(each.say(Translator("en")) for each in report.findings)


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("UPDATE entity SET mentions = mentions + 1 WHERE id = 1", "counts"),
        ("UPDATE entity SET articles = 0", "counts"),
        ("UPDATE mention SET text = 'khác' WHERE article_id = 1", "mentions"),
        ("UPDATE mention SET end = end + 9000 WHERE article_id = 1", "mentions"),
        ("DELETE FROM alias WHERE id = (SELECT alias_id FROM mention LIMIT 1)", "references"),
    ],
)
def test_what_is_derived_is_found_and_made_anew_after_a_backup(places, sql, name):
    before = _mentions(places)
    change(places, sql)
    report = check(places)
    assert statuses(report)[name] == "problem"
    assert not report.healthy
    repaired = check(places, repair=True)
    assert repaired.healthy
    assert statuses(repaired)[name] == "repaired"
    assert check(places).healthy
    assert _mentions(places) == before
    assert [path.name[:20] for path in keeping.found(places)] == ["docbao-before-repair"]


def _mentions(places) -> list[object]:
    with Library(places) as library:
        return [library.reading.mentions(number) for number in (1, 2, 3)]


def test_a_damaged_index_is_found_and_built_again(places):
    largest = max(places.index.glob("*.postings"), key=lambda path: path.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[40] ^= 1
    largest.write_bytes(data)
    assert statuses(check(places))["index"] == "problem"
    assert statuses(check(places, repair=True))["index"] == "repaired"
    assert check(places).healthy


def test_a_missing_index_is_found_and_built_again(places):
    shutil.rmtree(places.index)
    assert check(places).faults() == {"index"}
    assert check(places, repair=True).healthy


def test_an_article_that_the_index_lacks_is_named(places):
    change(places, "UPDATE article SET trashed = '2026-01-01' WHERE id = 2")
    (finding,) = (each for each in check(places).findings if each.check == "index")
    assert (finding.status, finding.details) == ("problem", ("2",))
    assert check(places, repair=True).healthy


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("UPDATE original SET data = x'00' WHERE article_id = 1", "originals"),
        ("DELETE FROM original WHERE article_id = 1", "originals"),
        ("UPDATE article SET sha256 = 'x' WHERE id = 1", "originals"),
        ('UPDATE body SET blocks = \'[["paragraph", 0, 99999, 0, ""]]\' WHERE article_id = 1', "texts"),
        ("UPDATE body SET blocks = 'nonsense' WHERE article_id = 1", "texts"),
        ("UPDATE body SET text = text || 'e' || char(769) WHERE article_id = 1", "texts"),
    ],
)
def test_what_is_true_is_found_and_never_changed(places, sql, name):
    change(places, sql)
    with closing(sqlite3.connect(places.database)) as connection:
        truth = "SELECT * FROM article JOIN body ON body.article_id = id"
        before = connection.execute(truth).fetchall()
    (finding,) = (each for each in check(places).findings if each.check == name)
    assert finding.status == "problem"
    assert finding.details[0].startswith("1")
    assert statuses(check(places, repair=True))[name] == "problem"
    with closing(sqlite3.connect(places.database)) as connection:
        assert connection.execute(truth).fetchall() == before


@pytest.mark.parametrize("blocks", ["nonsense", "[[]]", "[5]", '[["paragraph", 0]]', '[["tune", 0, 1]]'])
def test_an_article_with_damaged_blocks_is_read_as_paragraphs_and_stops_nothing(places, blocks):
    change(places, f"UPDATE body SET blocks = '{blocks}' WHERE article_id = 1")
    assert check(places).faults() == {"texts"}
    with Library(places) as library:
        article = library.reading.article(1)
        assert {each.kind for each in article.blocks} == {BlockKind.PARAGRAPH}
        assert is_sound(article)
        assert list(library.intake.reindex())
        assert library.intake.waiting() == 0


def test_a_damaged_original_is_said_in_one_sentence(places):
    change(places, "UPDATE original SET data = x'00' WHERE article_id = 1")
    with Library(places) as library, pytest.raises(StorageError, match="original file of article 1"):
        library.reading.original(1)


def test_a_highlight_without_a_place_is_a_note_and_named(places):
    gone = "exact = 'không có ở đâu cả trong bài', prefix = 'xyz', suffix = 'zyx', start = 3"
    change(places, f"UPDATE highlight SET {gone} WHERE article_id = 2")
    report = check(places)
    (finding,) = (each for each in report.findings if each.check == "highlights")
    assert (finding.status, finding.values) == ("note", {"n": 1, "all": 2})
    assert "không có ở đâu cả" in finding.details[0]
    assert report.healthy


def test_waiting_work_is_a_note_and_done_by_a_repair(places):
    with Library(places) as library:
        library.editing.highlight(3, 0, 9)
    assert statuses(check(places))["pending"] == "note"
    assert statuses(check(places, repair=True))["pending"] == "ok"


def test_an_index_of_the_database_that_is_wrong_is_built_again(places):
    change(places, "PRAGMA writable_schema = ON")
    with closing(sqlite3.connect(places.database)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        sql = "SELECT sql FROM sqlite_master WHERE name = 'article_by_added'"
        (made,) = connection.execute(sql).fetchone()
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'article_by_added'", (
            made.replace("(trashed, id)", "(trashed, words)"),
        ))  # fmt: skip
        connection.commit()
    assert statuses(check(places))["database"] == "problem"
    assert statuses(check(places, repair=True))["database"] == "repaired"


def test_a_library_that_cannot_be_opened_is_a_finding(places):
    places.database.write_bytes(b"nothing of the kind" * 100)
    report = check(places, repair=True)
    assert not report.healthy
    assert statuses(report) == {"database": "problem"}


def test_pages_that_are_damaged_are_a_finding_and_the_other_checks_go_on(places):
    with closing(sqlite3.connect(places.database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'highlight'").fetchone()
    data = bytearray(places.database.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    places.database.write_bytes(data)
    report = check(places)
    assert {"database", "highlights"} <= report.faults()
    assert statuses(report)["counts"] == "ok"


# What fits together -------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(-3, 200), st.integers(-3, 200)), max_size=4))
def test_blocks_are_sound_only_in_order_inside_the_text_and_with_all_of_it(spans):
    article = samples.article()
    made = replace(article, blocks=tuple(Block(BlockKind.PARAGRAPH, *span) for span in spans))
    covered = "".join(article.text[max(0, start) : max(0, end)] for start, end in spans)
    ordered = spans == sorted(spans) and all(start <= end for start, end in spans)
    if is_sound(made):
        assert ordered
        assert "".join(covered.split()) == "".join(article.text.split())


def test_the_blocks_of_an_import_are_sound():
    assert is_sound(samples.article())
