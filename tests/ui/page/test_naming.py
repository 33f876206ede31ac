"""What is named at a selection, the row that puts it right, and the card."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.models import Article, Entity, EntityType, Mention, Scope
from reader.text.stretch import Edge
from reader.ui.page.entity_card import EntityInfo
from reader.ui.page.entity_row import EntityRow, Naming
from reader.ui.page.reader_view import ReaderView
from reader.ui.theme import themes

from .conftest import find

PER, ORG = EntityType.PER, EntityType.ORG
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def row(qtbot: QtBot) -> EntityRow:
    made = EntityRow(Translator("en"))
    qtbot.addWidget(made)
    made.set_theme(themes["light"])
    made.show()
    return made


def buttons(row: EntityRow) -> list[str]:
    return [
        button.accessibleName()
        for button in row.findChildren(QToolButton)
        if button.isVisibleTo(row) and button is not row.scope
    ]


def test_what_a_selection_overlaps_is_found(page: ReaderView, article: Article) -> None:
    name = find(article, "Trần Quốc Bảo")
    within, beyond = (name[0] + 5, name[1]), (name[0] - 4, name[1])
    for span in (name, within, beyond):
        naming = page.naming_of(*span)
        assert naming is not None
        assert naming.mention is not None
        assert (naming.mention.start, naming.mention.end) == name
        assert naming.resizes is (span != name)
    assert page.naming_of(*find(article, "đón ông")) == Naming(*find(article, "đón ông"))
    both = page.naming_of(find(article, "Đà Nẵng")[0], name[1])
    assert both is not None
    assert both.several
    assert not both.resizes


def test_what_can_be_no_name_is_none(page: ReaderView, article: Article) -> None:
    name = find(article, "Trần Quốc Bảo", 1)
    assert page.naming_of(name[0], name[1] + 30) is None  # more than a line
    assert page.naming_of(0, 0) is None
    assert page.naming_of(*find(article, " 😀 ")) is None
    line = find(article, "Đoạn 3.")[0]
    assert page.naming_of(line, line + 150) is not None
    assert page.naming_of(line, line + 250) is None  # longer than any name


def test_a_name_is_stretched_by_words_within_its_line(page: ReaderView, article: Article) -> None:
    start, end = find(article, "Trần Quốc Bảo", 1)
    mention = Mention(start, end, "Trần Quốc Bảo", PER, "Trần Quốc Bảo")
    text = article.text
    assert text[slice(*page.stretched_name(mention, Edge.START, 1))] == "Ông Trần Quốc Bảo"
    assert text[slice(*page.stretched_name(mention, Edge.END, 1))] == "Trần Quốc Bảo bên"
    assert text[slice(*page.stretched_name(mention, Edge.END, -1))] == "Trần Quốc"
    page.select(start - 4, end)
    assert page.stretched_name(mention, Edge.START, 1) == (start - 4, end)  # the line begins there
    page.select(*find(article, "bên giá sách"))
    assert text[slice(*page.stretched_name(mention, Edge.END, 1))] == "bên giá sách"


def test_the_row_offers_what_can_be_done(row: EntityRow) -> None:
    types = ["This is a person", "This is an organisation", "This is a place", "This is an event"]
    row.set_naming(Naming(5, 9))
    assert buttons(row) == [*types, "This is a law or document", "It is called otherwise…"]
    mention = Mention(5, 9, "Đoàn", ORG, "Đoàn")
    row.set_naming(Naming(5, 9, mention))
    assert buttons(row)[-1] == "Not an entity"
    assert [b.accessibleName() for b in row.findChildren(QToolButton) if b.isChecked()] == [types[1]]
    row.set_naming(Naming(5, 12, mention))
    assert buttons(row)[-1] == "Make the name this long"


def test_a_type_carries_the_full_name_that_was_typed(row: EntityRow, qtbot: QtBot) -> None:
    row.set_naming(Naming(5, 9))
    told: list[tuple[object, ...]] = []
    row.marked.connect(lambda *what: told.append(what))
    row.open_name()
    row.name.setText("Nguyễn  Văn An ")
    qtbot.keyClick(row.name.field, Qt.Key.Key_Return)  # of what type is still to be said
    assert told == []
    row.keys()["Shift+P"]()
    assert told == [(5, 9, PER, "Nguyễn Văn An")]
    row.set_naming(Naming(20, 30))
    assert row.name.isHidden()
    row.keys()["Shift+O"]()
    assert told[-1] == (20, 30, ORG, "")


def test_known_names_are_offered_and_chosen_by_keys(row: EntityRow, qtbot: QtBot) -> None:
    row.set_naming(Naming(5, 9))
    row.open_name()
    with qtbot.waitSignal(row.names_wanted) as wanted:
        row.name.setText("an")
    assert wanted.args == ["an"]
    row.set_names([Entity(1, "Lan Anh", PER), Entity(2, "Công an", ORG)])
    for _ in range(2):
        qtbot.keyClick(row.name.field, Qt.Key.Key_Down)
    assert row.name.field.accessibleDescription() == "Công an, Organisation"
    with qtbot.waitSignal(row.marked) as told:
        qtbot.keyClick(row.name.field, Qt.Key.Key_Return)
    assert told.args == [5, 9, ORG, "Công an"]


def test_a_known_name_that_is_typed_in_full_has_its_type(row: EntityRow, qtbot: QtBot) -> None:
    row.set_naming(Naming(5, 9))
    row.open_name()
    row.name.setText("công an")
    row.set_names([Entity(2, "Công an", ORG)])
    with qtbot.waitSignal(row.marked) as told:
        qtbot.keyClick(row.name.field, Qt.Key.Key_Return)
    assert told.args == [5, 9, ORG, "công an"]


def test_the_scope_is_shown_and_chosen(row: EntityRow, qtbot: QtBot) -> None:
    row.set_scope(Scope.MENTION)
    assert row.scope.accessibleName() == "Corrections reach: only here"
    with qtbot.waitSignal(row.scope_chosen) as told:
        row.scope.menu().actions()[2].trigger()
    assert told.args == [Scope.EVERYWHERE]
    assert row.scope.text() == "everywhere"


def test_the_bar_marks_rejects_and_resizes_by_key(page: ReaderView, article: Article, qtbot: QtBot) -> None:
    name = find(article, "Trần Quốc Bảo")
    page.propose(*name)
    with qtbot.waitSignal(page.mark_requested) as marked:
        qtbot.keyClick(page, Qt.Key.Key_O, SHIFT)
    assert marked.args == [*name, ORG, ""]
    with qtbot.waitSignal(page.reject_requested) as rejected:
        qtbot.keyClick(page, Qt.Key.Key_X, SHIFT)
    assert rejected.args == [*name]
    longer = (name[0] - 4, name[1])
    page.propose(*longer)
    with qtbot.waitSignal(page.resize_requested) as resized:
        qtbot.keyClick(page, Qt.Key.Key_Return)
    assert resized.args is not None
    assert resized.args[1:] == [*longer]


def test_the_bar_has_no_names_for_a_passage(page: ReaderView, article: Article, qtbot: QtBot) -> None:
    start, end = find(article, "Trần Quốc Bảo", 1)
    page.propose(start, end + 30)
    assert page._bar.isVisible()
    assert page._bar.entity.isHidden()
    with qtbot.assertNotEmitted(page.mark_requested):
        qtbot.keyClick(page, Qt.Key.Key_P, SHIFT)


def test_the_card_tells_why_and_leads_to_the_page(page: ReaderView, qtbot: QtBot) -> None:
    page.set_entity_info(
        lambda m: EntityInfo(m.entity, m.type, reason="model", score=0.874, entity=7, here=2, articles=3)
    )
    assert not page.show_card()
    page.step_mention(1)
    page.step_mention(1)
    assert page.show_card()
    assert page._card._why.text() == "Found by the model, 87% sure"
    said = QAccessible.queryAccessibleInterface(page._card)
    assert said.text(QAccessible.Text.Name) == page._card._heading.text()
    assert "87% sure" in said.text(QAccessible.Text.Description)
    with qtbot.waitSignal(page.entity_page_requested) as asked:
        page._card._open.click()
    assert asked.args == [7]
    assert not page._card.isVisible()


def test_the_card_stays_while_it_is_used_and_goes_with_escape(page: ReaderView, qtbot: QtBot) -> None:
    page.setFocus()
    page.step_mention(1)
    page.show_card()
    page._let_card_go()  # the mouse was there and went
    assert page._card.isVisible()
    qtbot.keyClick(page._card.entity.first(), Qt.Key.Key_Escape)
    assert not page._card.isVisible()
    assert page.hasFocus()


def test_the_card_puts_the_entity_of_its_mention_right(page: ReaderView, qtbot: QtBot) -> None:
    mention = page.step_mention(1)
    assert mention is not None
    page.show_card()
    with qtbot.waitSignal(page.put_right_requested) as told:
        page._card.entity.keys()["Shift+D"]()
    assert told.args == [mention, EntityType.DOC, ""]


def test_a_picked_mention_takes_the_place_of_the_selection(
    page: ReaderView, article: Article, mentions: list[Mention]
) -> None:
    name = find(article, "Trần Quốc Bảo")
    page.select(*name)
    assert not page.pick_mention(name[0], name[1] + 1)
    assert page.pick_mention(*name)
    assert page.selection() is None
    assert page.current_mention == replace(mentions[2])
