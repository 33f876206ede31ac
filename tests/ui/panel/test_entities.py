"""The tab of the entities."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.models import EntityType, Mention
from reader.ui.fonts import FontFamilies
from reader.ui.panel import EntitiesTab
from reader.ui.panel.entity_menu import RowWish
from reader.ui.panel.entity_model import EntityModel, Role
from reader.ui.theme import Theme, themes

# The offscreen platform says so whenever a window's smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def tab(qtbot: QtBot, translator: Translator, theme: Theme, fonts: FontFamilies) -> EntitiesTab:
    made = EntitiesTab(translator, theme, fonts)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    return made


def shown(tab: EntitiesTab) -> list[tuple[str, str]]:
    model = tab.view.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [(index.data(), index.data(Role.COUNT)) for index in indexes]


def click(qtbot: QtBot, tab: EntitiesTab, row: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    place = tab.view.visualRect(tab.view.model().index(row, 0))
    qtbot.mouseClick(
        tab.view.viewport(),
        Qt.MouseButton.LeftButton,
        modifier,
        QPoint(place.left() + 40, place.center().y()),
    )


def test_entities_stand_by_type_then_count_then_place(tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(mentions)
    assert shown(tab) == [
        ("PEOPLE", ""),
        ("Lương Tam Quang", "3"),
        ("Lan Anh", "1"),
        ("ORGANISATIONS", ""),
        ("Bộ Công an", "1"),
        ("PLACES", ""),
        ("Đà Nẵng", "1"),
    ]


def test_model_keeps_the_rules_of_models(
    qtbot: QtBot, translator: Translator, mentions: list[Mention]
) -> None:
    model = EntityModel(translator)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_mentions(mentions)
    model.set_filter("lan")
    model.step(model.index(1))
    model.set_visible(frozenset())
    model.set_mentions([])
    assert model.rowCount() == 0


def test_clicking_a_row_steps_through_its_mentions_and_around(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    went: list[int] = []
    tab.mention_requested.connect(lambda each: went.append(each.start))
    for _ in range(4):
        click(qtbot, tab, 1)
    assert went == [40, 90, 140, 40]
    assert shown(tab)[1] == ("Lương Tam Quang", "1/3")
    click(qtbot, tab, 1, Qt.KeyboardModifier.ShiftModifier)
    assert went[-1] == 140


def test_only_the_entity_in_hand_shows_its_step(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    click(qtbot, tab, 1)
    click(qtbot, tab, 2)
    assert shown(tab)[1:3] == [("Lương Tam Quang", "3"), ("Lan Anh", "1/1")]


def test_space_steps_and_enter_searches(qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(mentions)
    tab.view.setFocus()
    tab.view.setCurrentIndex(tab.view.model().index(1, 0))
    with qtbot.waitSignal(tab.mention_requested) as stepped:
        qtbot.keyClick(tab.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(tab.search_requested) as searched:
        qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    assert stepped.args is not None
    assert stepped.args[0].start == 40
    assert searched.args == ["Lương Tam Quang"]


def test_the_sign_of_a_row_searches_and_does_not_step(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    went: list[object] = []
    tab.mention_requested.connect(went.append)
    place = tab.view.visualRect(tab.view.model().index(1, 0))
    with qtbot.waitSignal(tab.search_requested):
        sign = QPoint(place.right() - 14, place.center().y())
        qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert went == []


def test_a_heading_neither_steps_nor_searches(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    with qtbot.assertNotEmitted(tab.mention_requested), qtbot.assertNotEmitted(tab.search_requested):
        click(qtbot, tab, 0)


def test_unaccented_filter_finds_accented_names(tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(mentions)
    tab.filter.setText("da nang")
    assert shown(tab) == [("PLACES", ""), ("Đà Nẵng", "1")]
    tab.filter.setText("")
    assert len(shown(tab)) == 7


def test_each_row_says_name_type_and_mentions(tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(mentions)
    said = tab.view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Lương Tam Quang, person, 3 mentions"


def test_assistive_technology_reads_the_rows(tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(mentions)
    view = QAccessible.queryAccessibleInterface(tab.view)
    assert view.text(QAccessible.Text.Name) == "Entities of this article"
    said = [view.child(row).text(QAccessible.Text.Name) for row in range(3)]
    assert said == ["People", "Lương Tam Quang, person, 3 mentions", "Lan Anh, person, 1 mention"]


def test_a_type_switch_tells_the_types_that_are_left(qtbot: QtBot, tab: EntitiesTab) -> None:
    switch = tab._switches[EntityType.LOC]
    with qtbot.waitSignal(tab.types_changed) as told:
        switch.click()
    assert told.args == [frozenset(EntityType) - {EntityType.LOC}]


def test_one_switch_turns_all_types_off_and_on(qtbot: QtBot, tab: EntitiesTab) -> None:
    told: list[frozenset[EntityType]] = []
    tab.types_changed.connect(told.append)
    tab._all.click()
    tab._all.click()
    assert told == [frozenset(), frozenset(EntityType)]


def test_setting_types_emits_nothing_and_dims_their_rows(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    with qtbot.assertNotEmitted(tab.types_changed):
        tab.set_visible_types(frozenset({EntityType.PER}))
    model = tab.view.model()
    assert [model.index(row, 0).data(Role.SHOWN) for row in (1, 4)] == [True, False]


def test_following_the_page_marks_the_row_silently(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    with qtbot.assertNotEmitted(tab.mention_requested):
        tab.show_mention(mentions[3])
    assert tab.view.currentIndex().data() == "Lương Tam Quang"
    assert shown(tab)[1] == ("Lương Tam Quang", "2/3")


def test_new_mentions_keep_the_step_of_what_stayed(tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(mentions)
    tab.show_mention(mentions[4])
    tab.set_mentions(mentions[1:])
    assert shown(tab)[1] == ("Lương Tam Quang", "3/3")
    assert tab.view.currentIndex().data() == "Lương Tam Quang"


def test_other_themes_paint(tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(mentions)
    light = tab.grab().toImage()
    tab.set_theme(themes["dark"])
    assert tab.grab().toImage() != light


def choose(tab: EntitiesTab, *rows: int) -> None:
    model = tab.view.selectionModel()
    tab.view.setCurrentIndex(tab.view.model().index(rows[0], 0))
    for row in rows[1:]:
        model.select(tab.view.model().index(row, 0), model.SelectionFlag.Select)


def offered(tab: EntitiesTab) -> list[str]:
    menu = tab.menu()
    return [
        action.text().split("\t")[0]
        for action in menu.actions()
        if action.isEnabled() and not action.isSeparator()
    ]


def stored(mentions: list[Mention]) -> list[Mention]:
    names = list(dict.fromkeys(each.entity for each in mentions))
    return [replace(each, entity_id=names.index(each.entity) + 1) for each in mentions]


def test_the_menu_offers_what_one_row_can_have_done(tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(stored(mentions))
    choose(tab, 1)
    assert offered(tab) == [
        "Open its page", "Next mention", "Search for this name", "This is", "Rename…", "Add another name…",
        "Not an entity in this article", "Not an entity anywhere",
    ]  # fmt: skip


def test_the_menu_of_several_rows_merges_into_the_most_mentioned(
    tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(stored(mentions))
    choose(tab, 2, 1, 4)
    assert [row.name for row in tab.chosen()] == ["Lương Tam Quang", "Lan Anh", "Bộ Công an"]
    assert offered(tab) == ["Merge into “Lương Tam Quang”"]


def test_the_menu_says_what_was_asked(qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]) -> None:
    tab.set_mentions(stored(mentions))
    choose(tab, 1)
    menu = tab.menu()
    kinds = next(action.menu() for action in menu.actions() if action.text() == "This is")
    assert isinstance(kinds, QMenu)
    assert [a.isEnabled() for a in kinds.actions()][:2] == [False, True]  # it is a person already
    with qtbot.waitSignal(tab.asked) as told:
        tab._ask(RowWish.RETYPE, EntityType.ORG)
    assert told.args == [RowWish.RETYPE, EntityType.ORG]
    with qtbot.waitSignal(tab.page_requested) as opened:
        tab._ask(RowWish.PAGE, None)
    assert opened.args == [3]


def test_a_click_with_ctrl_chooses_and_does_not_step(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    click(qtbot, tab, 1)
    with qtbot.assertNotEmitted(tab.mention_requested):
        click(qtbot, tab, 2, Qt.KeyboardModifier.ControlModifier)
    assert len(tab.chosen()) == 2
    click(qtbot, tab, 4, Qt.KeyboardModifier.ShiftModifier)  # steps back, and means its own row only
    assert [row.name for row in tab.chosen()] == ["Bộ Công an"]


def test_the_menu_key_asks_for_the_menu_of_the_row(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    choose(tab, 1)
    place = tab.view.visualRect(tab.view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    tab.view.menu_requested.disconnect()
    with qtbot.waitSignal(tab.view.menu_requested) as asked:
        tab.view.contextMenuEvent(event)
    assert asked.args is not None
    assert abs(tab.view.viewport().mapFromGlobal(asked.args[0]).y() - place.y()) < 20


def test_names_within_longer_names_are_quiet_and_said_to_be(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    outer = Mention(10, 27, "Bộ Công an Hà Nội", EntityType.ORG, "Bộ Công an Hà Nội")
    inner = Mention(21, 27, "Hà Nội", EntityType.LOC, "Hà Nội")
    tab.set_mentions([inner, outer])
    model = tab.view.model()
    quiet = {model.index(r, 0).data(): model.index(r, 0).data(Role.INNER) for r in (1, 3)}
    assert quiet == {"Bộ Công an Hà Nội": False, "Hà Nội": True}
    said = model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Hà Nội, place in a longer name, 1 mention"


def test_the_legend_has_names_states_and_arrows(
    qtbot: QtBot, tab: EntitiesTab, mentions: list[Mention]
) -> None:
    tab.set_mentions(mentions)
    tab.activateWindow()
    tab.set_visible_types(frozenset({EntityType.PER}))
    switch = tab._switches[EntityType.PER]
    said = QAccessible.queryAccessibleInterface(switch)
    assert said.text(QAccessible.Text.Name) == "Underline people"
    assert said.state().checked
    assert not QAccessible.queryAccessibleInterface(tab._switches[EntityType.MONEY]).state().checked
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Right)
    assert tab._switches[EntityType.ORG].hasFocus()
    qtbot.keyClick(tab._switches[EntityType.ORG], Qt.Key.Key_Left)
    assert switch.hasFocus()
