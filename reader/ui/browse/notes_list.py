"""The notes of the library, narrowed, divided, selected and handed on; and those that were deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import Translator
from reader.library import NamedInNotes, Noted
from reader.models import Color, Highlight
from reader.ui.browse.chips import STATES, Chips, active
from reader.ui.browse.empty import EmptyState
from reader.ui.browse.look import Look
from reader.ui.browse.notes_bulk import BulkBar, turned
from reader.ui.browse.notes_delegate import NotesDelegate
from reader.ui.browse.notes_facets import NotesFilterButton
from reader.ui.browse.notes_filter import Grouping, NotesFilter
from reader.ui.browse.notes_model import NotesModel, WholeNote
from reader.ui.browse.notes_view import NotesView
from reader.ui.panel.colors import Swatch


class NotesList(QWidget):
    """Highlights by article or by tag, narrowed by colour, words (accents do not matter) and a filter.

    Signals about highlights carry a tuple of ids first: what is wanted of all of them is one edit.
    ``export_requested`` carries the ids of the articles that are shown, ``highlights_export_requested``
    those of the selected highlights. ``edit_requested`` carries an article and a highlight, whose id is empty
    for the note on the article. ``trash_toggled`` asks for the deleted notes, or for the others again.
    """

    highlight_chosen = Signal(int, str)
    article_chosen = Signal(int)
    edit_requested = Signal(int, str)
    color_requested = Signal(object, object)
    style_requested = Signal(object, object)
    star_requested = Signal(object, bool)
    tags_requested = Signal(object)
    delete_requested = Signal(object)
    restore_requested = Signal(object)
    forget_requested = Signal(object)
    export_requested = Signal(object)
    highlights_export_requested = Signal(object)
    trash_toggled = Signal(bool)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._translator = translator
        self._filter = NotesFilter()
        self.model = NotesModel(translator, self)
        self.view = NotesView(self.model)
        self.view.setAccessibleName(_("Highlights and notes"))
        self._delegate = NotesDelegate(self.model, translator, look)
        self.view.setItemDelegate(self._delegate)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Search in notes"))
        self.words.setAccessibleName(_("Search in notes"))
        self.swatches = {color: Swatch(color, name) for color, name in translator.color_names({}).items()}
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self.filter_button = NotesFilterButton(translator, look, self.model.facets, self._value_name)
        self.by_tag = self._tool(_("Group by tag"), checkable=True)
        self.trash = self._tool(_("Deleted notes"), checkable=True)
        self.export = self._tool(_("Export these notes…"))
        self.chips = Chips(translator, look)
        self.bulk = BulkBar(translator, look)
        self.empty = EmptyState(look)
        self._arrange()
        self._connect()
        self.set_look(look)
        self._show_state()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._delegate.set_look(look)
        for part in (self.empty, self.filter_button, self.chips, self.bulk):
            part.set_look(look)
        for swatch in self.swatches.values():
            swatch.set_theme(look.theme)
        for name, tool in (("tag", self.by_tag), ("trash", self.trash), ("export", self.export)):
            tool.setIcon(look.icons.icon(name, "", 16))
            tool.setIconSize(QSize(16, 16))
        self.view.scheduleDelayedItemsLayout()

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Call colours by other names."""
        for color, swatch in self.swatches.items():
            swatch.set_name(names[color])
        self.model.set_color_names(names)
        self.bulk.set_color_names(names)

    @property
    def shows_trash(self) -> bool:
        """Whether the deleted notes are wanted."""
        return self.trash.isChecked()

    def set_notes(self, notes: Sequence[Noted]) -> None:
        """Show all highlights of the library by article; what is selected and the place stay."""
        self._keeping_place(lambda: self.model.set_notes(notes))

    def set_named(self, named: NamedInNotes) -> None:
        """Take which entities are named in the highlights."""
        narrowed = bool(self._filter.entity)
        if narrowed:
            self._keeping_place(lambda: self.model.set_named(named))
        else:
            self.model.set_named(named)

    def select(self, highlight_id: str) -> None:
        """Make a highlight current without telling so."""
        self.view.select(highlight_id)

    def shown_articles(self) -> tuple[int, ...]:
        """Return the ids of the articles whose notes are shown."""
        whole = (entry.summary.id for entry in self.model.entries if isinstance(entry, WholeNote))
        return tuple(dict.fromkeys((*(each.article_id for each in self.model.shown), *whole)))

    def selection(self) -> list[Highlight]:
        """Return the selected highlights."""
        wanted = set(self.view.selected_ids())
        return [each for each in self.model.shown if each.id in wanted]

    def menu(self, highlight: Highlight) -> QMenu:
        """Return the menu of a highlight, or of those that are selected with it."""
        _ = self._translator.gettext
        menu = QMenu(self)
        several = len(self.view.selected_ids()) > 1
        if self.shows_trash:
            menu.addAction(_("Restore")).triggered.connect(self._restore)
            menu.addAction(_("Delete for good…")).triggered.connect(self._forget)
            return menu
        if not several:
            menu.addAction(_("Show in the article")).triggered.connect(lambda: self._tell(highlight))
            menu.addAction(_("Edit the note")).triggered.connect(lambda: self._edit(highlight))
        menu.addAction(_("Star or unstar")).triggered.connect(self._star)
        menu.addAction(_("Edit tags…")).triggered.connect(self._tags)
        if several:
            menu.addAction(_("Export the selected highlights…")).triggered.connect(self._export_selected)
        else:
            menu.addAction(_("Export the notes of this article…")).triggered.connect(
                lambda: self.export_requested.emit((highlight.article_id,))
            )
        menu.addSeparator()
        menu.addAction(_("Delete")).triggered.connect(self._delete)
        return menu

    # Building -------------------------------------------------------------------------------------

    def _tool(self, text: str, *, checkable: bool = False) -> QToolButton:
        tool = QToolButton()
        tool.setAccessibleName(text)
        tool.setToolTip(text)
        tool.setCheckable(checkable)
        return tool

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.words, 1)
        first.addWidget(self.filter_button)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for swatch in self.swatches.values():
            tools.addWidget(swatch)
        tools.addStretch(1)
        tools.addWidget(self._count)
        tools.addSpacing(6)
        for tool in (self.by_tag, self.trash, self.export):
            tools.addWidget(tool)
        head = QVBoxLayout()
        head.setContentsMargins(14, 8, 10, 6)
        head.setSpacing(4)
        head.addLayout(first)
        head.addLayout(tools)
        head.addWidget(self.chips)
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
        column.addWidget(self.bulk)
        order = (
            self.words, self.filter_button, *self.swatches.values(), self.by_tag, self.trash, self.export,
            self.chips, self.view, *self.bulk.tools.values(),
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.view.chosen.connect(self._tell)
        self.view.edit_pressed.connect(self._edit)
        self.view.delete_pressed.connect(self._delete)
        self.view.star_pressed.connect(self._star)
        self.view.selected.connect(self._show_selection)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.words.textChanged.connect(self._narrow)
        for swatch in self.swatches.values():
            swatch.toggled.connect(self._narrow)
        self.filter_button.filter_changed.connect(self._set_filter)
        self.chips.filter_changed.connect(self._set_filter)
        self.by_tag.toggled.connect(self._group)
        self.trash.toggled.connect(self._toggle_trash)
        self.export.clicked.connect(lambda: self.export_requested.emit(self.shown_articles()))
        bulk = self.bulk
        bulk.color_requested.connect(lambda color: self.color_requested.emit(self.view.selected_ids(), color))
        bulk.style_requested.connect(self._restyle)
        bulk.star_requested.connect(self._star)
        bulk.tags_requested.connect(self._tags)
        bulk.export_requested.connect(self._export_selected)
        bulk.delete_requested.connect(self._delete)
        bulk.restore_requested.connect(self._restore)
        bulk.forget_requested.connect(self._forget)

    # What is shown --------------------------------------------------------------------------------

    def _set_filter(self, wanted: NotesFilter) -> None:
        self._filter = wanted
        labels = {name: self._value_name(name, str(getattr(wanted, name))) for name in active(wanted)}
        self.chips.set_filter(wanted, labels)
        self.filter_button.set_filter(wanted)
        self._narrow()

    def _value_name(self, field: str, value: str) -> str:
        """Say what a value of the filter is called; a state has its name."""
        if field in STATES:
            return self._translator.gettext(STATES[field])
        if field == "month":
            return self._translator.date(value, "long")
        if field == "entity":
            return self.model.entity_name(int(value))
        return self.model.title(int(value)) if field == "article" else value

    def _narrow(self) -> None:
        chosen = [color for color, swatch in self.swatches.items() if swatch.isChecked()]
        self.model.narrow(self._filter, chosen, self.words.text())
        self._show_state()

    def _group(self, by_tag: bool) -> None:
        grouping = Grouping.TAG if by_tag else Grouping.ARTICLE
        self._keeping_place(lambda: self.model.group(grouping))

    def _toggle_trash(self, shown: bool) -> None:
        self.model.set_notes(())
        self._show_state()
        self.trash_toggled.emit(shown)

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """Let the rows come anew; what is selected stays so, and the place where it can."""
        current, selected = self.view.current(), self.view.selected_ids()
        scrolled = self.view.verticalScrollBar().value()
        change()
        self.view.select_again(selected, current.id if current else "")
        self.view.executeDelayedItemsLayout()
        self.view.verticalScrollBar().setValue(scrolled)
        self._show_state()

    def _show_state(self) -> None:
        """Show how many there are, or what to do where there are none."""
        _ = self._translator.gettext
        count, rows = len(self.model.shown), len(self.model.entries)
        self._count.setText(self._translator.number(count))
        said = self._translator.ngettext("{n} highlight", "{n} highlights", count)
        self._count.setToolTip(said)
        self._count.setAccessibleName(said)
        self.export.setEnabled(bool(rows) and not self.shows_trash)
        self._stack.setCurrentWidget(self.view if rows else self.empty)
        self._show_selection()
        if self.model.narrowed:
            self.empty.set_content(_("No notes like these"), _("Try other words or colours."), icon="search")
        elif self.shows_trash:
            how = _("What you delete stays here until you delete it for good.")
            self.empty.set_content(_("No deleted notes"), how, icon="trash")
        elif not rows:
            how = _("Select text in an article and choose a colour, or press H.")
            self.empty.set_content(_("No notes yet"), how, icon="notes")

    def _show_selection(self) -> None:
        count = len(self.view.selected_ids())
        self.bulk.show_for(count, trash=self.shows_trash and bool(self.model.entries))

    # What is asked for ----------------------------------------------------------------------------

    def _tell(self, entry: Highlight | WholeNote) -> None:
        if isinstance(entry, WholeNote):
            self.article_chosen.emit(entry.summary.id)
        elif self.shows_trash:
            self.article_chosen.emit(entry.article_id)
        else:
            self.highlight_chosen.emit(entry.article_id, entry.id)

    def _edit(self, entry: Highlight | WholeNote) -> None:
        if isinstance(entry, WholeNote):
            self.edit_requested.emit(entry.summary.id, "")
        elif not self.shows_trash:
            self.edit_requested.emit(entry.article_id, entry.id)

    def _delete(self) -> None:
        if self.shows_trash:
            self._forget()
        else:
            self._ask(self.delete_requested.emit)

    def _restyle(self) -> None:
        style = turned({each.style for each in self.selection()})
        self._ask(lambda ids: self.style_requested.emit(ids, style))

    def _star(self) -> None:
        starred = not all(each.starred for each in self.selection())
        if not self.shows_trash:
            self._ask(lambda ids: self.star_requested.emit(ids, starred))

    def _tags(self) -> None:
        self._ask(self.tags_requested.emit)

    def _export_selected(self) -> None:
        self._ask(self.highlights_export_requested.emit)

    def _restore(self) -> None:
        self._ask(self.restore_requested.emit)

    def _forget(self) -> None:
        self._ask(self.forget_requested.emit)

    def _ask(self, ask: Callable[[tuple[str, ...]], object]) -> None:
        if ids := self.view.selected_ids():
            ask(ids)

    def _open_menu(self, where: QPoint) -> None:
        highlight = self.view.current()
        if highlight is not None and self.view.indexAt(where) == self.view.currentIndex():
            menu = self.menu(highlight)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(where))
