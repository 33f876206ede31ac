"""The list of all highlights and notes of the library."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import COLOR_NAMES, Translator
from reader.models import Color, Highlight, Summary
from reader.ui.browse.empty import EmptyState
from reader.ui.browse.floating_bar import FloatingBar
from reader.ui.browse.look import Look, is_plain
from reader.ui.browse.notes_delegate import NotesDelegate
from reader.ui.browse.notes_model import Group, NotesModel
from reader.ui.panel.colors import Swatch


class _NotesView(QListView):
    """Rows of highlights; keys step over the heads between them."""

    chosen = Signal(object)
    edit_pressed = Signal(object)
    delete_pressed = Signal(object)

    def __init__(self, model: NotesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = model
        self._silent = False
        self.setModel(model)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = FloatingBar(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def current(self) -> Highlight | None:
        """Return the current highlight."""
        index = self.currentIndex()
        entry = self._notes.entries[index.row()] if index.isValid() else None
        return entry if isinstance(entry, Highlight) else None

    def select(self, highlight_id: str) -> None:
        """Make a highlight current without telling so."""
        row = self._notes.row_of(highlight_id)
        if row >= 0:
            self._silent = True
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._notes.index(row), flags)
            self._silent = False

    def step(self, delta: int) -> None:
        """Go to the next highlight (or the one before)."""
        entries, row = self._notes.entries, self.currentIndex().row() + delta
        while 0 <= row < len(entries):
            if isinstance(entries[row], Highlight):
                self.setCurrentIndex(self._notes.index(row))
                return
            row += delta

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, open, edit, delete."""
        key, current = event.key(), self.current()
        if is_plain(event) and key in {Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_Up}:
            self.step(1 if key in {Qt.Key.Key_J, Qt.Key.Key_Down} else -1)
        elif current and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(current)
        elif current and key in {Qt.Key.Key_F2, Qt.Key.Key_N}:
            self.edit_pressed.emit(current)
        elif current and key == Qt.Key.Key_Delete:
            self.delete_pressed.emit(current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of their own here."""

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell the highlight that the user moved to."""
        super().currentChanged(current, previous)
        highlight = self.current()
        if highlight is not None and not self._silent:
            self.chosen.emit(highlight)


class NotesList(QWidget):
    """Highlights by article, narrowed by colour and by words in quote or note (accents do not matter).

    ``export_requested`` carries a tuple of the ids of the articles that are shown.
    """

    highlight_chosen = Signal(int, str)
    edit_requested = Signal(int, str)
    delete_requested = Signal(str)
    export_requested = Signal(object)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._translator = translator
        self.model = NotesModel(translator, self)
        self.view = _NotesView(self.model)
        self.view.setAccessibleName(_("Highlights and notes"))
        self._delegate = NotesDelegate(translator, look)
        self.view.setItemDelegate(self._delegate)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Search in notes"))
        self.words.setAccessibleName(_("Search in notes"))
        self.swatches = {color: Swatch(color, _(COLOR_NAMES[color])) for color in Color}
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self._export = QToolButton()
        self._export.setAccessibleName(_("Export these notes…"))
        self._export.setToolTip(_("Export these notes…"))
        self.empty = EmptyState(look)
        self._arrange()
        self._connect()
        self.set_look(look)
        self._show_state()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._delegate.set_look(look)
        self.empty.set_look(look)
        for swatch in self.swatches.values():
            swatch.set_theme(look.theme)
        self._export.setIcon(look.icons.icon("export", "", 16))
        self._export.setIconSize(QSize(16, 16))
        self.view.scheduleDelayedItemsLayout()

    def set_notes(self, groups: Iterable[Group]) -> None:
        """Show all highlights of the library by article; the current one and the place stay."""
        current, scrolled = self.view.current(), self.view.verticalScrollBar().value()
        self.model.set_notes(groups)
        if current is not None:
            self.view.select(current.id)
        self.view.doItemsLayout()
        self.view.verticalScrollBar().setValue(scrolled)
        self._show_state()

    def select(self, highlight_id: str) -> None:
        """Make a highlight current without telling so."""
        self.view.select(highlight_id)

    def shown_articles(self) -> tuple[int, ...]:
        """Return the ids of the articles whose highlights are shown."""
        return tuple(entry.id for entry in self.model.entries if isinstance(entry, Summary))

    def menu(self, highlight: Highlight) -> QMenu:
        """Return the menu of a highlight."""
        _ = self._translator.gettext
        menu = QMenu(self)
        menu.addAction(_("Show in the article")).triggered.connect(lambda: self._tell(highlight))
        menu.addAction(_("Edit the note")).triggered.connect(lambda: self._edit(highlight))
        menu.addAction(_("Export the notes of this article…")).triggered.connect(
            lambda: self.export_requested.emit((highlight.article_id,))
        )
        menu.addSeparator()
        menu.addAction(_("Delete")).triggered.connect(lambda: self.delete_requested.emit(highlight.id))
        return menu

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for swatch in self.swatches.values():
            tools.addWidget(swatch)
        tools.addStretch(1)
        tools.addWidget(self._count)
        tools.addSpacing(6)
        tools.addWidget(self._export)
        head = QVBoxLayout()
        head.setContentsMargins(14, 8, 10, 6)
        head.setSpacing(4)
        head.addWidget(self.words)
        head.addLayout(tools)
        line = QFrame()
        line.setProperty("role", "line")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        for before, after in pairwise((self.words, *self.swatches.values(), self._export, self.view)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.view.chosen.connect(self._tell)
        self.view.edit_pressed.connect(self._edit)
        self.view.delete_pressed.connect(lambda highlight: self.delete_requested.emit(highlight.id))
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.words.textChanged.connect(self._narrow)
        for swatch in self.swatches.values():
            swatch.toggled.connect(self._narrow)
        self._export.clicked.connect(lambda: self.export_requested.emit(self.shown_articles()))

    def _narrow(self) -> None:
        chosen = [color for color, swatch in self.swatches.items() if swatch.isChecked()]
        self.model.narrow(chosen, self.words.text())
        self._show_state()

    def _show_state(self) -> None:
        """Show how many there are, or what to do where there are none."""
        _ = self._translator.gettext
        count = self.model.highlights
        self._count.setText(self._translator.ngettext("{n} highlight", "{n} highlights", count))
        self._export.setEnabled(bool(count))
        self._stack.setCurrentWidget(self.view if count else self.empty)
        if self.model.narrowed:
            self.empty.set_content(_("No notes like these"), _("Try other words or colours."), icon="search")
        elif not count:
            how = _("Select text in an article and choose a colour, or press H.")
            self.empty.set_content(_("No notes yet"), how, icon="notes")

    def _tell(self, highlight: Highlight) -> None:
        self.highlight_chosen.emit(highlight.article_id, highlight.id)

    def _edit(self, highlight: Highlight) -> None:
        self.edit_requested.emit(highlight.article_id, highlight.id)

    def _open_menu(self, where: QPoint) -> None:
        highlight = self.view.current()
        if highlight is not None and self.view.indexAt(where) == self.view.currentIndex():
            menu = self.menu(highlight)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(where))
