"""The panel as a whole, related articles, and text that is cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.models import Article, Mention, Metadata, Summary
from reader.ui.fonts import FontFamilies
from reader.ui.panel import Panel
from reader.ui.panel.clamped import clamped
from reader.ui.theme import Theme, themes
from tests.ui.panel.conftest import Marker

# The offscreen platform says so whenever a window's smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def panel(qtbot: QtBot, translator: Translator, theme: Theme, fonts: FontFamilies) -> Panel:
    made = Panel(translator, theme, fonts)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    return made


def test_tabs_are_shown_by_name(qtbot: QtBot, panel: Panel) -> None:
    assert panel.current() == "entities"
    with qtbot.waitSignal(panel.tab_changed) as told:
        panel.show_tab("details")
    assert told.args == ["details"]
    assert panel.details.isVisible()
    panel.show_tab("no such tab")
    assert panel.current() == "details"


def test_related_articles_are_chosen_by_a_click(qtbot: QtBot, panel: Panel) -> None:
    known = Metadata("Điều gì xảy ra sau lễ ký?", source="Docbao", published="2025-10-27")
    panel.related.set_related([Summary(7, known, "", 900, starred=False, read=False, highlights=0)])
    row = panel.related.rows()[0]
    assert row.accessibleName() == "Điều gì xảy ra sau lễ ký?, Docbao · Oct 27, 2025"
    with qtbot.waitSignal(panel.related.article_chosen) as chosen:
        row.click()
    assert chosen.args == [7]
    panel.related.set_related([])
    assert panel.related.rows() == ()


def test_every_control_can_be_named_and_reached(
    panel: Panel, mentions: list[Mention], mark: Marker, article: Article
) -> None:
    panel.entities.set_mentions(mentions)
    panel.notes.set_highlights([mark("a")])
    panel.details.set_article(article)
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    controls = [each for kind in kinds for each in panel.findChildren(kind)]
    own = [each for each in controls if not each.objectName().startswith("qt_") and is_ours(each)]
    unnamed = [each for each in own if not (each.accessibleName() or getattr(each, "text", str)())]
    assert unnamed == []


def is_ours(widget: QWidget) -> bool:
    """Whether we made it, not Qt inside a field, a combo box or a tab bar."""
    inner = {"QLineEdit", "QTabBar", "QComboBoxPrivateContainer", "QFrame", "QComboBox", "QuietCombo"}
    return type(widget).__module__.startswith("reader") or type(widget.parent()).__name__ not in inner


def test_themes_change_while_it_is_open(
    panel: Panel, mentions: list[Mention], mark: Marker, article: Article
) -> None:
    panel.entities.set_mentions(mentions)
    panel.notes.set_highlights([mark("a", note="ghi")])
    panel.details.set_article(article)
    for tab in ("entities", "notes"):
        panel.show_tab(tab)
        light = panel.grab().toImage()
        panel.set_theme(themes["dark"])
        assert panel.grab().toImage() != light
        panel.set_theme(themes["light"])


def test_cut_text_ends_in_an_ellipsis_and_short_text_does_not(fonts: FontFamilies) -> None:
    long = clamped("chín mươi ngày 🙂 " * 60, fonts.ui(13), 200, 3)
    assert long.lineCount() == 3
    assert long.text().endswith("…")
    assert clamped("chín mươi ngày", fonts.ui(13), 200, 3).text() == "chín mươi ngày"
