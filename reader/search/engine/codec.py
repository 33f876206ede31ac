"""The codec: how a segment's files are written and read, through Whoosh's interface for it.

The writer of this package (``writer.py``) is the fast way in; Whoosh's own ``SegmentWriter`` works with
the codec as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from whoosh.codec.base import FieldCursor, FieldWriter, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from reader.search.engine.arrays import Array, ArrayFile, ArrayFileWriter, DamagedError
from reader.search.engine.docs import DocsReader, DocsWriter
from reader.search.engine.matcher import PostingsMatcher
from reader.search.engine.pool import Inverted
from reader.search.engine.postings import FieldPostings, write_field

FORMAT = 2
DOCS = ".docs"
POSTINGS = ".postings"


class NumpyCodec(W3Codec):  # type: ignore[misc]
    """Posting lists, columns and terms as checksummed numpy arrays; segments and the rest are Whoosh's."""

    def per_document_writer(self, storage: FileStorage, segment: W3Segment) -> DocsWriter:
        """Return the writer of what is kept a document."""
        return DocsWriter(file_path(storage, segment, DOCS))

    def field_writer(self, storage: FileStorage, segment: W3Segment) -> PostingsWriter:
        """Return the writer of postings that Whoosh's own index writer uses."""
        return PostingsWriter(file_path(storage, segment, POSTINGS))

    def terms_reader(self, storage: FileStorage, segment: W3Segment) -> SegmentTerms:
        """Return the reader of terms and postings."""
        return SegmentTerms(open_postings(file_path(storage, segment, POSTINGS)))

    def per_document_reader(self, storage: FileStorage, segment: W3Segment) -> DocsReader:
        """Return the reader of what is kept a document."""
        return DocsReader(ArrayFile(file_path(storage, segment, DOCS)), segment)


def file_path(storage: FileStorage, segment: W3Segment, suffix: str) -> Path:
    """Return the path of one of a segment's files."""
    return Path(storage.folder, segment.make_filename(suffix))


def open_postings(path: Path) -> ArrayFile:
    """Open a postings file.

    Raises:
        DamagedError: when it is damaged or of another format.
    """
    file = ArrayFile(path)
    if file.meta.get("format") != FORMAT:
        raise DamagedError(f"{path.name}: another format")
    return file


def write_postings(path: Path, docs: int, fields: Iterable[tuple[str, Iterable[Inverted]]]) -> None:
    """Write a postings file: fields by name, each as runs of terms in order."""
    out = ArrayFileWriter(path)
    try:
        names = []
        for name, runs in fields:
            write_field(out, name, docs, runs)
            names.append(name)
        out.close({"format": FORMAT, "fields": names, "docs": docs})
    except BaseException:
        out.abandon()
        raise


