"""Texts that change: edited, replaced by a newer file, compared; and highlights without a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reader import importers
from reader.annotations import at_place
from reader.errors import N_, NotFoundError, ReaderError
from reader.importers import Loaded
from reader.library.history import Edit, History, now
from reader.library.pieces import Piece
from reader.library.versions import Replacement, compose, present
from reader.models import Article, Body, Change, ChangeKind, Highlight, TextVersion
from reader.store import Store
from reader.store.pending import Work
from reader.text import anchor
from reader.text.anchor import Place
from reader.text.diff import Comparison


@dataclass(frozen=True, slots=True)
class Orphan:
    """A highlight without a place, and the best guesses at it in the present text, the best first."""

    highlight: Highlight
    candidates: tuple[Place, ...]


class Revising:
    """Edits of texts, each one step to undo; and what there is to see of older texts."""

    def __init__(self, store: Store, history: History) -> None:
        self._store = store
        self._history = history

    # The text -------------------------------------------------------------------------------------

    def replace_text(self, article_id: int, body: Body) -> Change:
        """Give an article another text; the old one is kept, and highlights go along.

        ``Change.lost`` counts those that were not found safely: they are orphans now.

        Raises:
            NotFoundError: if there is no such article.
            ReaderError: if the text is empty.
        """
        return self._replace(N_("Edit the text"), article_id, body)

    def edit_text(self, article_id: int, pieces: Sequence[Piece]) -> Change:
        """Give an article the text that the reader has edited, block by block."""
        old = self._article(article_id)
        return self.replace_text(article_id, compose(pieces, Body(old.text, old.blocks, old.inlines)))

    def replace_by_file(self, article_id: int, path: Path) -> Change:
        """Give an article the text of a newer file; the old file is kept with the old text.

        What is known about the article stays as it is: the reader may have put it right.

        Raises:
            NotFoundError: if there is no such article.
            ReaderError: if the file cannot be read, or stands for another article.
        """
        loaded = importers.load(path)
        sha256 = loaded.article.sha256
        known = self._store.articles.find_hash(sha256) or self._store.texts.find_hash(sha256)
        if known == article_id and self._article(article_id).sha256 != sha256:
            raise ReaderError(
                N_("“{name}” is an older file of this article. Its text is among the versions."),
                name=path.name,
            )
        if known == article_id:
            return Change()
        made = loaded.article
        body = Body(made.text, made.blocks, made.inlines)
        return self._replace(N_("Replace by a newer file"), article_id, body, loaded)

    def restore_version(self, article_id: int, number: int) -> Change:
        """Make an older text the present one: a new version that is like it."""
        return self._replace(N_("Restore a version"), article_id, self.body(article_id, number))

    def _replace(self, name: str, article_id: int, body: Body, file: Loaded | None = None) -> Change:
        old = self._article(article_id)
        if not body.text.strip():
            raise ReaderError(N_("An article cannot be without any text."))
        if file is None and body == Body(old.text, old.blocks, old.inlines):
            return Change()
        step = Replacement(self._store, article_id, body, now(), file)
        return self._history.perform(Edit(name, step.forward, step.backward))

    # Versions -------------------------------------------------------------------------------------

    def versions(self, article_id: int) -> tuple[TextVersion, ...]:
        """Return what is known about an article's texts, the oldest first, the present one last.

        Raises:
            NotFoundError: if there is no such article.
        """
        self._article(article_id)
        return self._store.texts.versions(article_id)

    def body(self, article_id: int, number: int) -> Body:
        """Return one text of an article.

        Raises:
            NotFoundError: if there is no such article or no such version of it.
        """
        self._article(article_id)
        body = self._store.texts.body(article_id, number)
        if body is None:
            raise NotFoundError(N_("Article {id} has no version {number}."), id=article_id, number=number)
        return body

    def compare(self, article_id: int, one: int, other: int) -> Comparison:
        """Compare two texts of an article.

        Raises:
            NotFoundError: if there is no such article or no such version of it.
        """
        return Comparison(self.body(article_id, one).text, self.body(article_id, other).text)

    # Highlights without a place -------------------------------------------------------------------

    def orphans(self, article_id: int) -> tuple[Orphan, ...]:
        """Return the highlights of an article that have no place in its text, with guesses at it."""
        text = self._article(article_id).text
        return tuple(
            Orphan(each, anchor.candidates(text, each.selector))
            for each in self._store.highlights.of_article(article_id)
            if each.orphan
        )

    def place(self, highlight_id: str, start: int, end: int) -> Change:
        """Give a highlight a place (code points into the present text).

        Raises:
            NotFoundError: if there is no such highlight.
            ReaderError: if the span holds nothing but white space.
        """
        old = self._highlight(highlight_id)
        article = self._article(old.article_id)
        start, end = max(0, start), min(end, len(article.text))
        quote = article.text[start:end]
        start, end = start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())
        if start >= end:
            raise ReaderError(N_("There is no text in the selection to highlight."))
        new = at_place(old, article.text, start, end, article.version)
        return self._change(N_("Place a highlight"), old, replace(new, modified=now()))

    def keep_as_note(self, highlight_id: str) -> Change:
        """Keep a highlight without a place as a note: nobody asks for its place any more."""
        old = self._highlight(highlight_id)
        return self._change(N_("Keep as a note"), old, replace(old, kept=True))

    def _change(self, name: str, old: Highlight, new: Highlight) -> Change:
        if new == old:
            return Change()
        return self._history.perform(Edit(name, lambda: self._put(new), lambda: self._put(old)))

    def _put(self, highlight: Highlight) -> Change:
        with self._store.transaction():
            self._store.highlights.put(present(self._store, highlight))
            self._store.pending.mark((highlight.article_id,), Work.INDEX)
        return Change(frozenset((ChangeKind.HIGHLIGHTS,)), frozenset((highlight.article_id,)), highlight.id)

    def _article(self, article_id: int) -> Article:
        article = self._store.articles.get(article_id)
        if article is None:
            raise NotFoundError(N_("There is no article {id} in the library."), id=article_id)
        return article

    def _highlight(self, highlight_id: str) -> Highlight:
        found = self._store.highlights.get(highlight_id)
        if found is None:
            raise NotFoundError(N_("There is no highlight {id} in the library."), id=highlight_id)
        return found
