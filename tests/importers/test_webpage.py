# ruff: noqa: E501 - the lines of sample articles are long
from __future__ import annotations

import socket

import pytest

from reader.errors import UnreadableFileError
from reader.models import InlineKind
from tests.importers.reading import article_of, read

FIRST = "Sáng nay, bão số 12 đi vào đất liền các tỉnh miền Trung và suy yếu thành áp thấp nhiệt đới, gây mưa lớn diện rộng."
SECOND = "Trong 24 giờ tới, mưa giảm dần; lũ trên các sông xuống chậm, nhiều xã vùng trũng vẫn còn ngập sâu trong nước."
THIRD = "Các trường học ở vùng ngập tạm nghỉ hai ngày; người dân được khuyến cáo không ra đường khi nước còn dâng cao."


def page(body: str, head: str = "", attributes: str = "") -> str:
    return (
        f"<!DOCTYPE html><html {attributes}><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    )


def test_structure_inside_the_article_is_kept() -> None:
    article = article_of(
        page(
            f"<article><h1>Bão số 12 suy yếu</h1><p>{FIRST}</p><h2>Dự báo</h2><p>{SECOND}</p><ul><li>Huế</li><li>Đà Nẵng</li></ul>"
            f"<blockquote><p>Chúng tôi đã kê đồ lên cao.</p></blockquote><figure><img src='/anh/lut%201.jpg' alt=''>"
            f"<figcaption>Nước ngập ở Hội An. <em>Ảnh: Thu Hà</em></figcaption></figure><p>{THIRD}</p>"
            "<table><tr><th>Trạm</th><th>Mưa</th></tr><tr><td>Huế</td><td>500 mm</td></tr></table><pre>a\n  b</pre></article>"
        ),
        "a.html",
    )
    assert [(str(b.kind), b.level, b.image, article.text[b.start : b.end]) for b in article.blocks] == [
        ("paragraph", 0, "", FIRST),
        ("heading", 2, "", "Dự báo"),
        ("paragraph", 0, "", SECOND),
        ("list_item", 1, "", "Huế"),
        ("list_item", 1, "", "Đà Nẵng"),
        ("quote", 0, "", "Chúng tôi đã kê đồ lên cao."),
        ("caption", 0, "lut 1.jpg", "Nước ngập ở Hội An."),
        ("credit", 0, "", "Ảnh: Thu Hà"),
        ("paragraph", 0, "", THIRD),
        ("table_row", 0, "", "Trạm | Mưa"),
        ("table_row", 0, "", "Huế | 500 mm"),
        ("code", 0, "", "a\nb"),
    ]
    assert article.metadata.title == "Bão số 12 suy yếu"
    assert article.format == "text/html"


def test_emphasis_and_links_are_kept() -> None:
    article = article_of(
        page(
            f"<article><h1>Bão số 12 suy yếu</h1><p>{FIRST}</p><p>Xem <a href='https://a.vn/1'>bản <b>đồ</b></a> và <i>ghi chú</i>. {SECOND}</p></article>"
        ),
        "a.html",
    )
    assert [(mark.kind, article.text[mark.start : mark.end], mark.target) for mark in article.inlines] == [
        (InlineKind.LINK, "bản đồ", "https://a.vn/1"),
        (InlineKind.STRONG, "đồ", ""),
        (InlineKind.EMPHASIS, "ghi chú", ""),
    ]


def test_the_frame_around_and_between_is_left_out() -> None:
    known, blocks = read(
        page(
            "<header><a href='/'>Báo A</a> <span>Thứ Bảy, 25/10/2025</span> <span>Hotline: 0900000000</span></header>"
            "<nav><ul><li><a href='/1'>Thời sự</a></li><li><a href='/2'>Thế giới</a></li></ul></nav>"
            "<div class=breadcrumb><a href='/'>Trang chủ</a> &raquo; <a href='/1'>Thời sự</a></div>"
            "<div class=detail><h1>Bão số 12 suy yếu trên đất liền</h1><div class=meta><span class=author>Minh Anh</span>"
            " <span class=time>25/10/2025 06:15 GMT+7</span> <span class=views>1.204 lượt xem</span></div>"
            "<div class=share><a href='#'>Chia sẻ</a></div>"
            f"<div class=content><p>(Docbao) - {FIRST}</p><div class=ads><p>Quảng cáo</p></div><p>{SECOND}</p>"
            "<div class=box><b>Tin liên quan</b><ul><li><a href='/3'>Bão số 13 sắp vào</a></li></ul></div>"
            f"<p><b>Xem thêm:</b> <a href='/4'>Lũ trên sông Hương</a></p><p>{THIRD}</p><p style='text-align:right'><b>Minh Anh</b></p></div>"
            "<div class=tags>Từ khóa: <a href='/t'>bão</a></div></div>"
            "<section id=comments><h3>Bình luận (1)</h3><p>Mong bà con bình an, mong nước rút thật nhanh và trời nắng trở lại.</p></section>"
            "<footer><p>© 2025 Báo A. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p></footer>"
        ),
        "a.html",
    )
    assert blocks == [("paragraph", FIRST), ("paragraph", SECOND), ("paragraph", THIRD)]
    assert (known.title, known.authors, known.published) == (
        "Bão số 12 suy yếu trên đất liền",
        ("Minh Anh",),
        "2025-10-25",
    )
    assert (known.section, known.source) == ("Thời sự", "Docbao")


def test_linked_data_tells_title_authors_date_and_paper() -> None:
    known, _ = read(
        page(
            f"<div><p>{FIRST}</p><p>{SECOND}</p></div>",
            '<title>Bão suy yếu | Báo A</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"A"},'
            '{"@type":["NewsArticle"],"headline":"Bão số 12 suy yếu","author":[{"@type":"Person","name":"Minh Anh"},{"name":"Thu Hà"}],'
            '"datePublished":"2025-10-25T23:50:00+07:00","articleSection":"Thời sự","inLanguage":"vi","publisher":{"name":"Báo Tuổi Trẻ"},'
            '"url":"https://tuoitre.vn/bao.htm"}]}</script>',
        ),
        "a.html",
    )
    assert (known.title, known.authors) == ("Bão số 12 suy yếu", ("Minh Anh", "Thu Hà"))
    assert (known.published, known.section, known.source) == ("2025-10-25", "Thời sự", "Tuổi Trẻ")
    assert (known.language, known.url) == ("vi", "https://tuoitre.vn/bao.htm")


def test_open_graph_and_the_address_tell_the_rest() -> None:
    known, _ = read(
        page(
            f"<div><p>{FIRST}</p><p>{SECOND}</p></div>",
            "<meta property='og:title' content='Bão số 12 suy yếu - VnExpress'><meta property='og:url' content='https://vnexpress.net/bao-1.html'>"
            "<meta name=author content='Minh Anh'><meta property='article:published_time' content='2025-10-25T06:00:00+0700'>",
        ),
        "a.html",
    )
    assert (known.title, known.source, known.published) == ("Bão số 12 suy yếu", "VnExpress", "2025-10-25")


def test_broken_linked_data_is_passed_over() -> None:
    known, blocks = read(
        page(
            f"<article><h1>Bão số 12 suy yếu</h1><p>{FIRST}</p></article>",
            '<script type="application/ld+json">{"@type": </script>',
        ),
        "a.html",
    )
    assert known.title == "Bão số 12 suy yếu"
    assert blocks == [("paragraph", FIRST)]


def test_line_breaks_part_paragraphs_of_old_pages() -> None:
    _, blocks = read(
        page(f"<div id=content><b>Bão số 12 suy yếu</b><br><br>{FIRST}<br><br>{SECOND}<br/>{THIRD}</div>"),
        "a.htm",
    )
    assert [text for _, text in blocks][-3:] == [FIRST, SECOND, THIRD]


def test_hidden_text_and_scripts_are_not_read() -> None:
    _, blocks = read(
        page(
            f"<article><h1>Bão số 12 suy yếu</h1><p>{FIRST}</p><p style='display:none'>{SECOND}</p><script>var a;</script><p hidden>x</p></article>"
        ),
        "a.html",
    )
    assert blocks == [("paragraph", FIRST)]


def test_xhtml_with_an_xml_declaration_is_read() -> None:
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi"><head><title>Bão số 12 suy yếu</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>'
    )
    article = article_of(text, "a.xhtml")
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert (article.format, article.metadata.title) == ("application/xhtml+xml", "Bão số 12 suy yếu")


