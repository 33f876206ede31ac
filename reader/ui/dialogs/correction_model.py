"""Corrections of entities as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.i18n import Translator, sort_key
from reader.models import Correction, CorrectionKind
from reader.text.fold import fold
from reader.ui.entity_types import SCOPE_NAMES, TYPE_NAME

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class Column(IntEnum):
    """The columns of the table."""

    TEXT = 0
    SAID = 1
    SCOPE = 2
    ARTICLE = 3
    DATE = 4


class CorrectionModel(QAbstractTableModel):
    """A row a correction, the newest first, narrowed by words of any of its columns."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        _ = translator.gettext
        self._heads = (_("Text"), _("Correction"), _("Reach"), _("Article"), _("Date"))
        self._all: list[tuple[Correction, tuple[str, ...]]] = []
        self._rows: list[tuple[Correction, tuple[str, ...]]] = []
        self._wanted = ""
        self._sorted = (int(Column.DATE), Qt.SortOrder.DescendingOrder)

    def set_corrections(self, corrections: Sequence[Correction], titles: Mapping[int, str]) -> None:
        """Show corrections; ``titles`` names the articles by their ids."""
        self._all = [(each, self._cells(each, titles)) for each in corrections]
        self._show()

    def set_filter(self, words: str) -> None:
        """Show only what holds ``words``, whatever their case and accents."""
        self._wanted = fold(words.strip())
        self._show()

    def correction(self, index: AnyIndex) -> Correction | None:
        """Return the correction of a row."""
        return self._rows[index.row()][0] if index.isValid() else None

    def total(self) -> int:
        """Return how many corrections there are."""
        return len(self._all)

    def said(self, correction: Correction) -> str:
        """Return what a correction says of its text."""
        _ = self._translator.gettext
        kind = _(TYPE_NAME[correction.type]) if correction.type else ""
        match correction.kind:
            case CorrectionKind.REJECT:
                return _("Not an entity")
            case CorrectionKind.MARK | CorrectionKind.ASSIGN if correction.name:
                return _("{type}: {name}").format(type=kind, name=correction.name)
            case CorrectionKind.MARK | CorrectionKind.ASSIGN | CorrectionKind.RETYPE:
                return kind
            case CorrectionKind.LINK:
                return _("Means {name}").format(name=correction.name)
            case CorrectionKind.RENAME:
                return _("Is called {name}").format(name=correction.name)
            case CorrectionKind.APART:
                return _("Is not {name}").format(name=correction.name)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """How many corrections are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        """Return the words of a cell."""
        if not index.isValid() or role not in {_DISPLAY, Qt.ItemDataRole.ToolTipRole}:
            return None
        return self._rows[index.row()][1][index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return the heading of a column."""
        shown = role == _DISPLAY and orientation == Qt.Orientation.Horizontal
        return self._heads[section] if shown else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, as the reader's language does; by date as time goes."""
        self._sorted = column, order
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._all if not self._wanted or self._wanted in fold(" ".join(row[1]))]
        column, order = self._sorted
        self._rows.sort(
            key=lambda row: row[0].created if column == Column.DATE else sort_key(row[1][column]),
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        self.endResetModel()

    def _cells(self, correction: Correction, titles: Mapping[int, str]) -> tuple[str, ...]:
        day = correction.created[:10]
        return (
            correction.surface,
            self.said(correction),
            self._translator.gettext(SCOPE_NAMES[correction.scope]),
            titles.get(correction.article_id, ""),
            self._translator.date(day) if day else "",
        )
