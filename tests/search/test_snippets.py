"""What is marked, and which passage is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search import matches
from reader.search.marks import Marker, Needle
from reader.search.parse import parse
from reader.search.snippets import passage
from tests.search.conftest import Room, make_document

TEXT = "Đại tướng Lương Tam Quang dự lễ.\n\nTướng lĩnh khác cũng dự; đại tướng nói về hòa bình và hoà giải."


def found(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in matches(text, query)]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("tuong", ["tướng", "Tướng", "tướng"]),
        ("tướng", ["tướng", "Tướng", "tướng"]),
        ("tượng", []),
        ('"đại tướng"', ["Đại tướng", "đại tướng"]),
        ('"tuong luong"', ["tướng Lương"]),
        ('"lễ tướng"', ["lễ.\n\nTướng"]),
        ("hoà", ["hòa", "hoà"]),
        ("hòa", ["hòa", "hoà"]),
        ("", []),
        ("ượ", []),
        ('"hòa bình và hoà giải rồi hòa bình và"', []),
    ],
)
def test_matches_of_an_opened_article(query: str, marked: list[str]) -> None:
    assert found(TEXT, query) == marked


def test_title_and_passage_carry_marks_in_the_readers_text(room: Room) -> None:
    room.add(make_document(1, "Đại tướng dự lễ", "x " * 300 + TEXT + " y" * 300))
    hit = room.search("dai tuong").hits[0]
    assert [hit.title.text[a:b] for a, b in hit.title.marks] == ["Đại tướng"]
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["Đại tướng", "Tướng", "đại tướng"]
    assert hit.snippet.text.startswith("…")
    assert hit.snippet.text.endswith("…")
    assert "\n" not in hit.snippet.text


def test_passage_prefers_the_place_where_more_of_the_query_stands() -> None:
    text = "mưa " * 30 + "xa " * 200 + "mưa lớn ở Huế" + " xa" * 200
    shown = passage(text, Marker(((Needle("mưa"),), (Needle("huế"),))))
    assert "mưa lớn ở Huế" in shown.text


def test_passage_without_a_match_is_the_start() -> None:
    assert passage("Bắt đầu ở đây.", Marker(((Needle("không"),),))).text == "Bắt đầu ở đây."


words = st.text(alphabet="aăáđd oòà\n.-_ё", max_size=60)


@given(words, words)
def test_marks_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    last = 0
    for start, end in matches(text, query):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(max_size=400), st.lists(st.text(alphabet="abđ", min_size=1, max_size=2), max_size=3))
def test_passage_marks_lie_in_the_passage(text: str, looked_for: list[str]) -> None:
    shown = passage(text, Marker(tuple((Needle(word),) for word in looked_for)))
    assert len(shown.text) <= 202
    for start, end in shown.marks:
        assert 0 <= start < end <= len(shown.text)


@given(
    st.text(alphabet="abđ _.\u0301", max_size=40),
    st.lists(
        st.one_of(
            st.builds(Needle, st.text(alphabet="abđ", min_size=1, max_size=3), prefix=st.booleans()),
            st.builds(Needle, st.text(alphabet="abđ", min_size=1, max_size=3), fuzzy=st.integers(0, 2)),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_titles_are_marked_as_texts_are(text: str, needles: list[Needle]) -> None:
    marker = Marker(tuple((needle,) for needle in needles))
    assert marker.spans_of_each([text]) == [marker.spans(text)]


@given(st.lists(st.text(alphabet="aáb \n.", max_size=12), max_size=6), st.text(alphabet="ab ", min_size=1))
def test_titles_marked_together_are_marked_as_each_alone(titles: list[str], query: str) -> None:
    marker = parse(f'"{query}" {query}').marker
    assert marker.spans_of_each(titles) == [marker.spans(title) for title in titles]


NEAR = (
    "Mưa lớn ở phố cổ, gió. Xa hơn, rất xa nơi ấy, không có gì cả ngoài mưa. Phố xá vắng, mưa rơi trên phố."
)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("mưa NEAR/3 phố", ["Mưa", "phố", "mưa", "Phố", "mưa", "phố"]),
        ("mưa NEAR/1 phố", ["mưa", "Phố"]),
        ("mưa NEAR/9 gió", ["Mưa", "gió"]),
        ('"phố cổ" NEAR/2 gió', ["phố cổ", "gió"]),
        ('"phố cổ" NEAR/2 mưa', []),
        ('"mưa phố"~3', ["Mưa", "phố", "mưa", "Phố", "mưa", "phố"]),
        ('"mưa phố gió"~3', ["Mưa", "phố", "gió"]),
        ("mưa NEAR/1 phố lớn", ["lớn", "mưa", "Phố"]),
        ("mưa NEAR/1 phố mưa", ["Mưa", "mưa", "Phố", "mưa"]),
        ("(mưa NEAR/1 phố) OR gió", ["gió", "mưa", "Phố"]),
    ],
)
def test_what_counts_only_near_something_is_marked_only_there(query: str, marked: list[str]) -> None:
    assert found(NEAR, query) == marked


def test_nothing_is_near_from_one_title_into_the_next() -> None:
    marker = parse("mưa NEAR/3 phố").marker
    assert marker.spans_of_each(["Trời mưa", "Phố xá", "Phố mưa"]) == [[], [], [(0, 3), (4, 7)]]
