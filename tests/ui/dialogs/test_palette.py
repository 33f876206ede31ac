"""The palette finds every action."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.ui.dialogs import CommandRow, Palette
from reader.ui.dialogs.rows import ranked, score
from reader.ui.fonts import FontFamilies
from reader.ui.theme import Theme

# The offscreen platform says so whenever a window's smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def palette(
    window: QWidget, translator: Translator, theme: Theme, fonts: FontFamilies, rows: list[CommandRow]
) -> Palette:
    made = Palette(window, translator, theme, fonts)
    made.set_commands(rows)
    made.open()
    return made


def ids(rows: list[CommandRow]) -> list[str]:
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("ghi chu", "note"),
        ("GIOI", "about"),
        ("viet", "note"),
        ("xdd", "export"),
        ("thieu gioi", "about"),
        ("ctrl+o", "import"),
        ("trợ giúp", "about"),
    ],
)
def test_unaccented_scattered_and_other_words_find(typed: str, best: str, rows: list[CommandRow]) -> None:
    assert ids(ranked(typed, rows))[0] == best


def test_nothing_typed_shows_all_in_their_order(rows: list[CommandRow]) -> None:
    assert ids(ranked(" ", rows)) == ["import", "export", "star", "note", "about"]


def test_what_cannot_be_done_now_comes_last(rows: list[CommandRow]) -> None:
    assert ids(ranked("danh dau", rows)) == ["export", "star"]


def test_beginnings_are_better_than_middles_and_scattered_letters() -> None:
    scores = [score("not", text) for text in ("note", "a note", "cannot", "n-o-t", "xyz")]
    assert scores[-1] is None
    known = [each for each in scores if each is not None]
    assert known == sorted(set(known))


@given(st.text(max_size=12), st.lists(st.text(max_size=20), max_size=5))
def test_whatever_is_typed_gives_some_of_the_rows(typed: str, names: list[str]) -> None:
    rows = [CommandRow(str(at), name) for at, name in enumerate(names)]
    found = ranked(typed, rows)
    assert len(set(ids(found))) == len(found) <= len(rows)


def test_enter_chooses_the_first_that_can_be_done(qtbot: QtBot, palette: Palette) -> None:
    palette.field.setText("danh dau")
    with qtbot.waitSignal(palette.command_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == ["export"]
    assert palette.isHidden()


def test_arrows_pass_over_what_cannot_be_done_and_go_around(qtbot: QtBot, palette: Palette) -> None:
    for _ in range(2):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().data() == "Viết ghi chú"
    for _ in range(3):
        qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().data() == "Giới thiệu Docbao"


def test_the_chosen_row_is_said_to_assistive_technology(palette: Palette) -> None:
    palette.field.setText("viet")
    assert palette.field.accessibleDescription() == "Viết ghi chú, Trang, N"


def test_a_click_chooses(qtbot: QtBot, palette: Palette) -> None:
    place = palette.list.visualRect(palette.list.model().index(1, 0)).center()
    with qtbot.waitSignal(palette.command_chosen) as chosen:
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["export"]


def test_escape_goes_and_gives_the_focus_back(qtbot: QtBot, palette: Palette, window: QWidget) -> None:
    assert QApplication.focusWidget() is palette.field
    with qtbot.waitSignal(palette.closed), qtbot.assertNotEmitted(palette.command_chosen):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.findChild(QLineEdit)


def test_a_press_elsewhere_closes(qtbot: QtBot, palette: Palette, window: QWidget) -> None:
    away = QPoint(window.width() - 4, window.height() - 4)
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=away)
    assert palette.isHidden()


def test_nothing_found_says_so_and_enter_does_nothing(qtbot: QtBot, palette: Palette) -> None:
    palette.field.setText("qqqq")
    assert palette.found() == []
    assert palette._nothing.isVisible()
    with qtbot.assertNotEmitted(palette.command_chosen):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_opening_again_begins_anew(palette: Palette) -> None:
    palette.field.setText("viet")
    palette.dismiss()
    palette.open()
    assert palette.field.text() == ""
    assert len(palette.found()) == 5
