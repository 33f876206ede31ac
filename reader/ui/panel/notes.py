"""The tab of notes: the highlights of the article that is read, in the order of the text."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Color, Highlight
from reader.ui.fonts import FontFamilies
from reader.ui.panel.card_look import Look
from reader.ui.panel.card_stack import CardStack
from reader.ui.panel.note_card import NoteCard
from reader.ui.panel.orphans import OrphanBox
from reader.ui.panel.parts import EmptyPlace, label, scrolling
from reader.ui.panel.whole_note import WholeNote
from reader.ui.theme import Theme

if TYPE_CHECKING:  # loaded by the lanes: with its library, it would hold back the window
    from reader.library.revising import Orphan


WHOLE = ""  # stands for the note on the article, where an id is asked for
NOTHING = "-"
AT_ONCE = 8  # cards that are made before the panel is shown: what a window of usual height shows
SLICE_S = 0.02  # how long the others may hold the window, at a time


class NotesTab(QWidget):
    """Highlights and notes, edited in place. Every signal of highlights carries the highlight's id first.

    The note on the article comes before them; ``article_note_changed`` carries the article's id first, and
    ``history_requested`` an empty id for it.

    Those without a place come last, each with guesses at it; ``preview_requested`` and ``place_requested``
    carry a span (code points).

    ``color_changed`` carries a :class:`~reader.models.Color`. What is typed is never lost: it is handed on
    when the focus leaves, when other highlights are set, and by :meth:`flush`.
    """

    highlight_requested = Signal(str)
    note_changed = Signal(str, str)
    color_changed = Signal(str, object)
    delete_requested = Signal(str)
    copy_requested = Signal(str)
    preview_requested = Signal(str, int, int)
    place_requested = Signal(str, int, int)
    selection_place_requested = Signal(str)
    keep_requested = Signal(str)
    drag_requested = Signal(str)
    style_changed = Signal(str, object)
    star_changed = Signal(str, bool)
    tags_changed = Signal(str, tuple)
    history_requested = Signal(str)
    link_clicked = Signal(str)
    article_note_changed = Signal(int, str)

    def __init__(
        self, translator: Translator, theme: Theme, fonts: FontFamilies, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._translator = translator
        self._look = Look(theme, translator.color_names({}))
        self._fonts = fonts
        self._cards: dict[str, NoteCard] = {}
        self._boxes: dict[str, OrphanBox] = {}
        self._highlights: dict[str, Highlight] = {}
        self._wanted = NOTHING
        self._empty = EmptyPlace(
            "note",
            _("No highlights yet"),
            _("Select a passage in the text: H or 1 to 5 highlight it, N adds a note."),
            theme,
        )
        self._orphans_head = label(_("Without a place"), "section")
        self._orphans_title = self._orphans_head.text()
        self._orphans_hint = label(
            _(
                "The text has changed and these passages are no longer to be found in it."
                " Their notes are kept."
            ),
            "faint",
            wrap=True,
        )
        self.whole = WholeNote(translator, theme)
        self._orphans = QWidget()
        orphans = QVBoxLayout(self._orphans)
        orphans.setContentsMargins(8, 12, 8, 4)
        orphans.setSpacing(4)
        orphans.addWidget(self._orphans_head)
        orphans.addWidget(self._orphans_hint)
        self._stack = CardStack()
        self._stack.set_widgets((self._orphans,))
        self._order: list[QWidget] = []
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.whole, self._empty, self._stack):
            whole.addWidget(part)
        whole.addStretch(1)
        self._area = scrolling(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self._waiting: deque[str] = deque()
        self._soon = QTimer(self, interval=0)
        self._soon.timeout.connect(self._work)
        self.whole.note_changed.connect(self.article_note_changed)
        self.whole.history_requested.connect(lambda: self.history_requested.emit(""))
        self.whole.link_clicked.connect(self.link_clicked)
        self._show_place()

    def set_article(self, article_id: int, note: str) -> None:
        """Show the note on another article (0: none), or another note on this one."""
        self.whole.set_article(article_id, note)
        if self._wanted == WHOLE and article_id:
            self.edit(WHOLE)

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show other highlights. An editor in use stays; its text is handed on where its highlight goes.

        The first cards stand there at once; of many, the rest follow in slices: the window never stops.
        """
        placed = sorted(
            (each for each in highlights if not each.orphan),
            key=lambda each: (each.selector.start, each.selector.end),
        )
        orphans = [each for each in highlights if each.orphan]
        self._highlights = {each.id: each for each in (*placed, *orphans)}
        for gone in [card for id_, card in self._cards.items() if id_ not in self._highlights]:
            gone.finish()
            gone.hide()
            gone.deleteLater()
        for name in [name for name in self._boxes if name not in {each.id for each in orphans}]:
            self._drop_box(name)
        self._cards = {id_: self._cards[id_] for id_ in self._highlights if id_ in self._cards}
        self._waiting = deque(id_ for id_, each in self._highlights.items() if self._is_stale(id_, each))
        self._do_waiting(AT_ONCE)
        self._show_place()
        if self._wanted in self._highlights:
            self.edit(self._wanted)

    def _is_stale(self, id_: str, highlight: Highlight) -> bool:
        card = self._cards.get(id_)
        return card is None or card.highlight != highlight

    def _work(self) -> None:
        """Make the cards that wait, or bring them up to date, until a short time is over."""
        end = monotonic() + SLICE_S
        while self._waiting and monotonic() < end:
            self._make(self._waiting.popleft())
        self._arrange()
        self._show_place()

    def _do_waiting(self, most: int) -> None:
        """Make some of the cards that wait now, the others soon."""
        for _ in range(min(most, len(self._waiting))):
            self._make(self._waiting.popleft())
        self._arrange()

    def _make(self, id_: str) -> None:
        """Make a card or bring it up to date."""
        self._cards[id_] = self._card(self._highlights[id_])

    def set_orphans(self, orphans: Sequence[Orphan], text: str) -> None:
        """Show guesses at the places of orphans in ``text``, but for those kept as notes."""
        waiting = {each.highlight.id: each for each in orphans if not each.highlight.kept}
        for name in [name for name, box in self._boxes.items() if waiting.get(name) != box.orphan]:
            self._drop_box(name)
        for name, orphan in waiting.items():
            if name not in self._boxes and name in self._cards:
                self._boxes[name] = self._box(orphan, text)
        self._orphans_head.setText(
            f"{self._orphans_title} · {len(waiting)}" if waiting else self._orphans_title
        )
        self._arrange()

    def boxes(self) -> Sequence[OrphanBox]:
        """Return what stands below the cards of orphans."""
        return tuple(self._boxes.values())

    def _box(self, orphan: Orphan, text: str) -> OrphanBox:
        box = OrphanBox(orphan, text, self._translator)
        box.preview_requested.connect(self.preview_requested)
        box.place_requested.connect(self.place_requested)
        box.selection_requested.connect(self.selection_place_requested)
        box.keep_requested.connect(self.keep_requested)
        return box

    def _drop_box(self, name: str) -> None:
        box = self._boxes.pop(name)
        box.hide()
        box.deleteLater()

    def edit(self, highlight_id: str) -> None:
        """Put the cursor into the note of a highlight, or on the article, at once or when it is shown."""
        if highlight_id == WHOLE and not self.whole.isHidden():
            self._wanted = NOTHING
            self.whole.edit()
            self._area.ensureWidgetVisible(self.whole, 0, 24)
        elif card := self._needed(highlight_id):
            self._wanted = NOTHING
            card.edit()
            self._area.ensureWidgetVisible(card, 0, 24)
        else:
            self._wanted = highlight_id

    def edit_tags(self, highlight_id: str) -> None:
        """Open the tags of a highlight on its card."""
        if card := self._needed(highlight_id):
            self._area.ensureWidgetVisible(card, 0, 24)
            card.tags.edit()

    def show_highlight(self, highlight_id: str) -> None:
        """Scroll to a highlight's card."""
        if card := self._needed(highlight_id):
            self._area.ensureWidgetVisible(card, 0, 24)

    def _needed(self, id_: str) -> NoteCard | None:
        """Return a card that is needed at once, though others may wait before it."""
        if id_ in self._waiting:
            self._waiting.remove(id_)
            self._make(id_)
            self._arrange()
        return self._cards.get(id_)

    def card(self, highlight_id: str) -> NoteCard | None:
        """Return the card of a highlight, none where it is not shown."""
        return self._cards.get(highlight_id)

    def cards(self) -> Sequence[NoteCard]:
        """Return the cards in the order in which they stand."""
        return tuple(self._cards.values())

    def flush(self) -> None:
        """Hand on what is typed and not saved yet; editors stay open."""
        self.whole.save()
        for card in self._cards.values():
            card.save()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._empty.set_theme(theme)
        self.whole.set_theme(theme)
        self._wear(Look(theme, self._look.names, self._look.tags))

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Call colours by other names."""
        self._wear(Look(self._look.theme, names, self._look.tags))

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Offer these while tags are typed."""
        if list(tags) != list(self._look.tags):
            self._wear(Look(self._look.theme, self._look.names, tags))

    def _wear(self, look: Look) -> None:
        self._look = look
        for card in self._cards.values():
            card.set_look(look)

    def _card(self, highlight: Highlight) -> NoteCard:
        card = self._cards.get(highlight.id)
        if card is not None:
            if card.highlight != highlight:
                card.set_highlight(highlight)
            return card
        card = NoteCard(highlight, self._translator, self._look, self._fonts)
        card.jump_requested.connect(self.highlight_requested)
        card.note_changed.connect(self.note_changed)
        card.color_changed.connect(self.color_changed)
        card.delete_requested.connect(self.delete_requested)
        card.copy_requested.connect(self.copy_requested)
        card.drag_requested.connect(self.drag_requested)
        card.style_changed.connect(self.style_changed)
        card.star_changed.connect(self.star_changed)
        card.tags_changed.connect(self.tags_changed)
        card.history_requested.connect(self.history_requested)
        card.link_clicked.connect(self.link_clicked)
        return card

    def _arrange(self) -> None:
        """Put the cards into their order; one that is there already is not touched: it keeps the focus."""
        self._cards = {id_: self._cards[id_] for id_ in self._highlights if id_ in self._cards}
        placed = [id_ for id_, card in self._cards.items() if not card.highlight.orphan]
        orphans = [id_ for id_, card in self._cards.items() if card.highlight.orphan]
        order: list[QWidget] = [self._cards[id_] for id_ in placed]
        order.append(self._orphans)
        for id_ in orphans:
            order.extend(filter(None, (self._cards[id_], self._boxes.get(id_))))
        self._orphans.setVisible(bool(orphans))
        if order == self._order:
            return
        self._order = order
        self._stack.set_widgets(order)
        cards = list(self._cards.values())
        for before, after in pairwise(cards):
            before.tab_before(after)
        for name, box in self._boxes.items():
            for one, other in pairwise([self._cards[name], *box.buttons()]):
                QWidget.setTabOrder(one, other)

    def _show_place(self) -> None:
        """Show cards, or what to do where there are none; go on with those that wait."""
        self._empty.setVisible(not self._highlights)
        self._stack.setVisible(bool(self._highlights))
        if self._waiting:
            self._soon.start()
        else:
            self._soon.stop()
