"""Paints beneath the text what is marked in it. Nothing here changes the layout, so switching costs nothing.

Highlights own the background, entities the underline, search matches a box with an outline: all three can
lie on the same words and be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextBlock

from reader.models import NUMBERS, EntityType, Highlight, Mention, Style
from reader.ui.entity_types import MARKED_AT_FIRST
from reader.ui.page.geometry import Geometry, LineBox
from reader.ui.page.marks import Layer, Match
from reader.ui.page.positions import Piece
from reader.ui.theme import Theme

RADIUS = 3.0
LINE = 4.0  # thickness of the line of a highlight that is drawn below its words
LEVEL_INSET = 4.0  # how much lower a highlight upon another one is
INNER_LOWER = 4.0  # how much lower the line of a name within a longer one is
_MANY = 50
_FAR_RIGHT = 1e5
_DOTTED = NUMBERS | {EntityType.DATE}
T = TypeVar("T")


@dataclass
class Pointed:
    """Which marks stand out now: indices into their layers, -1 for none."""

    hovered_mention: int = -1
    current_mention: int = -1
    current_match: int = -1
    highlight: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be painted now: the document between two heights."""

    geometry: Geometry
    top: float
    bottom: float

    def pieces(self, block: QTextBlock, layer: Layer[T]) -> Iterator[tuple[Piece, int]]:
        """Yield a block's pieces; of a block much taller than the view, those in view and a few more."""
        pieces = layer.in_block(block.blockNumber())
        if len(pieces) > _MANY and self.geometry.block_box(block).height() > 2 * (self.bottom - self.top):
            low, high = (
                self.geometry.position_at(QPointF(edge, height), exact=False) - block.position()
                for edge, height in ((0.0, self.top), (_FAR_RIGHT, self.bottom))
            )
            pieces = [found for found in pieces if found[0].end > low and found[0].start <= high]
        yield from pieces


