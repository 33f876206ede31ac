"""What Vietnamese news names, sentence by sentence."""

from __future__ import annotations

import pytest

from reader.models import EntityType
from tests.entities.outermost import outermost


def marks(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.type.value) for mention in outermost(text, "vi")]


def titles(text: str) -> dict[str, str]:
    return {mention.text: mention.title for mention in outermost(text, "vi")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đại tướng Phan Văn Giang, Bộ trưởng Bộ Quốc phòng, tiếp đoàn.",
            [("Phan Văn Giang", "PER"), ("Bộ Quốc phòng", "ORG")],
        ),
        (
            "Bộ trưởng Bộ Công an Lương Tam Quang phát biểu.",
            [("Bộ Công an", "ORG"), ("Lương Tam Quang", "PER")],
        ),
        (
            "Tổng thống Mỹ Donald Trump gặp Thủ tướng Anh Keir Starmer.",
            [("Mỹ", "LOC"), ("Donald Trump", "PER"), ("Anh", "LOC"), ("Keir Starmer", "PER")],
        ),
        (
            "Bí thư Tỉnh ủy Vũ Đại Thắng và Chủ tịch UBND tỉnh Hà Tĩnh Võ Trọng Hải có mặt.",
            [
                ("Tỉnh ủy", "ORG"),
                ("Vũ Đại Thắng", "PER"),
                ("UBND tỉnh Hà Tĩnh", "ORG"),
                ("Võ Trọng Hải", "PER"),
            ],
        ),
        ("PGS.TS Nguyễn Phong Điền cho biết.", [("Nguyễn Phong Điền", "PER")]),
        ("HLV Kim Sang-sik hài lòng.", [("Kim Sang-sik", "PER")]),
        ("Bị can Lê Văn T. khai nhận.", [("Lê Văn T.", "PER")]),
        ("Anh Bình mất việc.", [("Bình", "PER")]),
    ],
)
def test_a_title_stands_outside_the_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert marks(text) == expected


def test_the_title_is_kept_with_the_mention() -> None:
    assert titles("Đại tướng Lương Tam Quang và bà Phạm Khánh Ly") == {
        "Lương Tam Quang": "Đại tướng",
        "Phạm Khánh Ly": "bà",
    }


