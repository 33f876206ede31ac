"""The postings of a field, rows and lists, against the plain numbers that were written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter
from reader.search.engine.docset import Docs
from reader.search.engine.occurrences import Occurrences
from reader.search.engine.pool import Inverted
from reader.search.engine.postings import FieldPostings, write_field

DOCS = 1100  # from 1,024 on there are rows
FREQS = st.sampled_from([1, 1, 1, 2, 3, 14, 15, 16, 17, 40, 255, 256, 300])


def field_of(path: Path, table: Array, high: int = 65_000) -> FieldPostings:
    """Write how often each term (a row of ``table``) occurs in each document, and read it again.

    Positions begin at ``high``.
    """
    owner, ids = np.nonzero(table)
    freqs = table[owner, ids].astype(np.uint32)
    inverted = Inverted(
        terms=[b"%03d" % number for number in range(len(table))],
        posts=np.count_nonzero(table, axis=1),
        occurrences=table.sum(axis=1),
        ids=ids.astype(np.uint32),
        freqs=freqs,
        positions=np.concatenate([np.arange(freq) * 3 + high for freq in freqs]).astype(np.uint32),
        counted=True,
    )
    out = ArrayFileWriter(path)
    write_field(out, "f", table.shape[1], [inverted])
    out.close({})
    return FieldPostings(ArrayFile(path), "f", table.shape[1])


@st.composite
def tables(draw: st.DrawFn) -> Array:
    """Return frequencies of some terms in documents: some terms in many, some in few."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    table = np.zeros((draw(st.integers(1, 6)), DOCS), np.int64)
    for row in table:
        chosen = rng.random(DOCS) < draw(st.sampled_from([0.01, 0.1, 0.2, 0.9, 1.0]))
        row[chosen] = rng.choice(draw(st.lists(FREQS, min_size=1, max_size=5)), DOCS)[chosen]
        row[0] = max(1, row[0])  # no term is in no document
    return table


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rows")


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables(), data=st.data())
def test_what_was_written_is_read(folder: Path, table: Array, data: st.DataObject) -> None:
    field = field_of(folder / "one", table)
    start = data.draw(st.integers(0, len(table) - 1))
    end = data.draw(st.integers(start + 1, len(table)))
    owner, ids = np.nonzero(table[start:end])
    assert field.ids(start, end).tolist() == ids.tolist()
    assert field.freqs(start, end).tolist() == table[start:end][owner, ids].tolist()
    assert field.posts(start, end) == len(ids)
    assert field.occurrences(start, end) == table[start:end].sum()
    positions = [3 * n + 65_000 for freq in table[start:end][owner, ids] for n in range(freq)]
    assert field.positions(start, end).tolist() == positions
    assert field.tally(DOCS, ((start, end),)).tolist() == table[start:end].sum(axis=0).tolist()
    mask = np.zeros(DOCS, bool)
    field.mark(mask, ((start, end),))
    assert mask.tolist() == table[start:end].any(axis=0).tolist()
    some = np.sort(np.random.default_rng(1).choice(DOCS, 40, replace=False))
    assert field.freqs_in(start, some).tolist() == table[start, some].tolist()
    docnum = data.draw(st.integers(0, DOCS - 1))
    held = np.flatnonzero(table[:, docnum]).tolist()
    assert sorted(field.of_document(docnum)) == [(number, table[number, docnum]) for number in held]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables(), data=st.data())
def test_the_occurrences_in_some_documents(folder: Path, table: Array, data: st.DataObject) -> None:
    bits, high = data.draw(st.sampled_from([(16, 0), (32, 65_000)]))
    field = field_of(folder / "some", table, high)
    size = data.draw(st.sampled_from([1, 5, 60, 80, 500, DOCS]))  # few are looked up, many are not
    wanted = np.sort(np.random.default_rng(size).choice(DOCS, size, replace=False))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(table)), min_size=4, max_size=4)))
    orders: list[list[tuple[int, ...]]] = [[(2,), (0,)], [(0,), (2,), (0, 2)], [(0, 2)]]
    order = data.draw(st.sampled_from(orders))
    words = [tuple((cuts[n], cuts[n + 1]) for n in pair) for pair in order]
    occurrences = Occurrences(field, bits)
    found = occurrences.among(words, Docs(DOCS, wanted))
    for word, keys in zip(words, found, strict=True):
        assert sorted(keys.tolist()) == sorted(places(table, word, wanted.tolist(), bits, high))
        assert sorted(occurrences.all(word).tolist()) == sorted(places(table, word, range(DOCS), bits, high))


def places(
    table: Array, word: tuple[tuple[int, int], ...], docs: Iterable[int], bits: int, high: int
) -> list[int]:
    """Return where the terms of a word occur in some documents."""
    numbers = [number for run in word for number in range(*run)]
    return [
        (docnum << bits) + 3 * n + high
        for docnum in docs
        for number in numbers
        for n in range(table[number, docnum])
    ]
