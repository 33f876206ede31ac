"""Choosing an entity by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
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
from reader.models import Entity
from reader.text.normalise import nfc
from reader.ui.browse.look import Look
from reader.ui.dialogs.overlay import Overlay
from reader.ui.entity_types import TYPE_ICONS, TYPE_NAME
from reader.ui.panel.parts import hairline, label

_WIDTH, _ROW, _EDGE, _TOP, _SIGN = 560, 34, 12, 72, 16
_MOST_ROWS = 11
_TYPED_MS = 90
_ROLE = int(Qt.ItemDataRole.UserRole)
_BARE = "QLineEdit, QLineEdit:focus { border: none; background: transparent; padding: 6px; }"


class _Delegate(QStyledItemDelegate):
    """Paints an entity: sign, name, other names, and how often it is mentioned."""

    def __init__(self, translator: Translator, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._translator = translator
        self.look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of one height."""
        return QSize(200, self.look.scaled(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        entity = index.data(_ROLE)
        look, theme, rect = self.look, self.look.theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if chosen else theme.hover))
            painter.drawRoundedRect(rect, 6, 6)
        if chosen:
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(QRect(rect.left() + 2, rect.top() + 9, 3, rect.height() - 18), 1.5, 1.5)
        sign = QRect(rect.left() + _EDGE, rect.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)
        ratio = painter.device().devicePixelRatioF()
        hue = theme.entities[entity.type]
        painter.drawPixmap(sign, look.icons.pixmap(TYPE_ICONS[entity.type], hue, _SIGN, ratio))
        inner = rect.adjusted(_EDGE + _SIGN + 10, 0, -_EDGE, 0)
        paint_names(painter, inner, entity, self._translator.number(entity.mentions), look, chosen=chosen)
        painter.restore()


def paint_names(
    painter: QPainter, room: QRect, entity: Entity, right: str, look: Look, *, chosen: bool
) -> None:
    """Write a name, its other names in a softer voice where there is room, and a number at the right."""
    theme, middle = look.theme, Qt.AlignmentFlag.AlignVCenter
    soft = QColor(theme.soft if chosen else theme.faint)
    painter.setFont(look.small())
    painter.setPen(soft)
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, right)
    width = room.width() - (QFontMetrics(look.small()).horizontalAdvance(right) + 14 if right else 0)
    painter.setFont(look.label())
    painter.setPen(QColor(theme.ink))
    metrics = QFontMetrics(look.label())
    name = metrics.elidedText(entity.name, Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, name)
    used = metrics.horizontalAdvance(name) + 10
    others = ", ".join(entity.aliases)
    small = QFontMetrics(look.small())
    if others and width - used > small.averageCharWidth() * 5:
        painter.setFont(look.small())
        painter.setPen(soft)
        others = small.elidedText(others, Qt.TextElideMode.ElideRight, width - used)
        painter.drawText(room.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, others)


class EntityPicker(Overlay):
    """Type a part of a name, Enter chooses.

    ``words_changed`` asks for entities, the answer comes to :meth:`set_entities`; ``chosen`` carries an
    :class:`Entity` once the picker has gone.
    """

    words_changed = Signal(str)
    chosen = Signal(object)

    def __init__(self, window: QWidget, translator: Translator, look: Look) -> None:
        super().__init__(window, look.theme)
        _ = translator.gettext
        self._translator = translator
        self._look = look
        self._left_out: frozenset[int] = frozenset()
        self._awaiting = False  # whether what was typed has not been answered yet
        self._hasty = False  # whether Enter was pressed meanwhile: the first answer is meant
        self.field = QLineEdit()
        self.field.setFont(look.fonts.ui(look.px + 2))
        self.field.setStyleSheet(_BARE)
        icon = look.icons.icon("search", look.theme.faint)
        self._sign = self.field.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self._delegate = _Delegate(translator, look, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(_("Entities"))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = label(_("No entity is called that."), "faint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(_ROW + 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self.field, hairline(), self.list, self._nothing):
            layout.addWidget(widget)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(lambda: self.words_changed.emit(self._words()))
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)

    def ask(self, prompt: str, left_out: frozenset[int] = frozenset()) -> None:
        """Show, with an empty field that says ``prompt``; the ids of ``left_out`` are not offered."""
        self._left_out = left_out
        self.setAccessibleName(prompt)
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self.field.clear()
        self._typed.stop()
        self._hasty = False
        self.setFixedWidth(min(_WIDTH, max(self.host.width() - 32, 320)))
        self.words_changed.emit("")
        self.open_centred(_TOP)

    def set_entities(self, entities: Sequence[Entity], words: str = "") -> None:
        """Offer what was found for ``words``, the likeliest first; late answers are for the eye only."""
        self._model.clear()
        for each in entities:
            if each.id not in self._left_out:
                self._model.appendRow(self._item(each))
        count = self._model.rowCount()
        self.list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        row = self._look.scaled(_ROW)
        room = (self.host.height() - 2 * _TOP) // row
        self.list.setFixedHeight(max(1, min(count, _MOST_ROWS, room)) * row)
        if count:
            self._go_to(0)
        self.adjustSize()
        self._awaiting = words != self._words()
        if self._hasty and not self._awaiting:
            self._hasty = False
            self._choose(self.list.currentIndex())

    def found(self) -> list[Entity]:
        """Return the entities that are offered."""
        return [self._model.item(at).data(_ROLE) for at in range(self._model.rowCount())]

    def first_widget(self) -> QWidget:
        """Typing begins at once."""
        return self.field

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = self._delegate.look = look
        self.set_theme(look.theme)
        self._sign.setIcon(look.icons.icon("search", look.theme.faint))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move through the list and Enter choose while one types."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            key, count = Qt.Key(event.key()), self._model.rowCount()
            if key in steps and count:
                self._go_to(min(max(self.list.currentIndex().row() + steps[key], 0), count - 1))
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._hasty = self._awaiting
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _words(self) -> str:
        return nfc(self.field.text()).strip()

    def _on_typed(self, _text: str) -> None:
        self._awaiting, self._hasty = True, False
        self._typed.start()

    def _item(self, entity: Entity) -> QStandardItem:
        item = QStandardItem(entity.name)
        item.setData(entity, _ROLE)
        item.setEditable(False)
        kind = self._translator.gettext(TYPE_NAME[entity.type])
        mentions = self._translator.ngettext("{n} mention", "{n} mentions", entity.mentions)
        item.setData(f"{entity.name}, {kind}, {mentions}", int(Qt.ItemDataRole.AccessibleTextRole))
        return item

    def _go_to(self, at: int) -> None:
        item = self._model.item(at)
        self.list.setCurrentIndex(item.index())
        self.field.setAccessibleDescription(str(item.data(int(Qt.ItemDataRole.AccessibleTextRole))))

    def _choose(self, index: QModelIndex) -> None:
        entity = index.data(_ROLE) if index.isValid() else None
        if isinstance(entity, Entity) and not self._awaiting:
            self.dismiss()
            self.chosen.emit(entity)
