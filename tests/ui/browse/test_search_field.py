"""The search field: when it tells a query, and where its keys lead."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reader.ui.browse.search_field import SearchField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise")

SUGGESTIONS = [("Hà Nội", "entity:hanoi", "entity"), ("báo", "tag:báo", "tag")]


@pytest.fixture
def field(qtbot, look, translator):
    window = QWidget()
    made = SearchField(translator, look, "Ctrl K")
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.resize(500, 300)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.setFocus()
    yield made
    window.close()


def compose(field, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_quick_typing_is_told_once(field, qtbot):
    told: list[object] = []
    field.query_changed.connect(told.append)
    qtbot.keyClicks(field, "ha noi")
    assert told == []
    qtbot.waitUntil(lambda: told == ["ha noi"])


def test_nothing_is_told_while_an_input_method_composes(field, qtbot):
    told: list[object] = []
    field.query_changed.connect(told.append)
    qtbot.keyClicks(field, "a")
    compose(field, "đ")
    qtbot.wait(150)
    assert told == []
    compose(field, "", "đã")
    qtbot.waitUntil(lambda: told == ["ađã"])


def test_a_query_is_told_in_nfc(field, qtbot):
    with qtbot.waitSignal(field.query_changed) as told:
        field.setText("Đa\u0300")
    assert told.args == ["Đ\u00e0"]


def test_a_query_set_by_program_is_silent(field, qtbot):
    with qtbot.assertNotEmitted(field.query_changed, wait=120):
        field.set_query("hà nội")
    assert field.query == "hà nội"


def test_enter_tells_at_once_and_asks_for_the_list(field, qtbot):
    qtbot.keyClicks(field, "abc")
    with qtbot.waitSignals([field.query_changed, field.list_requested], order="strict", timeout=20):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_down_asks_for_the_list(field, qtbot):
    with qtbot.waitSignal(field.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_escape_clears_then_leaves(field, qtbot):
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_the_cross_is_there_only_with_text_and_clears_it(field, qtbot):
    assert not field._clear.isVisible()
    field.set_query("abc")
    assert field._clear.isVisible()
    with qtbot.waitSignal(field.query_changed) as told:
        qtbot.mouseClick(field._clear, Qt.MouseButton.LeftButton)
    assert told.args == [""]


def test_keys_go_through_the_suggestions_and_choose(field, qtbot):
    field.set_suggestions(SUGGESTIONS)
    assert field._popup.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.suggestion_chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == ["tag:báo", "tag"]
    assert field.text() == "tag:báo"
    assert not field._popup.isVisible()


def test_escape_closes_the_suggestions_before_it_clears(field, qtbot):
    field.set_query("h")
    field.set_suggestions(SUGGESTIONS)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field._popup.isVisible()
    assert field.text() == "h"


def test_enter_without_a_chosen_suggestion_searches_what_was_typed(field, qtbot):
    field.set_suggestions(SUGGESTIONS)
    qtbot.keyClicks(field, "xyz")
    with qtbot.waitSignal(field.query_changed) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["xyz"]


def test_down_beyond_the_last_suggestion_goes_to_the_list(field, qtbot):
    field.set_suggestions(SUGGESTIONS)
    for _ in SUGGESTIONS:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field._popup.isVisible()
    with qtbot.waitSignal(field.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert not field._popup.isVisible()


def test_suggestions_that_nobody_goes_through_close_by_themselves(field, qtbot):
    field._rest.setInterval(1)
    field.set_suggestions(SUGGESTIONS)
    qtbot.waitUntil(lambda: not field._popup.isVisible())
    assert field.hasFocus()


def test_suggestions_stay_while_one_goes_through_them(field, qtbot):
    field.set_suggestions(SUGGESTIONS)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    field._close_unused()
    assert field._popup.isVisible()
