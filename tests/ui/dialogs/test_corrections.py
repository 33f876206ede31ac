"""The list of corrections, and the window that asks for a name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.models import Correction, CorrectionKind, EntityType, Scope
from reader.ui.dialogs.correction_model import Column, CorrectionModel
from reader.ui.dialogs.corrections import CorrectionsDialog
from reader.ui.dialogs.name import NameDialog

K, PER, ORG = CorrectionKind, EntityType.PER, EntityType.ORG
DAY = "2026-01-0{}T03:04:05Z"
CORRECTIONS = (
    Correction(K.REJECT, Scope.EVERYWHERE, "Đoàn", created=DAY.format(3), id="1"),
    Correction(K.MARK, Scope.ARTICLE, "ông Tô", PER, "Tô Vân", article_id=7, created=DAY.format(2), id="2"),
    Correction(K.MARK, Scope.MENTION, "Sông Lam", ORG, article_id=8, created=DAY.format(1), id="3"),
    Correction(K.ASSIGN, Scope.ARTICLE, "Lê An", PER, "Lê An (2)", was=PER, article_id=7, id="4"),
    Correction(K.LINK, Scope.EVERYWHERE, "ООН", ORG, "LHQ", was=ORG, id="a5"),
    Correction(K.RENAME, Scope.EVERYWHERE, "LHQ", name="Liên Hợp Quốc", was=ORG, id="n6"),
    Correction(K.RETYPE, Scope.EVERYWHERE, "Bến Quán", ORG, was=PER, id="t7"),
    Correction(K.APART, Scope.EVERYWHERE, "Lê An", PER, "Ле Ан", was=PER, id="k1-2"),
)
TITLES = {7: "Chợ nổi mở cửa"}


@pytest.fixture
def dialog(qtbot: QtBot, translator: Translator, window: QWidget) -> CorrectionsDialog:
    made = CorrectionsDialog(translator, window)
    qtbot.addWidget(made)
    made.set_corrections(CORRECTIONS, TITLES)
    made.open()
    return made


def texts(dialog: CorrectionsDialog, column: Column = Column.TEXT) -> list[str]:
    return [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]


def test_model_keeps_the_rules_of_models(translator: Translator) -> None:
    model = CorrectionModel(translator)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_corrections(CORRECTIONS, TITLES)
    model.set_filter("le an")
    assert model.rowCount() == 2
    model.sort(Column.TEXT)
    model.set_corrections((), {})
    assert model.rowCount() == 0


def test_each_correction_says_what_it_says(translator: Translator) -> None:
    model = CorrectionModel(translator)
    assert [model.said(each) for each in CORRECTIONS] == [
        "Not an entity", "Person: Tô Vân", "Organisation", "Person: Lê An (2)", "Means LHQ",
        "Is called Liên Hợp Quốc", "Organisation", "Is not Ле Ан",
    ]  # fmt: skip


def test_the_newest_stand_first_and_columns_sort_as_the_language_does(dialog: CorrectionsDialog) -> None:
    assert texts(dialog)[:3] == ["Đoàn", "ông Tô", "Sông Lam"]
    assert texts(dialog, Column.ARTICLE)[1] == "Chợ nổi mở cửa"
    dialog.table.sortByColumn(Column.TEXT, Qt.SortOrder.AscendingOrder)
    assert texts(dialog) == ["Bến Quán", "Đoàn", "Lê An", "Lê An", "LHQ", "ông Tô", "Sông Lam", "ООН"]


def test_search_finds_in_every_column_without_accents(dialog: CorrectionsDialog) -> None:
    dialog.field.setText("cho noi")
    assert texts(dialog) == ["ông Tô", "Lê An"]


def test_delete_asks_for_the_chosen_one_by_button_and_key(dialog: CorrectionsDialog, qtbot: QtBot) -> None:
    assert not dialog.delete.isEnabled()
    dialog.table.selectRow(1)
    with qtbot.waitSignal(dialog.delete_requested) as asked:
        dialog.delete.click()
    assert asked.args == ["2"]
    dialog.table.setFocus()
    with qtbot.waitSignal(dialog.delete_requested):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    dialog.set_corrections(CORRECTIONS[:1], TITLES)  # the choice stays near
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.id == "1"


def test_what_was_done_is_said_with_its_way_back(dialog: CorrectionsDialog, qtbot: QtBot) -> None:
    dialog.say("The correction was taken back.", undoable=True)
    with qtbot.waitSignal(dialog.undo_requested):
        dialog.undo.click()
    assert not dialog.undo.isVisible()
    assert dialog.note.text() == ""


def test_an_empty_list_says_what_to_do(dialog: CorrectionsDialog) -> None:
    dialog.set_corrections((), {})
    assert "Select a name" in dialog.summary.text()
    assert not dialog.export.isEnabled()


def test_a_name_is_asked_for_until_it_is_a_new_one(
    qtbot: QtBot, translator: Translator, window: QWidget
) -> None:
    dialog = NameDialog("Rename “Đoàn”", "Đoàn", translator, window)
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog._save.isEnabled()
    dialog.field.setText("  ")
    assert not dialog._save.isEnabled()
    dialog.field.setText(" Đoàn  Thanh niên ")
    with qtbot.waitSignal(dialog.named) as told:
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert told.args == ["Đoàn Thanh niên"]
    assert not dialog.isVisible()
