"""Two texts side by side: what is the same is the same, and a stretch is carried to where its words are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.diff import Comparison

WORDS = st.lists(
    st.sampled_from(["tàu", "đến", "ga", "Huế", "lúc", "sáu", "giờ", ",", ".\n\n", "и", "now"]), max_size=40
)
texts = WORDS.map(" ".join)

STORY = (
    "Sáng 3/6, đoàn tàu đầu tiên rời ga Sông Lam trong tiếng vỗ tay của người dân hai bên bờ.\n\n"
    "Bà Lê Thị Mai, bán nước ở sân ga hai mươi năm nay, cho biết khách đông gấp đôi ngày thường.\n\n"
    "Vé tháng được bán từ đầu tuần sau tại các bưu điện trong tỉnh và trên trang của ngành đường sắt."
)


@given(texts, texts)
def test_the_stretches_are_both_texts(old, new):
    stretches = Comparison(old, new).stretches
    assert "".join(old[each.old_start : each.old_end] for each in stretches) == old
    assert "".join(new[each.new_start : each.new_end] for each in stretches) == new


@given(texts, texts)
def test_what_is_called_the_same_is_the_same(old, new):
    for each in Comparison(old, new).stretches:
        if each.same:
            assert old[each.old_start : each.old_end] == new[each.new_start : each.new_end]


@given(texts)
def test_a_text_is_the_same_as_itself(text):
    stretches = Comparison(text, text).stretches
    assert all(each.same for each in stretches)
    assert len(stretches) <= 1 or not text.strip()


@given(texts, texts, st.data())
def test_a_place_is_never_outside_the_new_text(old, new, data):
    comparison = Comparison(old, new)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    carried = comparison.carry(start, end)
    if carried:
        assert 0 <= carried.start < carried.end <= len(new)
        assert 0 <= carried.kept <= 1
        assert 0 <= carried.held <= 1
    assert 0 <= comparison.carry_point(start) <= len(new)


@given(texts, texts, st.data())
def test_words_inside_what_is_the_same_are_carried_exactly(old, new, data):
    comparison = Comparison(old, new)
    same = [each for each in comparison.stretches if each.same and old[each.old_start : each.old_end].strip()]
    if not same:
        return
    stretch = data.draw(st.sampled_from(same))
    text = old[stretch.old_start : stretch.old_end]
    first = stretch.old_start + len(text) - len(text.lstrip())
    last = stretch.old_end - (len(text) - len(text.rstrip()))
    carried = comparison.carry(first, last)
    assert carried
    assert (carried.start, carried.end, carried.kept) == (
        stretch.new_start + first - stretch.old_start,
        stretch.new_start + last - stretch.old_start,
        1.0,
    )


@given(texts, texts)
def test_what_was_carried_there_is_carried_back(old, new):
    there, back = Comparison(old, new), Comparison(new, old)
    for each in there.stretches:
        words = old[each.old_start : each.old_end].split()
        if each.same and len(words) == len(old.split()):
            carried = there.carry(each.old_start, each.old_end)
            assert carried
            again = back.carry(carried.start, carried.end)
            assert again
            assert old[again.start : again.end].split() == words


def carried(old: str, new: str, quote: str) -> str:
    """What a quote of the old text is in the new one."""
    start = old.index(quote)
    found = Comparison(old, new).carry(start, start + len(quote))
    return new[found.start : found.end] if found else ""


def test_a_replaced_word_at_the_edge_belongs_to_the_stretch():
    new = STORY.replace("Bà Lê", "Chị Lê")
    assert carried(STORY, new, "Bà Lê Thị Mai") == "Chị Lê Thị Mai"


def test_a_word_put_in_before_a_stretch_does_not():
    new = STORY.replace("đoàn tàu", "theo báo Sông Lam, đoàn tàu")
    assert carried(STORY, new, "đoàn tàu đầu tiên") == "đoàn tàu đầu tiên"


def test_a_part_of_a_word_stays_a_part_of_a_word():
    assert carried(STORY, "Mới: " + STORY, "oàn tà") == "oàn tà"


def test_a_moved_paragraph_is_found_where_it_stands_now():
    one, two, three = STORY.split("\n\n")
    new = "\n\n".join((two, three, one))
    comparison = Comparison(STORY, new)
    assert any(each.moved for each in comparison.stretches)
    start = STORY.index("ga Sông Lam")
    found = comparison.carry(start, start + 11)
    assert found
    assert new[found.start : found.end] == "ga Sông Lam"


def test_words_that_agree_by_accident_carry_nothing():
    new = STORY.replace(
        "Vé tháng được bán từ đầu tuần sau tại các bưu điện trong tỉnh và trên trang của ngành đường sắt.",
        "Ông giám đốc hứa sửa mái nhà chờ, lắp thêm ghế, mở căng tin và làm sạch đường vào trước mùa mưa.",
    )
    assert carried(STORY, new, "tại các bưu điện trong tỉnh và trên trang") == ""


def test_a_point_stays_before_the_same_word():
    new = "Tin mới nhất.\n\n" + STORY
    at = STORY.index("Bà Lê")
    assert new[Comparison(STORY, new).carry_point(at) :].startswith("Bà Lê")
    assert Comparison(STORY, "").carry_point(at) == 0
    assert Comparison("", STORY).carry_point(0) == 0
