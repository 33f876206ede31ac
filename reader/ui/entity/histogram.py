"""How often an entity is mentioned over time: bars by month or, over long times, by year."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.i18n import Translator
from reader.ui.browse.look import Look

MOST_MONTHS = 48  # what is longer is shown by year
_MONTHS = 12
_HEAD, _FOOT = 22, 20  # the number above, the dates below, in logical pixels
_BARS = 92
_WIDEST, _GAP = 44, 0.22
_LABEL_GAP = 16


def periods(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return (``2025-10`` or ``2025``, mentions) from the first to the last, without a gap."""
    if not months:
        return []
    first, last = (_number(month) for month in (months[0][0], months[-1][0]))
    if last - first < MOST_MONTHS:
        known = dict(months)
        names = [_name(number) for number in range(first, last + 1)]
        return [(name, known.get(name, 0)) for name in names]
    years: dict[str, int] = {str(y): 0 for y in range(first // _MONTHS, last // _MONTHS + 1)}
    for month, mentions in months:
        years[str(int(month[:4]))] += mentions
    return [(f"{int(year):04}", mentions) for year, mentions in years.items()]


def _number(month: str) -> int:
    return int(month[:4]) * _MONTHS + int(month[5:7]) - 1


def _name(number: int) -> str:
    return f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}"


class Histogram(QWidget):
    """Bars of mentions. Arrows go from bar to bar, Enter or a click narrows to its time, again widens.

    ``period_chosen`` carries ``2025-10``, ``2025``, or nothing where the time is widened again.
    """

    period_chosen = Signal(str)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._look = look
        self._hue = look.theme.accent
        self._periods: list[tuple[str, int]] = []
        self._current = -1
        self._hovered = -1
        self._chosen = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translator.gettext("Mentions over time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def chosen(self) -> str:
        """The time that the mentions are narrowed to, empty for all."""
        return self._chosen

    def set_months(self, months: Sequence[tuple[str, int]], hue: str) -> None:
        """Show (``2025-10``, mentions) in order of time, in a colour."""
        self._periods, self._hue = periods(months), hue
        self._current = min(self._current, len(self._periods) - 1)
        self._describe()
        self.update()

    def set_chosen(self, period: str) -> None:
        """Let the bar of a time stand out, none for an empty one; silent."""
        self._chosen = period
        self._describe()
        self.update()

    def set_look(self, look: Look, hue: str) -> None:
        """Take another theme or size."""
        self._look, self._hue = look, hue
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(480, self._look.scaled(_HEAD + _BARS + _FOOT))

    def said(self, at: int) -> str:
        """Return what a bar stands for: its time and how many mentions."""
        period, mentions = self._periods[at]
        number = self._translator.ngettext("{n} mention", "{n} mentions", mentions)
        return f"{self._translator.date(period, 'long')}: {number}"

    # Hands ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bar to bar, and narrow the mentions."""
        last, key = len(self._periods) - 1, Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: self._current - 1, Qt.Key.Key_Right: self._current + 1}
        steps |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key in steps and last >= 0:
            self._go_to(max(0, min(steps[key], last)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._current >= 0:
            self._choose(self._current)
        elif key == Qt.Key.Key_Escape and self._chosen:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the number of the bar under the mouse."""
        self._hovered = self._at(event.position())
        cursor = Qt.CursorShape.PointingHandCursor if self._hovered >= 0 else Qt.CursorShape.ArrowCursor
        self.setCursor(cursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Narrow the mentions to the time of a bar."""
        at = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            self._current = at
            self._choose(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the latest bar."""
        super().focusInEvent(event)
        if self._current < 0 and self._periods:
            self._go_to(len(self._periods) - 1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let no bar stand out."""
        super().focusOutEvent(event)
        self.update()

    def _go_to(self, at: int) -> None:
        self._current = at
        self._describe()
        self.update()

    def _choose(self, at: int) -> None:
        period = self._periods[at][0] if at >= 0 else ""
        mentioned = at < 0 or self._periods[at][1] > 0
        if mentioned:
            self.set_chosen("" if period == self._chosen else period)
            self.period_chosen.emit(self._chosen)

    def _describe(self) -> None:
        """Tell assistive technology what is shown, and the bar that the keyboard is on."""
        if not self._periods:
            self.setAccessibleDescription("")
            return
        if self._current >= 0:
            said = self.said(self._current)
        else:
            busiest = max(range(len(self._periods)), key=lambda at: self._periods[at][1])
            said = self._translator.gettext("{from_date} to {to_date}, most in {busiest}").format(
                from_date=self._translator.date(self._periods[0][0], "long"),
                to_date=self._translator.date(self._periods[-1][0], "long"),
                busiest=self.said(busiest),
            )
        self.setAccessibleDescription(said)
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    # Painting -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bars, their ground line, dates, and the number of the bar that is pointed at."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - self._look.scaled(_FOOT)
        painter.fillRect(QRectF(0, base, self.width(), 1), QColor(theme.line))
        most = max((mentions for _period, mentions in self._periods), default=1) or 1
        pointed = self._hovered if self._hovered >= 0 else self._current if self.hasFocus() else -1
        for at, (period, mentions) in enumerate(self._periods):
            if mentions:
                height = max(3.0, self._look.scaled(_BARS) * mentions / most)
                color = QColor(self._hue)
                faded = self._chosen and period != self._chosen
                color.setAlphaF(1.0 if at == pointed or period == self._chosen else 0.22 if faded else 0.62)
                left, width = self._bar(at)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawRoundedRect(QRectF(left, base - height, width, height), 2, 2)
        self._paint_dates(painter, base)
        if pointed >= 0:
            self._paint_number(painter, pointed)
        if self.hasFocus():
            self._paint_focus(painter, base)

    def _paint_dates(self, painter: QPainter, base: float) -> None:
        painter.setFont(self._look.small())
        painter.setPen(QColor(self._look.theme.faint))
        metrics, free = QFontMetricsF(painter.font()), -1.0
        for at in self._dated():
            label = self._translator.date(self._periods[at][0])
            left, width = self._bar(at)
            room = metrics.horizontalAdvance(label)
            start = min(max(left + width / 2 - room / 2, 0.0), self.width() - room)
            if start >= free:
                painter.drawText(QPointF(start, base + metrics.ascent() + 4), label)
                free = start + room + _LABEL_GAP

    def _dated(self) -> list[int]:
        """Return the bars that may bear a date: as many as have room."""
        if not self._periods:
            return []
        label = self._translator.date(self._periods[0][0])
        room = QFontMetricsF(self._look.small()).horizontalAdvance(label) + _LABEL_GAP
        return list(range(0, len(self._periods), math.ceil(room / self._slot())))

    def _paint_number(self, painter: QPainter, at: int) -> None:
        painter.setFont(self._look.small())
        painter.setPen(QColor(self._look.theme.ink))
        metrics, text = QFontMetricsF(painter.font()), self.said(at)
        left, width = self._bar(at)
        room = metrics.horizontalAdvance(text)
        start = min(max(left + width / 2 - room / 2, 0.0), max(self.width() - room, 0.0))
        painter.drawText(QPointF(start, metrics.ascent() + 1), text)

    def _paint_focus(self, painter: QPainter, base: float) -> None:
        if 0 <= self._current < len(self._periods):
            left, width = self._bar(self._current)
            painter.setPen(QPen(QColor(self._look.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            top = self._look.scaled(_HEAD) - 3
            painter.drawRoundedRect(QRectF(left - 3, top, width + 6, base - top + 3), 4, 4)

    def _bar(self, at: int) -> tuple[float, float]:
        """Return where a bar begins, and how wide it is."""
        slot = self._slot()
        return at * slot + slot * _GAP / 2, slot * (1 - _GAP)

    def _slot(self) -> float:
        """Return the room of a bar with the air around it."""
        return min(self.width() / max(len(self._periods), 1), _WIDEST / (1 - _GAP))

    def _at(self, point: QPointF) -> int:
        """Return the bar at a point, -1 for none."""
        at = int(point.x() // self._slot())
        return at if 0 <= at < len(self._periods) else -1
