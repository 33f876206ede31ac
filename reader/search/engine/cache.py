"""A store of decoded arrays that never grows beyond a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from reader.search.engine.arrays import Array

CACHE_BYTES = 96 << 20


class ArrayCache:
    """Keeps the arrays that were used last; any thread may ask."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self.limit = limit
        self.used = 0
        self._kept: OrderedDict[Hashable, tuple[Array, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], tuple[Array, ...]]) -> tuple[Array, ...]:
        """Return the arrays kept under ``key``, or make and keep them."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        size = sum(array.nbytes for array in made)
        with self._lock:
            if key not in self._kept and size <= self.limit // 4:
                self._kept[key] = made
                self.used += size
                while self.used > self.limit:
                    _, old = self._kept.popitem(last=False)
                    self.used -= sum(array.nbytes for array in old)
        return made
