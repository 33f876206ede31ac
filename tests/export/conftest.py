"""Articles and highlights to export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reader.export import ExportItem, Options, render
from reader.i18n import Translator
from reader.models import Article, Block, BlockKind, Color, Highlight, Metadata, Selector

TEXT = "Sông Hồng dâng cao.\n\nNước lên 2 m; người dân sơ tán."


def highlight(
    exact: str,
    note: str = "",
    *,
    start: int = 0,
    color: Color = Color.YELLOW,
    id_: str = "h1",
    **changes: object,
) -> Highlight:
    """A highlight of article 7."""
    made = Highlight(
        id=id_,
        article_id=7,
        selector=Selector(exact, "trước ", " sau", start, start + len(exact)),
        color=color,
        note=note,
        created="2025-11-02T08:15:00Z",
        modified="2025-11-03T09:00:00Z",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def article(note_: object = "", **metadata: object) -> Article:
    """Article 7, with the metadata that the test cares about."""
    known: dict[str, object] = {"title": "Lũ trên sông Hồng", "language": "vi"}
    return Article(
        metadata=Metadata(**(known | metadata)),  # type: ignore[arg-type]
        text=TEXT,
        blocks=(Block(BlockKind.PARAGRAPH, 0, 19), Block(BlockKind.PARAGRAPH, 21, len(TEXT))),
        id=7,
        sha256="ab" * 32,
        original_name="lu.txt",
        added="2025-11-01T10:00:00Z",
        words=11,
        tags=("lũ", "thời tiết"),
        note=str(note_),
    )


def render_text(
    fmt: str,
    items: Sequence[ExportItem],
    translator: Translator,
    options: Options | None = None,
    *,
    keep_empty: bool = False,
) -> str:
    """Render a format that is text."""
    made = render(fmt, items, translator, options, keep_empty=keep_empty)
    assert isinstance(made, str)
    return made


@pytest.fixture
def english() -> Translator:
    return Translator("en")


@pytest.fixture
def item() -> ExportItem:
    """Two highlights, the later one first."""
    return ExportItem(
        article(
            authors=("Minh Anh", "Lê Bình"),
            source="Báo Sông",
            published="2025-10-25",
            url="https://song.example/lu",
        ),
        (
            highlight("người dân sơ tán", "Bao nhiêu?", start=35, color=Color.RED, id_="sau"),
            highlight("Sông Hồng dâng cao", start=0, id_="đầu tiên"),
        ),
    )
