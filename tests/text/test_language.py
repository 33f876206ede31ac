from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.language import detect, is_vietnamese_syllable


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Chủ tịch nước chủ trì lễ đón chính thức.", "vi"),
        (
            "Chu tich nuoc chu tri le don chinh thuc cac dai bieu va khach moi cua Viet Nam trong ngay",
            "vi",
        ),
        ("The convention will take effect after it is ratified by forty states.", "en"),
        ("Prime Minister Phạm Minh Chính said that the two countries have agreed to work on it.", "en"),
        ("Конвенция вступит в силу через девяносто дней.", "ru"),
        ("Конвенція набуде чинності після ратифікації її сорока державами.", "und"),
        ("Le président de la République a reçu les ambassadeurs étrangers.", "und"),
        ("Der Vertrag tritt nach neunzig Tagen in Kraft.", "und"),
        ("", "und"),
        ("12345 — 678", "und"),
    ],
)
def test_language_is_told_or_left_open(text: str, language: str) -> None:
    assert detect(text) == language


def test_composed_and_decomposed_text_are_the_same_language() -> None:
    text = "Ủy ban nhân dân thành phố Hà Nội"
    assert detect(unicodedata.normalize("NFD", text)) == detect(text) == "vi"


@pytest.mark.parametrize("word", ["nghiêng", "Đường", "khuya", "oanh", "quốc", "giếng", "yêu", "thuyền"])
def test_vietnamese_syllables_are_possible(word: str) -> None:
    assert is_vietnamese_syllable(word)


@pytest.mark.parametrize("word", ["strength", "world", "Kaspersky", "school", "file"])
def test_foreign_words_are_no_syllables(word: str) -> None:
    assert not is_vietnamese_syllable(word)


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text) in {"vi", "ru", "en", "und"}
