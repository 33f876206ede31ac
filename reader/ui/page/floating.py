"""Small cards that float over the page beside what they are about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from reader.ui.theme import Theme

GAP = 8


def place_beside(box: QRect, size: QSize, area: QRect, *, above: bool) -> QPoint:
    """Return where a card of ``size`` goes so that it stays in ``area`` and off ``box``.

    It stands above or below as wished, else on the other side, else at the side that has room; only when
    the box fills the area does it lie upon it.
    """
    rightmost = area.right() - size.width() - GAP
    left = max(min(max(box.center().x() - size.width() // 2, area.left() + GAP), rightmost), area.left())
    upper, lower = box.top() - GAP - size.height(), box.bottom() + 1 + GAP
    wished = (upper, lower) if above else (lower, upper)
    for top in wished:
        if area.top() <= top and top + size.height() <= area.bottom() + 1:
            return QPoint(left, top)
    lowest = area.bottom() - size.height() - GAP
    top = min(max(box.center().y() - size.height() // 2, area.top() + GAP), lowest)
    for side in (box.right() + GAP, box.left() - GAP - size.width()):
        if area.left() <= side and side + size.width() <= area.right():
            return QPoint(side, top)
    return QPoint(left, lowest)


class FloatingCard(QFrame):
    """A card above the page, hidden until it is placed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._shadow = QGraphicsDropShadowEffect(self)
        self._shadow.setBlurRadius(24)
        self._shadow.setOffset(0, 4)
        self.setGraphicsEffect(self._shadow)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours, also where the application has no style sheet."""
        shade = QColor(theme.shadow)
        shade.setAlphaF(0.5 if theme.dark else 0.18)
        self._shadow.setColor(shade)
        self.setStyleSheet(
            f'QFrame[role="card"] {{ background: {theme.card}; border: 1px solid {theme.border};'
            " border-radius: 10px; }"
        )

    def show_beside(self, box: QRect, area: QRect, *, above: bool) -> None:
        """Show the card beside ``box`` within ``area``, both in the parent's coordinates."""
        self.adjustSize()
        self.move(place_beside(box, self.size(), area, above=above))
        self.show()
        self.raise_()
