"""An invented article with everything in it, and a page that shows it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.models import (
    Article,
    Block,
    BlockKind,
    Color,
    EntityType,
    Highlight,
    Inline,
    InlineKind,
    Mention,
    Metadata,
    Selector,
)
from reader.ui.fonts import FontFamilies, load_fonts
from reader.ui.page.reader_view import ReaderView

LONG = (
    "Mưa rơi trên mái ngói cũ của phòng đọc, và những người thủ thư vẫn lặng lẽ xếp từng chồng báo lên giá. "
    "Họ đếm, họ ghi, họ buộc dây, rồi lại đếm một lần nữa cho đến khi đèn tắt. "
) * 4
PARTS = (
    (BlockKind.PARAGRAPH, 0, "Sáng 3/5, Thư viện Sông Hàn 😀 ở Đà Nẵng đón ông Trần Quốc Bảo và đoàn khách."),
    (BlockKind.CAPTION, 0, "Ông Trần Quốc Bảo bên giá sách."),
    (BlockKind.CREDIT, 0, "Ảnh: Minh Đức"),
    (BlockKind.HEADING, 2, "Một ngày mưa"),
    (BlockKind.PARAGRAPH, 0, LONG.strip()),
    (BlockKind.QUOTE, 0, "Sách còn thì người còn."),
    (BlockKind.LIST_ITEM, 1, "mở lớp tập huấn"),
    (BlockKind.LIST_ITEM, 1, "- in danh mục"),
    (BlockKind.TABLE_ROW, 0, "Năm | Lượt đọc"),
    (BlockKind.TABLE_ROW, 0, "2024 | 562.300"),
    (BlockKind.CODE, 0, "docbao import sach/\ndocbao reindex"),
    *((BlockKind.PARAGRAPH, 0, f"Đoạn {number}. {LONG.strip()}") for number in range(8)),
    (BlockKind.PARAGRAPH, 0, "Chiều 3/5, Trần Quốc Bảo 👩‍💻 rời Đà Nẵng. Thư viện đóng cửa."),
)


def find(article: Article, words: str, number: int = 0) -> tuple[int, int]:
    """The stretch of the nth occurrence of ``words``, in code points."""
    at = -1
    for _ in range(number + 1):
        at = article.text.index(words, at + 1)
    return at, at + len(words)


def mention(article: Article, words: str, kind: EntityType, number: int = 0) -> Mention:
    start, end = find(article, words, number)
    return Mention(start, end, words, kind, words)


def highlight(
    article: Article, words: str, color: Color = Color.YELLOW, note: str = "", number: int = 0
) -> Highlight:
    start, end = find(article, words, number)
    return Highlight(
        f"h-{color}-{start}",
        1,
        Selector(words, "", "", start, end),
        color,
        note,
        created="2025-10-26T08:00:00",
    )


def picture(view: ReaderView) -> QImage:
    return view.viewport().grab().toImage()


def colours_in(image: QImage, box: QRect) -> set[str]:
    box = box.intersected(image.rect())
    return {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    }


def box_of(view: ReaderView, start: int, end: int) -> QRect:
    """The box of a one-line stretch, in the viewport."""
    assert view.page is not None
    piece = next(view.page.positions.pieces(start, end))
    block = view.document().findBlockByNumber(piece.block)
    box = view.geometry_of_text.boxes(block, piece)[0].band()
    return box.toAlignedRect().translated(0, -view.verticalScrollBar().value())


def middle(view: ReaderView, start: int, end: int) -> QPoint:
    return box_of(view, start, end).center()


@pytest.fixture
def article() -> Article:
    text, blocks = "", []
    for kind, level, words in PARTS:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words), level))
        text += words
    made = Article(
        Metadata(
            "Một ngày ở thư viện", authors=("Minh Đức",), source="Báo Mẫu", section="Văn hóa",
            published="2025-05-03", language="vi",
        ),
        text, tuple(blocks), id=1, words=900,
    )  # fmt: skip
    link = Inline(InlineKind.LINK, *find(made, "đoàn khách"), "https://example.org/khach")
    strong = Inline(InlineKind.STRONG, *find(made, "lặng lẽ"))
    slanted = Inline(InlineKind.EMPHASIS, *find(made, "lẽ xếp"))
    code = Inline(InlineKind.CODE, *find(made, "giá sách"))
    return Article(made.metadata, text, tuple(blocks), (link, strong, slanted, code), id=1, words=900)


@pytest.fixture
def mentions(article: Article) -> list[Mention]:
    return [
        mention(article, "Thư viện Sông Hàn", EntityType.ORG),
        mention(article, "Đà Nẵng", EntityType.LOC),
        mention(article, "Trần Quốc Bảo", EntityType.PER),
        mention(article, "3/5", EntityType.DATE),
        mention(article, "Trần Quốc Bảo", EntityType.PER, 1),
        mention(article, "Trần Quốc Bảo", EntityType.PER, 2),
        mention(article, "Đà Nẵng", EntityType.LOC, 1),
    ]


@pytest.fixture
def fonts(qapp: QApplication) -> FontFamilies:
    return load_fonts()


@pytest.fixture
def view(qtbot: QtBot, fonts: FontFamilies) -> Iterator[ReaderView]:
    """An empty page of 1000 by 700 pixels."""
    made = ReaderView(Translator("en"), fonts)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def page(view: ReaderView, article: Article, mentions: list[Mention]) -> ReaderView:
    """The page with the article and its mentions."""
    view.show_article(article, mentions)
    return view
