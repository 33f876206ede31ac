"""What the reader changes. Every call is one transaction and one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from reader.annotations import find_quote, make_highlight
from reader.errors import N_, NotFoundError
from reader.library.history import Edit, History
from reader.library.versions import present
from reader.models import Article, Change, ChangeKind, Color, Highlight, Metadata
from reader.store import Store
from reader.store.pending import Work
from reader.text.normalise import clean, one_line


def now() -> str:
    """Return the present as an ISO 8601 UTC date-time with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Editing:
    """The edits of the library, and the way back from each."""

    def __init__(self, store: Store, history: History) -> None:
        self._store = store
        self._history = history

    def undo(self) -> Change:
        """Take the newest edit back; an empty change where there is none."""
        return self._history.undo()

    def redo(self) -> Change:
        """Make the edit again that was undone last; an empty change where there is none."""
        return self._history.redo()

    # Highlights ---------------------------------------------------------------------------------

    def highlight(
        self, article_id: int, start: int, end: int, *, color: Color = Color.YELLOW, note: str = ""
    ) -> Change:
        """Mark a span of an article (code points); the change names the new highlight.

        Raises:
            NotFoundError: if there is no such article.
            ReaderError: if the span holds nothing but white space.
        """
        article = self._article(article_id)
        made = make_highlight(article, start, end, color=color, note=note, now=now())
        name = N_("Add a note") if made.note else N_("Highlight")
        return self._history.perform(Edit(name, lambda: self._put(made), lambda: self._trash(made)))

    def highlight_quote(
        self, article_id: int, quote: str, *, color: Color = Color.YELLOW, note: str = ""
    ) -> Change:
        """Mark the first place where an article holds ``quote``, whatever the white space between its words.

        Raises:
            NotFoundError: if there is no such article, or it does not hold the quote.
        """
        start, end = find_quote(self._article(article_id), quote)
        return self.highlight(article_id, start, end, color=color, note=note)

    def set_note(self, highlight_id: str, note: str) -> Change:
        """Replace a highlight's note (Markdown; empty to take it away)."""
        old = self._highlight(highlight_id)
        return self._change_highlight(N_("Edit a note"), old, replace(old, note=clean(note), modified=now()))

    def set_color(self, highlight_id: str, color: Color) -> Change:
        """Give a highlight another colour."""
        old = self._highlight(highlight_id)
        return self._change_highlight(N_("Change a colour"), old, replace(old, color=color, modified=now()))

    def delete_highlight(self, highlight_id: str) -> Change:
        """Delete a highlight with its note; its row stays, marked as deleted."""
        old = self._highlight(highlight_id)
        name = N_("Delete a note") if old.note else N_("Delete a highlight")
        return self._history.perform(Edit(name, lambda: self._trash(old), lambda: self._put(old)))

    def _change_highlight(self, name: str, old: Highlight, new: Highlight) -> Change:
        if replace(new, modified=old.modified) == old:
            return Change()
        return self._history.perform(Edit(name, lambda: self._put(new), lambda: self._put(old)))

    def _put(self, highlight: Highlight) -> Change:
        return self._write(
            (highlight.article_id,),
            (ChangeKind.HIGHLIGHTS,),
            lambda: self._store.highlights.put(present(self._store, highlight)),
            highlight=highlight.id,
        )

    def _trash(self, highlight: Highlight) -> Change:
        return self._write(
            (highlight.article_id,),
            (ChangeKind.HIGHLIGHTS,),
            lambda: self._store.highlights.trash((highlight.id,), now()),
            highlight=highlight.id,
        )

    # Articles -----------------------------------------------------------------------------------

    def set_starred(self, ids: Sequence[int], *, starred: bool) -> Change:
        """Put stars on articles, or take them away."""
        name = N_("Star") if starred else N_("Remove a star")
        before = {i: int(was) for i, (was, _) in self._store.articles.states(ids).items()}
        return self._set_state(name, "starred", before, int(starred))

    def set_read(self, ids: Sequence[int], *, read: bool) -> Change:
        """Mark articles as read or unread."""
        name = N_("Mark as read") if read else N_("Mark as unread")
        before = {i: int(was) for i, (_, was) in self._store.articles.states(ids).items()}
        return self._set_state(name, "read", before, int(read))

    def opened(self, article_id: int) -> Change:
        """Note that an article was opened: it is read now. That is no edit to undo."""
        if self._store.articles.states((article_id,)).get(article_id, (False, True))[1]:
            return Change()
        return self._write(
            (article_id,),
            (ChangeKind.STATE,),
            lambda: self._store.articles.set_state((article_id,), "read", 1),
        )

    def set_position(self, article_id: int, position: int) -> Change:
        """Remember where reading stopped (code points). Nothing that is shown elsewhere changes."""
        with self._store.transaction():
            self._store.articles.set_state((article_id,), "position", position)
        return Change()

    def set_metadata(self, article_id: int, metadata: Metadata) -> Change:
        """Replace what is known about an article. A title that was edited is no longer a derived one."""
        old = self._article(article_id).metadata
        title = one_line(metadata.title) or old.title
        new = replace(
            metadata,
            title=title,
            title_derived=old.title_derived and title == old.title,
            authors=tuple(name for name in map(one_line, metadata.authors) if name),
            source=one_line(metadata.source),
            section=one_line(metadata.section),
            url=metadata.url.strip(),
        )
        if new == old:
            return Change()

        def setter(value: Metadata) -> Callable[[], Change]:
            def run() -> Change:
                return self._write(
                    (article_id,),
                    (ChangeKind.ARTICLES,),
                    lambda: self._store.articles.set_metadata(article_id, value),
                )

            return run

        return self._history.perform(Edit(N_("Edit the details"), setter(new), setter(old)))

    def set_tags(self, tags: dict[int, tuple[str, ...]]) -> Change:
        """Replace the tags of articles: a mapping of ids to tags."""
        new = {i: tuple(sorted({one_line(tag) for tag in names} - {""})) for i, names in tags.items()}
        old = {i: self._store.articles.tags(i) for i in new}
        if new == old:
            return Change()

        def setter(values: dict[int, tuple[str, ...]]) -> Callable[[], Change]:
            def write() -> None:
                for article_id, names in values.items():
                    self._store.articles.set_tags(article_id, names)

            return lambda: self._write(values, (ChangeKind.TAGS,), write)

        return self._history.perform(Edit(N_("Edit tags"), setter(new), setter(old)))

    def trash(self, ids: Sequence[int]) -> Change:
        """Put articles into the trash, with all that belongs to them."""
        return self._move(N_("Move to the trash"), ids, trashed=True)

    def restore(self, ids: Sequence[int]) -> Change:
        """Take articles out of the trash."""
        return self._move(N_("Restore from the trash"), ids, trashed=False)

    def _move(self, name: str, ids: Sequence[int], *, trashed: bool) -> Change:
        when = now()

        def mover(when: str | None) -> Callable[[], Change]:
            return lambda: self._write(
                ids,
                (ChangeKind.ARTICLES, ChangeKind.HIGHLIGHTS),
                lambda: self._store.articles.set_trashed(ids, when),
            )

        there, back = mover(when), mover(None)
        return self._history.perform(Edit(name, there, back) if trashed else Edit(name, back, there))

    def _set_state(self, name: str, column: str, before: dict[int, int], value: int) -> Change:
        ids = [i for i, was in before.items() if was != value]
        if not ids:
            return Change()

        def setter(to: int) -> Callable[[], Change]:
            return lambda: self._write(
                ids, (ChangeKind.STATE,), lambda: self._store.articles.set_state(ids, column, to)
            )

        return self._history.perform(Edit(name, setter(value), setter(1 - value)))

    # What all edits share -----------------------------------------------------------------------

    def _write(
        self,
        ids: Iterable[int],
        kinds: Sequence[ChangeKind],
        write: Callable[[], None],
        *,
        highlight: str = "",
    ) -> Change:
        """Write in one transaction, with the marks for the index."""
        changed = frozenset(ids)
        with self._store.transaction():
            write()
            self._store.pending.mark(changed, Work.INDEX)
        return Change(kinds=frozenset(kinds), articles=changed, highlight=highlight)

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
