"""What the page does: selection, place, keys, find."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from reader.models import Article, Color
from reader.ui.page.find_bar import find_all
from reader.ui.page.floating import place_beside
from reader.ui.page.reader_view import ReaderView
from reader.ui.page.typography import Typography
from reader.ui.theme import themes

from .conftest import box_of, colours_in, find, picture

# Selection and copying


@pytest.mark.parametrize("words", ["Sông Hàn 😀 ở Đà", "👩‍💻 rời", "docbao reindex", "Năm | Lượt"])
def test_a_selection_is_told_in_code_points(page: ReaderView, article: Article, words: str) -> None:
    page.select(*find(article, words))
    assert page.selection() == find(article, words)


def test_copying_gives_the_articles_own_characters(page: ReaderView, article: Article) -> None:
    start, _ = find(article, "562.300")
    _, end = find(article, "docbao reindex")
    page.select(start, end)
    page.copy()
    assert QApplication.clipboard().text() == article.text[start:end]


def test_copying_everything_gives_header_and_text(page: ReaderView, article: Article) -> None:
    page.selectAll()
    copied = page.createMimeDataFromSelection().text()
    assert copied.startswith("BÁO MẪU · VĂN HÓA\nMột ngày ở thư viện\n")
    assert copied.endswith("\n\n" + article.text)


def test_a_selection_loses_the_blanks_around_it(page: ReaderView, article: Article) -> None:
    start, end = find(article, " Hàn ")
    page.select(start, end)
    assert page.selection() == (start + 1, end - 1)


def test_the_header_alone_is_no_selection_of_the_text(page: ReaderView) -> None:
    cursor = page.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert page.selection() is None


def test_dragging_the_mouse_selects_and_brings_the_bar(
    page: ReaderView, article: Article, qtbot: QtBot
) -> None:
    first, last = find(article, "Sáng"), find(article, "Sông")
    start, end = box_of(page, *first), box_of(page, *last)
    with qtbot.waitSignal(page.selection_made) as told:
        QTest.mousePress(
            page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(start.left() + 1, start.center().y())
        )
        QTest.mouseMove(page.viewport(), QPoint(end.right() + 1, end.center().y()))
        QTest.mouseRelease(
            page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(end.right() + 1, end.center().y())
        )
    assert told.args == [first[0], last[1]]
    assert page._bar.isVisible()
    assert not page._bar.geometry().intersects(page.selection_box())


def test_shift_and_arrows_select_and_tell(page: ReaderView, article: Article, qtbot: QtBot) -> None:
    page.setFocus()
    with qtbot.waitSignal(page.selection_made) as told:
        page.select(0, 1)
        for _ in range(3):
            QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert told.args is not None
    assert page.selection() == (0, 4)


def test_keys_of_the_bar_work_on_the_selection(page: ReaderView, article: Article, qtbot: QtBot) -> None:
    stretch = find(article, "Đà Nẵng")
    page.select(*stretch)
    with qtbot.waitSignal(page.highlight_requested) as told:
        QTest.keyClick(page, Qt.Key.Key_3)
    assert told.args == [*stretch, Color.BLUE]
    with qtbot.waitSignal(page.note_requested) as told:
        QTest.keyClick(page, Qt.Key.Key_N)
    assert told.args == list(stretch)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(page.copy_requested):
        QTest.keyClick(page, Qt.Key.Key_C, both)
    with qtbot.waitSignal(page.search_requested) as told:
        QTest.keyClick(page, Qt.Key.Key_F, both)
    assert told.args == ["Đà Nẵng"]


def test_tab_leads_from_a_selection_into_its_bar_and_escape_back(page: ReaderView, article: Article) -> None:
    page.activateWindow()
    page.setFocus()
    page.select(*find(article, "Đà Nẵng"))
    page._offer(*find(article, "Đà Nẵng"))
    QTest.keyClick(page, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page._bar.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page
    assert not page._bar.isVisible()


def test_links_are_reached_by_tab_and_opened_by_enter(page: ReaderView, qtbot: QtBot) -> None:
    page.activateWindow()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.link_clicked) as told:
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert told.args == ["https://example.org/khach"]


def test_the_bar_goes_with_scrolling_and_escape(page: ReaderView, article: Article) -> None:
    page._offer(*find(article, "Đà Nẵng"))
    page.verticalScrollBar().setValue(40)
    assert not page._bar.isVisible()
    page.select(*find(article, "Đà Nẵng"))
    page._offer(*find(article, "Đà Nẵng"))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page._bar.isVisible()
    assert page.selection() is not None
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.selection() is None


def test_every_button_has_a_name_and_a_tooltip_with_its_key(page: ReaderView) -> None:
    for tool in (page._bar, page._find_bar):
        for button in tool.findChildren(QToolButton):
            assert button.accessibleName()
            assert button.toolTip().startswith(button.accessibleName() + " (")


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("box", [QRect(100, 4, 80, 20), QRect(100, 470, 80, 20), QRect(300, 10, 60, 480)])
def test_cards_stay_inside_and_off_what_they_are_about(box: QRect, above: bool) -> None:
    area, size = QRect(0, 0, 600, 500), QSize(200, 60)
    card = QRect(place_beside(box, size, area, above=above), size)
    assert area.contains(card)
    assert not card.intersects(box)


# Place


def test_the_place_survives_every_change_of_typography(page: ReaderView, article: Article) -> None:
    page.scroll_to(find(article, "Đoạn 3.")[0])
    here = page.position()
    for typography in (
        Typography(size=28),
        Typography("sans", 15, 1.4, 80, justify=True),
        Typography(measure=50),
    ):
        page.set_typography(typography)
        assert page.position() == here
        box = box_of(page, here, here + 4)
        assert 0 <= box.top() <= 60


def test_the_place_survives_resizing(page: ReaderView, article: Article) -> None:
    page.scroll_to(find(article, "Đoạn 4.")[0])
    here = page.position()
    page.resize(560, 500)
    QApplication.processEvents()
    assert page.position() == here
    assert 0 <= box_of(page, here, here + 4).top() <= 60


def test_the_selection_survives_a_change_of_typography(page: ReaderView, article: Article) -> None:
    page.select(*find(article, "Một ngày mưa"))
    page.set_typography(Typography(size=24))
    assert page.selection() == find(article, "Một ngày mưa")


def test_position_is_the_line_on_top_and_told_after_scrolling(
    page: ReaderView, article: Article, qtbot: QtBot
) -> None:
    assert page.position() == 0
    with qtbot.waitSignal(page.position_changed) as told:
        page.verticalScrollBar().setValue(900)
    assert told.args == [page.position()]
    assert page.position() > 0
    assert abs(box_of(page, page.position(), page.position() + 3).top()) < 60


def test_scrolling_to_the_start_shows_the_header(page: ReaderView) -> None:
    page.scroll_to(500)
    page.scroll_to(0)
    assert page.verticalScrollBar().value() == 0


def test_space_reads_on_and_back(page: ReaderView, qtbot: QtBot) -> None:
    bar = page.verticalScrollBar()
    QTest.keyClick(page, Qt.Key.Key_Space)
    turned = page.viewport().height() - 2 * page.typography.line
    qtbot.waitUntil(lambda: bar.value() == turned)
    QTest.keyClick(page, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bar.value() == 0)


def test_home_and_end_go_all_the_way(page: ReaderView, qtbot: QtBot) -> None:
    bar = page.verticalScrollBar()
    QTest.keyClick(page, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    QTest.keyClick(page, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: bar.value() == 0)


def test_a_new_theme_lays_nothing_out(page: ReaderView, qtbot: QtBot) -> None:
    page.verticalScrollBar().setValue(300)
    changed: list[object] = []
    page.document().documentLayout().documentSizeChanged.connect(changed.append)
    page.document().contentsChanged.connect(lambda: changed.append("contents"))
    page.set_theme(themes["dark"])
    page.set_visible_types(frozenset())
    QApplication.processEvents()
    assert not changed
    assert picture(page).pixelColor(3, 3).name().upper() == themes["dark"].page


def test_an_empty_page_says_what_to_do(view: ReaderView) -> None:
    blank = picture(view)
    view.set_placeholder("Nothing is open\nChoose an article.")
    assert picture(view) != blank
    assert view.accessibleDescription() == "Nothing is open\nChoose an article."


def test_clearing_forgets_the_article(page: ReaderView) -> None:
    page.clear()
    assert page.position() == 0
    assert page.selection() is None
    assert page.step_mention(1) is None
    page.scroll_to(100)
    page.select(0, 5)
    assert page.document().isEmpty()


# Find in the article


def test_find_folds_unless_accents_are_typed(article: Article) -> None:
    assert find_all(article.text, "tran quoc bao") == find_all(article.text, "Trần Quốc Bảo")
    assert len(find_all(article.text, "THƯ VIỆN")) == 2
    assert find_all(article.text, "thừ viện") == []
    assert find_all("Ve\u0301 rẻ".replace("e\u0301", "é"), "ve\u0301") == [(0, 2)]
    assert find_all(article.text, "  ") == []


def test_the_find_bar_counts_steps_and_closes(page: ReaderView, article: Article, qtbot: QtBot) -> None:
    page.set_matches([find(article, "Một ngày mưa")])
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = page._find_bar
    assert bar.isVisible()
    bar.field.setText("tran quoc bao")
    assert bar.count.text() == "1 of 3"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 3"
    QTest.keyClick(bar.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "1 of 3"
    bar.field.setText("không có đâu")
    assert bar.count.text() == "Not found"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert page._match_layer.spans == [find(article, "Một ngày mưa")]


def test_f3_goes_through_the_matches_of_the_search(page: ReaderView, article: Article) -> None:
    page.set_matches([find(article, "Trần Quốc Bảo", n) for n in range(3)])
    QTest.keyClick(page, Qt.Key.Key_F3)
    QTest.keyClick(page, Qt.Key.Key_F3)
    assert page.overlay.pointed.current_match == 1
    assert not page._find_bar.isVisible()


def test_find_takes_the_selected_words(page: ReaderView, article: Article) -> None:
    page.select(*find(article, "Đà Nẵng"))
    page.open_find()
    assert page._find_bar.field.text() == "Đà Nẵng"
    assert page._find_bar.count.text() == "1 of 2"


def test_a_new_article_is_searched_at_once_while_the_bar_is_open(page: ReaderView, article: Article) -> None:
    page.open_find()
    page._find_bar.field.setText("thu vien")
    page.show_article(article)
    assert page._find_bar.count.text() == "1 of 2"


def test_keyboard_focus_is_shown(page: ReaderView) -> None:
    page.clearFocus()
    page.setFocus(Qt.FocusReason.TabFocusReason)
    accent = QColor(themes["light"].accent).name()
    assert accent in colours_in(picture(page), QRect(0, 0, 3, 3))


def test_the_text_can_be_read_by_assistive_technology(page: ReaderView, article: Article) -> None:
    from PySide6.QtGui import QAccessible

    interface = QAccessible.queryAccessibleInterface(page)
    assert interface.text(QAccessible.Text.Name) == "Article"
    assert interface.textInterface() is not None
    assert "Trần Quốc Bảo" in interface.textInterface().text(0, 400)


def test_pointing_finds_nothing_in_the_margin(page: ReaderView) -> None:
    assert page.mention_at(QPointF(2, 300)) == -1
    assert page.highlight_at(QPointF(2, 300)) == ""
