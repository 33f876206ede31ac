"""The palette: every action by its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import Translator
from reader.ui.dialogs.overlay import Overlay
from reader.ui.dialogs.rows import CommandRow, ranked
from reader.ui.fonts import FontFamilies
from reader.ui.icons import Icons
from reader.ui.panel.parts import hairline, label
from reader.ui.theme import Theme

_WIDTH, _ROW, _EDGE, _TOP = 560, 32, 12, 72
_MOST_ROWS = 11
_BARE = "QLineEdit, QLineEdit:focus { border: none; background: transparent; padding: 6px; }"
_ROLE = int(Qt.ItemDataRole.UserRole)


class RowDelegate(QStyledItemDelegate):
    """Paints an action, its group, and its shortcut at the right."""

    def __init__(self, theme: Theme, fonts: FontFamilies, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = fonts.ui(13)
        self._small = fonts.ui(12)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of one height."""
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row = index.data(_ROLE)
        if not isinstance(row, CommandRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selected if chosen else self.theme.hover))
            painter.drawRoundedRect(rect, 6, 6)
        if chosen:
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRoundedRect(QRect(rect.left() + 2, rect.top() + 8, 3, rect.height() - 16), 1.5, 1.5)
        inner = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        soft = QColor(self.theme.soft if chosen else self.theme.faint)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._small)
        painter.setPen(soft)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, row.shortcut)
        taken = QFontMetrics(self._small).horizontalAdvance(row.shortcut) + 16
        painter.setFont(self._name)
        painter.setPen(QColor(self.theme.ink) if row.enabled else soft)
        metrics = QFontMetrics(self._name)
        room = inner.width() - taken
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, text)
        used = metrics.horizontalAdvance(text) + 10
        if row.group and room - used > QFontMetrics(self._small).horizontalAdvance(row.group):
            painter.setFont(self._small)
            painter.setPen(soft)
            painter.drawText(inner.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, row.group)
        painter.restore()


class Palette(Overlay):
    """Type to find an action, Enter does it. ``command_chosen`` carries its id once the palette has gone."""

    command_chosen = Signal(str)

    def __init__(self, window: QWidget, translator: Translator, theme: Theme, fonts: FontFamilies) -> None:
        self._delegate = RowDelegate(theme, fonts)
        super().__init__(window, theme)
        _ = translator.gettext
        self._rows: Sequence[CommandRow] = ()
        self.setAccessibleName(_("Find an action"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("What do you want to do?"))
        self.field.setAccessibleName(_("Find an action"))
        self.field.setFont(fonts.ui(15))
        self.field.setStyleSheet(
            "QLineEdit, QLineEdit:focus { border: none; background: transparent; padding: 6px; }"
        )
        self._sign = self.field.addAction(
            Icons(theme).icon("search", theme.faint), QLineEdit.ActionPosition.LeadingPosition
        )
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self._delegate.setParent(self)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(_("Actions"))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = label(_("No action is called that."), "faint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(_ROW + 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self.field, hairline(), self.list, self._nothing):
            layout.addWidget(widget)
        self.setFixedWidth(min(_WIDTH, max(window.width() - 32, 320)))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self._find("")

    def set_commands(self, rows: Sequence[CommandRow]) -> None:
        """Offer other actions."""
        self._rows = tuple(rows)
        self._find(self.field.text())

    def open(self) -> None:
        """Show, with an empty field."""
        self.setFixedWidth(min(_WIDTH, max(self.host.width() - 32, 320)))
        self.field.clear()
        self._find("")
        self.open_centred(_TOP)

    def found(self) -> list[CommandRow]:
        """Return the rows that are shown, the likeliest first."""
        return [self._model.item(at).data(_ROLE) for at in range(self._model.rowCount())]

    def first_widget(self) -> QWidget:
        """Typing begins at once."""
        return self.field

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        super().set_theme(theme)
        self._delegate.theme = theme
        if hasattr(self, "_sign"):
            self._sign.setIcon(Icons(theme).icon("search", theme.faint))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move through the list and Enter choose while one types."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            key = Qt.Key(event.key())
            if key in steps:
                self._move(steps[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _find(self, typed: str) -> None:
        self._model.clear()
        for row in ranked(typed, self._rows):
            item = QStandardItem(row.text)
            item.setData(row, _ROLE)
            item.setEditable(False)
            item.setEnabled(row.enabled)
            said = ", ".join(part for part in (row.text, row.group, row.shortcut) if part)
            item.setData(said, int(Qt.ItemDataRole.AccessibleTextRole))
            self._model.appendRow(item)
        count = self._model.rowCount()
        self.list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        room = (self.host.height() - 2 * _TOP) // _ROW
        self.list.setFixedHeight(max(1, min(count, _MOST_ROWS, room)) * _ROW)
        if count:
            self._move_to(0, 1)
        self.adjustSize()

    def _move(self, by: int) -> None:
        count = self._model.rowCount()
        now = self.list.currentIndex().row()
        if count and abs(by) == 1:
            self._move_to((now + by) % count, by)
        elif count:
            self._move_to(min(max(now + by, 0), count - 1), by)

    def _move_to(self, at: int, by: int) -> None:
        """Choose the row at ``at``, or the next one in the same direction that can be chosen."""
        count = self._model.rowCount()
        for step in range(count):
            item = self._model.item((at + (step if by > 0 else -step)) % count)
            if item.isEnabled():
                self.list.setCurrentIndex(item.index())
                self.field.setAccessibleDescription(str(item.data(int(Qt.ItemDataRole.AccessibleTextRole))))
                return

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(_ROLE) if index.isValid() else None
        if isinstance(row, CommandRow) and row.enabled:
            self.dismiss()
            self.command_chosen.emit(row.id)
