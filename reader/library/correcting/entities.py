"""Corrections of entities: merged, split, renamed, retyped, with other names, kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.errors import N_, NotFoundError, ReaderError
from reader.library import ledger
from reader.library.correcting.desk import Desk
from reader.library.deriving import name_keys
from reader.library.history import now
from reader.library.steps import Step
from reader.models import (
    Change,
    Correction,
    CorrectionKind,
    EntityType,
    Scope,
)
from reader.store.aliases import NAME_SET, TYPE_SET, USER, Face, Link
from reader.text.fold import fold_case, words
from reader.text.normalise import one_line


class Entities(Desk):
    """One entity, many names."""

    def merge(self, kept: int, *others: int) -> Change:
        """Let all names of ``others`` mean ``kept``; they stay, empty, for the way back.

        Raises:
            NotFoundError: if there is no such entity.
        """
        for each in (kept, *others):
            self._face(each)

        def plan() -> Iterator[Step]:
            for other in others:
                yield from self._merging(kept, other)

        return self._edit(N_("Merge entities"), plan, entity=kept)

    def _merging(self, kept: int, other: int) -> Iterator[Step]:
        if kept == other:
            return
        pair = (min(kept, other), max(kept, other))
        since = self._store.aliases.apart().get(pair)
        if since is not None:
            yield self._steps.together(*pair, since)
        links = self._store.aliases.links_of(other)
        if links:
            yield self._steps.links([Link(each.alias_id, kept, USER, now()) for each in links])

    def split(
        self,
        entity_id: int,
        *,
        articles: Sequence[int] = (),
        mentions: Sequence[tuple[int, int, int]] = (),
        name: str = "",
    ) -> Change:
        """Let an entity's mentions in some ``articles``, and single ``mentions``, mean another entity.

        ``mentions`` are (article, start, end). The other entity is called ``name``, else as this one with a
        number; the change names it.

        Raises:
            NotFoundError: if there is no such entity, article or mention.
            ReaderError: if ``name`` already means this entity.
        """
        face = self._face(entity_id)
        called = one_line(name) or self._free_name(face)
        known = self._store.aliases.find(face.type, called)
        if known and known[1] == entity_id:
            raise ReaderError(N_("“{name}” is this entity already; choose another name."), name=called)
        new = [
            *(
                each
                for article_id in articles
                for each in self._assigned(article_id, entity_id, face, called)
            ),
            *(
                self._about(
                    CorrectionKind.MARK, *self._place(each), Scope.MENTION, kind=face.type, name=called
                )
                for each in mentions
            ),
        ]
        here = next(iter((*articles, *(each[0] for each in mentions))), 0)
        return self._naming(self._correct(N_("Split an entity"), here, new), face.type, called)

    def _place(self, mention: tuple[int, int, int]) -> tuple[int, int, int]:
        self._mention(*mention)
        return mention

    def _assigned(self, article_id: int, entity_id: int, face: Face, name: str) -> Iterator[Correction]:
        """Yield what gives an article's mentions of an entity to another."""
        self._article(article_id)
        found = self._store.mentions.as_found(article_id)
        for kind, surface in dict.fromkeys((m.type, m.entity) for m in found if m.entity_id == entity_id):
            yield Correction(
                CorrectionKind.ASSIGN,
                Scope.ARTICLE,
                surface,
                type=face.type,
                name=name,
                was=kind,
                article_id=article_id,
                created=now(),
            )

    def _free_name(self, face: Face) -> str:
        number = 2
        while self._store.aliases.find(face.type, f"{face.name} ({number})"):
            number += 1
        return f"{face.name} ({number})"

    def separate(self, alias_id: int) -> Change:
        """Let one of an entity's names mean an entity of its own; the change names that.

        Raises:
            NotFoundError: if there is no such name.
        """
        alias, link = self._store.aliases.get(alias_id), self._store.aliases.link(alias_id)
        if alias is None or link is None:
            raise NotFoundError(N_("There is no name {id} in the library."), id=alias_id)
        others = [each for each in self._store.aliases.of_entity(link.entity_id) if each.id != alias_id]
        if not others:
            return Change()
        home = self._store.aliases.home(alias_id)
        old = self._face(link.entity_id)
        target = home

        def plan() -> Iterator[Step]:
            nonlocal target
            if home == link.entity_id:
                target = self._store.aliases.new_entity(alias.type, alias.name)
            yield self._steps.links([Link(alias_id, target, USER, now())])
            if (old.type, fold_case(old.name)) == (alias.type, fold_case(alias.name)):
                yield self._steps.face(Face(old.entity_id, others[0].name, others[0].type, old.settled))

        change = self._edit(N_("Separate a name"), plan)
        return ledger.about(change, target)

    def rename(self, entity_id: int, name: str) -> Change:
        """Call an entity otherwise.

        Raises:
            NotFoundError: if there is no such entity.
            ReaderError: if another entity is called so.
        """
        face, new = self._face(entity_id), one_line(name)

        def plan() -> Iterator[Step]:
            if new and new != face.name:
                yield from self._naming_steps(face, new, face.type)
                yield self._steps.face(Face(entity_id, new, face.type, face.settled | NAME_SET))

        return self._edit(N_("Rename an entity"), plan, entity=entity_id)

    def retype(self, entity_id: int, kind: EntityType, *, article_id: int = 0) -> Change:
        """Say what an entity is, everywhere or in one article.

        Where one of that type has the name already, both become one. The change names what it is then.

        Raises:
            NotFoundError: if there is no such entity or article.
        """
        face = self._face(entity_id)
        if article_id:
            new = list(self._assigned(article_id, entity_id, replace(face, type=kind), face.name))
            change = self._correct(N_("Change the type of an entity"), article_id, new)
            return self._naming(change, kind, face.name)
        known = self._store.aliases.find(kind, face.name)
        other = known[1] if known and known[1] != entity_id and self._occupied(known[1]) else 0

        def plan() -> Iterator[Step]:
            if kind is not face.type and other:
                yield from self._merging(other, entity_id)
            elif kind is not face.type:
                yield from self._naming_steps(face, face.name, kind)
                yield self._steps.face(Face(entity_id, face.name, kind, face.settled | TYPE_SET))

        return self._edit(N_("Change the type of an entity"), plan, entity=other or entity_id)

    def add_alias(self, entity_id: int, name: str) -> Change:
        """Say that an entity is also called otherwise: wherever a text reads so, it is marked.

        Raises:
            NotFoundError: if there is no such entity.
            ReaderError: if ``name`` holds no word.
        """
        face, surface = self._face(entity_id), one_line(name)
        if not words(surface):
            raise ReaderError(N_("A name needs a letter."))
        correction = Correction(
            CorrectionKind.MARK, Scope.EVERYWHERE, surface, face.type, name=face.name, created=now()
        )
        add, drop = ledger.superseding((correction,), self._store.corrections.all())

        def plan() -> Iterator[Step]:
            alias_id, means = self._store.aliases.of(face.type, surface, name_keys)
            if means != entity_id:
                yield self._steps.links([Link(alias_id, entity_id, USER, now())])
            if add:
                yield self._steps.corrections(add, drop)

        return self._edit(N_("Add a name"), plan, entity=entity_id)

    def remove_alias(self, alias_id: int) -> Change:
        """Take a name back that the reader gave an entity: texts that read so are no longer marked for it.

        A name that was found in texts becomes an entity of its own again.

        Raises:
            NotFoundError: if there is no such name.
        """
        alias, link = self._store.aliases.get(alias_id), self._store.aliases.link(alias_id)
        if alias is None or link is None:
            raise NotFoundError(N_("There is no name {id} in the library."), id=alias_id)
        face = self._face(link.entity_id)
        taught = [
            each
            for each in self._store.corrections.all()
            if (each.kind, each.scope) == (CorrectionKind.MARK, Scope.EVERYWHERE)
            and (each.surface, each.name) == (alias.name, face.name)
        ]

        def plan() -> Iterator[Step]:
            if taught:
                yield self._steps.corrections((), taught)
            if self._store.aliases.home(alias_id) != link.entity_id:
                yield from ledger.taking_back(self._store, self._steps, f"a{alias_id}")

        return self._edit(N_("Remove a name"), plan, entity=link.entity_id)

    def reject_entity(self, entity_id: int, *, article_id: int = 0) -> Change:
        """Say that nothing is named where an entity was found, by any of its texts: everywhere, or here.

        A text that names another entity too is rejected only in the articles where it was this one.

        Raises:
            NotFoundError: if there is no such entity or article.
        """
        self._face(entity_id)
        if article_id:
            self._article(article_id)
            own = [m.text for m in self._store.mentions.of_article(article_id) if m.entity_id == entity_id]
            found = [(surface, article_id) for surface in dict.fromkeys(own)]
        else:
            found = self._store.entities.surfaces(entity_id)
        new = [
            Correction(
                CorrectionKind.REJECT,
                Scope.ARTICLE if place else Scope.EVERYWHERE,
                surface,
                article_id=place,
                created=now(),
            )
            for surface, place in found
        ]
        here = next((each.article_id for each in new if each.article_id), 0)
        return self._correct(N_("Not an entity"), here, new, self._marked(new), entity=entity_id)

    def _marked(self, rejected: Sequence[Correction]) -> list[Correction]:
        """Return what the reader marked before, by the texts that are rejected now: it would outlive them."""
        where = {(each.surface, each.article_id) for each in rejected}
        return [
            each
            for each in self._store.corrections.all()
            if each.kind is CorrectionKind.MARK
            and {(each.surface, 0), (each.surface, each.article_id)} & where
        ]

    def keep_apart(self, one: int, other: int) -> Change:
        """Say that two entities are not one: they are not suggested again.

        Raises:
            NotFoundError: if there is no such entity.
        """
        self._face(one), self._face(other)

        def plan() -> Iterator[Step]:
            if one != other and (min(one, other), max(one, other)) not in self._store.aliases.apart():
                yield self._steps.apart(one, other, now())

        return self._edit(N_("Keep entities apart"), plan, entity=one)

    def _naming_steps(self, face: Face, name: str, kind: EntityType) -> Iterator[Step]:
        """Let a name of a type mean an entity, unless it means another that is mentioned."""
        alias_id, means = self._store.aliases.of(kind, name)
        if means == face.entity_id:
            return
        if self._occupied(means):
            raise ReaderError(N_("“{name}” is another entity already; merge the two instead."), name=name)
        yield self._steps.links([Link(alias_id, face.entity_id, USER, now())])

    def _occupied(self, entity_id: int) -> bool:
        return bool(self._store.mentions.articles_of((entity_id,)))
