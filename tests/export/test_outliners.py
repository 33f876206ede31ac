"""Markdown for Obsidian and Logseq: their properties, addresses and tags, and still CommonMark."""

from __future__ import annotations

import re
import uuid

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export import ExportItem, render
from reader.export.obsidian import tag_name
from reader.i18n import Translator
from reader.text.normalise import clean
from tests.export.conftest import article, highlight
from tests.export.test_markdown import quotations, quotes

ENGLISH = Translator("en")
COMMONMARK = MarkdownIt("commonmark")


def _text(fmt: str, *items: ExportItem) -> str:
    made = render(fmt, items, ENGLISH)
    assert isinstance(made, str)
    return made


def _parts(note: str) -> tuple[dict[str, object], str]:
    """The properties of a note, by a YAML parser, and what follows them."""
    found = re.match(r"---\n(.*?\n)---\n(.*)", note, re.DOTALL)
    assert found
    return yaml.safe_load(found[1]), found[2]


@given(st.text(), st.lists(st.text(), max_size=2), st.text())
@example("a: b\n---\n# c", ["- x", "'\"\\"], "{}: &a *b !c %d @e `f")
@example("\x85\u2028\ufeff\x7f", ["\ud800"], "yes")
def test_a_yaml_parser_gives_the_properties_back(title: str, authors: list[str], source: str):
    made = article(title=title, authors=tuple(authors), source=source)
    properties, _ = _parts(_text("obsidian", ExportItem(made, (highlight("x"),))))
    assert properties["title"] == (" ".join(clean(title).split()) or "lu.txt")
    assert properties["docbao"] == "docbao://article/7"
    assert properties["tags"] == ["lũ", "thời-tiết"]


@given(quotes)
def test_obsidians_quotations_read_as_the_text_that_was_marked(quote: str):
    _, body = _parts(_text("obsidian", ExportItem(article(), (highlight(quote, "*xem*"),))))
    assert quotations(body, COMMONMARK) == [quote.strip("\n")]


def test_every_highlight_has_an_address_of_its_own_in_obsidian():
    marks = (highlight("a", id_="đầu tiên"), highlight("b", id_="u ti n"), highlight("c", id_="—"))
    _, body = _parts(_text("obsidian", ExportItem(article(), marks)))
    ids = re.findall(r"^\^(.+)$", body, re.MULTILINE)
    assert len(set(ids)) == 3
    assert all(re.fullmatch("[A-Za-z0-9-]+", each) for each in ids)


def test_tags_are_words_in_obsidian():
    assert [tag_name(tag) for tag in ("số liệu", "2025", "a/b", "C#", " x, y ")] == [
        "số-liệu", "_2025", "a/b", "C", "x-y",
    ]  # fmt: skip
    item = ExportItem(article(), (highlight("x", tags=("số liệu",)),))
    properties, body = _parts(_text("obsidian", item))
    assert "số-liệu" in properties["tags"]  # type: ignore[operator]
    assert " #số-liệu" in body


def test_several_articles_share_one_note():
    item = ExportItem(article(), (highlight("x"),))
    properties, body = _parts(_text("obsidian", item, item))
    assert properties["articles"] == ["Lũ trên sông Hồng"] * 2
    assert body.count("\n## ") == 2


@given(quotes)
def test_logseqs_blocks_hold_the_quotation(quote: str):
    page = _text("logseq", ExportItem(article(), (highlight(quote, "xem"),)))
    outline = page.split("\n\n", 1)[1]
    nested = [token for token in COMMONMARK.parse(outline) if token.type == "blockquote_open"]
    assert len(nested) == 1
    assert {token.type for token in COMMONMARK.parse(outline) if token.level == 0} == {
        "bullet_list_open", "bullet_list_close",
    }  # fmt: skip


def test_logseqs_blocks_have_properties_and_a_steady_id():
    item = ExportItem(
        article(authors=("Minh Anh",)), (highlight("nước\n\nlên", "một\nhai", tags=("số liệu",)),)
    )
    page = _text("logseq", item)
    assert page.startswith("title:: Lũ trên sông Hồng\nauthor:: [[Minh Anh]]\n")
    found = re.search(
        r"\n  - id:: (\S+)\n    color:: Yellow\n    created:: 2025-11-02\n    tags:: số liệu\n"
        r"    docbao:: docbao://article/7#h1\n    > nước\n    >\n    > lên\n    - một\n      hai\n",
        page,
    )
    assert found
    assert str(uuid.UUID(found[1])) == found[1]
    assert page == _text("logseq", item)
