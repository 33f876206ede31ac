"""Positions: phrases and nearness, evaluated for all candidate documents at once.

An occurrence is one number, (document << bits) + position, so that order and distance are those of numbers.
The number of ``bits`` is ``SegmentView.position_bits``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reader.search.engine.arrays import Array
from reader.search.engine.docset import Docs
from reader.search.engine.segment import Runs, SegmentView


def documents(keys: Array, bits: int, count: int) -> Docs:
    """Return the documents of occurrences, of a segment of ``count`` documents."""
    mask = np.zeros(count, bool)
    mask[keys >> bits] = True
    return Docs(count, mask=mask)


def ends(view: SegmentView, name: str, words: Sequence[Runs], slop: int, among: Docs) -> Array:
    """Return the last positions of a phrase ``among`` these documents, in any order.

    ``slop`` 1 means side by side.
    """
    return _side_by_side(view, name, words, among) if slop == 1 else _chain(view, name, words, slop, among)


def _side_by_side(view: SegmentView, name: str, words: Sequence[Runs], among: Docs) -> Array:
    """Begin with the rarest words: the fewer places are left, the fewer positions are read."""
    last, bits = len(words) - 1, view.position_bits(name)
    order = sorted(range(len(words)), key=lambda n: view.weight(name, words[n]))
    keys: Array | None = None
    for place in order:
        if keys is not None:
            among = documents(keys, bits, view.count)
        shifted = view.occurrences(name, words[place], among)
        shifted += shifted.dtype.type(last - place)
        keys = shifted if keys is None else _both(keys, shifted)
        if not len(keys):
            break
    assert keys is not None
    return keys


def _both(one: Array, other: Array) -> Array:
    """Return the occurrences that are in both, in order: numpy sorts numbers faster than it looks them up."""
    together = np.concatenate([one, other])
    together.sort()
    common: Array = together[:-1][together[1:] == together[:-1]]
    return common


def _chain(view: SegmentView, name: str, words: Sequence[Runs], slop: int, among: Docs) -> Array:
    reached = np.sort(view.occurrences(name, words[0], among))
    for runs in words[1:]:
        keys = np.sort(view.occurrences(name, runs, documents(reached, view.position_bits(name), view.count)))
        if not len(reached) or not len(keys):
            return reached[:0]
        before = np.searchsorted(reached, keys) - 1
        reached = keys[(before >= 0) & (keys - reached[before] <= slop)]
    return reached


def near(
    view: SegmentView, name: str, pair: tuple[Sequence[Runs], Sequence[Runs]], distance: int, among: Docs
) -> Array:
    """Return the documents in which two phrases stand at most ``distance`` positions apart, in any order."""
    one, other = pair
    first, second = (np.sort(ends(view, name, words, 1, among)) for words in pair)
    if not len(first) or not len(second):
        return np.zeros(0, np.intp)
    found = [
        _followed(first, second - second.dtype.type(len(other) - 1), distance),
        _followed(second, first - first.dtype.type(len(one) - 1), distance),
    ]
    return np.unique(np.concatenate(found) >> view.position_bits(name)).astype(np.intp)


def _followed(finish: Array, start: Array, distance: int) -> Array:
    """Return those of ``start`` that come at most ``distance`` after one of ``finish``."""
    before = np.searchsorted(finish, start) - 1
    near: Array = start[(before >= 0) & (start - finish[before] <= distance)]
    return near


def before(keys: Array, bits: int, limits: Array) -> Array:
    """Return the occurrences whose position is below their document's limit."""
    kept: Array = keys[(keys & keys.dtype.type((1 << bits) - 1)) < limits[keys >> bits]]
    return kept
