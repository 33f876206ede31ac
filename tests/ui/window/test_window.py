"""The whole way: files come in, are read, searched, marked, undone and exported."""

from __future__ import annotations

import json
import shutil
import threading
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from reader.models import Color, EntityType, Filter, Query, Sort
from reader.search import SearchIndex
from reader.ui.browse.places import Place, PlaceKind
from reader.ui.dialogs import ExportChoice
from reader.ui.entity_types import MARKED_AT_FIRST


def test_an_empty_library_offers_what_to_do_and_the_samples_fill_it(start):
    reader = start()
    reader.wait(lambda: reader.w.articles.empty.findChildren(QAbstractButton))
    buttons = [b.text() for b in reader.w.articles.empty.findChildren(QAbstractButton)]
    assert "Add the sample articles" in buttons
    reader.do("import_samples")
    reader.wait(lambda: len(reader.listed()) >= 24 and reader.c.article.id)
    reader.rest()


def test_files_named_at_the_start_are_imported_and_shown(reader):
    assert reader.opened.article.original_name in {"tau.txt", "cau.md", "ru.txt"}
    assert reader.window.windowTitle() == reader.opened.article.metadata.title


def test_a_file_that_cannot_be_read_is_reported_and_stops_nothing(start, files, tmp_path):
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    reader = start(str(bad), *map(str, files))
    reader.wait(lambda: reader.c.windows.dialog is not None)
    assert "empty.txt" in reader.c.windows.dialog.text()
    reader.wait(lambda: len(reader.listed()) == 3)
    reader.c.windows.dialog.close()
    reader.rest()


def test_dropped_files_are_imported(start, files):
    reader = start()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    reader.window.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, mime, left, none))
    reader.wait(lambda: len(reader.listed()) == 3)
    reader.rest()


def test_a_highlight_is_made_recoloured_undone_and_survives_a_restart(reader, start):
    reader.open("Đoàn tàu đầu tiên")
    reader.select("tàu chạy đúng giờ")
    reader.do("highlight_blue")
    reader.wait(lambda: [h.color for h in reader.opened.highlights] == [Color.BLUE])
    reader.select("tàu chạy đúng giờ")
    reader.do("highlight_red")
    reader.wait(lambda: [h.color for h in reader.opened.highlights] == [Color.RED])
    reader.do("undo")
    reader.wait(lambda: [h.color for h in reader.opened.highlights] == [Color.BLUE])
    reader.do("undo")
    reader.wait(lambda: not reader.opened.highlights)
    reader.do("redo")
    reader.wait(lambda: len(reader.opened.highlights) == 1)
    reader.rest()
    again = start()
    again.wait(lambda: again.c.article.id)  # the article that was open is open again
    assert [h.selector.exact for h in again.opened.highlights] == ["tàu chạy đúng giờ"]
    again.rest()


def test_a_note_is_written_beside_its_passage_edited_and_deleted(reader):
    reader.open("Đoàn tàu đầu tiên")
    reader.select("sáu toa")
    reader.do("note")
    reader.w.note_editor.field.setPlainText("Đếm lại số toa")
    reader.w.note_editor.finish()
    reader.wait(lambda: [h.note for h in reader.opened.highlights] == ["Đếm lại số toa"])
    (made,) = reader.opened.highlights
    assert made.selector.exact == "sáu toa"
    reader.c.marking.edit_note(made.id)
    reader.w.note_editor.field.setPlainText("Đủ sáu toa")
    reader.w.note_editor.finish()
    reader.wait(lambda: [h.note for h in reader.opened.highlights] == ["Đủ sáu toa"])
    reader.select("sáu")
    reader.do("delete_highlight")
    reader.wait(lambda: not reader.opened.highlights)
    reader.do("undo")
    reader.wait(lambda: [h.note for h in reader.opened.highlights] == ["Đủ sáu toa"])
    reader.rest()


