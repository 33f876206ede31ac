"""Arrays of small numbers with some large ones: what does not fit is told beside by its place."""

from __future__ import annotations

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter


class SplitWriter:
    """Writes array ``name`` piece by piece in a ``narrow`` type, and what does not fit beside it."""

    def __init__(self, out: ArrayFileWriter, name: str, narrow: type[np.unsignedinteger]) -> None:
        self._out = out
        self._name = name
        self._narrow = np.dtype(narrow)
        self._written = 0

    def append(self, values: Array) -> None:
        """Append whole numbers."""
        bits = self._narrow.itemsize * 8
        self._out.append(self._name, (values & ((1 << bits) - 1)).astype(self._narrow))
        high = values >> bits
        far = np.flatnonzero(high)
        if len(far):
            self._out.append(f"{self._name}_at", (far + self._written).astype(np.uint64))
            self._out.append(f"{self._name}_high", high[far].astype(np.uint32))
        self._written += len(values)


def read_split(file: ArrayFile, name: str, low: int, high: int) -> Array:
    """Return the numbers ``low`` to ``high`` of an array that was written so."""
    if low >= high:
        return np.zeros(0, np.uint8)
    values = file.get(name, low, high)
    if f"{name}_at" not in file:
        return values
    at = file.get(f"{name}_at")
    first, last = np.searchsorted(at, [low, high])
    if first == last:
        return values
    wide = values.astype(np.int64)
    bits = values.dtype.itemsize * 8
    more = file.get(f"{name}_high", int(first), int(last)).astype(np.int64) << bits
    wide[(at[first:last] - np.uint64(low)).astype(np.intp)] += more
    return wide
