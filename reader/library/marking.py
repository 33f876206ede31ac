"""What the reader marks and writes. Every call is one transaction and one step to undo.

Whatever replaces the words of a note, the store keeps what it said before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from reader.annotations import at_place, find_quote, make_highlight, trimmed
from reader.errors import N_, NotFoundError
from reader.library.history import Edit, History, now
from reader.library.versions import present
from reader.models import Article, Change, ChangeKind, Color, DeletedHighlight, Highlight, Style
from reader.store import Store
from reader.store.pending import Work
from reader.text.normalise import clean, one_line

_COLOR_NAMES = "color_names"


class Marking:
    """Edits of highlights, of notes, and of what is in their trash."""

    def __init__(self, store: Store, history: History) -> None:
        self._store = store
        self._history = history

    # One highlight --------------------------------------------------------------------------------

    def highlight(
        self,
        article_id: int,
        start: int,
        end: int,
        *,
        color: Color = Color.YELLOW,
        note: str = "",
        style: Style = Style.FILL,
    ) -> Change:
        """Mark a span of an article (code points); the change names the new highlight.

        Raises:
            NotFoundError: if there is no such article.
            ReaderError: if the span holds nothing but white space.
        """
        article = self._article(article_id)
        made = make_highlight(article, start, end, color=color, note=note, now=now())
        made = replace(made, style=style)
        name = N_("Add a note") if made.note else N_("Highlight")
        return self._history.perform(Edit(name, lambda: self._put((made,)), lambda: self._trash((made,))))

    def highlight_quote(
        self,
        article_id: int,
        quote: str,
        *,
        color: Color = Color.YELLOW,
        note: str = "",
        style: Style = Style.FILL,
    ) -> Change:
        """Mark the first place where an article holds ``quote``, whatever the white space between its words.

        Raises:
            NotFoundError: if there is no such article, or it does not hold the quote.
        """
        start, end = find_quote(self._article(article_id), quote)
        return self.highlight(article_id, start, end, color=color, note=note, style=style)

    def set_note(self, highlight_id: str, note: str) -> Change:
        """Replace a highlight's note (Markdown; empty to take it away)."""
        return self._change(N_("Edit a note"), (highlight_id,), lambda old: replace(old, note=clean(note)))

    def set_color(self, highlight_id: str, color: Color) -> Change:
        """Give a highlight another colour."""
        return self.recolor((highlight_id,), color)

    def set_highlight_tags(self, highlight_id: str, tags: Iterable[str]) -> Change:
        """Replace the tags of a highlight."""
        wanted = _tags(tags)
        return self._change(N_("Edit tags"), (highlight_id,), lambda old: replace(old, tags=wanted))

    def set_span(self, highlight_id: str, start: int, end: int) -> Change:
        """Let a highlight cover another span (code points into the present text) of its article.

        Raises:
            NotFoundError: if there is no such highlight.
            ReaderError: if the span holds nothing but white space.
        """
        article = self._article(self._highlight(highlight_id).article_id)
        start, end = trimmed(article.text, start, end)

        def moved(old: Highlight) -> Highlight:
            return at_place(old, article.text, start, end, article.version)

        return self._change(N_("Move the ends of a highlight"), (highlight_id,), moved)

    def delete_highlight(self, highlight_id: str) -> Change:
        """Put a highlight with its note into the trash."""
        return self.delete_highlights((highlight_id,))

    # Many highlights ------------------------------------------------------------------------------

    def recolor(self, ids: Sequence[str], color: Color) -> Change:
        """Give highlights another colour.

        Raises:
            NotFoundError: if one of them is not there; so do all calls for many highlights.
        """
        return self._change(N_("Change a colour"), ids, lambda old: replace(old, color=color))

    def restyle(self, ids: Sequence[str], style: Style) -> Change:
        """Let highlights be drawn in another way."""
        return self._change(N_("Change how a highlight is drawn"), ids, lambda old: replace(old, style=style))

    def star_highlights(self, ids: Sequence[str], *, starred: bool) -> Change:
        """Put stars on highlights, or take them away."""
        name = N_("Star") if starred else N_("Remove a star")
        return self._change(name, ids, lambda old: replace(old, starred=starred))

    def tag_highlights(self, ids: Sequence[str], *, add: Iterable[str], remove: Iterable[str]) -> Change:
        """Add tags to highlights and take others away."""
        more, fewer = set(_tags(add)), set(_tags(remove))
        return self._change(
            N_("Edit tags"), ids, lambda old: replace(old, tags=_tags(({*old.tags} | more) - fewer))
        )

    def delete_highlights(self, ids: Sequence[str]) -> Change:
        """Put highlights with their notes into the trash."""
        old = self._highlights(ids)
        if not old:
            return Change()
        name = N_("Delete a note") if any(each.note for each in old) else N_("Delete a highlight")
        return self._history.perform(Edit(name, lambda: self._trash(old), lambda: self._put(old)))

    def restore_highlights(self, ids: Iterable[str]) -> Change:
        """Take highlights out of the trash; those that are not in it are passed over."""
        wanted = frozenset(ids)
        found = [each for each in self._store.highlights.deleted() if each.highlight.id in wanted]
        if not found:
            return Change()
        back = [each.highlight for each in found]
        return self._history.perform(
            Edit(N_("Restore a highlight"), lambda: self._put(back), lambda: self._put_into_trash(found))
        )

    def forget_highlights(self, ids: Iterable[str]) -> Change:
        """Delete highlights that are in the trash for good, with all their notes said: no undo."""
        gone = frozenset(ids)
        with self._store.transaction():
            self._store.highlights.forget(gone)
        return Change(frozenset((ChangeKind.HIGHLIGHTS,)))

    # Notes on articles, and the names of colours ----------------------------------------------------

    def set_article_note(self, article_id: int, note: str) -> Change:
        """Replace the note on an article as a whole (Markdown; empty to take it away).

        Raises:
            NotFoundError: if there is no such article.
        """
        old, new = self._article(article_id).note, clean(note)
        if new == old:
            return Change()

        def setter(text: str) -> Callable[[], Change]:
            return lambda: self._write(
                (article_id,),
                (ChangeKind.HIGHLIGHTS,),
                lambda: self._store.articles.set_note(article_id, text, now()),
            )

        return self._history.perform(Edit(N_("Edit the note on an article"), setter(new), setter(old)))

    def set_color_names(self, names: Mapping[Color, str]) -> Change:
        """Keep what the reader calls the colours; an empty name gives back the colour's own."""
        given = {color.value: name for color, text in names.items() if (name := one_line(text))}
        with self._store.transaction():
            self._store.set_setting(_COLOR_NAMES, json.dumps(given, ensure_ascii=False))
        return Change(frozenset((ChangeKind.COLORS,)))

    # What all edits share -------------------------------------------------------------------------

    def _change(self, name: str, ids: Sequence[str], change: Callable[[Highlight], Highlight]) -> Change:
        """Change highlights as one step to undo; those that stay as they are are not touched."""
        when = now()
        pairs = [(old, change(old)) for old in self._highlights(ids)]
        changed = [(old, replace(new, modified=when)) for old, new in pairs if new != old]
        if not changed:
            return Change()
        before, after = [old for old, _ in changed], [new for _, new in changed]
        return self._history.perform(Edit(name, lambda: self._put(after), lambda: self._put(before)))

    def _put(self, highlights: Sequence[Highlight]) -> Change:
        def write() -> None:
            for each in highlights:
                self._store.highlights.put(present(self._store, each))

        return self._write_highlights(highlights, write)

    def _trash(self, highlights: Sequence[Highlight]) -> Change:
        when = now()
        return self._put_into_trash([DeletedHighlight(each, when) for each in highlights])

    def _put_into_trash(self, deleted: Sequence[DeletedHighlight]) -> Change:
        def write() -> None:
            for each in deleted:
                self._store.highlights.trash((each.highlight.id,), each.when)

        return self._write_highlights([each.highlight for each in deleted], write)

    def _write_highlights(self, highlights: Sequence[Highlight], write: Callable[[], None]) -> Change:
        return self._write(
            {each.article_id for each in highlights},
            (ChangeKind.HIGHLIGHTS,),
            write,
            highlight=highlights[0].id if len(highlights) == 1 else "",
        )

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
        return self._highlights((highlight_id,))[0]

    def _highlights(self, ids: Sequence[str]) -> list[Highlight]:
        """Return highlights by their ids, in that order."""
        found = {each.id: each for each in self._store.highlights.some(ids)}
        for highlight_id in ids:
            if highlight_id not in found:
                raise NotFoundError(N_("There is no highlight {id} in the library."), id=highlight_id)
        return [found[highlight_id] for highlight_id in dict.fromkeys(ids)]


def given_names(store: Store) -> dict[Color, str]:
    """Return the names that the reader has given to colours."""
    kept = json.loads(store.setting(_COLOR_NAMES) or "{}")
    return {color: str(kept[color.value]) for color in Color if kept.get(color.value)}


def _tags(names: Iterable[str]) -> tuple[str, ...]:
    """Return tags as they are kept: each on one line, sorted, none twice."""
    return tuple(sorted({one_line(name) for name in names} - {""}))
