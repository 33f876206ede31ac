"""Dates in three languages, and what only looks like one."""

from __future__ import annotations

import pytest

from reader.entities import dates


def found(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in dates.find(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chiều 25/10, tại Hà Nội", ["25/10"]),
        ("ngày 25/10/2025", ["ngày 25/10/2025"]),
        ("Ngày 2 tháng 9 năm 1945", ["Ngày 2 tháng 9 năm 1945"]),
        ("hai ngày 25-26/10/2025", ["ngày 25-26/10/2025"]),
        ("tháng 12/2024 và tháng 5 năm 2023", ["tháng 12/2024", "tháng 5 năm 2023"]),
        ("từ năm 2019 đến năm 2021", ["năm 2019", "năm 2021"]),
        ("quý III/2025", ["quý III/2025"]),
        ("năm học 2024-2025", ["năm học 2024-2025"]),
        ("rằm tháng giêng", ["rằm tháng giêng"]),
        ("kéo dài 5 năm, trong 3 tháng", []),
        ("hôm qua, tuần trước", []),
        ("mạng lưới 24/7", []),
        ("tỷ số 2/1", []),
    ],
)
def test_vietnamese(text: str, expected: list[str]) -> None:
    assert found(text, "vi") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 октября 2025 года", ["25 октября 2025 года"]),
        ("25 и 26 октября", ["25 и 26 октября"]),
        ("в 2024 году", ["2024 году"]),
        ("в декабре 2019 года", ["декабре 2019 года"]),
        ("в 2008–2010 годах", ["2008–2010 годах"]),
        ("пять лет, 5 лет", []),
    ],
)
def test_russian(text: str, expected: list[str]) -> None:
    assert found(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 5 April 1995", ["5 April 1995"]),
        ("on October 25, 2025", ["October 25, 2025"]),
        ("in October 2025", ["October 2025"]),
        ("since 1996", ["1996"]),
        ("2025-10-25", ["2025-10-25"]),
        ("1,285 megawatts for five years", []),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert found(text, "en") == expected
