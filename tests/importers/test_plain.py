# ruff: noqa: E501 - the lines of sample articles are long
"""Invented articles, each untidy in the way of another site."""

from __future__ import annotations

import pytest

from tests.importers.reading import article_of, read

LEAD = "Sáng nay, bão số 12 đi vào đất liền các tỉnh miền Trung và suy yếu thành áp thấp nhiệt đới."
BODY = "Trong 24 giờ tới, mưa giảm dần; lũ trên các sông xuống chậm, nhiều xã vùng trũng vẫn còn ngập sâu."


def test_header_with_hotline_and_menu_words_gives_date_and_paper() -> None:
    known, blocks = read(
        f" date 2025-10-25 Hotline: 0900000000 Tiền Phong Nhật báo Tòa soạn Quảng cáo\n\nMinh Đức\nTPO - {LEAD}\n\nMinh Đức\n"
    )
    assert blocks == [("paragraph", LEAD)]
    assert (known.published, known.source, known.authors) == ("2025-10-25", "Tiền Phong", ("Minh Đức",))
    assert known.title == "Bão số 12 đi vào đất liền các tỉnh miền Trung và suy yếu thành áp thấp nhiệt đới"
    assert known.title_derived


def test_section_date_and_title_stand_above_the_text() -> None:
    known, blocks = read(
        "VnExpress\nThời sự\nThứ bảy, 25/10/2025, 19:50 (GMT+7)\nBão số 12 suy yếu trên đất liền\n\n"
        f"{LEAD}\n\nNước ngập một con đường ở Hội An sáng 25/10. Ảnh: Đắc Thành\n{BODY}\n"
        ">> Bão số 12 gây thiệt hại gì\n\nGia Chính - Đắc Thành\nTrở lại Thời sự\nChia sẻ\n"
    )
    assert blocks == [
        ("paragraph", LEAD),
        ("caption", "Nước ngập một con đường ở Hội An sáng 25/10."),
        ("credit", "Ảnh: Đắc Thành"),
        ("paragraph", BODY),
    ]
    assert (known.title, known.title_derived) == ("Bão số 12 suy yếu trên đất liền", False)
    assert (known.source, known.section, known.published) == ("VnExpress", "Thời sự", "2025-10-25")
    assert known.authors == ("Gia Chính", "Đắc Thành")


def test_links_comments_and_a_signature_in_capitals_below_the_text() -> None:
    known, blocks = read(
        f"25/10/2025 07:15 GMT+7\nTTO - {LEAD}\n\nHọc sinh dọn bùn trong sân trường - Ảnh: HÀ ĐỒNG\n\n"
        f"NHIỀU PHÒNG HỌC CÒN ẨM\n\n{BODY}\n\n- Thưa thầy, nhà trường cần gì nhất?\n- Chúng tôi cần sách và vở.\n\n"
        "Đọc thêm\nLũ quét cuốn trôi hai ngôi nhà\nSơ tán trong đêm\n\nHÀ ĐỒNG\nTặng sao\nBình luận (12)\n"
        "Nguyễn Văn A\nThương các em quá. Mong các em sớm có sách vở để đến trường như bạn bè khắp nơi trên cả nước.\n"
    )
    assert blocks == [
        ("paragraph", LEAD),
        ("caption", "Học sinh dọn bùn trong sân trường"),
        ("credit", "Ảnh: HÀ ĐỒNG"),
        ("heading", "NHIỀU PHÒNG HỌC CÒN ẨM"),
        ("paragraph", BODY),
        ("paragraph", "- Thưa thầy, nhà trường cần gì nhất?"),
        ("paragraph", "- Chúng tôi cần sách và vở."),
    ]
    assert (known.source, known.authors, known.published) == ("Tuổi Trẻ", ("Hà Đồng",), "2025-10-25")


def test_paragraphs_a_line_with_a_picture_a_list_and_an_agency() -> None:
    article = article_of(
        f"(Dân trí) - {LEAD}\n{BODY}\ngia-vang-1761354000.jpeg\nKhách mua vàng ở Hà Nội (Ảnh: Mạnh Quân).\n"
        "Giới phân tích cho rằng có ba lý do:\n- Đồng USD suy yếu;\n- Nhu cầu trang sức tăng.\nTheo Reuters\n"
    )
    assert [(str(b.kind), article.text[b.start : b.end], b.image) for b in article.blocks] == [
        ("paragraph", LEAD, ""),
        ("paragraph", BODY, ""),
        ("caption", "Khách mua vàng ở Hà Nội", "gia-vang-1761354000.jpeg"),
        ("credit", "Ảnh: Mạnh Quân", ""),
        ("paragraph", "Giới phân tích cho rằng có ba lý do:", ""),
        ("list_item", "Đồng USD suy yếu;", ""),
        ("list_item", "Nhu cầu trang sức tăng.", ""),
    ]
    assert article.metadata.source == "Dân trí"
    assert article.metadata.authors == ("Reuters",)


