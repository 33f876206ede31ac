"""What a reader's hands do without thinking: keys act on what was clicked, and work from the list too."""

from __future__ import annotations

import sqlite3

from PySide6.QtCore import Qt

from reader.library import Library
from reader.models import Change, ChangeKind, Color
from reader.paths import folders

PASSAGE = "tàu chạy đúng giờ"


def test_keys_mean_the_highlight_that_was_clicked(reader):
    reader.open("Đoàn tàu đầu tiên")
    reader.select(PASSAGE)
    reader.do("highlight_blue")
    reader.wait(lambda: [h.color for h in reader.opened.highlights] == [Color.BLUE])
    mark = reader.opened.highlights[0].id
    reader.w.page.clear_selection()
    reader.w.page.focus_highlight(mark)
    reader.do("highlight_red")
    reader.wait(lambda: [h.color for h in reader.opened.highlights] == [Color.RED])
    reader.do("note")
    reader.wait(reader.w.note_editor.isVisible)
    reader.w.note_editor.close()
    reader.do("delete_highlight")
    reader.wait(lambda: not reader.opened.highlights)


def test_keys_mean_nothing_where_nothing_is_selected_or_clicked(reader):
    reader.open("Đoàn tàu đầu tiên")
    reader.select(PASSAGE)
    reader.do("highlight_blue")
    reader.wait(lambda: reader.opened.highlights)
    reader.w.page.clear_selection()
    reader.w.page.focus_highlight("")
    reader.do("delete_highlight")
    reader.rest()
    assert len(reader.opened.highlights) == 1


def test_the_space_bar_reads_on_from_the_list(reader):
    turned: list[int] = []
    table = reader.w.articles.table
    table.read_on_pressed.connect(turned.append)
    before = reader.w.articles.selected_ids()
    reader.qtbot.keyClick(table, Qt.Key.Key_Space)
    reader.qtbot.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert turned == [1, -1]
    assert reader.w.articles.selected_ids() == before


def test_a_library_that_cannot_be_opened_is_said_once(start, data_folder, capsys):
    Library(folders(data_folder)).close()
    with sqlite3.connect(data_folder / "library.sqlite") as library:
        library.execute("PRAGMA user_version = 99")
    library.close()
    person = start()
    person.wait(lambda: person.c.windows.box)
    person.qtbot.wait(200)
    assert capsys.readouterr().err.count("newer Docbao") == 1
    person.c.windows.box.deleteLater()


def test_the_open_article_can_be_exported_when_the_list_does_not_hold_it(reader):
    reader.open("Đoàn tàu đầu tiên")
    reader.select(PASSAGE)
    reader.do("highlight_blue")
    reader.wait(lambda: reader.opened.highlights)
    reader.w.search.set_query("không-có-gì-như-vậy")
    reader.c.listing.search("không-có-gì-như-vậy")
    reader.wait(lambda: not reader.listed())
    asked: list[object] = []
    reader.c.files.preview = lambda ids, *_rest: asked.append(ids)
    reader.do("export")
    reader.wait(lambda: asked)
    assert asked[0] == (reader.c.article.id,)
    reader.c.windows.dialog.close()


def test_the_selection_gives_way_to_the_highlight_that_was_made_of_it(reader):
    reader.open("Đoàn tàu đầu tiên")
    reader.select("sáu toa")
    reader.do("highlight_green")
    reader.wait(lambda: reader.w.page.current_highlight is not None)
    assert reader.w.page.selection() is None
    assert reader.w.page.current_highlight.selector.exact == "sáu toa"
    reader.do("highlight_blue")  # the keys mean the new highlight
    reader.wait(lambda: [h.color for h in reader.opened.highlights] == ["blue"])


def test_a_change_of_the_open_article_does_not_hinder_opening_another(reader):
    reader.open("Đoàn tàu đầu tiên")
    first = reader.c.article.id
    other = next(article_id for article_id in reader.listed() if article_id != first)
    reader.c.article.open(other)
    reader.c.article.refresh(Change(frozenset((ChangeKind.HIGHLIGHTS,)), frozenset((first,))))
    reader.wait(lambda: reader.c.article.id == other)
