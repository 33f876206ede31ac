"""The list of notes: grouping, narrowing, keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from reader.library import NamedInNotes, Noted
from reader.models import Color, Highlight, Selector, Style
from reader.ui.browse.notes_delegate import lines_of
from reader.ui.browse.notes_list import NotesList
from reader.ui.browse.notes_model import TagHead, WholeNote

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing")


def highlight(key, article_id, quote, note="", color=Color.YELLOW):
    return Highlight(key, article_id, Selector(quote, "", "", 0, len(quote)), color, note, "2025-10-26")


@pytest.fixture
def groups(summary):
    return [
        Noted(
            summary(1),
            (highlight("a", 1, "Đào tạo chuyên gia"), highlight("b", 1, "hai", color=Color.BLUE)),
        ),
        Noted(summary(2), (highlight("c", 2, "ba", "Ghi chú về đào tạo", Color.BLUE),)),
    ]


@pytest.fixture
def notes(qtbot, look, translator, groups):
    made = NotesList(translator, look)
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.set_notes(groups)
    made.show()
    return made


def shown(notes):
    said = []
    for entry in notes.model.entries:
        if isinstance(entry, TagHead):
            said.append(f"#{entry.name}")
        else:
            said.append("whole" if isinstance(entry, WholeNote) else entry.id)
    return said


def test_highlights_stand_beneath_their_article(notes):
    assert shown(notes) == [1, "a", "b", 2, "c"]
    assert (notes._count.text(), notes._count.accessibleName()) == ("3", "3 highlights")


def test_passes_the_model_tester(notes, groups):
    tester = QAbstractItemModelTester(notes.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    notes.words.setText("ba")
    notes.set_notes(groups[:1])
    assert tester.model() is notes.model


def test_words_are_found_in_quotes_and_notes_without_accents(notes):
    notes.words.setText("dao TAO")
    assert shown(notes) == [1, "a", 2, "c"]


def test_colours_narrow_and_leave_no_empty_article(notes):
    notes.swatches[Color.YELLOW].click()
    assert shown(notes) == [1, "a"]
    notes.swatches[Color.BLUE].click()
    assert shown(notes) == [1, "a", "b", 2, "c"]


def test_only_the_articles_that_are_shown_are_exported(notes, qtbot):
    notes.words.setText("ghi chu")
    with qtbot.waitSignal(notes.export_requested) as told:
        notes.export.click()
    assert told.args == [(2,)]


def test_what_is_not_found_and_what_is_not_there_are_said_differently(notes):
    notes.words.setText("zzz")
    assert notes.empty.isVisible()
    first = notes.empty.accessibleName()
    notes.words.clear()
    assert notes.view.isVisible()
    notes.set_notes([])
    assert notes.empty.isVisible()
    assert notes.empty.accessibleName() != first


def test_keys_step_over_the_heads(notes, qtbot):
    told: list[object] = []
    notes.highlight_chosen.connect(lambda *chosen: told.append(chosen))
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(notes.view, key)
    assert told == [(1, "a"), (1, "b"), (2, "c"), (1, "b")]


def test_keys_edit_and_delete_the_current_highlight(notes, qtbot):
    notes.select("c")
    with qtbot.waitSignal(notes.edit_requested) as edited:
        qtbot.keyClick(notes.view, Qt.Key.Key_F2)
    with qtbot.waitSignal(notes.delete_requested) as deleted:
        qtbot.keyClick(notes.view, Qt.Key.Key_Delete)
    assert (edited.args, deleted.args) == ([2, "c"], [("c",)])


def test_a_refresh_keeps_the_current_highlight_and_is_silent(notes, groups, qtbot):
    notes.select("b")
    with qtbot.assertNotEmitted(notes.highlight_chosen):
        notes.set_notes(groups[::-1])
    assert notes.view.current().id == "b"


def test_the_menu_exports_one_article(notes, qtbot):
    action = next(each for each in notes.menu(highlight("c", 2, "ba")).actions() if "Export" in each.text())
    with qtbot.waitSignal(notes.export_requested) as told:
        action.trigger()
    assert told.args == [(2,)]


def test_a_highlight_says_its_colour_quote_and_note(notes):
    said = notes.model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Blue, ba, Ghi chú về đào tạo"


# Filters ---------------------------------------------------------------------------------------------


@pytest.fixture
def many(summary):
    """Highlights that differ in all that narrows."""
    tagged = replace(highlight("a", 1, "một"), tags=("Huế", "số liệu"), starred=True)
    lost = replace(highlight("b", 1, "hai", "ghi"), orphan=True, created="2024-12-01")
    plain = replace(highlight("c", 2, "ba"), tags=("Huế",), style=Style.UNDERLINE)
    other = summary(2)
    other = replace(other, metadata=replace(other.metadata, source="Tin"))
    return [Noted(summary(1), (tagged, lost), "Cả bài: *đúng*"), Noted(other, (plain,))]


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("starred", "1", [1, "a"]),
        ("noted", "1", [1, "whole", "b"]),
        ("orphan", "1", [1, "b"]),
        ("tag", "số liệu", [1, "a"]),
        ("source", "Tin", [2, "c"]),
        ("month", "2024", [1, "b"]),
        ("month", "2025-10", [1, "a", 2, "c"]),
        ("entity", "7", [1, "a", 2, "c"]),
        ("article", "1", [1, "whole", "a", "b"]),
    ],
)
def test_a_choice_of_the_panel_narrows_and_its_chip_widens_again(notes, many, field, value, left):
    notes.set_notes(many)
    notes.set_named(NamedInNotes({7: "Trần Thu Nguyệt"}, {"a": frozenset({7}), "c": frozenset({7})}))
    whole = shown(notes)
    notes.filter_button.open()
    notes.filter_button.panel.row_chosen.emit((field, value))
    assert shown(notes) == left
    (chip,) = notes.chips._chips.values()
    chip.click()
    assert shown(notes) == whole == [1, "whole", "a", "b", 2, "c"]


def test_the_panel_counts_what_is_shown_and_names_it(notes, many):
    notes.set_notes(many)
    notes.set_named(NamedInNotes({7: "Trần Thu Nguyệt"}, {"a": frozenset({7})}))
    notes.words.setText("mot")
    notes.filter_button.open()
    rows = {node.row.label: node.row.count for node in notes.filter_button.panel.rows._root.below()}
    assert rows["Trần Thu Nguyệt"] == rows["Huế"] == rows["số liệu"] == rows["Bài 1"] == rows["Starred"] == 1
    assert "Tin" not in rows
    notes.filter_button.close_popup()


def test_notes_by_tag_stand_under_each_of_their_tags_and_those_without_last(notes, many):
    notes.set_notes(many)
    notes.select("c")
    notes.by_tag.click()
    assert shown(notes) == ["#Huế", "a", "c", "#số liệu", "a", "#", "b"]
    assert notes.view.current().id == "c"
    assert notes.model.index(5).data() == "Without tags"
    assert (notes._count.text(), notes._count.accessibleName()) == ("3", "3 highlights")


# Many at once ----------------------------------------------------------------------------------------


def test_several_are_selected_without_going_there_and_edited_together(notes, qtbot):
    notes.select("a")
    with qtbot.assertNotEmitted(notes.highlight_chosen):
        qtbot.keyClick(notes.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(notes.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert notes.view.selected_ids() == ("a", "b", "c")
    assert notes.bulk.isVisible()
    assert notes.bulk.count.text() == "3 selected"
    told: dict[str, tuple[object, ...]] = {}
    for name in ("color", "style", "star", "tags", "delete", "highlights_export"):
        signal = getattr(notes, f"{name}_requested")
        signal.connect(lambda *args, name=name: told.setdefault(name, args))
    for name in ("style", "star", "tags", "export", "delete"):
        notes.bulk.tools[name].click()
    next(each for each in notes.bulk.color_menu().actions() if each.data() == "red").trigger()
    ids = ("a", "b", "c")
    assert told == {
        "style": (ids, Style.UNDERLINE), "star": (ids, True), "tags": (ids,), "delete": (ids,),
        "highlights_export": (ids,), "color": (ids, Color.RED),
    }  # fmt: skip


def test_a_refresh_keeps_all_that_is_selected(notes, groups):
    notes.view.selectAll()
    notes.set_notes(groups[::-1])
    assert sorted(notes.view.selected_ids()) == ["a", "b", "c"]


def test_deleted_notes_say_when_and_offer_the_way_back(notes, groups, qtbot):
    with qtbot.waitSignal(notes.trash_toggled) as asked:
        notes.trash.click()
    assert asked.args == [True]
    assert notes.empty.isVisible()
    notes.set_notes([replace(groups[1], deleted={"c": "2025-11-02T08:00:00+00:00"})])
    assert not notes.bulk.restore.isEnabled()
    notes.select("c")
    assert "deleted Nov 2, 2025" in notes._delegate._facts(notes.view.current())
    with qtbot.waitSignal(notes.restore_requested) as back:
        notes.bulk.restore.click()
    with qtbot.assertNotEmitted(notes.delete_requested), qtbot.waitSignal(notes.forget_requested) as gone:
        qtbot.keyClick(notes.view, Qt.Key.Key_Delete)
    assert (back.args, gone.args) == ([("c",)], [("c",)])


def test_the_note_on_an_article_opens_the_article_and_its_note(notes, many, qtbot):
    notes.set_notes(many)
    with qtbot.waitSignal(notes.article_chosen) as opened:
        qtbot.keyClick(notes.view, Qt.Key.Key_J)
    with qtbot.waitSignal(notes.edit_requested) as edited:
        qtbot.keyClick(notes.view, Qt.Key.Key_F2)
    assert (opened.args, edited.args) == ([1], [1, ""])


def test_colours_are_called_as_the_reader_calls_them(notes, translator):
    notes.set_color_names(translator.color_names({Color.BLUE: "số liệu"}))
    assert notes.swatches[Color.BLUE].toolTip() == "số liệu"
    assert notes.model.index(4).data(Qt.ItemDataRole.AccessibleTextRole).startswith("số liệu, ba")
    assert "số liệu" in [each.text() for each in notes.bulk.color_menu().actions()]


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("một", 1), ("x" * 36, 1), ("x" * 37, 2)])
def test_short_texts_take_one_line(text, lines):
    assert lines_of(text) == lines