def test_byline_and_date_between_lead_and_text() -> None:
    known, blocks = read(
        f"Trang chủ\nKinh tế\nXuất khẩu thủy sản vượt 8 tỷ USD\n{LEAD}\nNguyễn Hằng\n25/10/2025 14:30\n"
        f"Theo dõi VietnamPlus trên Google News\nHà Nội (TTXVN 25/10) - {BODY}\n(TTXVN/Vietnam+)\n"
        "#thủy sản #xuất khẩu\nTin liên quan\nDoanh nghiệp tìm thị trường mới\n"
    )
    assert blocks == [("paragraph", LEAD), ("paragraph", BODY)]
    assert known.title == "Xuất khẩu thủy sản vượt 8 tỷ USD"
    assert (known.section, known.published, known.source) == ("Kinh tế", "2025-10-25", "VietnamPlus")
    assert known.authors == ("Nguyễn Hằng",)


def test_russian_agency_with_dateline_update_and_rights() -> None:
    text = "Длина моста составляет три с половиной километра, его строили четыре года и открыли раньше срока."
    known, blocks = read(
        "РИА Новости\n10:25 25.10.2025\n(обновлено: 11:02 26.10.2025)\nВо Вьетнаме открыли мост\n\n"
        f"МОСКВА, 25 окт — РИА Новости. {text}\n\nМост через реку Красную\n© РИА Новости / Алексей Иванов\n\n"
        "Подписывайтесь на РИА Новости в Telegram\nЧитать далее\nХаной построит пять мостов\n"
    )
    assert blocks == [
        ("paragraph", text),
        ("caption", "Мост через реку Красную"),
        ("credit", "© РИА Новости / Алексей Иванов"),
    ]
    assert (known.title, known.source, known.published) == (
        "Во Вьетнаме открыли мост",
        "РИА Новости",
        "2025-10-25",
    )
    assert known.language == "ru"


def test_dashes_of_speech_stay_and_dashes_of_a_list_go() -> None:
    known, blocks = read(
        "ХАНОЙ, 25 октября. /ТАСС/. Министр принял участие в церемонии подписания. Об этом сообщила пресс-служба.\n\n"
        "В церемонии участвовали делегации:\n\n— Австралии;\n— Бразилии;\n— Египта.\n\n"
        "— Мы рады видеть всех в Ханое, — сказал министр.\n\nТеги\nВьетнам\n"
    )
    assert [kind for kind, _ in blocks] == [
        "paragraph",
        "paragraph",
        "list_item",
        "list_item",
        "list_item",
        "paragraph",
    ]
    assert blocks[2] == ("list_item", "Австралии;")
    assert blocks[-1] == ("paragraph", "— Мы рады видеть всех в Ханое, — сказал министр.")
    assert known.source == "ТАСС"


def test_english_agency_with_desk_bylines_and_a_gallery_caption() -> None:
    known, blocks = read(
        "Vietnam signs treaty with dozens of countries\nBy Thomas Hale and Anna Brook\n"
        "October 25, 2025 11:32 AM GMT+7 Updated 3 hours ago\n"
        "HANOI, Oct 25 (Reuters) - Dozens of countries signed a treaty targeting cybercrime in Hanoi on Saturday, despite\n"
        "opposition from a band of companies.\n\n[1/3] A delegate signs the book. REUTERS/Paul Grey Purchase Licensing Rights\n\n"
        "The convention will take effect after forty states have ratified it, which may take several years.\n\n"
        "Reporting by Thomas Hale and Anna Brook; Editing by John Reed\nOur Standards: The Thomson Reuters Trust Principles.\n"
    )
    assert blocks == [
        (
            "paragraph",
            "Dozens of countries signed a treaty targeting cybercrime in Hanoi on Saturday, despite opposition from a band"
            " of companies.",
        ),
        ("caption", "A delegate signs the book."),
        ("credit", "REUTERS/Paul Grey"),
        (
            "paragraph",
            "The convention will take effect after forty states have ratified it, which may take several years.",
        ),
    ]
    assert (known.source, known.published, known.language) == ("Reuters", "2025-10-25", "en")
    assert known.authors == ("Thomas Hale", "Anna Brook")