def test_a_page_with_the_wrong_suffix_is_known_by_its_content() -> None:
    article = article_of(page(f"<article><h1>Bão số 12 suy yếu</h1><p>{FIRST}</p></article>"), "a.txt")
    assert article.format == "text/html"
    assert article.text == FIRST


def test_a_deep_page_is_read() -> None:
    _, blocks = read(page("<div>" * 240 + f"<p>{FIRST}</p>" + "</div>" * 240), "a.html")
    assert blocks == [("paragraph", FIRST)]


def test_a_page_deeper_than_any_parser_goes_is_refused_and_does_not_overflow() -> None:
    with pytest.raises(UnreadableFileError):
        read(page("<div>" * 5000 + f"<p>{FIRST}</p>" + "</div>" * 5000), "a.html")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an importer reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = "<link rel=canonical href='https://vnexpress.net/1'><link rel=stylesheet href='https://vnexpress.net/a.css'>"
    body = f"<article><h1>Bão số 12 suy yếu</h1><img src='https://vnexpress.net/1.jpg'><p>{FIRST}</p><iframe src='https://vnexpress.net'></iframe></article>"
    _, blocks = read(page(body, head), "a.html")
    assert blocks == [("paragraph", FIRST)]


def test_a_lead_above_the_text_bold_headings_and_boxes_of_links() -> None:
    lead = "Mưa lớn suốt đêm khiến nhiều tuyến đường ở trung tâm thành phố ngập sâu, học sinh được nghỉ học."
    known, blocks = read(
        page(
            f"<div class=main><h1>Bão số 12 gây ngập nặng ở Huế</h1><a class=author-name href='/t'>NHẬT LINH</a><h2 class=detail-sapo>{lead}</h2>"
            f"<div class=cmain><div class=body><figure><img src='https://a.vn/zoom/1.jpg'><figcaption><p>Đường ngập sâu - Ảnh: NHẬT LINH</p></figcaption></figure>"
            f"<p>{FIRST}</p><div type=RelatedOneNews><a href='/2'>Huế cho nghỉ học</a><a href='/2'>Sở thông báo cho toàn bộ học sinh nghỉ học.</a></div>"
            f"<p><b>Nhiều nơi bị cô lập</b></p><p>{SECOND}</p><p><a href='/x'>{THIRD}</a></p></div></div></div>",
            "<title>Bão số 12 gây ngập nặng ở Huế - Tuổi Trẻ Online</title>",
        ),
        "a.html",
    )
    assert blocks == [
        ("paragraph", lead),
        ("caption", "Đường ngập sâu"),
        ("credit", "Ảnh: NHẬT LINH"),
        ("paragraph", FIRST),
        ("heading", "Nhiều nơi bị cô lập"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]
    assert (known.title, known.source, known.authors) == (
        "Bão số 12 gây ngập nặng ở Huế",
        "Tuổi Trẻ",
        ("Nhật Linh",),
    )


def test_a_figure_that_names_its_agency_beside_the_caption() -> None:
    _, blocks = read(
        page(
            "<main><article><h1>Floods hit the coast</h1><div><time datetime='2025-10-25'>25 October 2025</time><span>Paul Grey</span></div>"
            "<figure><img src='https://a.uk/1.jpg'><span>Getty Images</span><figcaption>A man rows through a flooded street</figcaption></figure>"
            f"<p>{FIRST}</p><p>{SECOND}</p><div data-component=tags><a href='/t'>Coast</a></div></article></main>"
        ),
        "a.html",
    )
    assert blocks == [
        ("credit", "Getty Images"),
        ("caption", "A man rows through a flooded street"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
    ]