class PostingsWriter(FieldWriter):  # type: ignore[misc]
    """Takes postings one by one, as Whoosh's writer gives them; frequencies are whole numbers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fields: dict[str, Inverted] = {}
        self._name = ""
        self._format: Format = None
        self._terms: list[bytes] = []
        self._posts: list[int] = []
        self._ids: list[int] = []
        self._freqs: list[int] = []
        self._positions: list[int] = []
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        """Begin a field."""
        self._name, self._format = fieldname, fieldobj.format
        self._terms, self._posts, self._ids, self._freqs, self._positions = [], [], [], [], []

    def start_term(self, text: bytes) -> None:
        """Begin a term; they come in order."""
        self._terms.append(text)
        self._posts.append(0)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None = None) -> None:  # noqa: ARG002
        """Take in a posting."""
        if weight != int(weight) or weight < 1:
            raise ValueError("frequencies are whole numbers: field and document boosts cannot be kept")
        self._posts[-1] += 1
        self._ids.append(docnum)
        self._freqs.append(int(weight))
        if self._format.supports("positions"):
            self._positions += self._format.decode_positions(vbytes)

    def finish_term(self) -> None:
        """End a term."""

    def finish_field(self) -> None:
        """End a field."""
        posts = np.array(self._posts, np.int64)
        freqs = np.array(self._freqs, np.uint32)
        owner = np.repeat(np.arange(len(posts)), posts)
        self._fields[self._name] = Inverted(
            terms=self._terms,
            posts=posts,
            occurrences=np.bincount(owner, freqs, len(posts)).astype(np.int64),
            ids=np.array(self._ids, np.uint32),
            freqs=freqs,
            counted=bool((freqs > 1).any()),
            positions=np.array(self._positions, np.uint32) if self._format.supports("positions") else None,
        )

    def close(self) -> None:
        """Write the file."""
        docs = 1 + max((int(field.ids.max(initial=0)) for field in self._fields.values()), default=0)
        write_postings(self._path, docs, ((name, [field]) for name, field in sorted(self._fields.items())))
        self.is_closed = True


class SegmentTerms(TermsReader):  # type: ignore[misc]
    """The terms of a segment, field by field."""

    def __init__(self, file: ArrayFile) -> None:
        self.file = file
        self._names: list[str] = file.meta["fields"]
        self._fields: dict[str, FieldPostings] = {}

    def field(self, name: str) -> FieldPostings | None:
        """Return the postings of a field, ``None`` where no document has it."""
        if name not in self._names:
            return None
        if name not in self._fields:
            self._fields[name] = FieldPostings(self.file, name, self.file.meta["docs"])
        return self._fields[name]

    def _find(self, fieldname: str, tbytes: bytes) -> tuple[FieldPostings, int]:
        field = self.field(fieldname)
        number = field.terms.find(tbytes) if field else -1
        if field is None or number < 0:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        return field, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self.field(term[0])
        return field is not None and field.terms.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms."""
        return self._names

    def cursor(self, fieldname: str, fieldobj: FieldType) -> TermCursor:
        """Return a cursor over a field's terms."""
        field = self.field(fieldname)
        return TermCursor(field.terms if field else [], fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms."""
        for name in sorted(self._names):
            yield from self.terms_from(name, b"", others=False)

    def terms_from(
        self, fieldname: str, prefix: bytes, *, others: bool = True
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the terms from a key on, to the end of the field, then (with ``others``) of all fields."""
        field = self.field(fieldname)
        if field is not None:
            start, end = field.terms.span(prefix, None)
            for number in range(start, end):
                yield fieldname, field.terms[number]
        for name in sorted(self._names) if others else ():
            if name > fieldname:
                yield from self.terms_from(name, b"", others=False)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with what is known about them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms from a key on with what is known about them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
        """Return what is known about a term; the least length is a safe bound, not counted."""
        field, number = self._find(fieldname, tbytes)
        ids, freqs = field.ids(number, number + 1), field.freqs(number, number + 1)
        return TermInfo(
            weight=float(freqs.sum(dtype=np.int64)),
            df=len(ids),
            minlength=1,
            maxlength=0xFFFFFFFF,
            maxweight=float(freqs.max()),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        """Return how often a term occurs."""
        field = self.field(fieldname)
        number = field.terms.find(tbytes) if field else -1
        if field is None or number < 0:
            return 0.0
        return float(field.occurrences(number, number + 1))

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """Return in how many documents a term stands."""
        field = self.field(fieldname)
        number = field.terms.find(tbytes) if field else -1
        if field is None or number < 0:
            return 0
        return field.posts(number, number + 1)

    def matcher(
        self, fieldname: str, tbytes: bytes, format_: Format, scorer: BaseScorer | None = None
    ) -> PostingsMatcher:
        """Return a matcher over a term's postings."""
        field, number = self._find(fieldname, tbytes)
        return PostingsMatcher(field, number, format_, term=(fieldname, tbytes), scorer=scorer)

    def close(self) -> None:
        """Nothing to let go of: the mapping ends with its last view."""


class TermCursor(FieldCursor):  # type: ignore[misc]
    """Walks over a field's terms; a text of ``None`` is the end."""

    def __init__(self, terms: Sequence[bytes], fieldobj: FieldType) -> None:
        self._terms = terms
        self._fieldobj = fieldobj
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term at or after a text."""
        key = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._at = bisect_left(self._terms, key)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term here."""
        return str(self._fieldobj.from_bytes(self._terms[self._at])) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._at < len(self._terms)


def lengths_of(file: ArrayFile, name: str, table: Array) -> Array:
    """Return the lengths of a field, decoded by ``table``; zeros where it has none."""
    key = f"length/{name}"
    return table[file.get(key)] if key in file else np.zeros(file.meta["count"])
