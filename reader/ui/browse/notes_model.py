"""All highlights of the library as rows: an article, then its highlights, then the next article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.i18n import COLOR_NAMES, Translator
from reader.models import Color, Highlight, Summary
from reader.text.fold import fold

ENTRY_ROLE = Qt.ItemDataRole.UserRole
NO_PARENT = QModelIndex()

Group = tuple[Summary, Sequence[Highlight]]
Entry = Summary | Highlight
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class _Known:
    """A highlight with the folded text that it is found by, made when it is first sought."""

    highlight: Highlight

    @cached_property
    def folded(self) -> str:
        return fold(f"{self.highlight.selector.exact} {self.highlight.note}")


class NotesModel(QAbstractListModel):
    """Rows of articles and their highlights, narrowed by colours and words."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._groups: list[tuple[Summary, list[_Known]]] = []
        self._entries: list[Entry] = []
        self._colors: frozenset[Color] = frozenset()
        self._words: tuple[str, ...] = ()

    @property
    def entries(self) -> Sequence[Entry]:
        """The rows that are shown."""
        return self._entries

    @property
    def highlights(self) -> int:
        """How many highlights are shown."""
        return sum(isinstance(entry, Highlight) for entry in self._entries)

    @property
    def narrowed(self) -> bool:
        """Whether colours or words narrow the rows."""
        return bool(self._colors or self._words)

    def set_notes(self, groups: Iterable[Group]) -> None:
        """Take all highlights, by article."""
        self._groups = [(summary, [_Known(each) for each in highlights]) for summary, highlights in groups]
        self._gather()

    def narrow(self, colors: Iterable[Color], text: str) -> None:
        """Show highlights of any of ``colors`` (all where empty) in which every word of ``text`` stands."""
        narrowed = frozenset(colors), tuple(fold(text).split())
        if narrowed != (self._colors, self._words):
            self._colors, self._words = narrowed
            self._gather()

    def row_of(self, highlight_id: str) -> int:
        """Return the row of a highlight, -1 where it is not shown."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, Highlight) and entry.id == highlight_id:
                return row
        return -1

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Articles are heads: shown, not selected."""
        if index.isValid() and isinstance(self._entries[index.row()], Summary):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the entry, or what a screen reader says."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.metadata.title if isinstance(entry, Summary) else entry.selector.exact
        return self._spoken(entry) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _spoken(self, entry: Entry) -> str:
        if isinstance(entry, Summary):
            meta = entry.metadata
            return ", ".join(
                filter(None, [meta.title, meta.source, self._translator.date(meta.published, "long")])
            )
        color = self._translator.gettext(COLOR_NAMES[entry.color])
        return ", ".join(filter(None, [color, entry.selector.exact, entry.note]))

    def _gather(self) -> None:
        self.beginResetModel()
        self._entries = []
        for summary, known in self._groups:
            shown = [each.highlight for each in known if self._fits(each)]
            if shown:
                self._entries += [summary, *shown]
        self.endResetModel()

    def _fits(self, known: _Known) -> bool:
        right_color = not self._colors or known.highlight.color in self._colors
        return right_color and all(word in known.folded for word in self._words)
