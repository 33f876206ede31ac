# ruff: noqa: E501 - the lines of sample articles are long
from __future__ import annotations

import unicodedata

import pytest

from reader.errors import UnreadableFileError
from reader.importers import load_bytes

VIETNAMESE = (
    "Sáng nay, bão số 12 đi vào đất liền các tỉnh miền Trung và suy yếu thành áp thấp nhiệt đới, gây mưa lớn. "
    "Người dân được khuyến cáo không ra đường khi nước còn dâng; các trường học tạm nghỉ hai ngày."
)
RUSSIAN = (
    "Сегодня утром тайфун вышел на сушу и ослабел до тропической депрессии, вызвав сильные дожди. "
    "Жителям советуют не выходить из дома, пока вода не спадёт; школы закрыты на два дня."
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def to_1258(text: str) -> bytes:
    """Encode as Windows writes Vietnamese: shapes composed, tones as combining marks."""
    pieces = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        shape = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        pieces.append(shape + "".join(part for part in parts if part in _TONES))
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [VIETNAMESE, RUSSIAN])
def test_unicode_in_any_form_is_read(text: str, encoding: str) -> None:
    assert load_bytes(text.encode(encoding), "a.txt").article.text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_cyrillic_encodings_are_told_apart(encoding: str) -> None:
    article = load_bytes(RUSSIAN.encode(encoding), "a.txt").article
    assert article.text == RUSSIAN
    assert article.metadata.language == "ru"


def test_vietnamese_of_windows_is_read_and_composed() -> None:
    article = load_bytes(to_1258(VIETNAMESE), "a.txt").article
    assert article.text == VIETNAMESE
    assert article.metadata.language == "vi"


def test_decomposed_text_is_composed() -> None:
    assert load_bytes(unicodedata.normalize("NFD", VIETNAMESE).encode(), "a.txt").article.text == VIETNAMESE


def test_a_page_is_read_by_the_encoding_that_it_declares() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>{RUSSIAN}</p></article></body></html>'
    assert load_bytes(page.encode("cp1251"), "a.html").article.text == RUSSIAN


def test_a_page_that_declares_what_it_is_not_is_read_as_it_is() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><article><p>{VIETNAMESE}</p></article></body></html>'
    assert load_bytes(page.encode("utf-8"), "a.html").article.text == VIETNAMESE


def test_western_text_is_read() -> None:
    text = "The café’s owner said the naïve visitors were charmed. “We were surprised,” she said."
    assert load_bytes(text.encode("cp1252"), "a.txt").article.text == text


def test_a_broken_byte_in_utf8_does_not_spoil_the_rest() -> None:
    data = (VIETNAMESE * 5).encode() + b"\xff\n"
    assert load_bytes(data, "a.txt").article.text.startswith(VIETNAMESE)


def test_bytes_of_chance_are_no_text() -> None:
    data = bytes((index * 7919 + index * index * 31) % 256 for index in range(4000))
    with pytest.raises(UnreadableFileError):
        load_bytes(data, "a.txt")
