"""Type and theme, and the editor of a note."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.models import Color
from reader.ui.dialogs import NoteEditor, TypographyPopover
from reader.ui.fonts import FontFamilies
from reader.ui.page.typography import Typography
from reader.ui.theme import Theme, themes

# The offscreen platform says so whenever a window's smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def popover(
    qtbot: QtBot, window: QWidget, translator: Translator, theme: Theme, fonts: FontFamilies
) -> TypographyPopover:
    made = TypographyPopover(window, translator, theme, fonts)
    made.set_theme_name("light")
    made.open_near(QRect(700, 10, 28, 28))
    return made


@pytest.fixture
def note(window: QWidget, translator: Translator, theme: Theme, fonts: FontFamilies) -> NoteEditor:
    return NoteEditor(window, translator, theme, fonts)


def test_every_choice_of_type_is_told_at_once(popover: TypographyPopover) -> None:
    told: list[Typography] = []
    popover.typography_changed.connect(told.append)
    popover.slider("size").setValue(22)
    popover.slider("spacing").setValue(180)
    popover.slider("measure").setValue(60)
    popover.family_button("sans").click()
    popover.justify.click()
    assert told[-1] == Typography("sans", 22, 1.8, 60, justify=True)
    assert len(told) == 5


def test_what_is_in_effect_is_shown_silently(qtbot: QtBot, popover: TypographyPopover) -> None:
    wanted = Typography("sans", 24, 1.5, 80, justify=True)
    with qtbot.assertNotEmitted(popover.typography_changed):
        popover.set_typography(wanted)
    assert popover.typography() == wanted
    assert popover.slider("size").value() == 24
    assert popover.justify.isChecked()


def test_a_theme_is_chosen_by_its_page(qtbot: QtBot, popover: TypographyPopover) -> None:
    with qtbot.waitSignal(popover.theme_chosen) as told:
        popover.theme_button("sepia").click()
    assert told.args == ["sepia"]
    popover.set_theme_name("system")
    assert popover.theme_button("system").isChecked()


def test_it_stays_inside_the_window(popover: TypographyPopover, window: QWidget) -> None:
    assert window.rect().contains(popover.geometry())


def test_tab_goes_round_inside(qtbot: QtBot, popover: TypographyPopover) -> None:
    seen: list[QWidget] = []
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert popover.isAncestorOf(focused)
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert set(seen) >= {popover.justify, *(popover.slider(name) for name in ("size", "measure", "spacing"))}


def test_letters_do_not_reach_the_window_beneath(
    qtbot: QtBot, popover: TypographyPopover, note: NoteEditor, window: QWidget
) -> None:
    shortcuts = [QShortcut(QKeySequence(key), window) for key in ("J", "3", "Delete")]
    note.open_for(QRect(100, 100, 200, 20))
    for focused in (popover.slider("size"), note.colors, note):
        focused.setFocus()
        for shortcut, key in zip(shortcuts, (Qt.Key.Key_J, Qt.Key.Key_3, Qt.Key.Key_Delete), strict=True):
            with qtbot.assertNotEmitted(shortcut.activated):
                qtbot.keyClick(focused, key)


def test_a_note_is_saved_by_control_enter(qtbot: QtBot, note: NoteEditor) -> None:
    note.open_for(QRect(100, 100, 200, 20), quote="Lễ ký")
    note.field.setPlainText("Điều 64")
    with qtbot.waitSignal(note.saved) as told:
        qtbot.keyClick(note.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["Điều 64", Color.YELLOW]
    assert note.isHidden()


def test_escape_saves_what_was_typed_and_only_that(qtbot: QtBot, note: NoteEditor) -> None:
    note.open_for(QRect(100, 100, 200, 20), note="cũ")
    with qtbot.assertNotEmitted(note.saved), qtbot.waitSignal(note.dismissed):
        qtbot.keyClick(note.field, Qt.Key.Key_Escape)
    note.open_for(QRect(100, 100, 200, 20), note="cũ")
    note.field.setPlainText("mới")
    with qtbot.waitSignal(note.saved) as told:
        qtbot.keyClick(note.field, Qt.Key.Key_Escape)
    assert told.args == ["mới", Color.YELLOW]


def test_a_press_elsewhere_saves_even_what_is_being_composed(
    qtbot: QtBot, note: NoteEditor, window: QWidget
) -> None:
    note.open_for(QRect(100, 100, 200, 20))
    QApplication.sendEvent(note.field, QInputMethodEvent("Đà Nẵng", []))
    away = window.findChild(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert away is not None
    with qtbot.waitSignal(note.saved) as told:
        place = away.mapTo(window, away.rect().center())
        qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["Đà Nẵng", Color.YELLOW]


def test_a_colour_alone_is_a_change(qtbot: QtBot, note: NoteEditor) -> None:
    note.open_for(QRect(100, 100, 200, 20), note="như cũ", color=Color.GREEN)
    qtbot.keyClick(note.colors, Qt.Key.Key_3)
    with qtbot.waitSignal(note.saved) as told:
        note.finish()
    assert told.args == ["như cũ", Color.BLUE]


def test_opening_for_another_highlight_saves_the_first(qtbot: QtBot, note: NoteEditor) -> None:
    note.open_for(QRect(100, 100, 200, 20))
    note.field.setPlainText("một")
    with qtbot.waitSignal(note.saved) as told:
        note.open_for(QRect(100, 300, 200, 20), note="hai")
    assert told.args == ["một", Color.YELLOW]
    assert note.field.text() == "hai"


def test_it_grows_with_the_note_and_stays_inside(qtbot: QtBot, note: NoteEditor, window: QWidget) -> None:
    note.open_for(QRect(100, 560, 200, 20))
    low = note.height()
    note.field.setPlainText("\n".join("dòng" for _ in range(9)))
    qtbot.waitUntil(lambda: note.height() > low)
    assert window.rect().contains(note.geometry())


def test_cards_are_painted_in_other_themes(note: NoteEditor, popover: TypographyPopover) -> None:
    note.open_for(QRect(100, 100, 200, 20), quote="Lễ ký")
    for card in (note, popover):
        light = card.grab().toImage()
        card.set_theme(themes["dark"])
        assert card.grab().toImage() != light