def test_typing_searches_marks_and_finds_in_the_page(reader):
    reader.w.search.setText("song lam")
    reader.wait(lambda: len(reader.listed()) == 1)
    reader.w.articles.step(1)
    reader.wait(lambda: reader.c.article.id == reader.listed()[0] and reader.opened.matches)
    text = reader.opened.article.text
    assert {text[a:b] for a, b in reader.opened.matches} == {"Sông Lam"}
    reader.w.search.setText("")
    reader.wait(lambda: len(reader.listed()) == 3)


def test_a_search_while_the_index_is_built_says_that_articles_are_missing(reader, monkeypatch):
    hold = threading.Event()
    write = SearchIndex.update

    def slowly(*arguments: Any, **named: Any) -> None:
        hold.wait(15)
        write(*arguments, **named)

    monkeypatch.setattr(SearchIndex, "update", slowly)
    line = reader.w.reading_line
    try:
        reader.c.listing.search("tàu")
        reader.wait(lambda: len(reader.listed()) == 1)
        assert not line.isVisible()
        reader.application.session.rebuild_index()
        reader.wait(lambda: line.isVisible() and reader.listed() == [])
        assert [label.text() for label in line.findChildren(QLabel) if label.isVisible()] == [
            "3 articles are still being indexed: a search does not find them yet."
        ]
        hold.set()
        reader.wait(lambda: len(reader.listed()) == 1 and not line.isVisible())
    finally:
        hold.set()


def test_a_search_finds_again_after_the_index_was_swept_away(reader, data_folder):
    shutil.rmtree(data_folder / "cache" / "index")
    reader.c.listing.search("tàu")
    reader.wait(lambda: len(reader.listed()) == 1)
    assert reader.ask(lambda library: library.reading.search(Query("")).total) == 3


def test_a_search_is_saved_chosen_deleted_and_brought_back(reader):
    reader.w.search.setText("doan tau")
    reader.wait(lambda: len(reader.listed()) == 1)
    reader.do("save_search")
    reader.wait(lambda: reader.c.searching.saved(1))
    reader.w.search.setText("")
    reader.wait(lambda: len(reader.listed()) == 3)
    reader.w.sidebar.place_chosen.emit(Place(PlaceKind.SAVED, 1, "doan tau"))
    reader.wait(lambda: len(reader.listed()) == 1)
    assert reader.w.search.query == "doan tau"
    reader.w.sidebar.removal_requested.emit(1)
    reader.wait(lambda: not reader.c.searching.saved(1))
    reader.do("undo")
    reader.wait(lambda: reader.c.searching.saved(1))


def test_a_finished_word_is_no_beginning_any_more(reader):
    reader.w.search.setText("đoà")
    reader.wait(lambda: len(reader.listed()) == 1)
    for finished in ("đoà ", '"đoà"'):
        reader.w.search.setText(finished)
        reader.wait(lambda: reader.listed() == [])
        reader.w.search.setText("đoà")
        reader.wait(lambda: len(reader.listed()) == 1)
    reader.do("save_search")
    reader.wait(lambda: reader.c.searching.saved(1))
    saved = reader.ask(lambda library: library.searches.saved()[0])
    assert reader.ask(lambda library: library.searches.count(saved)) == 0
    reader.c.listing.show_saved(saved)
    reader.wait(lambda: reader.listed() == [])
    assert reader.w.search.query == "đoà"


def test_suggestions_come_while_typing_and_name_what_they_are(reader, monkeypatch):
    shown: list[Any] = []
    monkeypatch.setattr(reader.w.search, "set_suggestions", shown.append)
    reader.w.search.setText("luong van")
    reader.wait(lambda: shown and shown[-1])
    assert ("Lương Văn Tám", 'entity:"Lương Văn Tám"', "entity") in shown[-1]
    reader.w.search.suggestion_chosen.emit('entity:"Lương Văn Tám"', "entity")
    reader.wait(lambda: len(reader.listed()) == 1)


