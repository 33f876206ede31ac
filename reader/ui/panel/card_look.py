"""What all cards share in one theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.models import Color, Highlight, Style
from reader.ui.icons import Icons
from reader.ui.panel.colors import swatch_icon
from reader.ui.theme import Theme


class Look:
    """A theme with what is drawn in it once: drawing icons takes longer than the rest of a card.

    ``names`` are what the colours are called, ``tags`` those that a highlight may be given.
    """

    def __init__(self, theme: Theme, names: Mapping[Color, str], tags: Sequence[str] = ()) -> None:
        self.theme = theme
        self.names = names
        self.tags = tags
        self.icons = Icons(theme)
        self.swatches = {color: swatch_icon(theme, color) for color in Color}


def paint_bar(painter: QPainter, bar: QRectF, highlight: Highlight, theme: Theme) -> None:
    """Paint the bar of a highlight's colour: open where the words have a line below, filled elsewhere."""
    hue = theme.highlight(highlight.color)
    hue = hue.lighter(150) if theme.dark else hue.darker(118)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    if highlight.style is Style.UNDERLINE:
        painter.setPen(QPen(hue, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bar = bar.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2)
