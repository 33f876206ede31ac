from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.fold import fold, fold_case, has_marks


@given(st.text())
def test_folding_keeps_the_length_of_nfc_text(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(composed)) == len(composed) == len(fold_case(composed))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(fold(composed)) == fold(composed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đại tướng Lương Tam Quang", "dai tuong luong tam quang"),
        ("ĐƯỜNG ĐẮT", "duong dat"),
        ("Ёлка, йод", "елка, йод"),
        ("Café Länk", "cafe lank"),
        ("15/2020/NĐ-CP", "15/2020/nd-cp"),
    ],
)
def test_fold_takes_case_and_marks_away(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_marks_are_told_from_plain_letters() -> None:
    assert has_marks("đi")
    assert has_marks("tướng")
    assert not has_marks("TUONG")
