"""The list: keys, selection, menus, and staying where one was."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from reader.models import FacetValue, Filter, Hit, Snippet, Sort
from reader.ui.browse.article_list import ArticleList

# The offscreen platform says so of every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def articles(qtbot, look, translator, summary):
    made = ArticleList(lambda ids: made.deliver([summary(each) for each in ids]), translator, look)
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show()
    return made


def test_j_and_k_tell_the_article_that_they_come_to(articles, qtbot):
    articles.show_articles([5, 6, 7])
    told: list[object] = []
    articles.article_chosen.connect(told.append)
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(articles.table, key)
    assert told == [5, 6, 5]


def test_home_and_end_go_to_the_ends(articles, qtbot):
    articles.show_articles(range(1, 101))
    qtbot.keyClick(articles.table, Qt.Key.Key_End)
    assert articles.current_id() == 100
    qtbot.keyClick(articles.table, Qt.Key.Key_Home)
    assert articles.current_id() == 1


def test_a_repeating_key_tells_only_where_it_stops(articles, qtbot):
    articles.show_articles(range(1, 101))
    told: list[object] = []
    articles.article_chosen.connect(told.append)
    for _ in range(20):
        press = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j", autorep=True
        )
        QApplication.sendEvent(articles.table, press)
    assert told == []
    qtbot.waitUntil(lambda: told == [20])


def test_selecting_by_program_is_silent(articles, qtbot):
    articles.show_articles([5, 6, 7])
    with qtbot.assertNotEmitted(articles.article_chosen):
        assert articles.select_id(6)
    assert articles.selected_ids() == (6,)
    assert not articles.select_id(99)
    assert articles.selected_ids() == ()


def test_enter_opens_the_current_article(articles, qtbot):
    articles.show_articles([5, 6])
    articles.select_id(6)
    with qtbot.waitSignal(articles.open_requested) as opened:
        qtbot.keyClick(articles.table, Qt.Key.Key_Return)
    assert opened.args == [6]


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_S, "star_toggled"),
        (Qt.Key.Key_U, "read_toggled"),
        (Qt.Key.Key_Delete, "trash_requested"),
    ],
)
def test_keys_act_on_all_selected_articles(articles, qtbot, key, signal):
    articles.show_articles([5, 6, 7, 8])
    articles.select_id(6)
    qtbot.keyClick(articles.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(getattr(articles, signal)) as told:
        qtbot.keyClick(articles.table, key)
    assert told.args == [(6, 7)]


def test_keys_do_nothing_where_nothing_is_selected(articles, qtbot):
    articles.show_articles([5])
    with qtbot.assertNotEmitted(articles.star_toggled):
        qtbot.keyClick(articles.table, Qt.Key.Key_S)


def test_the_trash_offers_to_put_back_and_deletes_nothing(articles, qtbot):
    articles.show_articles([5])
    articles.select_id(5)
    articles.set_trash(shown=True)
    with qtbot.assertNotEmitted(articles.trash_requested):
        qtbot.keyClick(articles.table, Qt.Key.Key_Delete)
    put_back = next(action for action in articles.menu().actions() if action.text() == "Put back")
    with qtbot.waitSignal(articles.restore_requested) as told:
        put_back.trigger()
    assert told.args == [(5,)]


def test_selection_and_scroll_position_stay_with_their_articles(articles):
    articles.show_articles(range(1, 201))
    articles.select_id(100)
    articles.table.verticalScrollBar().setValue(articles.table.verticalHeader().sectionPosition(95) + 7)
    top = articles.table.indexAt(QPoint(5, 0)).row()
    articles.show_articles([*range(1000, 1050), *range(1, 201)])
    assert articles.selected_ids() == (100,)
    assert articles.current_id() == 100
    assert articles.table.indexAt(QPoint(5, 0)).row() == top + 50
    assert articles.table.rowViewportPosition(top + 50) == -7


def test_another_list_begins_at_its_top(articles):
    articles.show_articles(range(1, 201))
    articles.table.verticalScrollBar().setValue(3000)
    articles.show_articles(range(100, 300), keep_place=False)
    assert articles.table.verticalScrollBar().value() == 0


def test_at_the_head_of_the_list_one_sees_what_comes_in_there(articles):
    articles.show_articles(range(1, 201))
    articles.select_id(1)
    articles.show_articles([900, 901, *range(1, 201)])
    assert articles.table.verticalScrollBar().value() == 0
    assert articles.selected_ids() == (1,)


def test_a_large_selection_survives_a_refresh(articles):
    articles.show_articles(range(1, 20_001))
    articles.table.selectAll()
    articles.show_articles(range(2, 20_002))
    assert articles.selected_ids() == tuple(range(2, 20_001))


def test_a_refresh_tells_no_choice(articles, qtbot):
    articles.show_articles([5, 6, 7])
    articles.select_id(6)
    with qtbot.assertNotEmitted(articles.article_chosen):
        articles.show_articles([7, 8])


def test_rows_are_higher_while_searching_and_only_then(articles):
    articles.show_articles([1, 2])
    usual = articles.table.rowHeight(0)
    articles.set_hits({1: Hit(1, 1.0, Snippet("Bài 1"), Snippet("một đoạn", ((0, 3),)))})
    assert articles.table.rowHeight(0) == articles.table.rowHeight(1) > usual
    articles.set_hits(None)
    assert articles.table.rowHeight(0) == usual


def test_only_the_articles_in_sight_are_loaded(articles, qtbot):
    articles.show_articles(range(1, 100_001))
    qtbot.waitUntil(lambda: articles.model.summary(1) is not None)
    assert articles.model.summary(500) is None
    articles.table.scrollToBottom()
    qtbot.waitUntil(lambda: articles.model.summary(100_000) is not None)


def test_the_order_by_relevance_is_offered_only_while_searching(articles, qtbot):
    assert not articles._sorts[Sort.RELEVANCE].isVisible()
    articles.set_hits({})
    assert articles._sorts[Sort.RELEVANCE].isVisible()
    with qtbot.waitSignal(articles.sort_chosen) as told:
        articles._sorts[Sort.OLDEST].trigger()
    assert told.args == [Sort.OLDEST]


def test_an_empty_list_shows_what_to_do(articles, qtbot):
    done = []
    articles.empty.set_content(
        "Nothing here", "Import something.", [("Import…", lambda: done.append("import"))]
    )
    articles.show_articles([])
    assert articles.empty.isVisible()
    articles.empty._buttons[0].click()
    assert done == ["import"]
    articles.show_articles([1])
    assert articles.table.isVisible()


def test_the_header_counts_and_names_the_place_until_a_filter_needs_the_room(articles):
    articles.set_heading("Starred")
    articles.show_articles([1])
    assert articles._count.text() == "1 article"
    articles.set_filter(Filter(language="vi"), {"language": "Vietnamese"})
    assert articles.chips.isVisible()
    assert not articles._heading.isVisible()
    articles.set_filter(Filter(), {})
    assert articles._heading.isVisible()


def test_another_look_is_painted(articles, dark, qtbot, summary):
    articles.show_articles([1])
    before = articles.grab().toImage().pixelColor(50, 300)
    articles.set_look(dark)
    articles.deliver([summary(1, starred=True, highlights=3, read=False)])
    assert not articles.grab().isNull()
    assert before.isValid()


def focus_chain(widget):
    found, each = [], widget.nextInFocusChain()
    while each is not widget:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(widget):
            found.append(each)
        each = each.nextInFocusChain()
    return found


def test_tab_goes_from_the_chips_through_the_header_to_the_list(articles):
    articles.facets.set_facets({"source": (FacetValue("Báo", 2),)})
    articles.show_articles([1])
    articles.set_filter(Filter(language="vi", tag="báo"), {})
    chips = list(articles.chips._chips.values())
    assert focus_chain(articles) == [*chips, articles.facets, articles._sort, articles.table]


def test_everything_that_takes_the_focus_has_a_name(articles):
    articles.set_filter(Filter(language="vi"), {})
    nameless = [
        each for each in articles.findChildren(QWidget) if each.focusPolicy() and not spoken_name(each)
    ]
    assert nameless == []


def spoken_name(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
