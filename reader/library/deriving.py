"""An article's mentions: what the recogniser says, and the reader's corrections on top of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader import entities
from reader.entities import crosslink
from reader.entities.corrections import corrected
from reader.entities.lexicon import Lexicon
from reader.models import Article, Correction, EntityType, Mention
from reader.store import Store
from reader.store.aliases import NameKeys
from reader.store.pending import Work

_LINKED_BY = "cross_names"


def name_keys(kind: EntityType, name: str) -> NameKeys:
    """Return what lists across languages call a name, and what it sounds like."""
    return NameKeys(crosslink.concept(kind, name), crosslink.sound(kind, name))


def relink(store: Store) -> None:
    """Bring names together by the present lists and rules, where the library was linked by others.

    What the reader has linked stays. Call it in a transaction.
    """
    version = str(crosslink.VERSION)
    if store.setting(_LINKED_BY) == version:
        return
    names = store.aliases.all_names()
    store.aliases.set_keys([(alias_id, name_keys(kind, name)) for alias_id, kind, name in names])
    touched = store.aliases.point(store.aliases.unlinked_concepts())
    store.pending.mark(store.mentions.articles_of(sorted(touched)), Work.INDEX)
    store.set_setting(_LINKED_BY, version)


def rename_by_use(store: Store) -> bool:
    """Call entities whose names came together as the texts mostly do; return whether any name changed."""
    faces = store.aliases.named_otherwise()
    with store.transaction():
        for face in faces:
            store.aliases.set_face(face)
    return bool(faces)


class Deriver:
    """Derives mentions. It knows the corrections that hold everywhere as they were when it was made."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._everywhere = store.corrections.everywhere()
        self._newest = store.corrections.newest()
        self._lexicon = Lexicon.of(self._everywhere)

    def recognise(self, article: Article) -> tuple[Mention, ...]:
        """Return what the recogniser, taught by the reader, says of an article."""
        return entities.recognise(
            article.text,
            article.metadata.language,
            blocks=article.blocks,
            authors=article.metadata.authors,
            lexicon=self._lexicon,
        )

    def store(self, article: Article, found: Sequence[Mention]) -> None:
        """Store what the recogniser has just said of an article, corrected; call it in a transaction."""
        mentions = corrected(article.text, found, self._corrections(article))
        self._store.mentions.replace(article.id, mentions, name_keys)
        changed = mentions != tuple(found)
        self._store.mentions.set_recognised(article.id, tuple(found) if changed else None, self._newest)

    def again(self, ids: Iterable[int]) -> list[int]:
        """Correct anew what the recogniser said of articles; return those whose mentions changed.

        Call it in a transaction.
        """
        changed = []
        for article_id in ids:
            article = self._store.articles.get(article_id)
            if article:
                found = self._store.mentions.recognised(article_id)
                mentions = corrected(article.text, found, self._corrections(article))
                if mentions != self._store.mentions.as_found(article_id):
                    self._store.mentions.replace(article_id, mentions, name_keys)
                    changed.append(article_id)
                self._store.mentions.set_recognised(article_id, None if mentions == found else found)
        return changed

    def _corrections(self, article: Article) -> list[Correction]:
        """Return the corrections of an article, those of single places last."""
        here = [each for each in self._everywhere if each.surface in article.text]
        return [*here, *self._store.corrections.of_article(article.id)]
