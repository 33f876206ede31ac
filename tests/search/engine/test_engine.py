"""The parts of the engine that random small collections do not reach."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from whoosh import query

from reader.search.engine import Docs, Keys, KeysPhrase, Near, NumpyIndex, Similar, Snapshot, Writer, only
from reader.search.engine.cache import ArrayCache
from reader.search.engine.termlist import TermList, head
from reader.search.engine.writer import choose
from tests.search.engine.test_against_whoosh import our_schema

Spans = tuple[tuple[bytes, bytes], ...]


@pytest.fixture
def index(tmp_path: Path) -> NumpyIndex:
    index = NumpyIndex(tmp_path / "index", our_schema(), "test")
    index.create()
    return index


def fill(index: NumpyIndex, *bodies: str, **options: int) -> Snapshot:
    with Writer(index, **options) as writer:
        for number, body in enumerate(bodies):
            writer.update_document(id=[str(number)], body=body, title="t", date=number)
        writer.commit()
    return Snapshot(index)


def found(snapshot: Snapshot, asked: query.Query) -> list[int]:
    numbers: list[int] = snapshot.column("date")[snapshot.find(asked).docs].tolist()
    return numbers


def test_positions_and_frequencies_beyond_two_bytes(index: NumpyIndex) -> None:
    long = " ".join(["x"] * 70_000 + ["cuối", "cùng"])
    snapshot = fill(index, long, "cùng cuối", "cuối cùng")
    assert found(snapshot, query.Phrase("body", ["cuối", "cùng"])) == [0, 2]
    assert snapshot.terms_of(0, "body")[b"x"] == 70_000
    with Writer(index) as writer:
        writer.update_document(id=["9"], body="x cuối cùng", title="t", date=9)
        writer.commit()
    assert sorted(found(Snapshot(index), query.Phrase("body", ["x", "cuối", "cùng"]))) == [0, 9]


def test_many_documents_are_kept_as_rows_and_lists_alike(index: NumpyIndex) -> None:
    rng = random.Random(3)
    bodies = [" ".join(rng.choices("abcdefghijk", weights=range(1, 12), k=3)) for _ in range(1500)]
    snapshot = fill(index, *bodies, "a", flush_words=100_000)
    for word in "abcdefghijk":
        expected = [n for n, body in enumerate([*bodies, "a"]) if word in body.split()]
        assert found(snapshot, query.Term("body", word)) == expected
    either = Keys("body", ((b"b", b"e"),))
    expected = [n for n, body in enumerate(bodies) if set(body.split()) & {"b", "c", "d"}]
    assert found(snapshot, either) == expected
    counts = dict(snapshot.counts("body", Docs(1501, np.arange(700))))
    assert counts[b"k"] == sum("k" in body.split() for body in bodies[:700])
    assert {key.decode() for key in snapshot.terms_of(42, "body")} == set(bodies[42].split())
    phrase = [n for n, body in enumerate(bodies) if "k j" in body]
    assert found(snapshot, query.Phrase("body", ["k", "j"])) == phrase
    spans = [((b"a", b"e"),), ((b"d", b"l"),), ((b"c", b"d"), (b"h", b"j"))]
    for one in spans:
        for other in spans:
            words = (Keys("body", one), Keys("body", other))
            held = [body.encode().split() for body in bodies]
            pairs = [n for n, body in enumerate(held) if any(map(beside(one, other), pairwise(body)))]
            assert found(snapshot, KeysPhrase("body", words)) == pairs


def beside(one: Spans, other: Spans) -> Callable[[tuple[bytes, bytes]], bool]:
    def are(pair: tuple[bytes, bytes]) -> bool:
        return all(
            any(low <= word < high for low, high in spans)
            for word, spans in zip(pair, (one, other), strict=True)
        )

    return are


def test_batches_within_one_commit_and_segments_of_bounded_size(index: NumpyIndex) -> None:
    snapshot = fill(index, *(f"chung w{n}" for n in range(100)), flush_words=40, segment_docs=30)
    assert sorted(found(snapshot, query.Term("body", "chung"))) == list(range(100))
    assert max(view.count for view in snapshot.views) <= 30


def test_an_open_snapshot_does_not_see_later_commits(index: NumpyIndex) -> None:
    before = fill(index, "một")
    after = fill(index, "một", "một hai")
    assert len(before.find(query.Every()).docs) == 1
    assert len(after.find(query.Every()).docs) == 2


def test_keys_count_as_one_term(index: NumpyIndex) -> None:
    snapshot = fill(index, "ma má", "má", "mả", "ban")
    several = Keys("body", ((b"m", b"n"),))
    assert found(snapshot, several) == [0, 1, 2]
    alone = fill(index, "m m", "m", "m", "ban").find(query.Term("body", "m"))
    assert snapshot.find(several).scores == pytest.approx(alone.scores)


@pytest.mark.parametrize(("distance", "numbers"), [(1, []), (2, [0, 1]), (3, [0, 1])])
def test_near_in_any_order(index: NumpyIndex, distance: int, numbers: list[int]) -> None:
    snapshot = fill(index, "a x b", "b x a", "a x x x b", "a")
    words = [(Keys("body", (only(key),)),) for key in (b"a", b"b")]
    assert found(snapshot, Near("body", words[0], words[1], distance)) == numbers


def test_phrase_of_alternatives(index: NumpyIndex) -> None:
    snapshot = fill(index, "hoa sen", "hoà sen", "hoa nở sen")
    either = Keys("body", (only(b"hoa"), only("hoà".encode())))
    assert found(snapshot, KeysPhrase("body", (either, Keys("body", (only(b"sen"),))))) == [0, 1]


words = st.text(alphabet="abcd", min_size=1, max_size=5)


@given(st.lists(words, min_size=1, max_size=30), words, st.integers(1, 2))
def test_similar_finds_what_is_within_the_distance(vocabulary: list[str], asked: str, distance: int) -> None:
    with TemporaryDirectory() as folder:
        index = NumpyIndex(Path(folder) / "i", our_schema(), "test")
        index.create()
        snapshot = fill(index, *vocabulary)
        expected = [n for n, word in enumerate(vocabulary) if OSA.distance(word, asked) <= distance]
        assert found(snapshot, Similar("body", asked, distance)) == expected


@given(st.sets(st.binary(max_size=12)), st.binary(max_size=12))
def test_terms_are_found_by_their_first_bytes(keys: set[bytes], asked: bytes) -> None:
    ordered = sorted(keys)
    blob = np.frombuffer(b"".join(ordered), np.uint8)
    ends = np.cumsum([len(key) for key in ordered], dtype=np.uint64)
    terms = TermList(blob, ends, np.array([head(key) for key in ordered], np.uint64))
    assert terms.find(asked) == (ordered.index(asked) if asked in keys else -1)
    assert terms.span(asked, None)[0] == sum(key < asked for key in ordered)


def test_the_cache_never_grows_beyond_its_bound() -> None:
    cache = ArrayCache(limit=10_000)
    for key in range(100):
        cache.get(key, lambda: (np.zeros(100),))
        assert cache.used <= 10_000
    kept = cache.get(99, lambda: (np.ones(1),))
    assert kept[0].sum() == 0


@given(st.lists(st.integers(1, 70_000), max_size=40))
def test_merging_ends_with_few_segments(sizes: list[int]) -> None:
    sizes = [min(size, 65_536) for size in sizes]
    for _ in range(200):
        chosen = choose(sizes, 65_536)
        if not chosen:
            break
        assert sum(sizes[n] for n in chosen) <= 65_536
        sizes = [size for n, size in enumerate(sizes) if n not in chosen] + [sum(sizes[n] for n in chosen)]
    else:
        pytest.fail("merging never ends")
    small = sorted(size for size in sizes if size <= 65_536 // 3)
    assert all(2 * one < other for one, other in pairwise(small))


def test_what_comes_at_once_lies_together(index: NumpyIndex) -> None:
    bodies = [f"a{n}" for n in range(100)]
    snapshot = fill(index, *bodies, flush_words=60)
    assert [view.count for view in snapshot.views] == [100]
    assert sorted(found(snapshot, query.Prefix("body", "a"))) == list(range(100))
    with Writer(index) as writer:
        writer.update_document(id=["more"], body="b", title="t", date=100)
        writer.commit()
    assert [view.count for view in Snapshot(index).views] == [100, 1]


@given(
    st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=6), min_size=1, max_size=40), st.integers(1, 9)
)
def test_most_frequent_values_are_exact_over_segments(documents: list[list[int]], most: int) -> None:
    with TemporaryDirectory() as folder:
        index = NumpyIndex(Path(folder) / "i", our_schema(), "test")
        index.create()
        bodies = [" ".join(f"w{n}" for n in numbers) for numbers in documents]
        snapshot = fill(index, *bodies, segment_docs=7)
        chosen = np.arange(len(documents) // 2 + 1)
        docs = Docs(len(documents), chosen)
        kept = [set(documents[n]) for n in snapshot.column("date")[chosen].tolist()]
        totals = Counter(f"w{n}".encode() for numbers in kept for n in numbers)
        expected = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
        assert snapshot.counts("body", docs, most) == expected[:most]
        assert snapshot.counts("body", docs) == expected


def test_commits_are_noticed_at_once_and_long_after(index: NumpyIndex) -> None:
    stamps = [index.stamp()]
    for settled in (False, True, True, False):
        if settled:  # the folder has not changed for a long time
            os.utime(index.folder, (1, 1))
            assert index.stamp() == index.stamp() == stamps[-1]
        fill(index, "a")
        stamps.append(index.stamp())
    assert len(set(stamps)) == len(stamps)
