"""Small parts that the panel and the dialogs are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from reader.ui.icons import Icons
from reader.ui.theme import Theme


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label of plain text in one of the voices of the style sheet; ``section`` comes in capitals."""
    made = QLabel(text.upper() if role == "section" else text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if role == "section":
        made.setAccessibleName(text)
    return made


def hairline() -> QFrame:
    """Return a horizontal line."""
    line = QFrame()
    line.setProperty("role", "line")
    return line


def scrolling(body: QWidget) -> QScrollArea:
    """Return an area that scrolls ``body`` up and down only."""
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def tight(layout: QLayout, margin: int = 0, spacing: int = 0) -> None:
    """Set the margins and the spacing of a layout, in logical pixels."""
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)


class EmptyPlace(QWidget):
    """What stands where nothing is: an icon, what is missing, and what to do next."""

    def __init__(
        self, icon: str, title: str, advice: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 48, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(self._picture)
        self._title = label(title, wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._advice = label(advice, "faint", wrap=True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._title)
        layout.addWidget(self._advice)
        layout.addStretch(1)
        self.set_theme(theme)

    def set_texts(self, title: str, advice: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._advice.setText(advice)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icon in the colours of a theme."""
        self._picture.setPixmap(Icons(theme).pixmap(self._icon, theme.faint, 28, self.devicePixelRatioF()))
