"""Highlights and notes: many at once, their ends, their trash, and what notes said before."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import export
from reader.errors import NotFoundError, ReaderError
from reader.i18n import Translator
from reader.library.keeping import back_up, restore
from reader.models import Body, ChangeKind, Color, Query, Style


@pytest.fixture
def marks(library, filled):
    """Three highlights in two articles."""
    train, bridge = filled["tau.txt"], filled["cau.md"]
    return [
        library.editing.highlight_quote(article_id, quote, note=note).highlight
        for article_id, quote, note in (
            (train, "đúng giờ", "kiểm lại"), (train, "sáu toa", ""), (bridge, "cây cầu mới", "Huế"),
        )
    ]  # fmt: skip


def state(library):
    """All highlights of the library by their ids."""
    return {each.id: each for noted in library.reading.notes() for each in noted.highlights}


EDITS = {
    "colour": (lambda e, ids: e.recolor(ids, Color.RED), lambda h: h.color is Color.RED),
    "style": (lambda e, ids: e.restyle(ids, Style.UNDERLINE), lambda h: h.style is Style.UNDERLINE),
    "star": (lambda e, ids: e.star_highlights(ids, starred=True), lambda h: h.starred),
    "tags": (
        lambda e, ids: e.tag_highlights(ids, add=(" số  liệu", "Huế"), remove=("cũ",)),
        lambda h: h.tags == ("Huế", "số liệu"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_many_highlights_is_one_step(library, marks, name):
    edit, done = EDITS[name]
    library.editing.set_highlight_tags(marks[0], ["cũ"])
    before = state(library)
    change = edit(library.editing, marks)
    assert all(done(each) for each in state(library).values())
    assert len(change.articles) == 2
    assert change.done
    library.editing.undo()
    assert state(library) == before
    library.editing.redo()
    assert all(done(each) for each in state(library).values())


def test_an_edit_touches_only_those_that_it_changes(library, marks):
    library.editing.recolor(marks[:1], Color.RED)
    before = state(library)
    change = library.editing.recolor(marks, Color.RED)
    assert state(library)[marks[0]] == before[marks[0]]
    assert library.editing.recolor(marks, Color.RED).kinds == frozenset()
    assert change.kinds == {ChangeKind.HIGHLIGHTS}


def test_an_edit_of_one_that_is_gone_changes_none(library, marks):
    library.editing.delete_highlight(marks[0])
    with pytest.raises(NotFoundError, match="no highlight"):
        library.editing.recolor(marks, Color.RED)
    assert {each.color for each in state(library).values()} == {Color.YELLOW}


# Ends ------------------------------------------------------------------------------------------------


def test_the_ends_of_a_highlight_move_and_come_back(library, filled, marks):
    text = library.reading.article(filled["tau.txt"]).text
    start = text.index("tàu chạy đúng giờ")
    library.editing.set_span(marks[0], start - 1, start + len("tàu chạy đúng giờ"))
    moved = state(library)[marks[0]]
    assert (moved.selector.exact, moved.note) == ("tàu chạy đúng giờ", "kiểm lại")
    assert text[: moved.selector.start].endswith(moved.selector.prefix)
    library.editing.undo()
    assert state(library)[marks[0]].selector.exact == "đúng giờ"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(data=st.data())
def test_any_span_is_taken_or_refused_as_a_whole(library, filled, marks, data):
    text = library.reading.article(filled["tau.txt"]).text
    start, end = (data.draw(st.integers(-5, len(text) + 5)) for _ in range(2))
    before = state(library)[marks[0]]
    try:
        library.editing.set_span(marks[0], start, end)
    except ReaderError:
        assert not text[max(0, start) : max(0, end)].strip()
        assert state(library)[marks[0]] == before
        return
    selector = state(library)[marks[0]].selector
    assert text[selector.start : selector.end] == selector.exact
    assert selector.exact == text[max(0, start) : end].strip()


# The trash -------------------------------------------------------------------------------------------


def test_what_is_deleted_waits_in_the_trash_and_comes_back_whole(library, marks):
    library.editing.set_highlight_tags(marks[0], ["Huế"])
    before = state(library)
    library.editing.delete_highlights(marks[:2])
    deleted = library.reading.deleted_highlights()
    assert {each.highlight.id for each in deleted} == set(marks[:2])
    assert all(each.when for each in deleted)
    library.editing.restore_highlights(marks[:2])
    assert state(library) == before
    library.editing.undo()
    assert library.reading.deleted_highlights() == deleted
    library.editing.undo()
    assert state(library) == before


def test_a_highlight_restored_after_the_text_changed_stands_at_its_words(library, filled, marks):
    article = library.reading.article(filled["tau.txt"])
    library.editing.delete_highlight(marks[0])
    library.revising.replace_text(
        article.id, Body("Mở đầu. " + article.text, article.blocks[:1], article.inlines)
    )
    library.editing.restore_highlights([marks[0]])
    selector = state(library)[marks[0]].selector
    text = library.reading.article(article.id).text
    assert text[selector.start : selector.end] == selector.exact == "đúng giờ"


def test_only_what_is_in_the_trash_can_be_deleted_for_good(library, filled, marks):
    library.editing.set_note(marks[0], "mới")
    library.editing.delete_highlight(marks[0])
    library.editing.forget_highlights(marks[:2])
    assert library.reading.deleted_highlights() == ()
    assert marks[1] in state(library)
    assert library.reading.earlier_notes(filled["tau.txt"], marks[0]) == ()


def test_deleted_notes_of_a_trashed_article_are_not_listed(library, filled, marks):
    library.editing.delete_highlight(marks[0])
    library.editing.trash([filled["tau.txt"]])
    assert library.reading.deleted_highlights() == ()


# What notes said before ------------------------------------------------------------------------------


def test_every_note_that_was_replaced_is_kept_once(library, filled, marks):
    for text in ("hai", "ba", "", "hai"):
        library.editing.set_note(marks[0], text)
    for _ in range(4):
        library.editing.undo()
    for _ in range(4):
        library.editing.redo()
    earlier = library.reading.earlier_notes(filled["tau.txt"], marks[0])
    assert sorted(each.note for each in earlier) == ["ba", "hai", "kiểm lại"]
    assert all(each.written for each in earlier)
    assert library.reading.earlier_notes(filled["tau.txt"], marks[1]) == ()


def test_a_change_that_is_not_of_the_words_keeps_nothing(library, filled, marks):
    library.editing.recolor(marks, Color.BLUE)
    assert library.reading.earlier_notes(filled["tau.txt"], marks[0]) == ()


def test_a_note_on_an_article_is_kept_found_listed_and_undone(library, filled):
    article_id = filled["ru.txt"]
    library.editing.set_article_note(article_id, "So với *cầu* Nhật Tân")
    library.editing.set_article_note(article_id, "Khác")
    library.editing.set_article_note(article_id, "")
    assert library.reading.article(article_id).note == ""
    assert [each.note for each in library.reading.earlier_notes(article_id)] == [
        "Khác", "So với *cầu* Nhật Tân",
    ]  # fmt: skip
    library.editing.undo()
    library.editing.undo()
    (noted,) = library.reading.notes()
    assert (noted.summary.id, noted.highlights, noted.note) == (article_id, (), "So với *cầu* Nhật Tân")
    list(library.intake.work())
    assert [hit.id for hit in library.reading.search(Query("note:nhat")).hits] == [article_id]


def test_importing_notes_keeps_what_they_replace(library, filled, marks, tmp_path):
    library.editing.set_note(marks[0], "thứ hai")
    exported = library.exchange.export([filled["tau.txt"]], "json", Translator("en"))
    library.editing.undo()
    path = tmp_path / "notes.json"
    path.write_text(str(exported), encoding="utf-8")
    library.exchange.import_notes(path)
    assert "kiểm lại" in [each.note for each in library.reading.earlier_notes(filled["tau.txt"], marks[0])]


# Colours ---------------------------------------------------------------------------------------------


def test_names_of_colours_are_said_in_exports_and_travel_with_a_backup(library, filled, marks, tmp_path):
    library.editing.set_color_names({Color.YELLOW: "  số\nliệu ", Color.RED: " "})
    assert library.reading.color_names() == {Color.YELLOW: "số liệu"}
    for options in (None, export.Options(style="apa")):
        made = library.exchange.export([filled["tau.txt"]], "markdown", Translator("vi"), options)
        assert "số liệu" in made
    back_up(library.folders, tmp_path / "backup.zip", lambda _: None)
    library.editing.set_color_names({})
    assert library.reading.color_names() == {}
    library.close()
    restore(library.folders, tmp_path / "backup.zip", lambda _: None)
    with type(library)(library.folders) as again:
        assert again.reading.color_names() == {Color.YELLOW: "số liệu"}


def test_entities_are_known_by_the_highlights_that_name_them(library, filled, marks):
    list(library.intake.work())
    mark = library.editing.highlight_quote(filled["tau.txt"], "Ông Lương Văn Tám, giám đốc").highlight
    named = library.reading.named_in_notes()
    assert "Lương Văn Tám" in {named.names[each] for each in named.of[mark]}
    assert marks[1] not in named.of


def test_tags_of_highlights_come_most_used_first(library, marks):
    library.editing.tag_highlights(marks, add=["b"], remove=())
    library.editing.tag_highlights(marks[:1], add=["a"], remove=())
    assert library.reading.highlight_tags() == ("b", "a")
