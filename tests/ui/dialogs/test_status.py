"""The line at the foot of the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.ui import status as status_module
from reader.ui.status import StatusBar
from reader.ui.theme import Theme

# The offscreen platform says so whenever a window's smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def bar(qtbot: QtBot, translator: Translator, theme: Theme) -> StatusBar:
    made = StatusBar(translator, theme)
    qtbot.addWidget(made)
    made.resize(800, 28)
    made.show()
    return made


def said(bar: StatusBar) -> list[str]:
    return [each.text() for each in bar.findChildren(QLabel) if each.isVisible() and each.text()]


def test_progress_is_told_in_numbers_and_can_be_stopped(qtbot: QtBot, bar: StatusBar) -> None:
    bar.show_progress("Recognising entities", 96, 1280)
    assert said(bar) == ["Recognising entities: 96 of 1,280"]
    progress = bar.findChild(QProgressBar)
    assert progress is not None
    assert (progress.value(), progress.maximum()) == (96, 1280)
    with qtbot.waitSignal(bar.cancel_requested):
        bar._cancel.click()
    bar.clear_progress()
    assert said(bar) == []
    assert not progress.isVisible()


def test_work_of_unknown_length_shows_no_numbers(bar: StatusBar) -> None:
    bar.show_progress("Looking for files", 3, 0)
    assert said(bar) == ["Looking for files"]
    bar.clear_progress()


def test_a_message_offers_a_way_back(bar: StatusBar) -> None:
    undone: list[bool] = []
    bar.show_message("Deleted a highlight", action_text="Undo", action=lambda: undone.append(True))
    assert said(bar) == ["Deleted a highlight"]
    bar._action_button.click()
    assert undone == [True]
    assert said(bar) == []


def test_a_message_passes(qtbot: QtBot, bar: StatusBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_module, "MESSAGE_MS", 1)
    bar.show_message("Saved")
    qtbot.waitUntil(lambda: said(bar) == [])


def test_the_standing_text_counts_highlights(bar: StatusBar) -> None:
    bar.set_standing(None)
    assert said(bar) == ["Offline"]
    bar.set_standing(1)
    assert said(bar) == ["Offline · 1 highlight in this article"]
