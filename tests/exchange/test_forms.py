"""Files of notes as other programs write them, read."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.exchange import read
from reader.exchange.notes import color, date
from reader.export import ExportItem, Options
from reader.i18n import Translator
from reader.models import Color, Style
from tests.export.conftest import article, highlight, render_text

ENGLISH = Translator("en")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@given(
    st.text(min_size=1),
    st.text(),
    st.sampled_from(list(Color)),
    st.sampled_from(list(Style)),
    st.lists(st.text(min_size=1), max_size=3),
)
def test_our_own_json_gives_equal_highlights_back(
    exact: str, note: str, hue: Color, style: Style, tags: list[str]
):
    made = highlight(
        exact,
        note,
        color=hue,
        style=style,
        starred=True,
        tags=tuple(sorted(tags)),
        version=2,
        article_id=0,
    )
    notes = read(render_text("json", [ExportItem(article(), (made,))], ENGLISH).encode())
    assert notes.format == "Docbao"
    assert [each.highlight for each in notes.found] == [made]
    assert notes.found[0].clues.sha256 == article().sha256


def test_version_one_is_still_read():
    old = {
        "format": "docbao",
        "version": 1,
        "articles": [
            {
                "title": "Lũ",
                "sha256": "ab",
                "url": "",
                "highlights": [
                    {
                        "id": "h1",
                        "color": "green",
                        "note": "xem",
                        "created": "2025-01-01T00:00:00Z",
                        "modified": "2025-01-01T00:00:00Z",
                        "orphan": False,
                        "selectors": [
                            {"type": "TextQuoteSelector", "exact": "nước lên", "prefix": "", "suffix": ""},
                            {"type": "TextPositionSelector", "start": 3, "end": 11},
                        ],
                    }
                ],
            }
        ],
    }
    (found,) = read(_json(old)).found
    assert (found.highlight.id, found.highlight.color, found.highlight.style) == (
        "h1",
        Color.GREEN,
        Style.FILL,
    )


def test_a_damaged_record_of_ours_is_told_and_the_others_come_in():
    document = json.loads(
        render_text("json", [ExportItem(article(), (highlight("a"), highlight("b")))], ENGLISH)
    )
    document["articles"][0]["highlights"][0]["color"] = "ultraviolet"
    notes = read(_json(document))
    assert [each.number for each in notes.skipped] == [1]
    assert [each.number for each in notes.found] == [2]


def test_web_annotations_give_back_what_was_written():
    made = highlight(
        "Sông Hồng", "**xem**", color=Color.RED, style=Style.UNDERLINE, starred=True, tags=("lũ", "số liệu")
    )
    (found,) = read(render_text("webannotation", [ExportItem(article(), (made,))], ENGLISH).encode()).found
    got = found.highlight
    assert (got.id, got.selector, got.color, got.style) == (made.id, made.selector, made.color, made.style)
    assert (got.note, got.starred, got.tags) == (made.note, True, made.tags)
    assert found.clues.sha256 == article().sha256


def test_the_forms_that_the_annotation_model_allows_are_read():
    """Examples 1, 5, 23 and 44 of the specification, and a set as Thorium writes it."""
    plain = {"type": "Annotation", "bodyValue": "Hay", "target": "http://example.org/page1"}
    lone = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno23",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "ghi chú"},
        "target": {
            "source": "http://example.org/page1",
            "selector": {
                "type": "FragmentSelector",
                "value": "p1",
                "refinedBy": {"type": "TextQuoteSelector", "exact": "anotation", "prefix": "this is an "},
            },
        },
    }
    thorium = {
        "type": "AnnotationSet",
        "about": {"dc:title": "Lũ"},
        "items": [
            {
                "id": "urn:uuid:1",
                "type": "Annotation",
                "body": {"type": "TextualBody", "value": "x", "color": "#ff6666", "highlight": "underline"},
                "target": {"source": "a.xhtml", "selector": [{"type": "TextQuoteSelector", "exact": "nước"}]},
            }
        ],
    }
    note = read(_json(plain)).found[0]
    assert (note.highlight.note, note.highlight.selector.exact) == ("Hay", "")
    assert note.clues.urls == ("http://example.org/page1",)
    assert read(_json([plain, lone])).found[1].highlight.selector.exact == "anotation"
    (one,) = read(_json(thorium)).found
    assert (one.highlight.color, one.highlight.style, one.clues.title) == (Color.RED, Style.UNDERLINE, "Lũ")


HYPOTHESIS_ROW = {
    "id": "kX1",
    "created": "2025-11-01T08:15:00.334539+00:00",
    "updated": "2025-11-02T08:15:00.334539+00:00",
    "uri": "https://song.example/lu?utm_source=x",
    "text": "Xem lại",
    "tags": ["lũ"],
    "document": {"title": ["Lũ trên sông Hồng - Báo Sông"]},
    "target": [
        {
            "source": "https://song.example/lu",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 900, "end": 918},
                {"type": "TextQuoteSelector", "exact": "Sông Hồng dâng cao", "prefix": "", "suffix": "."},
            ],
        }
    ],
}


@pytest.mark.parametrize("wrap", [lambda row: {"total": 1, "rows": [row]}, lambda row: [row]])
def test_hypothesis_exports_are_read(wrap):
    notes = read(_json(wrap(HYPOTHESIS_ROW)))
    (found,) = notes.found
    assert notes.format == "Hypothesis"
    assert (found.highlight.id, found.highlight.note, found.highlight.tags) == (
        "hypothesis-kX1",
        "Xem lại",
        ("lũ",),
    )
    assert found.highlight.selector.exact == "Sông Hồng dâng cao"
    assert found.highlight.modified == "2025-11-02T08:15:00.334+00:00"
    assert "https://song.example/lu" in found.clues.urls


def test_replies_of_hypothesis_are_told_and_page_notes_are_notes_on_the_article():
    reply = HYPOTHESIS_ROW | {"references": ["a"]}
    page = HYPOTHESIS_ROW | {"target": [{"source": "https://song.example/lu"}]}
    notes = read(_json({"rows": [reply, page]}))
    assert [each.number for each in notes.skipped] == [1]
    assert notes.found[0].highlight.selector.exact == ""


READWISE = (
    "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,"
    "Document tags\n"
    '"Sông Hồng dâng cao, ""rất"" nhanh",Lũ trên sông Hồng,Minh Anh,,Xem,blue,"lũ, số",order,2,'
    "2025-11-01 08:15:00+00:00,\n"
    ",Lũ trên sông Hồng,,,,,,,,,\n"
)


def test_readwise_tables_are_read():
    notes = read(READWISE.encode("utf-8-sig"))
    (found,) = notes.found
    assert found.highlight.selector.exact == 'Sông Hồng dâng cao, "rất" nhanh'
    assert (found.highlight.color, found.highlight.tags) == (Color.BLUE, ("lũ", "số"))
    assert found.clues.title == "Lũ trên sông Hồng"
    assert [each.number for each in notes.skipped] == [2]
    assert read(READWISE.encode()).found[0].highlight.id == found.highlight.id


def _calibre(**changes: object) -> dict[str, object]:
    return {
        "type": "highlight",
        "uuid": "u1",
        "highlighted_text": "Sông Hồng dâng cao",
        "notes": "Xem",
        "timestamp": "2025-11-01T08:15:00.000Z",
        "style": {"kind": "color", "type": "builtin", "which": "green"},
        "toc_family_titles": ["Báo Sông", "Lũ trên sông Hồng"],
    } | changes


@pytest.mark.parametrize(
    "wrap",
    [
        lambda all_: {"version": 1, "type": "calibre_annotation_collection", "annotations": all_},
        lambda all_: {"version": 1, "type": "calibre_highlights", "highlights": all_},
        lambda all_: [{"book_id": 3, "format": "EPUB", "annotation": each} for each in all_],
    ],
)
def test_calibre_exports_are_read(wrap):
    bookmark = {"type": "bookmark", "title": "Trang 3"}
    notes = read(_json(wrap([_calibre(), bookmark, _calibre(removed=True), _calibre(highlighted_text="")])))
    (found,) = notes.found
    assert (found.highlight.id, found.highlight.color, found.highlight.note) == (
        "calibre-u1",
        Color.GREEN,
        "Xem",
    )
    assert found.clues.title == "Lũ trên sông Hồng"
    assert [each.number for each in notes.skipped] == [4]


_PARENT = {"itemType": "newspaperArticle", "title": "Lũ", "url": "https://a.example/1"}
_SNAPSHOT = {"itemType": "attachment", "title": "Snapshot", "parentItem": "PARENT1"}
_ANNOTATION = {
    "itemType": "annotation",
    "annotationType": "underline",
    "annotationText": "Sông Hồng dâng cao",
    "annotationComment": "Xem",
    "annotationColor": "#2ea8e5",
    "parentItem": "FILE1",
    "tags": [{"tag": "lũ"}],
    "dateModified": "2025-11-01T08:15:00Z",
}
ZOTERO_ITEMS = [
    {"key": key, "data": {"key": key, **data}}
    for key, data in (("PARENT1", _PARENT), ("FILE1", _SNAPSHOT), ("ANN1", _ANNOTATION))
]


def test_zotero_items_are_read_with_title_and_address_of_their_parent():
    (found,) = read(_json(ZOTERO_ITEMS)).found
    assert (found.clues.title, found.clues.urls) == ("Lũ", ("https://a.example/1",))
    assert found.highlight.id == "zotero-ANN1"
    assert (found.highlight.color, found.highlight.style) == (Color.BLUE, Style.UNDERLINE)
    assert (found.highlight.note, found.highlight.tags) == ("Xem", ("lũ",))


def test_an_export_of_better_bibtex_is_read():
    item = {
        "itemType": "newspaperArticle",
        "title": "Lũ",
        "url": "https://a.example/1",
        "attachments": [{"title": "PDF", "itemType": "attachment", "annotations": [_ANNOTATION]}],
    }
    (found,) = read(_json({"config": {}, "items": [item]})).found
    assert (found.clues.title, found.clues.urls) == ("Lũ", ("https://a.example/1",))


def test_a_zotero_note_as_html_is_read():
    uri = "http://zotero.org/users/1/items/P"
    cited = quote(json.dumps([{"uris": [uri], "itemData": {"title": "Lũ", "URL": "https://a.example/1"}}]))
    data = quote(json.dumps({"annotationKey": "K1", "color": "#5fb236", "citationItem": {"uris": [uri]}}))
    page = (
        f'<div data-citation-items="{cited}" data-schema-version="9"><h1>Annotations</h1><p>'
        f'<span class="highlight" data-annotation="{data}">“Sông Hồng dâng cao”</span> '
        '<span class="citation" data-citation="x">(<span class="citation-item">Anh, 2025</span>)</span>'
        " Xem lại</p></div>"
    )
    notes = read(page.encode())
    (found,) = notes.found
    assert notes.format == "Zotero"
    assert (found.highlight.id, found.highlight.selector.exact) == ("zotero-K1", "Sông Hồng dâng cao")
    assert (found.highlight.note, found.highlight.color) == ("Xem lại", Color.GREEN)
    assert (found.clues.title, found.clues.urls) == ("Lũ", ("https://a.example/1",))


def test_a_zotero_note_as_markdown_is_read():
    note = (
        "# Annotations\n(1/11/2025)\n\n"
        "“Sông Hồng dâng cao” ([Anh, 2025, p. 1](zotero://select/library/items/P)) "
        "([pdf](zotero://open-pdf/library/items/A?page=1&annotation=K1)) Xem lại\n\n"
        "“người dân sơ tán” ([snapshot](zotero://open/library/items/A?annotation=K2))\n"
    )
    found = read(note.encode()).found
    assert [(each.highlight.id, each.highlight.selector.exact, each.highlight.note) for each in found] == [
        ("zotero-K1", "Sông Hồng dâng cao", "Xem lại"),
        ("zotero-K2", "người dân sơ tán", ""),
    ]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("#ffd400", Color.YELLOW), ("#ff6666", Color.RED), ("#5fb236", Color.GREEN), ("#2ea8e5", Color.BLUE),
     ("#a28ae5", Color.PURPLE), ("#e56eee", Color.PURPLE), ("#f19837", Color.YELLOW),
     ("#aaaaaa", Color.YELLOW), ("pink", Color.RED), ("", Color.YELLOW), (None, Color.YELLOW)],
)  # fmt: skip
def test_colours_become_the_nearest_of_ours(name: object, nearest: Color):
    assert color(name) is nearest


def test_dates_are_kept_in_one_form_and_nonsense_is_none():
    assert date("2025-11-01 08:15:00+07:00") == "2025-11-01T01:15:00.000+00:00"
    assert date("2025-11-01T08:15:00Z") == "2025-11-01T08:15:00.000+00:00"
    assert [date(each) for each in ("hôm qua", None, 5, "0001-01-01T00:00:00+14:00")] == [""] * 4


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"\xff\xfe", b"{", b"Title,Author\na,b\n", b"# Markdown\n", b'"x"', b"[" * 5000,
     b'{"format": "docbao", "version": 3}', b'{"format": "docbao"}', b"[]", b"[1, null]"],
)  # fmt: skip
def test_what_is_no_file_of_notes_is_refused_in_one_sentence(data: bytes):
    with pytest.raises(ReaderError) as told:
        read(data)
    assert "\n" not in ENGLISH.error(told.value)


_KEYS = st.sampled_from(
    ["format", "version", "articles", "highlights", "rows", "target", "selector", "type", "items", "first",
     "body", "annotations", "annotation", "highlighted_text", "style", "uri", "data", "itemType", "selectors",
     "annotationType", "tags", "exact", "note", "document", "link"]
)  # fmt: skip
_WORDS = st.sampled_from(
    ["docbao", "Annotation", "TextQuoteSelector", "highlight", "calibre_highlights", 1, 2]
)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner | _WORDS, max_size=5),
    max_leaves=20,
)


@given(_values)
def test_any_json_is_read_or_refused(value: object):
    try:
        notes = read(_json(value))
    except ReaderError:
        return
    assert all(each.highlight.article_id == 0 for each in notes.found)


def test_whole_articles_travel_in_our_json():
    document = json.loads(
        render_text("json", [ExportItem(article(), ())], ENGLISH, Options(whole=True), keep_empty=True)
    )
    found = document["articles"][0]
    assert found["text"] == article().text
    assert [block["kind"] for block in found["blocks"]] == ["paragraph", "paragraph"]