def test_notes_are_found_and_listed_across_the_library(reader):
    reader.open("Новый мост")
    reader.select("новый мост")
    reader.do("highlight")
    reader.wait(lambda: reader.opened.highlights)
    reader.open("Cây cầu mới")
    reader.select("cây cầu mới")
    reader.do("highlight_green")
    reader.wait(lambda: reader.opened.highlights)
    reader.rest()
    reader.w.sidebar.place_chosen.emit(Place(PlaceKind.NOTES))
    reader.wait(lambda: reader.w.notes.isVisible() and len(reader.w.notes.shown_articles()) == 2)


def test_places_narrow_the_list_and_chips_widen_it(reader):
    reader.w.sidebar.place_chosen.emit(Place(PlaceKind.LANGUAGE, "ru"))
    reader.wait(lambda: len(reader.listed()) == 1)
    reader.w.sidebar.place_chosen.emit(Place(PlaceKind.ALL))
    reader.wait(lambda: len(reader.listed()) == 3)
    reader.w.articles.filter_changed.emit(Filter(language="vi"))
    reader.wait(lambda: len(reader.listed()) == 2)
    reader.w.articles.filter_changed.emit(Filter())
    reader.wait(lambda: len(reader.listed()) == 3)


def test_the_order_of_the_list_is_remembered(reader, start):
    reader.w.articles.sort_chosen.emit(Sort.TITLE)
    titles = ["Cây cầu mới", "Đoàn tàu đầu tiên", "Новый мост"]
    ids = reader.ask(lambda library: [library.reading.summaries(library.reading.ids(Filter(), Sort.TITLE))])[
        0
    ]
    assert [row.metadata.title for row in ids] == titles
    reader.wait(lambda: reader.listed() == [row.id for row in ids])
    again = start()
    again.wait(lambda: again.listed() == [row.id for row in ids])


def test_stars_read_marks_and_trash_have_a_way_back(reader):
    first = reader.listed()[0]
    reader.w.articles.select_id(first)
    reader.do("star")
    reader.wait(
        lambda: reader.ask(lambda library: list(library.reading.ids(Filter(starred=True)))) == [first]
    )
    reader.do("trash")
    reader.wait(lambda: first not in reader.listed())
    reader.w.sidebar.place_chosen.emit(Place(PlaceKind.TRASH))
    reader.wait(lambda: reader.listed() == [first])
    reader.w.articles.select_id(first)
    reader.do("restore")
    reader.wait(lambda: reader.listed() == [])
    reader.w.sidebar.place_chosen.emit(Place(PlaceKind.ALL))
    reader.wait(lambda: first in reader.listed())
    reader.do("undo")  # the restoring
    reader.do("undo")  # the trash
    reader.do("undo")  # the star
    reader.wait(lambda: reader.ask(lambda library: list(library.reading.ids(Filter(starred=True)))) == [])
    reader.rest()


def test_entities_are_listed_stepped_through_and_switched_off(reader):
    reader.open("Đoàn tàu đầu tiên")
    assert ("Lương Văn Tám", EntityType.PER) in {(m.text, m.type) for m in reader.opened.mentions}
    reader.do("next_mention")
    first = reader.w.page.overlay.pointed.current_mention
    reader.do("next_mention")
    assert reader.w.page.overlay.pointed.current_mention != first
    reader.do("entities")
    assert reader.w.page.overlay.types == frozenset()
    reader.do("entities")
    assert reader.w.page.overlay.types == MARKED_AT_FIRST


def test_details_and_tags_are_edited_and_found(reader):
    reader.open("Cây cầu mới")
    article = reader.opened.article
    reader.w.panel.details.metadata_changed.emit(
        article.id, type(article.metadata)(title="Cầu Trường Tiền", language="vi")
    )
    reader.w.panel.details.tags_changed.emit(article.id, ("cầu",))
    reader.wait(lambda: reader.window.windowTitle() == "Cầu Trường Tiền" and reader.opened.article.tags)
    reader.w.search.setText("truong tien")
    reader.wait(lambda: reader.listed() == [article.id])
    reader.rest()


