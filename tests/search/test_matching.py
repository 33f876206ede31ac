"""Which words find which articles."""

from __future__ import annotations

import unicodedata

import pytest

from tests.search.conftest import Room, make_document


@pytest.fixture
def names(room: Room) -> Room:
    room.add(
        make_document(1, "Đại tướng Lương Tam Quang", "Bộ trưởng Bộ Công an phát biểu tại Hà Nội."),
        make_document(2, "Người lương thiện", "Tâm sáng, ánh quang rực rỡ ở Huế."),
        make_document(3, "Hòa bình", "Hội nghị hoà bình, quy định 15/2020/NĐ-CP có hiệu lực."),
        make_document(4, "Ёлка в Москве", "Праздничная ёлка стоит на площади."),
    )
    return room


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("dai tuong", [1]),
        ("đại tướng", [1]),
        ("ĐẠI TƯỚNG", [1]),
        ("luong tam quang", [1, 2]),
        ("Lương tam quang", [1, 2]),
        ("lương tâm quang", [2]),
        ("Lương Tam Quang", [1, 2]),
        ("hoa binh", [3]),
        ("hòa bình", [3]),
        ("hoà bình", [3]),
        ("hoá bình", []),
        ("15/2020/NĐ-CP", [3]),
        ("15/2020/nd-cp", [3]),
        ("nd", [3]),
        ("елка", [4]),
        ("ёлка", [4]),
        ("МОСКВЕ", [4]),
        ('"tướng lương"', [1]),
        ('"lương tướng"', []),
        ("công hà", [1]),
    ],
)
def test_query_finds_exactly_these(names: Room, typed: str, ids: list[int]) -> None:
    assert names.ids(typed) == ids
    assert names.ids(unicodedata.normalize("NFD", typed)) == ids
    assert names.ids(typed.upper()) == ids


def test_empty_query_lists_everything(names: Room) -> None:
    assert names.ids("") == [1, 2, 3, 4]
    assert names.ids("  ") == [1, 2, 3, 4]


@pytest.mark.parametrize("typed", ['"', "(", "***", "a:b:c", "AND", "\\", "\x00", "[TO", "^2", "~", "-", "“"])
def test_every_string_is_answered(names: Room, typed: str) -> None:
    names.search(typed)
