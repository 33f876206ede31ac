"""The Markdown export, read back by a CommonMark parser."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.export import ExportItem
from reader.i18n import Translator
from reader.text.normalise import clean
from tests.export.conftest import article, highlight, render_text

PARSERS = [MarkdownIt("commonmark"), MarkdownIt("js-default")]

markdownish = st.text(st.sampled_from("-+*_#>`~=|[]()<>!&;\\:.^$% \n10ađ\t"), max_size=40)
quotes = (st.text(max_size=60) | markdownish).map(clean).filter(str.strip)


def plain(inline: Token) -> str:
    """The text of an inline token; anything but text and hard breaks is told by its name."""
    pieces = {"text": lambda t: t.content, "text_special": lambda t: t.content, "hardbreak": lambda t: "\n"}
    return "".join(pieces.get(t.type, lambda t: f"<{t.type}>")(t) for t in inline.children or [])


def quotations(markdown: str, parser: MarkdownIt) -> list[str]:
    """The texts of the block quotations at the outermost level."""
    found: list[list[str]] = []
    depth = 0
    for token in parser.parse(markdown):
        if token.type == "blockquote_open" and token.level == 0:
            found.append([])
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if depth and token.level == 2 and token.type == "inline":
            found[-1].append(plain(token))
        elif depth and token.nesting == 0 and token.type != "inline":
            found[-1].append(f"<{token.type}>")
    return ["\n\n".join(paragraphs) for paragraphs in found]


@pytest.mark.parametrize("parser", PARSERS, ids=["commonmark", "tables"])
@given(quotes)
@example("1. một\n- hai\n===\n# ba\n    bốn")
@example("a | b\n--- | ---\n\n```\n<b>&amp;</b>\n[x]: y")
@example("cuối dòng\\\n\\")
def test_a_quotation_reads_as_the_text_that_was_marked(parser: MarkdownIt, quote: str):
    markdown = render_text("markdown", [ExportItem(article(), (highlight(quote),))], Translator("en"))
    assert quotations(markdown, parser) == [quote.strip("\n")]


@given(st.text() | markdownish)
@example("```\nnever closed")
@example("<!-- never closed")
@example("# heading\n\n> quote")
@example("- -")
@example("* * *")
def test_no_note_reaches_beyond_its_place(note: str):
    items = [ExportItem(article(), (highlight("một", note, id_="a"), highlight("hai", start=9, id_="b")))]
    markdown = render_text("markdown", items, Translator("en"))
    assert quotations(markdown, PARSERS[0]) == ["một", "hai"]
    outer = [token.type for token in PARSERS[0].parse(markdown) if token.level == 0 and token.nesting >= 0]
    assert outer.count("heading_open") == 1
    assert outer.count("bullet_list_open") == bool(note.strip())
    assert "hr" not in outer


def test_a_note_keeps_its_own_markdown(english: Translator):
    items = [ExportItem(article(), (highlight("một", "**Xem lại**\n\n- nguồn"),))]
    assert "- **Xem lại**\n\n  - nguồn\n" in render_text("markdown", items, english)


def test_plain_text_is_not_littered_with_escapes(english: Translator):
    quote = "Giá 1.000 đồng (tăng 2,5%) - theo ông A. & B: “đúng!”; xem Q&A, C# và 20/11."
    markdown = render_text("markdown", [ExportItem(article(), (highlight(quote),))], english)
    assert f"> {quote.replace('Q&A', 'Q' + chr(92) + '&A')}\n" in markdown


def test_a_single_article_is_the_document_and_several_are_its_parts(item: ExportItem, english: Translator):
    assert render_text("markdown", [item], english).startswith("# Lũ trên sông Hồng\n\nMinh Anh")
    several = render_text("markdown", [item, item], english)
    assert several.startswith("# Highlights and notes\n\n## Lũ trên sông Hồng\n\n")
