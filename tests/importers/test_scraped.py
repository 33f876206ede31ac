"""Pieces as a scraper leaves them, each for one habit of the sites."""

from __future__ import annotations

import pytest

from tests.importers.reading import read

LONG = "Theo kế hoạch, toàn tuyến sẽ hoàn thành sửa chữa trước Tết Nguyên đán, sớm hơn dự kiến ba tháng."
OTHER = "Đơn vị thi công huy động 12 máy đào, 20 xe tải và làm việc ba ca liên tục trong suốt hai tuần qua."


def lines(*parts: str) -> str:
    return "\n\n".join(parts)


def test_a_word_for_a_picture_inside_a_sentence_is_no_credit() -> None:
    text = (
        "“Tôi lo lắm”, ông kể. Ảnh: ông là thứ duy nhất mà gia đình xin chụp lại để làm kỷ niệm với con cháu."
    )

    _, blocks = read(lines(LONG, text, OTHER))

    assert blocks == [("paragraph", LONG), ("paragraph", text), ("paragraph", OTHER)]


def test_a_credit_of_a_film_leaves_the_paragraph_above_it_alone() -> None:
    first = "Một đàn cá voi bất ngờ xuất hiện ở vùng biển Đề Gi, thu hút nhiều du khách."

    _, blocks = read(lines(first, "Clip: Người dân cung cấp", LONG))

    assert blocks == [("paragraph", first), ("credit", "Clip: Người dân cung cấp"), ("paragraph", LONG)]


def test_a_picture_cut_from_a_film_is_named_by_a_credit() -> None:
    first = "Giờ đây mỗi ngày đàn vịt cho 160 quả trứng, thu về 500 nghìn đồng."

    _, blocks = read(lines(LONG, first, "Ảnh cắt từ clip."))

    assert blocks == [("paragraph", LONG), ("paragraph", first), ("credit", "Ảnh cắt từ clip")]


def test_a_verse_below_a_sentence_is_no_title() -> None:
    opening = "Trong tập thơ mới, nhà thơ viết về dòng sông quê bằng giọng điệu trầm lắng."
    verses = "Sông đi qua tuổi thơ tôi\nMang theo tiếng mẹ ru hời sớm hôm"

    known, blocks = read(lines(opening, verses, LONG))

    assert known.title_derived
    assert [text for _, text in blocks] == [opening, *verses.split("\n"), LONG]


@pytest.mark.parametrize(
    ("last", "source"),
    [
        ("Nguồn: baoquangninh.vn", "Báo Quảng Ninh"),
        ("Nguồn: baoxa.example", "baoxa.example"),
        ("Theo Người quan sát", "Người quan sát"),
    ],
)
def test_the_last_line_names_where_it_came_from(last: str, source: str) -> None:
    known, blocks = read(lines(LONG, OTHER, last))

    assert known.source == source
    assert blocks == [("paragraph", LONG), ("paragraph", OTHER)]


@pytest.mark.parametrize(
    ("last", "authors"),
    [
        ("H.A", ("H.A",)),
        ("Xuân Quảng-Chi Mai", ("Xuân Quảng", "Chi Mai")),
        ("CTV Lê Hoàng/VOV-Miền Trung", ("Lê Hoàng",)),
        ("Ban Thời sự", ("Ban Thời sự",)),
        ("Nhóm PV Thời sự", ("Nhóm PV Thời sự",)),
        ("Nguyễn Chiến - Hà Phong (CTV)", ("Nguyễn Chiến", "Hà Phong")),
        ("Lê Hải (TTXVN/Vietnam+)", ("Lê Hải",)),
    ],
)
def test_the_last_line_names_who_wrote_it(last: str, authors: tuple[str, ...]) -> None:
    known, blocks = read(lines(LONG, OTHER, last))

    assert known.authors == authors
    assert blocks == [("paragraph", LONG), ("paragraph", OTHER)]


def test_a_call_to_watch_the_broadcaster_is_frame() -> None:
    call = "* Mời quý độc giả theo dõi các chương trình đã phát sóng của Đài Truyền hình Việt Nam trên VTVGo!"

    assert read(lines(LONG, OTHER, call))[1] == [("paragraph", LONG), ("paragraph", OTHER)]


