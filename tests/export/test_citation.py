"""The citation below a quotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export import citation
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
