from __future__ import annotations

import pytest

from reader.importers.headlines import LIMIT, core, shorten


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        (  # who reports it is left out where the sentence is too long
            "Sáng 25/10, tại trụ sở UBND tỉnh, lãnh đạo Sở Xây dựng Lâm Đồng cho biết đèo Mimosa sẽ được"
            " thông xe"
            " một làn vào cuối tuần này, sau hơn nửa tháng khắc phục sạt lở.",
            "Đèo Mimosa sẽ được thông xe một làn vào cuối tuần này",
        ),
        (  # and so is the day
            "Tổng thống Pháp Emmanuel Macron ngày 10/10 tái bổ nhiệm ông Sebastien Lecornu làm Thủ tướng,"
            " bốn ngày"
            " sau khi ông từ chức.",
            "Tổng thống Pháp Emmanuel Macron tái bổ nhiệm ông Sebastien Lecornu làm Thủ tướng",
        ),
        (  # but not a result that only looks like one
            "Đội tuyển nữ Việt Nam thắng Thái Lan 2-0 trong trận tranh hạng ba giải bóng đá nữ Đông Nam Á"
            " tối 19/8"
            " trên sân Lạch Tray.",
            "Đội tuyển nữ Việt Nam thắng Thái Lan 2-0",
        ),
        (  # it ends before an adverbial, not within a name
            "Ngân hàng Nhà nước cảnh báo tình trạng giả mạo hotline của các ngân hàng thương mại để lừa"
            " khách hàng.",
            "Ngân hàng Nhà nước cảnh báo tình trạng giả mạo hotline của các ngân hàng thương mại",
        ),
        (
            "Xung quanh việc Hà Nội thí điểm vùng phát thải thấp, phóng viên đã trao đổi với chuyên gia"
            " giao thông.",
            "Hà Nội thí điểm vùng phát thải thấp",
        ),
        (
            "Do ảnh hưởng của mưa lớn, nhiều tuyến đường ở Quảng Trị bị ngập, học sinh nghỉ học.",
            "Nhiều tuyến đường ở Quảng Trị bị ngập, học sinh nghỉ học",
        ),
        (
            "Từng bị coi là “vùng trũng” giáo dục, Lý Sơn nay có tỷ lệ học sinh đỗ đại học cao nhất tỉnh.",
            "Lý Sơn nay có tỷ lệ học sinh đỗ đại học cao nhất tỉnh",
        ),
        (
            "Банк России сохранил прогноз инфляции на конец года, сообщил регулятор в обзоре.",
            "Банк России сохранил прогноз инфляции на конец года",
        ),
        (
            "Growers have been given another year to comply with the rule, officials said on Friday.",
            "Growers have been given another year to comply with the rule",
        ),
    ],
)
def test_a_sentence_is_brought_to_its_core(sentence: str, headline: str) -> None:
    assert core(sentence) == headline


def test_a_cut_leaves_no_word_that_points_on() -> None:
    sentence = (
        "Luật Bảo vệ dữ liệu cá nhân của nước ta chính thức có hiệu lực từ ngày 1/1/2026 "
        + "và " * 20
        + "hết."
    )

    assert core(sentence).endswith("có hiệu lực")


def test_a_text_without_a_place_to_end_is_cut_at_a_word() -> None:
    short = shorten("Tổng " * 40)

    assert short.endswith("Tổng…")
    assert len(short) <= LIMIT
