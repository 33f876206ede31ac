"""The evaluator beside Whoosh's own, on random small collections: the same documents, order and scores."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import fields, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import NumericColumn
from whoosh.filedb.filestore import RamStorage
from whoosh.index import create_in
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from reader.search.engine import (
    Keys,
    KeysPhrase,
    NumpyCodec,
    NumpyIndex,
    Pairs,
    Snapshot,
    Words,
    Writer,
    only,
)
from reader.search.engine import found as found_module
from reader.search.engine import postings as postings_module

WORDS = ["a", "b", "c", "ab", "abc", "bc", "ba"]
Rows = list[tuple[str, str, int]]


def split(text: str) -> list[str]:
    return text.split()


def our_schema() -> fields.Schema:
    return fields.Schema(
        id=Words(unique=True),
        body=Words(split, positions=True, scorable=True),
        title=Words(split, positions=True, scorable=True),
        date=fields.COLUMN(NumericColumn("i")),
    )


def stock_schema() -> fields.Schema:
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
    return fields.Schema(id=fields.ID(stored=True), body=text, title=text, date=fields.NUMERIC(int))


text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
rows = st.lists(st.tuples(text, text, st.integers(0, 9)), min_size=1, max_size=25)
field = st.sampled_from(["body", "title"])
word = st.sampled_from([*WORDS, "none"])
term = st.builds(query.Term, field, word, boost=st.sampled_from([1.0, 2.0]))
phrase = st.builds(query.Phrase, field, st.lists(word, min_size=2, max_size=3), slop=st.integers(1, 3))
leaf = st.one_of(term, term, phrase)
several = st.one_of(
    st.builds(query.Prefix, field, st.sampled_from(["a", "b", "ab", "x"])),
    st.builds(query.Wildcard, field, st.sampled_from(["a*", "?b", "*c", "a?c"])),
    st.builds(query.FuzzyTerm, field, st.sampled_from(["ab", "abd", "c"]), prefixlength=st.integers(0, 1)),
    st.builds(query.NumericRange, st.just("date"), st.integers(0, 5), st.integers(3, 9)),
    st.builds(query.Every),
    st.builds(query.Every, field),
)


def whole(inner: st.SearchStrategy) -> st.SearchStrategy:
    """The combinations that Whoosh's own matchers score right."""
    parts = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.builds(query.And, parts),
        st.builds(query.Or, parts),
        st.builds(query.Require, inner, inner),
        st.builds(query.ConstantScoreQuery, inner, st.just(3.0)),
    )


