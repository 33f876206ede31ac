"""What leaves the library and what comes back: exports, and notes from other programs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reader import exchange, export
from reader.errors import N_, NotFoundError, ReaderError
from reader.exchange import Incoming
from reader.exchange.notes import date
from reader.export import FORMATS, Exporter, ExportItem, Options
from reader.i18n import COLOR_NAMES, Translator
from reader.library.answers import NoteOutcome, NotesReport, NoteStatus
from reader.library.arriving import bring_articles
from reader.library.history import Edit, History, now
from reader.library.marking import given_names
from reader.library.matching import Matcher, placed
from reader.library.versions import present
from reader.models import Article, Change, ChangeKind, Color, Highlight, ImportOutcome, Query, Summary
from reader.search import SearchIndex
from reader.store import Store
from reader.store.pending import Work

_MOST_BYTES = 200 * 1024 * 1024


class Exchange:
    """Exports and imports of highlights and notes."""

    def __init__(self, store: Store, index: SearchIndex, history: History) -> None:
        self._store = store
        self._index = index
        self._history = history

    # Leaving --------------------------------------------------------------------------------------

    def export(
        self,
        ids: Sequence[int],
        fmt: str,
        translator: Translator,
        options: Options | None = None,
        *,
        keep_empty: bool = False,
        only: Collection[str] = (),
        formats: Mapping[str, Exporter] = FORMATS,
    ) -> str | bytes:
        """Return the highlights and notes of articles in a format of :data:`reader.export.FORMATS`.

        Articles without highlights and notes are left out unless ``keep_empty``; ``only`` these highlights
        leave, if any are named, and no notes on whole articles. Colours are called what the
        reader calls them.

        Raises:
            NotFoundError: if an article is not there.
            ReaderError: if there is no such format or citation style.
        """
        items = [self._item(article_id) for article_id in ids]
        if only:
            items = [_with_only(item, only) for item in items]
        options = replace(options or Options(), color_names={**COLOR_NAMES, **given_names(self._store)})
        return export.render(fmt, items, translator, options, keep_empty=keep_empty, formats=formats)

    def noted(self, query: str = "") -> tuple[int, ...]:
        """Return the articles that carry highlights or notes, of those that a search finds if one is given.

        Raises:
            IndexDamagedError: if the index has to be built again.
        """
        marked = self._store.highlights.annotated_articles()
        carrying = tuple(sorted({*marked, *self._store.articles.with_notes()}))
        if not query.strip():
            return carrying
        found = self._index.search(Query(query, limit=0), self._store.articles.texts, facets=False).ids
        wanted = frozenset(carrying)
        return tuple(article_id for article_id in found if article_id in wanted)

    def notes(
        self, query: str = "", color: Color | None = None, tag: str = ""
    ) -> Iterator[tuple[Summary, Highlight]]:
        """Yield highlights with the rows of their articles, in the order of articles and of their texts."""
        for summary in self._store.articles.summaries(self.noted(query)):
            for highlight in self._store.highlights.of_article(summary.id):
                if color in {None, highlight.color} and (not tag or tag in highlight.tags):
                    yield summary, highlight

    def _item(self, article_id: int) -> ExportItem:
        article = self._store.articles.get(article_id)
        if article is None:
            raise NotFoundError(N_("There is no article {id} in the library."), id=article_id)
        return ExportItem(article, self._store.highlights.of_article(article_id))

    # Coming back ----------------------------------------------------------------------------------

    def import_notes(self, path: Path) -> tuple[Change, NotesReport]:
        """Import the notes in a file: our own JSON, W3C JSON-LD, Hypothesis, Readwise, calibre, Zotero.

        An article that our own JSON holds whole, and the library lacks, is added as by an import. All notes
        are one edit. A note that has no place in its article becomes an orphan of it; one without
        an article stays out, and the report says why. What the reader changed here since stays as it is.

        Raises:
            ReaderError: the file cannot be read, or holds no notes that Docbao knows.
        """
        notes = exchange.read(_content(path))
        matcher = Matcher(self._store, self._index)
        brought = bring_articles(notes.articles, path, self._store, matcher)
        plan = _Plan(self._store, matcher)
        outcomes = [
            NoteOutcome(each.number, NoteStatus.FAILED, each.quote, reason=each.reason)
            for each in notes.skipped
        ]
        outcomes += [plan.add(incoming) for incoming in notes.found]
        outcomes.sort(key=lambda outcome: outcome.number)
        change = _with_articles(self._keep(plan), brought)
        return change, NotesReport(notes.format, tuple(outcomes), brought)

    def _keep(self, plan: _Plan) -> Change:
        """Write what is new and changed, as one step to undo."""
        if not plan.new and not plan.notes:
            return Change()
        touched = frozenset({each.article_id for each in plan.new.values()} | plan.notes.keys())
        fresh = [name for name in plan.new if name not in plan.old]

        def write(highlights: Iterable[Highlight], notes: Mapping[int, str], gone: Sequence[str]) -> Change:
            when = now()
            with self._store.transaction():
                for highlight in highlights:
                    self._store.highlights.put(present(self._store, highlight))
                for article_id, note in notes.items():
                    self._store.articles.set_note(article_id, note, when)
                self._store.highlights.trash(gone, when)
                self._store.pending.mark(touched, Work.INDEX)
            kinds = {ChangeKind.HIGHLIGHTS, *({ChangeKind.ARTICLES} if notes else ())}
            return Change(frozenset(kinds), touched)

        forward: Callable[[], Change] = lambda: write(plan.new.values(), plan.notes, ())  # noqa: E731
        backward: Callable[[], Change] = lambda: write(plan.old.values(), plan.old_notes, fresh)  # noqa: E731
        return self._history.perform(Edit(N_("Import notes"), forward, backward))


class _Plan:
    """What an import will write: new states of highlights and notes, and what they were before."""

    def __init__(self, store: Store, matcher: Matcher) -> None:
        self._store = store
        self._matcher = matcher
        self.new: dict[str, Highlight] = {}
        self.old: dict[str, Highlight] = {}
        self.notes: dict[int, str] = {}
        self.old_notes: dict[int, str] = {}

    def add(self, incoming: Incoming) -> NoteOutcome:
        """Plan one note; say what will become of it."""
        quote = incoming.highlight.selector.exact or incoming.highlight.note
        known = self.new.get(incoming.highlight.id) or self._store.highlights.get(incoming.highlight.id)
        article = self._matcher.article(known.article_id) if known else None
        if article is None:
            found = self._matcher.find(incoming)
            if len(found) != 1:
                return NoteOutcome(
                    incoming.number, NoteStatus.FAILED, quote, reason=_unmatched(incoming, found)
                )
            article = found[0]
        if not incoming.highlight.selector.exact:
            status = self._add_note(article, incoming.highlight.note)
        elif known:
            status = self._update(article, incoming, known)
        else:
            status = self._add_new(article, incoming)
        return NoteOutcome(incoming.number, status, quote, article.id, article.metadata.title)

    def _add_new(self, article: Article, incoming: Incoming) -> NoteStatus:
        made = placed(article, incoming)
        if not made.created and not incoming.exact:
            when = now()
            made = replace(made, created=when, modified=when)
        self.new[made.id] = made
        return NoteStatus.ORPHAN if made.orphan else NoteStatus.ADDED

    def _update(self, article: Article, incoming: Incoming, known: Highlight) -> NoteStatus:
        """Take over what the file says of a highlight that is here, unless it was changed here since."""
        given = incoming.highlight
        moved = placed(article, incoming)
        same_place = known.selector.exact in {given.selector.exact, moved.selector.exact}
        wanted = replace(
            known if same_place else moved,
            color=given.color,
            note=given.note,
            style=given.style,
            starred=given.starred,
            tags=given.tags,
            created=known.created,
            modified=known.modified,
        )
        if wanted == known:
            return NoteStatus.UNCHANGED
        before, after = date(known.modified), date(given.modified)
        if before > (after or date(known.created)):
            return NoteStatus.KEPT
        if known.id not in self.new:
            self.old[known.id] = known
        self.new[known.id] = replace(wanted, modified=given.modified or now())
        return NoteStatus.UPDATED

    def _add_note(self, article: Article, note: str) -> NoteStatus:
        """Add a note on the whole article to the one that is there."""
        there = self.notes.get(article.id, article.note)
        if note in there:
            return NoteStatus.UNCHANGED
        self.old_notes.setdefault(article.id, article.note)
        self.notes[article.id] = f"{there}\n\n{note}".strip()
        return NoteStatus.UPDATED if there else NoteStatus.ADDED


def _with_only(item: ExportItem, ids: Collection[str]) -> ExportItem:
    """Return an item with those of its highlights that were chosen."""
    chosen = tuple(each for each in item.highlights if each.id in ids)
    return ExportItem(replace(item.article, note=""), chosen)


def _with_articles(change: Change, brought: Sequence[ImportOutcome]) -> Change:
    """Return a change that names the articles that came in, too."""
    if not brought:
        return change
    kinds, ids = {*change.kinds, ChangeKind.ARTICLES}, {*change.articles, *(each.id for each in brought)}
    return replace(change, kinds=frozenset(kinds), articles=frozenset(ids))


def _unmatched(incoming: Incoming, found: Sequence[Article]) -> ReaderError:
    """Return why a note found no article, or too many."""
    clues = incoming.clues
    named = clues.title or "".join(clues.urls[:1])
    if found:
        return NotFoundError(N_("More than one article is called “{title}”."), title=found[0].metadata.title)
    if named:
        return NotFoundError(N_("The library has no article “{title}”."), title=named)
    return NotFoundError(N_("No article of the library holds the quote."))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReaderError(N_("{path} is too large to be a file of notes."), path=path)
        return path.read_bytes()
    except OSError as error:
        raise ReaderError(N_("{path} cannot be read: {reason}."), path=path, reason=error.strerror) from error
