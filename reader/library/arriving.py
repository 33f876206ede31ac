"""Whole articles of our own JSON that come in with their notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reader.exchange import Whole
from reader.library.history import now
from reader.library.matching import Matcher
from reader.models import ImportOutcome, ImportStatus
from reader.store import Store
from reader.store.pending import Work


def bring_articles(
    wholes: Sequence[Whole], path: Path, store: Store, matcher: Matcher
) -> tuple[ImportOutcome, ...]:
    """Add the articles that the library lacks, take known ones out of the trash; tell the matcher of both.

    An article is known by the hash of its original or of its record, by its address, or by title and text.
    """
    with store.transaction():
        return tuple(_bring(wholes, path, store, matcher))


def _bring(wholes: Sequence[Whole], path: Path, store: Store, matcher: Matcher) -> Iterator[ImportOutcome]:
    for whole in wholes:
        known = _by_hash(whole, store) or matcher.known(whole)
        if known:
            if store.articles.is_trashed(known):
                store.articles.set_trashed((known,), None)
                store.pending.mark((known,), Work.INDEX)
            status = ImportStatus.KNOWN
        else:
            made = replace(whole.article, added=whole.article.added or now())
            known = store.articles.add(made, whole.original)
            store.pending.mark((known,), Work.RECOGNISE, Work.INDEX)
            status = ImportStatus.ADDED
        matcher.settle(whole.clues, known)
        yield ImportOutcome(path, status, known, whole.article.metadata.title)


def _by_hash(whole: Whole, store: Store) -> int:
    for sha256 in (whole.clues.sha256, whole.article.sha256):
        found = store.articles.find_hash(sha256) or store.texts.find_hash(sha256)
        if found:
            return found
    return 0
