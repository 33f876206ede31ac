"""Searches that the reader keeps, and what helps while one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reader.errors import N_
from reader.library.history import Edit, History, now
from reader.models import Change, ChangeKind, Filter, Query, SavedSearch
from reader.search import SearchIndex
from reader.search.suggest import Suggestion
from reader.store import Store
from reader.text.normalise import one_line


class Searches:
    """Saved searches with their numbers, earlier searches, and suggestions."""

    def __init__(self, store: Store, index: SearchIndex, history: History) -> None:
        self._store = store
        self._index = index
        self._history = history

    def saved(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches, the oldest first."""
        return self._store.searches.saved()

    def count(self, search: SavedSearch, *, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Return how many articles a saved search finds now.

        Raises:
            IndexDamagedError: if the index has to be built again.
            CancelledError: if ``cancelled`` said so.
        """
        query = Query(search.text, search.filter, limit=0)
        return self._index.search(query, self._store.articles.texts, facets=False, cancelled=cancelled).total

    def save(self, name: str, text: str, narrowed: Filter) -> Change:
        """Keep a search under a name."""
        search = SavedSearch(one_line(name) or one_line(text), text.strip(), narrowed)
        ids: list[int] = []

        def forward() -> Change:
            def write() -> None:
                ids[:] = [self._store.searches.put(replace(search, id=ids[0] if ids else 0))]

            return self._write(write)

        def backward() -> Change:
            return self._write(lambda: self._store.searches.remove(ids[0]))

        return self._history.perform(Edit(N_("Save a search"), forward, backward))

    def remove(self, search_id: int) -> Change:
        """Delete a saved search."""
        found = [search for search in self.saved() if search.id == search_id]
        if not found:
            return Change()
        return self._history.perform(
            Edit(
                N_("Delete a saved search"),
                lambda: self._write(lambda: self._store.searches.remove(search_id)),
                lambda: self._write(lambda: self._store.searches.put(found[0])),
            )
        )

    def note(self, text: str) -> Change:
        """Remember that a search led to an article."""
        if text.strip():
            with self._store.transaction():
                self._store.searches.note(one_line(text), now())
        return Change()

    def suggest(self, beginning: str, limit: int = 6) -> tuple[Suggestion, ...]:
        """Return what a beginning may become: earlier searches, names, sources, tags, titles.

        Raises:
            IndexDamagedError: if the index has to be built again.
        """
        return self._index.suggest(beginning, limit, earlier=self._store.searches.earlier())

    def _write(self, write: Callable[[], object]) -> Change:
        with self._store.transaction():
            write()
        return Change(frozenset((ChangeKind.SEARCHES,)))
