"""Long work tells its steps together, and no edit waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from reader.i18n import Translator
from reader.library import Library, Progress, Stage
from reader.models import Change, ChangeKind
from reader.paths import folders
from reader.ui.session import Session

STEPS = 300


@pytest.fixture
def session(qapp, tmp_path) -> Iterator[Session]:
    made = Session(folders(tmp_path), Translator("en"))
    made.start()
    yield made
    made.close()


def _steps(_library: Library) -> Iterator[Progress]:
    for number in range(1, STEPS + 1):
        change = Change(frozenset((ChangeKind.MENTIONS,)), frozenset((number,)))
        yield Progress(Stage.RECOGNISE, number, STEPS, change)


def test_the_steps_of_long_work_are_told_together_and_none_is_lost(session, qtbot):
    changes: list[Change] = []
    last: list[Progress] = []
    watched: list[int] = []
    session.changed.connect(changes.append)
    session.progressed.connect(last.append)
    ended: list[bool] = []
    session.work(_steps, ended.append, lambda progress: watched.append(progress.done))
    qtbot.waitUntil(lambda: bool(ended))
    assert watched == list(range(1, STEPS + 1))
    assert len(changes) < STEPS
    assert frozenset().union(*(change.articles for change in changes)) == set(range(1, STEPS + 1))
    assert all(change.kinds == {ChangeKind.MENTIONS} for change in changes)
    assert last[-1].done == STEPS


def test_steps_of_which_one_may_change_any_article_change_any(session, qtbot):
    def steps(_library: Library) -> Iterator[Progress]:
        for articles in ({1}, {2}, set[int]()):
            change = Change(frozenset((ChangeKind.ARTICLES,)), frozenset(articles))
            yield Progress(Stage.IMPORT, 1, 1, change)

    changes: list[Change] = []
    ended: list[bool] = []
    session.changed.connect(changes.append)
    session.work(steps, ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert changes[-1].articles == frozenset()


def test_an_edit_does_not_wait_for_a_step_of_long_work(session, qtbot):
    hold = threading.Event()
    began = threading.Event()

    def steps(_library: Library) -> Iterator[Progress]:
        began.set()
        hold.wait(10)
        yield Progress(Stage.INDEX, 1, 1)

    ended: list[bool] = []
    edited: list[Change] = []
    session.work(steps, ended.append)
    assert began.wait(10)
    session.edit(lambda library: library.editing.set_position(1, 0), edited.append)
    qtbot.waitUntil(lambda: bool(edited))
    assert not ended
    hold.set()
    qtbot.waitUntil(lambda: bool(ended))
