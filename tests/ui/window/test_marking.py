"""Marking, from the window: styles, ends, tags, notes on articles, many at once, what was deleted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from reader.models import Color, Style
from reader.ui.browse.places import Place, PlaceKind

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing")
TITLE = "Đoàn tàu đầu tiên"


def mark(reader, words, color=Color.YELLOW):
    """Highlight words of the open article; return the id."""
    before = {each.id for each in reader.opened.highlights}
    reader.select(words)
    reader.do(f"highlight_{color}")
    reader.wait(lambda: len(reader.opened.highlights) > len(before))
    return next(each.id for each in reader.opened.highlights if each.id not in before)


def find(reader, name):
    """Return a highlight of the open article."""
    return reader.c.article.shown.highlight(name)


def go_to_notes(reader):
    """Open the place of the notes, as by a click in the sidebar."""
    reader.w.sidebar.select(Place(PlaceKind.NOTES))
    reader.window.flow.go_to_place(Place(PlaceKind.NOTES))


@pytest.fixture
def marked(reader):
    """The reader at an article with two highlights, and their ids."""
    reader.open(TITLE)
    return reader, mark(reader, "tàu chạy"), mark(reader, "sáu toa", Color.BLUE)


def test_the_last_colour_is_taken_again_by_one_key(marked):
    reader, _, _ = marked
    before = len(reader.opened.highlights)
    reader.select("hai chuyến")
    reader.do("highlight")
    reader.wait(lambda: len(reader.opened.highlights) == before + 1)
    assert reader.opened.highlights[-1].color is Color.BLUE


def test_a_line_below_is_switched_for_one_highlight_and_for_new_ones(marked):
    reader, first, _ = marked
    reader.w.page.focus_highlight(first)
    reader.do("highlight_style")
    reader.wait(lambda: find(reader, first).style is Style.UNDERLINE)
    reader.w.page.focus_highlight("")
    reader.do("highlight_style")
    assert reader.w.page._bar._tools["underline"].isChecked()
    made = mark(reader, "hai chuyến")
    assert find(reader, made).style is Style.UNDERLINE
    reader.do("undo")
    reader.wait(lambda: find(reader, made) is None)
    reader.do("undo")
    reader.wait(lambda: find(reader, first).style is Style.FILL)


def test_ends_move_by_keys_and_by_handles_and_come_back(marked):
    reader, first, _ = marked
    reader.w.page.focus_highlight(first)
    reader.do("longer_highlight")
    reader.wait(lambda: find(reader, first).selector.exact == "tàu chạy đúng")
    reader.do("earlier_highlight")
    reader.wait(lambda: find(reader, first).selector.exact == "biết tàu chạy đúng")
    assert reader.w.page.current_highlight.id == first
    selector = find(reader, first).selector
    reader.w.page.span_changed.emit(first, selector.start + 5, selector.end)
    reader.wait(lambda: find(reader, first).selector.exact == "tàu chạy đúng")
    for wanted in ("biết tàu chạy đúng", "tàu chạy đúng", "tàu chạy"):
        reader.do("undo")
        reader.wait(lambda wanted=wanted: find(reader, first).selector.exact == wanted)


def test_star_and_tags_of_a_highlight(marked):
    reader, first, _ = marked
    reader.w.page.focus_highlight(first)
    reader.do("star_highlight")
    reader.wait(lambda: find(reader, first).starred)
    reader.do("tag_highlight")
    editor = reader.w.panel.notes.card(first).tags.editor
    editor.field.setText("số liệu")
    editor.commit()
    reader.wait(lambda: find(reader, first).tags == ("số liệu",))
    reader.wait(lambda: "số liệu" in reader.w.panel.notes._look.tags)


def test_a_note_on_the_article_is_written_found_listed_and_undone(marked):
    reader, _, _ = marked
    reader.do("article_note")
    whole = reader.w.panel.notes.whole
    assert not whole.editor.isHidden()
    whole.editor.setPlainText("So với **Nhật Tân**")
    whole.finish()
    reader.wait(lambda: reader.opened.article.note == "So với **Nhật Tân**")
    reader.rest()
    assert "Nhật Tân</span>" in whole.text.text()
    go_to_notes(reader)
    model = reader.w.notes.model
    reader.wait(lambda: len(model.entries) == 4)
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Note on the whole article")
    reader.do("undo")
    reader.wait(lambda: len(model.entries) == 3)
    reader.wait(lambda: reader.opened.article.note == "")


def test_what_a_note_said_before_is_shown_and_comes_back(marked):
    reader, first, _ = marked
    for text in ("một", "hai"):
        reader.c.marking.set_note(first, text)
        reader.wait(lambda text=text: find(reader, first).note == text)
    reader.w.page.focus_highlight(first)
    reader.do("note_history")
    reader.wait(lambda: reader.c.notes.dialog)
    dialog = reader.c.notes.dialog
    assert (dialog.dates.count(), dialog.text.toPlainText()) == (1, "một")
    dialog.restore.click()
    reader.wait(lambda: find(reader, first).note == "một")
    reader.do("undo")
    reader.wait(lambda: find(reader, first).note == "hai")


def test_names_of_colours_are_given_once_and_shown_everywhere(marked, start):
    reader, first, _ = marked
    reader.do("colors")
    reader.wait(lambda: reader.c.notes.dialog)
    dialog = reader.c.notes.dialog
    dialog.fields[Color.YELLOW].setText("luận điểm")
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Save").click()
    reader.wait(lambda: "luận điểm" in reader.w.panel.notes.card(first).accessibleName())
    for named in (
        reader.w.page._bar._dots[Color.YELLOW].toolTip(),
        reader.w.notes.swatches[Color.YELLOW].toolTip(),
        reader.w.note_editor.colors._swatches[Color.YELLOW].toolTip(),
        reader.c.actions["highlight_yellow"].text(),
    ):
        assert "luận điểm" in named
    again = start()
    again.wait(lambda: "luận điểm" in again.w.notes.swatches[Color.YELLOW].toolTip())


def test_many_are_recoloured_tagged_and_deleted_each_in_one_step(marked):
    reader, first, second = marked
    go_to_notes(reader)
    notes = reader.w.notes
    reader.wait(lambda: len(notes.model.shown) == 2)
    notes.view.selectAll()
    notes.bulk.color_requested.emit(Color.RED)
    reader.wait(lambda: {each.color for each in notes.model.shown} == {Color.RED})
    assert notes.view.selected_ids() == (first, second)
    notes.bulk.tools["tags"].click()
    reader.wait(lambda: reader.c.notes.dialog)
    dialog = reader.c.notes.dialog
    assert dialog.windowTitle() == "Tags of 2 highlights"
    dialog.editor.field.setText("đọc lại")
    dialog._apply()
    reader.wait(lambda: all(each.tags == ("đọc lại",) for each in notes.model.shown))
    notes.bulk.tools["delete"].click()
    reader.wait(lambda: not notes.model.shown)
    assert "2 highlights deleted" in reader.w.status._message.text()
    reader.do("undo")
    reader.wait(lambda: len(notes.model.shown) == 2)
    reader.do("undo")
    reader.wait(lambda: not any(each.tags for each in notes.model.shown))
    reader.do("undo")
    reader.wait(lambda: {each.color for each in notes.model.shown} == {Color.YELLOW, Color.BLUE})


def test_the_selected_highlights_alone_are_exported(marked):
    reader, _, second = marked
    go_to_notes(reader)
    reader.wait(lambda: len(reader.w.notes.model.shown) == 2)
    reader.w.notes.select(second)
    reader.w.notes.bulk.export_requested.emit()
    reader.wait(lambda: reader.c.windows.dialog)
    dialog = reader.c.windows.dialog
    shown: list[str] = []
    reader.c.files.preview((reader.c.article.id,), dialog.choice(), shown.append, (second,))
    reader.wait(lambda: shown)
    assert "sáu toa" in shown[0]
    assert "tàu chạy" not in shown[0]
    dialog.close()


def test_deleted_notes_come_back_or_go_for_good_when_that_is_confirmed(marked):
    reader, first, second = marked
    reader.w.page.focus_highlight(first)
    reader.do("delete_highlight")
    reader.c.notes.delete((second,))
    reader.wait(lambda: not reader.opened.highlights)
    go_to_notes(reader)
    notes = reader.w.notes
    notes.trash.click()
    reader.wait(lambda: len(notes.model.shown) == 2)
    notes.select(first)
    notes.bulk.restore.click()
    reader.wait(lambda: [each.id for each in reader.opened.highlights] == [first])
    reader.wait(lambda: len(notes.model.shown) == 1)
    notes.select(second)
    notes.bulk.forget.click()
    box = reader.c.notes.box
    assert "Delete 1 highlight for good?" in box.text()
    box.reject()
    assert len(notes.model.shown) == 1
    notes.bulk.forget.click()
    next(each for each in reader.c.notes.box.buttons() if each.text() == "Delete").click()
    reader.wait(lambda: not notes.model.entries)
    notes.trash.click()
    reader.wait(lambda: [each.id for each in notes.model.shown] == [first])
