"""Making one segment of several: whole arrays are copied, deleted documents left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from reader.search.engine.arrays import Array, ArrayFile
from reader.search.engine.codec import SegmentTerms, write_postings
from reader.search.engine.docs import merge_docs
from reader.search.engine.pool import Inverted
from reader.search.engine.postings import FieldPostings

_RUN = 1 << 20  # occurrences that are in memory at a time


@dataclass(frozen=True)
class Part:
    """A segment that is merged: its files, and the number that each document gets (-1: left out)."""

    docs: ArrayFile
    terms: SegmentTerms
    numbers: Array


def part(docs: ArrayFile, terms: SegmentTerms, deleted: Sequence[int], first: int) -> Part:
    """Number the documents of a segment that are not deleted from ``first`` on."""
    kept = np.ones(docs.meta["count"], bool)
    kept[list(deleted)] = False
    return Part(docs, terms, np.where(kept, first + np.cumsum(kept) - 1, -1))


def merge(docs_path: Path, postings_path: Path, parts: Sequence[Part]) -> int:
    """Write the files of the merged segment; return the number of its documents."""
    merge_docs(docs_path, [(part.docs, np.flatnonzero(part.numbers >= 0)) for part in parts])
    count = sum(int((part.numbers >= 0).sum()) for part in parts)
    names = sorted({name for part in parts for name in part.terms.indexed_field_names()})
    write_postings(postings_path, count, ((name, _runs(name, parts)) for name in names))
    return count


@dataclass(frozen=True)
class _Source:
    field: FieldPostings
    numbers: Array
    places: Array  # of each of its terms among all terms

    def piece(self, low: int, high: int) -> tuple[Array, Array, Array, Array | None]:
        """Return (place of the term, document, frequency) a posting and the positions, deleted left out."""
        start, end = np.searchsorted(self.places, [low, high]).tolist()
        posts = self.field.frequencies()[start:end]
        owner = np.repeat(self.places[start:end], posts)
        ids = self.numbers[self.field.ids(start, end)]
        freqs = self.field.freqs(start, end).astype(np.intp)
        positions = self.field.positions(start, end) if self.field.has_positions else None
        kept = ids >= 0
        if not kept.all():
            positions = None if positions is None else positions[np.repeat(kept, freqs)]
            owner, ids, freqs = owner[kept], ids[kept], freqs[kept]
        return owner, ids, freqs, positions


def _runs(name: str, parts: Sequence[Part]) -> Iterator[Inverted]:
    """Yield a field's merged postings, some terms at a time."""
    fields = [(field, part.numbers) for part in parts if (field := part.terms.field(name)) is not None]
    lists = [field.terms.slice(0, len(field.terms)) for field, _ in fields]
    terms = sorted(set().union(*lists))
    place = {term: number for number, term in enumerate(terms)}
    sources = [
        _Source(field, numbers, np.fromiter((place[term] for term in known), np.intp, len(known)))
        for (field, numbers), known in zip(fields, lists, strict=True)
    ]
    counted = any(field.counted for field, _ in fields)
    weights = np.zeros(len(terms), np.int64)
    for source in sources:
        weights[source.places] += source.field.totals()
    cuts = np.flatnonzero(np.diff(np.cumsum(weights) // _RUN)) + 1
    edges = [0, *cuts.tolist(), len(terms)]
    for low, high in pairwise(edges):
        if low < high:
            pieces = [source.piece(low, high) for source in sources]
            yield _join(terms[low:high], low, pieces, counted=counted)


def _join(
    terms: list[bytes], low: int, pieces: list[tuple[Array, Array, Array, Array | None]], *, counted: bool
) -> Inverted:
    """Bring the postings of several segments into the order of terms, then of documents."""
    owner = np.concatenate([piece[0] for piece in pieces]) - low
    order = np.argsort(owner, kind="stable")
    freqs = np.concatenate([piece[2] for piece in pieces])
    kept = [piece[3] for piece in pieces if piece[3] is not None]
    positions = np.concatenate(kept)[ragged(np.cumsum(freqs) - freqs, freqs, order)] if kept else None
    posts = np.bincount(owner, minlength=len(terms))
    alive = posts > 0
    occurrences = np.bincount(owner, freqs, len(terms)).astype(np.int64)
    return Inverted(
        terms=[term for term, lives in zip(terms, alive.tolist(), strict=True) if lives],
        posts=posts[alive],
        occurrences=occurrences[alive],
        ids=np.concatenate([piece[1] for piece in pieces])[order],
        freqs=freqs[order].astype(np.uint32),
        counted=counted,
        positions=None if positions is None else positions.astype(np.uint32),
    )


def ragged(starts: Array, counts: Array, order: Array) -> Array:
    """Return the indexes of the ranges ``starts[i] .. starts[i] + counts[i]`` for each ``i`` in ``order``."""
    counts = counts[order].astype(np.intp)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts[order].astype(np.intp) - (ends - counts), counts) + np.arange(total)
