"""Invented articles, mentions and highlights, and the widgets' common arguments."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from reader.i18n import Translator
from reader.models import Article, Color, EntityType, Highlight, Mention, Metadata, Selector
from reader.ui.fonts import FontFamilies, load_fonts
from reader.ui.theme import Theme, themes

Marker = Callable[..., Highlight]


@pytest.fixture
def translator() -> Translator:
    return Translator("en")


@pytest.fixture
def theme() -> Theme:
    return themes["light"]


@pytest.fixture
def fonts(qapp: QApplication) -> FontFamilies:
    return load_fonts()


def mention(name: str, kind: EntityType, start: int, text: str = "") -> Mention:
    return Mention(start, start + len(text or name), text or name, kind, name)


@pytest.fixture
def mentions() -> list[Mention]:
    return [
        mention("Bộ Công an", EntityType.ORG, 10),
        mention("Lan Anh", EntityType.PER, 20),
        mention("Lương Tam Quang", EntityType.PER, 40),
        mention("Lương Tam Quang", EntityType.PER, 90, "ông Quang"),
        mention("Lương Tam Quang", EntityType.PER, 140),
        mention("Đà Nẵng", EntityType.LOC, 200),
    ]


@pytest.fixture
def mark() -> Marker:
    def make(
        id_: str, quote: str = "đoạn trích", note: str = "", start: int = 0, *, orphan: bool = False
    ) -> Highlight:
        selector = Selector(quote, "", "", start, start + len(quote))
        return Highlight(id_, 1, selector, Color.YELLOW, note, "2025-10-26T08:00:00+00:00", orphan=orphan)

    return make


@pytest.fixture
def article() -> Article:
    known = Metadata(
        "Bộ trưởng tiếp một tập đoàn",
        title_derived=True,
        authors=("Minh Đức", "Lan Anh"),
        source="Tiền Phong",
        section="Chính trị",
        published="2025-10-25T08:30:00+07:00",
        language="vi",
        url="https://example.org/bai",
    )
    return Article(
        known, "một hai ba", (), id=1, words=812, original_name="bai.html", format="text/html",
        added="2025-10-26T01:02:03+00:00", tags=("ngoại giao", "an ninh"),
    )  # fmt: skip
