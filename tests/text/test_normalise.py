from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.normalise import clean, nfc, one_line


@given(st.text())
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_clean_text_is_nfc_with_single_spaces_and_at_most_one_blank_line(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert "\n\n\n" not in cleaned
    assert "\r" not in cleaned
    assert not any(line != line.strip(" ") for line in cleaned.split("\n"))


@given(st.text())
def test_one_line_has_no_line_ends(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Ha\u0300 No\u0323\u0302i", "Hà Nội"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("năm\u00a02025", "năm 2025"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\n b \n", "a\n\nb"),
    ],
)
def test_clean_makes_one_form_of_many(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_nfc_composes_vietnamese() -> None:
    assert nfc("Tie\u0302\u0301ng") == "Tiếng"