class Overlay:
    """Paints the marks of the blocks that it is given."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.types: frozenset[EntityType] = MARKED_AT_FIRST
        self.pointed = Pointed()

    def highlights(self, painter: QPainter, sight: Sight, block: QTextBlock, layer: Layer[Highlight]) -> None:
        """Paint the backgrounds of a block's highlights, a later one lower, so that both are seen."""
        painter.setPen(Qt.PenStyle.NoPen)
        for piece, index in sight.pieces(block, layer):
            highlight, level = layer.items[index], layer.levels[index]
            strong = highlight.id == self.pointed.highlight
            if highlight.style is Style.UNDERLINE:
                self._line_below(painter, sight.geometry.boxes(block, piece), highlight, level, strong=strong)
                continue
            bands = [_inset(box.band(), level) for box in sight.geometry.boxes(block, piece)]
            path = joined(bands)
            colour = self.theme.highlight(highlight.color)
            painter.fillPath(path, colour)
            if level or strong:
                painter.strokePath(path, QPen(self._edge(colour), 2.0 if strong else 1.0))

    def _line_below(
        self, painter: QPainter, boxes: Sequence[LineBox], highlight: Highlight, level: int, *, strong: bool
    ) -> None:
        """Draw a broad, soft line, lower than those of entities; what stands out has a tint as well."""
        colour = self.theme.highlight(highlight.color)
        if strong:
            tint = QColor(colour)
            tint.setAlphaF(0.4)
            painter.fillPath(joined([box.band() for box in boxes]), tint)
        hue = colour.lighter(190) if self.theme.dark else colour.darker(128)
        hue.setAlphaF(0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue)
        for box in boxes:
            middle = box.baseline + round(0.34 * box.px) + LINE / 2 + 2.0 + (LINE + 1) * level
            top = min(middle, box.bottom + 1) - LINE / 2
            line = QRectF(box.left, top, box.right - box.left, LINE)
            painter.drawRoundedRect(line, LINE / 2, LINE / 2)

    def matches(self, painter: QPainter, sight: Sight, block: QTextBlock, layer: Layer[Match]) -> None:
        """Paint boxes around a block's search matches."""
        for piece, index in sight.pieces(block, layer):
            current = index == self.pointed.current_match
            painter.setBrush(QColor(self.theme.match_current if current else self.theme.match))
            painter.setPen(QPen(QColor(self.theme.match_line), 2.0 if current else 1.0))
            for box in sight.geometry.boxes(block, piece):
                painter.drawRoundedRect(_crisp(box.tight().adjusted(-2, 0, 2, 0)), 4.0, 4.0)

    def mentions(self, painter: QPainter, sight: Sight, block: QTextBlock, layer: Layer[Mention]) -> None:
        """Underline a block's mentions of the types that are switched on, and always the current one.

        A name within a longer one that is underlined, too, has a thinner line below it.
        """
        for piece, index in sight.pieces(block, layer):
            mention = layer.items[index]
            if not self.shows(layer, index):
                continue
            inner = self.within_shown(layer, index)
            hue = self.theme.entity(mention.type)
            pointed = index in {self.pointed.hovered_mention, self.pointed.current_mention}
            for box in sight.geometry.boxes(block, piece):
                if pointed:
                    tint = QColor(hue)
                    tint.setAlphaF(0.20 if index == self.pointed.current_mention else 0.12)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(tint)
                    painter.drawRoundedRect(box.tight().adjusted(-2, 0, 2, 0), RADIUS, RADIUS)
                _underline(painter, box, hue, mention.type, inner=inner, thick=pointed)

    def shows(self, layer: Layer[Mention], index: int) -> bool:
        """Whether a mention is underlined."""
        return layer.items[index].type in self.types or index == self.pointed.current_mention

    def within_shown(self, layer: Layer[Mention], index: int) -> bool:
        """Whether a mention lies within a longer one that is underlined."""
        holder = layer.holders[index]
        while holder >= 0 and not self.shows(layer, holder):
            holder = layer.holders[holder]
        return holder >= 0

    def _edge(self, colour: QColor) -> QColor:
        return colour.lighter(165) if self.theme.dark else colour.darker(130)


def joined(bands: Sequence[QRectF]) -> QPainterPath:
    """Return rounded bands as one outline: square where one line goes on in the next, round elsewhere."""
    path = QPainterPath()
    for band in bands:
        path.addRoundedRect(band.adjusted(-1, 0, 1, 0), RADIUS, RADIUS)
    for upper, lower in pairwise(bands):
        left, right = max(upper.left(), lower.left()) - 1, min(upper.right(), lower.right()) + 1
        if right - left > 2 * RADIUS and lower.top() - upper.bottom() < 1:
            seam = QPainterPath()
            seam.addRect(QRectF(left, upper.bottom() - RADIUS, right - left, 2 * RADIUS))
            path = path.united(seam)
    return path.simplified()


def _inset(band: QRectF, level: int) -> QRectF:
    by = min(level * LEVEL_INSET, band.height() / 4)
    return band.adjusted(0, by, 0, -by)


def _crisp(box: QRectF) -> QRectF:
    return QRectF(round(box.left()) + 0.5, round(box.top()) + 0.5, round(box.width()), round(box.height()))


def _underline(
    painter: QPainter, box: LineBox, hue: QColor, kind: EntityType, *, inner: bool, thick: bool
) -> None:
    """Draw two pixels beneath the dots and tails of the letters; dates are dotted, inner names lower."""
    width = (1.0 if inner else 2.0) + thick
    lower = width / 2 + (INNER_LOWER if inner else 0)
    height = min(box.baseline + round(0.34 * box.px) + lower, box.bottom + (2 if inner else 1))
    line = QLineF(QPointF(box.left + 0.5, height), QPointF(box.right - 0.5, height))
    if kind in _DOTTED:
        pen = QPen(hue, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.0])
        line = QLineF(line.x1() + width / 2, height, line.x2() - width / 2, height)
    else:
        pen = QPen(hue, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(line)