def test_role_place_and_leading_agency_of_an_english_broadcaster() -> None:
    known, blocks = read(
        "BBC News\n\nFloods in Hue: 'We lost everything in one night'\n\n25 October 2025\nShare\nSave\nPaul Grey\n"
        "South East Asia correspondent\nReporting from Hue\n\nGetty Images A man wades through a flooded street\n"
        "More than a metre and a half of rain fell on the old imperial city in a single day, a record for the country.\n\n"
        "A city built on a river\n\nHue has always lived with its river. But the floods come more often now, say residents.\n\n"
        "Related topics\nFloods\nVietnam\nMore on this story\nWhy the coast floods every year\n"
    )
    assert [kind for kind, _ in blocks] == ["caption", "credit", "paragraph", "heading", "paragraph"]
    assert blocks[:2] == [("caption", "A man wades through a flooded street"), ("credit", "Getty Images")]
    assert (known.authors, known.source, known.published) == (("Paul Grey",), "BBC", "2025-10-25")


def test_lines_wrapped_at_a_fixed_width_are_joined() -> None:
    known, blocks = read(
        "Người giữ lửa nghề rèn ở làng Đa Sỹ\n\n"
        "Ở cuối làng Đa Sỹ, phường Kiến Hưng, Hà Nội, tiếng búa vẫn vang lên đều\n"
        "đặn từ lúc trời chưa sáng. Ông Lê Văn Hùng năm nay 70 tuổi, đã có hơn nửa\n"
        "thế kỷ đứng bên lò than hồng.\n"
        "Ông kể rằng thời bao cấp cả làng có gần nghìn lò rèn, đêm nào cũng đỏ lửa.\n"
        "Nay chỉ còn hơn hai trăm hộ giữ nghề.\n\nNGUYÊN BÌNH\n"
    )
    assert blocks == [
        (
            "paragraph",
            "Ở cuối làng Đa Sỹ, phường Kiến Hưng, Hà Nội, tiếng búa vẫn vang lên đều đặn từ lúc trời chưa sáng. Ông Lê Văn"
            " Hùng năm nay 70 tuổi, đã có hơn nửa thế kỷ đứng bên lò than hồng.",
        ),
        (
            "paragraph",
            "Ông kể rằng thời bao cấp cả làng có gần nghìn lò rèn, đêm nào cũng đỏ lửa. Nay chỉ còn hơn hai trăm hộ giữ nghề.",
        ),
    ]
    assert known.authors == ("Nguyên Bình",)


def test_numbered_sections_are_headings_and_numbered_steps_a_list() -> None:
    known, blocks = read(
        f"Năm điều cần biết\n\n{LEAD}\n\n1. Ai phải đến trực tiếp?\n\n{BODY}\n\n2. Lệ phí bao nhiêu?\n\n{BODY}\n\n"
        "Các bước thực hiện:\n1. Đặt lịch.\n2. Đến nơi.\n3. Nhận thẻ.\n\nNguồn: Bộ Công an\n"
    )
    assert [kind for kind, _ in blocks] == [
        "paragraph",
        "heading",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
        *["list_item"] * 3,
    ]
    assert blocks[1] == ("heading", "1. Ai phải đến trực tiếp?")
    assert known.source == "Bộ Công an"


def test_a_piece_that_begins_with_a_caption_takes_its_first_heading_as_title() -> None:
    known, blocks = read(
        f"Rừng ẩm trên dãy Trường Sơn, nơi sinh sống của sao la. Ảnh: Minh Anh - TTXVN\n\n* Một cặp sừng trên vách nhà\n\n{LEAD}\n\n* Vắng bóng\n\n{BODY}"
    )
    assert blocks == [
        ("caption", "Rừng ẩm trên dãy Trường Sơn, nơi sinh sống của sao la."),
        ("credit", "Ảnh: Minh Anh - TTXVN"),
        ("heading", "Một cặp sừng trên vách nhà"),
        ("paragraph", LEAD),
        ("heading", "Vắng bóng"),
        ("paragraph", BODY),
    ]
    assert (known.title, known.title_derived) == ("Một cặp sừng trên vách nhà", True)
    assert (known.source, known.published, known.authors) == ("TTXVN", "", ())


def test_a_joint_signature_of_words_and_pictures_is_a_byline() -> None:
    known, blocks = read(
        f"NDO - {LEAD}\n\nẢnh minh họa\n\n{BODY}\n\n> “Khán giả đang trở lại”, một người nói.\n\nTIN, ẢNH: MẠNH HẢO\n"
    )
    assert blocks == [
        ("paragraph", LEAD),
        ("credit", "Ảnh minh họa"),
        ("paragraph", BODY),
        ("quote", "“Khán giả đang trở lại”, một người nói."),
    ]
    assert (known.source, known.authors) == ("Nhân Dân", ("Mạnh Hảo",))


