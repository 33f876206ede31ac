"""The view of a list of articles: keys, selection, and the place where one was looking."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from reader.i18n import Translator
from reader.ui.browse.article_delegate import ArticleDelegate
from reader.ui.browse.article_model import ArticleModel, runs
from reader.ui.browse.floating_bar import FloatingBar
from reader.ui.browse.look import Look, is_plain

SETTLE_MS = 120  # how long the current article must stay, while a key repeats, before it is opened
FEW = 50


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one was: ids, because rows move; ``below`` is the top article's offset in pixels."""

    selected: tuple[int, ...]
    current: int
    top: int
    below: int


class ArticleTable(QTableView):
    """One column of articles. J, K and the arrows go through it; Enter opens the page.

    ``chosen`` tells the current article that the user moved to; programmatic moves are silent.
    """

    chosen = Signal(int)
    opened = Signal(int)
    star_pressed = Signal()
    read_pressed = Signal()
    read_on_pressed = Signal(int)
    delete_pressed = Signal()

    def __init__(
        self, model: ArticleModel, translator: Translator, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._articles = model
        self._silent = False
        self._delegate = ArticleDelegate(translator, look)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._tell)
        self._repeating = False
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_up(translator)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.ids[index.row()]))
        self.fit_rows()

    def _set_up(self, translator: Translator) -> None:
        self.setAccessibleName(translator.gettext("Articles"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(0)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = FloatingBar(self)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._delegate.set_look(look)
        self.fit_rows()
        self.viewport().update()

    def fit_rows(self) -> None:
        """Give all rows the height that the delegate needs now."""
        height = self._delegate.row_height(searching=self._articles.searching)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 3)

    def show_ids(self, ids: Iterable[int], *, keep_place: bool) -> None:
        """Show other articles; with ``keep_place`` the scroll position stays with its article."""
        new = array("q", ids)
        if keep_place and new == self._articles.ids:
            return
        place, at_head = self._place(), not self.verticalScrollBar().value()
        self._silent = True
        self._settle.stop()
        self._articles.set_ids(new)
        self._go_back(place, keep_place=keep_place, at_head=at_head)
        self._silent = False

    def current_id(self) -> int:
        """Return the id of the current article, 0 where there is none."""
        index = self.currentIndex()
        return self._articles.ids[index.row()] if index.isValid() else 0

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected articles in the order of the list."""
        ids = self._articles.ids
        ranges = sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList())
        return tuple(article_id for top, bottom in ranges for article_id in ids[top : bottom + 1])

    def select_id(self, article_id: int, *, scroll: bool = True) -> bool:
        """Make an article current without telling so; return whether it is in the list."""
        row = self._articles.row_of(article_id)
        self._silent = True
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != row or not self.selectionModel().isRowSelected(row):
            index = self._articles.index(row)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            if scroll:
                self.scrollTo(index)
        self._silent = False
        return row >= 0

    def step(self, delta: int) -> None:
        """Go ``delta`` articles on (or back), as the user's own move; stay at the ends."""
        rows = self._articles.rowCount()
        if rows:
            row = min(max(self.currentIndex().row() + delta, 0), rows - 1)
            self.setCurrentIndex(self._articles.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the list, or do what a key means for the selected articles."""
        self._repeating = event.isAutoRepeat()
        if event.key() == Qt.Key.Key_Space:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.read_on_pressed.emit(-1 if shift else 1)
        elif not (is_plain(event) and self._do(Qt.Key(event.key()))):
            super().keyPressEvent(event)
        self._repeating = False

    def _do(self, key: Qt.Key) -> bool:
        if key in {Qt.Key.Key_J, Qt.Key.Key_K}:
            self.step(1 if key == Qt.Key.Key_J else -1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.step(-len(self._articles.ids) if key == Qt.Key.Key_Home else len(self._articles.ids))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif key in (signals := {
            Qt.Key.Key_S: self.star_pressed,
            Qt.Key.Key_U: self.read_pressed,
            Qt.Key.Key_Delete: self.delete_pressed,
        }):  # fmt: skip
            signals[key].emit()
        else:
            return False
        return True

    def _open(self) -> None:
        if article_id := self.current_id():
            self._settle.stop()
            self.opened.emit(article_id)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of their own here; searching all rows for a letter would load them all."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select; a click on the current article tells it again, so that it can be shown again."""
        before = self.currentIndex()
        super().mousePressEvent(event)
        again = before.isValid() and self.indexAt(event.position().toPoint()) == before
        if again and event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self.chosen.emit(self.current_id())

    def _on_current(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self._silent or not index.isValid():
            return
        if self._repeating:
            self._settle.start()
        else:
            self._settle.stop()
            self._tell()

    def _tell(self) -> None:
        if article_id := self.current_id():
            self.chosen.emit(article_id)

    def _place(self) -> _Place:
        top = self.rowAt(0)
        return _Place(
            selected=self.selected_ids(),
            current=self.current_id(),
            top=self._articles.ids[top] if top >= 0 else 0,
            below=self.rowViewportPosition(top) if top >= 0 else 0,
        )

    def _go_back(self, place: _Place, *, keep_place: bool, at_head: bool) -> None:
        """Select again what is still there, and scroll to where one was, or to the top."""
        self.doItemsLayout()  # now, so that the scroll bar knows its range
        selection = QItemSelection()
        for first, last in runs(self._rows_of(place.selected)):
            selection.select(self._articles.index(first), self._articles.index(last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        current = self._articles.row_of(place.current)
        if current >= 0:
            index = self._articles.index(current)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        top = self._articles.row_of(place.top) if keep_place else -1
        if keep_place and at_head:
            self.scrollToTop()  # who looks at the head of the list sees what comes in there
        elif top >= 0:
            self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(top) - place.below)
        elif not keep_place:
            self.scrollToTop()

    def _rows_of(self, ids: tuple[int, ...]) -> list[int]:
        """Return the rows of the articles that are in the list, looked up one by one or all at once."""
        if len(ids) <= FEW:
            rows = (self._articles.row_of(article_id) for article_id in ids)
            return [row for row in rows if row >= 0]
        wanted = set(ids)
        return [row for row, article_id in enumerate(self._articles.ids) if article_id in wanted]
