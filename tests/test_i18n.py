"""Languages, dates and the order of the alphabet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import N_, ReaderError
from reader.i18n import Translator, sort_bytes, sort_key, system_language


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANGUAGE": "fr:en", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_ALL": "C"}, "vi"),
        ({}, "vi"),
    ],
)
def test_the_system_says_which_language_to_speak(environ, language):
    assert system_language(environ) == language


@pytest.mark.parametrize(
    ("iso", "length", "said"),
    [
        ("2025-10-25", "long", "25 tháng 10, 2025"),
        ("2025-10-25T23:30:00+07:00", "medium", "25 thg 10, 2025"),
        ("2025-10", "long", "tháng 10 năm 2025"),
        ("2025", "medium", "2025"),
        ("hôm qua", "medium", "hôm qua"),
        ("", "medium", ""),
    ],
)
def test_dates_are_said_in_vietnamese(iso, length, said):
    assert Translator("vi").date(iso, length) == said


def test_the_alphabet_is_vietnamese():
    words = "ưu жук ông đa Ель oanh ăn dạ ân ơn ёлка an da êm em".split()  # noqa: SIM905
    assert " ".join(sorted(words, key=sort_key)) == "an ăn ân da dạ đa em êm oanh ông ơn ưu ёлка Ель жук"


@given(st.text(max_size=12), st.text(max_size=12))
def test_bytes_sort_as_keys_do(one, other):
    assert (sort_bytes(one) < sort_bytes(other)) == (sort_key(one)[:2] < sort_key(other)[:2])


def test_an_error_is_said_with_its_values_and_inner_errors():
    inner = ReaderError(N_("{name} is empty."), name="tàu.txt")
    outer = ReaderError(N_("{path} cannot be written: {reason}."), path="a", reason=inner)
    assert Translator("en").error(outer) == "a cannot be written: tàu.txt is empty.."
    assert str(inner) == "tàu.txt is empty."


def test_languages_are_named_in_the_readers_language():
    assert Translator("vi").language_name("ru") == "Tiếng Nga"
    assert Translator("en").language_name("xx-unknown-zz") == "xx-unknown-zz"
