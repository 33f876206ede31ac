"""Every edit is kept, can be undone and made again, and says what it changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import NotFoundError, ReaderError
from reader.library import Library
from reader.models import ChangeKind, Color, Filter, Query
from reader.paths import folders


def test_a_highlight_survives_a_restart(library, filled, tmp_path):
    article_id = filled["tau.txt"]
    change = library.editing.highlight_quote(
        article_id, "tàu chạy  đúng giờ", color=Color.BLUE, note="Kiểm lại"
    )
    library.close()
    with Library(folders(tmp_path / "data")) as again:
        (kept,) = again.reading.opened(article_id).highlights
    assert (kept.id, kept.selector.exact, kept.color, kept.note) == (
        change.highlight, "tàu chạy đúng giờ", Color.BLUE, "Kiểm lại",
    )  # fmt: skip
    assert change.touches(ChangeKind.HIGHLIGHTS)
    assert change.articles == {article_id}


def test_each_edit_of_a_highlight_is_undone_in_turn(library, filled):
    article_id = filled["tau.txt"]
    made = library.editing.highlight_quote(article_id, "đúng giờ").highlight

    def state():
        return [(h.color, h.note) for h in library.reading.opened(article_id).highlights]

    library.editing.set_color(made, Color.RED)
    library.editing.set_note(made, "Xem lại số liệu")
    library.editing.delete_highlight(made)
    seen = [state()]
    for _ in range(4):
        assert library.editing.undo().done
        seen.append(state())
    assert seen == [[], [("red", "Xem lại số liệu")], [("red", "")], [("yellow", "")], []]
    assert library.editing.undo().done == ""
    for _ in range(4):
        assert library.editing.redo().done
    assert state() == []
    assert library.editing.redo().done == ""


def test_a_new_edit_forgets_what_was_undone(library, filled):
    library.editing.set_starred([filled["tau.txt"]], starred=True)
    library.editing.undo()
    library.editing.set_starred([filled["cau.md"]], starred=True)
    assert library.editing.redo().done == ""
    assert list(library.reading.ids(Filter(starred=True))) == [filled["cau.md"]]


def test_stars_tags_details_and_trash_can_be_undone(library, filled):
    article_id = filled["cau.md"]
    before = library.reading.article(article_id)
    editing = library.editing
    editing.set_starred([article_id], starred=True)
    editing.set_read([article_id], read=True)
    editing.set_tags({article_id: (" cầu ", "Huế", "cầu")})
    editing.set_metadata(article_id, replace(before.metadata, title="Cầu Huế", authors=("Thu Hà", " ")))
    editing.trash([article_id])
    assert article_id not in library.reading.ids(Filter())
    editing.undo()
    after = library.reading.article(article_id)
    assert (after.starred, after.read, after.tags) == (True, True, ("Huế", "cầu"))
    assert (after.metadata.title, after.metadata.authors) == ("Cầu Huế", ("Thu Hà",))
    for _ in range(4):
        editing.undo()
    assert library.reading.article(article_id) == before


def test_undoing_a_star_of_many_leaves_the_one_that_had_it(library, filled):
    library.editing.set_starred([filled["tau.txt"]], starred=True)
    library.editing.set_starred(list(filled.values()), starred=True)
    library.editing.undo()
    assert list(library.reading.ids(Filter(starred=True))) == [filled["tau.txt"]]


def test_an_edited_title_is_found_and_no_longer_a_derived_one(library, filled):
    article_id = filled["cau.md"]
    metadata = replace(library.reading.article(article_id).metadata, title_derived=True)
    library.editing.set_metadata(article_id, replace(metadata, title="Cây cầu Trường Tiền"))
    list(library.intake.work())
    assert library.reading.article(article_id).metadata.title_derived is False
    assert [hit.id for hit in library.reading.search(Query("truong tien")).hits] == [article_id]


def test_notes_are_found_by_search(library, filled):
    library.editing.highlight_quote(filled["ru.txt"], "новый мост", note="so sánh với cầu Nhật Tân")
    list(library.intake.work())
    assert [hit.id for hit in library.reading.search(Query("nhat tan")).hits] == [filled["ru.txt"]]


def test_what_is_not_there_is_said(library, filled):
    with pytest.raises(NotFoundError, match="no article 99"):
        library.editing.highlight(99, 0, 3)
    with pytest.raises(NotFoundError, match="quote was not found"):
        library.editing.highlight_quote(filled["tau.txt"], "máy bay")
    with pytest.raises(NotFoundError, match="no highlight"):
        library.editing.set_note("nope", "x")
    text = library.reading.article(filled["tau.txt"]).text
    with pytest.raises(ReaderError, match="no text in the selection"):
        library.editing.highlight(filled["tau.txt"], text.index("\n\n"), text.index("\n\n") + 2)


def test_edits_that_change_nothing_are_no_steps_to_undo(library, filled):
    made = library.editing.highlight_quote(filled["tau.txt"], "đúng giờ", note="một").highlight
    assert library.editing.set_note(made, " một ").kinds == frozenset()
    assert library.editing.set_starred([filled["tau.txt"]], starred=False).kinds == frozenset()
    library.editing.undo()
    assert library.reading.opened(filled["tau.txt"]).highlights == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(data=st.data())
def test_any_span_becomes_a_highlight_of_just_that_text_or_a_sentence_why_not(library, filled, data):
    article = library.reading.article(filled["tau.txt"])
    start = data.draw(st.integers(-5, len(article.text) + 5))
    end = data.draw(st.integers(-5, len(article.text) + 5))
    try:
        made = library.editing.highlight(article.id, start, end).highlight
    except ReaderError:
        assert article.text[max(0, start) : max(0, end)].strip() == ""
        return
    kept = next(h for h in library.reading.opened(article.id).highlights if h.id == made)
    assert kept.selector.exact == article.text[max(0, start) : end].strip()
    library.editing.undo()
