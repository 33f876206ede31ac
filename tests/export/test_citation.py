"""The citation below a quotation."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export import STYLES, citation, citation_html
from reader.i18n import Translator
from tests.export.conftest import article

FULL = {
    "title": "Lũ trên sông Hồng",
    "authors": ("Minh Anh", "Lê Bình"),
    "source": "Báo Sông",
    "published": "2025-10-25",
    "url": "https://song.example/lu",
}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "vi",
            "Minh Anh, Lê Bình. “Lũ trên sông Hồng”. Báo Sông, 25 tháng 10, 2025, https://song.example/lu,"
            " truy cập 1 tháng 11, 2025.",
        ),
        (
            "en",
            "Minh Anh, Lê Bình. “Lũ trên sông Hồng”. Báo Sông, October 25, 2025, https://song.example/lu,"
            " accessed November 1, 2025.",
        ),
        (
            "ru",
            "Minh Anh, Lê Bình. «Lũ trên sông Hồng». Báo Sông, 25 октября 2025\u202fг., https://song.example/lu,"
            " дата обращения: 1 ноября 2025\u202fг.",
        ),
    ],
)
def test_a_full_citation_is_written_as_the_language_writes_it(language: str, expected: str):
    found = citation(article(**FULL), Translator(language), "2025-11-01")
    assert found.replace("\xa0", " ").replace("\u202f", " ") == expected.replace("\u202f", " ")


ENGLISH_ARTICLE = {
    "title": "A bridge opens.",
    "authors": ("Jane Ann Doe", "John Smith"),
    "source": "The River",
    "published": "2025-10-25",
    "url": "https://river.example/bridge",
    "language": "en",
}


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        (
            "chicago",
            "en",
            "Doe, Jane Ann, and John Smith. “A bridge opens.” The River, October 25, 2025."
            " Accessed November 1, 2025. https://river.example/bridge.",
        ),
        (
            "apa",
            "en",
            "Doe, J. A., & Smith, J. (2025, October 25). A bridge opens. The River. https://river.example/bridge",
        ),
        (
            "gost",
            "en",
            "Doe J. A., Smith J. A bridge opens // The River. 2025. 25 окт. URL: https://river.example/bridge"
            " (дата обращения: 01.11.2025).",
        ),
        (
            "vietnam",
            "en",
            "Jane Ann Doe và John Smith (2025), “A bridge opens”, The River, 25/10/2025,"
            " https://river.example/bridge, truy cập 01/11/2025.",
        ),
    ],
)
def test_each_style_sets_an_english_article_by_its_rules(style: str, language: str, expected: str):
    found = citation(article(**ENGLISH_ARTICLE), Translator(language), "2025-11-01", style)
    assert found == expected


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        (
            "chicago",
            "vi",
            "Minh Anh, và Lê Bình. “Lũ trên sông Hồng”. Báo Sông, 25 tháng 10 năm 2025."
            " Truy cập 1 tháng 11 năm 2025. https://song.example/lu.",
        ),
        (
            "chicago",
            "ru",
            "Minh Anh, и Lê Bình. «Lũ trên sông Hồng». Báo Sông, 25 октября 2025 г."
            " Просмотрено 1 ноября 2025 г. https://song.example/lu.",
        ),
        (
            "apa",
            "vi",
            "Minh Anh, & Lê Bình. (25 tháng 10 năm 2025). Lũ trên sông Hồng. Báo Sông. https://song.example/lu",
        ),
        (
            "vietnam",
            "vi",
            "Minh Anh và Lê Bình (2025), “Lũ trên sông Hồng”, Báo Sông, 25/10/2025, https://song.example/lu,"
            " truy cập 01/11/2025.",
        ),
        (
            "gost",
            "ru",
            "Minh Anh, Lê Bình. Lũ trên sông Hồng // Báo Sông. 2025. 25 окт. URL: https://song.example/lu"
            " (дата обращения: 01.11.2025).",
        ),
    ],
)
def test_vietnamese_names_stay_whole_and_dates_follow_the_language(style: str, language: str, expected: str):
    found = citation(article(**FULL), Translator(language), "2025-11-01", style)
    assert found.replace("\xa0", " ") == expected


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_as_html_says_the_same_links_and_runs_nothing(style: str):
    nasty = article(**(FULL | {"title": "<b>Q&A</b>", "authors": ("<i>x</i>",)}))
    html = citation_html(nasty, Translator("en"), "2025-11-01", style)
    assert '<a href="https://song.example/lu">https://song.example/lu</a>' in html
    assert "<b>" not in html
    text = unescape(re.sub("<[^>]*>", "", html))
    assert text == citation(nasty, Translator("en"), "2025-11-01", style)


@pytest.mark.parametrize("style", STYLES)
def test_a_derived_title_stands_in_brackets_in_every_style(style: str):
    found = citation(article(**FULL, title_derived=True), Translator("en"), style=style)
    assert "[Lũ trên sông Hồng]" in found
    assert "“" not in found


@settings(deadline=None)
@given(
    st.text(),
    st.lists(st.text(), max_size=3).map(tuple),
    st.sampled_from(["chicago", "apa", "gost", "vietnam"]),
)
def test_any_words_can_be_cited_on_one_line(title: str, authors: tuple[str, ...], style: str):
    found = citation(article(title=title, authors=authors, source=title), Translator("vi"), style=style)
    assert len(found.splitlines()) == 1


def test_a_derived_title_stands_in_square_brackets():
    assert "[Lũ trên sông Hồng]." in citation(article(**FULL, title_derived=True), Translator("en"))


def test_the_file_name_stands_in_for_a_missing_address():
    assert citation(article(), Translator("en"), "2025-11-01") == "“Lũ trên sông Hồng”. lu.txt."


@given(
    st.fixed_dictionaries(
        {
            "title": st.text(),
            "authors": st.lists(st.text(), max_size=2).map(tuple),
            "source": st.text(),
            "published": st.sampled_from(["", "2025", "2025-10", "2025-10-25", "2025-10-25T08:00:00+07:00"]),
            "url": st.text(),
        }
    )
)
def test_a_citation_is_one_line_with_one_full_stop_at_its_end(metadata: dict[str, object]):
    found = citation(article(**metadata), Translator("en"), "2025-11-01")
    assert len(found.splitlines()) == 1
    assert found.endswith(".")
    assert not found.endswith("..")
