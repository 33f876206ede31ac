"""Widgets one below the other, hundreds of them, each as high as it needs.

A box layout asks and moves all of them whenever one is added, and squeezes them before there is room.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

_MARGIN_X, _MARGIN_Y, _GAP = 4, 8, 4  # logical pixels


class CardStack(QWidget):
    """Gives every widget the whole width, and takes the height of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: Sequence[QWidget] = ()

    def widgets(self) -> Sequence[QWidget]:
        """Return the widgets in their order."""
        return self._widgets

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these, in this order; those that stand there already keep the focus."""
        self._widgets = tuple(widgets)
        fresh = [widget for widget in self._widgets if widget.parentWidget() is not self]
        for widget in fresh:
            widget.setParent(self)
            widget.move(0, self.height())  # not where the mouse may be
            widget.show()
        self._stack()

    def event(self, event: QEvent) -> bool:
        """Stack anew when one of the widgets has another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._stack()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack anew in another width."""
        if event.size().width() != event.oldSize().width():
            self._stack()

    def _stack(self) -> None:
        width, y = self.width() - 2 * _MARGIN_X, _MARGIN_Y
        for widget in self._widgets:
            if widget.isHidden():
                continue
            by_width = widget.hasHeightForWidth()
            height = widget.heightForWidth(width) if by_width else widget.sizeHint().height()
            place = QRect(_MARGIN_X, y, width, max(height, widget.minimumHeight()))
            if widget.geometry() != place:
                widget.setGeometry(place)
            y += place.height() + _GAP
        self.setFixedHeight(y - _GAP + _MARGIN_Y)
