"""The store: one connection and its tables."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from reader.store.aliases import Aliases
from reader.store.articles import Articles
from reader.store.corrections import Corrections
from reader.store.database import Database
from reader.store.entities import Entities
from reader.store.health import Health
from reader.store.highlights import Highlights
from reader.store.mentions import Mentions
from reader.store.pending import Pending
from reader.store.searches import Searches
from reader.store.texts import Texts


class Store:
    """The library's truth, opened in the thread that uses it.

    Raises:
        StorageError: where the file cannot be opened, read or written.
    """

    def __init__(self, path: Path, before_migration: Callable[[Path], object] | None = None) -> None:
        self._database = Database(path, before_migration)
        self.articles = Articles(self._database)
        self.aliases = Aliases(self._database)
        self.mentions = Mentions(self._database, self.aliases)
        self.entities = Entities(self._database, self.aliases)
        self.corrections = Corrections(self._database)
        self.texts = Texts(self._database)
        self.highlights = Highlights(self._database)
        self.pending = Pending(self._database)
        self.searches = Searches(self._database)
        self.health = Health(self._database)

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or nothing."""
        return self._database.transaction()

    def setting(self, name: str) -> str:
        """Return a value that belongs to the library, empty where it was never set."""
        return str(self._database.value("SELECT value FROM setting WHERE name = ?", (name,)) or "")

    def set_setting(self, name: str, value: str) -> None:
        """Set a value that belongs to the library."""
        self._database.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def foreign_changes(self) -> int:
        """Return a number that grows when another connection has changed the library."""
        return self._database.foreign_changes()

    def close(self) -> None:
        """Close the connection."""
        self._database.close()
