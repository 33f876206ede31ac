# ruff: noqa: E501 - the lines of sample articles are long
from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import UnreadableFileError
from reader.importers import load_bytes
from reader.models import Article, BlockKind

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.xhtml", "a", "bài.TXT"])
# Pieces that the importers have rules for, in any order: what no author would write, but a file may hold.
PIECES = st.sampled_from(
    [
        "Minh Đức", "TPO - ", "(Docbao) - ", "Ảnh: ", "* ", "- ", "1. ", "> ", "# ", "**", "\n", "\n\n", " ", "\t", "  ",
        "25/10/2025 07:15", "Hotline: 0865015015", "Tin liên quan", "Xem thêm: ", "Bình luận (3)", "a.jpg", "Theo TTXVN",
        "Từ khóa: a, b", ">> ", "|", "---\n", "title: x\n", "```\n", "[a](b)", "![c](d.png)", "<p>", "</p>", "<table><tr><td>",
        "<br>", "<figure><img src='a.jpg'><figcaption>", "<ul><li>", "</", "&#769;", "\u0301", "\u0300", "\ufdd0", "\x00", "\u200b",
        "Chiều 25/10, tại Hà Nội, hội nghị khai mạc với sự tham dự của nhiều đại biểu trong và ngoài nước.", "ГОД", "the end",
        "ХАНОЙ, 26 окт — РИА Новости. ", "By John Smith", "Reporting by A B; Editing by C D", "./.", "(TTXVN/Vietnam+)", "«", "»",
    ]
)  # fmt: skip


def check(article: Article) -> None:
    assert article.words > 0
    assert article.metadata.title
    assert unicodedata.is_normalized("NFC", article.text)
    assert article.blocks
    assert article.blocks[0].start == 0
    assert article.blocks[-1].end == len(article.text)
    for before, after in pairwise(article.blocks):
        assert article.text[before.end : after.start] == "\n\n"
    for block in article.blocks:
        text = article.text[block.start : block.end]
        assert text
        assert text == text.strip(" ")
        assert block.kind is BlockKind.CODE or "\n" not in text
    for mark in article.inlines:
        assert any(block.start <= mark.start < mark.end <= block.end for block in article.blocks)


def check_loading(data: bytes, name: str) -> None:
    """Load ``data``; only the one error may be raised."""
    try:
        article = load_bytes(data, name).article
    except UnreadableFileError:
        return
    check(article)


@given(data=st.binary(max_size=400), name=NAMES)
def test_any_bytes_become_a_sound_article_or_one_clear_error(data: bytes, name: str) -> None:
    check_loading(data, name)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pieces=st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40), name=NAMES)
def test_any_mixture_of_known_pieces_becomes_a_sound_article(pieces: list[str], name: str) -> None:
    data = "".join(pieces).encode("utf-8", "replace")
    check_loading(data, name)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_the_same_bytes_give_the_same_article(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    try:
        first = load_bytes(data, "a.txt")
    except UnreadableFileError:
        return
    assert load_bytes(data, "a.txt") == first
