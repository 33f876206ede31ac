"""The model of the list: ids for all rows, articles only for those in sight."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from reader.models import Hit, Snippet
from reader.ui.browse.article_model import HIT_ROLE, KEPT, SUMMARY_ROLE, ArticleModel, runs


@pytest.fixture
def asked():
    return []


@pytest.fixture
def model(qapp, asked, translator):
    return ArticleModel(asked.append, translator)


def test_passes_the_model_tester(model, summary):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(range(1, 50))
    model.deliver([summary(3), summary(4)])
    model.set_hits({3: Hit(3, 1.0, Snippet("Bài"), Snippet("một"))})
    model.set_ids([4, 3])
    model.set_ids([])
    assert tester.model() is model


def test_looking_at_rows_asks_once_for_them_and_their_neighbours(model, asked, qtbot):
    model.set_ids(range(1000, 2000))
    for row in (100, 101, 102):
        assert model.index(row).data(SUMMARY_ROLE) is None
    qtbot.waitUntil(lambda: bool(asked))
    model.index(101).data(SUMMARY_ROLE)
    assert len(asked) == 1
    assert set(asked[0]) >= {1100, 1101, 1102}
    assert len(asked[0]) < 60


def test_delivered_articles_are_shown_and_painted_again(model, qtbot, summary):
    model.set_ids([7, 8, 9])
    model.index(1).data(SUMMARY_ROLE)
    with qtbot.waitSignal(model.dataChanged) as painted:
        model.deliver([summary(8)])
    assert painted.args[0].row() == painted.args[1].row() == 1
    assert model.index(1).data() == "Bài 8"


def test_an_unchanged_article_is_not_painted_again(model, qtbot, summary):
    model.set_ids([7])
    model.index(0).data(SUMMARY_ROLE)
    model.deliver([summary(7)])
    with qtbot.assertNotEmitted(model.dataChanged):
        model.deliver([summary(7)])


def test_forgets_the_articles_that_were_not_looked_at_for_longest(model, summary):
    many = KEPT + 100
    model.set_ids(range(1, many + 1))
    model.deliver([summary(number) for number in range(1, many + 1)])
    assert model.summary(1) is None
    assert model.summary(many) is not None


def test_a_forgotten_article_is_asked_for_again(model, asked, qtbot, summary):
    model.set_ids([5])
    model.index(0).data(SUMMARY_ROLE)
    model.deliver([summary(5)])
    model.forget([5])
    model.index(0).data(SUMMARY_ROLE)
    qtbot.waitUntil(lambda: asked == [[5]])


def test_new_ids_ask_anew_for_what_never_came(model, asked, qtbot):
    model.set_ids([1, 2])
    model.index(0).data(SUMMARY_ROLE)
    qtbot.waitUntil(lambda: len(asked) == 1)
    model.set_ids([2, 1])
    model.index(0).data(SUMMARY_ROLE)
    qtbot.waitUntil(lambda: len(asked) == 2)


def test_hits_are_given_only_while_searching(model):
    hit = Hit(2, 1.0, Snippet("tiêu đề"), Snippet("đoạn", ((0, 4),)))
    model.set_ids([1, 2])
    model.deliver_hits([hit])
    assert model.index(1).data(HIT_ROLE) is None
    model.set_hits({})
    model.deliver_hits([hit])
    assert model.searching
    assert model.index(1).data(HIT_ROLE) == hit


def test_a_row_says_what_it_is_and_its_state(model, summary):
    model.set_ids([1])
    model.deliver([summary(1, read=False, starred=True, highlights=2)])
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Bài 1, Báo, October 25, 2025, unread, starred, 2 highlights"


@given(st.sets(st.integers(0, 60)))
def test_runs_hold_exactly_the_rows_and_never_touch(rows):
    found = list(runs(rows))
    assert {row for first, last in found for row in range(first, last + 1)} == rows
    assert all(before[1] + 1 < after[0] for before, after in pairwise(found))
