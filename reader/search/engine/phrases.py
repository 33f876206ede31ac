"""Positions: phrases and nearness, evaluated for all candidate documents at once.

An occurrence is one number, (document << bits) + position, so that order and distance are those of numbers.
The number of ``bits`` is ``SegmentView.position_bits``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reader.search.engine.arrays import Array
from reader.search.engine.docset import FEW, Docs
from reader.search.engine.segment import Runs, SegmentView

_MANY = 2000  # more occurrences than these are compared by slots
_SLOTS = 1 << 20
_STRIDE = 613  # spreads the documents over the slots


def documents(keys: Array, bits: int, count: int) -> Docs:
    """Return the documents of occurrences, of a segment of ``count`` documents."""
    ids = keys >> bits
    if len(ids) * FEW < count:
        return Docs(count, np.unique(ids).astype(np.intp))
    mask = np.zeros(count, bool)
    mask[ids] = True
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
        keys = shifted if keys is None else _both(keys, shifted, bits)
        if not len(keys):
            break
    assert keys is not None
    return keys


def _both(one: Array, other: Array, bits: int) -> Array:
    """Return the occurrences of ``one`` that are in ``other``; neither needs to be in order."""
    if len(other) < _MANY:
        return one[np.flatnonzero(_among(one, other))]
    slots, others = _slots(one, bits), _slots(other, bits)
    seen = np.zeros(_SLOTS, bool)
    seen[slots] = True
    kept = np.flatnonzero(seen[others])
    other, others = other[kept], others[kept]
    table = np.empty(_SLOTS, other.dtype)  # of one occurrence of ``other`` for each slot of ``one``
    empty = np.iinfo(other.dtype).max  # no occurrence: no position has all its bits set
    table[slots] = empty
    table[others] = other
    held = table[slots]
    there = held == one
    crowded = other[np.flatnonzero(table[others] != other)]  # another took their slot
    unsure = np.flatnonzero(~there & (held != empty))
    there[unsure] = _among(one[unsure], crowded)
    common: Array = one[np.flatnonzero(there)]
    return common


def _among(keys: Array, few: Array) -> Array:
    """Return whether each of ``keys`` is one of ``few``."""
    if not len(few):
        return np.zeros(len(keys), bool)
    few = np.sort(few)
    places = np.searchsorted(few, keys)
    places[places == len(few)] = 0
    found: Array = few[places] == keys
    return found


def _slots(keys: Array, bits: int) -> Array:
    """Return a small number for each occurrence; different ones may have the same."""
    slots: Array = keys >> bits
    slots *= slots.dtype.type(_STRIDE)
    slots += keys
    slots &= slots.dtype.type(_SLOTS - 1)
    return slots


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