def test_copying_takes_the_citation_along(reader):
    reader.open("Đoàn tàu đầu tiên")
    reader.select("sáu toa")
    reader.do("copy_with_citation")
    copied = QGuiApplication.clipboard().text()
    assert "sáu toa" in copied
    assert "Minh Anh" in copied
    assert "Đoàn tàu đầu tiên" in copied


def test_highlights_are_exported_to_a_file(reader, tmp_path):
    reader.open("Đoàn tàu đầu tiên")
    reader.select("sáu toa")
    reader.do("highlight")
    reader.wait(lambda: reader.opened.highlights)
    target = tmp_path / "notes.json"
    reader.c.files.save([reader.c.article.id], ExportChoice("chosen", "json"), target)
    reader.wait(target.exists)
    assert "sáu toa" in json.dumps(json.loads(target.read_text(encoding="utf-8")), ensure_ascii=False)


def test_a_link_opens_its_article_and_highlight(reader, start):
    reader.open("Đoàn tàu đầu tiên")
    reader.select("sáu toa")
    reader.do("highlight")
    reader.wait(lambda: reader.opened.highlights)
    article_id, mark = reader.c.article.id, reader.opened.highlights[0].id
    reader.open("Новый мост")
    reader.window.receive([f"docbao://article/{article_id}#{mark}"])
    reader.wait(lambda: reader.c.article.id == article_id)
    assert reader.w.page.overlay.pointed.highlight == mark


def test_a_link_to_nothing_is_explained(reader):
    reader.window.receive(["docbao://article/999"])
    reader.wait(lambda: reader.c.windows.box is not None)
    assert "999" in reader.c.windows.box.text()
    reader.c.windows.box.close()


def test_columns_fold_away_and_come_back_at_the_next_start(reader, start):
    reader.do("sidebar")
    assert not reader.w.sidebar.isVisible()
    reader.do("focus")
    assert not reader.w.panel.isVisible()
    assert not reader.w.toolbar.isVisible()
    reader.do("focus")
    assert reader.w.panel.isVisible()
    again = start()
    assert not again.w.sidebar.isVisible()
    assert again.w.panel.isVisible()


def test_theme_and_type_change_at_once_and_are_remembered(reader, start):
    reader.c.appearance.choose_theme("sepia")
    assert reader.w.page.theme.name == "sepia"
    size = reader.w.page.typography.size
    reader.do("larger")
    assert reader.w.page.typography.size == size + 1
    again = start()
    assert (again.w.page.theme.name, again.w.page.typography.size) == ("sepia", size + 1)


def test_where_reading_stopped_is_kept(reader, start):
    reader.open("Đoàn tàu đầu tiên")
    article_id = reader.c.article.id
    reader.c.article.moved(40)
    reader.open("Новый мост")
    reader.wait(lambda: reader.ask(lambda library: library.reading.article(article_id).position) == 40)


def test_every_command_is_in_the_palette_with_its_key(reader):
    reader.do("palette")
    palette = reader.c.windows.palette
    palette.field.setText("type and theme")
    assert palette.found()[0].id == "typography"
    assert palette.found()[0].shortcut == "Ctrl+T"
    palette.dismiss()


def test_every_window_opens_and_closes(reader):
    reader.open("Đoàn tàu đầu tiên")
    for command in ("keys", "about", "settings", "export", "tags"):
        reader.do(command)
        reader.wait(lambda: reader.c.windows.dialog is not None and reader.c.windows.dialog.isVisible())
        reader.c.windows.dialog.close()
        reader.wait(lambda: reader.c.windows.dialog is None)
    reader.do("typography")
    assert reader.c.windows.typography.isVisible()
    reader.c.windows.typography.dismiss()


def test_keys_have_no_two_meanings():
    from reader.ui.commands import COMMANDS

    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
