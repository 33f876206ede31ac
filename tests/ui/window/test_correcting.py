"""Entities are put right where the article is read, and every correction has a way back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from reader.models import EntityType, Scope
from reader.ui.panel.entity_menu import RowWish

PER, ORG, LOC, EVENT = EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.EVENT
ONE = """Chợ nổi mở cửa

Minh Anh

Sáng nay, bạn tre xanh đến chợ nổi cùng ông Lương Văn Tám. Khách nói bạn tre xanh hát rất hay.

Ông Lương Văn Tám cho biết chợ nổi họp mỗi tuần hai lần ở Bến Quán, gần Sông Lam.
"""
TWO = """Đêm nhạc bên sông

Minh Anh

Đêm qua, bạn tre xanh hát bên sông cùng các bạn nhỏ. Trời mưa nhưng người nghe rất đông.
"""


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in {"mot.txt": ONE, "hai.txt": TWO}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture
def reader(start, files):
    person = start(*map(str, files))
    person.wait(lambda: len(person.listed()) == 2 and person.c.article.id)
    person.rest()
    person.open("Chợ nổi mở cửa")
    return person


def marked(reader, text: str, kind: EntityType | None = None) -> int:
    """How often the open article has a mention."""
    return sum(m.text == text and kind in {None, m.type} for m in reader.opened.mentions)


def elsewhere(reader, text: str, title: str = "Đêm nhạc bên sông") -> list[EntityType]:
    """The types of a text's mentions in the other article."""
    ids = reader.ask(lambda lib: {r.metadata.title: r.id for r in lib.reading.summaries(range(1, 99))})
    return [m.type for m in reader.ask(lambda lib: lib.reading.mentions(ids[title])) if m.text == text]


def status(reader) -> str:
    return " ".join(label.text() for label in reader.w.status.findChildren(QLabel) if label.isVisible())


def corrections(reader):
    return reader.ask(lambda library: library.correcting.corrections())


def go_to(reader, text: str) -> None:
    """Step to a mention by keys."""
    reader.do("next_mention")
    for _ in range(40):
        if reader.w.page.current_mention.text == text:
            return
        reader.do("next_mention")
    raise AssertionError(text)


def mark(reader, text: str, command: str = "mark_PER", scope: Scope = Scope.ARTICLE) -> None:
    reader.c.correcting.set_scope(scope)
    reader.select(text)
    reader.do(command)
    reader.wait(lambda: marked(reader, text))


def settled(reader, condition: Callable[[], object]) -> None:
    reader.wait(condition)
    reader.rest()


def test_a_selection_is_a_person_everywhere_and_undo_takes_that_back(reader):
    place = reader.w.page.position()
    mark(reader, "tre xanh", scope=Scope.EVERYWHERE)
    assert marked(reader, "tre xanh", PER) == 2
    assert elsewhere(reader, "tre xanh") == [PER]
    assert "2 articles" in status(reader)
    assert "Undo" in reader.w.status._action_button.text()
    assert reader.w.page.position() == place
    assert reader.w.page.selection() is None
    assert reader.w.page.current_mention.text == "tre xanh"  # the keys mean it now
    reader.do("undo")
    settled(reader, lambda: not marked(reader, "tre xanh"))
    assert elsewhere(reader, "tre xanh") == []


def test_the_scope_is_chosen_by_key_remembered_and_kept_to(reader, start):
    reader.do("correction_scope")
    reader.do("correction_scope")
    assert reader.c.correcting.scope is Scope.MENTION
    reader.select("tre xanh")
    reader.do("mark_PER")
    settled(reader, lambda: marked(reader, "tre xanh") == 1)
    again = start()
    again.wait(lambda: again.c.article.id)
    assert again.c.correcting.scope is Scope.MENTION
    assert "only here" in again.w.page._bar.entity.scope.text()


def test_a_name_that_is_no_entity_goes_and_comes_back(reader):
    mark(reader, "tre xanh")
    reader.do("reject_entity")  # the mention that stands out
    settled(reader, lambda: not marked(reader, "tre xanh"))
    reader.do("undo")
    settled(reader, lambda: marked(reader, "tre xanh") == 2)
    reader.select("bạn tre xanh đến")  # more than the name
    reader.do("reject_entity")
    settled(reader, lambda: not marked(reader, "tre xanh"))


def test_nothing_in_hand_is_said(reader):
    reader.do("reject_entity")
    assert "Select a name" in status(reader)
    reader.select("Khách nói")
    reader.do("reject_entity")
    assert "Nothing is marked" in status(reader)
    reader.do("merge_entities")
    assert "several" in status(reader)


