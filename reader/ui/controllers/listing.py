"""Which articles are listed: the place in the sidebar, the filters, the search, and their order."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from reader.library import Library
from reader.models import Change, ChangeKind, EntityType, Filter, Hit, Query, Result, SavedSearch, Sort
from reader.ui.browse.article_list import ArticleList
from reader.ui.browse.notes_list import NotesList
from reader.ui.browse.places import Place, PlaceKind
from reader.ui.browse.search_field import SearchField
from reader.ui.browse.sidebar import Sidebar
from reader.ui.context import Context
from reader.ui.empty_places import say_empty

_PAGE = 60  # hits with passages that are fetched at once
_ENTITIES = 40  # entities of a type that the sidebar unfolds
EVERYTHING = Place(PlaceKind.ALL)
_FLAGS = {PlaceKind.UNREAD: "unread", PlaceKind.STARRED: "starred", PlaceKind.TRASH: "trashed"}
_VALUES = {
    PlaceKind.SOURCE: "source",
    PlaceKind.TAG: "tag",
    PlaceKind.LANGUAGE: "language",
    PlaceKind.ENTITY: "entity",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is to show: a place, narrowed by chips, searched by a query."""

    place: Place = EVERYTHING
    chips: Filter = Filter()  # noqa: RUF009 - frozen
    text: str = ""
    sort: Sort = Sort.ADDED

    def filter(self) -> Filter:
        """Return the place and the chips as one filter; a chip counts more than the place."""
        narrowed = place_filter(self.place)
        chosen = {name: value for name, value in asdict(self.chips).items() if value}
        return replace(narrowed, **chosen)

    def query(self, **page: int) -> Query:
        """Return the search for a page of hits."""
        return Query(self.text, self.filter(), self.sort, **page)


def typed(text: str) -> str:
    """Return a query as it stands in the field: a space at its end says that its last word is finished."""
    return text.lstrip() if text.strip() else ""


def finished(text: str) -> str:
    """Return a query that nobody is typing any more."""
    return f"{text.strip()} " if text.strip() else ""


def place_filter(place: Place) -> Filter:
    """Return the filter that a place of the sidebar stands for."""
    chosen: dict[str, Any] = {}
    if place.kind in _FLAGS:
        chosen[_FLAGS[place.kind]] = True
    if place.kind in _VALUES:
        chosen[_VALUES[place.kind]] = place.value
    return Filter(**chosen)


