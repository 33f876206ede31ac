"""The rows of the list of notes: keys, selecting several, and telling which one the reader went to."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from reader.models import Highlight
from reader.ui.browse.floating_bar import FloatingBar
from reader.ui.browse.look import is_plain
from reader.ui.browse.notes_model import NotesModel, WholeNote

_GATHERING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class NotesView(QListView):
    """Rows of highlights; keys step over the heads between them, Ctrl and Shift select several.

    ``chosen`` carries the :class:`Highlight` or :class:`WholeNote` that the reader went to, unless it was
    to select it with others; ``edit_pressed`` carries the same. ``selected`` follows every other selection.
    """

    chosen = Signal(object)
    edit_pressed = Signal(object)
    delete_pressed = Signal()
    star_pressed = Signal()
    selected = Signal()

    def __init__(self, model: NotesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = model
        self._silent = False
        self.setModel(model)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = FloatingBar(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.selected.emit())

    def current(self) -> Highlight | None:
        """Return the current highlight."""
        entry = self._entry()
        return entry if isinstance(entry, Highlight) else None

    def selected_ids(self) -> tuple[str, ...]:
        """Return the ids of the selected highlights in their order, each once."""
        # Ranges: to ask for the indexes of thousands of rows takes long, each asks for its flags.
        chosen = self.selectionModel().selection()
        ranges = sorted((chosen.at(i).top(), chosen.at(i).bottom() + 1) for i in range(chosen.count()))
        entries = (entry for top, bottom in ranges for entry in self._notes.entries[top:bottom])
        return tuple(dict.fromkeys(entry.id for entry in entries if isinstance(entry, Highlight)))

    def select(self, highlight_id: str) -> None:
        """Make a highlight current without telling so."""
        row = self._notes.row_of(highlight_id)
        if row >= 0:
            self._silent = True
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._notes.index(row), flags)
            self._silent = False

    def select_again(self, ids: tuple[str, ...], current: str) -> None:
        """Select highlights that were selected before the rows came anew, those that are still there."""
        self.select(current)
        rows = sorted(row for row in map(self._notes.row_of, ids) if row >= 0)
        again = QItemSelection()
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            stretch = [row for _, row in run]
            again.select(self._notes.index(stretch[0]), self._notes.index(stretch[-1]))
        if len(rows) > 1:
            self.selectionModel().select(again, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def step(self, delta: int) -> None:
        """Go to the next row that is no head (or the one before)."""
        row = self.currentIndex().row() + delta
        while 0 <= row < len(self._notes.entries):
            if self._notes.flags(self._notes.index(row)) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(self._notes.index(row))
                return
            row += delta

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, open, edit, star, delete, select more."""
        key, entry = event.key(), self._entry()
        if is_plain(event) and key in {Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_Up}:
            self.step(1 if key in {Qt.Key.Key_J, Qt.Key.Key_Down} else -1)
        elif entry and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(entry)
        elif entry and key in {Qt.Key.Key_F2, Qt.Key.Key_N}:
            self.edit_pressed.emit(entry)
        elif is_plain(event) and key == Qt.Key.Key_S:
            self.star_pressed.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif key == Qt.Key.Key_Escape and len(self.selected_ids()) > 1:
            self.clearSelection()
        else:
            self._quietly(bool(event.modifiers() & _GATHERING))
            super().keyPressEvent(event)
            self._quietly(False)  # noqa: FBT003

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select more with Ctrl and Shift, and by the right button, without going there."""
        left = event.button() == Qt.MouseButton.LeftButton
        self._quietly(bool(event.modifiers() & _GATHERING) or not left)
        super().mousePressEvent(event)
        self._quietly(False)  # noqa: FBT003

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of their own here."""

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell the row that the user moved to."""
        super().currentChanged(current, previous)
        entry = self._entry()
        if entry is not None and not self._silent:
            self.chosen.emit(entry)

    def _quietly(self, silent: bool) -> None:
        self._silent = silent

    def _entry(self) -> Highlight | WholeNote | None:
        index = self.currentIndex()
        entry = self._notes.entries[index.row()] if index.isValid() else None
        return entry if isinstance(entry, Highlight | WholeNote) else None