def test_tags_on_lines_of_their_own_are_no_text() -> None:
    known, blocks = read(
        f"SGGP\nThứ Bảy, 25/10/2025 06:12\nChia sẻ\nFacebook\nTwitter\nKinh tế\n\nTPHCM: Khởi công tuyến metro\n\nSGGPO\n\n{LEAD}\n{BODY}\n"
        "Từ khóa\nmetro Bến Thành\nđường sắt đô thị\nkhởi công\nQUỐC HÙNG - ÁI VÂN\nTin cùng chuyên mục\nKhánh thành cầu\n"
    )
    assert blocks == [("paragraph", LEAD), ("paragraph", BODY)]
    assert known.authors == ("Quốc Hùng", "Ái Vân")
    assert (known.title, known.source) == ("TPHCM: Khởi công tuyến metro", "Sài Gòn Giải Phóng")


def test_words_of_the_frame_inside_the_article_stay() -> None:
    text = "Người dân gọi 111 miễn phí, 24/24 giờ. Mọi thông tin của người gọi được giữ kín."
    known, blocks = read(
        f"Đường dây nóng bảo vệ trẻ em quá tải\n\n{LEAD}\n\nLiên hệ\n\n{text}\n\nXem thêm điều này ở Luật Trẻ em.\n"
    )
    assert known.title == "Đường dây nóng bảo vệ trẻ em quá tải"
    assert blocks == [
        ("paragraph", LEAD),
        ("heading", "Liên hệ"),
        ("paragraph", text),
        ("paragraph", "Xem thêm điều này ở Luật Trẻ em."),
    ]


def test_labels_above_the_text_are_metadata() -> None:
    known, blocks = read(
        f"Title: Bão suy yếu\nAuthor: Minh Anh\nDate: 2025-10-25\nSource: VnExpress\nURL: https://vnexpress.net/bao.html\n\n{LEAD}\n"
    )
    assert blocks == [("paragraph", LEAD)]
    assert (known.title, known.title_derived) == ("Bão suy yếu", False)
    assert (known.authors, known.published, known.source) == (("Minh Anh",), "2025-10-25", "VnExpress")
    assert known.url == "https://vnexpress.net/bao.html"


def test_many_names_at_the_end_are_a_list_and_no_byline() -> None:
    names = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Em"]
    known, blocks = read(f"Danh sách trúng tuyển\n\n{LEAD}\n" + "\n".join(names))
    assert [text for _, text in blocks[1:]] == names
    assert known.authors == ()


def test_unknown_organisations_before_a_dash_are_text() -> None:
    _, blocks = read(
        "NATO - Liên minh quân sự lớn nhất thế giới - họp tại Brussels (Bỉ) trong hai ngày cuối tuần này."
    )
    assert blocks[0][1].startswith("NATO - ")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ bảy, 25/10/2025 | 19:50 GMT+7", "2025-10-25"),
        ("25/10/2025 07:15", "2025-10-25"),
        ("07:15 | 25-10-2025", "2025-10-25"),
        ("Cập nhật lúc 07:15, 26/10/2025", "2025-10-26"),
        ("Chủ nhật, ngày 26 tháng 10 năm 2025", "2025-10-26"),
        ("Saturday, 25 October 2025", "2025-10-25"),
        ("Oct. 25, 2025, 11:00 AM ET", "2025-10-25"),
        ("Published: 2025-10-25T19:50:00+07:00", "2025-10-25"),
        ("25 октября 2025, 14:32", "2025-10-25"),
        ("Опубликовано: 25.10.2025 14:32 МСК", "2025-10-25"),
        ("Đăng lúc 7h15 ngày 5/1/2026", "2026-01-05"),
        ("10/25/2025", "2025-10-25"),
    ],
)
def test_a_date_above_the_text_is_metadata(line: str, day: str) -> None:
    known, blocks = read(f"Bão số 12 suy yếu\n\n{line}\n\n{LEAD}\n")
    assert known.published == day
    assert blocks == [("paragraph", LEAD)]
    assert known.title == "Bão số 12 suy yếu"


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ", "Facebook  Zalo  Sao chép liên kết", "Bình luận (0)", "Từ khóa: bão, mưa", "Tags: storm, rain", "© 2025 Báo A",
        "Theo dõi Báo A trên Google News", "Xem thêm: Bão số 13", ">> Bão số 13", "0:00/3:15", "Advertisement", "Nghe đọc bài",
        "Giấy phép số 12/GP-BTTTT", "Поделиться", "Комментарии (3)", "Share on Facebook", "Lượt xem: 1.234", "Trở lại Thế giới",
    ],
)  # fmt: skip
def test_a_line_of_the_frame_below_the_text_is_no_text(line: str) -> None:
    _, blocks = read(f"Bão số 12 suy yếu\n\n{LEAD}\n\n{BODY}\n\n{line}\n")
    assert blocks == [("paragraph", LEAD), ("paragraph", BODY)]


