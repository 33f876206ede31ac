"""The tab of details: edited in place, wrong dates refused, tags as chips."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.models import Article, Metadata
from reader.ui.fonts import FontFamilies
from reader.ui.panel import DetailsTab
from reader.ui.panel.tags import matching_tags
from reader.ui.theme import Theme

# The offscreen platform says so of the sizes of windows, and of popups.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def tab(
    qtbot: QtBot, translator: Translator, theme: Theme, fonts: FontFamilies, article: Article
) -> DetailsTab:
    made = DetailsTab(translator, theme, fonts)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    qtbot.waitExposed(made)
    made.set_article(article)
    return made


def told(tab: DetailsTab) -> list[tuple[int, Metadata]]:
    changes: list[tuple[int, Metadata]] = []
    tab.metadata_changed.connect(lambda id_, known: changes.append((id_, known)))
    return changes


def enter(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.setText(text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_a_date_is_read_in_words_and_typed_in_figures(tab: DetailsTab) -> None:
    line = tab.lines["published"]
    assert line.text() == "October 25, 2025"
    line.setFocus()
    assert line.text() == "25/10/2025"


@pytest.mark.parametrize(("typed", "iso"), [("26.10.2025", "2025-10-26"), ("10/2025", "2025-10"), ("", "")])
def test_peoples_dates_become_iso(qtbot: QtBot, tab: DetailsTab, typed: str, iso: str) -> None:
    changes = told(tab)
    enter(qtbot, tab.lines["published"], typed)
    assert [(id_, known.published) for id_, known in changes] == [(1, iso)]


def test_an_impossible_date_is_said_and_not_saved(qtbot: QtBot, tab: DetailsTab) -> None:
    changes = told(tab)
    enter(qtbot, tab.lines["published"], "31/02/2025")
    assert changes == []
    assert tab.wrong_date.isVisible()
    assert tab.lines["published"].text() == "31/02/2025"
    enter(qtbot, tab.lines["published"], "28/02/2025")
    assert not tab.wrong_date.isVisible()
    assert changes[-1][1].published == "2025-02-28"


def test_the_time_of_day_stays_while_the_day_does(qtbot: QtBot, tab: DetailsTab) -> None:
    changes = told(tab)
    enter(qtbot, tab.lines["published"], "2025-10-25")
    assert changes == []


def test_a_title_that_was_edited_is_no_longer_derived(qtbot: QtBot, tab: DetailsTab) -> None:
    changes = told(tab)
    assert tab.derived.isVisible()
    tab.title.setFocus()
    tab.title.setPlainText("Một nhan đề khác")
    qtbot.keyClick(tab.title, Qt.Key.Key_Return)
    assert (changes[0][1].title, changes[0][1].title_derived) == ("Một nhan đề khác", False)
    assert not tab.derived.isVisible()


def test_an_empty_title_comes_back(tab: DetailsTab) -> None:
    changes = told(tab)
    tab.title.setFocus()
    tab.title.setPlainText("   ")
    tab.lines["source"].setFocus()
    assert changes == []
    assert tab.title.toPlainText() == "Bộ trưởng tiếp một tập đoàn"


def test_authors_are_parted_by_commas(qtbot: QtBot, tab: DetailsTab) -> None:
    changes = told(tab)
    enter(qtbot, tab.lines["authors"], "Minh Đức; Thu Hà , ")
    assert changes[0][1].authors == ("Minh Đức", "Thu Hà")


def test_leaving_a_field_untouched_changes_nothing(tab: DetailsTab) -> None:
    changes = told(tab)
    for line in tab.lines.values():
        line.setFocus()
    tab.title.setFocus()
    tab.tags.field.setFocus()
    tab.flush()
    assert changes == []


def test_escape_takes_back_what_was_typed(qtbot: QtBot, tab: DetailsTab) -> None:
    changes = told(tab)
    line = tab.lines["source"]
    line.setFocus()
    line.setText("Báo khác")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    tab.flush()
    assert changes == []
    assert line.text() == "Tiền Phong"


def test_another_article_first_hands_on_what_was_typed_with_its_id(tab: DetailsTab, article: Article) -> None:
    changes = told(tab)
    tab.lines["source"].setFocus()
    tab.lines["source"].setText("Báo khác")
    tab.set_article(replace(article, id=2, metadata=Metadata("Bài hai")))
    assert [(id_, known.source) for id_, known in changes] == [(1, "Báo khác")]
    assert tab.lines["source"].text() == ""


def test_a_refresh_keeps_what_is_being_typed(tab: DetailsTab, article: Article) -> None:
    tab.lines["source"].setFocus()
    tab.lines["source"].setText("đang gõ")
    tab.set_article(replace(article, metadata=replace(article.metadata, section="Xã hội")))
    assert tab.lines["source"].text() == "đang gõ"
    assert tab.lines["section"].text() == "Xã hội"


def test_a_language_that_is_not_offered_is_shown_and_kept(
    qtbot: QtBot, tab: DetailsTab, article: Article
) -> None:
    changes = told(tab)
    tab.set_article(replace(article, metadata=replace(article.metadata, language="is")))
    assert tab.language.currentText() == "Icelandic"
    enter(qtbot, tab.lines["source"], "Báo khác")
    assert changes[0][1].language == "is"
    tab.language.setCurrentIndex(tab.language.findData("ru"))
    tab.language.activated.emit(tab.language.currentIndex())
    assert changes[-1][1].language == "ru"


def test_facts_and_the_way_to_the_original(qtbot: QtBot, tab: DetailsTab) -> None:
    texts = {key: value.text() for key, value in tab._facts.items()}
    assert texts["words"] == "812 words"
    assert texts["name"] == "bai.html"
    assert texts["added"] == "October 26, 2025"
    with qtbot.waitSignal(tab.original_requested) as asked:
        tab.original.click()
    assert asked.args == [1]


def test_a_completed_tag_is_added_whole_and_leaves_the_field_empty(qtbot: QtBot, tab: DetailsTab) -> None:
    tab.set_known_tags(["đối ngoại", "kinh tế"])
    tab.tags.field.setFocus()
    tab.tags.field.setText("")
    qtbot.keyClicks(tab.tags.field, "doi")
    popup = tab.tags._completer.popup()
    assert popup is not None
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.tags.field.text() == "" and popup.isHidden())
    assert tab.tags.tags() == ("an ninh", "đối ngoại", "ngoại giao")


def test_tab_goes_through_the_fields_from_top_to_bottom(tab: DetailsTab) -> None:
    names: list[str] = []
    widget: QWidget = tab.title
    for _ in range(60):
        following = widget.nextInFocusChain()
        assert following is not None
        widget = following
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            names.append(widget.accessibleName() or getattr(widget, "text", str)())
    wanted = ["Authors", "Source", "Section", "Date", "Language", "Address", "Remove the tag an ninh",
              "Remove the tag ngoại giao", "Add a tag", "Show original file"]  # fmt: skip
    assert [name for name in names if name in wanted][: len(wanted)] == wanted


def test_tags_are_added_by_comma_and_enter_sorted_and_told(qtbot: QtBot, tab: DetailsTab) -> None:
    changes: list[tuple[int, tuple[str, ...]]] = []
    tab.tags_changed.connect(lambda id_, tags: changes.append((id_, tags)))
    tab.tags.field.setFocus()
    tab.tags.field.setText("đối ngoại")
    qtbot.keyClicks(tab.tags.field, ",")
    enter(qtbot, tab.tags.field, "an ninh")
    assert changes == [(1, ("an ninh", "đối ngoại", "ngoại giao"))]


def test_a_chip_is_removed_by_click_and_by_key(qtbot: QtBot, tab: DetailsTab) -> None:
    assert [chip.text() for chip in tab.tags.chips()] == ["an ninh", "ngoại giao"]
    tab.tags.field.setFocus()
    qtbot.keyClick(tab.tags.field, Qt.Key.Key_Backspace)
    assert tab.tags.chips()[-1].hasFocus()
    qtbot.keyClick(tab.tags.chips()[-1], Qt.Key.Key_Delete)
    assert tab.tags.tags() == ("an ninh",)
    tab.tags.chips()[0].click()
    assert tab.tags.tags() == ()
    assert tab.tags.field.hasFocus()


def test_a_chip_keeps_delete_from_the_shortcuts_of_the_window(qtbot: QtBot, tab: DetailsTab) -> None:
    shortcut = QShortcut(QKeySequence("Delete"), tab)
    chip = tab.tags.chips()[0]
    chip.setFocus()
    with qtbot.assertNotEmitted(shortcut.activated):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert tab.tags.tags() == ("ngoại giao",)


def test_known_tags_are_offered_whatever_their_accents() -> None:
    known = ["kinh tế", "đối ngoại", "ngoại giao", "ngoài nước"]
    assert matching_tags("ngoai", known, ["ngoại giao"]) == ["ngoài nước", "đối ngoại"]


def test_every_field_has_a_name(tab: DetailsTab) -> None:
    fields = [*tab.lines.values(), tab.title, tab.language, tab.tags.field]
    assert all(field.accessibleName() for field in fields)
