"""Text in a few lines: cut with an ellipsis, marks kept in place."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCharFormat

from reader.models import Snippet
from reader.ui.browse.lines import ELLIPSIS, LEAD, Voice, from_first_mark, lay_out

LONG = "Bộ trưởng tiếp lãnh đạo một tập đoàn an ninh mạng trong chuyến thăm dài ngày tới Hà Nội " * 3


@pytest.fixture
def voice(look):
    mark = QTextCharFormat()
    mark.setFontWeight(600)
    return Voice(look.title(), 20, mark)


def test_a_short_text_is_not_cut(voice):
    lines = lay_out(Snippet("Hà Nội"), voice, 300, 2)
    assert (lines.count, lines.layout.text(), lines.height) == (1, "Hà Nội", 20)


def test_a_long_text_ends_in_an_ellipsis_after_a_whole_word(voice):
    lines = lay_out(Snippet(LONG), voice, 300, 2)
    assert lines.count == 2
    kept = lines.layout.text().removesuffix(ELLIPSIS)
    assert lines.layout.text() != kept
    assert LONG.startswith(kept + " ")


def test_every_line_fits_its_width(voice):
    lines = lay_out(Snippet(LONG, ((0, len(LONG)),)), voice, 300, 3)
    assert all(lines.layout.lineAt(number).naturalTextWidth() <= 300 for number in range(lines.count))


def test_a_word_longer_than_a_line_is_broken(voice):
    assert lay_out(Snippet("x" * 500), voice, 100, 2).count == 2


def test_marks_count_characters_beyond_the_basic_plane_once(voice):
    lines = lay_out(Snippet("🇻🇳 Hà Nội", ((3, 5),)), voice, 300, 1)
    (mark,) = lines.layout.formats()
    assert (mark.start, mark.length) == (5, 2)


def test_a_passage_begins_shortly_before_its_first_mark():
    text = "mở đầu dài " * 20 + "Hà Nội và phần sau"
    start = text.index("Hà Nội")
    cut = from_first_mark(Snippet(text, ((start, start + 6), (start + 7, start + 9))))
    assert cut.text.startswith(ELLIPSIS)
    assert [cut.text[first:last] for first, last in cut.marks] == ["Hà Nội", "và"]
    assert cut.marks[0][0] <= LEAD + 2


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), width=st.integers(20, 400), most=st.integers(1, 3), data=st.data())
def test_any_text_is_laid_out_in_no_more_lines_than_asked(voice, text, width, most, data):
    start = data.draw(st.integers(0, len(text)))
    snippet = Snippet(text, ((start, data.draw(st.integers(start, len(text)))),))
    lines = lay_out(snippet, voice, width, most)
    assert lines.count <= most
    moved = from_first_mark(snippet)
    assert [moved.text[a:b] for a, b in moved.marks] == [text[a:b] for a, b in snippet.marks]
