"""The one place that joins the parts.

A :class:`Library` belongs to the thread that opened it. Its sides are ``reading`` (what is there), ``naming``
(whom and what the articles name), ``editing``, ``correcting`` and ``revising`` (what the reader changes,
each change one step to undo; the second about entities, the third about texts), ``searches`` (those that are
kept), ``intake`` (files that come in, and the derived work that waits) and ``exchange`` (exports, and notes
that come in).

The parts, and the search engine and importers below them, take half a second to import. They are loaded
when a library is opened: in a lane's thread, while the window is on the screen already.
"""

from __future__ import annotations

from reader.library.answers import NamedInNotes, Noted, Opened, Progress, Stage
from reader.paths import Folders

__all__ = ["Library", "NamedInNotes", "Noted", "Opened", "Progress", "Stage"]


class Library:
    """The articles of one folder, with everything that is known and noted about them.

    Raises:
        StorageError: where the folder or its database cannot be used.
    """

    def __init__(self, folders: Folders) -> None:
        from reader.library.correcting import Correcting  # noqa: PLC0415 - see above
        from reader.library.editing import Editing  # noqa: PLC0415
        from reader.library.exchange import Exchange  # noqa: PLC0415
        from reader.library.history import History  # noqa: PLC0415
        from reader.library.intake import Intake  # noqa: PLC0415
        from reader.library.keeping import before_migration  # noqa: PLC0415
        from reader.library.naming import Naming  # noqa: PLC0415
        from reader.library.reading import Reading  # noqa: PLC0415
        from reader.library.revising import Revising  # noqa: PLC0415
        from reader.library.searches import Searches  # noqa: PLC0415
        from reader.search import SearchIndex  # noqa: PLC0415
        from reader.store import Store  # noqa: PLC0415

        self.folders = folders
        self._store = Store(folders.database, lambda _: before_migration(folders))
        self._index = SearchIndex(folders.index)
        self.reading = Reading(self._store, self._index)
        self.naming = Naming(self._store)
        history = History()
        self.editing = Editing(self._store, history)
        self.correcting = Correcting(self._store, self._index, history)
        self.revising = Revising(self._store, history)
        self.searches = Searches(self._store, self._index, history)
        self.intake = Intake(self._store, self._index)
        self.exchange = Exchange(self._store, self._index, history)

    def close(self) -> None:
        """Close the database and the index. What was changed is on the disk already."""
        self._index.close()
        self._store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