def test_a_name_is_made_longer_by_words_and_enter(reader, qtbot):
    mark(reader, "tre xanh")
    page = reader.w.page
    page.setFocus()
    reader.do("earlier_name")
    assert reader.opened.article.text[slice(*page.selection())] == "bạn tre xanh"
    assert page._bar.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Return)
    settled(reader, lambda: marked(reader, "bạn tre xanh", PER) == 2)
    assert not marked(reader, "tre xanh")
    reader.do("later_name")
    reader.do("shorter_name")
    assert reader.opened.article.text[slice(*page.selection())] == "tre"
    reader.do("longer_name")
    reader.do("resize_entity")
    settled(reader, lambda: marked(reader, "tre xanh") == 2 and not marked(reader, "bạn tre xanh"))


def test_the_card_of_the_current_mention_retypes_it_by_keys_alone(reader, qtbot):
    go_to(reader, "Lương Văn Tám")
    reader.do("entity_card")
    card = reader.w.page._card
    assert card.isVisible()
    assert card.isAncestorOf(reader.window.focusWidget())
    assert "%" in card._why.text() or "you" in card._why.text()
    qtbot.keyClick(reader.window.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    settled(reader, lambda: marked(reader, "Lương Văn Tám", EVENT) == 2)
    assert not card.isVisible()
    assert reader.w.page.hasFocus()
    assert reader.w.page.current_mention.type is EVENT
    reader.do("entity_card")
    assert "you" in card._why.text() or "%" in card._why.text()
    qtbot.keyClick(reader.window.focusWidget(), Qt.Key.Key_Escape)
    assert not card.isVisible()
    reader.do("undo")
    settled(reader, lambda: marked(reader, "Lương Văn Tám", PER) == 2)


def test_what_is_called_otherwise_is_linked_to_a_known_name(reader, qtbot):
    page = reader.w.page
    reader.select("bạn tre xanh")
    reader.do("name_entity")
    field = page._bar.entity.name
    assert field.isVisible()
    field.setText("Lương Văn")
    reader.wait(field.found)
    assert field.found()[0].name == "Lương Văn Tám"
    qtbot.keyClick(field.field, Qt.Key.Key_Down)
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    settled(reader, lambda: marked(reader, "bạn tre xanh", PER) == 2)
    assert {m.entity for m in reader.opened.mentions if m.text == "bạn tre xanh"} == {"Lương Văn Tám"}


def test_selected_words_of_another_type_are_anothers_name(reader):
    page = reader.w.page
    reader.select("tre xanh")
    reader.do("name_entity")
    page._bar.entity.name.setText("Lương Văn Tám")
    page._bar.entity.keys()["Shift+P"]()
    settled(reader, lambda: marked(reader, "tre xanh", PER) == 2)
    assert {m.entity for m in reader.opened.mentions if m.text == "tre xanh"} == {"Lương Văn Tám"}
    reader.select("tre xanh")
    reader.do("mark_ORG")
    settled(reader, lambda: marked(reader, "tre xanh", ORG) == 2)
    assert {m.entity for m in reader.opened.mentions if m.text == "tre xanh"} == {"tre xanh"}
    assert marked(reader, "Lương Văn Tám", PER) == 2


def test_the_panel_rejects_renames_and_merges(reader):
    mark(reader, "tre xanh")
    tab = reader.w.panel.entities
    reader.wait(lambda: any(row.name == "tre xanh" for row in tab._model._rows))

    def choose(*names: str) -> None:
        tab.view.clearSelection()
        for number in range(tab._model.rowCount()):
            row = tab._model.row(tab._model.index(number))
            if row and row.name in names:
                index = tab._model.index(number)
                tab.view.selectionModel().select(index, tab.view.selectionModel().SelectionFlag.Select)

    choose("tre xanh", "Lương Văn Tám")
    tab._ask(RowWish.MERGE, None)
    settled(reader, lambda: {m.entity for m in reader.opened.mentions if m.text == "tre xanh"} == {
        m.entity for m in reader.opened.mentions if m.text == "Lương Văn Tám"
    })  # fmt: skip
    reader.do("undo")
    settled(reader, lambda: any(m.entity == "tre xanh" for m in reader.opened.mentions))
    choose("tre xanh")
    tab._ask(RowWish.RENAME, None)
    dialog = reader.c.correcting.dialog
    dialog.field.setText("Tre Xanh")
    dialog._save.click()
    settled(reader, lambda: any(m.entity == "Tre Xanh" for m in reader.opened.mentions))
    choose("Tre Xanh")
    tab._ask(RowWish.REJECT_EVERYWHERE, None)
    settled(reader, lambda: not marked(reader, "tre xanh"))


def test_keys_in_the_panels_list_mean_its_row(reader):
    reader.do("panel_entities")
    tab = reader.w.panel.entities
    tab.view.setFocus()
    row = next(n for n in range(tab._model.rowCount()) if tab._model.index(n).data() == "Lương Văn Tám")
    tab.view.setCurrentIndex(tab._model.index(row))
    reader.do("mark_ORG")
    settled(reader, lambda: marked(reader, "Lương Văn Tám", ORG) == 2)


def test_corrections_outlive_a_new_analysis(reader):
    mark(reader, "tre xanh", scope=Scope.EVERYWHERE)
    reader.do("reindex")
    reader.rest()
    reader.wait(lambda: reader.ask(lambda library: library.intake.waiting()) == 0)
    assert elsewhere(reader, "tre xanh") == [PER]
    assert marked(reader, "tre xanh", PER) == 2


def test_corrections_are_listed_searched_deleted_and_brought_back(reader):
    mark(reader, "tre xanh")
    reader.select("Bến Quán")
    reader.do("mark_LOC")
    settled(reader, lambda: len(corrections(reader)) >= 1)
    reader.do("corrections")
    dialog = reader.c.corrections.dialog
    reader.wait(lambda: dialog.model.rowCount() >= 1)
    dialog.field.setText("TRE XÁNH")
    assert dialog.model.rowCount() == 1
    cells = [dialog.model.index(0, column).data() for column in range(4)]
    assert cells == ["tre xanh", "Person", "in this article", "Chợ nổi mở cửa"]
    dialog.table.selectRow(0)
    dialog.delete.click()
    reader.wait(lambda: dialog.model.rowCount() == 0 and not marked(reader, "tre xanh"))
    assert dialog.undo.isVisible()
    dialog.undo.click()
    reader.wait(lambda: dialog.model.rowCount() == 1 and marked(reader, "tre xanh") == 2)
    dialog.close()
    reader.rest()


def test_corrections_go_out_and_come_in(reader, tmp_path):
    mark(reader, "tre xanh", scope=Scope.EVERYWHERE)
    reader.do("corrections")
    dialog, target = reader.c.corrections.dialog, tmp_path / "corrections.json"
    reader.c.corrections.export(target)
    reader.wait(target.exists)
    assert json.loads(target.read_text(encoding="utf-8"))["format"] == "docbao-corrections"
    reader.do("undo")
    reader.wait(lambda: not corrections(reader))
    reader.c.corrections.import_file(target)
    reader.wait(lambda: "1 correction was added." in dialog.note.text())
    settled(reader, lambda: marked(reader, "tre xanh") == 2)
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"\xff\xfe\x00nothing")
    reader.c.corrections.import_file(bad)
    reader.wait(lambda: reader.c.windows.box is not None)
    assert "corrections" in reader.c.windows.box.text()
    reader.c.windows.box.close()
    dialog.close()


