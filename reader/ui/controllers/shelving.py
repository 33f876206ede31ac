"""What is done with whole articles: stars, read marks, trash."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from reader.library import Library
from reader.models import Change
from reader.ui.context import Context


class ShelvingController(QObject):
    """Edits of the articles that are selected in the list. ``moved`` carries how many went into the trash."""

    moved = Signal(int)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._session = context.session

    def toggle_stars(self, ids: Sequence[int]) -> None:
        """Star articles; if all have stars, take these away."""
        chosen = tuple(ids)

        def edit(library: Library) -> Change:
            rows = library.reading.summaries(chosen)
            return library.editing.set_starred(chosen, starred=not all(row.starred for row in rows))

        self._session.edit(edit)

    def toggle_reads(self, ids: Sequence[int]) -> None:
        """Mark articles as read; if all are, as unread."""
        chosen = tuple(ids)

        def edit(library: Library) -> Change:
            rows = library.reading.summaries(chosen)
            return library.editing.set_read(chosen, read=not all(row.read for row in rows))

        self._session.edit(edit)

    def trash(self, ids: Sequence[int]) -> None:
        """Put articles into the trash."""
        chosen = tuple(ids)
        if chosen:
            self._session.edit(
                lambda library: library.editing.trash(chosen), lambda _change: self.moved.emit(len(chosen))
            )

    def restore(self, ids: Sequence[int]) -> None:
        """Take articles out of the trash."""
        chosen = tuple(ids)
        if chosen:
            self._session.edit(lambda library: library.editing.restore(chosen))
