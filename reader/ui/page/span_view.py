"""The two ends of the highlight that stands out, to be taken and moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.i18n import Translator
from reader.models import Highlight
from reader.text.stretch import Edge, snapped
from reader.ui.fonts import FontFamilies
from reader.ui.page.marks import highlight_layer
from reader.ui.page.naming_view import NamingView

KNOB = 5.0  # radius in logical pixels
_REACH = 12.0  # how near a press has to be


@dataclass(frozen=True, slots=True)
class _Hold:
    """A handle in the hand: its highlight as it was, the end that is moved, and the span (code points).

    ``slip`` leads from the mouse, which holds a knob above or below the line, to the end in the line.
    """

    highlight: Highlight
    edge: Edge
    start: int
    end: int
    slip: QPointF


class SpanView(NamingView):
    """Shows handles at the ends of the current highlight; a drag moves an end from word to word.

    With Alt held down it stops anywhere; Escape lets go. ``span_changed`` carries the highlight's id and the
    new span.
    """

    span_changed = Signal(str, int, int)

    def __init__(self, translator: Translator, fonts: FontFamilies, parent: QWidget | None = None) -> None:
        super().__init__(translator, fonts, parent)
        self._hold: _Hold | None = None

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Mark other highlights; a handle that was held is let go."""
        self._hold = None
        super().set_highlights(highlights)

    def handle(self, edge: Edge) -> QPointF | None:
        """Return where the knob of a handle is in the viewport; None while no highlight stands out."""
        found = self.current_highlight
        if found is None or self._note_pointed:
            return None
        boxes = self.boxes_of(self._highlight_layer, list(self._highlight_layer.items).index(found))
        if not boxes:
            return None
        up = QPointF(0, self.verticalScrollBar().value())
        if edge is Edge.START:
            return boxes[0].topLeft() - QPointF(1, KNOB - 2) - up
        return boxes[-1].bottomRight() + QPointF(1, KNOB - 2) - up

    def grab_handle(self, event: QMouseEvent) -> bool:
        """Take the handle that was pressed; return whether there was one."""
        edge, found = self._handle_at(event.position()), self.current_highlight
        if edge is None or found is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        knob, half = self.handle(edge), QPointF(0, self.typography.line / 2)
        assert knob is not None
        slip = knob + (half if edge is Edge.START else -half) - event.position()
        self._hold = _Hold(found, edge, found.selector.start, found.selector.end, slip)
        return True

    def drop_handle(self) -> bool:
        """Let go of the handle that was held; return whether there was one."""
        hold, self._hold = self._hold, None
        if hold is None:
            return False
        selector = hold.highlight.selector
        if (hold.start, hold.end) != (selector.start, selector.end):
            self.span_changed.emit(hold.highlight.id, hold.start, hold.end)
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the end that is held, or show that it can be taken."""
        if self._hold:
            self._move_end(event.position(), free=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
            return
        super().mouseMoveEvent(event)
        if not event.buttons() and self._handle_at(event.position()):
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go with Escape; then nothing has changed."""
        if self._hold and event.key() == Qt.Key.Key_Escape:
            self._hold = None
            super().set_highlights(self._highlights)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the handles above the text."""
        super().paintEvent(event)
        start, end = self.handle(Edge.START), self.handle(Edge.END)
        if start is None or end is None:
            return
        line = self.typography.line
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for knob, stem in ((start, QRectF(start.x() - 1, start.y(), 2, line)),
                           (end, QRectF(end.x() - 1, end.y() - line, 2, line))):  # fmt: skip
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRect(stem)
            painter.setPen(QPen(QColor(self.theme.page), 1.5))
            painter.drawEllipse(knob, KNOB, KNOB)
        painter.end()

    def _handle_at(self, point: QPointF) -> Edge | None:
        """Return the end whose handle is near a point of the viewport, the nearer one."""
        near = []
        for edge in Edge:
            knob = self.handle(edge)
            away = (knob - point).manhattanLength() if knob else _REACH
            if away < _REACH:
                near.append((away, edge.value, edge))
        return min(near)[2] if near else None

    def _move_end(self, point: QPointF, *, free: bool) -> None:
        """Let the end that is held follow the mouse; the page follows where it is led out of view."""
        hold, bar = self._hold, self.verticalScrollBar()
        assert hold is not None
        assert self.article is not None
        if not 0 <= point.y() <= self.viewport().height():
            bar.setValue(bar.value() + (self.typography.line if point.y() > 0 else -self.typography.line))
        position = self.geometry_of_text.position_at(self.to_page(point + hold.slip), exact=False)
        offset = self._laid_for.to_offset(position)
        if not free:
            offset = snapped(self.article.text, offset, hold.edge)
        if hold.edge is Edge.START:
            start, end = min(offset, hold.end - 1), hold.end
        else:
            start, end = hold.start, max(offset, hold.start + 1)
        if (start, end) != (hold.start, hold.end) and self.article.text[start:end].strip():
            self._hold = replace(hold, start=start, end=end)
            self._show_held(hold.highlight, start, end)

    def _show_held(self, highlight: Highlight, start: int, end: int) -> None:
        """Paint a highlight at the span that it would have."""
        moved = replace(highlight, selector=replace(highlight.selector, start=start, end=end))
        shown = [moved if each.id == highlight.id else each for each in self._highlights]
        self._highlight_layer = highlight_layer(shown, self._laid_for)
        self.viewport().update()
