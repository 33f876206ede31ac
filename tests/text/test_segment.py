from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.segment import count_words, minutes_to_read, paragraphs, sentences, syllables, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Bão suy yếu.", "Mưa giảm dần."],
        ["UBND TP. Hồ Chí Minh họp chiều 25/10.", "Ông Nam chủ trì."],
        ["GS. TS. Nguyễn Văn A có mặt.", "Ông phát biểu."],
        ["Có gạo, ngô, v.v. và nhiều thứ khác.", "Giá không đổi."],
        ["Giá tăng 1.000 đồng, lên 2.500,5 đồng.", "Hết."],
        ["On Oct. 26 Dr. Smith met the U.N. envoy.", "They agreed."],
        ["Он родился в 1947 г. в Ханое.", "Учился в Москве."],
        ["А. Н. Северцов основал школу.", "Её знают все."],
        ["“Anh đi đâu?”", "Chị hỏi.", "Anh không đáp…", "Trời mưa!"],
        ["Он сказал: «Да.»", "И ушёл."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


def test_a_new_line_ends_a_sentence() -> None:
    assert cut("Không có dấu chấm\nDòng sau") == ["Không có dấu chấm", "Dòng sau"]


def test_sentences_of_a_part_are_offsets_into_the_whole() -> None:
    text = "Một. Hai. Ba."
    assert [text[s:e] for s, e in sentences(text, 5, 13)] == ["Hai.", "Ba."]


def test_paragraphs_lie_between_blank_lines() -> None:
    text = "a\nb\n\nc\n\n\nd"
    assert [text[s:e] for s, e in paragraphs(text)] == ["a\nb", "c", "d"]


def test_words_keep_the_signs_inside_them() -> None:
    text = "Nghị định 15/2020/NĐ-CP, don't (1.000)"
    assert [text[s:e] for s, e in words(text)] == ["Nghị", "định", "15/2020/NĐ-CP", "don't", "1.000"]


def test_syllables_are_runs_of_letters_and_digits() -> None:
    text = "Nghị định 15/2020/NĐ-CP"
    assert [text[s:e] for s, e in syllables(text)] == ["Nghị", "định", "15", "2020", "NĐ", "CP"]


def test_words_are_counted_by_tokens_that_say_something() -> None:
    assert count_words("Hà Nội – 19,7 km ...") == 4
    assert count_words("") == 0


@given(st.text(alphabet='Aaб đ.!?…\n "”1,', max_size=80))
def test_segments_are_in_order_inside_and_lose_no_letter(text: str) -> None:
    for function in (sentences, words, syllables, paragraphs):
        spans = list(function(text))
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        covered = "".join(text[start:end] for start, end in spans)
        assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (220, 1), (340, 2), (2200, 10)])
def test_reading_time_is_told_in_whole_minutes(words, minutes):
    assert minutes_to_read(words) == minutes
