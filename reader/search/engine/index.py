"""An index in a folder: which segments it has, who may write, and cleaning up."""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader

from reader.search.engine.arrays import ArrayFile, DamagedError
from reader.search.engine.codec import DOCS, FORMAT, POSTINGS, NumpyCodec, file_path

_MAGIC = b"NPTOC001"
_TOC = re.compile(r"toc\.([0-9]+)$")
_OURS = re.compile(r"(MAIN_[0-9a-z]+)\.|toc\.")
_NAME = "MAIN"
_SETTLED = 5_000_000_000  # nanoseconds; the coarsest clocks of file systems tell every second one
Stamp = tuple[int, int, int]


class OtherVersionError(Exception):
    """The index was written by another version of the program."""


@dataclass(frozen=True)
class Toc:
    """The table of contents of one commit."""

    generation: int
    segments: tuple[W3Segment, ...]


class NumpyIndex:
    """An index of ``schema`` in ``folder``; ``version`` tells one program's indexes from its later ones'."""

    def __init__(self, folder: Path, schema: Schema, version: str) -> None:
        self.folder = folder
        self.schema = schema
        self.version = version
        self.codec = NumpyCodec()
        self.storage = FileStorage(str(folder))
        self._known: tuple[int, Stamp] | None = None  # when the folder had changed last, and its stamp

    def create(self) -> None:
        """Make the folder and an empty index in it; what is there of an older one goes.

        Raises:
            LockError: when a writer is at work.
            OSError: when the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.locked():
            self.write_toc(self._latest() + 1, [])

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writer's lock.

        Raises:
            LockError: when another holds it.
        """
        lock = self.storage.lock("writer.lock")
        if not lock.acquire():
            raise LockError
        try:
            yield
        finally:
            lock.release()

    def _latest(self) -> int:
        """Return the highest generation, 0 where there is no index."""
        try:
            names = os.listdir(self.folder)  # noqa: PTH208 - a Path a name costs more
        except FileNotFoundError:
            return 0
        return max((int(found.group(1)) for name in names if (found := _TOC.match(name))), default=0)

    def stamp(self) -> Stamp | None:
        """Return what changes with every commit, ``None`` where there is no index; reads no file.

        It is asked for at every search. A folder whose last change is long past is not listed again: until
        then the clock of the file system may be too coarse to tell two changes apart.
        """
        try:
            changed = self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            return None
        known = self._known
        if known is not None and known[0] == changed:
            return known[1]
        settled = time.time_ns() - changed > _SETTLED
        generation = self._latest()
        try:
            status = (self.folder / f"toc.{generation}").stat()
        except FileNotFoundError:
            return None
        stamp = generation, status.st_mtime_ns, status.st_size
        self._known = (changed, stamp) if settled else None
        return stamp

    def toc(self) -> Toc:
        """Read the last commit.

        Raises:
            FileNotFoundError: when there is no index.
            OtherVersionError: when it is another version's.
            DamagedError: when it cannot be trusted.
        """
        generation = self._latest()
        path = self.folder / f"toc.{generation}"
        data = path.read_bytes()
        head = len(_MAGIC) + 4
        if data[: len(_MAGIC)] != _MAGIC or zlib.crc32(data[head:]) != int.from_bytes(
            data[len(_MAGIC) : head]
        ):
            raise DamagedError(f"{path.name}: checksum")
        content = json.loads(data[head:])
        if content["version"] != self.version or content["format"] != FORMAT:
            raise OtherVersionError(content["version"])
        return Toc(generation, tuple(self._segment(row) for row in content["segments"]))

    def _segment(self, row: dict[str, Any]) -> W3Segment:
        segment = self.new_segment(row["docs"], row["deleted"], row["id"])
        for suffix, size in row["files"].items():
            path = file_path(self.storage, segment, suffix)
            if not path.is_file() or path.stat().st_size != size:
                raise DamagedError(f"{path.name}: missing or cut short")
        return segment

    def new_segment(self, docs: int, deleted: Sequence[int] = (), name: str | None = None) -> W3Segment:
        """Return the description of a segment."""
        return W3Segment(self.codec, _NAME, doccount=docs, segid=name, deleted=set(deleted) or None)

    def write_toc(self, generation: int, segments: Sequence[W3Segment]) -> None:
        """Make ``segments`` the index in one step, then delete the files that it no longer needs."""
        rows = [
            {
                "id": segment.segid,
                "docs": segment.doc_count_all(),
                "deleted": sorted(segment.deleted_docs()),
                "files": {
                    suffix: file_path(self.storage, segment, suffix).stat().st_size
                    for suffix in (DOCS, POSTINGS)
                },
            }
            for segment in segments
        ]
        body = json.dumps({"format": FORMAT, "version": self.version, "segments": rows}).encode()
        path = self.folder / f"toc.{generation}"
        unfinished = self.folder / f"toc.{generation}.new"
        unfinished.write_bytes(_MAGIC + zlib.crc32(body).to_bytes(4) + body)
        unfinished.replace(path)
        self._clean(path.name, {segment.segment_id() for segment in segments})

    def _clean(self, toc: str, segments: set[str]) -> None:
        for path in self.folder.iterdir():
            found = _OURS.match(path.name)
            if found and path.name != toc and found.group(1) not in segments:
                with contextlib.suppress(
                    OSError
                ):  # a reader on Windows still holds it: the next commit tries again
                    path.unlink()

    def verify(self) -> None:
        """Read every byte of the last commit; raises what :meth:`toc` raises."""
        for segment in self.toc().segments:
            for suffix in (DOCS, POSTINGS):
                ArrayFile(file_path(self.storage, segment, suffix)).verify()

    def reader(self) -> IndexReader:
        """Return a Whoosh reader of the last commit, for Whoosh's own searchers."""
        toc = self.toc()
        leaves = [SegmentReader(self.storage, self.schema, segment) for segment in toc.segments]
        if not leaves:
            return EmptyReader(self.schema)
        return leaves[0] if len(leaves) == 1 else MultiReader(leaves, generation=toc.generation)
