"""Positions: phrases and nearness, evaluated for all candidate documents of a segment at once.

An occurrence is one number, (document << bits) + position, so that order and distance are those of numbers.
The number of ``bits`` is ``SegmentView.position_bits``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from reader.search.engine.arrays import Array
from reader.search.engine.docset import Docs
from reader.search.engine.postings import Runs
from reader.search.engine.segment import SegmentView

_SHORT_LIST = 1000  # in so few documents all words are looked up at once
_MORE = 3  # a word is read whole that stands in less than so many times the documents that are wanted


class Positions:
    """The occurrences of words in field ``name`` of a segment.

    With a ``column`` only those before the position that it tells of each document. What stands between two
    words is no nearness where a term of ``gap`` is among it.
    """

    def __init__(self, view: SegmentView, name: str, column: str = "", gap: Runs = ()) -> None:
        self._view = view
        self._name = name
        self._gap = gap
        self._bits = view.position_bits(name)
        self._occurrences = view.occurrences(name)
        self._limits = view.column(column) if column else None

    def phrase(self, words: Sequence[Runs], slop: int, among: Docs) -> Docs:
        """Return the documents ``among`` these in which words follow each other; side by side for 1."""
        return self._documents(self._ends(words, slop, among)) & among

    def near(self, one: Sequence[Runs], other: Sequence[Runs], distance: int, among: Docs) -> Docs:
        """Return the documents in which two phrases stand at most so many positions apart, in any order."""
        first, second = (_in_order(self._ends(words, 1, among)) for words in (one, other))
        gaps = self._gaps(among)
        starts = first - first.dtype.type(len(one) - 1), second - second.dtype.type(len(other) - 1)
        found = [_followed(first, starts[1], distance, gaps), _followed(second, starts[0], distance, gaps)]
        return self._documents(np.concatenate(found)) & among

    def _documents(self, keys: Array) -> Docs:
        docs = keys >> self._bits
        first = np.flatnonzero(docs[1:] != docs[:-1])
        mask = np.zeros(self._view.count, bool)
        mask[docs[first].astype(np.intp)] = True
        mask[docs[-1:].astype(np.intp)] = True
        return Docs(self._view.count, mask=mask)

    def _ends(self, words: Sequence[Runs], slop: int, among: Docs) -> Array:
        """Return the last positions of a phrase, in any order."""
        ends = self._side_by_side(words, among) if slop == 1 else self._chain(words, slop, among)
        if self._limits is None:
            return ends
        inside = (ends & ends.dtype.type((1 << self._bits) - 1)) < self._limits[ends >> self._bits]
        return ends[np.flatnonzero(inside)]

    def pairs(self, words: Sequence[Runs], among: Docs) -> list[Docs]:
        """Return the documents in which each word but the last is followed by the one after it."""
        keys = self._occurrences.among(words, among)
        return [self._documents(_both(self._moved(one, 1), other)) for one, other in pairwise(keys)]

    def _side_by_side(self, words: Sequence[Runs], among: Docs) -> Array:
        """Begin with the rarest words: the fewer places are left, the fewer positions are read.

        Where few documents are left, all words left are looked up together.
        """
        order = sorted(range(len(words)), key=lambda n: self._view.total(self._name, words[n]))
        keys: Array | None = None
        at = order[0]  # the word at whose places the phrases are told
        while order:
            if len(among) < _SHORT_LIST:
                looked_up, order = order, []
                found = self._occurrences.among([words[place] for place in looked_up], among)
            else:
                looked_up, order = order[:1], order[1:]
                found = [self._all_or_among(words[looked_up[0]], among)]
            for place, own in zip(looked_up, found, strict=True):
                keys = own if keys is None else _both(self._moved(keys, place - at), own)
                at = place
            if order and keys is not None:
                among = self._documents(keys)
        assert keys is not None
        return self._moved(keys, len(words) - 1 - at)

    def _moved(self, keys: Array, places: int) -> Array:
        """Return occurrences so many places later, or earlier where that is less than 0."""
        step = keys.dtype.type(abs(places))
        if places < 0:  # not into the document before
            keys = keys[np.flatnonzero((keys & keys.dtype.type((1 << self._bits) - 1)) >= step)]
        moved: Array = keys + step if places >= 0 else keys - step
        return moved

    def _chain(self, words: Sequence[Runs], slop: int, among: Docs) -> Array:
        gaps = self._gaps(among)
        reached = _in_order(self._all_or_among(words[0], among))
        for runs in words[1:]:
            keys = _in_order(self._all_or_among(runs, self._documents(reached)))
            reached = _followed(reached, keys, slop, gaps)
        return reached

    def _all_or_among(self, runs: Runs, among: Docs) -> Array:
        """Return where a word occurs: everywhere where most is wanted, as that costs less."""
        if len(among) * _MORE > min(self._view.weight(self._name, runs), self._view.count):
            return self._view.all_occurrences(self._name, runs)
        return self._occurrences.among([runs], among)[0]

    def _gaps(self, among: Docs) -> Array:
        return _in_order(self._all_or_among(self._gap, among))


def _in_order(keys: Array) -> Array:
    """Return occurrences in order: they come as a few rows that are, which a stable sort merges."""
    return np.sort(keys, kind="stable")


def _both(one: Array, other: Array) -> Array:
    """Return the occurrences that are in both, in order: numpy sorts numbers faster than it looks them up."""
    together = _in_order(np.concatenate([one, other]))
    common: Array = together[:-1][together[1:] == together[:-1]]
    return common


def _followed(finish: Array, start: Array, distance: int, gaps: Array) -> Array:
    """Return those of ``start`` that come at most ``distance`` after one of ``finish``, no gap between."""
    if not len(finish):
        return finish
    before = np.searchsorted(finish, start) - 1
    near = np.flatnonzero((before >= 0) & (start - finish[before] <= distance))
    if len(gaps):
        there, here = np.searchsorted(gaps, finish[before[near]]), np.searchsorted(gaps, start[near])
        near = near[np.flatnonzero(there == here)]
    followed: Array = start[near]
    return followed
