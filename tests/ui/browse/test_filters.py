"""Chips and facets: narrowing a list and widening it again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from reader.models import FacetValue, Filter
from reader.ui.browse.chips import Chips
from reader.ui.browse.facets import SHOWN, Facet, FacetButton, More

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing")


@pytest.fixture
def chips(qtbot, look, translator):
    made = Chips(translator, look)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def button(qtbot, look, translator):
    made = FacetButton(translator, look)
    qtbot.addWidget(made)
    return made


def test_every_field_that_narrows_has_a_chip(chips):
    chips.set_filter(Filter(unread=True, month="2025-10", tag="báo", trashed=True), {"month": "10/2025"})
    assert [chip.text().strip() for chip in chips._chips.values()] == ["Unread", "10/2025", "báo"]


def test_no_filter_takes_no_room(chips):
    chips.set_filter(Filter(unread=True), {})
    assert not chips.isHidden()
    chips.set_filter(Filter(), {})
    assert chips.isHidden()


def test_a_click_on_a_chip_takes_its_filter_away(chips, qtbot):
    chips.set_filter(Filter(language="vi", entity=7), {"entity": "Hà Nội", "language": "Vietnamese"})
    with qtbot.waitSignal(chips.filter_changed) as told:
        chips._chips["entity"].click()
    assert told.args == [Filter(language="vi")]


def test_a_chip_says_what_it_does_and_shows_an_ampersand(chips):
    chips.set_filter(Filter(source="A&B"), {})
    assert chips._chips["source"].accessibleName() == "Remove the filter A&B"
    assert chips._chips["source"].text().startswith("A&&B")


def test_a_row_of_chips_breaks_where_it_is_too_long(chips):
    everything = Filter(source="Tiền Phong", author="Minh Đức", language="vi", month="2025-10", tag="đọc lại")
    chips.set_filter(everything, {})
    assert chips.heightForWidth(150) > 2 * chips.heightForWidth(2000) > 0


def test_without_facets_there_is_nothing_to_open(button):
    assert not button.isEnabled()
    button.set_facets({"source": (FacetValue("Báo", 2),)})
    assert button.isEnabled()
    button.set_facets({"source": ()})
    assert not button.isEnabled()


def test_choosing_a_facet_narrows_what_is_already_narrowed(button, qtbot):
    button.set_filter(Filter(language="vi"))
    button.set_facets({"entity_loc": (FacetValue("7", 2),)}, {"7": "Hà Nội"})
    head = button.panel._heads["entity_loc"]
    assert [node.row.label for node in head.children] == ["Hà Nội"]
    with qtbot.waitSignal(button.filter_changed) as told:
        button.panel.row_chosen.emit(head.children[0].key)
    assert told.args == [Filter(language="vi", entity=7)]


def test_months_are_gathered_in_years_the_newest_first(button):
    tester = QAbstractItemModelTester(button.panel.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    values = [
        FacetValue("2024-01", 1),
        FacetValue("2025-09", 2),
        FacetValue("2025-10", 4),
        FacetValue("2023", 5),
    ]
    button.set_facets({"month": values})
    years = button.panel._heads["month"].children
    assert [(year.row.label, year.row.count) for year in years] == [("2025", 6), ("2024", 1), ("2023", 5)]
    assert [month.key for month in years[0].children] == [
        Facet("month", "2025-10"),
        Facet("month", "2025-09"),
    ]
    assert tester.model() is button.panel.rows


def test_many_values_are_shown_when_asked_for(button):
    button.set_facets({"tag": [FacetValue(f"t{number}", 1) for number in range(SHOWN + 5)]})
    rows = button.panel._heads["tag"].children
    assert rows[-1].row.label == "5 more…"
    assert len(rows) == SHOWN + 1
    button.panel.row_chosen.emit(More("tag"))
    assert len(button.panel._heads["tag"].children) == SHOWN + 5


def test_escape_closes_the_facets(button, qtbot):
    button.set_facets({"source": (FacetValue("Báo", 2),)})
    button.show()
    button.click()
    assert button.panel.isVisible()
    qtbot.keyClick(button.panel, Qt.Key.Key_Escape)
    assert not button.panel.isVisible()
