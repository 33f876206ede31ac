"""A quote is found where it was, where it went, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.models import Selector
from reader.text import anchor
from reader.text.anchor import Place, describe
from reader.text.diff import Comparison
from reader.text.normalise import nfc

PARAGRAPH = (
    "Sáng 3/6, đoàn tàu đầu tiên rời ga Sông Lam trong tiếng vỗ tay của hàng trăm người dân hai bên bờ. "
    "Tàu chạy đúng giờ, sáu toa kín chỗ, và về đến ga cuối khi thành phố vừa lên đèn."
)


def locate(text: str, selector: Selector) -> Place:
    """Find a selector that is to be found."""
    place = anchor.locate(text, selector)
    assert place is not None
    return place


texts = st.text(alphabet=st.sampled_from("aăâ đ\nTừế🚆"), min_size=1, max_size=60).map(nfc)


@given(texts, st.data())
def test_a_described_span_is_found_where_it_is(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = describe(text, start, end)
    assert selector.exact == text[start:end]
    assert text[:start].endswith(selector.prefix)
    assert text[end:].startswith(selector.suffix)
    place = locate(text, selector)
    assert (place.start, place.end) == (start, end)


@given(texts, texts)
def test_text_put_in_front_moves_the_place_along(text, before):
    assume((before + text).find(text) == len(before))
    selector = describe(text, 0, len(text))
    place = locate(before + text, selector)
    assert (before + text)[place.start : place.end] == text


def test_of_equal_quotes_the_one_in_the_old_context_is_taken():
    text = "Tàu đi. Ga một: tàu dừng. Ga hai: tàu dừng."
    start = text.rindex("tàu dừng")
    place = locate("Xin chào. " + text, describe(text, start, start + 8))
    assert place.start == start + 10


def test_a_quote_with_a_word_changed_is_found_approximately():
    start = PARAGRAPH.index("đoàn tàu")
    end = PARAGRAPH.index(" của hàng")
    changed = PARAGRAPH.replace("vỗ tay", "reo hò")
    place = locate(changed, describe(PARAGRAPH, start, end))
    assert changed[place.start : place.end] == "đoàn tàu đầu tiên rời ga Sông Lam trong tiếng reo hò"
    assert place.score < 1


def test_a_quote_that_is_gone_is_not_found():
    start = PARAGRAPH.index("Tàu chạy")
    rest = PARAGRAPH[:start] * 3
    assert anchor.locate(rest, describe(PARAGRAPH, start, len(PARAGRAPH))) is None


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 10_000)])
def test_an_empty_or_outside_span_has_no_selector(start, end):
    with pytest.raises(ValueError, match=str(end)):
        describe(PARAGRAPH, start, end)


def test_a_quote_is_found_in_any_normal_form_and_spacing():
    import unicodedata

    place = anchor.find_quote(PARAGRAPH, unicodedata.normalize("NFD", "đoàn  tàu\nđầu tiên"))
    assert place is not None
    assert PARAGRAPH[place.start : place.end] == "đoàn tàu đầu tiên"
    assert anchor.find_quote(PARAGRAPH, " ") is None
    assert anchor.find_quote(PARAGRAPH, "tàu bay") is None


def test_a_short_quote_that_was_taken_out_is_not_found_in_other_company():
    start = PARAGRAPH.index("đoàn tàu")
    selector = describe(PARAGRAPH, start, start + 8)
    other = "Một đoàn tàu khác, chở đá và xi măng, vẫn đậu ở bãi phía nam từ mùa hè năm ngoái."
    assert anchor.locate(other, selector) is None
    assert anchor.carry(Comparison(PARAGRAPH, other), selector) is None


def test_a_quote_without_context_is_found_where_it_stands_once():
    selector = Selector(exact="đoàn tàu", prefix="", suffix="", start=0, end=8)
    place = locate(PARAGRAPH, selector)
    assert PARAGRAPH[place.start : place.end] == "đoàn tàu"


def test_a_quote_is_carried_from_the_old_text_into_the_new():
    start = PARAGRAPH.index("đoàn tàu")
    selector = describe(PARAGRAPH, start, PARAGRAPH.index(" của hàng"))
    changed = "Đoàn tàu khác. " + PARAGRAPH.replace("vỗ tay", "reo hò")
    place = anchor.carry(Comparison(PARAGRAPH, changed), selector)
    assert place
    assert changed[place.start : place.end] == "đoàn tàu đầu tiên rời ga Sông Lam trong tiếng reo hò"
    assert place.score < 1


def test_a_selector_of_another_text_is_looked_for_by_its_quote():
    selector = describe("Trước đây: " + PARAGRAPH, 11, 40)
    place = anchor.carry(Comparison("Không phải văn bản ấy.", PARAGRAPH), selector)
    assert place
    assert place.start == 0


def test_guesses_name_the_best_places_first_and_apart():
    start = PARAGRAPH.index("đoàn tàu")
    selector = describe(PARAGRAPH, start, start + 17)
    text = (
        "Hôm nay trời mưa.\n\nĐoàn tàu thứ hai rời ga lúc bảy giờ.\n\n"
        "Sáng 3/6, đoàn tàu đầu xuân về ga Sông Lam trong tiếng còi."
    )
    guesses = anchor.candidates(text, selector)
    assert text[guesses[0].start : guesses[0].end].startswith("đoàn tàu đầu")
    assert [each.score for each in guesses] == sorted((each.score for each in guesses), reverse=True)
    assert all(0 <= each.start < each.end <= len(text) for each in guesses)


@given(texts, texts, st.data())
def test_guesses_are_never_outside_the_text(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    selector = describe(old, start, end)
    for guess in anchor.candidates(new, selector):
        assert 0 <= guess.start < guess.end <= len(new)
    for place in (anchor.locate(new, selector), anchor.carry(Comparison(old, new), selector)):
        assert place is None or 0 <= place.start < place.end <= len(new)