class ListingController(QObject):
    """Fills sidebar, list and notes list, and keeps them true.

    ``listed`` carries the ids after every refresh; ``read_as`` how a query was understood, a better one, and
    how many articles the index lacks, all empty where there is nothing to say.
    """

    listed = Signal(object)
    read_as = Signal(str, str, int)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._wanted = Wanted(sort=Sort(context.settings.text("list.sort")))
        self._names: dict[int, str] = {}
        self._known_tags: tuple[str, ...] = ()
        self._searched_sort = Sort.RELEVANCE

    def attach(self, sidebar: Sidebar, articles: ArticleList, notes: NotesList, field: SearchField) -> None:
        """Take the widgets that this controller fills."""
        self._sidebar, self._articles, self._notes, self._field = sidebar, articles, notes, field
        articles.set_sort(self._wanted.sort)

    @property
    def wanted(self) -> Wanted:
        """What the list shows."""
        return self._wanted

    def is_whole_library(self) -> bool:
        """Whether nothing narrows the list."""
        return not self._wanted.text and self._wanted.filter() == Filter()

    @property
    def known_tags(self) -> tuple[str, ...]:
        """The tags of the library, most used first."""
        return self._known_tags

    # What the reader asks for ---------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show a place of the sidebar, without the filters of the last one."""
        self._names |= {int(place.value): place.label} if place.kind is PlaceKind.ENTITY else {}
        self._field.set_query("")
        self._want(replace(self._wanted, place=place, chips=Filter(), text="", sort=self._list_sort()))

    def show_saved(self, saved: SavedSearch) -> None:
        """Show a saved search: its text in the field, its filters as chips."""
        self._field.set_query(saved.text)
        sort = self._searched_sort if saved.text else self._list_sort()
        place = Place(PlaceKind.SAVED, saved.id, saved.name)
        self._want(Wanted(place=place, chips=saved.filter, text=finished(saved.text), sort=sort))

    def labels(self) -> list[str]:
        """Name what narrows the list, in the reader's language."""
        wanted = self._wanted
        named = self._labels(wanted.chips)
        place = [wanted.place.label] if wanted.place.label and wanted.place.kind in _VALUES else []
        chips = [named.get(name, str(value)) for name, value in asdict(wanted.chips).items() if value]
        return place + chips

    def search(self, text: str) -> None:
        """Search as the reader types; an empty text goes back to the list."""
        text = typed(text)
        place = self._wanted.place
        if text and place.kind in {PlaceKind.NOTES, PlaceKind.TRASH, PlaceKind.SAVED}:
            place = EVERYTHING  # the index holds the first two not, and the third is another search now
            self._sidebar.select(place)
        sort = self._searched_sort if text else self._list_sort()
        self._want(replace(self._wanted, text=text, place=place, sort=sort))

    def search_for(self, text: str) -> None:
        """Search the whole library for a text that was chosen in the page or the panel."""
        self._field.set_query(text)
        self._sidebar.select(EVERYTHING)
        self._want(Wanted(text=finished(text), sort=self._searched_sort))

    def narrow(self, chips: Filter) -> None:
        """Show what the chips leave."""
        self._want(replace(self._wanted, chips=chips))

    def order(self, sort: Sort) -> None:
        """Show the list in another order, and remember it."""
        if self._wanted.text:
            self._searched_sort = sort
        else:
            self._context.settings.set("list.sort", sort.value)
        self._want(replace(self._wanted, sort=sort))

    def browse(self, kind: EntityType) -> None:
        """Fill an unfolded type of entities in the sidebar."""
        self._session.ask(
            lambda library, _: library.reading.browse(kind, _ENTITIES),
            lambda entities: self._sidebar.set_entities(kind, entities),
            key=f"browse-{kind}",
        )

    def request(self, ids: Sequence[int]) -> None:
        """Load rows that have come into sight, with their passages while searching."""
        wanted = tuple(ids)
        self._session.ask(lambda library, _: library.reading.summaries(wanted), self._articles.deliver)
        model = self._articles.model
        rows = [model.row_of(i) for i in wanted] if model.searching else []
        places = [row for row in rows if row >= 0]
        if places and max(places) >= _PAGE:
            first, last = min(places), max(places)
            query = self._wanted.query(offset=first, limit=min(last - first + 1, 2 * _PAGE))
            self._session.ask(
                lambda library, stop: (
                    library.reading.search(query, typing=True, facets=False, cancelled=stop).hits
                ),
                self._articles.deliver_hits,
            )

    def refresh(self, change: Change | None = None) -> None:
        """Show what is true now, after a change or (without one) in any case."""
        if change is None or change.kinds:
            self._session.ask(lambda library, _: library.reading.counts(), self._show_counts, key="counts")
        if change is not None:
            self._articles.model.forget(change.articles or None)
        if change is None or self._concerns(change):
            self._load(keep_place=True)
        if change is None or change.touches(ChangeKind.INDEX):
            self._load_facets()

    def _concerns(self, change: Change) -> bool:
        """Whether a change may have added rows to the list or taken some away."""
        place = self._wanted.place.kind
        if place is PlaceKind.NOTES:
            return change.touches(ChangeKind.HIGHLIGHTS, ChangeKind.ARTICLES, ChangeKind.MENTIONS)
        if self._wanted.text:
            return change.touches(ChangeKind.INDEX)
        if change.touches(ChangeKind.ARTICLES):
            return True
        # What was just read stays among the unread until one looks there again.
        narrowing = {ChangeKind.TAGS, ChangeKind.MENTIONS, ChangeKind.HIGHLIGHTS}
        kinds = narrowing if place is PlaceKind.UNREAD else narrowing | {ChangeKind.STATE}
        return self._wanted.filter() != Filter() and change.touches(*kinds)

    # Loading --------------------------------------------------------------------------------------

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._articles.set_heading(wanted.place.label)
        self._articles.set_filter(wanted.chips, self._labels(wanted.chips))
        self._articles.set_sort(wanted.sort)
        self._articles.set_trash(shown=wanted.place.kind is PlaceKind.TRASH)
        self._load(keep_place=False)
        self._load_facets()

    def _load(self, *, keep_place: bool) -> None:
        wanted = self._wanted
        if wanted.place.kind is PlaceKind.NOTES:
            self._load_notes()
            return
        if wanted.text:
            self._session.ask(
                lambda library, stop: _searched(library, wanted.query(limit=_PAGE), stop),
                lambda found: self._show_found(wanted, *found, keep_place=keep_place),
                key="list",
            )
            return
        self._session.ask(
            lambda library, _: library.reading.ids(wanted.filter(), wanted.sort),
            lambda ids: self._show_ids(wanted, ids, keep_place=keep_place),
            key="list",
        )

    def _load_notes(self) -> None:
        """Show the notes, or those that were deleted, and then by which names they can be narrowed."""
        deleted = self._notes.shows_trash
        self._session.ask(
            lambda library, _: library.reading.deleted_notes() if deleted else library.reading.notes(),
            self._notes.set_notes,
            key="list",
        )
        self._session.ask(
            lambda library, _: library.reading.named_in_notes(), self._notes.set_named, key="named"
        )

    def _load_facets(self) -> None:
        """Count what would narrow the list. A search brings that with its hits; the trash is not indexed."""
        wanted = self._wanted
        if not wanted.text and wanted.place.kind not in {PlaceKind.NOTES, PlaceKind.TRASH}:
            self._session.ask(
                lambda library, stop: _searched(library, wanted.query(limit=0), stop),
                lambda found: self._show_facets(wanted, *found),
                key="facets",
            )

    def _show_ids(self, wanted: Wanted, ids: array[int], *, keep_place: bool) -> None:
        if wanted != self._wanted:
            return
        self._articles.set_hits(None)
        self._articles.show_articles(ids, keep_place=keep_place)
        self._finish_listing(ids)

    def _show_found(self, wanted: Wanted, result: Result, names: dict[int, str], *, keep_place: bool) -> None:
        if wanted != self._wanted:
            return
        hits: dict[int, Hit] = {hit.id: hit for hit in result.hits}
        self._articles.set_hits(hits)
        ids = result.ids.whole()
        self._articles.show_articles(ids, keep_place=keep_place)
        self._show_facets(wanted, result, names)
        self.read_as.emit(result.reading, result.suggestion, result.missing)
        self._finish_listing(ids)

    def _finish_listing(self, ids: Sequence[int]) -> None:
        if not len(ids):
            say_empty(
                self._articles.empty, self._wanted.place.kind, self._wanted.text, self._context.translator
            )
        if not self._wanted.text:
            self.read_as.emit("", "", 0)
        self.listed.emit(ids)

    def _show_facets(self, wanted: Wanted, result: Result, names: dict[int, str]) -> None:
        if wanted == self._wanted:
            self._names |= names
            self._articles.facets.set_facets(result.facets, {str(i): name for i, name in names.items()})

    def _show_counts(self, counts: object) -> None:
        self._known_tags = tuple(name for name, _ in counts.tags)  # type: ignore[attr-defined]
        self._sidebar.set_counts(counts)  # type: ignore[arg-type]

    def _labels(self, chips: Filter) -> dict[str, str]:
        """Name the values of chips in the reader's language."""
        translator = self._context.translator
        labels = {}
        if chips.language:
            labels["language"] = translator.language_name(chips.language)
        if chips.month:
            labels["month"] = translator.date(chips.month)
        if chips.entity:
            labels["entity"] = self._names.get(chips.entity, str(chips.entity))
        return labels

    def _list_sort(self) -> Sort:
        return Sort(self._context.settings.text("list.sort"))


def _searched(library: Library, query: Query, stop: Callable[[], bool]) -> tuple[Result, dict[int, str]]:
    """Search, and name the entities among the facets."""
    result = library.reading.search(query, typing=True, cancelled=stop)
    result.ids.whole()  # put in order here, not in the window's thread
    ids = [int(each.value) for kind in EntityType for each in result.facets.get(f"entity_{kind.lower()}", ())]
    return result, library.reading.entity_names(ids)
