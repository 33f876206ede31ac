"""The sidebar: the library, its entities by type, tags, sources and languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QWidget

from reader.i18n import Translator
from reader.models import Counts, Entity, EntityType, SavedSearch
from reader.ui.browse.look import Look, capitalised
from reader.ui.browse.places import Place, PlaceKind
from reader.ui.browse.row_model import Row
from reader.ui.browse.row_tree import RowTree
from reader.ui.entity_types import TYPE_NAMES

LIBRARY, ENTITIES, SAVED = "library", "entities", "saved"
TAGS, SOURCES, LANGUAGES = "tags", "sources", "languages"
SHOWN_TYPES = (EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.EVENT, EntityType.DOC)
SETTLE_MS = 150  # how long the arrows must rest on a row before it is shown


class Sidebar(RowTree):
    """Leads through the library.

    ``place_chosen`` tells a :class:`Place` that the user chose. ``browse_requested`` asks for the entities
    of an ``EntityType`` that was unfolded; the answer comes to :meth:`set_entities`.
    ``removal_requested`` carries the id of a saved search, ``page_requested`` that of an entity.
    """

    place_chosen = Signal(object)
    browse_requested = Signal(object)
    removal_requested = Signal(int)
    page_requested = Signal(int)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(translator, look, parent)
        _ = translator.gettext
        self.setObjectName("sidebar")
        self.setAccessibleName(_("Library and its parts"))
        names = {
            LIBRARY: _("Library"),
            ENTITIES: _("Entities"),
            SAVED: _("Saved searches"),
            TAGS: _("Tags"),
            SOURCES: _("Sources"),
            LANGUAGES: _("Languages"),
        }
        self._heads = {key: self.head(key, label) for key, label in names.items()}
        self._counts = Counts()
        self._open: set[str] = set()  # types that are unfolded, or will be when they come
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._tell_current)
        self._selected = Place(PlaceKind.ALL)
        self.row_chosen.connect(self._on_row)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        self.set_counts(self._counts)

    def set_counts(self, counts: Counts) -> None:
        """Show the numbers and groups. What is selected and unfolded stays so."""
        before, self._counts = self._counts, counts
        self.rows.fill(self._heads[LIBRARY], self._library_rows(counts))
        self._fill_entities(counts)
        key = self._translator.sort_key
        self._fill_group(TAGS, PlaceKind.TAG, sorted(counts.tags, key=lambda tag: key(tag[0])))
        self._fill_group(SOURCES, PlaceKind.SOURCE, counts.sources)
        languages = counts.languages if len(counts.languages) > 1 else ()
        self._fill_group(LANGUAGES, PlaceKind.LANGUAGE, languages)
        self._show_selected()
        if before.entities != counts.entities:
            for item in self._heads[ENTITIES].children:
                if self.isExpanded(self.rows.index_of(item)):
                    self.browse_requested.emit(item.key)

    def set_entities(self, kind: EntityType, entities: Sequence[Entity]) -> None:
        """Show the most frequent entities of a type beneath it, in the order given."""
        for item in self._heads[ENTITIES].children:
            if item.key == kind:
                rows = [
                    Row(Place(PlaceKind.ENTITY, each.id, each.name), each.name, each.articles)
                    for each in entities
                ]
                self.rows.fill(item, rows)
        self._show_selected()

    def set_saved(self, searches: Sequence[tuple[SavedSearch, int]]) -> None:
        """Show saved searches, each with how many articles it finds."""
        rows = [
            Row(Place(PlaceKind.SAVED, search.id, search.name), search.name, count)
            for search, count in searches
        ]
        self.rows.fill(self._heads[SAVED], rows)
        self.show_head(self._heads[SAVED])
        self._show_selected()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        super().set_look(look)
        self._fill_entities(self._counts)

    def select(self, place: Place) -> None:
        """Select a place without telling so."""
        self._settle.stop()
        self._selected = place
        self._show_selected()

    def folds(self) -> dict[str, object]:
        """Return which sections are folded and which types unfolded, for :meth:`restore_folds`."""
        heads = [key for key, head in self._heads.items() if not self.isExpanded(self.rows.index_of(head))]
        return {"folded": heads, "open": sorted(self._open)}

    def restore_folds(self, state: Mapping[str, object]) -> None:
        """Fold and unfold as :meth:`folds` said, also what comes later; nothing where it is unclear."""
        folded, opened = state.get("folded"), state.get("open")
        for key, head in self._heads.items():
            self.setExpanded(self.rows.index_of(head), not (isinstance(folded, list) and key in folded))
        self._open = {str(kind) for kind in opened} if isinstance(opened, list) else set()
        self._unfold()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Show the place that the arrows rest on."""
        super().currentChanged(current, previous)
        if self.by_keyboard and self.hasFocus():
            self._settle.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to delete a saved search, or to open the page of an entity."""
        node = self.rows.node(self.indexAt(event.pos()))
        place = node.key if node else None
        offers = {
            PlaceKind.SAVED: (self._translator.gettext("Delete this search"), self.removal_requested),
            PlaceKind.ENTITY: (self._translator.gettext("Open its page"), self.page_requested),
        }
        if isinstance(place, Place) and place.kind in offers:
            text, signal = offers[place.kind]
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(text).triggered.connect(lambda: signal.emit(int(place.value)))
            menu.popup(event.globalPos())

    def _library_rows(self, counts: Counts) -> list[Row]:
        _ = self._translator.gettext
        rows = [
            self._row(PlaceKind.ALL, _("All articles"), counts.all),
            self._row(PlaceKind.UNREAD, _("Unread"), counts.unread),
            self._row(PlaceKind.STARRED, _("Starred"), counts.starred),
            self._row(PlaceKind.NOTES, _("Notes"), counts.highlights),
        ]
        return rows + ([self._row(PlaceKind.TRASH, _("Trash"), counts.trashed)] if counts.trashed else [])

    def _row(self, kind: PlaceKind, label: str, count: int) -> Row:
        return Row(Place(kind, "", label), label, count)

    def _fill_entities(self, counts: Counts) -> None:
        head = self._heads[ENTITIES]
        numbers = dict(counts.entities)
        theme, _ = self.look.theme, self._translator.gettext
        rows = [
            Row(kind, _(TYPE_NAMES[kind]), numbers[kind], theme.entities[kind])
            for kind in SHOWN_TYPES
            if numbers.get(kind)
        ]
        if rows:
            total = sum(row.count for row in rows)
            rows.insert(0, self._row(PlaceKind.ENTITIES, _("All entities"), total))
        if self.rows.fill(head, rows):
            for item in head.children[1:]:
                self.rows.fill(item, [Row(None, _("Loading…"), 0)])
            self._unfold()
        self.show_head(head)

    def _fill_group(self, key: str, kind: PlaceKind, groups: Iterable[tuple[str, int]]) -> None:
        rows = []
        for value, count in groups:
            is_language = kind is PlaceKind.LANGUAGE
            label = capitalised(self._translator.language_name(value)) if is_language else value
            rows.append(Row(Place(kind, value, label), label, count))
        self.rows.fill(self._heads[key], rows)
        self.show_head(self._heads[key])

    def _unfold(self) -> None:
        """Unfold the types that are to be open, and fold the others."""
        for node in self._heads[ENTITIES].children:
            self.setExpanded(self.rows.index_of(node), str(node.key) in self._open)

    def _on_expanded(self, index: QModelIndex) -> None:
        kind = self.rows.node(index).key
        if isinstance(kind, EntityType):
            self._open.add(str(kind))
            self.browse_requested.emit(kind)

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._open.discard(str(self.rows.node(index).key))

    def _on_row(self, key: object) -> None:
        self._settle.stop()
        if place := self._place_of(key):
            self._selected = place
            self.place_chosen.emit(place)
        self._show_selected()

    def _tell_current(self) -> None:
        key = self.rows.node(self.currentIndex()).key
        if (place := self._place_of(key)) and place != self._selected:
            self._on_row(key)

    def _place_of(self, key: object) -> Place | None:
        """Return where a row leads: a type to the list of its entities."""
        if isinstance(key, EntityType):
            return Place(PlaceKind.ENTITIES, key.value, self._translator.gettext(TYPE_NAMES[key]))
        return key if isinstance(key, Place) else None

    def _show_selected(self) -> None:
        """Select the row of the selected place, if it is there; the keyboard stays where it is."""
        for head in self._heads.values():
            for node in head.below():
                if self._place_of(node.key) == self._selected:
                    self._mark(self.rows.index_of(node))
                    return
        self.clearSelection()

    def _mark(self, index: QModelIndex) -> None:
        model, flags = self.selectionModel(), self.selectionModel().SelectionFlag
        model.select(index, flags.ClearAndSelect)
        if not (self.hasFocus() and self.by_keyboard and self.currentIndex().isValid()):
            model.setCurrentIndex(index, flags.NoUpdate)
