"""What is kept a document: the lengths of its fields, its columns and its stored fields."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import PerDocumentReader, PerDocumentWriter
from whoosh.codec.whoosh3 import W3Segment
from whoosh.columns import Column, ColumnReader, NumericColumn
from whoosh.fields import FieldType
from whoosh.util.numeric import byte_to_length, length_to_byte

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter

LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float64)


class DocsWriter(PerDocumentWriter):  # type: ignore[misc]
    """Collects columns in memory and writes them at :meth:`close`; numeric columns only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 0
        self._numbers: dict[str, tuple[array[Any], Any]] = {}
        self._lengths: dict[str, array[int]] = {}
        self._totals: dict[str, int] = {}
        self._stored: list[bytes] = []
        self._row: dict[str, Any] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin document ``docnum``; they come in order."""
        if docnum != self._count:
            raise ValueError(f"document {docnum} out of order")
        self._row = {}

    def add_field(self, fieldname: str, fieldobj: FieldType, value: object, length: int) -> None:  # noqa: ARG002
        """Keep a stored value (anything that JSON holds) and the length of a scorable field."""
        if value is not None:
            self._row[fieldname] = value
        if length:
            column = self._lengths.setdefault(fieldname, array("B"))
            column.extend(bytes(self._count - len(column)))
            column.append(length_to_byte(length))
            self._totals[fieldname] = self._totals.get(fieldname, 0) + length

    def add_column_value(self, fieldname: str, columnobj: Column, value: float) -> None:
        """Keep a number."""
        if not isinstance(columnobj, NumericColumn):
            raise TypeError(f"{fieldname}: only numeric columns are kept")
        code, default = columnobj._typecode, columnobj._default  # noqa: SLF001 - Whoosh tells them nowhere else
        column, _ = self._numbers.setdefault(fieldname, (array(code), default))
        column.extend([default] * (self._count - len(column)))
        column.append(value)

    def finish_doc(self) -> None:
        """End the document."""
        self._stored.append(json.dumps(self._row, ensure_ascii=False).encode() if self._row else b"")
        self._count += 1

    def cancel_doc(self) -> None:
        """Forget the document that was begun."""
        for column, _ in self._numbers.values():
            del column[self._count :]
        for lengths in self._lengths.values():
            del lengths[self._count :]

    def close(self) -> None:
        """Write the file."""
        columns = {}
        for name, (column, default) in self._numbers.items():
            column.extend([default] * (self._count - len(column)))
            columns[f"column/{name}"] = np.array(column)
        for name, lengths in self._lengths.items():
            lengths.extend(bytes(self._count - len(lengths)))
            columns[f"length/{name}"] = np.array(lengths)
        defaults = {name: default for name, (_, default) in self._numbers.items()}
        write_docs(self._path, columns, {"defaults": defaults, "totals": self._totals}, self._stored)
        self.is_closed = True


def write_docs(path: Path, columns: dict[str, Array], meta: dict[str, Any], rows: Sequence[bytes]) -> None:
    """Write the file of documents with these ``columns`` and stored ``rows``, one a document."""
    out = ArrayFileWriter(path)
    try:
        for name, column in columns.items():
            out.add(name, column)
        out.add("stored", np.frombuffer(b"".join(rows), np.uint8))
        out.add("stored_ends", np.cumsum([len(row) for row in rows], dtype=np.uint64))
        out.close({"count": len(rows), **meta})
    except BaseException:
        out.abandon()
        raise


def merge_docs(path: Path, parts: Sequence[tuple[ArrayFile, Array]]) -> None:
    """Write the documents of several files into one: each with the (sorted) numbers of those to keep."""
    defaults = {name: value for file, _ in parts for name, value in file.meta["defaults"].items()}
    names = dict.fromkeys(name for file, _ in parts for name in file.names() if "/" in name)
    columns = {}
    for name in names:
        owner = next(file for file, _ in parts if name in file)
        default = defaults.get(name.partition("/")[2], 0) if name.startswith("column/") else 0
        pieces = [
            file.get(name)[kept] if name in file else np.full(len(kept), default, owner.dtype(name))
            for file, kept in parts
        ]
        columns[name] = np.concatenate(pieces)
    rows = [row for file, kept in parts for row in stored_rows(file, kept)]
    totals = {
        name.partition("/")[2]: int(LENGTHS[column].sum())
        for name, column in columns.items()
        if name.startswith("length/")
    }
    write_docs(path, columns, {"defaults": defaults, "totals": totals}, rows)


def stored_row(file: ArrayFile, docnum: int) -> bytes:
    """Return the stored fields of a document, as JSON; empty where it has none."""
    return file.row("stored", "stored_ends", docnum)


def stored_rows(file: ArrayFile, docnums: Array) -> Iterator[bytes]:
    """Yield the stored fields of many documents, as JSON."""
    blob = file.get("stored").tobytes()
    ends = [0, *file.get("stored_ends").tolist()]
    for docnum in docnums.tolist():
        yield blob[ends[docnum] : ends[docnum + 1]]


class _Column(ColumnReader):  # type: ignore[misc]
    """A numeric column as Whoosh reads one."""

    def __init__(self, values: Array) -> None:
        self._values = values
        self._reverse = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> float:
        value: float = self._values[docnum].item()
        return value

    def sort_key(self, docnum: int) -> float:
        """Return what sorts a document."""
        return -self[docnum] if self._reverse else self[docnum]

    def load(self) -> list[Any]:
        """Return all values."""
        return list(self._values.tolist())

    def set_reverse(self) -> None:
        """Sort downwards."""
        self._reverse = True


class DocsReader(PerDocumentReader):  # type: ignore[misc]
    """What is kept of the documents of a segment."""

    def __init__(self, file: ArrayFile, segment: W3Segment) -> None:
        self.file = file
        self._segment = segment
        self._count: int = file.meta["count"]

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return self._count - int(self._segment.deleted_count())

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return self._count

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        """Return the numbers of the deleted documents."""
        return set(self._segment.deleted_docs())

    def supports_columns(self) -> bool:
        """Columns are kept."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether any document has a value in this column."""
        return f"column/{fieldname}" in self.file

    def column_reader(self, fieldname: str, column: Column) -> _Column:  # noqa: ARG002 - Whoosh's signature
        """Return the reader of a column."""
        return _Column(self.file.get(f"column/{fieldname}"))

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the length of a field, as exact as one byte tells it."""
        name = f"length/{fieldname}"
        length = int(LENGTHS[self.file.get(name, docnum, docnum + 1)[0]]) if name in self.file else 0
        return length or default

    def field_length(self, fieldname: str) -> int:
        """Return the sum of a field's lengths."""
        return int(self.file.meta["totals"].get(fieldname, 0))

    def min_field_length(self, fieldname: str) -> int:
        """Return the least length of a field."""
        return int(LENGTHS[self._bytes(fieldname).min(initial=255)]) if self._count else 0

    def max_field_length(self, fieldname: str) -> int:
        """Return the greatest length of a field."""
        return int(LENGTHS[self._bytes(fieldname).max(initial=0)])

    def _bytes(self, fieldname: str) -> Array:
        name = f"length/{fieldname}"
        return self.file.get(name) if name in self.file else np.zeros(self._count, np.uint8)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored fields of a document."""
        row = stored_row(self.file, docnum)
        return dict(json.loads(row.decode())) if row else {}

    def close(self) -> None:
        """Nothing to let go of: the mapping ends with its last view."""
