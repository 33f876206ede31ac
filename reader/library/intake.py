"""Files that come in, and the derived work that waits: entities, then the index.

Every step is short, so that work can be stopped between two of them. Work
that was interrupted is still marked in the database, and is done at the next call.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from reader import entities, importers
from reader.errors import ReaderError
from reader.i18n import Translator
from reader.importers import Loaded
from reader.library.answers import Progress, Stage
from reader.library.deriving import Deriver, relink, rename_by_use
from reader.library.history import now
from reader.library.versions import Replacement, older
from reader.models import Article, Body, Change, ChangeKind, ImportOutcome, ImportStatus
from reader.paths import shipped
from reader.search import Document, IndexBusyError, IndexDamagedError, IndexState, SearchIndex
from reader.store import Store
from reader.store.pending import Mark, Work

_BATCH = 64  # articles that come in before they are recognised
_INDEX_BATCH = 512  # articles a commit of the index: each costs a merge and several syncs of the disk
_RECOGNISER = "recogniser"
_ANEW = "index_anew"  # set while articles are missing from an index that was begun anew


class Intake:
    """Imports files and does the work that waits."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def find(self, paths: Iterable[Path]) -> list[Path]:
        """Return the files that ``paths`` mean: files as they are, folders with all readable ones below."""
        found: list[Path] = []
        for path in paths:
            found.extend(importers.find_files(path) if path.is_dir() else [path])
        return found

    def samples(self) -> list[Path]:
        """Return the articles that ship with the program."""
        return list(importers.find_files(shipped("corpus", "articles")))

    def import_files(self, files: Iterable[Path], translator: Translator) -> Iterator[Progress]:
        """Import files one a step, and do the derived work for each batch of them.

        A file that fails says why in its outcome, in the translator's language, and stops nothing.
        """
        paths = list(files)
        for number, path in enumerate(paths, start=1):
            outcome, change = self.import_file(path, translator)
            yield Progress(Stage.IMPORT, number, len(paths), change, outcome)
            if number % _BATCH == 0:
                yield from self._recognise()
                if self._store.pending.count_of(Work.INDEX) >= _INDEX_BATCH:
                    with contextlib.suppress(IndexBusyError):  # another process: what waits is marked
                        yield from self._update_index()
        yield from self.work()

    def import_file(self, path: Path, translator: Translator) -> tuple[ImportOutcome, Change]:
        """Import one file in one transaction.

        A known original gives back the article that is there; a newer file of one gives it another text.
        """
        try:
            loaded = importers.load(path)
            sha256 = loaded.article.sha256
            known = self._store.articles.find_hash(sha256) or self._store.texts.find_hash(sha256)
            if known:
                return self._known(path, known)
            old = older(self._store, loaded)
            if old:
                return self._update(path, old, loaded)
            article = replace(loaded.article, added=now())
            with self._store.transaction():
                new_id = self._store.articles.add(article, loaded.original)
                self._store.pending.mark((new_id,), Work.RECOGNISE, Work.INDEX)
        except ReaderError as error:
            return ImportOutcome(path, ImportStatus.FAILED, error=translator.error(error)), Change()
        outcome = ImportOutcome(path, ImportStatus.ADDED, new_id, article.metadata.title)
        return outcome, Change(frozenset((ChangeKind.ARTICLES,)), frozenset((new_id,)))

    def _known(self, path: Path, article_id: int) -> tuple[ImportOutcome, Change]:
        """Return the article that is there already, out of the trash if it was in it."""
        with self._store.transaction():
            self._store.articles.set_trashed((article_id,), None)
            self._store.pending.mark((article_id,), Work.INDEX)
        article = self._store.articles.get(article_id)
        title = article.metadata.title if article else ""
        changed = Change(frozenset((ChangeKind.ARTICLES,)), frozenset((article_id,)))
        return ImportOutcome(path, ImportStatus.KNOWN, article_id, title), changed

    def _update(self, path: Path, old: Article, loaded: Loaded) -> tuple[ImportOutcome, Change]:
        """Give an article the text of a newer file; where the text is the same, there is nothing to do."""
        made = loaded.article
        if made.text == old.text:
            return self._known(path, old.id)
        body = Body(made.text, made.blocks, made.inlines)
        change = Replacement(self._store, old.id, body, now(), loaded).forward()
        return ImportOutcome(path, ImportStatus.UPDATED, old.id, old.metadata.title), change

    def check(self) -> None:
        """Mark what an older recogniser or a missing, damaged or older index has left to do again."""
        version = entities.version()
        with self._store.transaction():
            if self._store.setting(_RECOGNISER) != version:
                self._store.pending.mark_all(Work.RECOGNISE, Work.INDEX)
                self._store.set_setting(_RECOGNISER, version)
            relink(self._store)
        if self._index.state() is not IndexState.READY:
            self.forget_index()

    def forget_index(self) -> None:
        """Throw the index away and mark everything to be indexed again."""
        with self._store.transaction():
            self._store.pending.mark_all(Work.INDEX)
            self._store.set_setting(_ANEW, "1")
        self._index.clear()

    def reindex(self) -> Iterator[Progress]:
        """Recognise and index everything again. Searches go on in what is indexed, batch by batch anew."""
        with self._store.transaction():
            self._store.pending.mark_all(Work.RECOGNISE, Work.INDEX)
        if self._index.state() is not IndexState.READY:
            self.forget_index()
        yield from self.work()

    def waiting(self) -> int:
        """Return how many pieces of derived work wait."""
        return self._store.pending.count()

    def work(self) -> Iterator[Progress]:
        """Do the derived work that waits: recognise one article a step, then index a batch a step.

        Into an index that was begun anew the articles come first, with the mentions that are known: a new
        recogniser may need an hour for them, and until they are indexed no search finds them.
        """
        if self._store.setting(_ANEW):
            yield from self._update_index()
        yield from self._recognise()
        yield from self._update_index()

    def _recognise(self) -> Iterator[Progress]:
        total = self._store.pending.count_of(Work.RECOGNISE)
        done = 0
        while marks := self._store.pending.next(Work.RECOGNISE, _BATCH):
            deriver = Deriver(self._store)
            for mark in marks:
                self._recognise_one(mark, deriver)
                done += 1
                change = Change(frozenset((ChangeKind.MENTIONS,)), frozenset((mark.article_id,)))
                yield Progress(Stage.RECOGNISE, done, max(total, done), change)
        if done and rename_by_use(self._store):
            yield Progress(Stage.RECOGNISE, done, max(total, done), Change(frozenset((ChangeKind.MENTIONS,))))

    def _recognise_one(self, mark: Mark, deriver: Deriver) -> None:
        article = self._store.articles.get(mark.article_id)
        found = deriver.recognise(article) if article else ()
        with self._store.transaction():
            if article:
                deriver.store(article, found)
                self._store.pending.mark((article.id,), Work.INDEX)
            self._store.pending.clear((mark,))

    def _update_index(self, *, anew: bool = False) -> Iterator[Progress]:
        """Index what waits, a batch a step; ``anew`` tells that a damaged index was thrown away for it."""
        total = self._store.pending.count_of(Work.INDEX)
        done = 0
        begun = self._store.setting(_ANEW)
        if begun and total:  # said at once: until the first batch, what was found before is found no more
            yield Progress(Stage.INDEX, 0, total, Change(frozenset((ChangeKind.INDEX,))))
        while marks := self._store.pending.next(Work.INDEX, _INDEX_BATCH):
            if self._index.state() in {IndexState.MISSING, IndexState.OTHER_VERSION}:
                self.forget_index()  # swept away while the program runs: else only these would be in it
                yield from self._update_index(anew=anew)
                return
            try:
                self._index_batch(marks)
            except IndexDamagedError:
                if anew:
                    raise  # what was just written is damaged: the disk is, and the user is told
                self.forget_index()
                yield from self._update_index(anew=True)
                return
            done += len(marks)
            change = Change(frozenset((ChangeKind.INDEX,)), frozenset(mark.article_id for mark in marks))
            yield Progress(Stage.INDEX, done, max(total, done), change)
        if begun:
            with self._store.transaction():
                self._store.set_setting(_ANEW, "")

    def _index_batch(self, marks: list[Mark]) -> None:
        ids = [mark.article_id for mark in marks]
        live = [i for i in ids if not self._store.articles.is_trashed(i)]
        documents = [document for i in live if (document := self._document(i))]
        kept = {document.article.id for document in documents}
        if documents:
            self._index.update(documents)
        if gone := [i for i in ids if i not in kept]:
            self._index.remove(gone)
        with self._store.transaction():  # only now: the index has committed
            self._store.pending.clear(marks)

    def _document(self, article_id: int) -> Document | None:
        article = self._store.articles.get(article_id)
        if article is None:
            return None
        highlights = self._store.highlights.of_article(article_id)
        return Document(
            article=article,
            entities=self._store.mentions.names_of(article_id),
            aliases=self._store.mentions.aliases_of(article_id),
            notes=tuple(highlight.note for highlight in highlights if highlight.note),
            highlights=tuple(highlight.selector.exact for highlight in highlights),
            marked_tags=tuple(dict.fromkeys(tag for highlight in highlights for tag in highlight.tags)),
        )
