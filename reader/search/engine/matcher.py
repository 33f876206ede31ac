"""An ordinary Whoosh matcher over the postings of a term: stock queries work on the index."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import numpy as np
from whoosh.formats import Format
from whoosh.matching.mcore import LeafMatcher, ReadTooFar
from whoosh.scoring import BaseScorer

from reader.search.engine.postings import FieldPostings


class PostingsMatcher(LeafMatcher):  # type: ignore[misc]
    """Steps through the documents of a term; skipping is a binary search."""

    def __init__(
        self,
        field: FieldPostings,
        number: int,
        format_: Format,
        *,
        term: tuple[str, bytes],
        scorer: BaseScorer | None,
    ) -> None:
        self.scorer = scorer
        self.format = format_
        self._term = term
        self._field = field
        self._number = number
        self._ids = field.ids(number, number + 1)
        self._freqs = field.freqs(number, number + 1)
        self._ends = np.cumsum(self._freqs, dtype=np.int64)
        self._at = 0

    def is_active(self) -> bool:
        """Whether there is a document here."""
        return self._at < len(self._ids)

    def id(self) -> int:
        """Return the number of the document here."""
        return int(self._ids[self._at])

    def next(self) -> bool:
        """Go to the next document."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's name
        """Go to the first document at or after ``id``."""
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(np.searchsorted(self._ids, id)))

    def skip_to_quality(self, minquality: float) -> int:
        """Go to the end where no document can score more than ``minquality``."""
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    def all_ids(self) -> Iterator[int]:
        """Yield the documents from here on."""
        yield from self._ids[self._at :].tolist()

    def weight(self) -> float:
        """Return how often the term occurs in the document here."""
        return float(self._freqs[self._at])

    def value_as(self, astype: str) -> object:
        """Return the positions (or the frequency) in the document here."""
        if astype != "positions":
            return self.weight()
        end = int(self._ends[self._at])
        start = end - int(self._freqs[self._at])
        positions: object = self._field.positions(self._number, self._number + 1)[start:end].tolist()
        return positions

    def value(self) -> bytes:
        """Return the positions encoded in the field's format."""
        positions = self.format.supports("positions")
        return bytes(self.format.encode(self.value_as("positions"))) if positions else b""

    def block_min_id(self) -> int:
        """Return the first document."""
        return int(self._ids[0])

    def block_max_id(self) -> int:
        """Return the last document."""
        return int(self._ids[-1])

    def block_min_length(self) -> int:
        """Return a bound below all lengths."""
        return 1

    def block_max_length(self) -> int:
        """Return a bound above all lengths."""
        return 0xFFFFFFFF

    def block_max_weight(self) -> float:
        """Return the highest frequency."""
        return float(self._freqs.max())

    def reset(self) -> None:
        """Go back to the first document."""
        self._at = 0

    def copy(self) -> PostingsMatcher:
        """Return a matcher at the same place."""
        return copy.copy(self)
