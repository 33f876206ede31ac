"""How an article is set."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo

from reader.i18n import Translator
from reader.models import Article, Block, BlockKind, Metadata
from reader.ui.fonts import FontFamilies
from reader.ui.page.document import (
    SetPage,
    byline,
    column_stops,
    kicker,
    needs_bullet,
    reading_minutes,
    set_page,
)
from reader.ui.page.typography import Styles, Tone, Typography, balanced_width

from .conftest import find


@pytest.fixture
def styles(fonts: FontFamilies) -> Styles:
    return Styles(Typography(), fonts)


@pytest.fixture
def laid(article: Article, styles: Styles) -> SetPage:
    return set_page(article, styles, Translator("en"))


def article_of(text: str, **known: object) -> Article:
    return Article(Metadata("T", **known), text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))  # type: ignore[arg-type]


def test_header_lines_come_first_and_are_no_part_of_the_text(laid: SetPage, article: Article) -> None:
    first = laid.document.begin()
    assert first.text() == "BÁO MẪU · VĂN HÓA"
    assert first.next().text() == article.metadata.title
    assert first.next().next().text().startswith("Minh Đức — May 3, 2025 · ")
    assert laid.positions.to_offset(0) == 0
    assert laid.document.findBlock(laid.positions.first_position).blockNumber() == 3


def test_every_block_of_the_article_is_a_block_of_the_document(laid: SetPage, article: Article) -> None:
    shown = [laid.document.findBlockByNumber(number).text() for number in laid.blocks]
    for block, text in zip(article.blocks, shown, strict=True):
        if block.kind not in {BlockKind.CODE, BlockKind.TABLE_ROW}:
            assert text == article.text[block.start : block.end]


def test_line_breaks_inside_a_block_do_not_end_it(laid: SetPage) -> None:
    code = next(number for number, block in laid.blocks.items() if block.kind is BlockKind.CODE)
    assert laid.document.findBlockByNumber(code).text() == "docbao import sach/\u2028docbao reindex"


def test_missing_metadata_leaves_no_gaps() -> None:
    bare = article_of("Chữ.")
    assert kicker(bare) == ""
    assert byline(bare, Translator("en")) == "1 minute to read"
    assert byline(article_of("Chữ.", authors=("A", "B")), Translator("en")) == "A, B · 1 minute to read"
    assert (
        byline(article_of("Chữ.", published="2025-10"), Translator("en")) == "October 2025 · 1 minute to read"
    )


def test_reading_time_counts_words_where_nobody_has() -> None:
    assert reading_minutes(article_of("một " * 1100)) == 5


def test_links_are_anchors_in_the_accent(laid: SetPage, article: Article) -> None:
    start, end = find(article, "đoàn khách")
    position = laid.positions.to_position(start)
    block = laid.document.findBlock(position)
    unit = position - block.position()
    targets = [p.format.anchorHref() for p in block.textFormats() if p.start <= unit < p.start + p.length]
    assert targets == ["https://example.org/khach"]
    accents = [(run.start, run.end) for run in laid.toned if run.tone is Tone.ACCENT]
    assert (position, laid.positions.to_position(end)) in accents


def test_overlapping_inlines_are_both_kept(laid: SetPage, article: Article) -> None:
    position = laid.positions.to_position(find(article, "lẽ xếp")[0])
    block = laid.document.findBlock(position)
    unit = position - block.position()
    font = next(p.format.font() for p in block.textFormats() if p.start <= unit < p.start + p.length)
    assert (font.weight(), font.italic()) == (600, True)


def test_voices_differ(styles: Styles) -> None:
    body, caption = styles.of(Block(BlockKind.PARAGRAPH, 0, 1)), styles.of(Block(BlockKind.CAPTION, 0, 1))
    title, heading = styles.title(), styles.of(Block(BlockKind.HEADING, 0, 1, 2))
    assert (
        title.font.pixelSize() > heading.font.pixelSize() > body.font.pixelSize() > caption.font.pixelSize()
    )
    assert QFontInfo(caption.font).family() != QFontInfo(body.font).family()
    assert caption.tone is Tone.SOFT
    assert styles.of(Block(BlockKind.QUOTE, 0, 1)).font.italic()


def test_a_credit_stands_close_to_its_caption(styles: Styles) -> None:
    caption = Block(BlockKind.CAPTION, 0, 1)
    assert styles.of(caption, BlockKind.CREDIT).bottom < styles.of(caption, BlockKind.PARAGRAPH).bottom


@pytest.mark.parametrize("width", [300, 420, 600])
def test_the_lines_of_a_title_are_evened_out_without_adding_one(styles: Styles, width: int) -> None:
    title, font = "Thư viện Sông Hàn mở phòng đọc số cho cả miền Trung và Tây Nguyên", styles.title().font
    narrower = balanced_width(title, font, width)
    assert narrower < width
    assert balanced_width(title, font, narrower) == pytest.approx(narrower, abs=2)


def test_a_title_of_one_line_keeps_its_width(styles: Styles) -> None:
    assert balanced_width("Ngắn", styles.title().font, 500) == 500


def test_values_out_of_range_are_brought_into_it() -> None:
    typography = Typography(size=99, spacing=0.1, measure=3)
    assert (typography.size, typography.spacing, typography.measure) == (32, 1.3, 50)


def test_the_measure_widens_the_column(fonts: FontFamilies) -> None:
    narrow, wide = (Styles(Typography(measure=m), fonts).column() for m in (50, 90))
    assert wide / narrow == pytest.approx(90 / 50, rel=0.01)


@pytest.mark.parametrize(
    ("text", "bullet"),
    [("một", True), ("- một", False), ("• một", False), ("12. một", False), ("a) một", False)],
)
def test_list_items_get_a_bullet_unless_they_bring_a_sign(text: str, bullet: bool) -> None:
    assert needs_bullet(Block(BlockKind.LIST_ITEM, 0, len(text), 1), text) is bullet


def test_table_columns_line_up(article: Article, styles: Styles) -> None:
    rows = [at for at, block in enumerate(article.blocks) if block.kind is BlockKind.TABLE_ROW]
    stops = column_stops(article, styles)
    assert set(stops) == set(rows)
    assert stops[rows[0]] == stops[rows[1]]


def test_a_table_too_wide_for_the_column_is_left_as_text(styles: Styles) -> None:
    text = "ô rất dài " * 20 + " | " + "ô rất dài " * 20
    wide = Article(Metadata("T"), text, (Block(BlockKind.TABLE_ROW, 0, len(text)),))
    assert column_stops(wide, styles) == {}


def test_an_article_without_text_can_be_set(styles: Styles) -> None:
    empty = set_page(Article(Metadata("Tên"), "", ()), styles, Translator("en"))
    assert not empty.positions
    assert empty.document.begin().text() == "Tên"
