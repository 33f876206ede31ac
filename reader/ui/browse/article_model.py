"""The articles of a list as Qt sees them: ids for all rows, and summaries for the few that are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from reader.i18n import Translator
from reader.models import Hit, Summary

SUMMARY_ROLE = Qt.ItemDataRole.UserRole
HIT_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
SAID_ROLES = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}

KEPT = 600
MARGIN = 15  # rows loaded beyond those that were asked for, on either side
MOST_AT_ONCE = 200
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class ArticleModel(QAbstractListModel):
    """Rows of articles, loaded as they come into sight.

    ``request`` is called from the event loop with the ids of rows that were looked at and are not known;
    whoever answers calls :meth:`deliver`, at once or later. Setting 100,000 ids costs no work for each row.
    """

    def __init__(
        self,
        request: Callable[[Sequence[int]], None],
        translator: Translator,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._request = request
        self._translator = translator
        self._ids = array("q")
        self._summaries: OrderedDict[int, Summary] = OrderedDict()
        self._hits: dict[int, Hit] | None = None
        self._rows: dict[int, int] = {}  # of the ids that were looked at
        self._awaited: set[int] = set()
        self._wanted: set[int] = set()  # rows
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows, in order."""
        return self._ids

    @property
    def searching(self) -> bool:
        """Whether the rows are the hits of a search."""
        return self._hits is not None

    def set_ids(self, ids: Iterable[int]) -> None:
        """Show these articles. Summaries that are known stay known."""
        self.beginResetModel()
        self._ids = ids if isinstance(ids, array) else array("q", ids)
        self._rows.clear()
        self._wanted.clear()
        self._awaited.clear()
        self.endResetModel()

    def set_hits(self, hits: Mapping[int, Hit] | None) -> None:
        """Show marks and passages of a search; None ends the search."""
        self._hits = None if hits is None else dict(hits)
        self._touch(self._rows)

    def deliver(self, summaries: Iterable[Summary]) -> None:
        """Take the summaries that were requested, or newer ones of articles that have changed."""
        news = []
        for summary in summaries:
            self._awaited.discard(summary.id)
            if self._summaries.pop(summary.id, None) != summary:
                news.append(summary.id)
            self._summaries[summary.id] = summary
        while len(self._summaries) > KEPT:
            self._summaries.popitem(last=False)
        self._touch(news)

    def deliver_hits(self, hits: Iterable[Hit]) -> None:
        """Take more hits of the search that is shown; without a search they are ignored."""
        if self._hits is not None:
            more = {hit.id: hit for hit in hits}
            self._hits.update(more)
            self._touch(more)

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Load summaries anew when they are next looked at: those of ``ids``, or all."""
        gone = list(self._summaries) if ids is None else list(ids)
        for article_id in gone:
            self._summaries.pop(article_id, None)
        self._awaited.difference_update(gone)
        self._touch(gone)

    def summary(self, article_id: int) -> Summary | None:
        """Return what is known of an article; it is not requested."""
        return self._summaries.get(article_id)

    def row_of(self, article_id: int) -> int:
        """Return the row of an article, -1 where it is not in the list."""
        known = self._rows.get(article_id)
        if known is not None:
            return known
        try:
            return self._ids.index(article_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of articles."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a title to display, what a screen reader says, or the parts that the delegate paints."""
        if not index.isValid():
            return None
        article_id = self._ids[index.row()]
        if role == ID_ROLE:
            return article_id
        if role == HIT_ROLE:
            return self._hits.get(article_id) if self._hits else None
        if role == SUMMARY_ROLE:
            return self._looked_at(index.row(), article_id)
        return self._said(self._looked_at(index.row(), article_id), role) if role in SAID_ROLES else None

    def _said(self, summary: Summary | None, role: int) -> str:
        if summary is None:
            return self._translator.gettext("Loading…")
        return summary.metadata.title if role == Qt.ItemDataRole.DisplayRole else self._spoken(summary)

    def _spoken(self, summary: Summary) -> str:
        """Say a row: what it is, then what state it is in."""
        _ = self._translator.gettext
        meta = summary.metadata
        parts = [meta.title, meta.source, self._translator.date(meta.published, "long")]
        parts += [_("unread")] if not summary.read else []
        parts += [_("starred")] if summary.starred else []
        if summary.highlights:
            parts.append(self._translator.ngettext("{n} highlight", "{n} highlights", summary.highlights))
        return ", ".join(part for part in parts if part)

    def _looked_at(self, row: int, article_id: int) -> Summary | None:
        self._rows[article_id] = row
        summary = self._summaries.get(article_id)
        if summary is not None:
            self._summaries.move_to_end(article_id)
        elif article_id not in self._awaited:
            self._wanted.add(row)
            if not self._timer.isActive():
                self._timer.start()
        return summary

    def _ask(self) -> None:
        """Request the rows that were looked at, with those around them, in one call."""
        if not self._wanted:
            return
        rows: set[int] = set()
        for row in sorted(self._wanted, reverse=True)[:MOST_AT_ONCE]:
            rows.update(range(max(0, row - MARGIN), min(len(self._ids), row + MARGIN + 1)))
        self._wanted.clear()
        ids = []
        for row in sorted(rows):
            article_id = self._ids[row]
            if article_id not in self._summaries and article_id not in self._awaited:
                self._rows[article_id] = row
                ids.append(article_id)
        self._awaited.update(ids)
        if ids:
            self._request(ids)

    def _touch(self, ids: Iterable[int]) -> None:
        """Have the rows of ``ids`` painted again, a signal for each unbroken run of rows."""
        rows = [self._rows[article_id] for article_id in ids if article_id in self._rows]
        for first, last in runs(rows):
            self.dataChanged.emit(self.index(first), self.index(last))


def runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Gather rows into unbroken runs: (first, last) in rising order."""
    first = last = -2
    for row in sorted(rows):
        if row != last + 1:
            if last >= 0:
                yield first, last
            first = row
        last = row
    if last >= 0:
        yield first, last
