"""From a query to terms: which terms of a segment a query on terms means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein
from whoosh import query as wq
from whoosh.fields import Schema
from whoosh.query import Query
from whoosh.reading import IndexReader

from reader.search.engine.arrays import Array
from reader.search.engine.postings import Runs
from reader.search.engine.queries import Keys, Similar, only
from reader.search.engine.segment import SegmentView, as_runs
from reader.search.engine.termlist import HEAD, TermList, after

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_DIGITS = "0123456789"
Selector = Callable[[SegmentView, Query, Schema], Runs]


def spread(
    views: Sequence[SegmentView], query: Query, schema: Schema, reader: Callable[[int], IndexReader]
) -> tuple[Runs, ...]:
    """Return the terms that ``query`` means in each segment, as ranges of their numbers.

    ``reader`` makes a Whoosh reader of a segment, for queries that expand themselves.
    """
    selector = _SELECTORS.get(type(query))
    found: list[Runs] = []
    for number, view in enumerate(views):
        if view.field(query.fieldname) is None:
            found.append(())
        elif selector is not None:
            found.append(selector(view, query, schema))
        else:
            found.append(_expanded(view, query, query._btexts(reader(number))))  # noqa: SLF001 - MultiTerm's own
    return tuple(found)


def is_terms(query: Query) -> bool:
    """Whether a query means a set of terms."""
    return type(query) in _SELECTORS or isinstance(query, wq.MultiTerm)


def is_constant(query: Query) -> bool:
    """Whether a query's score is its boost."""
    return bool(getattr(query, "constant", False) or getattr(query, "constantscore", False)) or isinstance(
        query, Similar
    )


def _term(view: SegmentView, query: wq.Term, schema: Schema) -> Runs:
    return _spans(view, query.fieldname, [only(schema[query.fieldname].to_bytes(query.text))])


def _prefix(view: SegmentView, query: wq.Prefix, schema: Schema) -> Runs:
    low = schema[query.fieldname].to_bytes(query.text)
    return _spans(view, query.fieldname, [(low, after(low))])


def _keys(view: SegmentView, query: Keys, _: Schema) -> Runs:
    runs = _spans(view, query.fieldname, query.spans)
    if query.accept is None:
        return runs
    field = view.field(query.fieldname)
    accepted: list[int] = []
    for start, end in runs:
        terms = field.terms.slice(start, end) if field else []
        accepted += [start + n for n, term in enumerate(terms) if query.accept(term)]
    return as_runs(accepted)


def _similar(view: SegmentView, query: Similar, _: Schema) -> Runs:
    field = view.field(query.fieldname)
    if field is None:
        return ()
    if not query.distance:
        return _spans(view, query.fieldname, [(query.word.encode(), query.word.encode() + b"\x01")])
    if query.distance == 1:
        return _one_edit(field.terms, query.word)
    known = view.vocabulary(query.fieldname, query.part)
    return as_runs(_within(known, query.word, query.distance, OSA.distance))


def _one_edit(terms: TermList, word: str) -> Runs:
    """Return the terms of the words at most one edit from ``word``, by the heads of their keys."""
    keys, low, high = _edits(word)
    starts, ends = np.searchsorted(terms.heads, low), np.searchsorted(terms.heads, high, side="right")
    there = np.flatnonzero(ends > starts)
    if max(map(len, keys)) < HEAD:  # then the heads tell all
        return tuple(sorted(zip(starts[there].tolist(), ends[there].tolist(), strict=True)))
    found = (terms.span(keys[place], keys[place] + b"\x01") for place in there.tolist())
    return tuple(sorted(run for run in found if run[0] < run[1]))


@lru_cache(maxsize=64)
def _edits(word: str) -> tuple[list[bytes], Array, Array]:
    """Return all words at most one edit away with the least and the greatest head of their keys.

    This is Norvig's enumeration (https://norvig.com/spell-correct.html), to be looked up all at once.
    """
    letters = _letters(word)
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    edits = {word, *(left + right[1:] for left, right in splits[:-1])}
    edits.update(left + right[1] + right[0] + right[2:] for left, right in splits[:-2])
    for left, right in splits:
        rest = right[1:]
        edits.update([left + letter + right for letter in letters])
        edits.update([left + letter + rest for letter in letters])
    keys = "\n".join(edits - {""}).encode().split(b"\n")
    low = np.array(keys, f"S{HEAD}").view(">u8").astype(np.uint64)
    spare = np.array([8 * max(0, HEAD - 1 - len(key)) for key in keys], np.uint64)
    return keys, low, low + np.left_shift(np.uint64(1), spare) - np.uint64(1)


def _letters(word: str) -> str:
    """Return the letters that may stand in a word like this one."""
    if any("\u0400" <= char <= "\u04ff" for char in word):
        return _CYRILLIC
    return _LATIN + (_DIGITS if any(char.isdigit() for char in word) else "")


def _fuzzy(view: SegmentView, query: wq.FuzzyTerm, schema: Schema) -> Runs:
    field = view.field(query.fieldname)
    head = query.text[: query.prefixlength]
    low = schema[query.fieldname].to_bytes(head)
    start, end = field.terms.span(low, after(low)) if field else (0, 0)
    words = view.vocabulary(query.fieldname, bytes)[start:end]
    near = _within(words, query.text, int(query.maxdist), Levenshtein.distance)
    return as_runs(start + n for n in near)


def _within(words: list[str], word: str, distance: int, measure: Callable[..., int]) -> list[int]:
    """Return the places of the words at most ``distance`` edits away, in order."""
    found = process.extract(word, words, scorer=measure, score_cutoff=distance, limit=None)
    return sorted(place for _, _, place in found)


def _spans(view: SegmentView, name: str, spans: Sequence[tuple[bytes, bytes | None]]) -> Runs:
    field = view.field(name)
    if field is None:
        return ()
    if len(spans) == 1:
        start, end = field.terms.span(*spans[0])
        return ((start, end),) if start < end else ()
    found = [field.terms.span(*span) for span in spans]
    return tuple(sorted(run for run in found if run[0] < run[1]))


def _expanded(view: SegmentView, query: Query, keys: Iterable[bytes]) -> Runs:
    field = view.field(query.fieldname)
    numbers = {field.terms.find(key) for key in keys} if field else set()
    return as_runs(sorted(numbers - {-1}))


_SELECTORS: dict[type, Selector] = {
    wq.Term: _term,
    wq.Prefix: _prefix,
    wq.FuzzyTerm: _fuzzy,
    Keys: _keys,
    Similar: _similar,
}
