"""The steps that corrections of entities are made of. Each can be taken, taken back and taken again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reader.library.deriving import Deriver
from reader.models import Correction, Query, Scope
from reader.search import SearchIndex
from reader.search.errors import IndexDamagedError, IndexMissingError
from reader.store import Store
from reader.store.aliases import Face, Link
from reader.store.pending import Work
from reader.text.fold import words

AT_ONCE = (
    200  # articles that a correction changes while the reader waits; the others follow in the background
)


@dataclass(frozen=True, slots=True)
class Step:
    """Both directions write, in their caller's transaction, and return the articles that they touched."""

    forward: Callable[[], frozenset[int]]
    backward: Callable[[], frozenset[int]]


class Steps:
    """Makes steps."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def links(self, new: Sequence[Link]) -> Step:
        """Let aliases mean other entities."""
        old = [link for each in new if (link := self._store.aliases.link(each.alias_id))]
        return Step(lambda: self._point(new), lambda: self._point(old))

    def _point(self, links: Iterable[Link]) -> frozenset[int]:
        touched = self._store.aliases.point(links)
        return self._store.mentions.articles_of(sorted(touched))

    def face(self, new: Face) -> Step:
        """Set what an entity is called and what it is."""
        old = self._store.aliases.face(new.entity_id)
        assert old is not None
        return Step(lambda: self._set_face(new), lambda: self._set_face(old))

    def _set_face(self, face: Face) -> frozenset[int]:
        self._store.aliases.set_face(face)
        return self._store.mentions.articles_of((face.entity_id,))

    def apart(self, one: int, other: int, when: str) -> Step:
        """Keep two entities apart."""
        return Step(lambda: self._keep_apart(one, other, when), lambda: self._forget_apart(one, other))

    def together(self, one: int, other: int, when: str) -> Step:
        """Forget that two entities were kept apart, since ``when``."""
        return Step(lambda: self._forget_apart(one, other), lambda: self._keep_apart(one, other, when))

    def _keep_apart(self, one: int, other: int, when: str) -> frozenset[int]:
        self._store.aliases.keep_apart(one, other, when)
        return frozenset()

    def _forget_apart(self, one: int, other: int) -> frozenset[int]:
        self._store.aliases.forget_apart(one, other)
        return frozenset()

    def corrections(self, add: Sequence[Correction], drop: Sequence[Correction], *, here: int = 0) -> Step:
        """Add corrections of mentions and drop others; ``here`` is the article that the reader looks at."""
        swap = _Swap(self._store, self._holding, add=list(add), drop=list(drop), here=here)
        return Step(swap.forward, swap.backward)

    def _holding(self, surface: str) -> list[int]:
        """Return the articles whose text holds a surface, the newest first."""
        phrase = " ".join(words(surface))
        try:
            texts = self._store.articles.texts
            found = self._index.search(Query(f'"{phrase}"', limit=0), texts, facets=False).ids
        except (IndexDamagedError, IndexMissingError):
            return self._store.mentions.holding(surface)
        return self._store.mentions.holding(surface, [*found, *self._store.pending.articles(Work.INDEX)])


@dataclass(slots=True)
class _Swap:
    """Corrections that come and go. Those that came keep their ids when they come again."""

    store: Store
    holding: Callable[[str], list[int]]
    add: list[Correction]
    drop: list[Correction]
    here: int

    def forward(self) -> frozenset[int]:
        self.store.corrections.remove([each.id for each in self.drop])
        self.add = [replace(each, id=self.store.corrections.put(each)) for each in self.add]
        return self._derive(gone=self.drop)

    def backward(self) -> frozenset[int]:
        self.store.corrections.remove([each.id for each in self.add])
        for each in self.drop:
            self.store.corrections.put(each)
        return self._derive(gone=self.add)

    def _derive(self, gone: Sequence[Correction]) -> frozenset[int]:
        """Correct the articles that the corrections are about: the first ones now, many others later.

        Return those that changed, or will. An article whose recogniser had been taught what is gone is
        recognised again.
        """
        first: dict[int, None] = {self.here: None} if self.here else {}
        for each in (*self.add, *self.drop):
            if each.scope is not Scope.EVERYWHERE:
                first[each.article_id] = None
        far: dict[int, None] = {}
        for surface in dict.fromkeys(
            each.surface for each in (*self.add, *self.drop) if each.scope is Scope.EVERYWHERE
        ):
            far.update(dict.fromkeys(self.holding(surface)))
        affected = list(dict.fromkeys((*first, *far)))
        at_once = max(AT_ONCE, len(first))
        changed = Deriver(self.store).again(affected[:at_once])
        self.store.pending.mark(affected[at_once:], Work.RECOGNISE)
        taught = [int(each.id) for each in gone if each.scope is Scope.EVERYWHERE]
        again = self.store.mentions.taught(taught, affected)
        self.store.pending.mark(again, Work.RECOGNISE)
        return frozenset((*changed, *affected[at_once:], *again))
