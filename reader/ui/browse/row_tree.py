"""Rows with counts beneath section heads: what the sidebar and the facets are made of."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QTreeView, QWidget

from reader.i18n import Translator
from reader.ui.browse.floating_bar import FloatingBar
from reader.ui.browse.look import ROW_HEIGHT, Look
from reader.ui.browse.row_model import COUNT_ROLE, HEAD_ROLE, HUE_ROLE, Node, RowModel
from reader.ui.fonts import MEDIUM

INSET, PADDING, INDENT = 8, 8, 16
DOT = 8
HEAD_HEIGHT = 32
RADIUS = 6
CHEVRON = 12

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints heads in small capitals and rows with a dot and a count."""

    def __init__(self, view: RowTree, translator: Translator, look: Look) -> None:
        super().__init__()
        self._view = view
        self._translator = translator
        self.look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row or head; the width is the view's."""
        assert isinstance(index, QModelIndex)
        height = HEAD_HEIGHT if index.data(HEAD_ROLE) else ROW_HEIGHT
        return QSize(0, self.look.scaled(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a head or a row."""
        assert isinstance(index, QModelIndex)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(INSET, option.rect.y(), self._view.viewport().width() - 2 * INSET, option.rect.height())
        self._paint_ground(painter, option, box, head=bool(index.data(HEAD_ROLE)))
        if index.data(HEAD_ROLE):
            self._paint_head(painter, option, box, index)
        else:
            self._paint_row(painter, option, box, index)
        painter.restore()

    def room(self, index: QModelIndex, width: int) -> int:
        """Return how wide a row's label may be in a view of ``width`` pixels."""
        left = self._label_left(index)
        return width - 2 * INSET - PADDING - left - self._count_width(index)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, *, head: bool
    ) -> None:
        theme, state = self.look.theme, option.state
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(theme.selected))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver and not head:
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus and self._view.by_keyboard:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, index: QModelIndex
    ) -> None:
        theme = self.look.theme
        folded = not self._view.isExpanded(index)
        painter.setFont(self.look.head())
        painter.setPen(QColor(theme.faint))
        below = box.adjusted(PADDING, 6, -PADDING, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
        if folded or option.state & QStyle.StateFlag.State_MouseOver:
            centre = QPointF(below.right() - CHEVRON / 2, below.center().y() + 0.5)
            self._paint_chevron(painter, centre, down=not folded)

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, index: QModelIndex
    ) -> None:
        theme = self.look.theme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        left = box.x() + self._label_left(index)
        if hue := index.data(HUE_ROLE):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(hue))
            painter.drawEllipse(QPointF(left - PADDING - DOT / 2, box.center().y() + 1), DOT / 2, DOT / 2)
        count = self._count_width(index)
        where = box.adjusted(left - box.x(), 0, -PADDING - count, 0)
        painter.setFont(self.look.label(MEDIUM if selected else 400))
        painter.setPen(QColor(theme.ink))
        metrics = QFontMetrics(painter.font())
        label = metrics.elidedText(index.data() or "", Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        if count:
            painter.setFont(self.look.small())
            painter.setPen(QColor(theme.soft if selected else theme.faint))
            text = self._translator.number(index.data(COUNT_ROLE))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box.adjusted(0, 0, -PADDING, 0), right, text)
        if self._view.can_unfold(index) and option.state & QStyle.StateFlag.State_MouseOver:
            width = metrics.horizontalAdvance(label)
            centre = QPointF(where.x() + width + PADDING + CHEVRON / 2, box.center().y() + 1)
            self._paint_chevron(painter, centre, down=self._view.isExpanded(index))

    def _label_left(self, index: QModelIndex) -> int:
        """Return where the label begins: after the dot, further in for children of rows."""
        depth = self._view.level(index)
        dot = DOT + PADDING if index.data(HUE_ROLE) else 0
        return PADDING + dot + INDENT * max(0, depth - 1)

    def _count_width(self, index: QModelIndex) -> int:
        count = index.data(COUNT_ROLE)
        if not count:
            return 0
        return QFontMetrics(self.look.small()).horizontalAdvance(self._translator.number(count)) + PADDING

    def _paint_chevron(self, painter: QPainter, centre: QPointF, *, down: bool) -> None:
        name = "chevron-down" if down else "chevron-right"
        ratio = painter.device().devicePixelRatioF()
        pixmap = self.look.icons.pixmap(name, self.look.theme.faint, CHEVRON, ratio)
        painter.drawPixmap(centre - QPointF(CHEVRON / 2, CHEVRON / 2), pixmap)


class RowTree(QTreeView):
    """Sections of rows. A click on a head folds it; ``row_chosen`` tells the key of a row that is chosen."""

    row_chosen = Signal(object)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self.by_keyboard = False
        self.rows = RowModel(translator, self)
        self._delegate = RowDelegate(self, translator, look)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = FloatingBar(self)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._on_clicked)

    @property
    def look(self) -> Look:
        """The look that it wears."""
        return self._delegate.look

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._delegate.look = look
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def head(self, key: Hashable, label: str) -> Node:
        """Add a section, unfolded."""
        node = self.rows.add_head(key, label)
        self.expand(self.rows.index_of(node))
        return node

    def show_head(self, node: Node) -> None:
        """Hide a section that has nothing in it."""
        self.setRowHidden(self.rows.index_of(node).row(), QModelIndex(), not node.children)

    def content_height(self) -> int:
        """Return how high all that is unfolded is."""
        self.executeDelayedItemsLayout()
        last = QModelIndex()
        below = self.model().index(0, 0)
        while below.isValid():
            last, below = below, self.indexBelow(below)
        return self.visualRect(last).bottom() + 1 - self.verticalOffset() if last.isValid() else 0

    def level(self, index: QModelIndex) -> int:
        """Return how many parents a row has."""
        depth, parent = 0, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        return depth

    def can_unfold(self, index: QModelIndex) -> bool:
        """Whether a row (not a head) has rows of its own beneath it."""
        node = self.rows.node(index)
        return not node.head and bool(node.children)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space choose a row, or fold and unfold a head."""
        self.by_keyboard = True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus where it came by a key."""
        tabbed = {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        }
        self.by_keyboard = event.reason() in tabbed
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide the focus again."""
        self.by_keyboard = False
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a tooltip only where a label is cut."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        cut = index.isValid() and not index.data(HEAD_ROLE) and self._is_cut(index)
        QToolTip.showText(event.globalPos(), index.data() if cut else "", self.viewport())
        return True

    def _is_cut(self, index: QModelIndex) -> bool:
        width = QFontMetrics(self.look.label(MEDIUM)).horizontalAdvance(index.data())
        return width > self._delegate.room(index, self.viewport().width())

    def drawBranches(self, _painter: QPainter, _rect: QRect, _index: Index) -> None:
        """Draw no lines and arrows: the delegate has its own."""

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        node = self.rows.node(index)
        if node.children:
            self.setExpanded(index, not self.isExpanded(index))
        if not node.head:
            self.row_chosen.emit(node.key)
