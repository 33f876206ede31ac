"""Whole articles travel in our own JSON to a library that lacks them, once, with all their marks."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reader.export import Options
from reader.i18n import Translator
from reader.library import Library
from reader.library.answers import NoteStatus
from reader.models import Color, Filter, ImportStatus, Style
from reader.paths import folders

ENGLISH = Translator("en")


@pytest.fixture
def exported(library, filled, tmp_path):
    """A file with two whole articles, one of them with highlights, tags, a star and a note."""
    tau, cau = filled["tau.txt"], filled["cau.md"]
    library.editing.highlight_quote(tau, "đúng giờ", color=Color.RED, note="**Kiểm**", style=Style.UNDERLINE)
    library.editing.highlight_quote(tau, "sáu toa")
    library.editing.set_tags({tau: ("tàu", "đô thị")})
    library.editing.set_starred((tau,), starred=True)
    library.editing.set_position(tau, 40)
    library.editing.set_article_note(tau, "Đọc lại")
    path = tmp_path / "whole.json"
    path.write_text(_export(library, (tau, cau)), encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path):
    with Library(folders(tmp_path / "other")) as opened:
        opened.intake.check()
        yield opened


def _export(library, ids) -> str:
    made = library.exchange.export(ids, "json", ENGLISH, Options(whole=True), keep_empty=True)
    assert isinstance(made, str)
    return made


def _all(library):
    return [library.reading.article(number) for number in sorted(library.reading.ids(Filter()))]


def test_articles_and_highlights_come_back_equal(library, filled, exported, other):
    change, report = other.exchange.import_notes(exported)
    assert [each.status for each in report.articles] == [ImportStatus.ADDED] * 2
    assert change.articles == {each.id for each in report.articles}
    assert report.count(NoteStatus.ADDED) == len(report.outcomes) == 3
    for name, there in zip(("tau.txt", "cau.md"), _all(other), strict=True):
        here = library.reading.article(filled[name])
        assert there == replace(here, id=there.id, sha256=there.sha256, format="application/json")
        marks = library.reading.highlights(here)
        assert other.reading.highlights(there) == tuple(replace(m, article_id=there.id) for m in marks)


def test_the_same_file_twice_changes_nothing(exported, other):
    other.exchange.import_notes(exported)
    list(other.intake.work())
    before = _all(other)
    _, report = other.exchange.import_notes(exported)
    assert [each.status for each in report.articles] == [ImportStatus.KNOWN] * 2
    assert report.count(NoteStatus.UNCHANGED) == len(report.outcomes)
    assert _all(other) == before
    assert other.intake.waiting() == 0


def test_an_article_that_was_marked_since_is_still_known(library, filled, exported, other):
    other.exchange.import_notes(exported)
    library.editing.highlight_quote(filled["cau.md"], "cầu")
    exported.write_text(_export(library, (filled["cau.md"],)), encoding="utf-8")
    _, report = other.exchange.import_notes(exported)
    assert [each.status for each in report.articles] == [ImportStatus.KNOWN]
    assert report.count(NoteStatus.ADDED) == 1
    assert len(_all(other)) == 2


def test_an_article_of_another_text_under_the_same_title_is_another(exported, other):
    (first, _) = json.loads(exported.read_text("utf-8"))["articles"]
    text = "Một bài khác hẳn."
    block = {"kind": "paragraph", "start": 0, "end": len(text), "level": 0, "image": ""}
    second = first | {"text": text, "blocks": [block], "inlines": [], "sha256": "00", "position": 0}
    second |= {"highlights": [], "url": "", "note": "của bài khác"}
    document = {"format": "docbao", "version": 2, "articles": [first, second]}
    exported.write_text(json.dumps(document), encoding="utf-8")
    other.exchange.import_notes(exported)
    assert [each.note for each in _all(other)] == ["Đọc lại", "của bài khác"]


def test_an_article_in_the_trash_comes_out_of_it(library, filled, exported):
    library.editing.trash((filled["tau.txt"],))
    _, report = library.exchange.import_notes(exported)
    assert [each.status for each in report.articles] == [ImportStatus.KNOWN] * 2
    assert filled["tau.txt"] in library.reading.ids(Filter())


def test_what_came_in_is_recognised_and_keeps_its_record(exported, other):
    other.exchange.import_notes(exported)
    assert other.intake.waiting()
    list(other.intake.work())
    (first, _) = _all(other)
    original = other.reading.original(first.id)
    assert json.loads(original.data)["articles"][0]["text"] == first.text
    assert other.intake.waiting() == 0


def test_the_original_file_is_known_afterwards(exported, other, files):
    other.exchange.import_notes(exported)
    outcomes = [each.outcome for each in other.intake.import_files(files, ENGLISH) if each.outcome]
    status = {each.path.name: each.status for each in outcomes}
    assert status == {"tau.txt": "known", "cau.md": "known", "ru.txt": "added"}


@pytest.mark.parametrize(
    "damage",
    [
        {"blocks": [{"kind": "paragraph", "start": 0, "end": 99999}]},
        {"blocks": []},
        {"blocks": [{"kind": "tune", "start": 0, "end": 1}]},
        {"text": "e\u0301"},
        {"text": ""},
        {"position": -1},
        {"position": 10**30},
        {"text": "\ud800"},
        {"title": ""},
    ],
)
def test_a_damaged_article_stays_out_and_the_others_come_in(exported, other, damage):
    document = json.loads(exported.read_text("utf-8"))
    document["articles"][0] |= damage
    exported.write_text(json.dumps(document), encoding="utf-8")
    _, report = other.exchange.import_notes(exported)
    assert len(report.articles) == len(_all(other)) == 1
    assert report.count(NoteStatus.FAILED) == len(report.outcomes)


def test_an_export_imported_as_an_article_says_what_to_do(exported, other):
    (outcome,) = (each.outcome for each in other.intake.import_files([exported], ENGLISH) if each.outcome)
    assert outcome.status is ImportStatus.FAILED
    assert "Import notes" in outcome.error
