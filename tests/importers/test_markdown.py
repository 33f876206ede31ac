# ruff: noqa: E501 - the lines of sample articles are long
from __future__ import annotations

from reader.models import Article, InlineKind
from tests.importers.reading import article_of, read

PARAGRAPH = "Sáng nay, bão số 12 đi vào đất liền các tỉnh miền Trung và suy yếu thành áp thấp nhiệt đới."


def marks(article: Article) -> list[tuple[InlineKind, str, str]]:
    return [(mark.kind, article.text[mark.start : mark.end], mark.target) for mark in article.inlines]


def test_front_matter_is_metadata() -> None:
    known, blocks = read(
        '---\ntitle: "Bão: những điều cần biết"\nauthors: [Minh Anh, Thu Hà]\nsource: tuoitre.vn\nsection: Thời sự\n'
        "date: 2025-10-25\nlanguage: vi-VN\nurl: https://tuoitre.vn/bao.html\ntags:\n  - bão\n  - lũ\n---\n\n"
        f"# Bão: những điều cần biết\n\n{PARAGRAPH}\n",
        "a.md",
    )
    assert blocks == [("paragraph", PARAGRAPH)]
    assert (known.title, known.title_derived) == ("Bão: những điều cần biết", False)
    assert known.authors == ("Minh Anh", "Thu Hà")
    assert (known.source, known.section, known.published) == ("Tuổi Trẻ", "Thời sự", "2025-10-25")
    assert (known.language, known.url) == ("vi", "https://tuoitre.vn/bao.html")


def test_tags_of_the_front_matter_are_the_readers_tags() -> None:
    assert article_of(f"---\ntitle: Bão\ntags:\n  - lũ\n  - bão\n---\n{PARAGRAPH}\n", "a.md").tags == (
        "bão",
        "lũ",
    )
    assert article_of(f"---\ntitle: Bão\ntags: [lũ, bão]\n---\n{PARAGRAPH}\n", "a.md").tags == ("bão", "lũ")


def test_a_partial_date_of_the_front_matter_is_kept() -> None:
    known, _ = read(f"---\ntitle: Bão\ndate: 2025-10\n---\n{PARAGRAPH}\n", "a.md")
    assert known.published == "2025-10"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    _, blocks = read(f"---\n\n{PARAGRAPH}\n\n---\n\n{PARAGRAPH}\n", "a.md")
    assert blocks == [("paragraph", PARAGRAPH), ("paragraph", PARAGRAPH)]


def test_the_leading_heading_is_the_title_and_no_block() -> None:
    known, blocks = read(f"# Bão suy yếu\n\n{PARAGRAPH}\n\n## Thiệt hại\n\n{PARAGRAPH}\n", "a.md")
    assert (known.title, known.title_derived) == ("Bão suy yếu", False)
    assert blocks == [("paragraph", PARAGRAPH), ("heading", "Thiệt hại"), ("paragraph", PARAGRAPH)]


def test_lists_quotes_code_and_tables_are_what_they_are() -> None:
    article = article_of(
        f"{PARAGRAPH}\n\n- một\n- hai\n  - ba\n\n> Lời trích.\n\n```python\nfor x in y:\n    print(x)\n```\n\n"
        "| Tỉnh | Mưa |\n|---|---|\n| Huế | 1.500 mm |\n",
        "a.md",
    )
    assert [(str(b.kind), b.level, article.text[b.start : b.end]) for b in article.blocks] == [
        ("paragraph", 0, PARAGRAPH),
        ("list_item", 1, "một"),
        ("list_item", 1, "hai"),
        ("list_item", 2, "ba"),
        ("quote", 0, "Lời trích."),
        ("code", 0, "for x in y:\nprint(x)"),
        ("table_row", 0, "Tỉnh | Mưa"),
        ("table_row", 0, "Huế | 1.500 mm"),
    ]


def test_emphasis_code_and_links_are_inlines_at_their_place() -> None:
    article = article_of(
        f"# Bão\n\n{PARAGRAPH}\n\nĐọc *The Tale of Kieu*, **bản mới**, `mã` và [trang này](https://a.vn/b?c=d).\n",
        "a.md",
    )
    assert marks(article) == [
        (InlineKind.EMPHASIS, "The Tale of Kieu", ""),
        (InlineKind.STRONG, "bản mới", ""),
        (InlineKind.CODE, "mã", ""),
        (InlineKind.LINK, "trang này", "https://a.vn/b?c=d"),
    ]


def test_inlines_move_along_when_the_source_tag_is_taken_off() -> None:
    article = article_of(f"# Bão\n\n**(Docbao) -** **Sáng nay**, {PARAGRAPH}\n", "a.md")
    assert article.metadata.source == "Docbao"
    assert marks(article) == [(InlineKind.STRONG, "Sáng nay", "")]
    assert article.text.startswith("Sáng nay, ")


def test_pictures_give_captions() -> None:
    article = article_of(
        f"{PARAGRAPH}\n\n![Nước ngập ở Hội An. Ảnh: Thu Hà](a/b.jpg)\n\n{PARAGRAPH}\n\n![c.jpg](a/c.jpg)\n\n*Thuyền về bến.*\n\n"
        f'![x](d.jpg "Đường phố Huế.")\n\n{PARAGRAPH}\n',
        "a.md",
    )
    captions = [
        (str(b.kind), article.text[b.start : b.end], b.image) for b in article.blocks if b.kind != "paragraph"
    ]
    assert captions == [
        ("caption", "Nước ngập ở Hội An.", "a/b.jpg"),
        ("credit", "Ảnh: Thu Hà", ""),
        ("caption", "Thuyền về bến.", "a/c.jpg"),
        ("caption", "Đường phố Huế.", "d.jpg"),
    ]


def test_html_inside_markdown_is_read_and_scripts_are_not() -> None:
    _, blocks = read(
        f"{PARAGRAPH}\n\n<div><p>Trong <b>khung</b>.</p><script>alert(1)</script></div>\n\nMột<br>hai <span>ba</span>.\n",
        "a.md",
    )
    assert blocks == [("paragraph", PARAGRAPH), ("paragraph", "Trong khung."), ("paragraph", "Một hai ba.")]


def test_lines_of_a_paragraph_are_joined() -> None:
    _, blocks = read("Sáng nay, bão số 12\nđi vào đất liền  \nvà suy yếu.\n", "a.md")
    assert blocks == [("paragraph", "Sáng nay, bão số 12 đi vào đất liền và suy yếu.")]


def test_plain_text_with_front_matter_is_read_as_markdown() -> None:
    article = article_of(f"---\ntitle: Bão\nauthor: Minh Anh\n---\n{PARAGRAPH}\n")
    assert article.format == "text/markdown"
    assert article.metadata.title == "Bão"