def test_a_position_without_a_name_is_not_marked() -> None:
    assert marks("Bộ trưởng đánh giá cao, Bộ luôn coi trọng việc này.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo Bộ Giáo dục và Đào tạo và Bộ Y tế", ["Bộ Giáo dục và Đào tạo", "Bộ Y tế"]),
        ("làm ở Ủy ban nhân dân tỉnh Quảng Ninh đã lâu", ["Ủy ban nhân dân tỉnh Quảng Ninh"]),
        (
            "ở Vụ An ninh thông tin quốc tế Bộ Ngoại giao Nga",
            ["Vụ An ninh thông tin quốc tế Bộ Ngoại giao Nga"],
        ),
        ("của Công ty cổ phần Tập đoàn Hòa Phát", ["Công ty cổ phần Tập đoàn Hòa Phát"]),
        ("tại Bệnh viện Bạch Mai tiếp nhận", ["Bệnh viện Bạch Mai"]),
        ("học Trường THPT Chu Văn An", ["Trường THPT Chu Văn An"]),
        ("học Đại học Bách khoa Hà Nội", ["Đại học Bách khoa Hà Nội"]),
        ("ở Lữ đoàn 189. Đoàn công tác", ["Lữ đoàn 189"]),
        ("do Sở GD&ĐT Hà Nội tổ chức", ["Sở GD&ĐT Hà Nội"]),
        ("công ty Oxalis, tạp chí Nature", ["Oxalis", "Nature"]),
        ("đội tuyển nữ Việt Nam thắng", ["đội tuyển nữ Việt Nam"]),
        ("Đảng, Nhà nước và Quốc hội", ["Đảng", "Nhà nước", "Quốc hội"]),
    ],
)
def test_an_organisation_is_marked_whole(text: str, expected: list[str]) -> None:
    found = outermost(text, "vi")
    assert [mention.text for mention in found] == expected
    assert {mention.type for mention in found} == {EntityType.ORG}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỉnh Quảng Ninh, thành phố Huế", ["Quảng Ninh", "Huế"]),
        ("thăm Vịnh Hạ Long và sông Mê Kông", ["Vịnh Hạ Long", "sông Mê Kông"]),
        ("sống ở Bà Rịa - Vũng Tàu", ["Bà Rịa - Vũng Tàu"]),
        ("đến Thành phố Hồ Chí Minh rồi TP.HCM", ["Thành phố Hồ Chí Minh", "TP.HCM"]),
        ("về Hoà Bình hay Khánh Hoà", ["Hoà Bình", "Khánh Hoà"]),
        ("người Nga học tiếng Nga ở nước Pháp", ["Nga", "Pháp"]),
        ("trên sân Mỹ Đình", ["sân Mỹ Đình"]),
        ("ở miền Trung và châu Âu", ["miền Trung", "châu Âu"]),
    ],
)
def test_a_place_is_marked_without_its_plain_classifier(text: str, expected: list[str]) -> None:
    found = outermost(text, "vi")
    assert [mention.text for mention in found] == expected
    assert {mention.type for mention in found} == {EntityType.LOC}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ca sĩ Mỹ Linh hát.", [("Mỹ Linh", "PER")]),
        ("Nước Mỹ rộng lớn.", [("Mỹ", "LOC")]),
        ("Em Đức Anh học giỏi.", [("Đức Anh", "PER")]),
        ("Anh và Pháp ký thỏa thuận.", [("Pháp", "LOC")]),
        ("Mỹ thuật và Pháp luật, Nhật ký và Ý kiến.", []),
        ("Nhà văn Đoàn Giỏi", [("Đoàn Giỏi", "PER")]),
    ],
)
def test_names_that_are_countries_too_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert [mark for mark in marks(text) if mark != ("Anh", "LOC")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo Luật An ninh mạng", [("Luật An ninh mạng", "DOC")]),
        ("theo nghị định số 15/2020/NĐ-CP", [("nghị định số 15/2020/NĐ-CP", "DOC")]),
        ("Nghị quyết 5 năm không nhắc", []),
        ("theo Nghị quyết 57", [("Nghị quyết 57", "DOC")]),
        ("tiểu thuyết “Số đỏ” của Vũ Trọng Phụng", [("Số đỏ", "DOC"), ("Vũ Trọng Phụng", "PER")]),
        (
            "Công ước Liên Hợp Quốc về chống tội phạm mạng được ký",
            [("Công ước Liên Hợp Quốc về chống tội phạm mạng", "DOC")],
        ),
        ("dự SEA Games 33 và World Cup 2026", [("SEA Games 33", "EVENT"), ("World Cup 2026", "EVENT")]),
        ("Chiến dịch Điện Biên Phủ", [("Chiến dịch Điện Biên Phủ", "EVENT")]),
        ("dự Lễ ký Công ước Hà Nội", [("Lễ ký Công ước Hà Nội", "EVENT")]),
    ],
)
def test_documents_works_and_events(text: str, expected: list[tuple[str, str]]) -> None:
    assert marks(text) == expected


def test_a_credit_names_a_person_and_an_agency() -> None:
    assert marks("Ảnh: Minh Đức - TTXVN") == [("Minh Đức", "PER"), ("TTXVN", "ORG")]


def test_a_city_is_a_club_where_clubs_play() -> None:
    found = dict(marks("Man City thắng Liverpool 3-0, còn Arsenal hòa Chelsea."))
    assert found["Liverpool"] == "ORG"
    assert dict(marks("Ông sống ở Liverpool."))["Liverpool"] == "LOC"


def test_words_in_capitals_that_name_nothing_are_left_alone() -> None:
    assert marks("GDP tăng, VN-Index giảm, tàu Soyuz 37 bay, vi khuẩn Yersinia pestis.") == []


def test_no_mention_crosses_a_line() -> None:
    assert marks("Bà Nguyễn Thị\nMinh Khai")[0] == ("Nguyễn Thị", "PER")
