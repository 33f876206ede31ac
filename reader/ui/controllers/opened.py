"""The article that is open: on the page, in the panel, and the place where reading stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from reader.library import Opened
from reader.models import Change, ChangeKind, EntityType, Highlight, Mention, Metadata, Summary
from reader.ui.context import Context
from reader.ui.page.reader_view import ReaderView
from reader.ui.panel import Panel

_POSITION_MS = 800  # the place of reading is kept when scrolling rests


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page. ``query`` is the search whose matches are marked."""

    opened: Opened
    query: str = ""
    counts: Counter[tuple[EntityType, str]] = field(default_factory=Counter)

    @property
    def id(self) -> int:
        """The article's id."""
        return self.opened.article.id

    def highlight(self, highlight_id: str) -> Highlight | None:
        """Return a highlight of the article by its id."""
        return next((each for each in self.opened.highlights if each.id == highlight_id), None)


class ArticleController(QObject):
    """Joins page and panel with the session.

    ``opened`` carries the article's id (0: none), ``updated`` that there is something new about it.
    """

    opened = Signal(int)
    updated = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._shown: Shown | None = None
        self._wanted = 0
        self._pending_highlight = ""
        self._pending_mention = (0, 0)
        self._position = 0
        self._rest = QTimer(self, singleShot=True, interval=_POSITION_MS)
        self._rest.timeout.connect(self._keep_position)

    def attach(self, page: ReaderView, panel: Panel) -> None:
        """Take the widgets that this controller fills."""
        self._page, self._panel = page, panel

    @property
    def shown(self) -> Shown | None:
        """What is on the page, if anything."""
        return self._shown

    @property
    def id(self) -> int:
        """The id of the open article, 0 without one."""
        return self._shown.id if self._shown else 0

    # Opening --------------------------------------------------------------------------------------

    def open(
        self, article_id: int, query: str = "", highlight_id: str = "", *, mention: tuple[int, int] = (0, 0)
    ) -> None:
        """Open an article; mark what a search looks for, or go to a highlight, or to a mention.

        A mention is given by its start and end (code points).
        """
        self._panel.flush()
        self._keep_position()
        self._wanted, self._pending_highlight, self._pending_mention = article_id, highlight_id, mention
        if not article_id:
            self.close()
            return
        self._session.ask(
            lambda library, _: library.reading.opened(article_id, query),
            lambda opened: self._show(Shown(opened, query, _counted(opened.mentions))),
            key="open",
        )
        self._session.edit(lambda library: library.editing.opened(article_id))

    def close(self) -> None:
        """Show the empty page."""
        self._wanted, self._shown = 0, None
        self._page.clear()
        self._panel.entities.set_mentions(())
        self._panel.notes.set_article(0, "")
        self._panel.notes.set_highlights(())
        self._panel.details.set_article(None)
        self._panel.related.set_related(())
        self.opened.emit(0)

    def set_query(self, query: str) -> None:
        """Mark the matches of another search in the open article."""
        if self._shown and self._shown.query != query:
            self._reload(query)

    def refresh(self, change: Change) -> None:
        """Show what a change did to the open article."""
        if self._shown and (self._shown.id in change.articles or not change.articles) and change.kinds:
            if change.touches(ChangeKind.INDEX):
                self._load_related()
            if change.kinds != {ChangeKind.INDEX}:
                self._reload(self._shown.query)

    def _reload(self, query: str) -> None:
        shown = self._shown
        assert shown is not None
        self._session.ask(
            lambda library, _: library.reading.opened(shown.id, query),
            lambda opened: self._update(Shown(opened, query, _counted(opened.mentions))),
            key="reload",
        )

    def _show(self, shown: Shown) -> None:
        if shown.id != self._wanted:
            return
        self._shown = shown
        opened = shown.opened
        self._page.show_article(opened.article, opened.mentions, opened.highlights, opened.matches)
        self._fill_panel(opened)
        self._go_to_start(opened)
        self._load_related()
        self.opened.emit(shown.id)

    def _go_to_start(self, opened: Opened) -> None:
        """Go to the highlight or mention that was asked for, the first match, or where reading stopped."""
        start, end = self._pending_mention
        self._pending_mention = (0, 0)
        if end:
            found = (m for m in opened.mentions if (m.start, m.end) == (start, end))
            if mention := next(found, None):
                self._page.show_mention(mention)
                self._panel.entities.show_mention(mention)
        elif self._pending_highlight:
            self._page.focus_highlight(self._pending_highlight)
            self._pending_highlight = ""
        elif opened.matches:
            self._page.step_match(1)
        elif opened.article.position:
            self._page.scroll_to(opened.article.position)
        self._position = opened.article.position

    def _update(self, shown: Shown) -> None:
        """Take new marks and metadata without leaving the place on the page."""
        old = self._shown
        if old is None or shown.id != old.id:
            return
        self._shown = shown
        opened, before = shown.opened, old.opened
        if (opened.article.text, opened.article.metadata) != (before.article.text, before.article.metadata):
            # In another text the place has another offset: the library has carried it there.
            same = opened.article.version == before.article.version
            place = self._page.position() if same else opened.article.position
            self._page.show_article(opened.article, opened.mentions, opened.highlights, opened.matches)
            self._page.scroll_to(place)
        else:
            self._page.set_mentions(opened.mentions)
            self._page.set_highlights(opened.highlights)
            self._page.set_matches(opened.matches)
        self._fill_panel(opened)
        self.updated.emit()

    def _fill_panel(self, opened: Opened) -> None:
        self._panel.entities.set_mentions(opened.mentions)
        self._panel.notes.set_article(opened.article.id, opened.article.note)
        self._panel.notes.set_highlights(opened.highlights)
        self._panel.details.set_article(opened.article)

    def _load_related(self) -> None:
        article_id = self.id
        self._session.ask(
            lambda library, _: library.reading.related(article_id),
            lambda related: self._show_related(article_id, related),
            key="related",
        )

    def _show_related(self, article_id: int, related: Sequence[Summary]) -> None:
        if article_id == self.id:
            self._panel.related.set_related(related)

    # Where reading stopped ------------------------------------------------------------------------

    def moved(self, position: int) -> None:
        """Note where the page is (code points); it is kept when scrolling rests."""
        self._position = position
        self._rest.start()

    def _keep_position(self) -> None:
        self._rest.stop()
        if self._shown and self._position != self._shown.opened.article.position:
            article_id, position = self._shown.id, self._position
            article = replace(self._shown.opened.article, position=position)
            self._shown = replace(self._shown, opened=replace(self._shown.opened, article=article))
            self._session.edit(
                lambda library: library.editing.set_position(article_id, position), key="position"
            )

    def leave(self) -> None:
        """Keep what is typed and where reading stopped: the window closes."""
        self._panel.flush()
        self._keep_position()

    # Details --------------------------------------------------------------------------------------

    def set_metadata(self, article_id: int, metadata: Metadata) -> None:
        """Keep edited metadata."""
        self._session.edit(lambda library: library.editing.set_metadata(article_id, metadata))

    def set_tags(self, article_id: int, tags: tuple[str, ...]) -> None:
        """Keep edited tags."""
        self._session.edit(lambda library: library.editing.set_tags({article_id: tags}))


def _counted(mentions: Sequence[Mention]) -> Counter[tuple[EntityType, str]]:
    return Counter((mention.type, mention.entity) for mention in mentions)
