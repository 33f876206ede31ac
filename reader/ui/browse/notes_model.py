"""Highlights of the library as rows: an article or a tag, then its highlights, then the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.export.notes import has_markup, plain_note
from reader.i18n import Translator, sort_key
from reader.library import NamedInNotes, Noted
from reader.models import Color, Highlight, Summary
from reader.text.fold import fold
from reader.ui.browse.notes_filter import Facets, Grouping, Known, NotesFilter, facets

ENTRY_ROLE = Qt.ItemDataRole.UserRole
NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class TagHead:
    """The head of the highlights with a tag; without a name, of those that have none."""

    name: str


@dataclass(frozen=True, slots=True)
class WholeNote:
    """The note on an article as a whole."""

    summary: Summary
    note: str


Entry = Summary | TagHead | WholeNote | Highlight
Index = QModelIndex | QPersistentModelIndex


class NotesModel(QAbstractListModel):
    """Rows of heads and highlights, narrowed by colours, words and a filter."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._colors: Mapping[Color, str] = translator.color_names({})
        self._notes: Sequence[Noted] = ()
        self._named = NamedInNotes({}, {})
        self._known: list[Known] = []
        self._shown: list[Known] = []
        self._summaries: dict[int, Summary] = {}
        self._deleted: dict[str, str] = {}
        self._entries: list[Entry] = []
        self._rows: dict[str, int] = {}
        self._plain: dict[str, str] = {}
        self._wanted: tuple[NotesFilter, frozenset[Color], tuple[str, ...]] = (NotesFilter(), frozenset(), ())
        self._grouping = Grouping.ARTICLE

    @property
    def entries(self) -> Sequence[Entry]:
        """The rows that are shown."""
        return self._entries

    @property
    def shown(self) -> Sequence[Highlight]:
        """The highlights that are shown, each once."""
        return [known.highlight for known in self._shown]

    @property
    def narrowed(self) -> bool:
        """Whether anything narrows the rows."""
        return self._wanted != (NotesFilter(), frozenset(), ())

    @property
    def grouping(self) -> Grouping:
        """How the rows are divided."""
        return self._grouping

    def set_notes(self, notes: Sequence[Noted]) -> None:
        """Take all highlights, by article."""
        self._notes = notes
        self._summaries = {noted.summary.id: noted.summary for noted in notes}
        self._deleted = {key: when for noted in notes for key, when in noted.deleted.items()}
        self._know()
        self._gather()

    def set_named(self, named: NamedInNotes) -> None:
        """Take which entities are named in the highlights."""
        self._named = named
        self._know()
        if self._wanted[0].entity:
            self._gather()
        else:
            self._shown = self._fitting()

    def narrow(self, wanted: NotesFilter, colors: Iterable[Color], text: str) -> None:
        """Show highlights of any of ``colors`` (all where empty) that hold every word of ``text``."""
        narrowed = wanted, frozenset(colors), tuple(fold(text).split())
        if narrowed != self._wanted:
            self._wanted = narrowed
            self._gather()

    def group(self, grouping: Grouping) -> None:
        """Divide the rows in another way."""
        if grouping is not self._grouping:
            self._grouping = grouping
            self._gather()

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Call colours by other names."""
        self._colors = names

    def facets(self) -> Facets:
        """Count by what the shown highlights can be narrowed further."""
        return facets(self._shown)

    def entity_name(self, entity_id: int) -> str:
        """Return the name of an entity that is named in a highlight."""
        return self._named.names.get(entity_id, str(entity_id))

    def title(self, article_id: int) -> str:
        """Return the title of an article that has notes."""
        found = self._summaries.get(article_id)
        return found.metadata.title if found else str(article_id)

    def deleted(self, highlight_id: str) -> str:
        """Return when a highlight was deleted; empty for one that was not."""
        return self._deleted.get(highlight_id, "")

    def plain(self, note: str) -> str:
        """Return a note without the signs of its Markdown; it is found out once."""
        if not has_markup(note):
            return note
        if note not in self._plain:
            self._plain[note] = plain_note(note)
        return self._plain[note]

    def row_of(self, highlight_id: str) -> int:
        """Return the (first) row of a highlight, -1 where it is not shown."""
        return self._rows.get(highlight_id, -1)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads are shown, not selected."""
        if index.isValid() and isinstance(self._entries[index.row()], Summary | TagHead):
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
            return self._said(entry)
        return self._spoken(entry) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def head_name(self, head: TagHead) -> str:
        """Return what stands above the highlights with a tag."""
        return head.name or self._translator.gettext("Without tags")

    def _said(self, entry: Entry) -> str:
        if isinstance(entry, Summary):
            return entry.metadata.title
        if isinstance(entry, TagHead):
            return self.head_name(entry)
        return entry.note if isinstance(entry, WholeNote) else entry.selector.exact

    def _spoken(self, entry: Entry) -> str:
        if isinstance(entry, Summary):
            meta = entry.metadata
            parts = [meta.title, meta.source, self._translator.date(meta.published, "long")]
        elif isinstance(entry, WholeNote):
            parts = [self._translator.gettext("Note on the whole article"), entry.note]
        elif isinstance(entry, TagHead):
            parts = [self.head_name(entry)]
        else:
            starred = self._translator.gettext("Starred") if entry.starred else ""
            parts = [self._colors[entry.color], entry.selector.exact, entry.note, starred, *entry.tags]
        return ", ".join(filter(None, parts))

    def _know(self) -> None:
        of = self._named.of
        self._known = [
            Known(each, noted.summary, of.get(each.id, frozenset()))
            for noted in self._notes
            for each in noted.highlights
        ]

    def _fitting(self) -> list[Known]:
        wanted, colors, words = self._wanted
        return [known for known in self._known if known.fits(wanted, colors, words)]

    def _gather(self) -> None:
        self.beginResetModel()
        self._shown = self._fitting()
        by_tag = self._grouping is Grouping.TAG
        self._entries = list(self._by_tag() if by_tag else self._by_article())
        self._rows = {}
        for row, entry in enumerate(self._entries):
            if isinstance(entry, Highlight):
                self._rows.setdefault(entry.id, row)
        self.endResetModel()

    def _by_article(self) -> Iterator[Entry]:
        shown: dict[int, list[Highlight]] = {}
        for known in self._shown:
            shown.setdefault(known.summary.id, []).append(known.highlight)
        for noted in self._notes:
            highlights = shown.get(noted.summary.id, ())
            whole = noted.note if self._fits_whole(noted) else ""
            if highlights or whole:
                yield noted.summary
            if whole:
                yield WholeNote(noted.summary, whole)
            yield from highlights

    def _by_tag(self) -> Iterator[Entry]:
        groups: dict[str, list[Highlight]] = {}
        for known in self._shown:
            for tag in known.highlight.tags or ("",):
                groups.setdefault(tag, []).append(known.highlight)
        wanted = self._wanted[0].tag
        for tag in sorted(groups, key=lambda name: (not name, sort_key(name))):
            if not wanted or tag == wanted:
                yield TagHead(tag)
                yield from groups[tag]

    def _fits_whole(self, noted: Noted) -> bool:
        """Whether the note on an article fits: no filter means it but those of the article, and words."""
        wanted, colors, words = self._wanted
        ours = NotesFilter(source=wanted.source, article=wanted.article, noted=wanted.noted)
        meta = noted.summary.metadata
        return (
            bool(noted.note)
            and not colors
            and wanted == ours
            and wanted.source in {"", meta.source}
            and wanted.article in {0, noted.summary.id}
            and all(word in fold(noted.note) for word in words)
        )
