"""A scroll bar that floats over its view, so that rows reach the edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

WIDTH = 10


class FloatingBar(QScrollBar):
    """Stands at the right edge of ``view`` in place of its own bar, which stays in charge."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._own = view.verticalScrollBar()
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.installEventFilter(self)
        self._own.rangeChanged.connect(self._follow)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        """Take the range of the view's own bar; hide where there is nothing to scroll."""
        own = self._own
        with QSignalBlocker(self):
            self.setRange(own.minimum(), own.maximum())
            self.setPageStep(own.pageStep())
            self.setSingleStep(own.singleStep())
            self.setValue(own.value())
        self.setGeometry(self._view.width() - WIDTH, 0, WIDTH, self._view.height())
        self.setVisible(own.maximum() > own.minimum())
        self.raise_()
