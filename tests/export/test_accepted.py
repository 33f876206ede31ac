"""What other programs say of our exports: their own parsers and schemas read them back."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export import STYLES, ExportItem, Options, render
from reader.i18n import Translator
from reader.models import Color, Style
from reader.paths import shipped
from reader.text.normalise import clean, one_line
from tests.export.conftest import article, highlight

ENGLISH = Translator("en")
SCHEMAS = Path(__file__).parent / "schemas"

# What XML, and so a workbook, can hold.
words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40)
nasty = words | st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://x","y")',
        "\t=1",
        "{%}$&#_~^\\",
        '"a", b',
        "#tag",
        "<b>&amp;",
    ]
)


def _items(
    quote: str, note: str = "", title: str = "Lũ trên sông Hồng", author: str = "Minh Anh"
) -> list[ExportItem]:
    made = highlight(quote, note, tags=("lũ", "số liệu"))
    return [
        ExportItem(
            article(title=title, authors=(author,), source="Báo Sông", url="https://song.example/lu"), (made,)
        )
    ]


def _text(fmt: str, items: list[ExportItem], options: Options | None = None) -> str:
    made = render(fmt, items, ENGLISH, options)
    assert isinstance(made, str)
    return made


# Tables -------------------------------------------------------------------------------------------


@given(nasty, nasty)
def test_csv_gives_every_cell_back_and_none_is_a_formula(quote: str, note: str):
    (row,) = csv.DictReader(io.StringIO(_text("csv", _items(quote, note)).removeprefix("\ufeff"), newline=""))
    assert row["Quote"].removeprefix("'") == quote.removeprefix("'")
    assert row["Note"].removeprefix("'") == note.removeprefix("'")
    assert not [cell for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@"))]


@settings(deadline=None)  # reading a workbook takes as long as it takes
@given(nasty, nasty)
def test_xlsx_holds_texts_and_no_formula_and_no_link(quote: str, note: str):
    import openpyxl

    made = render("xlsx", _items(quote, note), ENGLISH)
    assert isinstance(made, bytes)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # openpyxl's own, of datetime
        sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    head, row = list(sheet.iter_rows())
    assert [cell.value for cell in head][:2] == ["Quote", "Note"]
    assert clean(str(row[0].value or "")) == clean(quote)
    assert {cell.data_type for cell in row} <= {"s", "n"}
    assert not [cell for cell in row if cell.hyperlink]


def test_a_row_a_highlight_with_all_that_is_known():
    made = highlight("nước lên", "xem", color=Color.RED, starred=True, tags=("lũ",), start=3)
    items = [ExportItem(article(note_="Cả bài"), (made, highlight("mất", id_="x", orphan=True)))]
    rows = list(csv.DictReader(io.StringIO(_text("csv", items).removeprefix("\ufeff"))))
    assert [row["Quote"] for row in rows] == ["", "nước lên", "mất"]
    assert rows[0]["Note"] == "Cả bài"
    kept = {key: rows[1][key] for key in ("Colour", "Star", "Tags", "Start", "End")}
    assert kept == {"Colour": "Red", "Star": "★", "Tags": "lũ", "Start": "3", "End": "11"}
    assert rows[2]["Start"] == ""


# References ---------------------------------------------------------------------------------------


@given(words, words)
def test_ris_is_read_by_rispy(quote: str, title: str):
    import rispy

    (entry,) = rispy.loads(_text("ris", _items(quote, "xem", title)))
    assert entry["type_of_reference"] == "NEWS"
    assert entry["authors"] == ["Minh Anh"]
    assert entry["title"] == (one_line(title) or "lu.txt")
    assert entry["urls"] == ["https://song.example/lu"]
    assert any("xem" in note for note in entry["notes"])
    assert {"lũ", "số liệu", "thời tiết"} == set(entry["keywords"])


@given(st.lists(st.tuples(nasty, nasty), min_size=1, max_size=3))
def test_bibtex_is_read_by_bibtexparser(pairs: list[tuple[str, str]]):
    from bibtexparser.entrypoint import parse_string

    items = [each for quote, title in pairs for each in _items(quote, "xem", title)]
    library = parse_string(_text("bibtex", items))
    assert library.failed_blocks == []
    assert len(library.entries) == len(items)
    assert len({entry.key for entry in library.entries}) == len(items)
    for entry in library.entries:
        assert entry["author"] == "{Minh Anh}"
        assert entry["url"] == "https://song.example/lu"
        assert "xem" in entry["annote"]


def test_names_are_told_apart_only_where_they_can_be():
    items = [
        ExportItem(article(language="en", authors=("Jane Ann Doe", "Reuters", "ABC News")), (highlight("x"),))
    ]
    (entry,) = json.loads(_text("csl", items))
    assert entry["author"] == [
        {"family": "Doe", "given": "Jane Ann"},
        {"literal": "Reuters"},
        {"literal": "ABC News"},
    ]
    assert "AU  - Doe, Jane Ann\r\n" in _text("ris", items)
    assert "author = {Doe, Jane Ann and {Reuters} and {ABC News}}" in _text("bibtex", items)


@given(
    nasty,
    nasty,
    st.sampled_from(["", "2025", "2025-10", "2025-10-25", "2025-10-25T08:00:00+07:00", "hôm qua"]),
)
def test_csl_json_keeps_to_its_schema(quote: str, title: str, published: str):
    import jsonschema

    items = [
        ExportItem(
            article(title=title, authors=("A B",), published=published, url=quote), (highlight(quote),)
        )
    ]
    found = json.loads(_text("csl", items))
    jsonschema.validate(found, json.loads((SCHEMAS / "csl-data.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", [name for name in STYLES if name != "plain"])
def test_the_styles_keep_to_the_schema_of_csl(name: str):
    import citeproc
    from lxml import etree

    found = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles" / "csl.rng"
    schema = etree.RelaxNG(etree.parse(found))
    schema.assertValid(etree.parse(shipped("resources", "styles", f"{name}.csl")))


# Web annotations ----------------------------------------------------------------------------------


def _annotated() -> list[ExportItem]:
    placed = highlight("Sông Hồng", "**xem**", style=Style.UNDERLINE, starred=True, tags=("lũ",))
    lost = highlight("mất", id_="hai ba", orphan=True)
    bare = ExportItem(article(url="https://a.example/x y?q=đ|[1]", language="vi"), (highlight("x", id_="y"),))
    return [ExportItem(article(note_="Cả bài"), (placed, lost)), bare]


def test_web_annotations_keep_to_the_model():
    import jsonschema

    schema = json.loads((SCHEMAS / "webannotation.json").read_text(encoding="utf-8"))
    document = json.loads(_text("webannotation", _annotated()))
    jsonschema.validate(document, schema)
    assert document["total"] == len(document["first"]["items"]) == 4
    jsonschema.validate(json.loads(_text("webannotation", [])), schema)


def test_a_json_ld_processor_finds_every_quote_in_the_graph():
    from pyld import jsonld

    context = json.loads((SCHEMAS / "anno.jsonld").read_text(encoding="utf-8"))

    def load(url: str, _options: Mapping[str, object]) -> dict[str, object]:
        assert url == "http://www.w3.org/ns/anno.jsonld", "nothing else may be fetched"
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": context,
            "contentType": "application/ld+json",
        }

    graph = jsonld.to_rdf(
        json.loads(_text("webannotation", _annotated())),
        {"documentLoader": load, "format": "application/n-quads"},
    )
    assert isinstance(graph, str)
    for quote in ("Sông Hồng", "mất", "x"):
        assert f'<http://www.w3.org/ns/oa#exact> "{quote}"' in graph
    assert len(re.findall("22-rdf-syntax-ns#type> <http://www.w3.org/ns/oa#Annotation>", graph)) == 4
    assert "<http://www.w3.org/ns/oa#hasPurpose> <http://www.w3.org/ns/oa#tagging>" in graph
    assert "<https://a.example/x%20y?q=%C4%91%7C[1]>" in graph


# Anki ---------------------------------------------------------------------------------------------


def _anki(text: str) -> tuple[dict[str, str], list[list[str]]]:
    """Read a file by the rules of Anki's manual: header lines, then rows by the separator that they name."""
    lines = text.splitlines(keepends=True)
    heads = [line for line in lines if line.startswith("#")]
    header = dict(cast("tuple[str, str]", line[1:].strip().split(":", 1)) for line in heads)
    separator = {"tab": "\t", "comma": ","}[header["separator"]]
    rows = csv.reader(lines[len(heads) :], delimiter=separator)
    return header, list(rows)


@given(nasty | st.just('"ngoặc"\tvà\n#thẻ'), nasty)
def test_anki_reads_a_card_a_highlight(quote: str, note: str):
    header, rows = _anki(_text("anki", _items(quote, note)))
    assert header == {
        "separator": "tab", "html": "true", "notetype": "Basic", "guid column": "1", "tags column": "4",
    }  # fmt: skip
    ((guid, front, _back, tags),) = rows
    assert guid == "docbao-h1"
    assert "<b>" in front
    assert tags.split() == ["docbao", "lũ", "số-liệu", "thời-tiết"]


def test_a_card_shows_the_sentence_with_the_highlight_in_bold():
    made = highlight("người dân", "ai?", start=35)
    (row,) = _anki(_text("anki", [ExportItem(article(), (made,))]))[1]
    assert row[1] == "Nước lên 2 m; <b>người dân</b> sơ tán."
    assert "<p>ai?</p>" in row[2]


def test_a_russian_article_has_a_key_that_can_be_typed():
    made = article(title="Щит над Байкалом", authors=("Анна Лебедева",), published="2025-10-27")
    assert "{annalebedeva2025shchit," in _text("bibtex", [ExportItem(made, (highlight("x"),))])
