"""The page of an entity and the place of all of them, in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from reader.models import Color, EntityType
from reader.ui.browse.places import Place, PlaceKind

MAN = "Lương Văn Tám"
TITLE = "Đoàn tàu đầu tiên"


@pytest.fixture
def named(reader):
    """A reader at the window, and the id of an entity by its name."""

    def find(name: str):
        return next(
            e.id
            for e in reader.ask(lambda library: library.naming.browse((), name).entities)
            if e.name == name
        )

    reader.named = find
    return reader


def show(reader, name: str = MAN):
    """Open the page of an entity and wait for all of it."""
    wanted = reader.named(name)
    reader.c.entity.open(wanted)
    reader.wait(lambda: shown(reader) == wanted and reader.w.entity.isVisible())
    reader.wait(reader.w.entity.company.isVisible)
    return wanted


def shown(reader):
    dossier = reader.w.entity.dossier
    return dossier.entity.id if dossier else 0


def names(reader) -> list[str]:
    return [e.name for e in reader.ask(lambda library: library.naming.browse().entities)]


def test_a_click_in_the_text_opens_the_page_and_escape_leads_back_to_the_place(named):
    named.open(TITLE)
    mention = next(m for m in named.opened.mentions if m.text == MAN)
    place = named.w.page.verticalScrollBar().value()
    named.w.page.entity_clicked.emit(mention)
    named.wait(lambda: shown(named) == mention.entity_id)
    assert named.window.windowTitle() == MAN
    assert not named.w.page.isVisible()
    assert not named.c.actions["highlight"].isEnabled()
    named.qtbot.keyClick(named.w.entity, Qt.Key.Key_Escape)
    named.wait(named.w.page.isVisible)
    assert named.window.windowTitle() == TITLE
    assert named.w.page.verticalScrollBar().value() == place
    assert named.c.actions["highlight"].isEnabled()


def test_the_way_back_leads_through_the_entities_that_were_open(named):
    first = show(named)
    neighbour = named.w.entity.company.graph.neighbours[0]
    neighbour.click()
    named.wait(lambda: shown(named) == neighbour.entity.id)
    named.do("back")
    named.wait(lambda: shown(named) == first)
    named.do("back")
    named.wait(named.w.page.isVisible)
    named.do("back")  # there is nothing before


def test_a_mention_is_jumped_to(named):
    named.open("Новый мост")
    show(named)
    named.w.entity.mentions.boxes[0].passages[0].click()
    named.wait(lambda: named.w.page.isVisible() and named.opened.article.metadata.title == TITLE)
    assert named.w.page.current_mention.text == MAN
    assert shown(named) == 0


def test_a_name_is_changed_and_the_change_undone(named):
    show(named)
    named.w.entity.head.begin_renaming()
    named.w.entity.head.field.setText("Lương Tám")
    named.qtbot.keyClick(named.w.entity.head.field, Qt.Key.Key_Return)
    named.wait(lambda: named.w.entity.head.title.text() == "Lương Tám")
    assert named.window.windowTitle() == MAN or "Lương Tám" in names(named)
    named.do("undo")
    named.wait(lambda: named.w.entity.head.title.text() == MAN)
    named.rest()


def test_a_type_is_changed(named):
    show(named)
    named.w.entity.head.retyped.emit(EntityType.ORG)
    named.wait(lambda: named.w.entity.dossier.entity.type is EntityType.ORG)
    named.do("undo")
    named.wait(lambda: named.w.entity.dossier.entity.type is EntityType.PER)
    named.rest()


def test_two_are_merged_with_the_picker_and_parted_again_by_undo(named):
    kept = show(named)
    other = named.named("Công ty Đường sắt Sông Lam")
    named.c.entity_windows.choose_to_merge()
    picker = named.c.entity_windows.picker
    picker.field.setText("duong sat")
    named.qtbot.keyClick(picker.field, Qt.Key.Key_Return)  # before the answer has come
    named.wait(lambda: "Công ty Đường sắt Sông Lam" in named.w.entity.dossier.entity.aliases)
    assert "Công ty Đường sắt Sông Lam" not in names(named)
    named.do("undo")
    named.wait(lambda: not named.w.entity.dossier.entity.aliases)
    assert named.ask(lambda library: library.naming.entity(other)).mentions
    assert shown(named) == kept
    named.rest()


def test_mentions_are_split_off(named):
    show(named)
    named.c.entity_windows.choose_split()
    named.wait(lambda: named.c.entity_windows.dialog is not None)
    dialog = named.c.entity_windows.dialog
    dialog._articles()[0].setCheckState(0, Qt.CheckState.Checked)
    dialog.name.setText("Lương Văn Tám (tài xế)")
    dialog.apply.click()
    named.wait(lambda: "Lương Văn Tám (tài xế)" in names(named))
    named.wait(lambda: named.w.entity.dossier.entity.mentions == 0)
    named.do("undo")
    named.wait(lambda: named.w.entity.dossier.entity.mentions > 0)
    named.rest()


def test_names_are_added_and_removed(named):
    show(named)
    named.w.entity.names.added.emit("giám đốc Tám")
    named.wait(lambda: len(named.w.entity.names.chips) == 2)
    alias = next(a for a in named.w.entity.dossier.aliases if a.origin == "user")
    named.w.entity.names.remove_requested.emit(alias.id)
    named.wait(lambda: len(named.w.entity.names.chips) == 1)
    named.rest()


def test_what_is_no_entity_is_left_and_can_be_brought_back(named):
    show(named)
    named.w.entity.bar.reject_requested.emit()
    named.wait(named.w.page.isVisible)
    named.wait(lambda: MAN not in names(named))
    named.do("undo")
    named.wait(lambda: MAN in names(named))
    named.rest()


def test_a_month_and_words_narrow_the_mentions(named):
    named.rest()
    show(named)
    named.c.entity.narrow_to_words("khong co gi")
    named.wait(lambda: not named.w.entity.mentions.boxes)
    named.c.entity.narrow_to_words("giam doc")
    named.wait(lambda: len(named.w.entity.mentions.boxes) == 1)
    named.w.entity.histogram.period_chosen.emit("1999-01")
    named.wait(lambda: not named.w.entity.mentions.boxes and named.w.entity.mentions.period.isVisible())
    named.w.entity.mentions.period.click()
    named.wait(lambda: len(named.w.entity.mentions.boxes) == 1)
    assert named.w.entity.histogram.chosen == ""


def test_the_readers_own_highlights_stand_on_the_page(named):
    named.open(TITLE)
    start = named.opened.article.text.index(MAN)
    named.w.page.select(start, start + len(MAN))
    named.c.marking.highlight_selection(Color.BLUE)
    named.wait(lambda: named.opened.highlights)
    show(named)
    (row,) = named.w.entity.marks.rows
    row.click()
    named.wait(lambda: named.w.page.isVisible() and named.w.page.current_highlight is not None)


@pytest.mark.parametrize(("fmt", "begins"), [("markdown", "# Lương"), ("html", "<!DOCTYPE"), ("csv", "")])
def test_a_dossier_is_exported(named, tmp_path, fmt, begins):
    wanted = show(named)
    named.w.entity.bar.export_requested.emit(fmt)
    named.wait(lambda: named.c.entity_windows.file_dialog is not None)
    named.c.entity_windows.file_dialog.close()
    target = tmp_path / "hồ sơ"
    named.c.entity_windows.export(wanted, fmt, target)
    named.wait(target.exists)
    text = target.read_text(encoding="utf-8-sig")
    assert text.startswith(begins)
    assert MAN in text


def test_all_entities_are_listed_filtered_searched_and_sorted(named):
    place = named.w.entities
    named.w.sidebar.place_chosen.emit(Place(PlaceKind.ENTITIES))
    named.wait(lambda: place.isVisible() and place.model.rowCount() > 1)
    everything = place.model.rowCount()
    named.w.sidebar.place_chosen.emit(Place(PlaceKind.ENTITIES, "PER"))
    named.wait(lambda: 0 < place.model.rowCount() < everything)
    assert place.types() == {EntityType.PER}
    named.do("browse_entities")
    named.wait(lambda: place.model.rowCount() == everything)
    place.words.setText("song lam")
    named.wait(lambda: 0 < place.model.rowCount() < everything)
    assert all("Sông Lam" in place.model.entity(row).name for row in range(place.model.rowCount()))
    place.words.clear()
    named.wait(lambda: place.model.rowCount() == everything)
    place.table.horizontalHeader().sectionClicked.emit(0)
    found = [e.name for e in named.ask(lambda lib: lib.naming.browse(place.types(), sort="name").entities)]
    named.wait(lambda: [place.model.entity(row).name for row in range(everything)] == found)


def test_the_list_opens_pages_and_merges_what_is_selected(named):
    place = named.w.entities
    named.do("browse_entities")
    named.wait(lambda: place.model.rowCount() > 1)
    place.table.setFocus()
    named.qtbot.keyClick(place.table, Qt.Key.Key_Down)
    named.wait(lambda: shown(named) == place.model.entity(place.table.currentIndex().row()).id)
    assert place.table.hasFocus()
    named.qtbot.keyClick(place.table, Qt.Key.Key_Return)
    assert not place.table.hasFocus()
    before = place.model.rowCount()
    place.table.setFocus()
    named.qtbot.keyClick(place.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    named.wait(place.merge.isVisible)
    place.merge.click()
    named.wait(lambda: place.model.rowCount() == before - 1)
    named.do("undo")
    named.wait(lambda: place.model.rowCount() == before)
    named.rest()


def test_typing_a_search_leaves_the_list_of_entities(named):
    named.do("browse_entities")
    named.wait(named.w.entities.isVisible)
    named.w.search.setText("song lam")
    named.wait(lambda: named.w.articles.isVisible() and len(named.listed()) == 1)


def test_any_entity_is_opened_by_its_name(named):
    named.do("open_entity")
    picker = named.c.entity_windows.picker
    picker.field.setText("luong van")
    named.qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    named.wait(lambda: named.w.entity.isVisible() and named.w.entity.dossier.entity.name == MAN)


def test_the_current_mention_and_the_panel_lead_to_the_page(named):
    named.open(TITLE)
    named.do("entity_page")  # nothing stands out yet: it says how to
    assert shown(named) == 0
    named.do("next_mention")
    named.do("entity_page")
    named.wait(lambda: shown(named) > 0)
    named.do("back")
    view = named.w.panel.entities.view
    named.qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    named.wait(lambda: shown(named) > 0)


def test_opening_an_article_leaves_the_page(named):
    named.open(TITLE)
    show(named)
    named.w.articles.article_chosen.emit(named.c.article.id)
    named.wait(named.w.page.isVisible)
    show(named)
    named.open("Новый мост")
    named.wait(named.w.page.isVisible)
