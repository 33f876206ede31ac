"""What every format keeps to."""

from __future__ import annotations

import pytest

from reader.errors import ReaderError
from reader.export import FORMATS, ExportItem, link, render
from reader.i18n import LANGUAGES, Translator
from tests.export.conftest import article, highlight


def test_an_unknown_format_names_the_known_ones(english: Translator):
    with pytest.raises(ReaderError, match="“pdf”; choose one of markdown, html, json"):
        render("pdf", [], english)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_notes_and_links_are_in_the_order_of_the_text(fmt: str, language: str, item: ExportItem):
    text = render(fmt, [item], Translator(language))
    places = [
        text.index(part)
        for part in (
            "Minh Anh, Lê Bình",
            "Sông Hồng dâng cao",
            link(7, "đầu tiên"),
            "người dân sơ tán",
            link(7, "sau"),
        )
    ]
    if fmt == "json":  # the identity stands before the quote there
        places[1], places[2], places[3], places[4] = places[2], places[1], places[4], places[3]
    assert places == sorted(places)
    assert "Bao nhiêu?" in text


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_article_without_highlights_is_left_out_unless_asked_for(
    fmt: str, item: ExportItem, english: Translator
):
    bare = ExportItem(article(title="Bài trống"))
    assert "Bài trống" not in render(fmt, [item, bare], english)
    assert "Bài trống" in render(fmt, [item, bare], english, keep_empty=True)


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_library_makes_a_valid_document(fmt: str, english: Translator):
    text = render(fmt, [], english)
    assert text.endswith("\n")
    assert ("no highlights yet" in text) == (fmt != "json")


@pytest.mark.parametrize("fmt", ["markdown", "html"])
def test_a_highlight_that_lost_its_place_comes_last_and_says_so(fmt: str, english: Translator):
    lost = highlight("mất", start=0, id_="lost")
    lost = type(lost)(lost.id, 7, lost.selector, orphan=True)
    text = render(fmt, [ExportItem(article(), (lost, highlight("còn", start=9)))], english)
    assert text.index("còn") < text.index("mất") < text.index("no longer in the text")
