"""What is marked on the page, found by place: mentions, highlights, matches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from reader.models import Highlight, Mention
from reader.ui.page.positions import Piece, PositionMap

Match = tuple[int, int]
T = TypeVar("T")


class Layer(Generic[T]):
    """One sort of marks, in the order of the text. ``spans`` are (start, end) in code points, one an item.

    Of two that begin together the longer comes first.
    """

    def __init__(self, items: Iterable[tuple[int, int, T]], positions: PositionMap) -> None:
        ordered = sorted(items, key=lambda item: (item[0], -item[1]))
        self.items: Sequence[T] = [item for _, _, item in ordered]
        self.spans: Sequence[Match] = [(start, end) for start, end, _ in ordered]
        self.levels = _levels(self.spans)
        self.holders = holders(self.spans)
        self._starts = [start for start, _ in self.spans]
        self._pieces: dict[int, list[tuple[Piece, int]]] = defaultdict(list)
        for index, (start, end) in enumerate(self.spans):
            for piece in positions.pieces(start, end):
                self._pieces[piece.block].append((piece, index))

    def in_block(self, number: int) -> Sequence[tuple[Piece, int]]:
        """Return the pieces in Qt's block ``number``, each with the index of its item."""
        return self._pieces.get(number, ())

    def at(self, number: int, unit: int) -> list[int]:
        """Return the indices of the items at a UTF-16 unit of a block, the shortest first."""
        found = [index for piece, index in self.in_block(number) if piece.start <= unit < piece.end]
        return sorted(found, key=lambda index: self.spans[index][1] - self.spans[index][0])

    def after(self, offset: int) -> int:
        """Return the index of the first item that begins at ``offset`` or later."""
        return bisect_left(self._starts, offset)

    def before(self, offset: int) -> int:
        """Return the index of the last item that begins at ``offset`` or earlier; -1 if there is none."""
        return bisect_right(self._starts, offset) - 1


def holders(spans: Sequence[Match]) -> list[int]:
    """Return for each span the index of the shortest longer one that it lies within, -1 for none.

    ``spans`` are in the order of a :class:`Layer`.
    """
    found: list[int] = []
    open_spans: list[int] = []
    for index, (start, end) in enumerate(spans):
        open_spans = [other for other in open_spans if spans[other][1] > start]
        around = (other for other in reversed(open_spans) if spans[other][1] >= end)
        found.append(next((other for other in around if spans[other] != (start, end)), -1))
        open_spans.append(index)
    return found


def mention_layer(mentions: Iterable[Mention], positions: PositionMap) -> Layer[Mention]:
    """Return the layer of mentions."""
    return Layer(((mention.start, mention.end, mention) for mention in mentions), positions)


def highlight_layer(highlights: Iterable[Highlight], positions: PositionMap) -> Layer[Highlight]:
    """Return the layer of highlights; an orphan has no place and is left out."""
    placed = (highlight for highlight in highlights if not highlight.orphan)
    return Layer(((item.selector.start, item.selector.end, item) for item in placed), positions)


def match_layer(matches: Iterable[Match], positions: PositionMap) -> Layer[Match]:
    """Return the layer of search matches."""
    return Layer(((start, end, (start, end)) for start, end in matches), positions)


def _levels(spans: Sequence[Match]) -> list[int]:
    """Give overlapping spans different levels, as low as possible, so that all of them can be seen."""
    levels: list[int] = []
    open_spans: list[tuple[int, int]] = []  # (end, level)
    for start, end in spans:
        open_spans = [(stop, level) for stop, level in open_spans if stop > start]
        taken = {level for _, level in open_spans}
        level = next(level for level in range(len(taken) + 1) if level not in taken)
        levels.append(level)
        open_spans.append((end, level))
    return levels
