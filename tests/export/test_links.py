"""Links back into Docbao."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.export import is_link, link, parse_link


@given(st.integers(1, 10**18 - 1), st.text())
def test_a_link_leads_back_to_its_article_and_highlight(article: int, highlight: str):
    assert parse_link(link(article, highlight)) == (article, highlight)


@given(st.text())
def test_a_link_is_one_word_of_ascii(highlight: str):
    address = link(1, highlight)
    assert address.isascii()
    assert address.split() == [address]


def test_a_link_may_name_an_article_alone():
    assert link(12) == "docbao://article/12"
    assert parse_link("docbao://article/12") == (12, "")
    assert parse_link(" DOCBAO://article/12/#ab\n") == (12, "ab")


@pytest.mark.parametrize(
    "text",
    ["", "docbao:", "docbao://article/", "docbao://article/0", "docbao://article/x#1", "docbao://article/-1",
     "docbao://article/٣", "docbao://other/1", "https://article/1", "docbao://article/" + "9" * 30],
)  # fmt: skip
def test_nonsense_is_refused_in_one_sentence(text: str):
    with pytest.raises(ReaderError, match="is not a link to an article"):
        parse_link(text)


def test_links_are_told_from_file_names():
    assert is_link("docbao://article/1#x")
    assert not is_link("docbao.html")
    assert not is_link("/home/anh/bai.txt")
