"""The field that one searches in, with suggestions beneath it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.ui.browse.look import Look

WAIT_MS = 60
REST_MS = 2500  # then the reader looks at what was found, not at what to type
ICON = 16
MARGIN = 8
ROW = 32

Suggestion = tuple[str, str, str]
KIND_ICONS: Mapping[str, str] = MappingProxyType(
    {"entity": "entity", "tag": "tag", "source": "globe", "article": "document", "recent": "clock"}
)


class SearchField(QLineEdit):
    """Tells what is typed by ``query_changed``, a moment later and never while an input method composes.

    Down goes through the suggestions, then asks for the list with ``list_requested``; Enter tells the query at
    once and asks for the list; Escape closes the suggestions, then clears, then asks to leave by ``left``.
    Suggestions that nobody goes through close by themselves, as they cover what was found.
    """

    query_changed = Signal(str)
    suggestion_chosen = Signal(str, str)
    list_requested = Signal()
    left = Signal()

    def __init__(
        self, translator: Translator, look: Look, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._told = ""
        self._composing = False
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._tell)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._close_unused)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QToolButton(self)
        self._hint = QLabel(hint, self)
        self._popup = _Suggestions(self, _("Suggestions"), look)
        self._popup.chosen.connect(self._take)
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(_("Search the library"))
        self._set_up(_("Clear the search"))
        self.textChanged.connect(self._on_text)
        self.set_look(look)

    def _set_up(self, clear: str) -> None:
        self._hint.setProperty("role", "faint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._clear.setAccessibleName(clear)
        self._clear.setToolTip(clear)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape does the same
        self._clear.setIconSize(QSize(14, 14))
        self._clear.clicked.connect(self._clear_all)
        self._clear.hide()

    @property
    def query(self) -> str:
        """The text in the field, in NFC."""
        return unicodedata.normalize("NFC", self.text())

    def set_query(self, query: str) -> None:
        """Show a query without telling it."""
        self._told = query
        self.setText(query)
        self._wait.stop()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._sign.setIcon(look.icons.icon("search", look.theme.soft, ICON))
        self._clear.setIcon(look.icons.icon("close", look.theme.soft, 14))
        self._popup.set_look(look)
        self._place_parts()

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show suggestions: (label, query, kind). They are not shown while the field has no focus."""
        if suggestions and self.hasFocus():
            self._popup.show_beneath(self, suggestions)
            self._rest.start()
        else:
            self._popup.hide()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait with the query until the input method has finished a word."""
        super().inputMethodEvent(event)
        was, self._composing = self._composing, bool(event.preeditString())
        if was and not self._composing and self.query != self._told:
            self._wait.start()
        self._show_clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through suggestions and into the list; see the class."""
        key = event.key()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self._popup.isVisible():
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down:
            self.list_requested.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the suggestions with the focus."""
        self._popup.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the suggestions with the field."""
        self._popup.hide()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep cross and hint at the right."""
        super().resizeEvent(event)
        self._place_parts()

    def changeEvent(self, event: QEvent) -> None:
        """Make room again where the style sheet changed the margins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place_parts()

    def _on_text(self) -> None:
        self._show_clear()
        self._wait.start()

    def _show_clear(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self._place_parts()

    def _place_parts(self) -> None:
        right = self.width() - MARGIN
        for part in (self._hint, self._clear):
            if part is self._clear and self._clear.isHidden():
                continue
            size = part.sizeHint()
            right -= size.width()
            part.setGeometry(right, (self.height() - size.height()) // 2, size.width(), size.height())
            right -= 4
        self.setTextMargins(0, 0, self.width() - right - MARGIN, 0)

    def _tell(self) -> None:
        if not self._composing and self.query != self._told:
            self._told = self.query
            self.query_changed.emit(self._told)

    def _step(self, delta: int) -> None:
        if not self._popup.step(delta):
            self._popup.hide()
            self.list_requested.emit()

    def _close_unused(self) -> None:
        if self._popup.in_use():
            self._rest.start()
        else:
            self._popup.hide()

    def _enter(self) -> None:
        if self._popup.choose():
            return
        self._popup.hide()
        self._wait.stop()
        self._tell()
        self.list_requested.emit()

    def _escape(self) -> None:
        if self._popup.isVisible():
            self._popup.hide()
        elif self.text():
            self._clear_all()
        else:
            self.left.emit()

    def _clear_all(self) -> None:
        self.clear()
        self._wait.stop()
        self._tell()
        self.setFocus()

    def _take(self, query: str, kind: str) -> None:
        self._popup.hide()
        self.setText(query)
        self._wait.stop()
        self._tell()
        self.suggestion_chosen.emit(query, kind)


class _Suggestions(QFrame):
    """A card beneath the field. It never has the focus: the field's own keys go through it."""

    chosen = Signal(str, str)

    def __init__(self, field: QWidget, name: str, look: Look) -> None:
        super().__init__(field)
        self._look = look
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setAccessibleName(name)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setIconSize(QSize(ICON, ICON))
        self._list.setMouseTracking(True)
        self._list.clicked.connect(self._tell)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._list)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look

    def show_beneath(self, field: QWidget, suggestions: Sequence[Suggestion]) -> None:
        """Show suggestions over the window that ``field`` is in."""
        self._model.clear()
        for label, query, kind in suggestions:
            icon = self._look.icons.icon(KIND_ICONS.get(kind, "search"), "", ICON)
            item = QStandardItem(icon, label)
            item.setData(query, Qt.ItemDataRole.UserRole)
            item.setData(kind, Qt.ItemDataRole.UserRole + 1)
            item.setSizeHint(QSize(0, self._look.scaled(ROW)))
            self._model.appendRow(item)
        if self.parent() is not field.window():
            self.setParent(field.window())
        corner = field.mapTo(field.window(), QPoint(0, field.height() + 4))
        height = self._look.scaled(ROW) * len(suggestions) + 12
        room = max(ROW, field.window().height() - corner.y() - MARGIN)
        self.setGeometry(corner.x(), corner.y(), field.width(), min(height, room))
        self.show()
        self.raise_()

    def step(self, delta: int) -> bool:
        """Go on or back, before the first there is none; return whether there was one to go on to."""
        row = self._list.currentIndex().row() + delta
        self._list.setCurrentIndex(self._model.index(row, 0))
        return row < self._model.rowCount()

    def in_use(self) -> bool:
        """Whether a suggestion is chosen from, by key or mouse."""
        return self._list.currentIndex().isValid() or self.underMouse()

    def choose(self) -> bool:
        """Choose the current suggestion; return whether there is one."""
        if not self.isVisible() or not self._list.currentIndex().isValid():
            return False
        self._tell(self._list.currentIndex())
        return True

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole), index.data(Qt.ItemDataRole.UserRole + 1))
