"""Paints what belongs to a block and is not text: hairlines, bullets, the ground of code."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock

from reader.models import Block, BlockKind
from reader.ui.page.document import SetPage, needs_bullet
from reader.ui.page.geometry import Geometry
from reader.ui.theme import Theme

BAR = {BlockKind.CAPTION: 2.0, BlockKind.CREDIT: 2.0, BlockKind.QUOTE: 3.0}


class Ornaments:
    """Paints the ornaments of one page."""

    def __init__(self, theme: Theme, page: SetPage, geometry: Geometry, text: str) -> None:
        self._theme = theme
        self._page = page
        self._geometry = geometry
        self._text = text

    def paint(self, painter: QPainter, qt_block: QTextBlock, column: QRectF) -> None:
        """Paint what belongs to a block; ``column`` gives the left and right edge of the text."""
        block = self._page.blocks.get(qt_block.blockNumber())
        if block is None or block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
            return
        extent = self._extent(qt_block, column)
        painter.setPen(Qt.PenStyle.NoPen)
        if block.kind in BAR:
            self._bar(painter, qt_block, block, extent)
        elif block.kind is BlockKind.CODE:
            self._ground(painter, qt_block, extent)
        elif block.kind is BlockKind.TABLE_ROW:
            painter.fillRect(
                QRectF(extent.left(), extent.bottom() - 1, extent.width(), 1), QColor(self._theme.line)
            )
        elif needs_bullet(block, self._text):
            self._bullet(painter, qt_block)

    def _extent(self, qt_block: QTextBlock, column: QRectF) -> QRectF:
        """Return the full lines of a block from edge to edge of the column."""
        first = self._geometry.line_at(qt_block.position())
        last = self._geometry.line_at(qt_block.position() + qt_block.length() - 1)
        return QRectF(column.left(), first.top, column.width(), last.bottom - first.top)

    def _bar(self, painter: QPainter, qt_block: QTextBlock, block: Block, extent: QRectF) -> None:
        """A vertical line at the left, through to the credit that belongs to a caption."""
        top = extent.top()
        above = self._page.blocks.get(qt_block.blockNumber() - 1)
        if block.kind is BlockKind.CREDIT and above is not None and above.kind is BlockKind.CAPTION:
            top = self._geometry.line_at(qt_block.position() - 1).bottom
        elif block.kind is BlockKind.CREDIT:
            return
        colour = self._theme.line if block.kind is not BlockKind.QUOTE else self._theme.border
        width = BAR[block.kind]
        painter.fillRect(QRectF(extent.left(), top, width, extent.bottom() - top), QColor(colour))

    def _ground(self, painter: QPainter, qt_block: QTextBlock, extent: QRectF) -> None:
        kinds = [self._page.blocks.get(qt_block.blockNumber() + step) for step in (-1, 1)]
        above, below = (near is not None and near.kind is BlockKind.CODE for near in kinds)
        painter.fillRect(
            extent.adjusted(0, 0 if above else -6, 0, 0 if below else 6), QColor(self._theme.sidebar)
        )

    def _bullet(self, painter: QPainter, qt_block: QTextBlock) -> None:
        line = self._geometry.line_at(qt_block.position())
        radius = line.px * 0.13
        painter.setBrush(QColor(self._theme.soft))
        painter.drawEllipse(
            QPointF(line.left - line.px * 0.7, line.baseline - line.px * 0.26), radius, radius
        )
