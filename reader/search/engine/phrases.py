"""Positions: phrases and nearness, evaluated for all candidate documents at once.

An occurrence is one number, (document << 32) + position, so that order and distance are those of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reader.search.engine.arrays import Array
from reader.search.engine.docset import Docs
from reader.search.engine.segment import POSITION_BITS, Runs, SegmentView

_MANY = 2000  # more occurrences than these are sieved before they are compared
_SLOTS = 1 << 20
_STRIDE = 613  # spreads the documents over the slots


def documents(keys: Array) -> Array:
    """Return the documents of sorted occurrences."""
    ids = keys >> POSITION_BITS
    return (
        ids[np.concatenate([[True], ids[1:] != ids[:-1]])].astype(np.intp)
        if len(ids)
        else ids.astype(np.intp)
    )


def ends(view: SegmentView, name: str, words: Sequence[Runs], slop: int, among: Docs) -> Array:
    """Return the last positions of a phrase ``among`` these documents; ``slop`` 1 means side by side."""
    return _side_by_side(view, name, words, among) if slop == 1 else _chain(view, name, words, slop, among)


def _side_by_side(view: SegmentView, name: str, words: Sequence[Runs], among: Docs) -> Array:
    """Begin with the rarest words: the fewer places are left, the fewer positions are read."""
    last = len(words) - 1
    order = sorted(range(len(words)), key=lambda n: view.weight(name, words[n]))
    keys: Array | None = None
    for place in order:
        shifted = view.occurrences(name, words[place], among)
        shifted += last - place
        keys = shifted if keys is None else _both(keys, shifted)
        if not len(keys):
            break
        among = Docs(view.count, documents(np.sort(keys)))
    assert keys is not None
    return np.sort(keys)


def _both(one: Array, other: Array) -> Array:
    """Return the occurrences of ``one`` that are in ``other``; neither needs to be in order."""
    if len(other) > _MANY:
        seen, slots = np.zeros(_SLOTS, bool), _slots(one)
        seen[slots] = True
        other = other[np.flatnonzero(seen[_slots(other)])]
        seen = np.zeros(_SLOTS, bool)
        seen[_slots(other)] = True
        one = one[np.flatnonzero(seen[slots])]
    if not len(other):
        return other
    other = np.sort(other)
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    common: Array = one[np.flatnonzero(other[places] == one)]
    return common


def _slots(keys: Array) -> Array:
    """Return a small number for each occurrence; different ones may have the same."""
    slots: Array = keys >> POSITION_BITS
    slots *= _STRIDE
    slots += keys
    slots &= _SLOTS - 1
    return slots


def _chain(view: SegmentView, name: str, words: Sequence[Runs], slop: int, among: Docs) -> Array:
    reached = np.sort(view.occurrences(name, words[0], among))
    for runs in words[1:]:
        keys = np.sort(view.occurrences(name, runs, Docs(view.count, documents(reached))))
        if not len(reached) or not len(keys):
            return np.zeros(0, np.int64)
        before = np.searchsorted(reached, keys) - 1
        reached = keys[(before >= 0) & (keys - reached[before] <= slop)]
    return reached


def near(
    view: SegmentView, name: str, pair: tuple[Sequence[Runs], Sequence[Runs]], distance: int, among: Docs
) -> Array:
    """Return the documents in which two phrases stand at most ``distance`` positions apart, in any order."""
    one, other = pair
    first, second = ends(view, name, one, 1, among), ends(view, name, other, 1, among)
    if not len(first) or not len(second):
        return np.zeros(0, np.intp)
    found = [
        _followed(first, second - (len(other) - 1), distance),
        _followed(second, first - (len(one) - 1), distance),
    ]
    return np.unique(np.concatenate(found)).astype(np.intp)


def _followed(finish: Array, start: Array, distance: int) -> Array:
    """Return the documents in which one of ``start`` comes at most ``distance`` after one of ``finish``."""
    before = np.searchsorted(finish, start) - 1
    return start[(before >= 0) & (start - finish[before] <= distance)] >> POSITION_BITS


def before(keys: Array, limits: Array) -> Array:
    """Return the occurrences whose position is below their document's limit."""
    kept: Array = keys[(keys & ((1 << POSITION_BITS) - 1)) < limits[keys >> POSITION_BITS]]
    return kept
