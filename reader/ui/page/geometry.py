"""Where characters are on the page: boxes of lines and of marked stretches, in document pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument, QTextLine

from reader.ui.page.positions import Piece

# The middle of a line as the eye sees it lies above the baseline by this share of the size.
_EYE = 0.31
_LOOSE = 1.75


@dataclass(frozen=True, slots=True)
class LineBox:
    """A stretch within one line. ``top`` and ``bottom`` are the line's, ``px`` is the size of its text."""

    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    px: int

    def band(self) -> QRectF:
        """Return what a highlight covers: the line, or less of a loose one."""
        height = self.bottom - self.top
        spare = max(0.0, height - _LOOSE * self.px)
        return QRectF(self.left, self.top + spare / 2, self.right - self.left, height - spare)

    def tight(self) -> QRectF:
        """Return the box of the letters themselves."""
        return QRectF(self.left, self.baseline - 0.92 * self.px, self.right - self.left, 1.24 * self.px)


class Geometry:
    """Measures one document. Asking for a place far down makes Qt lay out everything above it."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document

    @property
    def _layout(self) -> QAbstractTextDocumentLayout:
        # Asked for anew each time: PySide may drop a wrapper that is kept, although Qt's layout lives on.
        return self._document.documentLayout()

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Yield the blocks, with their boxes, that show something between two heights."""
        block = self.block_at(top)
        while block.isValid():
            box = self.block_box(block)
            if box.top() > bottom:
                return
            yield block, box
            block = block.next()

    def block_at(self, height: float) -> QTextBlock:
        """Return the block at a height, or the nearest to it."""
        position = self._layout.hitTest(QPointF(1.0, max(height, 0.0)), Qt.HitTestAccuracy.FuzzyHit)
        return self._document.findBlock(max(position, 0))

    def block_box(self, block: QTextBlock) -> QRectF:
        """Return the box of a block without its margins."""
        return self._layout.blockBoundingRect(block)

    def position_at(self, point: QPointF, *, exact: bool = True) -> int:
        """Return the position of the character under a point; -1 where ``exact`` and there is none."""
        accuracy = Qt.HitTestAccuracy.ExactHit if exact else Qt.HitTestAccuracy.FuzzyHit
        return self._layout.hitTest(point, accuracy)

    def line_at(self, position: int) -> LineBox:
        """Return the whole line that ``position`` stands in."""
        block = self._document.findBlock(position)
        if not block.isValid():
            block = self._document.lastBlock()
        origin = self.block_box(block).topLeft()
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return LineBox(origin.x(), origin.x(), origin.y(), origin.y() + 1, origin.y(), 1)
        natural = line.naturalTextRect()
        return self._box(block, line, origin, natural.left(), natural.right())

    def line_start(self, position: int) -> int:
        """Return the position at which the line of ``position`` begins."""
        block = self._document.findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        return block.position() + (line.textStart() if line.isValid() else 0)

    def boxes(self, block: QTextBlock, piece: Piece) -> list[LineBox]:
        """Return the boxes of a piece, one a line."""
        origin = self.block_box(block).topLeft()
        layout = block.layout()
        found: list[LineBox] = []
        at = piece.start
        while at < piece.end:
            line = layout.lineForTextPosition(at)
            if not line.isValid():
                break
            end = min(piece.end, line.textStart() + line.textLength())
            left, right = _x(line, at), min(_x(line, end), line.naturalTextRect().right())
            if right > left:
                found.append(self._box(block, line, origin, left, right))
            if end <= at:
                break
            at = end
        return found

    def _box(self, block: QTextBlock, line: QTextLine, origin: QPointF, left: float, right: float) -> LineBox:
        height = block.blockFormat().lineHeight() or line.height()
        px = block.charFormat().font().pixelSize()
        baseline = origin.y() + line.y() + line.ascent()
        top = round(baseline - height / 2 - _EYE * px)
        shift = origin.x()
        return LineBox(shift + left, shift + right, top, top + height, round(baseline), px)


def _x(line: QTextLine, unit: int) -> float:
    """Return where ``unit`` stands in its line; PySide hands Qt's in-out argument back in a tuple."""
    placed: object = line.cursorToX(unit)
    return float(placed[0] if isinstance(placed, tuple) else placed)  # type: ignore[arg-type]
