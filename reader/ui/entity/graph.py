"""Whom and what an entity appears with, as a small graph: every neighbour is a button."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.i18n import Translator
from reader.models import Companion, Entity
from reader.ui.browse.look import Look
from reader.ui.entity_types import TYPE_NAME
from reader.ui.fonts import MEDIUM

MOST = 16
HEIGHT = 340
_LEAST, _LARGEST, _CENTRE = 5.0, 13.0, 17.0  # radii of dots
_LABEL = 148
_PAD = 6
_LEVEL = 0.05  # what is as high as the middle has its name below


class Neighbour(QAbstractButton):
    """A dot with a name."""

    def __init__(self, companion: Companion, radius: float, translator: Translator, graph: Graph) -> None:
        super().__init__(graph)
        self.entity = companion.entity
        self.radius = radius
        self.above = False  # whether the name stands above the dot: no line crosses it then
        self._graph = graph
        self.setText(companion.entity.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        said = said_of(companion, translator)
        self.setAccessibleName(said)
        self.setToolTip(said)

    def fit(self, look: Look, widest: int) -> None:
        """Take the size of dot and name."""
        metrics = QFontMetrics(look.small())
        width = min(metrics.horizontalAdvance(self.text()) + 2, widest)
        wide = max(width, round(2 * self.radius)) + 2 * _PAD
        self.resize(wide, round(2 * self.radius) + metrics.height() + 2 * _PAD)

    def dot(self) -> QPointF:
        """Return the centre of the dot in the button."""
        reach = _PAD + self.radius
        return QPointF(self.width() / 2, self.height() - reach if self.above else reach)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dot, name and focus."""
        look = self._graph.look
        theme, font = look.theme, look.small()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(QColor(theme.page), 2))
        color = QColor(theme.entities[self.entity.type])
        painter.setBrush(color)
        painter.drawEllipse(self.dot(), self.radius, self.radius)
        painter.setFont(look.small(MEDIUM) if hot else font)
        painter.setPen(QColor(theme.ink if hot else theme.soft))
        beside = round(2 * self.radius) + _PAD + 1
        top = _PAD - 2 if self.above else beside
        room = QRect(_PAD - 2, top, self.width() - 2 * _PAD + 4, self.height() - beside)
        name = QFontMetrics(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def enterEvent(self, event: object) -> None:
        """Let the line to it stand out."""
        super().enterEvent(event)  # type: ignore[arg-type]
        self._graph.update()

    def leaveEvent(self, event: object) -> None:
        """Let the line rest."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._graph.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the line to it stand out."""
        super().focusInEvent(event)
        self._graph.set_current(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the line rest."""
        super().focusOutEvent(event)
        self._graph.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does; arrows go on around."""
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }  # fmt: skip
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in steps:
            self._graph.step(self, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Graph(QWidget):
    """An entity in the middle and those that it appears with around it, the most frequent the largest.

    ``entity_chosen`` carries an id.
    """

    entity_chosen = Signal(int)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._translator = translator
        self._entity: Entity | None = None
        self._companions: Sequence[Companion] = ()
        self.neighbours: list[Neighbour] = []
        self.setAccessibleName(translator.gettext("Appears with"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_company(self, entity: Entity, companions: Sequence[Companion]) -> None:
        """Show an entity with others, those that it appears with most often first."""
        for each in self.neighbours:
            each.hide()
            each.deleteLater()
        self._entity, self._companions = entity, companions[:MOST]
        most = max((c.articles for c in self._companions), default=1)
        self.neighbours = [
            Neighbour(
                each, _LEAST + (_LARGEST - _LEAST) * math.sqrt(each.articles / most), self._translator, self
            )
            for each in self._companions
        ]
        for each in self.neighbours:
            each.clicked.connect(lambda _checked=False, who=each: self.entity_chosen.emit(who.entity.id))
            each.show()
        if self.neighbours:
            self.neighbours[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place()
        self.updateGeometry()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self.look = look
        self._place()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as there is room; lower where there are few."""
        few = len(self._companions) <= 4  # noqa: PLR2004 - one at each side
        return QSize(480, self.look.scaled(HEIGHT * 2 // 3 if few else HEIGHT))

    def set_current(self, neighbour: Neighbour) -> None:
        """Let Tab come to this neighbour from now on."""
        for each in self.neighbours:
            strong = each is neighbour
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus)
        self.update()

    def step(self, neighbour: Neighbour, by: int) -> None:
        """Go on around the circle."""
        around = self._around()
        at = around.index(neighbour) + by
        around[at % len(around)].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread anew."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, then the entity in the middle."""
        if self._entity is None:
            return
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self._middle()
        closest = max((c.near for c in self._companions), default=1) or 1
        for each, companion in zip(self.neighbours, self._companions, strict=True):
            hot = each.underMouse() or each.hasFocus()
            width = 1.0 + 3.0 * companion.near / closest
            color = QColor(theme.entities[companion.entity.type] if hot else theme.border)
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(middle, QPointF(each.pos()) + each.dot())
        painter.setPen(QPen(QColor(theme.page), 3))
        painter.setBrush(QColor(theme.entities[self._entity.type]))
        painter.drawEllipse(middle, _CENTRE, _CENTRE)
        self._paint_name(painter, middle)

    def _paint_name(self, painter: QPainter, middle: QPointF) -> None:
        """Write the name below the middle, upon a ground that keeps the lines off it."""
        assert self._entity is not None
        painter.setFont(self.look.label(MEDIUM))
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(self._entity.name, Qt.TextElideMode.ElideRight, 1.3 * _LABEL)
        width = metrics.horizontalAdvance(name) + 10
        box = QRectF(middle.x() - width / 2, middle.y() + _CENTRE + 3, width, metrics.height() + 2)
        ground = QColor(self.look.theme.page)
        ground.setAlphaF(0.88)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(self.look.theme.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2 - 6)

    def _place(self) -> None:
        """Put the neighbours on two ellipses in turn, so that their names do not meet."""
        count = len(self.neighbours)
        middle = self._middle()
        widest = max(60, min(_LABEL, round(self.width() / 6)))
        for each in self.neighbours:
            each.fit(self.look, widest)
        for at, each in enumerate(self._around()):
            angle = 2 * math.pi * at / count - math.pi / 2
            inner = count > 8 and at % 2 == 1  # noqa: PLR2004 - one circle holds eight names
            reach = 0.66 if inner else 1.0
            across = (self.width() - widest) / 2 - 2 * _PAD
            down = self.height() / 2 - 38
            each.above = math.sin(angle) < -_LEVEL
            spot = QPointF(
                middle.x() + math.cos(angle) * across * reach, middle.y() + math.sin(angle) * down * reach
            )
            place = spot - each.dot()
            top = min(max(place.y(), 0.0), self.height() - each.height())
            each.move(round(place.x()), round(top))
        self.update()

    def _around(self) -> list[Neighbour]:
        """Return the neighbours in the order of the circle: the frequent ones spread over it."""
        half = (len(self.neighbours) + 1) // 2
        first, second = self.neighbours[:half], self.neighbours[half:]
        mixed: list[Neighbour] = []
        for at, each in enumerate(first):
            mixed.append(each)
            mixed += second[at : at + 1]
        return mixed


def said_of(companion: Companion, translator: Translator) -> str:
    """Say who appears how often."""
    kind = translator.gettext(TYPE_NAME[companion.entity.type])
    articles = translator.ngettext("in {n} article", "in {n} articles", companion.articles)
    return translator.gettext("{name}, {type}, {articles}").format(
        name=companion.entity.name, type=kind, articles=articles
    )
