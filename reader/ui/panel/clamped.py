"""Text of a few lines that ends in an ellipsis where more would follow."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

_NARROWEST = 40  # logical pixels
_LONGEST_LINE = 400  # code points; no line of the window is longer


def _lay_out(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    leading = QFontMetricsF(font).lineSpacing() * 1.08
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, height))
        height += leading
    layout.endLayout()
    return layout


def clamped(text: str, font: QFont, width: float, lines: int) -> QTextLayout:
    """Return ``text`` laid out in ``width`` logical pixels, cut to ``lines`` lines with an ellipsis."""
    text = " ".join(text.split())
    short = text[: lines * _LONGEST_LINE]
    layout = _lay_out(short, font, width)
    if layout.lineCount() <= lines and short == text:
        return layout
    low, high = 0, len(short)
    while low < high:
        middle = (low + high + 1) // 2
        if _lay_out(short[:middle].rstrip() + "…", font, width).lineCount() <= lines:
            low = middle
        else:
            high = middle - 1
    return _lay_out(short[:low].rstrip() + "…", font, width)


def height_of(layout: QTextLayout, font: QFont) -> int:
    """Return the height of laid out text in logical pixels."""
    if not layout.lineCount():
        return 0
    last = layout.lineAt(layout.lineCount() - 1)
    return round(last.y() + QFontMetricsF(font).lineSpacing())


class ClampedText(QWidget):
    """A text of at most ``lines`` lines in one font and colour."""

    def __init__(self, font: QFont, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font = font
        self._lines = lines
        self._text = ""
        self._color = QColor(Qt.GlobalColor.black)
        self._layout: QTextLayout | None = None
        self._heights: dict[int, int] = {}  # by width: layouts ask again and again
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text; the whole of it is the accessible name."""
        if text == self._text:
            return
        self._text = text
        self._layout = None
        self._heights.clear()
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_color(self, color: QColor) -> None:
        """Write in another colour."""
        self._color = color
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the text in ``width`` logical pixels."""
        if width not in self._heights:
            found = height_of(clamped(self._text, self._font, width, self._lines), self._font)
            self._heights[width] = found
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as there is room, as high as the text."""
        width = self.width() if self.width() > _NARROWEST else 240
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(_NARROWEST, round(QFontMetricsF(self._font).lineSpacing()) if self._text else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        if self._layout is None or QRect(event.rect()).isEmpty():
            self._layout = clamped(self._text, self._font, self.width(), self._lines)
        painter = QPainter(self)
        painter.setPen(self._color)
        self._layout.draw(painter, QPointF(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew in another width."""
        if event.oldSize().width() != event.size().width():
            self._layout = None
            self.updateGeometry()
