"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.i18n import LANGUAGES, Translator
from reader.ui.panel.dates import parse_date, typed_date


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2025", "2025"),
        ("2025-10", "2025-10"),
        ("2025-10-25", "2025-10-25"),
        ("2025-10-25T08:30:00+07:00", "2025-10-25"),
        ("25/10/2025", "2025-10-25"),
        ("5.3.2025", "2025-03-05"),
        ("10/25/2025", "2025-10-25"),
        ("10/2025", "2025-10"),
        ("ngày 25 tháng 10 năm 2025", "2025-10-25"),
        ("25 thg 10, 2025", "2025-10-25"),
        ("tháng 10 năm 2025", "2025-10"),
        ("25 October 2025", "2025-10-25"),
        ("October 5, 2025", "2025-10-05"),
        ("may 2025", "2025-05"),
        ("25 октября 2025 г.", "2025-10-25"),
        ("октябрь 2025", "2025-10"),
        ("  ", ""),
    ],
)
def test_forms_of_dates(typed: str, iso: str) -> None:
    assert parse_date(typed) == iso


@pytest.mark.parametrize("typed", ["hôm qua", "31/02/2025", "2025-13", "12", "25/10", "99/99/2025", "20255"])
def test_what_is_no_date(typed: str) -> None:
    assert parse_date(typed) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(LANGUAGES))
def test_what_is_shown_and_what_is_typed_can_be_read_back(day: date, language: str) -> None:
    iso = day.isoformat()
    translator = Translator(language)
    assert parse_date(typed_date(iso)) == iso
    assert parse_date(translator.date(iso, "long")) == iso
    assert parse_date(translator.date(iso, "medium")) == iso


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    parsed = parse_date(text)
    assert parsed is None or parsed == "" or parsed[:4].isdigit()
