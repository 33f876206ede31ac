"""A quote is found where it was, where it went, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.models import Selector
from reader.text import anchor
from reader.text.anchor import Place, describe
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
