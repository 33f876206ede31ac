"""Ends of spans move by whole words and never cross."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.stretch import Edge, snapped, stretched

TEXT = "Sáng 3/6, đoàn tàu rời ga Sông Lam."


def span(quote):
    start = TEXT.index(quote)
    return start, start + len(quote)


@pytest.mark.parametrize(
    ("quote", "edge", "by", "wanted"),
    [
        ("đoàn tàu", Edge.END, 1, "đoàn tàu rời"),
        ("đoàn tàu", Edge.END, -1, "đoàn"),
        ("đoàn", Edge.END, -1, "đoàn"),
        ("đoàn tàu", Edge.START, 1, "3/6, đoàn tàu"),
        ("đoàn tàu", Edge.START, -1, "tàu"),
        ("oàn t", Edge.END, 1, "oàn tàu"),
        ("oàn t", Edge.START, 1, "đoàn t"),
        ("Lam", Edge.END, 3, "Lam"),
        ("Sáng", Edge.START, 1, "Sáng"),
        ("đoàn", Edge.END, 3, "đoàn tàu rời ga"),
    ],
)
def test_an_end_moves_by_words(quote, edge, by, wanted):
    first, last = span(quote)
    start, end = stretched(TEXT, first, last, edge, by)
    assert TEXT[start:end] == wanted


@given(st.text(max_size=60), st.data())
def test_a_span_stays_one_and_grows_only_outwards(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edge, by = data.draw(st.sampled_from(Edge)), data.draw(st.integers(-3, 3))
    low, high = stretched(text, start, end, edge, by)
    assert 0 <= low <= high <= len(text)
    assert (low <= start and high >= end) if by >= 0 else (low >= start and high <= end)
    assert high == end if edge is Edge.START else low == start


@given(st.text(max_size=60), st.integers(0, 60), st.sampled_from(Edge))
def test_a_place_snaps_to_where_a_word_begins_or_ends(text, offset, edge):
    offset = min(offset, len(text))
    place = snapped(text, offset, edge)
    assert 0 <= place <= len(text)
    assert snapped(text, place, edge) == place
