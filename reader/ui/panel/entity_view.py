"""How the list of entities is painted, and what mouse and keys do in it."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.ui.fonts import FontFamilies
from reader.ui.icons import Icons
from reader.ui.panel.entity_model import Role
from reader.ui.theme import Theme

_ROW, _HEADING = 28, 34
_EDGE = 8  # from the row's rounded background to what is in it
_SIGN = 16
_BAR = QSize(14, 3)


class EntityDelegate(QStyledItemDelegate):
    """Paints headings, and rows of a hue's bar, a name and a count (a sign to search under the mouse)."""

    def __init__(self, theme: Theme, fonts: FontFamilies, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = fonts.ui(11, 500)
        self._heading.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        self._name = fonts.ui(13)
        self._count = fonts.ui(12, features=("tnum", "lnum"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._icons = Icons(theme)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of 28 pixels, headings with some air above."""
        return QSize(120, _HEADING if index.data(Role.HEADING) else _ROW)

    def search_sign(self, row: QRect) -> QRect:
        """Return where the sign to search stands in a row."""
        return QRect(row.right() - _EDGE - _SIGN + 1, row.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a heading or a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if index.data(Role.HEADING):
            painter.setFont(self._heading)
            painter.setPen(QColor(self._theme.faint))
            place = rect.adjusted(_EDGE, 0, -_EDGE, -6)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(place, flags, str(index.data()))
        else:
            self._paint_row(painter, option, rect, index)
        painter.restore()

    def _paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state: QStyle.StateFlag = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        self._paint_ground(painter, rect, hovered=hovered, chosen=chosen, focused=focused)
        right = rect.right() - _EDGE
        if hovered or chosen:
            sign = self.search_sign(rect)
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(sign, self._icons.pixmap("search", self._theme.soft, _SIGN, ratio))
            right = sign.left() - 6
        shown = bool(index.data(Role.SHOWN))
        hue = QColor(self._theme.entities[index.data(Role.TYPE)])
        self._paint_bar(painter, rect, hue, filled=shown, thin=bool(index.data(Role.INNER)))
        painter.setFont(self._count)
        painter.setPen(QColor(self._theme.soft if chosen else self._theme.faint))
        count = str(index.data(Role.COUNT))
        width = painter.fontMetrics().horizontalAdvance(count)
        middle = Qt.AlignmentFlag.AlignVCenter
        place = QRect(right - width, rect.top(), width + 1, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, count)
        painter.setFont(self._name)
        quiet = index.data(Role.INNER) or not shown
        painter.setPen(QColor(self._theme.soft if quiet else self._theme.ink))
        left = rect.left() + _EDGE + _BAR.width() + 8
        room = QRect(left, rect.top(), right - width - 8 - left, rect.height())
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, name)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, *, hovered: bool, chosen: bool, focused: bool
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(QColor(self._theme.selected if chosen else self._theme.hover))
            painter.drawRoundedRect(rect, 6, 6)
        if focused:
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_bar(self, painter: QPainter, rect: QRect, hue: QColor, *, filled: bool, thin: bool) -> None:
        height = 1.0 if thin and filled else _BAR.height()
        bar = QRectF(rect.left() + _EDGE, rect.center().y() + 1, _BAR.width(), height)
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(hue, 1))
        painter.setBrush(hue if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar if filled else bar.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)


class EntityView(QListView):
    """A list whose rows step at a click (back with Shift) and search at a double click or at their sign.

    With keys: Space steps, Shift+Space steps back, Enter searches, Ctrl+Enter opens the entity's page.
    """

    step_requested = Signal(QModelIndex, int)
    search_requested = Signal(QModelIndex)
    page_requested = Signal(QModelIndex)
    menu_requested = Signal(QPoint)

    def __init__(self, delegate: EntityDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Step, or search where the sign stands."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        choosing = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or choosing:
            return
        if self._delegate.search_sign(self.visualRect(index)).contains(event.position().toPoint()):
            self.search_requested.emit(index)
        else:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_requested.emit(index, -1 if back else 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Search for the entity."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.search_requested.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space steps, Enter searches; the rest is a list's."""
        index = self.currentIndex()
        choosing = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if index.isValid() and event.key() == Qt.Key.Key_Space and not choosing:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_requested.emit(index, -1 if back else 1)
        elif index.isValid() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.page_requested if whole else self.search_requested).emit(index)
        else:
            super().keyPressEvent(event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A click with Shift steps back: it chooses its own row only."""
        if isinstance(event, QMouseEvent) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is chosen: under the mouse, or beside the row where keys asked for it."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(event.pos())
        if not index.isValid() or index.data(Role.HEADING):
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        beside = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(24, 0))
        self.menu_requested.emit(beside if by_keys else event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reaching the list with Tab shows where one is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount() > 1:
            self.setCurrentIndex(self.model().index(1, 0))