@pytest.mark.parametrize(
    ("tag", "source"),
    [
        ("TPO - ", "Tiền Phong"), ("(TTXVN) - ", "TTXVN"), ("VOV.VN - ", "VOV"), ("(PLO)- ", "Pháp Luật TP.HCM"), ("NLĐO – ", "Người Lao Động"),
        ("(Chinhphu.vn) - ", "Chính phủ"), ("Hà Nội (TTXVN 25/10) - ", "TTXVN"), ("HANOI, Oct. 26 (Docbao) — ", "Docbao"),
        ("WASHINGTON (AP) — ", "AP"), ("ХАНОЙ, 26 окт — РИА Новости. ", "РИА Новости"), ("МОСКВА, 25 октября. /ТАСС/. ", "ТАСС"),
        ("(Báo Quảng Ngãi)- ", "Báo Quảng Ngãi"), ("QNO - ", "QNO"),
    ],
)  # fmt: skip
def test_what_stands_before_the_first_sentence_is_the_source(tag: str, source: str) -> None:
    known, blocks = read(f"{tag}{LEAD}\n\n{BODY}\n")
    assert known.source == source
    assert blocks == [("paragraph", LEAD), ("paragraph", BODY)]


@pytest.mark.parametrize("text", ["Xin chào các bạn", "Minh Đức", "Bão số 12\n\nMinh Đức", "25/10/2025"])
def test_a_note_of_a_line_or_two_is_text(text: str) -> None:
    known, blocks = read(text)
    assert "\n\n".join(line for _, line in blocks) == text
    assert known.title


def test_turns_of_an_interview_are_neither_title_nor_headings() -> None:
    known, blocks = read(
        f"Phóng viên TTXVN phỏng vấn chuyên gia. Ảnh: Dương Giang - TTXVN\n\nPhóng viên: Xin ông cho biết ý nghĩa của Công ước?\n\n{LEAD}\n\n"
        f"Xin ông nói thêm về điều này?\n\n{BODY}\n\nDuy Trinh (P/v TTXVN tại Liên bang Nga)"
    )
    assert [kind for kind, _ in blocks] == ["caption", "credit", *["paragraph"] * 4]
    assert known.title_derived
    assert (known.authors, known.source) == (("Duy Trinh",), "TTXVN")


def test_rubrics_machine_made_names_and_sources_of_pictures() -> None:
    known, blocks = read(
        f"Znews\nCông nghệ\nMobile\nNgười dùng Việt chuyển sang xác thực khuôn mặt\nTuấn Lê\n06:00 25/10/2025\n{LEAD}\n\n"
        f"hon-60-quoc-gia.jpg\nhon-60-quoc-gia\nTrưởng đoàn các nước tại lễ ký. Nguồn: Bộ Công an.\n\n{BODY}\n\nBài và ảnh: HẢI NGÔ\n"
    )
    assert blocks == [
        ("paragraph", LEAD),
        ("caption", "Trưởng đoàn các nước tại lễ ký."),
        ("credit", "Nguồn: Bộ Công an"),
        ("paragraph", BODY),
    ]
    assert known.title == "Người dùng Việt chuyển sang xác thực khuôn mặt"
    assert (known.section, known.authors) == ("Công nghệ", ("Tuấn Lê", "Hải Ngô"))


def test_a_breadcrumb_gives_the_section_and_dots_a_list() -> None:
    known, blocks = read(
        "Home > News > Vietnam\n\nRice exports hit record\n\nPublished 10:12 AM, 25/10/2025\n\nBy Staff Reporter\n\n"
        "HO CHI MINH CITY: The country shipped 800,000 tonnes of rice in October, a record for the month, data showed.\n\n"
        "Advertisement\n\nPrices rose over the month:\n\n• 5% broken: $415 a tonne\n• 25% broken: $390 a tonne\n\nTags: rice"
    )
    assert [kind for kind, _ in blocks] == ["paragraph", "paragraph", "list_item", "list_item"]
    assert (known.title, known.section, known.published) == (
        "Rice exports hit record",
        "Vietnam",
        "2025-10-25",
    )
    assert known.authors == ("Staff Reporter",)
