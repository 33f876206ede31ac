"""Choosing an entity by typing, and splitting one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.ui.entity.picker import EntityPicker
from reader.ui.entity.split import SplitDialog
from tests.ui.entity.conftest import appearance, entity

ENTER = Qt.Key.Key_Return


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(900, 700)
    QLineEdit(made)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def picker(window, translator, look):
    made = EntityPicker(window, translator, look)
    made.ask("Which one?", frozenset((2,)))
    made.set_entities([entity(1, "Sông Lam"), entity(2, "Sông Cả"), entity(3, "Bến Thủy")])
    return made


def test_the_entity_that_asks_is_not_offered(picker):
    assert [each.name for each in picker.found()] == ["Sông Lam", "Bến Thủy"]
    assert picker.field.accessibleDescription() == "Sông Lam, Place, 10 mentions"


def test_arrows_go_through_the_list_while_one_types_and_enter_chooses(picker, qtbot):
    qtbot.keyClick(picker.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.chosen) as told:
        qtbot.keyClick(picker.field, ENTER)
    assert told.args[0].id == 3
    assert picker.isHidden()


def test_enter_before_the_answer_means_the_first_of_what_comes(picker, qtbot):
    picker.field.setText("ben")
    with qtbot.assertNotEmitted(picker.chosen):
        qtbot.keyClick(picker.field, ENTER)
    with qtbot.waitSignal(picker.chosen) as told:
        picker.set_entities([entity(1, "Sông Lam")])  # what was asked for before
        assert picker.isVisible()
        picker.set_entities([entity(3, "Bến Thủy")], "ben")
    assert told.args[0].id == 3


def test_nothing_found_says_so(picker):
    picker.set_entities([])
    assert picker._nothing.isVisible()


@pytest.fixture
def dialog(qtbot, window, translator):
    made = SplitDialog(entity(1, "Sông Lam"), (appearance(7), appearance(8, 3, 3)), translator, window)
    qtbot.addWidget(made)
    made.open()
    return made


def test_a_whole_article_or_single_mentions_are_split_off(dialog, qtbot):
    assert not dialog.apply.isEnabled()
    first, second = dialog._articles()
    first.setCheckState(0, Qt.CheckState.Checked)
    second.child(1).setCheckState(0, Qt.CheckState.Checked)
    assert dialog.chosen() == ([7], [(8, 100, 108)])
    dialog.name.setText(" Lam  khác ")
    with qtbot.waitSignal(dialog.split) as told:
        dialog.apply.click()
    assert told.args == [[7], [(8, 100, 108)], "Lam khác"]


def test_space_ticks_and_words_filter(dialog, qtbot):
    dialog.tree.setCurrentItem(dialog._articles()[1])
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.chosen() == ([8], [])
    dialog.words.setText("bai 7")
    assert [item.isHidden() for item in dialog._articles()] == [False, True]
