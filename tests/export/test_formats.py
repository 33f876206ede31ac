"""What every format keeps to."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.errors import ReaderError
from reader.export import FORMATS, STYLES, ExportItem, Options, link, render
from reader.i18n import LANGUAGES, Translator
from tests.export.conftest import article, highlight

TEXT_FORMATS = [name for name, exporter in FORMATS.items() if not exporter.preview]
LINKED = [name for name in TEXT_FORMATS if name not in {"ris", "bibtex", "csl"}]


def test_an_unknown_format_names_the_known_ones(english: Translator):
    with pytest.raises(ReaderError, match=r"“papyrus”; choose one of markdown, .*json"):
        render("papyrus", [], english)


def test_an_unknown_citation_style_names_the_known_ones(english: Translator):
    with pytest.raises(ReaderError, match="“vancouver”; choose one of plain, chicago, apa, gost, vietnam"):
        render("markdown", [], english, Options(style="vancouver"))


@pytest.mark.parametrize("fmt", LINKED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_notes_and_links_are_in_the_order_of_the_text(fmt: str, language: str, item: ExportItem):
    text = render(fmt, [item], Translator(language))
    assert isinstance(text, str)
    first = [text.index(part) for part in ("Sông Hồng dâng cao", link(7, "đầu tiên"))]
    second = [text.index(part) for part in ("người dân sơ tán", link(7, "sau"))]
    assert max(first) < min(second)
    assert "Bao nhiêu?" in text


@pytest.mark.parametrize("fmt", [name for name in TEXT_FORMATS if name != "webannotation"])
@pytest.mark.parametrize("style", STYLES)
def test_every_format_names_authors_source_and_address_in_every_style(
    fmt: str, style: str, item: ExportItem, english: Translator
):
    text = render(fmt, [item], english, Options(style=style))
    assert isinstance(text, str)
    for part in ("Minh Anh", "Lê Bình", "Lũ trên sông Hồng", "Báo Sông", "https://song.example/lu"):
        assert part in text


@pytest.mark.parametrize("fmt", TEXT_FORMATS)
def test_an_article_without_highlights_is_left_out_unless_asked_for(
    fmt: str, item: ExportItem, english: Translator
):
    bare = ExportItem(article(title="Bài trống"))
    assert "Bài trống" not in render(fmt, [item, bare], english)
    if fmt not in {"csv", "anki", "webannotation"}:  # these have nothing to say of it
        assert "Bài trống" in render(fmt, [item, bare], english, keep_empty=True)


@pytest.mark.parametrize("fmt", [name for name in TEXT_FORMATS if name != "anki"])
def test_the_note_on_an_article_leaves_with_it_even_alone(fmt: str, english: Translator):
    noted = ExportItem(article(note_="Đọc lại toàn bài"))
    assert "Đọc lại toàn bài" in render(fmt, [noted], english)


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_library_makes_a_valid_document(fmt: str, english: Translator):
    made = render(fmt, [], english)
    if isinstance(made, str):
        assert made == "" or made.endswith("\n")
    else:
        assert made


@pytest.mark.parametrize("fmt", ["markdown", "obsidian", "html"])
def test_a_highlight_that_lost_its_place_comes_last_and_says_so(fmt: str, english: Translator):
    lost = highlight("mất", start=0, id_="lost", orphan=True)
    text = render(fmt, [ExportItem(article(), (lost, highlight("còn", start=9)))], english)
    assert isinstance(text, str)
    assert text.index("còn") < text.index("mất") < text.index("no longer in the text")


def test_the_names_that_the_reader_gave_to_colours_are_used(item: ExportItem, english: Translator):
    from reader.models import Color

    named = Options(color_names={Color.RED: "Kiểm chứng"})
    text = render("csv", [item], english, named)
    assert "Kiểm chứng" in text
    assert "Yellow" in text


def test_naming_the_formats_loads_nothing_heavy():
    heavy = ("docx", "jinja2", "reportlab", "xlsxwriter", "citeproc", "PIL", "lxml", "markdown_it", "babel")
    code = f"import sys, reader.export; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
