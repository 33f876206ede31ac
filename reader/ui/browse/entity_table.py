"""The table of entities: how its rows are painted, its keys, and what is selected."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from reader.i18n import Translator
from reader.models import Entity, EntitySort
from reader.ui.browse.entity_rows import ARTICLES, ENTITY_ROLE, MENTIONS, NAME, EntityRows
from reader.ui.browse.floating_bar import FloatingBar
from reader.ui.browse.look import Look
from reader.ui.entity.picker import paint_names
from reader.ui.entity_types import TYPE_ICONS

_ROW, _EDGE, _SIGN, _NUMBER = 32, 14, 16, 56
# In line with the rows: the first column with their signs, the others with their numbers.
_HEAD = f"QHeaderView::section {{ background: transparent; padding: 4px {_EDGE}px 4px 4px; }}"
_HEAD += f"QHeaderView::section:first {{ padding-left: {_EDGE}px; }}"
_SORTS = {EntitySort.NAME: NAME, EntitySort.MENTIONS: MENTIONS}


class _Delegate(QStyledItemDelegate):
    """Paints the sign of the type and the names, and numbers at the right of their columns."""

    def __init__(self, view: QTableView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self.look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        theme, rect = self.look.theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.selected if chosen else theme.hover))
        entity = index.data(ENTITY_ROLE)
        if index.column() == NAME and isinstance(entity, Entity):
            self._paint_name(painter, rect, entity, chosen=chosen)
        else:
            painter.setFont(self.look.small())
            painter.setPen(QColor(theme.soft if chosen else theme.faint))
            side = Qt.AlignmentFlag.AlignLeft if index.column() == NAME else Qt.AlignmentFlag.AlignRight
            painter.drawText(
                rect.adjusted(_EDGE, 0, -_EDGE, 0), side | Qt.AlignmentFlag.AlignVCenter, index.data()
            )
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            self._paint_focus(painter, rect, index.column())
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, entity: Entity, *, chosen: bool) -> None:
        look = self.look
        sign = QRect(rect.left() + _EDGE, rect.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)
        ratio = painter.device().devicePixelRatioF()
        hue = look.theme.entities[entity.type]
        painter.drawPixmap(sign, look.icons.pixmap(TYPE_ICONS[entity.type], hue, _SIGN, ratio))
        room = rect.adjusted(_EDGE + _SIGN + 10, 0, -4, 0)
        paint_names(painter, room, entity, "", look, chosen=chosen)

    def _paint_focus(self, painter: QPainter, cell: QRect, column: int) -> None:
        """Draw the part of the row's frame that lies in a cell."""
        frame = QRectF(0, cell.top(), self._view.viewport().width(), cell.height()).adjusted(2, 1, -2, -1)
        painter.setClipRect(cell)
        painter.setPen(QPen(QColor(self.look.theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 4, 4)
        painter.setClipping(column < 0)


class EntityTable(QTableView):
    """Entities in rows. ``chosen`` carries the entity that the user moved to, ``opened`` the one to read.

    ``sort_chosen`` carries an :class:`EntitySort`, ``merge_pressed`` follows the key M.
    """

    chosen = Signal(int)
    opened = Signal(int)
    sort_chosen = Signal(object)
    merge_pressed = Signal()
    selected = Signal()

    def __init__(self, model: EntityRows, translator: Translator, look: Look) -> None:
        super().__init__()
        self._rows = model
        self._silent = False
        self._delegate = _Delegate(self, look)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(translator.gettext("Entities"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setStyleSheet(_HEAD)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.sectionClicked.connect(self._on_head)
        self._bar = FloatingBar(self)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.selected.emit())
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.set_look(look)
        self.show_sort(EntitySort.MENTIONS)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._delegate.look = look
        self.verticalHeader().setDefaultSectionSize(look.scaled(_ROW))
        head = QFontMetrics(look.small())
        for column in (MENTIONS, ARTICLES):
            name = str(self._rows.headerData(column, Qt.Orientation.Horizontal))
            name = name if name.endswith("▾") else f"{name} ▾"
            self.setColumnWidth(column, max(look.scaled(_NUMBER), head.horizontalAdvance(name) + _EDGE + 6))
        self.viewport().update()

    def show_sort(self, sort: EntitySort) -> None:
        """Show the order that the rows are in."""
        self._rows.show_sorted(_SORTS[sort])

    def chosen_entities(self) -> list[Entity]:
        """Return the selected entities that are known, in the order of the rows."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [entity for row in rows if (entity := self._rows.entity(row))]

    def selected_count(self) -> int:
        """Return how many rows are selected; cheap, whatever the number."""
        return sum(each.height() for each in self.selectionModel().selection().toList())

    def select_entity(self, entity_id: int) -> None:
        """Go to the row of an entity, if it is known, without telling so."""
        row = self._rows.row_of(entity_id)
        if row >= 0 and row != self.currentIndex().row():
            self._silent = True
            flags = QItemSelectionModel.SelectionFlag
            index = self._rows.index(row, NAME)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self._silent = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K go through the rows, Enter opens, M merges."""
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        row, plain = self.currentIndex().row(), not event.modifiers()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row >= 0:
            self._open(row)
        elif plain and event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        elif plain and event.key() == Qt.Key.Key_M:
            self.merge_pressed.emit()
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Go ``by`` rows on."""
        row = min(max(self.currentIndex().row() + by, 0), self._rows.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row, NAME))

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of their own here; the field above searches."""

    def sizeHintForRow(self, _row: int) -> int:
        """All rows are of one height."""
        return self.verticalHeader().defaultSectionSize()

    def minimumSizeHint(self) -> QSize:
        """Small: it scrolls."""
        return QSize(120, 80)

    def _on_head(self, column: int) -> None:
        for sort, at in _SORTS.items():
            if at == column:
                self.sort_chosen.emit(sort)
                return

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entity = self._rows.entity(current.row()) if current.isValid() else None
        self.viewport().update()
        if entity is not None and not self._silent and self.selected_count() <= 1:
            self.chosen.emit(entity.id)

    def _open(self, row: int) -> None:
        if entity := self._rows.entity(row):
            self.opened.emit(entity.id)
