"""What the reader puts right about entities. Every call is one transaction and one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reader.errors import N_, NotFoundError, ReaderError
from reader.library import ledger
from reader.library.deriving import name_keys
from reader.library.history import Edit, History, now
from reader.library.steps import Step, Steps
from reader.models import (
    Article,
    Change,
    ChangeKind,
    Correction,
    CorrectionKind,
    EntityType,
    Mention,
    Scope,
)
from reader.search import SearchIndex
from reader.store import Store
from reader.store.aliases import NAME_SET, TYPE_SET, USER, Face, Link
from reader.store.pending import Work
from reader.text import anchor
from reader.text.fold import fold_case, words
from reader.text.normalise import one_line

Plan = Callable[[], Iterator[Step]]


class Correcting:
    """The reader's corrections. They outlive every analysis, and teach the recogniser.

    Every method returns the change that it made: an empty one where there was nothing to do. The changed
    articles are marked for the index; those beyond :data:`reader.library.steps.AT_ONCE` are changed by
    :meth:`reader.library.intake.Intake.work`.
    """

    def __init__(self, store: Store, index: SearchIndex, history: History) -> None:
        self._store = store
        self._steps = Steps(store, index)
        self._history = history

    # Mentions -------------------------------------------------------------------------------------

    def reject(self, article_id: int, start: int, end: int, scope: Scope = Scope.MENTION) -> Change:
        """Say that a span of an article (code points) names nothing; more widely: its text.

        Raises:
            NotFoundError: if there is no such article.
            ReaderError: if the span holds no word, or more than a line.
        """
        correction = self._about(CorrectionKind.REJECT, article_id, start, end, scope)
        narrower = self._narrower(correction, article_id, start, end)
        return self._correct(N_("Not an entity"), article_id, (correction,), narrower)

    def mark(
        self,
        article_id: int,
        start: int,
        end: int,
        kind: EntityType,
        *,
        name: str = "",
        scope: Scope = Scope.MENTION,
    ) -> Change:
        """Say what a span of an article (code points) names; more widely: what its text names.

        ``name`` is what it is called in full (an entity's name to mean that entity), else the text itself.
        What was found at the span, or overlaps it, gives way. The change names the entity.

        Raises:
            NotFoundError: if there is no such article.
            ReaderError: if the span holds no word, or more than a line.
        """
        correction = self._about(
            CorrectionKind.MARK,
            article_id,
            start,
            end,
            scope,
            kind=kind,
            name=one_line(name),
            before=self._around(article_id, start, end),
        )
        narrower = self._narrower(correction, article_id, start, end)
        change = self._correct(N_("Mark an entity"), article_id, (correction,), narrower)
        return self._naming(change, kind, correction.name or correction.surface)

    def resize(
        self,
        article_id: int,
        mention: tuple[int, int],
        span: tuple[int, int],
        scope: Scope = Scope.MENTION,
    ) -> Change:
        """Let a mention, given by its start and end (code points), be longer or shorter.

        Raises:
            NotFoundError: if there is no such article or mention.
            ReaderError: if the new span holds no word, or more than a line.
        """
        old = self._mention(article_id, *mention)
        own_name = fold_case(old.entity) == fold_case(old.text)
        correction = self._about(
            CorrectionKind.MARK,
            article_id,
            *span,
            scope,
            kind=old.type,
            name="" if own_name else old.entity,
            before=old.text,
        )
        narrower = self._narrower(correction, article_id, *span)
        change = self._correct(N_("Change the span of an entity"), article_id, (correction,), narrower)
        return self._naming(change, old.type, correction.name or correction.surface)

    def _around(self, article_id: int, start: int, end: int) -> str:
        """Return the longest name that was found around a span; empty where none was, or one at the span."""
        mentions = self._store.mentions
        found = (*mentions.recognised(article_id), *mentions.of_article(article_id))
        if any((m.start, m.end) == (start, end) for m in mentions.recognised(article_id)):
            return ""
        around = [
            m.text for m in found if m.start <= start and end <= m.end and m.end - m.start > end - start
        ]
        return max(around, key=len, default="")

    def _narrower(self, correction: Correction, article_id: int, start: int, end: int) -> list[Correction]:
        """Return what was said of the same place for less than a correction now says: it would outlive it."""
        narrow = list(Scope)[: list(Scope).index(correction.scope)]
        return [
            each
            for each in self._store.corrections.all()
            if (each.article_id, each.surface) == (article_id, correction.surface)
            and each.scope in narrow
            and (each.selector is None or (each.selector.start, each.selector.end) == (start, end))
        ]

    def _about(
        self,
        correction: CorrectionKind,
        article_id: int,
        start: int,
        end: int,
        scope: Scope,
        *,
        kind: EntityType | None = None,
        name: str = "",
        before: str = "",
    ) -> Correction:
        """Return a correction of a span, without the white space at its ends."""
        text = self._article(article_id).text
        start, end = max(0, start), min(end, len(text))
        quote = text[start:end]
        start += len(quote) - len(quote.lstrip())
        end -= len(quote) - len(quote.rstrip())
        surface = text[start:end] if start < end else ""
        if not words(surface) or "\n" in surface:
            raise ReaderError(N_("Select a name on one line of the text."))
        return Correction(
            kind=correction,
            scope=scope,
            surface=surface,
            type=kind,
            name=name,
            before=before if surface in before else "",
            article_id=0 if scope is Scope.EVERYWHERE else article_id,
            selector=anchor.describe(text, start, end) if scope is Scope.MENTION else None,
            created=now(),
        )

    def _correct(
        self,
        name: str,
        article_id: int,
        new: Sequence[Correction],
        gone: Sequence[Correction] = (),
        entity: int = 0,
    ) -> Change:
        """Add corrections in the place of earlier ones about the same; nothing where those say it.

        ``gone`` are others that go with it.
        """
        add, same = ledger.superseding(new, self._store.corrections.all())
        drop = [*same, *(each for each in gone if each not in same)]

        def plan() -> Iterator[Step]:
            if add:
                yield self._steps.corrections(add, drop, here=article_id)

        return self._edit(name, plan, entity=entity)

    # Entities -------------------------------------------------------------------------------------

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

    # The list of corrections ----------------------------------------------------------------------

    def corrections(self) -> tuple[Correction, ...]:
        """Return all that the reader has put right, the oldest first."""
        return ledger.entries(self._store)

    def delete(self, correction_id: str) -> Change:
        """Take one correction back, whenever it was made.

        Raises:
            NotFoundError: if there is none with this id.
        """
        if correction_id not in {each.id for each in self.corrections()}:
            raise NotFoundError(N_("There is no correction {id} in the library."), id=correction_id)

        def plan() -> Iterator[Step]:
            yield from ledger.taking_back(self._store, self._steps, correction_id)

        return self._edit(N_("Delete a correction"), plan)

    def export_corrections(self) -> str:
        """Return all corrections as JSON for another library: see :mod:`reader.library.ledger`."""
        return ledger.dump(self._store)

    def import_corrections(self, text: str) -> tuple[Change, int, int]:
        """Take corrections over; return the change, how many are new, and how many found no article.

        Raises:
            ReaderError: if this is not such a file.
        """
        loading = ledger.Loading(self._store, self._steps, ledger.parse(text))
        change = self._edit(N_("Import corrections"), loading.plan)
        return change, loading.taken, loading.homeless

    # What all corrections share -------------------------------------------------------------------

    def _edit(self, name: str, plan: Plan, *, entity: int = 0) -> Change:
        """Take the steps of a plan; remember how to take them back."""
        taken: list[Step] = []
        touched: set[int] = set()
        with self._store.transaction():
            for step in plan():
                touched |= step.forward()
                taken.append(step)
            self._store.pending.mark(touched, Work.INDEX)
        if not taken:
            return Change()
        edit = Edit(
            name,
            lambda: self._run([step.forward for step in taken], entity),
            lambda: self._run([step.backward for step in reversed(taken)], entity),
        )
        return self._history.record(edit, _change(touched, entity))

    def _run(self, ways: Sequence[Callable[[], frozenset[int]]], entity: int) -> Change:
        touched: set[int] = set()
        with self._store.transaction():
            for way in ways:
                touched |= way()
            self._store.pending.mark(touched, Work.INDEX)
        return _change(touched, entity)

    def _naming(self, change: Change, kind: EntityType, name: str) -> Change:
        """Let a change name the entity that a name means."""
        found = self._store.aliases.find(kind, name)
        return ledger.about(change, found[1]) if found else change

    def _face(self, entity_id: int) -> Face:
        face = self._store.aliases.face(entity_id)
        if face is None:
            raise NotFoundError(N_("There is no entity {id} in the library."), id=entity_id)
        return face

    def _article(self, article_id: int) -> Article:
        article = self._store.articles.get(article_id)
        if article is None:
            raise NotFoundError(N_("There is no article {id} in the library."), id=article_id)
        return article

    def _mention(self, article_id: int, start: int, end: int) -> Mention:
        self._article(article_id)
        for mention in self._store.mentions.of_article(article_id):
            if (mention.start, mention.end) == (start, end):
                return mention
        raise NotFoundError(N_("There is no mention at {start} in article {id}."), start=start, id=article_id)


def _change(touched: set[int], entity: int) -> Change:
    return Change(frozenset((ChangeKind.MENTIONS,)), frozenset(touched), entity=entity)
