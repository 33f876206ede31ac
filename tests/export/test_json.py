"""The JSON export."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reader.export import ExportItem
from reader.i18n import Translator
from tests.export.conftest import article, highlight, render_text


@given(st.text(), st.text(), st.text())
def test_any_text_comes_back_as_it_was(quote: str, note: str, title: str):
    items = [ExportItem(article(title=title), (highlight(quote, note),))]
    found = json.loads(render_text("json", items, Translator("en")).encode())["articles"][0]
    assert found["title"] == title
    assert found["highlights"][0]["note"] == note
    assert found["highlights"][0]["selectors"][0]["exact"] == quote


def test_the_document_keeps_to_its_schema(item: ExportItem, english: Translator):
    document = json.loads(render_text("json", [item], english))
    assert (document["format"], document["version"]) == ("docbao", 2)
    found = document["articles"][0]
    assert {
        key: found[key] for key in ("id", "link", "sha256", "published", "language", "tags", "title_derived")
    } == {
        "id": 7,
        "link": "docbao://article/7",
        "sha256": "ab" * 32,
        "published": "2025-10-25",
        "language": "vi",
        "tags": ["lũ", "thời tiết"],
        "title_derived": False,
    }
    assert found["highlights"][1] == {
        "id": "sau",
        "link": "docbao://article/7#sau",
        "color": "red",
        "color_name": "Red",
        "style": "fill",
        "starred": False,
        "tags": [],
        "note": "Bao nhiêu?",
        "created": "2025-11-02T08:15:00Z",
        "modified": "2025-11-03T09:00:00Z",
        "orphan": False,
        "kept": False,
        "text_version": 0,
        "selectors": [
            {"type": "TextQuoteSelector", "exact": "người dân sơ tán", "prefix": "trước ", "suffix": " sau"},
            {"type": "TextPositionSelector", "start": 35, "end": 51},
        ],
    }
