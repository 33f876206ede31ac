"""The sidebar: places, groups, folding and keys."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QToolTip

from reader.models import Counts, Entity, EntityType
from reader.ui.browse.places import Place, PlaceKind
from reader.ui.browse.sidebar import Sidebar

COUNTS = Counts(
    all=10,
    unread=4,
    sources=(("Tiền Phong", 6), ("Báo Đà Nẵng", 4)),
    tags=(("đọc lại", 5), ("dân ca", 1), ("ăn", 1)),
    languages=(("vi", 9), ("ru", 1)),
    entities=((EntityType.PER, 3), (EntityType.LOC, 2), (EntityType.DATE, 9)),
)

# The offscreen platform says so of every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise")


@pytest.fixture
def sidebar(qtbot, look, translator):
    made = Sidebar(translator, look)
    qtbot.addWidget(made)
    made.resize(220, 700)
    made.set_counts(COUNTS)
    made.show()
    return made


def nodes(sidebar, section):
    return sidebar._heads[section].children


def labels(sidebar, section):
    return [node.row.label for node in nodes(sidebar, section)]


def click(qtbot, sidebar, node):
    where = sidebar.visualRect(sidebar.rows.index_of(node)).center()
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_passes_the_model_tester(sidebar):
    tester = QAbstractItemModelTester(sidebar.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sidebar.set_entities(
        EntityType.PER, [Entity(1, "Lan", EntityType.PER), Entity(2, "Minh", EntityType.PER)]
    )
    sidebar.set_counts(Counts(all=1, trashed=2, sources=(("Báo", 1),)))
    sidebar.set_counts(COUNTS)
    assert tester.model() is sidebar.rows


def test_tags_are_in_alphabetical_order_and_sources_in_the_given_one(sidebar):
    assert labels(sidebar, "tags") == ["ăn", "dân ca", "đọc lại"]
    assert labels(sidebar, "sources") == ["Tiền Phong", "Báo Đà Nẵng"]


def test_dates_are_not_among_the_entities(sidebar):
    assert labels(sidebar, "entities") == ["All entities", "People", "Places"]


def test_the_trash_is_shown_only_where_something_is_in_it(sidebar):
    assert "Trash" not in labels(sidebar, "library")
    sidebar.set_counts(Counts(trashed=1))
    assert labels(sidebar, "library")[-1] == "Trash"


def test_one_language_is_no_choice(sidebar):
    head = sidebar.rows.index_of(sidebar._heads["languages"])
    assert not sidebar.isRowHidden(head.row(), head.parent())
    sidebar.set_counts(Counts(all=1, languages=(("vi", 1),)))
    assert sidebar.isRowHidden(head.row(), head.parent())


def test_a_click_chooses_a_place(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.place_chosen) as chosen:
        click(qtbot, sidebar, nodes(sidebar, "sources")[1])
    assert chosen.args == [Place(PlaceKind.SOURCE, "Báo Đà Nẵng")]
    assert chosen.args[0].label == "Báo Đà Nẵng"


def test_selecting_by_program_is_silent_and_survives_new_counts(sidebar, qtbot):
    with qtbot.assertNotEmitted(sidebar.place_chosen):
        sidebar.select(Place(PlaceKind.TAG, "ăn"))
        sidebar.set_counts(Counts(all=11, tags=(("ăn", 2), ("bơi", 1))))
    assert [index.data() for index in sidebar.selectedIndexes()] == ["ăn"]


def test_a_click_on_a_head_folds_its_section(sidebar, qtbot):
    head = sidebar._heads["sources"]
    click(qtbot, sidebar, head)
    assert not sidebar.isExpanded(sidebar.rows.index_of(head))


def test_folds_are_restored(sidebar, qtbot, look, translator):
    sidebar.collapse(sidebar.rows.index_of(sidebar._heads["tags"]))
    sidebar.expand(sidebar.rows.index_of(nodes(sidebar, "entities")[1]))
    other = Sidebar(translator, look)
    qtbot.addWidget(other)
    other.set_counts(COUNTS)
    with qtbot.waitSignal(other.browse_requested) as asked:
        other.restore_folds(sidebar.folds())
    assert asked.args == [EntityType.PER]
    assert other.folds() == sidebar.folds() == {"folded": ["tags"], "open": ["PER"]}


def test_folds_that_cannot_be_understood_change_nothing(sidebar):
    sidebar.restore_folds({"folded": 3, "open": None})
    assert sidebar.folds() == {"folded": [], "open": []}


def test_a_type_asks_for_its_entities_and_each_of_them_is_a_place(sidebar, qtbot):
    people = nodes(sidebar, "entities")[1]
    with qtbot.waitSignal(sidebar.browse_requested) as asked:
        click(qtbot, sidebar, people)
    assert asked.args == [EntityType.PER]
    sidebar.set_entities(EntityType.PER, [Entity(12, "Nguyễn Văn A", EntityType.PER, articles=3)])
    with qtbot.waitSignal(sidebar.place_chosen) as chosen:
        click(qtbot, sidebar, people.children[0])
    assert chosen.args == [Place(PlaceKind.ENTITY, 12)]


def test_new_numbers_of_entities_ask_again_for_an_unfolded_type(sidebar, qtbot):
    sidebar.expand(sidebar.rows.index_of(nodes(sidebar, "entities")[2]))
    with qtbot.waitSignal(sidebar.browse_requested) as asked:
        sidebar.set_counts(Counts(all=11, entities=((EntityType.PER, 3), (EntityType.LOC, 5))))
    assert asked.args == [EntityType.LOC]


def test_arrows_show_the_place_that_they_rest_on(sidebar, qtbot):
    sidebar.setFocus()
    sidebar.select(Place(PlaceKind.ALL))
    with qtbot.waitSignal(sidebar.place_chosen) as chosen:
        qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert chosen.args == [Place(PlaceKind.UNREAD)]


def test_enter_chooses_at_once(sidebar, qtbot):
    sidebar.setFocus()
    sidebar.select(Place(PlaceKind.ALL))
    told: list[object] = []
    sidebar.place_chosen.connect(told.append)
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar, Qt.Key.Key_Return)
    assert told == [Place(PlaceKind.UNREAD)]


def test_a_row_says_its_count(sidebar):
    index = sidebar.rows.index_of(nodes(sidebar, "sources")[0])
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Tiền Phong, 6"


@pytest.mark.parametrize(("name", "shown"), [("Báo", ""), ("Tạp chí rất dài của một hội rất lớn", None)])
def test_only_a_cut_name_has_a_tooltip(sidebar, name, shown):
    sidebar.set_counts(Counts(all=1, sources=((name, 1),)))
    where = sidebar.visualRect(sidebar.rows.index_of(nodes(sidebar, "sources")[0])).center()
    over = sidebar.viewport().mapToGlobal(where)
    QApplication.sendEvent(sidebar.viewport(), QHelpEvent(QEvent.Type.ToolTip, where, over))
    assert QToolTip.text() == (name if shown is None else shown)
    QToolTip.hideText()


def test_rows_beneath_a_folded_section_are_not_reached_by_keys(sidebar, qtbot):
    sidebar.setFocus()
    sidebar.setCurrentIndex(sidebar.rows.index_of(sidebar._heads["library"]))
    qtbot.keyClick(sidebar, Qt.Key.Key_Left)
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert sidebar.rows.node(sidebar.currentIndex()) is sidebar._heads["entities"]


def test_another_look_changes_the_dots(sidebar, dark):
    sidebar.set_look(dark)
    assert nodes(sidebar, "entities")[1].row.hue == dark.theme.entities[EntityType.PER]
    assert not sidebar.grab().isNull()


def test_a_type_that_was_unfolded_is_unfolded_again_when_it_comes(qtbot, look, translator):
    late = Sidebar(translator, look)
    qtbot.addWidget(late)
    late.restore_folds({"open": ["LOC"]})
    with qtbot.waitSignal(late.browse_requested) as asked:
        late.set_counts(COUNTS)
    assert asked.args == [EntityType.LOC]
    late.set_counts(Counts(all=1, entities=((EntityType.ORG, 1), (EntityType.LOC, 2))))
    assert late.folds()["open"] == ["LOC"]
    assert late.isExpanded(late.rows.index_of(nodes(late, "entities")[2]))