def test_types_are_switched_by_key_and_the_command_tells(reader):
    action = reader.c.actions["underline_MONEY"]
    assert not action.isChecked()
    reader.do("underline_MONEY")
    assert EntityType.MONEY in reader.w.page.overlay.types
    assert action.isChecked()
    reader.do("underline_PER")
    assert PER not in reader.w.page.overlay.types
    assert not reader.c.actions["underline_PER"].isChecked()


def test_everything_is_done_with_keys_alone(reader, qtbot):
    """Step to a name, make it longer, say what it is, say that it is none, take all of it back."""
    page, shift, alt = reader.w.page, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
    reader.window.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(reader.window.focusWidget(), key, modifier)

    for _ in range(40):
        press(Qt.Key.Key_BracketRight)
        if page.current_mention.text == "Bến Quán":
            break
    press(Qt.Key.Key_Up, shift | alt)
    assert reader.opened.article.text[slice(*page.selection())] == "ở Bến Quán"
    press(Qt.Key.Key_Return)
    settled(reader, lambda: marked(reader, "ở Bến Quán") == 1)
    press(Qt.Key.Key_O, shift)
    settled(reader, lambda: marked(reader, "ở Bến Quán", ORG) == 1)
    press(Qt.Key.Key_Return, shift)
    assert page._card.isVisible()
    press(Qt.Key.Key_X, shift)
    settled(reader, lambda: not marked(reader, "ở Bến Quán"))
    for _ in range(3):
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(reader, lambda: marked(reader, "Bến Quán", LOC) == 1)
