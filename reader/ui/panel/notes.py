"""The tab of notes: the highlights of the article that is read, in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Color, Highlight
from reader.ui.fonts import FontFamilies
from reader.ui.panel.note_card import Look, NoteCard
from reader.ui.panel.orphans import OrphanBox
from reader.ui.panel.parts import EmptyPlace, label, scrolling
from reader.ui.theme import Theme

if TYPE_CHECKING:  # loaded by the lanes: with its library, it would hold back the window
    from reader.library.revising import Orphan


class NotesTab(QWidget):
    """Highlights and notes, edited in place. Every signal carries the highlight's id first.

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
        self._wanted = ""
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
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(4)
        self._orphans = QVBoxLayout()
        self._orphans.setContentsMargins(8, 12, 8, 4)
        self._orphans.setSpacing(4)
        self._orphans.addWidget(self._orphans_head)
        self._orphans.addWidget(self._orphans_hint)
        self._column.addLayout(self._orphans)
        self._column.addStretch(1)
        self._area = scrolling(body)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._area)

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show other highlights. An editor in use stays; its text is handed on where its highlight goes."""
        placed = sorted(
            (each for each in highlights if not each.orphan),
            key=lambda each: (each.selector.start, each.selector.end),
        )
        orphans = [each for each in highlights if each.orphan]
        known = {each.id for each in highlights}
        for gone in [card for id_, card in self._cards.items() if id_ not in known]:
            gone.finish()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for name in [name for name in self._boxes if name not in {each.id for each in orphans}]:
            self._drop_box(name)
        self._cards = {each.id: self._card(each) for each in (*placed, *orphans)}
        self._arrange([each.id for each in placed], [each.id for each in orphans])
        self._stack.setCurrentIndex(1 if self._cards else 0)
        if self._wanted in self._cards:
            self.edit(self._wanted)

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
        self._arrange_again()

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
        self._column.removeWidget(box)
        box.hide()
        box.deleteLater()

    def edit(self, highlight_id: str) -> None:
        """Put the cursor into the note of a highlight, at once or as soon as it is shown."""
        card = self._cards.get(highlight_id)
        if card is None:
            self._wanted = highlight_id
            return
        self._wanted = ""
        card.edit()
        self._area.ensureWidgetVisible(card, 0, 24)

    def show_highlight(self, highlight_id: str) -> None:
        """Scroll to a highlight's card."""
        card = self._cards.get(highlight_id)
        if card is not None:
            self._area.ensureWidgetVisible(card, 0, 24)

    def card(self, highlight_id: str) -> NoteCard | None:
        """Return the card of a highlight, none where it is not shown."""
        return self._cards.get(highlight_id)

    def cards(self) -> Sequence[NoteCard]:
        """Return the cards in the order in which they stand."""
        return tuple(self._cards.values())

    def flush(self) -> None:
        """Hand on what is typed and not saved yet; editors stay open."""
        for card in self._cards.values():
            card.save()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._look = Look(theme, self._look.names)
        self._empty.set_theme(theme)
        for card in self._cards.values():
            card.set_look(self._look)

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Call colours by other names."""
        self._look = Look(self._look.theme, names)
        for card in self._cards.values():
            card.set_look(self._look)

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
        return card

    def _arrange(self, placed: Sequence[str], orphans: Sequence[str]) -> None:
        """Put the cards into their order; one that is there already is not touched: it keeps the focus."""
        for at, id_ in enumerate(placed):
            self._put(at, self._cards[id_])
        at = len(placed) + 1
        for id_ in orphans:
            for widget in filter(None, (self._cards[id_], self._boxes.get(id_))):
                self._put(at, widget)
                at += 1
        self._orphans_head.setVisible(bool(orphans))
        self._orphans_hint.setVisible(bool(orphans))
        margins = (8, 12, 8, 4) if orphans else (0, 0, 0, 0)
        self._orphans.setContentsMargins(*margins)
        cards = list(self._cards.values())
        for before, after in pairwise(cards):
            before.tab_before(after)
        for name, box in self._boxes.items():
            for one, other in pairwise([self._cards[name], *box.buttons()]):
                QWidget.setTabOrder(one, other)

    def _arrange_again(self) -> None:
        ids = list(self._cards)
        orphans = [each for each in ids if self._cards[each].highlight.orphan]
        self._arrange(ids[: len(ids) - len(orphans)], orphans)

    def _put(self, at: int, card: QWidget) -> None:
        item = self._column.itemAt(at)
        if item is None or item.widget() is not card:
            self._column.removeWidget(card)
            self._column.insertWidget(at, card)
