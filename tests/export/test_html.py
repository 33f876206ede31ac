"""The HTML export, read back by a parser."""

from __future__ import annotations

import re
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reader.export import ExportItem
from reader.i18n import Translator
from reader.text.normalise import clean
from tests.export.conftest import article, highlight, render_text


def select(page: html.HtmlElement, path: str) -> list[str]:
    """The strings that an XPath finds."""
    return [str(found) for found in cast("list[object]", page.xpath(path))]


def blocks(page: html.HtmlElement) -> list[str]:
    """The texts of the quotations, line breaks and paragraphs as line feeds."""
    for line_break in page.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return [
        "\n\n".join(p.text_content() for p in quote.iter("p"))
        for quote in page.findall(".//figure/blockquote")
    ]


@given(st.text().map(clean).filter(str.strip), st.text())
def test_a_quotation_reads_as_the_text_that_was_marked(quote: str, note: str):
    quote = re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "", quote).strip() or "x"
    text = render_text("html", [ExportItem(article(), (highlight(quote, note),))], Translator("en"))
    assert blocks(html.document_fromstring(text)) == [quote]


@pytest.mark.parametrize(
    "nasty",
    ["<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", '"><b>', "[x](javascript:alert(1))",
     "![x](https://tracker.example/p.png)", "\x00\x1b"],
)  # fmt: skip
def test_nothing_in_it_runs_or_fetches(nasty: str, english: Translator):
    metadata = {"title": nasty, "source": nasty, "url": nasty, "language": nasty, "authors": (nasty,)}
    page = html.document_fromstring(
        render_text("html", [ExportItem(article(**metadata), (highlight(nasty, nasty),))] * 2, english)
    )
    assert not list(page.iter("script", "img", "b", "link", "iframe"))
    attributes = [str(name) for element in page.iter() for name in element.attrib]
    assert not [name for name in attributes if name.startswith("on") or name == "src"]
    assert not [a for a in select(page, "//@href") if not a.startswith("docbao://") and nasty.startswith("[")]
    assert "default-src 'none'" in select(page, "//meta[@http-equiv]/@content")[0]


def test_the_page_says_which_language_each_text_is_in(item: ExportItem):
    page = html.document_fromstring(render_text("html", [item], Translator("ru")))
    assert page.get("lang") == "ru"
    assert select(page, "//blockquote/@lang") == ["vi", "vi"]
    assert select(page, "//h1/@lang") == ["vi"]


def test_an_unknown_language_is_not_claimed(english: Translator):
    page = html.document_fromstring(
        render_text("html", [ExportItem(article(language="und"), (highlight("x"),))], english)
    )
    assert select(page, "//blockquote/@lang") == []


def test_notes_are_rendered_and_the_address_is_a_link(item: ExportItem, english: Translator):
    item = ExportItem(item.article, (highlight("x", "**quan trọng**"),))
    page = html.document_fromstring(render_text("html", [item], english))
    assert select(page, "//div[@class='note']//strong/text()") == ["quan trọng"]
    assert select(page, "//a/@href") == ["https://song.example/lu", "docbao://article/7#h1"]
    assert select(page, "//figure/@class") == ["yellow"]
