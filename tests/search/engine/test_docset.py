"""Sets of documents, beside Python's own sets."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.search.engine import Array
from reader.search.engine.docset import Docs, Postings

COUNT = 40
numbers = st.sets(st.integers(0, COUNT - 1))


def made(chosen: set[int], *, dense: bool) -> Docs:
    ids = np.array(sorted(chosen), np.intp)
    if not dense:
        return Docs(COUNT, ids)
    mask = np.zeros(COUNT, bool)
    mask[ids] = True
    return Docs(COUNT, mask=mask)


@given(numbers, numbers, st.booleans(), st.booleans())
def test_sets_of_documents_are_sets(one: set[int], other: set[int], dense: bool, as_dense: bool) -> None:
    mine, others = made(one, dense=dense), made(other, dense=as_dense)
    for docs, expected in (
        (mine & others, one & other),
        (mine - others, one - other),
        (Docs.union(COUNT, [mine, others]), one | other),
        (mine.part(10, 30), {number - 10 for number in one if 10 <= number < 30}),
    ):
        assert docs.ids.tolist() == sorted(expected)
        assert len(docs) == len(expected)
    asked = np.array(sorted(other), np.intp)
    assert made(one, dense=dense).has(asked).tolist() == [number in one for number in sorted(other)]


@given(st.dictionaries(st.integers(0, COUNT - 1), st.integers(1, 9)), numbers, st.booleans())
def test_frequencies_of_a_word_are_the_same_in_both_forms(
    freqs: dict[int, int], asked: set[int], dense: bool
) -> None:
    docs = made(set(freqs), dense=dense)
    values: Array = np.array([freqs[number] for number in sorted(freqs)], np.uint8)
    if dense:
        spread = np.zeros(COUNT, np.uint8)
        spread[docs.ids] = values
        values = spread
    found = Postings(values, None if dense else docs).of(np.array(sorted(asked), np.intp))
    assert found.tolist() == [freqs.get(number, 0) for number in sorted(asked)]
