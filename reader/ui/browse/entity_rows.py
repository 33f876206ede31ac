"""All entities of the library as Qt sees them: how many there are, and pages of those that are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from reader.i18n import Translator
from reader.models import Entity
from reader.ui.entity_types import TYPE_NAME

ENTITY_ROLE = int(Qt.ItemDataRole.UserRole)
NAME, MENTIONS, ARTICLES = range(3)
PAGE = 100
_KEPT = 30  # pages
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class EntityRows(QAbstractTableModel):
    """Rows of entities, loaded by pages as they come into sight.

    ``request`` is called from the event loop with the number of a page that was looked at and is not known;
    whoever answers calls :meth:`deliver`.
    """

    def __init__(
        self, request: Callable[[int], None], translator: Translator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._request = request
        self._translator = translator
        self._total = 0
        self._pages: OrderedDict[int, Sequence[Entity]] = OrderedDict()
        self._stale: set[int] = set()
        self._awaited: set[int] = set()
        self._wanted: set[int] = set()
        self._sorted = MENTIONS
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    def show_sorted(self, column: int) -> None:
        """Let the head of a column tell that the rows are in its order."""
        self._sorted = column
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, ARTICLES)

    def show_rows(self, total: int, first: Sequence[Entity]) -> None:
        """Show another list: how many entities it has, and the first page of them."""
        self.beginResetModel()
        self._forget()
        self._total = total
        self._pages[0] = tuple(first)
        self.endResetModel()

    def refresh(self, total: int, first: Sequence[Entity]) -> None:
        """Show the same list after a change: what is in sight is loaded anew, and stays until then."""
        if total != self._total:
            self.show_rows(total, first)
            return
        self._stale = set(self._pages)
        self._awaited.clear()
        self.deliver(0, first)
        self.dataChanged.emit(self.index(0, 0), self.index(max(total - 1, 0), ARTICLES))

    def deliver(self, page: int, entities: Sequence[Entity]) -> None:
        """Take a page that was requested."""
        self._awaited.discard(page)
        self._stale.discard(page)
        self._pages[page] = tuple(entities)
        self._pages.move_to_end(page)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, self._total) - 1
        if last >= page * PAGE:
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, ARTICLES))

    def entity(self, row: int) -> Entity | None:
        """Return the entity of a row, if it is known; it is not requested."""
        page = self._pages.get(row // PAGE, ())
        return page[row % PAGE] if row % PAGE < len(page) else None

    def row_of(self, entity_id: int) -> int:
        """Return the row of an entity among those that are known, -1 for none."""
        for page, entities in self._pages.items():
            for at, each in enumerate(entities):
                if each.id == entity_id:
                    return page * PAGE + at
        return -1

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of entities."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Name, mentions and articles."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return what the columns are called."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight if section != NAME else Qt.AlignmentFlag.AlignLeft
            return right | Qt.AlignmentFlag.AlignVCenter
        _ = self._translator.gettext
        name = (_("Name"), _("Mentions"), _("Articles"))[section]
        return (f"{name} ▾" if section == self._sorted else name) if role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return a cell's text, what a screen reader says of the row, or the entity for the delegate."""
        if not index.isValid():
            return None
        if role not in {
            _DISPLAY,
            ENTITY_ROLE,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        entity = self._looked_at(index.row())
        if role == ENTITY_ROLE or entity is None:
            return entity if role == ENTITY_ROLE else self._translator.gettext("Loading…")
        if role == _DISPLAY:
            number = self._translator.number
            return (entity.name, number(entity.mentions), number(entity.articles))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((entity.name, *entity.aliases[:12])) if entity.aliases else None
        return self._said(entity, index.column())

    def _said(self, entity: Entity, column: int) -> str:
        """Say a row at its name, the number alone in the other columns."""
        ngettext = self._translator.ngettext
        mentions = ngettext("{n} mention", "{n} mentions", entity.mentions)
        articles = ngettext("in {n} article", "in {n} articles", entity.articles)
        if column != NAME:
            return mentions if column == MENTIONS else articles
        kind = self._translator.gettext(TYPE_NAME[entity.type])
        also = self._translator.gettext("Also: {names}").format(names=", ".join(entity.aliases))
        return ", ".join((entity.name, kind, mentions, articles, *([also] if entity.aliases else [])))

    def _looked_at(self, row: int) -> Entity | None:
        page = row // PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
        if (page not in self._pages or page in self._stale) and page not in self._awaited:
            self._wanted.add(page)
            if not self._timer.isActive():
                self._timer.start()
        return self.entity(row)

    def _ask(self) -> None:
        """Request what was looked at; of many pages that flew past, the last ones."""
        wanted, self._wanted = self._wanted, set()
        for page in sorted(wanted)[-4:]:
            if (page not in self._pages or page in self._stale) and page not in self._awaited:
                self._awaited.add(page)
                self._request(page)

    def _forget(self) -> None:
        self._pages.clear()
        self._stale.clear()
        self._awaited.clear()
        self._wanted.clear()
