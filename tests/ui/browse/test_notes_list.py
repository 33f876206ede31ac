"""The list of notes: grouping, narrowing, keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from reader.models import Color, Highlight, Selector
from reader.ui.browse.notes_delegate import lines_of
from reader.ui.browse.notes_list import NotesList

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def highlight(key, article_id, quote, note="", color=Color.YELLOW):
    return Highlight(key, article_id, Selector(quote, "", "", 0, len(quote)), color, note, "2025-10-26")


@pytest.fixture
def groups(summary):
    return [
        (summary(1), [highlight("a", 1, "Đào tạo chuyên gia"), highlight("b", 1, "hai", color=Color.BLUE)]),
        (summary(2), [highlight("c", 2, "ba", "Ghi chú về đào tạo", Color.BLUE)]),
    ]


@pytest.fixture
def notes(qtbot, look, translator, groups):
    made = NotesList(translator, look)
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.set_notes(groups)
    made.show()
    return made


def shown(notes):
    return [entry.id for entry in notes.model.entries]


def test_highlights_stand_beneath_their_article(notes):
    assert shown(notes) == [1, "a", "b", 2, "c"]
    assert notes._count.text() == "3 highlights"


def test_passes_the_model_tester(notes, groups):
    tester = QAbstractItemModelTester(notes.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    notes.words.setText("ba")
    notes.set_notes(groups[:1])
    assert tester.model() is notes.model


def test_words_are_found_in_quotes_and_notes_without_accents(notes):
    notes.words.setText("dao TAO")
    assert shown(notes) == [1, "a", 2, "c"]


def test_colours_narrow_and_leave_no_empty_article(notes):
    notes.swatches[Color.YELLOW].click()
    assert shown(notes) == [1, "a"]
    notes.swatches[Color.BLUE].click()
    assert shown(notes) == [1, "a", "b", 2, "c"]


def test_only_the_articles_that_are_shown_are_exported(notes, qtbot):
    notes.words.setText("ghi chu")
    with qtbot.waitSignal(notes.export_requested) as told:
        notes._export.click()
    assert told.args == [(2,)]


def test_what_is_not_found_and_what_is_not_there_are_said_differently(notes):
    notes.words.setText("zzz")
    assert notes.empty.isVisible()
    first = notes.empty.accessibleName()
    notes.words.clear()
    assert notes.view.isVisible()
    notes.set_notes([])
    assert notes.empty.isVisible()
    assert notes.empty.accessibleName() != first


def test_keys_step_over_the_heads(notes, qtbot):
    told: list[object] = []
    notes.highlight_chosen.connect(lambda *chosen: told.append(chosen))
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(notes.view, key)
    assert told == [(1, "a"), (1, "b"), (2, "c"), (1, "b")]


def test_keys_edit_and_delete_the_current_highlight(notes, qtbot):
    notes.select("c")
    with qtbot.waitSignal(notes.edit_requested) as edited:
        qtbot.keyClick(notes.view, Qt.Key.Key_F2)
    with qtbot.waitSignal(notes.delete_requested) as deleted:
        qtbot.keyClick(notes.view, Qt.Key.Key_Delete)
    assert (edited.args, deleted.args) == ([2, "c"], ["c"])


def test_a_refresh_keeps_the_current_highlight_and_is_silent(notes, groups, qtbot):
    notes.select("b")
    with qtbot.assertNotEmitted(notes.highlight_chosen):
        notes.set_notes(groups[::-1])
    assert notes.view.current().id == "b"


def test_the_menu_exports_one_article(notes, qtbot):
    action = next(each for each in notes.menu(highlight("c", 2, "ba")).actions() if "Export" in each.text())
    with qtbot.waitSignal(notes.export_requested) as told:
        action.trigger()
    assert told.args == [(2,)]


def test_a_highlight_says_its_colour_quote_and_note(notes):
    said = notes.model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Blue, ba, Ghi chú về đào tạo"


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("một", 1), ("x" * 36, 1), ("x" * 37, 2)])
def test_short_texts_take_one_line(text, lines):
    assert lines_of(text) == lines
