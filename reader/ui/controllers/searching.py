"""What helps a search: suggestions while one types, earlier searches, and those that are saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.library import Library
from reader.models import Change, ChangeKind, EntityType, SavedSearch
from reader.ui.browse.search_field import SearchField
from reader.ui.browse.sidebar import Sidebar
from reader.ui.context import Context
from reader.ui.controllers.listing import Wanted

if TYPE_CHECKING:  # the search engine is loaded after the window is shown
    from reader.search.suggest import Suggestion

_SHORTEST = 2  # letters that are worth suggestions
_COUNT_MS = 1500  # saved searches are counted anew when the index has come to rest
_ENTITIES = frozenset(EntityType)
_FIELDS = {"title": "title", "source": "source", "tag": "tag", "author": "author"}
_SIGNS = {"title": "article", "search": "recent"}

_Counted = list[tuple[SavedSearch, int]]


class SearchingController(QObject):
    """Fills suggestions and the saved searches of the sidebar. ``said`` carries a sentence for the status."""

    said = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._session = context.session
        self._translator = context.translator
        self._saved: dict[int, SavedSearch] = {}
        self._rest = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._rest.timeout.connect(self.count)

    def attach(self, sidebar: Sidebar, field: SearchField) -> None:
        """Take the widgets that this controller fills."""
        self._sidebar, self._field = sidebar, field

    def suggest(self, text: str) -> None:
        """Show what the text may become."""
        beginning = text.strip()
        if len(beginning) < _SHORTEST:
            self._field.set_suggestions(())
            return
        self._session.ask(
            lambda library, _: library.searches.suggest(beginning),
            lambda found: self._show(text, found),
            key="suggest",
        )

    def note(self, text: str) -> None:
        """Remember a search that led to an article."""
        if text:
            self._session.edit(lambda library: library.searches.note(text), key="note-search")

    def save(self, wanted: Wanted, labels: Sequence[str]) -> None:
        """Keep what the list shows; its name is the query, or what narrows it."""
        name = wanted.text.strip() or ", ".join(labels)
        if not name:
            self.said.emit(self._translator.gettext("Type a search or choose a filter first."))
            return
        self._session.edit(lambda library: library.searches.save(name, wanted.text, wanted.filter()))
        self.said.emit(self._translator.gettext("Saved in the sidebar."))

    def remove(self, search_id: int) -> None:
        """Delete a saved search; Undo brings it back."""
        self._session.edit(lambda library: library.searches.remove(search_id))

    def saved(self, search_id: int) -> SavedSearch | None:
        """Return a saved search that the sidebar shows."""
        return self._saved.get(search_id)

    def refresh(self, change: Change) -> None:
        """Count anew after a change: at once what was saved, later what was indexed."""
        if change.touches(ChangeKind.SEARCHES):
            self.count()
        elif change.touches(ChangeKind.INDEX) and self._saved:
            self._rest.start()

    def count(self) -> None:
        """Show the saved searches with how many articles each finds."""
        self._session.ask(_counted, self._show_saved, key="saved")

    def _show_saved(self, counted: _Counted) -> None:
        self._saved = {search.id: search for search, _count in counted}
        self._sidebar.set_saved(counted)

    def _show(self, text: str, found: Sequence[Suggestion]) -> None:
        if text != self._field.query:
            return  # typing has gone on
        rows = [(each.text, _query(each), _sign(each)) for each in found]
        self._field.set_suggestions([row for row in rows if row[1] != text.strip()])


def _counted(library: Library, cancelled: Callable[[], bool]) -> _Counted:
    return [
        (search, library.searches.count(search, cancelled=cancelled)) for search in library.searches.saved()
    ]


def _query(suggestion: Suggestion) -> str:
    """Return the query that a suggestion stands for."""
    field = "entity" if suggestion.kind in _ENTITIES else _FIELDS.get(suggestion.kind)
    words = suggestion.text.replace('"', " ")
    return f'{field}:"{words}"' if field else suggestion.text


def _sign(suggestion: Suggestion) -> str:
    return "entity" if suggestion.kind in _ENTITIES else _SIGNS.get(suggestion.kind, suggestion.kind)
