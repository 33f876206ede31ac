"""What the page of an entity shows, and what it says when it is touched or its keys are pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableWidget

from reader.models import EntityType
from reader.ui.browse.look import Look
from reader.ui.entity.histogram import periods
from reader.ui.entity.painted import ArticleRow, MarkRow, PassageRow
from reader.ui.fonts import load_fonts
from reader.ui.theme import themes
from tests.ui.entity.conftest import appearance, companions, dossier, entity

ENTER = Qt.Key.Key_Return


def test_the_head_tells_type_name_counts_and_reasons_in_plain_words(page):
    assert page.head.title.text() == "Sông Lam"
    assert page.head.kind.text() == "PLACE"
    assert "10 mentions" in page.head.counts.text()
    assert "August 2025 – November 2025" in page.head.counts.text()
    reasons = "by list 3, by rule 12, by the model 5, on average 79 % sure"
    assert page.head.why.text() == f"Found as “Place”: {reasons}"


def test_a_name_is_typed_in_its_place_and_escape_leaves_it(page, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_F2)
    assert page.head.field.text() == "Sông Lam"
    qtbot.keyClick(page.head.field, Qt.Key.Key_Escape)
    assert page.head.title.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_F2)
    page.head.field.setText("  Sông   Cả ")
    with qtbot.waitSignal(page.head.renamed) as told:
        qtbot.keyClick(page.head.field, ENTER)
    assert told.args == ["Sông Cả"]


def test_the_type_is_chosen_in_a_menu_and_the_same_type_says_nothing(page, qtbot):
    with qtbot.assertNotEmitted(page.head.retyped):
        page.head._choices[EntityType.LOC].trigger()
    with qtbot.waitSignal(page.head.retyped) as told:
        page.head._choices[EntityType.ORG].trigger()
    assert told.args == [EntityType.ORG]


def test_every_name_says_what_can_be_done_with_it(page, qtbot):
    first, second, third = page.names.chips
    offers = {chip: [a.text() for a in chip.menu().actions()] for chip in (first, second, third)}
    assert offers[first] == ["This is someone or something else"]
    assert offers[second] == ["Call it so", "This is someone or something else"]
    assert offers[third] == ["Call it so", "Remove this name"]
    assert first.accessibleName() == "Sông Lam, 8 mentions, Vietnamese"
    with qtbot.waitSignal(page.names.remove_requested) as told:
        third.menu().actions()[1].trigger()
    assert told.args == [13]
    page.names.add.click()
    page.names.field.setText("Ngàn Cả")
    with qtbot.waitSignal(page.names.added) as added:
        qtbot.keyClick(page.names.field, ENTER)
    assert added.args == ["Ngàn Cả"]


def test_months_without_a_mention_have_their_place_and_long_times_are_told_by_year():
    assert periods([("2025-08", 1), ("2025-10", 6)]) == [("2025-08", 1), ("2025-09", 0), ("2025-10", 6)]
    assert periods([("2010-05", 1), ("2012-01", 2), ("2012-02", 3), ("2020-01", 4)])[:3] == [
        ("2010", 1), ("2011", 0), ("2012", 5),
    ]  # fmt: skip
    assert periods([]) == []


def test_the_histogram_is_gone_through_by_keys_and_narrows(page, qtbot):
    histogram = page.histogram
    histogram.setFocus(Qt.FocusReason.TabFocusReason)
    assert histogram.accessibleDescription() == "November 2025: 2 mentions"
    qtbot.keyClick(histogram, Qt.Key.Key_Left)
    assert histogram.accessibleDescription() == "October 2025: 6 mentions"
    with qtbot.waitSignal(histogram.period_chosen) as told:
        qtbot.keyClick(histogram, ENTER)
    assert told.args == ["2025-10"]
    with qtbot.waitSignal(histogram.period_chosen) as widened:
        qtbot.keyClick(histogram, ENTER)
    assert widened.args == [""]
    qtbot.keyClick(histogram, Qt.Key.Key_Home)
    qtbot.keyClick(histogram, Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(histogram.period_chosen):  # September is empty
        qtbot.keyClick(histogram, ENTER)


def test_a_click_on_a_bar_narrows_to_its_month(page, qtbot):
    left, width = page.histogram._bar(1 + 1)
    with qtbot.waitSignal(page.histogram.period_chosen) as told:
        qtbot.mouseClick(page.histogram, Qt.MouseButton.LeftButton, pos=QPoint(round(left + width / 2), 60))
    assert told.args == ["2025-10"]


def test_the_graph_holds_sixteen_neighbours_the_frequent_ones_larger(page):
    neighbours = page.company.graph.neighbours
    assert len(neighbours) == 16
    assert neighbours[0].radius > neighbours[-1].radius
    area = page.company.graph.rect()
    assert all(area.contains(each.geometry()) for each in neighbours)
    assert neighbours[0].accessibleName() == "Tên 0, Person, in 20 articles"


def test_neighbours_are_reached_by_one_tab_and_arrows_and_open_with_enter(page, qtbot):
    graph = page.company.graph
    first = graph.neighbours[0]
    tabbed = [n for n in graph.neighbours if n.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tabbed == [first]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    (now,) = [each for each in graph.neighbours[1:] if each.hasFocus()]
    with qtbot.waitSignal(page.company.entity_chosen) as told:
        qtbot.keyClick(now, ENTER)
    assert told.args == [now.entity.id]


def test_the_table_says_the_same_and_sorts_by_numbers_and_names(page, qtbot):
    page.company.switches[1].click()
    table = page.company.table
    assert table.isVisible()
    assert not page.company.graph.isVisible()
    assert table.rowCount() == 20
    table.sortItems(3, Qt.SortOrder.DescendingOrder)
    assert [table.item(row, 3).text() for row in range(3)] == ["19", "18", "17"]
    table.sortItems(0, Qt.SortOrder.AscendingOrder)
    assert table.item(0, 0).text() == "Tên 0"
    table.setCurrentCell(2, 0)
    with qtbot.waitSignal(page.company.entity_chosen) as told:
        qtbot.keyClick(table, ENTER)
    assert told.args == [table.item(2, 0).data(Qt.ItemDataRole.UserRole)]


def test_one_who_appears_alone_says_so(page):
    page.show_company(())
    assert page.company._nothing.isVisible()
    assert not page.company.graph.isVisible()


def test_mentions_stand_under_their_articles_and_jump(page, qtbot):
    first, second = page.mentions.boxes
    assert [len(first.passages), len(second.passages)] == [2, 2]
    with qtbot.waitSignal(page.mentions.jump_requested) as told:
        first.passages[1].click()
    assert told.args == [7, 100, 108]
    with qtbot.waitSignal(page.mentions.jump_requested) as top:
        first.title.click()
    assert top.args == [7, 0, 8]
    assert not first.more.isVisible()
    assert second.more.text() == "7 more mentions"
    with qtbot.waitSignal(page.mentions.all_requested) as asked:
        second.more.click()
    assert asked.args == [8]
    page.mentions.show_all(8, appearance(8, 9, 9).passages)
    assert len(second.passages) == 9
    assert not second.more.isVisible()


def test_typing_narrows_the_mentions_once_the_hands_rest(page, qtbot):
    with qtbot.waitSignal(page.mentions.words_changed) as told:
        page.mentions.words.setText("buoi sang")
    assert told.args == ["buoi sang"]
    page.show_appearances((), complete=True)
    assert page.mentions._state.text() == "No mention is like that."


def test_the_next_articles_are_asked_for_before_the_end_is_seen(page, qtbot):
    many = tuple(appearance(n) for n in range(10, 40))
    page.show_appearances(many, complete=False)
    bar = page._sheet.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 2000)
    with qtbot.waitSignal(page.more_requested) as told:
        bar.setValue(bar.maximum())
    assert told.args == [30]
    with qtbot.assertNotEmitted(page.more_requested):  # not twice for one answer
        bar.setValue(bar.maximum() - 10)
    page.add_appearances((appearance(99),), complete=True)
    assert page.shown_appearances() == 31


def test_a_refresh_keeps_what_is_there_and_another_entity_begins_anew(page):
    kept = page.mentions.boxes[0]
    page.mentions.words.setText("x")
    page.show_dossier(dossier(undated=5), {})
    page.show_appearances((appearance(7), appearance(9)), complete=True)
    assert page.mentions.boxes[0] is kept
    assert page.mentions.query() == "x"
    page.show_dossier(dossier(entity=entity(3, "Bến Thủy")), {})
    assert page.mentions.query() == ""


def test_highlights_lead_to_their_articles(page, qtbot):
    (row,) = page.marks.rows
    assert "tàu chạy đúng giờ" in row.accessibleName()
    with qtbot.waitSignal(page.marks.mark_chosen) as told:
        row.click()
    assert told.args == [7, "h1"]


def test_a_suggestion_has_two_answers(page, qtbot):
    (row,) = page.suggestions.rows
    with qtbot.waitSignal(page.suggestions.confirmed) as yes:
        row.yes.click()
    assert yes.args[0].other.name == "Lam"
    with qtbot.waitSignal(page.suggestions.denied):
        row.no.click()
    page.show_dossier(dossier(suggestions=()), {})
    assert not page.suggestions.isVisible()


def test_escape_goes_back(page, qtbot):
    with qtbot.waitSignal(page.back_requested):
        qtbot.keyClick(page._sheet, Qt.Key.Key_Escape)


def test_a_dossier_is_exported_in_three_formats(page, qtbot):
    told: list[str] = []
    page.bar.export_requested.connect(told.append)
    for action in page.bar._exports.actions():
        action.trigger()
    assert told == ["markdown", "html", "csv"]


def test_everything_that_is_pressed_or_typed_into_has_a_name_and_a_role(page):
    roles = {QAccessible.Role.PushButton, QAccessible.Role.ButtonMenu, QAccessible.Role.CheckBox}
    seen = 0
    for widget in page.findChildren(QAbstractButton):
        told = QAccessible.queryAccessibleInterface(widget)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert told.text(QAccessible.Text.Name), widget
            assert told.role() in roles, (widget, told.role())
            seen += 1
    assert seen > 25
    for field in page.findChildren(QLineEdit) + page.findChildren(QTableWidget):
        assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name)
    told = QAccessible.queryAccessibleInterface(page.histogram)
    assert told.text(QAccessible.Text.Name) == "Mentions over time"


@pytest.mark.parametrize("theme", ["sepia", "dark"])
def test_another_theme_is_worn_everywhere(page, theme):
    look = Look(themes[theme], load_fonts(), 16)
    page.set_look(look)
    for kind in (ArticleRow, PassageRow, MarkRow):
        assert all(row.look is look for row in page.findChildren(kind))
    page.show_company(companions(3))
    assert not page.grab().isNull()
