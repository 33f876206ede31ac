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


@pytest.fixture
def bordered(room: Room) -> Room:
    room.add(
        make_document(1, "Cuối thân bài", "Một hai ba bốn omega", source="Báo Gần", tags=("phố", "mưa")),
        make_document(2, "Khác", "Omega ở cuối thân, xa tít mù khơi biển cả mênh mông là cuối thân"),
    )
    return room


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("omega NEAR/5 cuối", [2]),
        ('"omega cuối"~3', [2]),
        ('"bốn omega" NEAR/9 "thân bài"', []),
        ("tag:(phố NEAR/5 mưa)", []),
        ("body:(omega NEAR/5 cuối)", [2]),
        ('body:("hai ba" NEAR/3 omega)', [1]),
        ('body:("cuối thân" NEAR/3 omega)', [2]),
        ('body:("cuối thân" NEAR/3 bài)', []),
        ('"cuối thân" NEAR/3 bài', [1]),
        ('thân "cuối thân" omega', [1, 2]),
        ('"cuối thân" "là cuối"', [2]),
    ],
)
def test_nothing_is_near_across_the_end_of_the_text(bordered: Room, typed: str, ids: list[int]) -> None:
    assert bordered.ids(typed) == ids
