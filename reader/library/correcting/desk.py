"""What all corrections share: their steps, and the one edit that they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reader.errors import N_, NotFoundError, ReaderError
from reader.library import ledger
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
from reader.store.aliases import Face
from reader.store.pending import Work
from reader.text import anchor
from reader.text.fold import words

Plan = Callable[[], Iterator[Step]]


class Desk:
    """Where corrections are made: the store, the steps of an edit, and the history."""

    def __init__(self, store: Store, index: SearchIndex, history: History) -> None:
        self._store = store
        self._steps = Steps(store, index)
        self._history = history

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
