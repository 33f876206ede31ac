"""What is in the library: articles, lists, counts, search. Nothing here writes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader import search
from reader.errors import N_, NotFoundError
from reader.library.answers import NamedInNotes, Noted, Opened
from reader.library.marking import given_names
from reader.models import (
    Article,
    Color,
    Counts,
    DeletedHighlight,
    Entity,
    EntityType,
    Filter,
    Highlight,
    Mention,
    NoteVersion,
    Original,
    Query,
    Result,
    Sort,
    Summary,
)
from reader.search import SearchIndex
from reader.store import Store
from reader.store.pending import Work


class Reading:
    """Questions to the library."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def ids(self, wanted: Filter, sort: Sort = Sort.ADDED) -> array[int]:
        """Return the ids of the articles that a list shows, in its order."""
        return self._store.articles.ids(wanted, sort)

    def summaries(self, ids: Sequence[int]) -> list[Summary]:
        """Return rows of the list in the order of ``ids``; an id that is gone is left out."""
        return self._store.articles.summaries(ids)

    def counts(self) -> Counts:
        """Return the numbers of the sidebar."""
        return replace(self._store.articles.counts(), entities=self._store.entities.counts())

    def article(self, article_id: int) -> Article:
        """Return an article.

        Raises:
            NotFoundError: if there is none with this id.
        """
        article = self._store.articles.get(article_id)
        if article is None:
            raise NotFoundError(N_("There is no article {id} in the library."), id=article_id)
        return article

    def original(self, article_id: int) -> Original:
        """Return the file that an article came from, byte for byte.

        Raises:
            NotFoundError: if there is no article with this id.
        """
        original = self._store.articles.original(article_id)
        if original is None:
            raise NotFoundError(N_("There is no article {id} in the library."), id=article_id)
        return original

    def opened(self, article_id: int, query: str = "") -> Opened:
        """Return an article with its mentions, located highlights, entities, and the matches of a query.

        Raises:
            NotFoundError: if there is none with this id.
        """
        article = self.article(article_id)
        return Opened(
            article=article,
            mentions=self._store.mentions.of_article(article_id),
            highlights=self.highlights(article),
            entities=self._store.mentions.entities_of(article_id),
            matches=search.matches(article.text, query, typing=True) if query else (),
        )

    def mentions(self, article_id: int) -> tuple[Mention, ...]:
        """Return an article's mentions in the order of the text."""
        return self._store.mentions.of_article(article_id)

    def highlights(self, article: Article) -> tuple[Highlight, ...]:
        """Return an article's highlights in the order of the text."""
        return self._store.highlights.of_article(article.id)

    def notes(self) -> list[Noted]:
        """Return all highlights of the library by article, those of the last marked article first.

        Articles with nothing but a note on the whole follow, the last written first.
        """
        groups: dict[int, list[Highlight]] = {}
        for highlight in self._store.highlights.everywhere():
            groups.setdefault(highlight.article_id, []).append(highlight)
        notes = self._store.articles.notes()
        ids = list(dict.fromkeys((*groups, *notes)))
        return [
            Noted(summary, tuple(groups.get(summary.id, ())), notes.get(summary.id, ""))
            for summary in self.summaries(ids)
        ]

    def named_in_notes(self) -> NamedInNotes:
        """Return which entities are named within which highlights."""
        of: dict[str, set[int]] = {}
        for highlight_id, entity_id in self._store.highlights.named():
            of.setdefault(highlight_id, set()).add(entity_id)
        names = self.entity_names(set().union(*of.values()))
        return NamedInNotes(names, {key: frozenset(ids) for key, ids in of.items()})

    def deleted_highlights(self) -> tuple[DeletedHighlight, ...]:
        """Return the highlights in the trash, those deleted last first."""
        return self._store.highlights.deleted()

    def deleted_notes(self) -> list[Noted]:
        """Return the highlights in the trash by article, that with the last deleted one first."""
        groups: dict[int, list[DeletedHighlight]] = {}
        for each in self._store.highlights.deleted():
            groups.setdefault(each.highlight.article_id, []).append(each)
        return [
            Noted(
                summary,
                tuple(each.highlight for each in groups[summary.id]),
                deleted={each.highlight.id: each.when for each in groups[summary.id]},
            )
            for summary in self.summaries(list(groups))
        ]

    def earlier_notes(self, article_id: int, highlight_id: str = "") -> tuple[NoteVersion, ...]:
        """Return what a highlight's note (or, without one, that on an article) said before, newest first."""
        return self._store.highlights.earlier_notes(article_id, highlight_id)

    def some_highlights(self, ids: Iterable[str]) -> tuple[Highlight, ...]:
        """Return highlights by their ids, in no order; one that is gone is left out."""
        return self._store.highlights.some(ids)

    def highlight_tags(self) -> tuple[str, ...]:
        """Return the tags of all highlights, the most used first."""
        return self._store.highlights.tags()

    def color_names(self) -> dict[Color, str]:
        """Return the names that the reader has given to colours."""
        return given_names(self._store)

    def annotated(self) -> tuple[int, ...]:
        """Return the ids of the articles that carry highlights."""
        return self._store.highlights.annotated_articles()

    def browse(self, kind: EntityType, limit: int = 50) -> tuple[Entity, ...]:
        """Return the entities of a type, those in most articles first."""
        return self._store.entities.most_frequent(kind, limit)

    def entity(self, entity_id: int) -> Entity:
        """Return an entity with its counts.

        Raises:
            NotFoundError: if there is none with this id.
        """
        entity = self._store.entities.get(entity_id)
        if entity is None:
            raise NotFoundError(N_("There is no entity {id} in the library."), id=entity_id)
        return entity

    def entity_names(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the names of entities by their ids; an id that is gone is left out."""
        return self._store.mentions.names(list(ids))

    def related(self, article_id: int, limit: int = 12) -> list[Summary]:
        """Return the articles that are most like this one, the most alike first.

        Raises:
            IndexDamagedError: if the index has to be built again.
        """
        return self.summaries(self._index.more_like(article_id, limit))

    def search(
        self,
        query: Query,
        *,
        typing: bool = False,
        facets: bool = True,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Result:
        """Search the index. With ``typing`` the last word is not finished; ``facets`` are counted on demand.

        Raises:
            IndexDamagedError: if the index has to be built again.
            CancelledError: if ``cancelled`` said so.
        """
        missing = self._missing()  # before the search: what is indexed meanwhile is rather named too often
        texts = self._store.articles.texts
        result = self._index.search(query, texts, typing=typing, facets=facets, cancelled=cancelled)
        return replace(result, missing=missing) if missing else result

    def _missing(self) -> int:
        """Return how many articles wait to come into the index; those that wait to be renewed are in it.

        Those that wait to leave it are taken off: asking for each would hold up every letter of a query.
        """
        if not self._store.pending.count_of(Work.INDEX):
            return 0
        return max(0, self._store.articles.count() - self._index.size())

    def foreign_changes(self) -> int:
        """Return a number that grows when another connection has changed the library."""
        return self._store.foreign_changes()
