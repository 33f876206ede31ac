"""A short run of the crash test: what was acknowledged survives. ``make crashtest`` is the long one."""

from __future__ import annotations

import os

import pytest

from reader.library import Library, keeping
from reader.paths import folders
from tools import crashtest


@pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")
def test_no_acknowledged_edit_is_lost_to_a_kill(tmp_path):
    places = folders(tmp_path)
    figures = crashtest.crash(10, 7, places)
    assert figures.kills == 10
    assert figures.acknowledged > 0
    assert figures.lost == []
    assert figures.not_opened == []
    assert keeping.check(places, lambda _: None).healthy


def test_the_crash_test_notices_what_is_lost(tmp_path):
    """A highlight that was acknowledged and is not there, and one that nobody made."""
    figures = crashtest.Figures()
    expected = crashtest.Expected(highlights={"a1": {"color": "red", "note": ""}})
    places = folders(tmp_path)
    crashtest._fill(places)
    with Library(places) as library:
        library.editing.highlight(1, 0, 20)
        crashtest._compare(library, expected, {}, figures)
    assert len(figures.lost) == 2
