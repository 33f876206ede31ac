"""Entities, their pages, and what may be one. Only questions: ``correcting`` changes things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from reader.entities import crosslink
from reader.errors import N_, NotFoundError
from reader.models import (
    NUMBERS,
    Appearance,
    Companion,
    Dossier,
    Entity,
    EntityPage,
    EntitySort,
    EntityType,
    Highlight,
    MergeSuggestion,
    Passage,
)
from reader.store import Store
from reader.text.fold import fold
from reader.text.normalise import one_line

_APPEARANCES = 20  # articles that a page shows at first
_PASSAGES = 5  # mentions of an article that a page shows at first
_EVERY = 100_000  # mentions: more than an article has
_COMPANIONS = 24
_MONTH = 7  # characters of 2025-10
# Dates and amounts appear everywhere and say nothing of whom an entity appears with.
_COMPANY = frozenset(EntityType) - NUMBERS - {EntityType.DATE}
_SAME_NAME = 0.5  # how sure it is that one name of two types is one entity


class Naming:
    """Questions about the entities of the library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entity(self, entity_id: int) -> Entity:
        """Return an entity with its counts and other names.

        Raises:
            NotFoundError: if there is none with this id.
        """
        entity = self._store.entities.get(entity_id)
        if entity is None:
            raise NotFoundError(N_("There is no entity {id} in the library."), id=entity_id)
        return entity

    def browse(
        self,
        types: Collection[EntityType] = (),
        query: str = "",
        *,
        sort: EntitySort = EntitySort.MENTIONS,
        offset: int = 0,
        limit: int = 100,
    ) -> EntityPage:
        """Return a stretch of the list of all entities that articles outside the trash mention.

        ``types`` narrow it (none: every type); ``query`` is any part of any of the names, whatever its
        accents and capitals.
        """
        counts = self._store.entities.counts(query)
        total = sum(number for kind, number in counts if not types or kind in types)
        return EntityPage(self._store.entities.page(types, query, sort, offset, limit), total)

    def counts(self, query: str = "") -> tuple[tuple[EntityType, int], ...]:
        """Return how many entities of each type ``query`` finds (all without one), in the types' order."""
        return self._store.entities.counts(query)

    def dossier(
        self,
        entity_id: int,
        *,
        articles: int = _APPEARANCES,
        passages: int = _PASSAGES,
        company: bool = True,
    ) -> Dossier:
        """Return what the page of an entity shows, with the first ``articles`` that mention it.

        Each of them comes with the first ``passages`` of its mentions. Without ``company``, which takes the
        longest, there are no companions in it.

        Raises:
            NotFoundError: if there is none with this id.
        """
        entity, asked = self.entity(entity_id), self._store.entities
        months = asked.months(entity_id)
        return Dossier(
            entity=entity,
            aliases=self._store.aliases.of_entity(entity_id),
            names=asked.names(entity_id),
            evidence=asked.evidence(entity_id),
            months=tuple((month, n) for month, n in months.items() if len(month) == _MONTH),
            undated=sum(n for month, n in months.items() if len(month) < _MONTH),
            appearances=self.appearances(entity_id, limit=articles, passages=passages),
            companions=self.companions(entity_id) if company else (),
            marked=self._marked(asked.highlights(entity_id)),
            suggestions=self.suggest_merges(entity_id),
        )

    def companions(self, entity_id: int) -> tuple[Companion, ...]:
        """Return whom and what an entity appears with, those in most shared articles first."""
        return self._store.entities.companions(entity_id, _COMPANY, _COMPANIONS)

    def appearances(
        self,
        entity_id: int,
        *,
        offset: int = 0,
        limit: int = _APPEARANCES,
        passages: int = _PASSAGES,
        month: str = "",
        query: str = "",
    ) -> tuple[Appearance, ...]:
        """Return a stretch of the articles that mention an entity, the newest first.

        Each comes with the first ``passages`` of its mentions. ``month`` (``2025`` or ``2025-10``) and
        ``query`` (words of the title, the source or the surroundings of a mention) narrow them; counts are
        then of those mentions.
        """
        asked = self._store.entities
        counts = dict(asked.appearances(entity_id, offset, limit, month=month, query=query))
        found = asked.passages(entity_id, list(counts), _EVERY if query else passages)
        return tuple(
            Appearance(summary, counts[summary.id], _speaking_of(query, found[summary.id])[:passages])
            for summary in self._store.articles.summaries(list(counts))
        )

    def passages(self, entity_id: int, article_id: int) -> tuple[Passage, ...]:
        """Return all of an entity's mentions in an article, with their surroundings."""
        found = self._store.entities.passages(entity_id, (article_id,), _EVERY)
        return tuple(found.get(article_id, ()))

    def _marked(self, ids: Iterable[str]) -> tuple[Highlight, ...]:
        """Return highlights by their ids; one that is gone is left out."""
        found = (self._store.highlights.get(highlight_id) for highlight_id in ids)
        return tuple(highlight for highlight in found if highlight)

    # What may be one ------------------------------------------------------------------------------

    def suggest_merges(self, entity_id: int) -> tuple[MergeSuggestion, ...]:
        """Return the entities that may be the same as this one, the surest first.

        Pairs that the reader keeps apart are left out.
        """
        scored: dict[int, tuple[float, str]] = {}
        for other, theirs, ours in self._store.entities.alike(entity_id):
            alike = crosslink.likeness(ours, theirs)
            found = (alike, "script") if alike else (_SAME_NAME, "type")
            if alike or crosslink.same_name(ours, theirs):
                scored[other] = max(found, scored.get(other, found))
        return self._suggestions((entity_id, other, *found) for other, found in scored.items())

    def all_suggestions(self, limit: int = 200) -> tuple[MergeSuggestion, ...]:
        """Return pairs of entities of the library that may be one in two scripts, the surest first."""
        scored: dict[tuple[int, int], float] = {}
        for group in self._store.entities.sounding_alike():
            for at, other_at in crosslink.comparable([name for _, name in group]):
                (one, name), (other, other_name) = group[at], group[other_at]
                if one != other and (alike := crosslink.likeness(name, other_name)):
                    pair = (min(one, other), max(one, other))
                    scored[pair] = max(alike, scored.get(pair, 0.0))
        return self._suggestions((*pair, score, "script") for pair, score in scored.items())[:limit]

    def _suggestions(self, found: Iterable[tuple[int, int, float, str]]) -> tuple[MergeSuggestion, ...]:
        apart = self._store.aliases.apart()
        pairs = [pair for pair in found if (min(pair[:2]), max(pair[:2])) not in apart]
        known = self._entities([entity_id for pair in pairs for entity_id in pair[:2]])
        suggestions = [
            MergeSuggestion(known[one], known[other], reason, score) for one, other, score, reason in pairs
        ]
        return tuple(sorted(suggestions, key=_surest_first))

    def _entities(self, ids: Sequence[int]) -> dict[int, Entity]:
        return self._store.entities.many(list(dict.fromkeys(ids)))


def _speaking_of(query: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages that hold the words of a query; all where only the title does."""
    wanted = fold(one_line(query))
    return tuple(each for each in passages if wanted in fold(each.snippet.text)) or tuple(passages)


def _surest_first(suggestion: MergeSuggestion) -> tuple[float, int, int]:
    mentions = suggestion.entity.mentions + suggestion.other.mentions
    return -suggestion.score, -mentions, suggestion.other.id
