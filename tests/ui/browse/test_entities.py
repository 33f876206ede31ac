"""The list of all entities: its model, its keys, its types, and what it offers to merge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester

from reader.models import Entity, EntitySort, EntityType, MergeSuggestion
from reader.ui.browse.entities import EntitiesList
from reader.ui.browse.entity_rows import ENTITY_ROLE, PAGE, EntityRows

PER, LOC = EntityType.PER, EntityType.LOC
TOTAL = 200_000


def made(number: int) -> Entity:
    return Entity(number + 1, f"Tên {number}", (PER, LOC)[number % 2], (), TOTAL - number, 2)


def page_of(number: int) -> list[Entity]:
    return [made(n) for n in range(number * PAGE, min((number + 1) * PAGE, TOTAL))]


@pytest.fixture
def rows(translator):
    asked: list[int] = []
    model = EntityRows(asked.append, translator)
    model.asked = asked  # type: ignore[attr-defined]
    return model


def test_the_model_passes_the_model_tester(rows, qtbot):
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.show_rows(250, page_of(0))
    rows.deliver(1, page_of(1))
    rows.refresh(250, page_of(0))
    rows.refresh(30, page_of(0)[:30])
    rows.show_rows(0, ())
    assert tester.model() is rows


def test_only_the_pages_that_are_looked_at_are_asked_for(rows, qtbot):
    rows.show_rows(TOTAL, page_of(0))
    assert rows.rowCount() == TOTAL
    for row in (5, 150_000, 150_001, 150_050):
        rows.data(rows.index(row, 0))
    qtbot.waitUntil(lambda: rows.asked == [1500])
    assert rows.data(rows.index(150_000, 0)) == "Loading…"
    rows.deliver(1500, page_of(1500))
    assert rows.data(rows.index(150_000, 0), ENTITY_ROLE) == made(150_000)
    assert rows.data(rows.index(150_000, 1)) == "50,000"


def test_a_page_is_kept_until_its_newer_form_has_come(rows, qtbot):
    rows.show_rows(TOTAL, page_of(0))
    rows.deliver(1, page_of(1))
    rows.refresh(TOTAL, page_of(0))
    assert rows.data(rows.index(PAGE, 0)) == "Tên 100"
    qtbot.waitUntil(lambda: rows.asked == [1])


def test_a_row_is_said_as_a_whole(rows):
    rows.show_rows(1, [Entity(1, "Liên Hợp Quốc", EntityType.ORG, ("LHQ", "ООН"), 20, 8)])
    said = rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Liên Hợp Quốc, Organisation, 20 mentions, in 8 articles, Also: LHQ, ООН"


@pytest.fixture
def listed(qtbot, translator, look):
    place = EntitiesList(lambda _page: None, translator, look)
    qtbot.addWidget(place)
    place.resize(330, 600)
    place.show_rows(TOTAL, page_of(0), keep_place=False)
    place.show()
    qtbot.waitExposed(place)
    return place


def select(place: EntitiesList, *numbers: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    for number in numbers:
        index = place.model.index(number, 0)
        place.table.selectionModel().select(index, flags.Select | flags.Rows)


def test_dates_and_sums_are_left_out_until_they_are_asked_for(listed, qtbot):
    assert not listed.types() & {EntityType.DATE, EntityType.MONEY, EntityType.PERCENT}
    with qtbot.waitSignal(listed.types_changed) as told:
        listed.switches[EntityType.DATE].click()
    assert EntityType.DATE in told.args[0]


def test_moving_tells_the_entity_and_enter_opens_it(listed, qtbot):
    with qtbot.waitSignal(listed.table.chosen) as moved:
        qtbot.keyClick(listed.table, Qt.Key.Key_J)
    assert moved.args == [1]
    with qtbot.waitSignal(listed.table.opened) as opened:
        qtbot.keyClick(listed.table, Qt.Key.Key_Return)
    assert opened.args == [1]
    with qtbot.assertNotEmitted(listed.table.chosen):
        listed.table.select_entity(4)
    assert listed.table.currentIndex().row() == 3


def test_heads_sort_by_name_and_mentions(listed, qtbot):
    head = listed.table.horizontalHeader()
    with qtbot.waitSignal(listed.table.sort_chosen) as told:
        head.sectionClicked.emit(0)
    assert told.args == [EntitySort.NAME]
    listed.table.show_sort(EntitySort.NAME)
    assert listed.model.headerData(0, Qt.Orientation.Horizontal) == "Name ▾"
    assert listed.model.headerData(1, Qt.Orientation.Horizontal) == "Mentions"


def test_two_that_are_selected_are_merged_into_the_more_frequent_one(listed, qtbot):
    select(listed, 5)
    assert not listed._foot.isVisible()
    select(listed, 2)
    assert listed.merge.text() == "Merge 2 entities"
    assert listed._selected.text() == "Tên 5 will be other names of “Tên 2”."
    with qtbot.waitSignal(listed.merge_requested) as told:
        qtbot.keyClick(listed.table, Qt.Key.Key_M)
    assert [each.id for each in told.args[0]] == [3, 6]


def test_selecting_everything_is_cheap_and_offers_nothing(listed):
    listed.table.selectAll()
    assert listed.table.selected_count() == TOTAL
    assert not listed._foot.isVisible()


def test_the_search_follows_the_hands_and_down_leads_into_the_list(listed, qtbot):
    with qtbot.waitSignal(listed.words_changed) as told:
        listed.words.setText("song lam")
    assert told.args == ["song lam"]
    qtbot.keyClick(listed.words, Qt.Key.Key_Down)
    assert listed.table.currentIndex().row() == 0
    qtbot.keyClick(listed.words, Qt.Key.Key_Escape)
    assert listed.query() == ""


def test_an_empty_list_says_what_to_do(listed):
    listed.show_rows(0, (), keep_place=False)
    assert listed.empty.isVisible()


def test_questions_are_counted_and_answered(listed, qtbot):
    assert not listed.perhaps.isVisible()
    asked = MergeSuggestion(made(0), made(1), "script", 0.9)
    listed.show_suggestions([asked])
    assert listed.perhaps.text() == "Perhaps the same  1"
    listed.perhaps.click()
    (row,) = listed.suggestions.rows
    assert row.isVisible()
    with qtbot.waitSignal(listed.suggestions.denied) as told:
        row.no.click()
    assert told.args == [asked]
    listed.show_suggestions([])
    assert listed.table.isVisible()


def test_everything_has_a_name(listed):
    listed.show_counts({PER: 12})
    for widget in (listed.words, listed.table, *listed.switches.values()):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    assert listed.switches[PER].accessibleDescription() == "People: 12"
