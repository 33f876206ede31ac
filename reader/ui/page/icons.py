"""Line icons of the page's small tools, drawn in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

SIZE = 16
_SCALES = (1, 2, 3)
_PATHS = {
    "note": "M3 13 3.7 10 10.8 2.9 12.5 2.9 13.1 3.5 13.1 5.2 6 12.3 Z M9.6 4.1 11.9 6.4",
    "copy": "M5.5 5.5 h7.5 v8 h-7.5 z M3 10.5 v-8 h7.5",
    "search": "M7 2.5 a4.5 4.5 0 1 0 0.01 0 z M10.4 10.4 13.5 13.5",
    "close": "M4 4 12 12 M12 4 4 12",
    "up": "M4 10 8 6 12 10",
    "down": "M4 6 8 10 12 6",
}


def line_icon(name: str, colour: str) -> QIcon:
    """Return the icon called ``name``, sharp at every scale of the screen."""
    icon = QIcon()
    for scale in _SCALES:
        side = SIZE * scale
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 16 16">'
            f'<path d="{_PATHS[name]}" fill="none" stroke="{colour}" stroke-width="1.3" '
            'stroke-linecap="round" stroke-linejoin="round"/></svg>'
        )
        pixmap = QPixmap()
        pixmap.loadFromData(QByteArray(svg.encode()), "SVG")
        pixmap.setDevicePixelRatio(scale)
        icon.addPixmap(pixmap)
    return icon


def dot_icon(fill: QColor, edge: QColor) -> QIcon:
    """Return a round patch of colour."""
    icon = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap(SIZE * scale, SIZE * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(fill)
        painter.setPen(QPen(edge, 1))
        painter.drawEllipse(QPointF(SIZE / 2, SIZE / 2), SIZE / 2 - 1, SIZE / 2 - 1)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
