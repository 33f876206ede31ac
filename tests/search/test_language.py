"""The query language: how what was typed is read, and what it finds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.models import EntityType, Query, Sort
from reader.search import matches
from reader.search.compile import compile_query
from reader.search.parse import parse
from tests.search.conftest import Room, make_document

TODAY = date(2025, 11, 22)


@pytest.fixture
def library(room: Room) -> Room:
    quang = ("Lương Tam Quang", EntityType.PER, 7)
    hanoi = ("Hà Nội", EntityType.LOC, 9)
    convention = ("Công ước Hà Nội", EntityType.DOC, 11)
    room.add(
        make_document(
            1, "Lễ ký Công ước Hà Nội", "Bộ trưởng dự lễ ký công ước về tội phạm mạng, xem http://bao.vn/tin-1.",
            source="Nhân Dân", authors=("Nguyễn An",), language="vi", published="2025-10-25",
            entities=(quang, hanoi, convention), tags=("an ninh mạng",), starred=True,
            note="đọc cùng **nghị định**",
        ),
        make_document(
            2, "Hà Nội mưa lớn", "Trời mưa to ở phố cổ, nước ngập đường lớn.", source="Tiền Phong",
            authors=("Trần Bình",), language="vi", published="2025-09", entities=(hanoi,),
            notes=("nhớ mang ô",), highlights=("ngập đường lớn",), marked_tags=("thiên tai",), read=True,
        ),
        make_document(
            3, "Москва зимой", "Снег и мороз в городе", source="Известия", language="ru", published="2024"
        ),
        make_document(4, "Rain in London", "It rained, and rained again: 1.000.000 drops", language="en"),
    )  # fmt: skip
    return room


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("mưa OR lễ", [1, 2]),
        ("mưa HOẶC lễ", [1, 2]),
        ("снег ИЛИ mưa", [2, 3]),
        ("hà nội AND NOT mưa", [1]),
        ("hà nội -mưa", [1]),
        ("+hà +nội KHÔNG mưa", [1]),
        ("NOT hà", [3, 4]),
        ("(mưa OR снег) -phố", [3]),
        ("mua", [2]),
        ("pho*", [2]),
        ("phố*", [2]),
        ("phỏ*", []),
        ("rainde~", [4]),
        ("rainec~", [4]),
        ("rianec~", []),
        ("mưo~", [2]),
        ("mưa NEAR/3 phố", [2]),
        ("mưa NEAR/2 phố", []),
        ("phố NEAR/4 mưa", [2]),
        ('"mưa to" NEAR/3 "phố cổ"', [2]),
        ('"trời phố"', []),
        ('"trời phố"~3', [2]),
        ("title:mưa", [2]),
        ("tiêu_đề:mưa", [2]),
        ("body:mưa", [2]),
        ("body:lớn", [2]),
        ('body:"hà nội"', []),
        ("заголовок:москва", [3]),
        ("author:an", [1]),
        ("tác_giả:bình", [2]),
        ('author:"trần bình"', [2]),
        ('source:"nhân dân"', [1]),
        ("nguồn:tiền", [2]),
        ("источник:известия", [3]),
        ("tag:mạng", [1]),
        ("lang:ru", [3]),
        ("lang:việt", [1, 2]),
        ("ngônngữ:anh", [4]),
        ("entity:quang", [1]),
        ("person:quang", [1]),
        ("người:lương", [1]),
        ("place:nội", [1, 2]),
        ('doc:"công ước"', [1]),
        ("org:quang", []),
        ("note:ô", [2]),
        ("highlight:nhớ", []),
        ("highlight:ngập", [2]),
        ("note:ngập", []),
        ("note:(nghị định)", [1]),
        ("nghị định", [1]),
        ('tag:"thiên tai"', [2]),
        ("thiên tai", [2]),
        ("is:unread", [1, 3, 4]),
        ("is:read", [2]),
        ("is:starred", [1]),
        ("has:note", [1, 2]),
        ("có:ghichú", [1, 2]),
        ("date:2025", [1, 2]),
        ("date:2025-10", [1]),
        ("ngày:25/10/2025", [1]),
        ("date:tháng 9/2025 mưa", [2]),
        ("date:>=2025-10-01", [1]),
        ("date<2025", [3]),
        ("date:2024..2025-09", [2, 3]),
        ("дата:2024", [3]),
        ("năm:2025", [1, 2]),
        ("month:2025-09", [2]),
        ("title:(mưa OR москва)", [2, 3]),
        ("tiêu đề:(mưa OR москва)", [2, 3]),
        ("date:2025-13", []),
        ("http://bao.vn/tin-1", [1]),
        ("bao.vn", [1]),
        ("1.000.000", [4]),
        ("000", [4]),
        ("NATO AND EU", []),
        ("MƯA VÀ PHỐ", []),
        ("mưa VÀ phố", [2]),
        ("mưa -🙂", [2]),
        ("mưa NOT ()", [2]),
        ("-:", [1, 2, 3, 4]),
        ("mưa || lễ", [1, 2]),
        ("hà && mưa", [2]),
        ("mưa near/3 phố", [2]),
        ("mưa gần/2 phố", []),
        ('"trời mư*"', [2]),
        ('"troi ma~ to"', [2]),
        ("title:mưa^2", [2]),
        ("body:(lớn NEAR/2 mưa)", []),
        ("body:(to NEAR/2 mưa)", [2]),
        ("has:highlight", [2]),
        ("mưa đoạn đánh dấu:ngập", [2]),
        ("là:đã gắn sao", [1]),
        ("это:непрочитанные", [1, 3, 4]),
        ("есть:избранные", [1]),
        ("имя автора:bình", []),
        ("есть:выделение", [2]),
        ("has:tag", [1, 2]),
        ("có:thẻ", [1, 2]),
        ("is:annotated", [1, 2]),
        ("tags:mạng", [1]),
        ("authors:bình", [2]),
        ("теги:mạng", [1]),
        ("notes:ô", [2]),
        ("lang:vi-VN", [1, 2]),
        ("lang:fr", []),
        ("date:[2025-10-01 TO 2025-10-31]", [1]),
        ("before:2025", [3]),
        ("since:2025-10", [1]),
        ("sau:2024", [1, 2]),
        ("до:2025 снег", [3]),
    ],
)
def test_query_finds_exactly_these(library: Room, typed: str, ids: list[int]) -> None:
    assert library.ids(typed) == ids


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("(mưa OR lễ", "mưa OR lễ"),
        ("mưa) lễ", "mưa lễ"),
        ('"mưa to', '"mưa to"'),
        ("date:hômkia", '"date hômkia"'),
        ("mưa AND", "mưa"),
        ("OR", "or"),
        ("mưa", ""),
        ("không:có", '"không có"'),
        ("foo:bar mưa", '"foo bar" mưa'),
        ("https://bao.vn/tin", ""),
        ("Mưa: phố", ""),
        ("title:mưa OR (a -b)", ""),
        ("(((", "*"),
        ('"', "*"),
        (":", "*"),
        ("- ~", "*"),
        ("*", ""),
        ("  ", ""),
        ("title:(", "title:*"),
        ("date:2025-13", '"date 2025 13"'),
        ("tiêu đề:mưa", ""),
        ("là:chưa đọc", ""),
        ("mưa -🙂", "mưa"),
        ("r*n", '"r n"'),
        ("*rain", "rain"),
        ("ra?n", '"ra n"'),
        ("mưa?", ""),
        ("mưa^2", "mưa"),
        ("londan~0.8", "londan~"),
        ('"mưa to"~3 (', '"mưa to"~3'),
        ("lang:fr", ""),
        ("[mưa]", ""),
        ("date:2025-10 mưa (", "date:2025-10 mưa"),
    ],
)
def test_result_says_how_a_broken_query_was_read(library: Room, typed: str, reading: str) -> None:
    assert library.search(typed).reading == reading


def test_operators_of_other_languages_are_words_in_a_query_all_in_capitals() -> None:
    assert str(parse("NƯỚC VÀ LỬA").node) == "nước và lửa"
    assert str(parse("Nước VÀ Lửa").node) == "nước lửa"


def test_a_reading_is_read_as_itself() -> None:
    for typed in (
        'a OR (b -"c d")',
        "title:(a b) NEAR/3",
        "title:(NOT a)",
        "-(a NEAR/3 b)",
        "date:2025-10..2025-12 mưa*",
        "x~2 is:unread",
    ):
        once = str(parse(typed).node)
        assert str(parse(once).node) == once


signs = ['"', "(", ")", "+", "-", "*", "~", ":", " ", "..", "\0", "“"]
pieces = st.sampled_from([*signs, "AND", "OR", "NOT", "NEAR/3", "title:", "date:", "is:", "mưa", "a"])
broken = st.one_of(st.lists(pieces, max_size=14).map("".join), st.lists(pieces, max_size=9).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=40), broken))
def test_every_string_is_a_query(typed: str) -> None:
    for typing in (False, True):
        parsed = parse(typed, typing=typing, today=TODAY)
        compile_query(parsed.node)
        for start, end in parsed.marker.spans("mưa to, a b"):
            assert 0 <= start < end <= 11


@settings(max_examples=400, deadline=None)
@given(broken)
def test_how_a_query_was_read_can_be_typed_and_means_the_same(typed: str) -> None:
    node = parse(typed, today=TODAY).node
    again = parse(str(node), today=TODAY).node
    assert str(again) == str(node)
    assert compile_query(again) == compile_query(node)


@given(st.integers(1, 3000))
def test_deep_nesting_is_answered(depth: int) -> None:
    assert parse("(" * depth + "a").node is not None
    assert parse("-" * depth + "a").node is not None
    assert parse("NOT " * depth + "a").node is not None


def test_the_last_word_as_typed_is_a_beginning(library: Room) -> None:
    def ids(typed: str) -> list[int]:
        return sorted(library.index.search(Query(typed), library.bodies, typing=True).ids)

    assert ids("hà nộ") == [1, 2]
    assert ids("mư") == [2]
    assert ids("m") == [1, 2]
    assert ids("mư ") == []
    assert ids('"mư"') == []
    assert ids('"mư') == [2]
    assert ids('"trời mư') == [2]
    assert ids('"trời mư"') == []
    assert ids("(mư)") == []
    assert ids("title:mos") == []
    assert ids("title:мос") == [3]
    assert library.ids("hà nộ") == []


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ('"trời phố"~3', ["Trời", "phố"]),
        ('"trời mư*"', ["Trời mưa"]),
        ("mưo~ đường", ["mưa", "đường"]),
        ("tag:mưa phố*", ["phố"]),
        ('"mưa to" NEAR/3 phố', ["mưa to", "phố"]),
        ("mưa -phố", ["mưa"]),
    ],
)
def test_what_is_marked_is_what_was_looked_for(typed: str, marked: list[str]) -> None:
    text = "Trời mưa to ở phố cổ, nước ngập đường lớn."
    assert [text[start:end] for start, end in matches(text, typed)] == marked


def test_exact_accents_rank_above_the_broad(room: Room) -> None:
    room.add(
        make_document(1, "x", "tâm tâm tâm tám"),
        make_document(2, "x", "tam giác và nhiều chữ khác nữa ở đây cho dài thêm"),
        make_document(3, "x", "tấm"),
    )
    assert room.search("tam").ids[0] == 2
    assert room.ids("tam") == [1, 2, 3]
    assert room.ids("tấm") == [3]


@pytest.mark.parametrize(
    "typed", ['"tam quang"', 'title:"tam quang"', "title:tam", "body:tam", 'body:"tam quang"']
)
def test_exact_accents_rank_above_the_broad_in_phrases_and_fields(room: Room, typed: str) -> None:
    room.add(
        make_document(
            1, "Bài về Tam Quang và nhiều chuyện khác", "ông Tam Quang phát biểu tại lễ ký công ước"
        ),
        make_document(2, "Tám quảng", "tám quảng tám quảng", published="2025"),
        make_document(3, "Khác", "không có"),
    )
    assert room.search(typed).ids == (1, 2)


def test_the_word_itself_ranks_above_those_a_letter_away(room: Room) -> None:
    room.add(
        make_document(1, "x", "mưa ở đây", published="2001"),
        make_document(2, "x", "múa ở đây", published="2010"),
        make_document(3, "x", "mức ở đây", published="2025"),
        make_document(4, "x", "không có", published="2025"),
    )
    assert room.search("mưa~").ids == (1, 2, 3)
    assert room.search("mua~").ids[-1] == 3
    assert room.search("title:x mưa~").ids == (1, 2, 3)


def test_title_outranks_body_and_neighbours_outrank_the_scattered(room: Room) -> None:
    room.add(
        make_document(1, "khác", "cá voi xanh bơi"),
        make_document(2, "cá voi", "xanh bơi ở biển"),
        make_document(3, "khác", "cá mập và một con voi ở rất xa"),
    )
    assert room.search("cá voi").ids == (2, 1, 3)


def test_newer_wins_between_equals_and_ties_are_stable(room: Room) -> None:
    room.add(*(make_document(n, "tin", "giống nhau", published=f"20{n:02d}-01-01") for n in (20, 24, 22)))
    room.add(make_document(5, "tin", "giống nhau"), make_document(4, "tin", "giống nhau"))
    assert room.search("giống").ids == (24, 22, 20, 5, 4)
    assert room.search("giống").ids == room.search("giống").ids


def test_titles_that_begin_alike_are_sorted_to_the_end(room: Room) -> None:
    long = "Bộ trưởng Bộ Công an phát biểu tại lễ ký kết"
    room.add(*(make_document(n, f"{long} {tail}", "x") for n, tail in enumerate("đbcaă", 1)))
    assert room.search("x", sort=Sort.TITLE).ids == (4, 5, 2, 3, 1)
