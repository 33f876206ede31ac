"""What the reader changes. Every call is one transaction and one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.errors import N_
from reader.library.history import Edit, now
from reader.library.marking import Marking
from reader.models import Change, ChangeKind, Metadata
from reader.text.normalise import one_line


class Editing(Marking):
    """The edits of articles with those of highlights and notes, and the way back from each."""

    def undo(self) -> Change:
        """Take the newest edit back; an empty change where there is none."""
        return self._history.undo()

    def redo(self) -> Change:
        """Make the edit again that was undone last; an empty change where there is none."""
        return self._history.redo()

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