def test_words_that_sites_use_too_stay_in_the_text() -> None:
    texts = (
        "Hotline: 1900 xxxx là đầu số mà các đối tượng thường giả mạo, theo thông báo phát đi ngày 14/7.",
        "Chia sẻ với phóng viên, chị Lan kể đã mất 80 triệu đồng chỉ sau một cuộc gọi ngắn của kẻ lạ.",
        "Bình luận về vụ việc, luật sư cho rằng trách nhiệm của nhà mạng cần được quy định rõ ràng hơn.",
    )

    assert read(lines(LONG, *texts))[1] == [("paragraph", text) for text in (LONG, *texts)]


def test_a_day_with_a_dotted_time_and_a_quoted_heading() -> None:
    body = "Thousands of homes in central Vietnam were still without electricity on Tuesday, two days later."
    known, blocks = read(
        lines(
            "Typhoon leaves thousands without power",
            "Tue 30 Sep 2025 07.45 BST",
            body,
            "‘We lost everything’",
            body,
        )
    )

    assert known.published == "2025-09-30"
    assert blocks == [("paragraph", body), ("heading", "‘We lost everything’"), ("paragraph", body)]


def test_the_line_right_beneath_a_picture_is_its_caption_in_markdown() -> None:
    _, blocks = read(
        f"{LONG}\n\n![Cà phê](ca-phe.jpg)\n_Nông dân thu hoạch. Ảnh: Hoài Thu_\n\n{OTHER}", "a.md"
    )

    assert blocks[1:3] == [("caption", "Nông dân thu hoạch."), ("credit", "Ảnh: Hoài Thu")]


def test_tags_without_a_heading_below_the_byline_are_frame() -> None:
    known, blocks = read(lines(LONG, OTHER, "VŨ PHƯƠNG\ntrồng sen\nĐồng Tháp\nkhởi nghiệp"))

    assert known.authors == ("Vũ Phương",)
    assert blocks == [("paragraph", LONG), ("paragraph", OTHER)]


def test_last_verses_are_no_tags() -> None:
    verses = "Sông đi qua tuổi thơ tôi\nmang theo tiếng mẹ\nmùa nước nổi đầy bữa cơm"

    assert [text for _, text in read(lines(LONG, OTHER, verses))[1]] == [LONG, OTHER, *verses.split("\n")]


@pytest.mark.parametrize(
    "line",
    [
        "Trở thành người đầu tiên tặng sao cho bài viết",
        "0 0 0",
        "Chuyên mục: Thời sự",
        "Bạn đang đọc bài viết tại chuyên mục Sức khỏe",
    ],
)
def test_what_the_site_says_below_the_text_is_frame(line: str) -> None:
    assert read(lines(LONG, OTHER, line))[1] == [("paragraph", LONG), ("paragraph", OTHER)]


def test_the_credit_of_an_agency_stands_in_brackets() -> None:
    body = "Thailand and Cambodia agreed on Sunday to begin removing heavy weapons from their long border."
    caption = "Soldiers stand guard at a checkpoint, Thailand, Oct. 12, 2025. (AP Photo/Sakchai Lalit)"

    blocks = read(lines(body, caption, body))[1]

    assert blocks[1] == ("caption", "Soldiers stand guard at a checkpoint, Thailand, Oct. 12, 2025.")
    assert blocks[2] == ("credit", "AP Photo/Sakchai Lalit")


def test_a_paper_that_someone_spoke_to_is_the_source_when_it_is_vietnamese() -> None:
    for paper, source in (("Thanh Niên", "Thanh Niên"), ("CNN", "")):
        said = f"“Sống được”, anh Tài nói với {paper} khi thu hoạch sen vào sáng sớm hôm qua."
        assert read(lines(LONG, said))[0].source == source


@pytest.mark.parametrize(
    ("last", "author", "credit"),
    [
        ("Bài viết: Ngô Dịu - Ảnh: Hùng Sơn", "Ngô Dịu", "Ảnh: Hùng Sơn"),
        ("Việt Hùng, ảnh: Duy Hiếu", "Việt Hùng", "Ảnh: Duy Hiếu"),
    ],
)
def test_a_line_may_sign_text_and_pictures_apart(last: str, author: str, credit: str) -> None:
    short = "Vào cửa tự do đến hết tháng."

    known, blocks = read(lines(LONG, OTHER, short, last))

    assert known.authors == (author,)
    assert blocks[-2:] == [("paragraph", short), ("credit", credit)]
