"""A file of named numpy arrays, each 16 KiB of it under a checksum (XXH3): see FORMAT.md.

Writing is sequential. Reading maps the file and checks a block the first time that it is touched, so that
opening is cheap and no damaged byte is ever used.
"""

from __future__ import annotations

import json
import mmap
import struct
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

Array = NDArray[Any]

MAGIC = b"NPARRAY2"
BLOCK = 1 << 14
_TRAILER = struct.Struct("<QQQQ8s")  # data length, length of the table, number of blocks, checksum, magic
_END = struct.Struct("<Q")
_COPY = 1 << 20
_IN_MEMORY = 1 << 22  # bytes of a growing array before it goes to a temporary file


class DamagedError(Exception):
    """A file is not what was written: a changed byte, a missing end, a missing file."""


class ArrayFileWriter:
    """Writes arrays one after the other; nothing is readable before :meth:`close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._length = 0
        self._sum = xxhash.xxh3_64()
        self._sums: list[int] = []
        self._table: dict[str, tuple[str, int, int]] = {}
        self._spools: dict[str, tuple[tempfile.SpooledTemporaryFile[bytes], np.dtype[Any]]] = {}
        self._write(MAGIC)

    def add(self, name: str, array: Array) -> None:
        """Write a whole one-dimensional array."""
        array = np.ascontiguousarray(array)
        little = array.astype(array.dtype.newbyteorder("<"), copy=False)
        self._begin(name, little.dtype, len(little))
        self._write(little.tobytes())

    def append(self, name: str, array: Array) -> None:
        """Append to an array that grows while others do; a large one waits in a temporary file."""
        little = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
        if name not in self._spools:
            folder = self._path.parent
            spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder))  # noqa: SIM115
            self._spools[name] = (spool, little.dtype)
        self._spools[name][0].write(little.tobytes())

    def close(self, meta: Mapping[str, Any]) -> None:
        """Write what was appended, the table with ``meta`` (anything that JSON holds) and the checksums."""
        for name, (spool, dtype) in self._spools.items():
            self._begin(name, dtype, spool.tell() // dtype.itemsize)
            spool.seek(0)
            while chunk := spool.read(_COPY):
                self._write(chunk)
            spool.close()
        self._spools.clear()
        if self._length % BLOCK:
            self._sums.append(self._sum.intdigest())
        table = json.dumps({"arrays": self._table, "meta": dict(meta)}).encode()
        tail = np.array(self._sums, "<u8").tobytes() + table
        checksum = xxhash.xxh3_64_intdigest(tail)
        trailer = _TRAILER.pack(self._length, len(table), len(self._sums), checksum, MAGIC)
        self._file.write(tail + trailer)
        self._file.close()

    def abandon(self) -> None:
        """Close without finishing and delete the file."""
        for spool, _ in self._spools.values():
            spool.close()
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _begin(self, name: str, dtype: np.dtype[Any], count: int) -> None:
        self._write(bytes(-self._length % 8))
        self._table[name] = (dtype.str, self._length, count)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        view = memoryview(data)
        while view:
            room = BLOCK - self._length % BLOCK
            part = view[:room]
            self._sum.update(part)
            self._length += len(part)
            if self._length % BLOCK == 0:
                self._sums.append(self._sum.intdigest())
                self._sum.reset()
            view = view[room:]


class ArrayFile:
    """The arrays of a finished file, as read-only views of the mapped bytes.

    Raises:
        DamagedError: where the file is not as it was written, at opening or when an array is asked for.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise DamagedError(f"{path.name}: {error}") from error
        self._sums, table = self._read_table()
        self._table: dict[str, tuple[np.dtype[Any], int, int]] = {
            name: (np.dtype(code), offset, count) for name, (code, offset, count) in table["arrays"].items()
        }
        self.meta: dict[str, Any] = table["meta"]
        self._checked = bytearray(len(self._sums))

    def _read_table(self) -> tuple[list[int], dict[str, Any]]:
        size = len(self._bytes)
        if size < _TRAILER.size:
            raise DamagedError(f"{self.path.name}: too short")
        self._length, table, blocks, checksum, magic = _TRAILER.unpack(self._bytes[size - _TRAILER.size :])
        whole = self._length + 8 * blocks + table + _TRAILER.size
        if magic != MAGIC or whole != size or blocks != -(-self._length // BLOCK):
            raise DamagedError(f"{self.path.name}: not an array file")
        tail = self._bytes[self._length : size - _TRAILER.size]
        if xxhash.xxh3_64_intdigest(tail) != checksum:
            raise DamagedError(f"{self.path.name}: checksum of the table")
        return np.frombuffer(tail[: 8 * blocks], "<u8").tolist(), json.loads(bytes(tail[8 * blocks :]))

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def names(self) -> Iterable[str]:
        """Return the names of the arrays."""
        return self._table.keys()

    def count(self, name: str) -> int:
        """Return the number of elements of an array."""
        return self._table[name][2]

    def dtype(self, name: str) -> np.dtype[Any]:
        """Return the type of an array's elements."""
        return self._table[name][0]

    def get(self, name: str, start: int = 0, end: int | None = None) -> Array:
        """Return the elements ``start`` to ``end`` of an array, checked."""
        dtype, offset, count = self._table[name]
        end = count if end is None else end
        low, high = offset + start * dtype.itemsize, offset + end * dtype.itemsize
        if high <= low:
            return np.zeros(0, dtype)
        self._check(low, high)
        return np.frombuffer(self._bytes, dtype, end - start, low)

    def row(self, name: str, ends: str, number: int) -> bytes:
        """Return one of the rows of bytes that array ``name`` holds; array ``ends`` tells where each ends.

        Read without numpy, which takes its time for so little.
        """
        at = self._table[ends][1] + 8 * number
        self._check(at - 8 if number else at, at + 8)
        (high,) = _END.unpack_from(self._bytes, at)
        (low,) = _END.unpack_from(self._bytes, at - 8) if number else (0,)
        if low == high:
            return b""
        offset = self._table[name][1]
        self._check(offset + low, offset + high)
        return self._bytes[offset + low : offset + high].tobytes()

    def verify(self) -> None:
        """Check every byte.

        Raises:
            DamagedError: at the first block that is not as it was written.
        """
        if self._length:
            self._check(0, self._length)

    def _check(self, low: int, high: int) -> None:
        first, last = low // BLOCK, (high - 1) // BLOCK + 1
        at = self._checked.find(0, first, last)
        while at >= 0:
            block = self._bytes[at * BLOCK : min((at + 1) * BLOCK, self._length)]
            if xxhash.xxh3_64_intdigest(block) != self._sums[at]:
                raise DamagedError(f"{self.path.name}: checksum of block {at}")
            self._checked[at] = 1
            at = self._checked.find(0, at, last)
