"""The best of what was found: chosen by a guess, and yet the best."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query

from reader.search.engine import Array, Found
from reader.search.engine.docset import Docs


class Given:
    """Stands for scores that were worked out."""

    def __init__(self, scores: Array) -> None:
        self._scores = scores

    def score(self, _: query.Query, ids: Array | None) -> Array:
        scores: Array = self._scores if ids is None else self._scores[ids]
        return scores


sizes = st.tuples(
    st.integers(0, 2**32), st.sampled_from([50, 6_000]), st.floats(0.01, 1), st.integers(1, 120)
)


@given(sizes, st.booleans(), st.sampled_from([0.0, 0.01]))
def test_the_best_are_among_those_that_are_chosen(
    size: tuple[int, int, float, int], ties: bool, margin: float
) -> None:
    seed, total, share, count = size
    rng = np.random.default_rng(seed)
    scores = rng.exponential(size=total).astype(np.float32)
    if ties:
        scores = np.round(scores, 1)
    factors = rng.uniform(0.5, 1.5, total).astype(np.float32)
    mask = rng.random(total) < share
    found = Found(Docs(total, mask=mask), query.Every(), Given(scores))  # type: ignore[arg-type]
    docs, chosen = found.best(factors, count, margin)
    weighted = (scores * factors)[np.flatnonzero(mask)]
    assert set(docs.tolist()) <= set(found.docs.tolist())
    assert chosen == pytest.approx((scores * factors)[docs])
    assert found.weighted(factors, docs) == pytest.approx(chosen)
    best = np.sort(weighted)[::-1][:count]
    if not len(best):
        return
    wanted = np.sort(weighted[weighted >= best[-1] - margin * weighted.max()])[::-1]
    assert np.sort(chosen)[::-1][: len(wanted)] == pytest.approx(wanted)
    assert found.scores == pytest.approx(scores[found.docs])
