"""The writer: takes documents, flushes them in batches, merges, and commits in one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import cast

import numpy as np
from whoosh.codec.whoosh3 import W3Segment

from reader.search.engine.arrays import ArrayFile
from reader.search.engine.codec import DOCS, POSTINGS, SegmentTerms, file_path, open_postings, write_postings
from reader.search.engine.docs import DocsWriter
from reader.search.engine.fields import Words
from reader.search.engine.index import NumpyIndex
from reader.search.engine.merge import merge, part
from reader.search.engine.pool import FieldPool

FLUSH_WORDS = 3_000_000  # about 100 MB while they are sorted
SEGMENT_DOCS = 1 << 16  # so that a document's number fits two bytes
_GROWTH = 2


class Writer:
    """Writes to an index; readers see nothing of it before :meth:`commit`.

    Raises:
        LockError: when another writer is at work.
        DamagedError: when the index cannot be trusted.
        OSError: when files cannot be written; the index stays as it was.
    """

    def __init__(
        self, index: NumpyIndex, *, flush_words: int = FLUSH_WORDS, segment_docs: int = SEGMENT_DOCS
    ) -> None:
        self._index = index
        self._flush_words = flush_words
        self._segment_docs = segment_docs
        self._exit = ExitStack()
        self._exit.enter_context(index.locked())
        try:
            toc = index.toc()
        except BaseException:
            self._exit.close()
            raise
        self._generation = toc.generation + 1
        self._old = list(toc.segments)
        self._fresh: list[W3Segment] = []
        self._key_field = next((name for name, field in index.schema.items() if field.unique), None)
        self._replaced: set[str] = set()
        self._places: dict[str, tuple[int, int]] = {}  # key -> (number among the fresh segments, document)
        self._begin()

    def _begin(self) -> None:
        self._segment = self._index.new_segment(0)
        self._docs = DocsWriter(file_path(self._index.storage, self._segment, DOCS))
        self._pools: dict[str, FieldPool] = {}
        self._count = 0
        self._words = 0
        self._dropped: set[int] = set()

    def add_document(self, **values: object) -> None:
        """Add a document; a field of ``None`` is left out."""
        docs, schema = self._docs, self._index.schema
        docs.start_doc(self._count)
        for name, value in values.items():
            if value is None:
                continue
            field = schema[name]
            length = self._take_in(name, field, value) if isinstance(field, Words) else 0
            docs.add_field(name, field, value if field.stored else None, length)
            if field.column_type:
                docs.add_column_value(name, field.column_type, field.to_column_value(value))
        docs.finish_doc()
        self._count += 1
        if self._words >= self._flush_words or self._count >= self._segment_docs:
            self._flush()

    def _take_in(self, name: str, field: Words, value: object) -> int:
        pool = self._pools.get(name)
        if pool is None:
            pool = self._pools[name] = FieldPool(
                field.key, positions=field.positions, counted=field.positions or field.scorable
            )
        count = pool.add(self._count, field.split(value))
        self._words += count
        return count if field.scorable else 0

    def update_document(self, **values: object) -> None:
        """Add a document in the place of the one with the same unique key."""
        (key,) = cast("Sequence[str]", values[str(self._key_field)])
        self._drop(key)
        self._places[key] = (len(self._fresh), self._count)
        self.add_document(**values)

    def delete(self, keys: Iterable[str]) -> None:
        """Delete documents by their unique keys; unknown keys are passed over."""
        for key in keys:
            self._drop(key)

    def _drop(self, key: str) -> None:
        self._replaced.add(key)
        number, docnum = self._places.pop(key, (-1, -1))
        if number == len(self._fresh):
            self._dropped.add(docnum)
        elif number >= 0:
            self._fresh[number].delete_document(docnum)

    def _flush(self) -> None:
        """Write the documents in memory as a segment."""
        if not self._count:
            return
        self._docs.close()
        path = file_path(self._index.storage, self._segment, POSTINGS)
        fields = ((name, [pool.invert()]) for name, pool in sorted(self._pools.items()))
        write_postings(path, self._count, fields)
        self._segment.set_doc_count(self._count)
        for docnum in self._dropped:
            self._segment.delete_document(docnum)
        self._fresh.append(self._segment)
        self._begin()

    def commit(self) -> None:
        """Make the changes visible."""
        self._flush()
        self._delete_replaced()
        fresh = sum(segment.doc_count() for segment in self._fresh)
        segments = self._merge(
            fresh, [segment for segment in (*self._old, *self._fresh) if segment.doc_count()]
        )
        self._index.write_toc(self._generation, segments)
        self._fresh = []
        self.close()

    def close(self) -> None:
        """Let the next writer in; what was not committed is deleted."""
        for segment in (*self._fresh, self._segment):  # the last may be half written
            for suffix in (DOCS, POSTINGS):
                file_path(self._index.storage, segment, suffix).unlink(missing_ok=True)
        self._fresh = []
        self._exit.close()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _delete_replaced(self) -> None:
        """Delete from the older segments what was deleted or added anew."""
        if not self._replaced:
            return
        to_bytes = self._index.schema[self._key_field].to_bytes
        keys = sorted(to_bytes(key) for key in self._replaced)
        for segment in self._old:
            field = self._terms(segment).field(str(self._key_field))
            for key in keys if field else ():
                number = field.terms.find(key) if field else -1
                for docnum in field.ids(number, number + 1).tolist() if field and number >= 0 else ():
                    segment.delete_document(docnum)

    def _terms(self, segment: W3Segment) -> SegmentTerms:
        return SegmentTerms(open_postings(file_path(self._index.storage, segment, POSTINGS)))

    def _merge(self, fresh: int, segments: list[W3Segment]) -> list[W3Segment]:
        while chosen := choose([segment.doc_count() for segment in segments], self._segment_docs, fresh):
            merged = self._merged([segments[number] for number in chosen])
            segments = [*(segment for n, segment in enumerate(segments) if n not in chosen), merged]
        return [self._merged([segment]) if _mostly_deleted(segment) else segment for segment in segments]

    def _merged(self, segments: Sequence[W3Segment]) -> W3Segment:
        storage, parts, first = self._index.storage, [], 0
        for segment in segments:
            docs = ArrayFile(file_path(storage, segment, DOCS))
            parts.append(part(docs, self._terms(segment), list(segment.deleted_docs()), first))
            first += int(np.count_nonzero(parts[-1].numbers >= 0))
        new = self._index.new_segment(0)
        self._fresh.append(new)
        new.set_doc_count(merge(file_path(storage, new, DOCS), file_path(storage, new, POSTINGS), parts))
        return new


def _mostly_deleted(segment: W3Segment) -> bool:
    return bool(segment.deleted_count() * 2 > segment.doc_count_all())


def choose(sizes: Sequence[int], limit: int, fresh: int = 0) -> list[int]:
    """Return the numbers of the segments to merge; none where each is much larger than those below it.

    A document is copied about ``log(limit)`` times in its life, and as many segments at most are left. Beyond
    that a commit may copy as many documents as it brings (``fresh``): what comes at once lies together.
    """
    order = sorted(range(len(sizes)), key=lambda number: sizes[number])
    for first in range(len(order) - 1):
        chosen, total = [order[first]], sizes[order[first]]
        for number in order[first + 1 :]:
            joined = total + sizes[number]
            if joined > limit or (sizes[number] > _GROWTH * total and joined > fresh):
                break
            chosen.append(number)
            total = joined
        if len(chosen) > 1:
            return sorted(chosen)
    return []
