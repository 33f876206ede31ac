"""A button that opens a panel beneath it, inside the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from reader.ui.browse.row_tree import RowTree

WIDTH, HEIGHT = 300, 420


class PopupButton(QToolButton):
    """Opens ``panel``; Escape and a press elsewhere close it."""

    def __init__(self, name: str, panel: RowTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rows = panel
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("role", "card")
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(0, 6, 0, 8)
        column.addWidget(panel)
        panel.installEventFilter(self)
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Open the panel beneath the button."""
        height = min(HEIGHT, self._rows.content_height() + 16)
        self._popup.resize(WIDTH, height)
        corner = self.mapToGlobal(QPoint(self.width() - WIDTH, self.height() + 4))
        screen = QGuiApplication.screenAt(corner) or self.screen()
        room = screen.availableGeometry()
        x = min(max(corner.x(), room.left()), room.right() - WIDTH)
        self._popup.move(x, max(room.top(), min(corner.y(), room.bottom() - height)))
        self._popup.show()
        self._rows.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_popup(self) -> None:
        """Close the panel."""
        self._popup.close()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Close with Escape."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._popup.close()
            return True
        return super().eventFilter(watched, event)
