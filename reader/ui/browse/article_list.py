"""The list of articles with its header: how many, in what order, narrowed by what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import N_
from reader.i18n import Translator
from reader.models import Filter, Hit, Sort, Summary
from reader.ui.browse.article_model import ArticleModel
from reader.ui.browse.article_table import ArticleTable
from reader.ui.browse.chips import Chips
from reader.ui.browse.empty import EmptyState
from reader.ui.browse.facets import FacetButton
from reader.ui.browse.look import Look

SORTS: Mapping[Sort, str] = {
    Sort.RELEVANCE: N_("Best match"),
    Sort.ADDED: N_("Recently added"),
    Sort.NEWEST: N_("Newest first"),
    Sort.OLDEST: N_("Oldest first"),
    Sort.TITLE: N_("Title"),
    Sort.SOURCE: N_("Source"),
    Sort.LENGTH: N_("Longest first"),
}
HEADER = 40


class ArticleList(QWidget):
    """The middle column. It shows ids that it is given and asks ``request`` for the articles in sight.

    Signals with ``ids`` carry a tuple of article ids, the selected ones.
    """

    article_chosen = Signal(int)
    open_requested = Signal(int)
    star_toggled = Signal(object)
    read_toggled = Signal(object)
    trash_requested = Signal(object)
    restore_requested = Signal(object)
    tags_requested = Signal(object)
    export_requested = Signal(object)
    sort_chosen = Signal(object)
    filter_changed = Signal(object)

    def __init__(
        self,
        request: Callable[[Sequence[int]], None],
        translator: Translator,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._trash = False
        self.model = ArticleModel(request, translator, self)
        self.table = ArticleTable(self.model, translator, look)
        self.chips = Chips(translator, look)
        self.facets = FacetButton(translator, look)
        self.empty = EmptyState(look)
        self._heading = QLabel()
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self._sort = QToolButton()
        self._menu = QMenu(self._sort)  # held: without its wrapper PySide drops those of its actions
        self._sorts = self._sort_menu()
        self._arrange()
        self._connect()
        self.set_sort(Sort.ADDED)
        self.set_look(look)
        self._show_count()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        for part in (self.table, self.chips, self.facets, self.empty):
            part.set_look(look)
        self._sort.setIcon(look.icons.icon("list", "", 16))
        self._sort.setIconSize(QSize(16, 16))

    def show_articles(self, ids: Iterable[int], *, keep_place: bool = True) -> None:
        """Show these articles, in this order. With ``keep_place``, one stays where one was in the list."""
        self.table.show_ids(ids, keep_place=keep_place)
        self._show_count()

    def set_hits(self, hits: Mapping[int, Hit] | None) -> None:
        """Show rows with passages (and marks in titles), or without where ``hits`` is None."""
        self.model.set_hits(hits)
        self.table.fit_rows()
        self._sorts[Sort.RELEVANCE].setVisible(hits is not None)

    def deliver(self, summaries: Iterable[Summary]) -> None:
        """Take the articles that were requested, or changed ones."""
        self.model.deliver(summaries)

    def deliver_hits(self, hits: Iterable[Hit]) -> None:
        """Take more hits of the search that is shown."""
        self.model.deliver_hits(hits)

    def set_filter(self, shown: Filter, labels: Mapping[str, str]) -> None:
        """Show what narrows the list; see :meth:`Chips.set_filter`."""
        self.chips.set_filter(shown, labels)
        self.facets.set_filter(shown)
        self._heading.setVisible(self.chips.isHidden())

    def set_heading(self, text: str) -> None:
        """Name the place that is shown; the name makes room for the chips of a filter."""
        self._heading.setText(text)

    def set_sort(self, sort: Sort) -> None:
        """Show the order that the list is in."""
        self._sorts[sort].setChecked(True)
        said = self._translator.gettext("Order: {name}").format(name=self._sorts[sort].text())
        self._sort.setToolTip(said)
        self._sort.setAccessibleName(said)

    def set_trash(self, *, shown: bool) -> None:
        """Whether the list shows the trash, whose articles can be put back."""
        self._trash = shown

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected articles in the order of the list."""
        return self.table.selected_ids()

    def current_id(self) -> int:
        """Return the id of the current article, 0 where there is none."""
        return self.table.current_id()

    def select_id(self, article_id: int) -> bool:
        """Make an article current without telling so; return whether it is in the list."""
        return self.table.select_id(article_id)

    def step(self, delta: int) -> None:
        """Go ``delta`` articles on (or back), as the user's own move."""
        self.table.step(delta)

    def menu(self) -> QMenu:
        """Return the menu of the selected articles."""
        _ = self._translator.gettext
        menu = QMenu(self)
        entries: list[tuple[str, SignalInstance | None]] = [
            (_("Open"), None),
            (_("Star or unstar"), self.star_toggled),
            (_("Mark as read or unread"), self.read_toggled),
            (_("Tags…"), self.tags_requested),
            (_("Export…"), self.export_requested),
        ]
        if self._trash:
            entries[1:] = [(_("Put back"), self.restore_requested)]
        else:
            entries.append((_("Move to the trash"), self.trash_requested))
        for text, signal in entries:
            action = menu.addAction(text)
            if signal is None:
                action.triggered.connect(lambda: self.open_requested.emit(self.current_id()))
            else:
                action.triggered.connect(partial(self._tell, signal))
        return menu

    def _arrange(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(4)
        row.addWidget(self._heading, 1)
        row.addWidget(self.chips, 1)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.facets, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sort, 0, Qt.AlignmentFlag.AlignTop)
        head.setMinimumHeight(HEADER)
        self._count.setMinimumHeight(HEADER - 12)
        self._heading.setMinimumHeight(HEADER - 12)
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = QFrame()
        line.setProperty("role", "line")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        in_order = (self.chips, self.facets, self._sort, self.table)
        for before, after in pairwise(in_order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        table = self.table
        table.chosen.connect(self.article_chosen)
        table.opened.connect(self.open_requested)
        table.star_pressed.connect(partial(self._tell, self.star_toggled))
        table.read_pressed.connect(partial(self._tell, self.read_toggled))
        table.delete_pressed.connect(self._delete)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_menu)
        self.chips.filter_changed.connect(self.filter_changed)
        self.facets.filter_changed.connect(self.filter_changed)

    def _sort_menu(self) -> dict[Sort, QAction]:
        menu, group = self._menu, QActionGroup(self)
        actions = {}
        for sort, name in SORTS.items():
            action = menu.addAction(self._translator.gettext(name))
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose_sort, sort))
            group.addAction(action)
            actions[sort] = action
        actions[Sort.RELEVANCE].setVisible(False)
        self._sort.setMenu(menu)
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return actions

    def _choose_sort(self, sort: Sort) -> None:
        self.set_sort(sort)
        self.sort_chosen.emit(sort)

    def _show_count(self) -> None:
        count = len(self.model.ids)
        self._count.setText(self._translator.ngettext("{n} article", "{n} articles", count))
        self._stack.setCurrentWidget(self.table if count else self.empty)

    def _delete(self) -> None:
        if not self._trash:
            self._tell(self.trash_requested)

    def _tell(self, signal: SignalInstance) -> None:
        if ids := self.selected_ids():
            signal.emit(ids)

    def _open_menu(self, where: QPoint) -> None:
        if self.selected_ids():
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(where))