def combined(inner: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(
        whole(inner),
        st.builds(query.AndNot, inner, inner),
        st.builds(query.AndMaybe, inner, inner),
        st.builds(query.DisjunctionMax, st.lists(inner, min_size=2, max_size=3)),
    )


scored = st.recursive(leaf, whole, max_leaves=6)
anything = st.recursive(leaf, combined, max_leaves=6)
unscored = st.recursive(st.one_of(leaf, several), whole, max_leaves=6)


@contextmanager
def our_index(
    documents: Rows, *, flush: int = 1000, commits: int = 1, gone: frozenset[int] = frozenset()
) -> Iterator[NumpyIndex]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if len(documents) % 2:  # frequent terms as rows, as in large segments
            patch.setattr(postings_module, "_ROWS_FROM", 0)
        index = NumpyIndex(Path(folder) / "index", our_schema(), "test")
        index.create()
        for start in range(commits):
            with Writer(index, flush_words=flush) as writer:
                for number in range(start, len(documents), commits):
                    body, title, date = documents[number]
                    writer.update_document(id=[str(number)], body=body, title=title, date=date)
                writer.commit()
        with Writer(index) as writer:
            writer.delete(str(number) for number in gone)
            writer.commit()
        yield index


def ours(index: NumpyIndex, asked: query.Query, *, all_at_once: bool = False) -> dict[str, float]:
    snapshot = Snapshot(index)
    with pytest.MonkeyPatch.context() as patch:
        if all_at_once:  # as where a good part of many documents matches
            patch.setattr(found_module, "_MANY", 0)
        found = snapshot.find(asked)
    ids = [snapshot.terms_of(doc, "id") for doc in found.docs.tolist()]
    return {
        next(iter(terms)).decode(): round(score, 3)
        for terms, score in zip(ids, found.scores.tolist(), strict=True)
    }


def stock(documents: Rows, asked: query.Query) -> dict[str, float]:
    index = RamStorage().create_index(stock_schema())
    writer = index.writer()
    for number, (body, title, date) in enumerate(documents):
        writer.add_document(id=str(number), body=body, title=title, date=date)
    writer.commit()
    with index.searcher() as searcher:
        return {hit["id"]: round(hit.score, 3) for hit in searcher.search(asked, limit=None)}


def close(one: dict[str, float], other: dict[str, float]) -> bool:
    return one.keys() == other.keys() and all(abs(one[key] - other[key]) < 0.01 for key in one)


common = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@common
@given(rows, scored, st.booleans())
def test_same_documents_and_scores_as_stock_whoosh(
    documents: Rows, asked: query.Query, all_at_once: bool
) -> None:
    with our_index(documents) as index:
        assert close(ours(index, asked, all_at_once=all_at_once), stock(documents, asked))


@common
@given(rows, unscored)
def test_same_documents_for_queries_that_whoosh_expands(documents: Rows, asked: query.Query) -> None:
    with our_index(documents, flush=30) as index:
        assert ours(index, asked).keys() == stock(documents, asked).keys()


@common
@given(rows, scored, st.integers(1, 5), st.frozensets(st.integers(0, 24), max_size=8))
def test_same_as_whoosh_on_our_own_index_after_deletions_and_merges(
    documents: Rows, asked: query.Query, commits: int, gone: frozenset[int]
) -> None:
    with our_index(documents, flush=40, commits=commits, gone=gone) as index:
        snapshot = Snapshot(index)
        found = snapshot.find(asked)
        searcher = Searcher(index.reader())
        hits = {hit.docnum: hit.score for hit in searcher.search(asked, limit=None)}
        mine = dict(zip(found.docs.tolist(), found.scores.tolist(), strict=True))
        assert mine.keys() == hits.keys()
        assert all(abs(mine[doc] - hits[doc]) < 0.01 for doc in mine)
        by_score = sorted(mine, key=lambda doc: (-mine[doc], doc))
        assert all(hits[one] >= hits[other] - 0.01 for one, other in pairwise(by_score))


@common
@given(rows, st.lists(word, min_size=2, max_size=4), st.booleans())
def test_pairs_score_what_the_phrases_of_two_score(
    documents: Rows, asked: list[str], all_at_once: bool
) -> None:
    keys = [Keys("body", (only(each.encode()),)) for each in asked]
    phrases = query.Or([KeysPhrase("body", pair, boost=0.5) for pair in pairwise(keys)])
    with our_index(documents, flush=40) as index:
        pairs = ours(index, Pairs("body", tuple(keys), 0.5), all_at_once=all_at_once)
        assert close(pairs, ours(index, phrases))


def expected(documents: Rows, asked: query.Query) -> dict[str, float]:  # noqa: PLR0911 - a case a line
    """Whoosh's scores of the leaves, combined by what the combinations mean.

    Whoosh's own matchers for AndNot, AndMaybe and DisjunctionMax look at the second part where it stands,
    even if that is another document: no judges here.
    """
    if isinstance(asked, (query.Term, query.Phrase)):
        return stock(documents, asked)
    if isinstance(asked, query.ConstantScoreQuery):
        return dict.fromkeys(expected(documents, asked.child), asked.score)
    parts = [expected(documents, sub) for sub in asked.subqueries]
    first, rest = parts[0], parts[1:]
    if isinstance(asked, query.AndNot):
        return {key: score for key, score in first.items() if key not in rest[0]}
    if isinstance(asked, query.AndMaybe):
        return {key: score + rest[0].get(key, 0) for key, score in first.items()}
    if isinstance(asked, query.Require):
        return {key: score for key, score in first.items() if key in rest[0]}
    if isinstance(asked, query.And):
        return {key: sum(part[key] for part in parts) for key in first if all(key in part for part in rest)}
    union = {key for part in parts for key in part}
    join = max if isinstance(asked, query.DisjunctionMax) else sum
    return {key: join(part.get(key, 0) for part in parts) for key in union}


@common
@given(rows, anything, st.booleans())
def test_combinations_mean_what_they_say(documents: Rows, asked: query.Query, all_at_once: bool) -> None:
    with our_index(documents) as index:
        assert close(ours(index, asked, all_at_once=all_at_once), expected(documents, asked))


@common
@given(rows, anything, leaf)
def test_not_leaves_the_rest(documents: Rows, asked: query.Query, gone: query.Query) -> None:
    with our_index(documents, flush=30) as index:
        kept = ours(index, query.And([asked, query.Not(gone)]))
        assert kept.keys() == ours(index, query.AndNot(asked, gone)).keys()
        assert ours(index, query.And([query.Not(gone)])).keys() >= kept.keys()


@common
@given(rows, scored)
def test_whooshs_own_writer_works_with_the_codec(documents: Rows, asked: query.Query) -> None:
    with tempfile.TemporaryDirectory() as folder:
        schema = our_schema()
        index = create_in(folder, schema)
        writer = SegmentWriter(index, codec=NumpyCodec(), compound=False)
        for number, (body, title, _) in enumerate(documents):
            writer.add_document(id=[str(number)], body=body, title=title)
        writer.commit()
        with index.searcher() as searcher:
            hits = {str(hit.docnum): round(hit.score, 3) for hit in searcher.search(asked, limit=None)}
        assert close(hits, stock(documents, asked))
