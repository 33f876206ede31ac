"""Offsets here and positions there: the only file that translates between the two.

An *offset* is a Python code point into ``Article.text``. A *position* is what Qt counts: UTF-16 units into a
``QTextDocument``, where every block takes one unit more for its end, and where the page has header lines
that the article's text does not know.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# One unit for one code point: a newline inside a block breaks the line and not the block, and the
# noncharacters that Qt keeps for itself, or for pictures, are shown as what they are: unknown.
_SHOWN = str.maketrans("\n\r\u2029\ufdd0\ufdd1\ufffc", "\u2028\u2028\u2028\ufffd\ufffd\ufffd")
_NOT_SHOWN = re.compile("[\n\r\u2029\ufdd0\ufdd1\ufffc]")


def shown(text: str) -> str:
    """Return ``text`` as it is put into a document: of the same length in code points and in UTF-16."""
    return text.translate(_SHOWN) if _NOT_SHOWN.search(text) else text


def cut_units(text: str, start: int, end: int) -> str:
    """Return what lies between two UTF-16 units of ``text``."""
    counted = Utf16Text(text)
    return text[counted.to_offset(start) : counted.to_offset(end)]


class Utf16Text:
    """Translates between code points of one text and UTF-16 units, in O(log n) of its astral characters."""

    def __init__(self, text: str) -> None:
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [offset + before for before, offset in enumerate(self._astral)]

    def to_units(self, offset: int) -> int:
        """Return the UTF-16 unit at which code point ``offset`` begins."""
        return offset + bisect_left(self._astral, offset)

    def to_offset(self, unit: int) -> int:
        """Return the code point at ``unit``; between two surrogates, the next one."""
        return unit - bisect_left(self._units, unit)


@dataclass(frozen=True, slots=True)
class Span:
    """A block of the document that shows ``text[start:end]``; ``position`` is where it begins for Qt."""

    number: int
    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a stretch that lies in one block: UTF-16 units from the block's beginning."""

    block: int
    start: int
    end: int


class PositionMap:
    """The way from ``Article.text`` to a document and back. ``spans`` are in order and do not overlap."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = Utf16Text(text)
        self.spans = tuple(spans)
        self._starts = [span.start for span in spans]
        self._positions = [span.position for span in spans]

    def __bool__(self) -> bool:
        return bool(self.spans)

    @property
    def first_position(self) -> int:
        """Where the article's own text begins, after the header lines."""
        return self._positions[0] if self.spans else 0

    def to_position(self, offset: int) -> int:
        """Return the position of ``offset``; between two blocks, that of the end of the first."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return self.first_position
        span = self.spans[at]
        return span.position + self._units_between(span.start, min(offset, span.end))

    def to_offset(self, position: int) -> int:
        """Return the offset of ``position``; in the header lines, that of the first block."""
        at = bisect_right(self._positions, position) - 1
        if at < 0:
            return self._starts[0] if self.spans else 0
        span = self.spans[at]
        unit = self._text.to_units(span.start) + position - span.position
        return min(self._text.to_offset(unit), span.end)

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the parts of ``text[start:end]``, one for each block that shows some of it."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self.spans) and self.spans[at].start < end:
            span = self.spans[at]
            low, high = max(start, span.start), min(end, span.end)
            if low < high:
                first = self._units_between(span.start, low)
                yield Piece(span.number, first, first + self._units_between(low, high))
            at += 1

    def _units_between(self, start: int, end: int) -> int:
        return self._text.to_units(end) - self._text.to_units(start)
