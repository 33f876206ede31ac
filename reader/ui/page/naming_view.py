"""A marked page on which one points at entities and puts them right: their card, and the length of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from reader.i18n import Translator
from reader.models import Entity, Mention, Scope
from reader.text.stretch import Edge, stretched
from reader.ui.fonts import FontFamilies
from reader.ui.page.entity_card import EntityCard, EntityInfo
from reader.ui.page.entity_row import EntityRow, Naming
from reader.ui.page.marked_view import MarkedView
from reader.ui.theme import Theme

CARD_AFTER_MS, CARD_STAYS_MS = 350, 300
LONGEST_NAME = 200  # code points
_WORD = re.compile(r"\w+")


class NamingView(MarkedView):
    """Offsets are code points.

    ``entity_hovered`` carries a :class:`Mention` and where it is on the screen, ``None`` when the mouse left;
    ``mark_requested`` start, end, an :class:`EntityType` and a name (empty: as in the text),
    ``put_right_requested`` a mention, a type and a name; ``resize_requested`` a mention, start and end;
    ``entity_page_requested`` an entity's id.
    """

    entity_clicked = Signal(object)
    entity_hovered = Signal(object, QPoint)
    entity_page_requested = Signal(int)
    search_requested = Signal(str)
    mark_requested = Signal(int, int, object, str)
    put_right_requested = Signal(object, object, str)
    reject_requested = Signal(int, int)
    resize_requested = Signal(object, int, int)
    scope_chosen = Signal(object)
    names_wanted = Signal(str)

    def __init__(self, translator: Translator, fonts: FontFamilies, parent: QWidget | None = None) -> None:
        super().__init__(translator, fonts, parent)
        self._entity_info: Callable[[Mention], EntityInfo] = _plain_info
        self._note_pointed = False
        self._rows: list[EntityRow] = []
        self.viewport().setMouseTracking(True)
        self._card = EntityCard(translator, self)
        self._card_due = QTimer(self, singleShot=True, interval=CARD_AFTER_MS)
        self._card_over = QTimer(self, singleShot=True, interval=CARD_STAYS_MS)
        self._card.search_requested.connect(self.search_requested)
        self._card.page_requested.connect(self.entity_page_requested)
        self._card.entered.connect(self._card_over.stop)
        self._card.left.connect(self._card_over.start)
        self._card_due.timeout.connect(self._show_pointed)
        self._card_over.timeout.connect(self._let_card_go)
        self._card.marked.connect(self.put_right_requested)
        self.take_row(self._card.entity)

    def take_row(self, row: EntityRow) -> None:
        """Hand on what a row of corrections says."""
        self._rows.append(row)
        row.rejected.connect(self.reject_requested)
        row.resized.connect(self.resize_requested)
        row.scope_chosen.connect(self.scope_chosen)
        row.names_wanted.connect(self.names_wanted)

    def set_entity_info(self, provider: Callable[[Mention], EntityInfo]) -> None:
        """Let ``provider`` tell what the card of a mention says; it has to answer at once."""
        self._entity_info = provider

    def set_scope(self, scope: Scope) -> None:
        """Show how far corrections reach."""
        for row in self._rows:
            row.set_scope(scope)

    def set_names(self, entities: Sequence[Entity]) -> None:
        """Offer known names where a full name is typed."""
        for row in self._rows:
            row.set_names(entities)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours. The layout stays."""
        super().set_theme(theme)
        self._card.set_theme(theme)

    # What is named where

    def naming_of(self, start: int, end: int) -> Naming | None:
        """Return what is named at ``text[start:end]``; ``None`` where that can be no name."""
        words = self.article.text[start:end] if self.article else ""
        if "\n" in words or len(words) > LONGEST_NAME or not _WORD.search(words):
            return None
        over = [m for m in self._mentions if m.start < end and start < m.end]
        if not over:
            return Naming(start, end)
        outer = [m for m in over if not m.within(over)]
        holding = [m for m in over if m.start <= start and end <= m.end]
        best = min(holding, key=_length) if holding else max(outer, key=_length)
        return Naming(start, end, best, several=len(outer) > 1)

    def stretched_name(self, mention: Mention, edge: Edge, by: int) -> tuple[int, int]:
        """Return a mention's span (or that which is selected of it) with an edge moved by words.

        It stays within its line, and keeps a word.
        """
        assert self.article is not None
        start, end = self.selection() or (mention.start, mention.end)
        moved = stretched(self.article.text, start, end, edge, by)
        return (start, end) if "\n" in self.article.text[slice(*moved)] else moved

    # The card

    def show_card(self) -> bool:
        """Show the card of the current mention and go into it; return whether there is one."""
        mention = self.current_mention
        if mention is None:
            return False
        self._open_card(self.overlay.pointed.current_mention)
        self._card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def hide_card(self) -> None:
        """Put the card away."""
        self._card_due.stop()
        self._card.hide()

    def _let_card_go(self) -> None:
        """Hide the card that the mouse has left, unless it is being used."""
        if not self._card.in_use():
            self._card.hide()

    def _point_at(self, index: int, where: QPoint) -> None:
        if index == self.overlay.pointed.hovered_mention:
            return
        self.overlay.pointed.hovered_mention = index
        self.viewport().update()
        self.entity_hovered.emit(self._mention_layer.items[index] if index >= 0 else None, where)
        if self._card.in_use():
            return
        if index >= 0:
            self._card_over.stop()
            self._card_due.start()
        else:
            self._card_due.stop()
            self._card_over.start()

    def _show_pointed(self) -> None:
        if not self.textCursor().hasSelection():
            self._open_card(self.overlay.pointed.hovered_mention)

    def _open_card(self, index: int) -> None:
        if not 0 <= index < len(self._mention_layer.items):
            return
        boxes = self.boxes_of(self._mention_layer, index)
        if boxes:
            shift = self.viewport().pos() - QPoint(0, self.verticalScrollBar().value())
            box = boxes[0].toAlignedRect().translated(shift)
            mention = self._mention_layer.items[index]
            self._card.set_info(self._entity_info(mention), mention)
            self._card.show_beside(box, self._viewport_area(), above=False)

    def _viewport_area(self) -> QRect:
        return QRect(self.viewport().pos(), self.viewport().size())

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let what is under the mouse stand out a little, and show the card of an entity after a moment."""
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            return
        index = self.mention_at(event.position())
        note = self.note_at(event.position())
        link = self.anchorAt(event.position().toPoint())
        self.viewport().setToolTip(link)
        hand = index >= 0 or bool(note) or bool(link)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor)
        self._point_at(index, event.globalPosition().toPoint())
        if note != self.overlay.pointed.highlight and (note or self._note_pointed):
            self.overlay.pointed.highlight = note
            self.viewport().update()
        self._note_pointed = bool(note)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        if not self._card.isVisible():
            self._point_at(-1, QPoint())

    def mention_under(self, point: QPointF) -> Mention | None:
        """Return the mention under a point of the viewport."""
        index = self.mention_at(point)
        return self._mention_layer.items[index] if index >= 0 else None


def _length(mention: Mention) -> int:
    return mention.end - mention.start


def _plain_info(mention: Mention) -> EntityInfo:
    """Tell what a mention itself knows."""
    return EntityInfo(name=mention.entity or mention.text, type=mention.type, title=mention.title)
