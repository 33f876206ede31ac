"""The tab of notes: nothing that was typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.models import Color, Style
from reader.ui.fonts import FontFamilies
from reader.ui.panel import NotesTab
from reader.ui.panel.growing import GrowingEdit
from reader.ui.theme import Theme
from tests.ui.panel.conftest import Marker

# The offscreen platform says so whenever a window's smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing")


@pytest.fixture
def tab(qtbot: QtBot, translator: Translator, theme: Theme, fonts: FontFamilies) -> NotesTab:
    made = NotesTab(translator, theme, fonts)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def editor(tab: NotesTab, id_: str) -> GrowingEdit:
    card = tab.card(id_)
    assert card is not None
    assert card.editor is not None
    return card.editor


def saved(tab: NotesTab) -> list[tuple[str, str]]:
    notes: list[tuple[str, str]] = []
    tab.note_changed.connect(lambda id_, text: notes.append((id_, text)))
    return notes


def test_cards_stand_in_the_order_of_the_text_orphans_last(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("o", orphan=True), mark("b", start=50), mark("a", start=5)])
    assert [card.highlight.id for card in tab.cards()] == ["a", "b", "o"]
    assert tab._orphans_head.isVisible()
    tops = [card.y() for card in tab.cards()]
    assert tops == sorted(tops)


def test_control_enter_saves_and_closes(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    notes = saved(tab)
    tab.edit("a")
    editor(tab, "a").setPlainText("Điều 64 nói gì?")
    qtbot.keyClick(editor(tab, "a"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert notes == [("a", "Điều 64 nói gì?")]
    assert tab.cards()[0].editor is None
    assert tab.cards()[0].note() == "Điều 64 nói gì?"


def test_enter_alone_is_a_new_line(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a", note="một")])
    tab.edit("a")
    qtbot.keyClick(editor(tab, "a"), Qt.Key.Key_Return)
    assert editor(tab, "a").text() == "một\n"


def test_escape_takes_the_change_back(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a", note="cũ")])
    notes = saved(tab)
    tab.edit("a")
    editor(tab, "a").setPlainText("mới")
    qtbot.keyClick(editor(tab, "a"), Qt.Key.Key_Escape)
    assert notes == []
    assert tab.cards()[0].note() == "cũ"


def test_leaving_the_editor_saves(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a"), mark("b", start=9)])
    notes = saved(tab)
    tab.edit("a")
    editor(tab, "a").setPlainText("giữ lấy")
    tab.edit("b")
    assert notes == [("a", "giữ lấy")]


def test_an_unchanged_note_is_not_saved(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a", note="như cũ")])
    notes = saved(tab)
    tab.edit("a")
    tab.flush()
    tab.cards()[0].finish()
    assert notes == []


def test_flush_hands_on_what_an_input_method_is_composing(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a", note="Bộ 🙂 trưởng")])
    notes = saved(tab)
    tab.edit("a")
    field = editor(tab, "a")
    QApplication.sendEvent(field, QInputMethodEvent(" Lương", []))
    tab.flush()
    assert notes == [("a", "Bộ 🙂 trưởng Lương")]


def test_a_committed_composition_is_saved_in_nfc(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    notes = saved(tab)
    tab.edit("a")
    event = QInputMethodEvent()
    event.setCommitString("Đà Nẵng")
    QApplication.sendEvent(editor(tab, "a"), event)
    tab.flush()
    assert notes == [("a", "Đà Nẵng")]


def test_new_highlights_leave_an_editor_in_use_alone(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("b", start=9)])
    notes = saved(tab)
    tab.edit("b")
    field = editor(tab, "b")
    field.setPlainText("đang viết")
    tab.set_highlights([mark("a"), mark("b", note="từ nơi khác", start=9), mark("c", start=30)])
    assert editor(tab, "b") is field
    assert field.text() == "đang viết"
    assert field.hasFocus()
    tab.flush()
    assert notes == [("b", "đang viết")]


def test_text_is_handed_on_when_its_highlight_goes(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    notes = saved(tab)
    tab.edit("a")
    editor(tab, "a").setPlainText("chưa lưu")
    tab.set_highlights([])
    assert notes == [("a", "chưa lưu")]


def test_editing_a_highlight_that_is_still_to_come(tab: NotesTab, mark: Marker) -> None:
    tab.edit("later")
    tab.set_highlights([mark("later")])
    assert editor(tab, "later").hasFocus()


def test_clicking_a_card_goes_to_its_place_an_orphan_has_none(
    qtbot: QtBot, tab: NotesTab, mark: Marker
) -> None:
    tab.set_highlights([mark("a"), mark("o", orphan=True)])
    went: list[str] = []
    tab.highlight_requested.connect(went.append)
    for card in tab.cards():
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert went == ["a"]


def test_a_double_click_edits_and_goes_nowhere_more(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    went: list[str] = []
    tab.highlight_requested.connect(went.append)
    card = tab.cards()[0]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(card, Qt.MouseButton.LeftButton)
    assert went == ["a"]
    assert editor(tab, "a").hasFocus()


def test_keys_of_a_card(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    card = tab.cards()[0]
    card.setFocus()
    with qtbot.waitSignal(tab.highlight_requested):
        qtbot.keyClick(card, Qt.Key.Key_Return)
    with qtbot.waitSignal(tab.copy_requested):
        qtbot.keyClick(card, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(tab.delete_requested):
        qtbot.keyClick(card, Qt.Key.Key_Delete)
    qtbot.keyClick(card, Qt.Key.Key_F2)
    assert card.editor is not None


def test_deleting_hands_on_the_text_first(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    told: list[str] = []
    tab.note_changed.connect(lambda _id, text: told.append(text))
    tab.delete_requested.connect(lambda _id: told.append("deleted"))
    tab.edit("a")
    editor(tab, "a").setPlainText("viết dở")
    tab.cards()[0]._buttons["trash"].click()
    assert told == ["viết dở", "deleted"]


def test_choosing_a_colour_tells_it(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    card = tab.cards()[0]
    menu = card._color_menu()
    blue = next(action for action in menu.actions() if action.data() == Color.BLUE.value)
    with qtbot.waitSignal(tab.color_changed) as told:
        blue.trigger()
    assert told.args == ["a", Color.BLUE]
    before = card.grab().toImage()
    tab.set_highlights([replace(card.highlight, color=Color.BLUE)])
    assert card.grab().toImage() != before


def test_a_card_keeps_its_keys_from_the_shortcuts_of_the_window(
    qtbot: QtBot, tab: NotesTab, mark: Marker
) -> None:
    tab.set_highlights([mark("a")])
    shortcut = QShortcut(QKeySequence("Delete"), tab)
    card = tab.cards()[0]
    card.setFocus()
    with qtbot.assertNotEmitted(shortcut.activated), qtbot.waitSignal(tab.delete_requested):
        qtbot.keyClick(card, Qt.Key.Key_Delete)


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    tab.cards()[0].setFocus()
    copy = tab.cards()[0]._buttons["copy"]
    copy.setFocus()
    with qtbot.assertNotEmitted(tab.highlight_requested), qtbot.waitSignal(tab.copy_requested):
        qtbot.keyClick(copy, Qt.Key.Key_Return)


def test_an_editor_grows_with_its_text(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    tab.edit("a")
    field = editor(tab, "a")
    low = field.height()
    field.setPlainText("\n".join("dòng" for _ in range(8)))
    assert field.height() > low


def test_every_control_of_a_card_has_a_name(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a", "Lễ ký")])
    card = tab.cards()[0]
    assert card.accessibleName() == "Highlight, Yellow: Lễ ký"
    card.setFocus()
    buttons = card.findChildren(QToolButton)
    assert len(buttons) == 7
    assert all(button.accessibleName() for button in buttons)


def test_tab_goes_from_a_card_to_its_buttons_then_to_the_next_card(
    qtbot: QtBot, tab: NotesTab, mark: Marker
) -> None:
    tab.set_highlights([mark("a"), mark("b", start=9)])
    first, second = tab.cards()
    first.setFocus()
    reached: list[QWidget | None] = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [*first._buttons.values(), second]


# Notes in Markdown, tags, stars, styles --------------------------------------------------------------


def test_a_note_is_shown_as_its_markdown_says(tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights(
        [mark("a", note="**đậm** <b>x</b> ![p](file:///a.png) [đây](https://a.vn)"), mark("b", note="2 * 3")]
    )
    rich, plain = (card._note_label for card in tab.cards())
    assert rich.textFormat() == Qt.TextFormat.RichText
    assert '<span style="font-weight: 600">đậm</span>' in rich.text()
    assert "&lt;b&gt;" in rich.text()
    assert "<img" not in rich.text()
    assert plain.text().endswith("2 * 3</p>")


def test_a_link_in_a_note_is_handed_on(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a", note="[đây](https://a.vn)")])
    with qtbot.waitSignal(tab.link_clicked) as told:
        tab.cards()[0]._note_label.linkActivated.emit("https://a.vn")
    assert told.args == ["https://a.vn"]


def test_a_star_and_a_style_are_asked_for(qtbot: QtBot, tab: NotesTab, mark: Marker) -> None:
    tab.set_highlights([mark("a")])
    card = tab.cards()[0]
    card.setFocus()
    with qtbot.waitSignal(tab.star_changed) as star:
        card._buttons["star"].click()
    with qtbot.waitSignal(tab.style_changed) as style:
        menu = QMenu()
        card._add_more(menu)
        menu.actions()[0].trigger()
    assert (star.args, style.args) == (["a", True], ["a", Style.UNDERLINE])
    tab.set_highlights([replace(card.highlight, starred=True, style=Style.UNDERLINE, tags=("Huế",))])
    assert card._date.text().startswith("★")
    assert card.tags._words.text() == "#Huế"
    with qtbot.waitSignal(tab.star_changed) as star:
        card._buttons["star"].click()
    assert star.args == ["a", False]


def test_tags_are_edited_on_the_card_with_those_that_are_known(
    qtbot: QtBot, tab: NotesTab, mark: Marker
) -> None:
    tab.set_known_tags(["số liệu", "Huế"])
    tab.set_highlights([replace(mark("a"), tags=("Huế",))])
    tab.edit_tags("a")
    field = tab.cards()[0].tags.editor
    assert field is not None
    field.field.setText("so")
    field.field.textEdited.emit("so")
    assert field._offered.stringList() == ["số liệu"]
    field.field.setText("số liệu")
    with qtbot.waitSignal(tab.tags_changed) as told:
        field.commit()
    assert told.args == ["a", ("Huế", "số liệu")]
    qtbot.keyClick(field.field, Qt.Key.Key_Escape)
    assert tab.cards()[0].tags.editor is None


def test_colours_are_called_as_the_reader_calls_them(
    tab: NotesTab, mark: Marker, translator: Translator
) -> None:
    tab.set_highlights([mark("a", "Lễ ký")])
    tab.set_color_names(translator.color_names({Color.YELLOW: "số liệu"}))
    assert tab.cards()[0].accessibleName() == "Highlight, số liệu: Lễ ký"
    assert "số liệu" in [each.text() for each in tab.cards()[0]._color_menu().actions()]


# The note on the article -----------------------------------------------------------------------------


def test_the_note_on_the_article_stands_first_and_is_edited_in_place(qtbot: QtBot, tab: NotesTab) -> None:
    assert tab.whole.isHidden()
    tab.edit("")
    tab.set_article(7, "")
    assert tab.whole.editor.hasFocus()
    tab.whole.editor.setPlainText("*Cả bài*")
    with qtbot.waitSignal(tab.article_note_changed) as told:
        qtbot.keyClick(tab.whole.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [7, "*Cả bài*"]
    tab.set_article(7, "*Cả bài*")
    assert "<em>" in tab.whole.text.text()
    with qtbot.waitSignal(tab.history_requested) as asked:
        tab.whole.history.click()
    assert asked.args == [""]


def test_what_is_typed_on_an_article_is_kept_when_another_comes(qtbot: QtBot, tab: NotesTab) -> None:
    tab.set_article(7, "cũ")
    tab.whole.pencil.click()
    tab.whole.editor.setPlainText("mới")
    with qtbot.waitSignal(tab.article_note_changed) as told:
        tab.set_article(8, "")
    assert told.args == [7, "mới"]
    assert tab.whole.editor.isHidden()


def test_escape_leaves_the_note_on_the_article_as_it_was(qtbot: QtBot, tab: NotesTab) -> None:
    tab.set_article(7, "cũ")
    tab.whole.edit()
    tab.whole.editor.setPlainText("mới")
    with qtbot.assertNotEmitted(tab.article_note_changed):
        qtbot.keyClick(tab.whole.editor, Qt.Key.Key_Escape)
    assert tab.whole.text.text() == "cũ"


# Many ------------------------------------------------------------------------------------------------


def test_of_many_cards_the_rest_follow_in_order_and_one_can_be_had_at_once(
    qtbot: QtBot, tab: NotesTab, mark: Marker
) -> None:
    marks = [mark(str(at), start=at * 10) for at in range(120)]
    tab.set_highlights(marks)
    assert 0 < len(tab.cards()) < 120
    tab.edit("100")
    assert editor(tab, "100").isVisible()
    qtbot.waitUntil(lambda: len(tab.cards()) == 120)
    assert [card.highlight.id for card in tab.cards()] == [str(at) for at in range(120)]
    qtbot.waitUntil(lambda: tab.cards()[-1].y() > tab.cards()[-2].y() > 0)
    tab.set_highlights([replace(each, color=Color.RED) for each in marks])
    qtbot.waitUntil(lambda: all(card.highlight.color is Color.RED for card in tab.cards()))
    assert editor(tab, "100").isVisible()
