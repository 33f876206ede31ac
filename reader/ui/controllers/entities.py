"""The place of all entities: what it lists, in what order, and what may be merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from reader.library import Library, Progress
from reader.models import (
    Change,
    ChangeKind,
    Entity,
    EntityPage,
    EntitySort,
    EntityType,
    MergeSuggestion,
)
from reader.ui.browse.entities import SHOWN_AT_FIRST, EntitiesList
from reader.ui.browse.entity_rows import PAGE
from reader.ui.context import Context
from reader.ui.controllers.entity import MERGED

_SETTLE_MS = 1200  # pairs are compared anew when the reader's hands rest


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list shows."""

    types: frozenset[EntityType] = SHOWN_AT_FIRST
    query: str = ""
    sort: EntitySort = EntitySort.MENTIONS


class EntitiesController(QObject):
    """Fills the list of all entities and keeps it true. ``undoable`` carries a sentence about an edit."""

    undoable = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._session = context.session
        self._translator = context.translator
        self._listed = Listed()
        self._compared = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._compare)

    def attach(self, entities: EntitiesList) -> None:
        """Take the widget that this controller fills."""
        self._list = entities

    # What the reader asks for ---------------------------------------------------------------------

    def show_place(self, kind: EntityType | None) -> None:
        """Show the entities of a type, or of all that are shown at first."""
        types = SHOWN_AT_FIRST if kind is None else frozenset((kind,))
        self._list.show_types(types)
        self._list.perhaps.setChecked(False)
        self._want(replace(self._listed, types=types))
        if not self._compared:
            self._settle.start(0)

    def show_types(self, types: frozenset[EntityType]) -> None:
        """Show the entities of other types."""
        self._want(replace(self._listed, types=types))

    def search(self, query: str) -> None:
        """Show those with a name that holds what is typed."""
        self._want(replace(self._listed, query=query))

    def order(self, sort: EntitySort) -> None:
        """Show the list in another order."""
        self._list.table.show_sort(sort)
        self._want(replace(self._listed, sort=sort))

    def request(self, page: int) -> None:
        """Load a page of rows that has come into sight."""
        listed = self._listed
        self._session.ask(
            lambda library, _: _rows(library, listed, page),
            lambda found: self._list.model.deliver(page, found.entities) if listed == self._listed else None,
        )

    def refresh(self, change: Change) -> None:
        """Show what a change did, if the list is to be seen."""
        if change.touches(ChangeKind.MENTIONS, ChangeKind.ARTICLES):
            self._compared = False
            if self._list.isVisible():
                self._load(keep_place=True)
                self._settle.start()

    def merge(self, chosen: Sequence[Entity]) -> None:
        """Let entities be one: the first."""
        kept, others = chosen[0].id, [each.id for each in chosen[1:]]
        self._session.edit(lambda library: library.correcting.merge(kept, *others), self._say_merged)

    def confirm(self, suggestion: MergeSuggestion) -> None:
        """Merge as was suggested: into the one that is mentioned more often."""
        pair = sorted((suggestion.entity, suggestion.other), key=lambda each: -each.mentions)
        self.merge(pair)
        self._drop(suggestion)

    def deny(self, suggestion: MergeSuggestion) -> None:
        """Keep apart what was suggested to be one."""
        one, other = suggestion.entity.id, suggestion.other.id
        said = self._translator.gettext("They are kept apart, and not suggested again.")
        self._session.edit(
            lambda library: library.correcting.keep_apart(one, other),
            lambda _change: self.undoable.emit(said),
        )
        self._drop(suggestion)

    # Loading --------------------------------------------------------------------------------------

    def _want(self, listed: Listed) -> None:
        self._listed = listed
        self._load(keep_place=False)

    def _load(self, *, keep_place: bool) -> None:
        listed = self._listed
        self._session.ask(
            lambda library, _: (_rows(library, listed, 0), library.naming.counts()),
            lambda found: self._show(listed, *found, keep_place=keep_place),
            key="entities",
        )

    def _show(
        self,
        listed: Listed,
        found: EntityPage,
        counts: Sequence[tuple[EntityType, int]],
        *,
        keep_place: bool,
    ) -> None:
        if listed == self._listed:
            self._list.show_counts(dict(counts))
            self._list.show_rows(found.total, found.entities, keep_place=keep_place)

    def _compare(self) -> None:
        """Look for entities that may be one, in the lane of long work: a large library takes seconds."""
        found: list[MergeSuggestion] = []
        self._compared = True

        def steps(library: Library) -> Iterator[Progress]:
            found.extend(library.naming.all_suggestions())
            return iter(())

        def finished(stopped: bool) -> None:
            if not stopped:
                self._list.show_suggestions(found)

        self._session.work(steps, finished)

    def _drop(self, suggestion: MergeSuggestion) -> None:
        """Take a question away that was answered, before the library is compared anew."""
        rows = [row.suggestion for row in self._list.suggestions.rows]
        self._list.show_suggestions([each for each in rows if each != suggestion])

    def _say_merged(self, change: Change) -> None:
        if change.done:
            self.undoable.emit(self._translator.gettext(MERGED))


def _rows(library: Library, listed: Listed, page: int) -> EntityPage:
    """Return a page of the list; without any type it is empty."""
    if not listed.types:
        return EntityPage((), 0)
    return library.naming.browse(listed.types, listed.query, sort=listed.sort, offset=page * PAGE, limit=PAGE)
