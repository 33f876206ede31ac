"""The two real articles beside the checkout: their shape, without a word of theirs in the project."""

from __future__ import annotations

from pathlib import Path

from reader.importers import load
from reader.models import Article


def real(folder: Path, prefix: str) -> tuple[Article, str]:
    path = next(path for path in sorted(folder.iterdir()) if path.name.startswith(prefix))
    return load(path).article, path.read_text(encoding="utf-8")


def kinds(article: Article) -> list[str]:
    return [str(block.kind) for block in article.blocks]


def left_out(article: Article, raw: str) -> list[str]:
    """Return the tokens of the raw text, in order, that the article's text does not have."""
    kept = iter(article.text.split())
    ahead = next(kept, None)
    missing = []
    for token in raw.split():
        if token == ahead:
            ahead = next(kept, None)
        else:
            missing.append(token)
    assert ahead is None
    return missing


def test_the_scraped_page_with_a_header(real_articles: Path) -> None:
    article, raw = real(real_articles, "000_")
    known = article.metadata
    assert (known.source, known.published, known.authors) == ("Tiền Phong", "2025-10-25", ("Minh Đức",))
    assert (known.language, known.title_derived) == ("vi", True)
    assert known.title == "Đại tướng Lương Tam Quang đã tiếp ngài Kaspersky Evgeny Valentinovich"
    assert kinds(article) == [
        *["paragraph"] * 2, "caption", *["paragraph"] * 2, "caption", *["paragraph"] * 3,
    ]  # fmt: skip
    assert [block.image for block in article.blocks if block.image] == [
        line for line in raw.split("\n") if line.endswith(".png")
    ]
    frame = left_out(article, raw)
    header = raw.strip().split("\n")[0].split()
    assert frame == [
        *header,
        "Minh",
        "Đức",
        "TPO",
        "-",
        *[t for t in frame if t.endswith(".png")],
        "Minh",
        "Đức",
    ]


def test_the_scraped_interview_that_begins_with_a_caption(real_articles: Path) -> None:
    article, raw = real(real_articles, "003_")
    known = article.metadata
    assert (known.source, known.published, known.authors) == ("TTXVN", "", ())
    assert (known.language, known.title_derived) == ("vi", True)
    assert known.title == article.text[article.blocks[2].start : article.blocks[2].end]
    assert kinds(article) == ["caption", "credit", "heading", *["paragraph"] * 5]
    assert left_out(article, raw) == ["*"]
