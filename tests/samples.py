"""Articles made for tests: small, invented, without files."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from reader.models import Article, Block, BlockKind, Metadata, Original

TEXT = (
    "Sáng 3/6, đoàn tàu đầu tiên rời ga Sông Lam.\n\n"
    "Bà Trần Thu Nguyệt, giám đốc Công ty Đường sắt Sông Lam, cho biết tàu chạy đúng giờ.\n\n"
    "Đoàn tàu có sáu toa."
)


def article(text: str = TEXT, title: str = "Đoàn tàu đầu tiên", **changes: object) -> Article:
    """Return an article whose blocks are the paragraphs of ``text``."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(paragraph)))
        at += len(paragraph) + 2
    metadata = Metadata(
        title=title, authors=("Minh Anh",), source="Docbao", published="2025-10-25", language="vi"
    )
    made = Article(
        metadata=metadata,
        text=text,
        blocks=tuple(blocks),
        sha256=hashlib.sha256((title + text).encode()).hexdigest(),
        original_name="tau.txt",
        added="2026-01-02T03:04:05.678+00:00",
        words=len(text.split()),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def original(name: str = "tau.txt") -> Original:
    """Return a file as it came."""
    return Original(data="Đoàn tàu\r\n".encode("utf-16"), name=name)


TRAIN = """Đoàn tàu đầu tiên

Minh Anh

Sáng 3/6/2026, đoàn tàu đầu tiên rời ga Sông Lam. Ông Lương Văn Tám, giám đốc Công ty Đường sắt Sông Lam, \
cho biết tàu chạy đúng giờ.

Đoàn tàu có sáu toa và chạy hai chuyến mỗi ngày.
"""
BRIDGE = """# Cây cầu mới

Thành phố Huế khánh thành cây cầu mới sau hai năm xây dựng, sớm hơn dự kiến.
"""
RUSSIAN = """Новый мост

В городе открыли новый мост через реку. Движение началось утром в понедельник.
"""
FILES = {"tau.txt": TRAIN, "cau.md": BRIDGE, "ru.txt": RUSSIAN}
