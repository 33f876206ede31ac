"""A book page with its marks (highlights, margin notes, entities, matches) and the ways through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QWidget

from reader.i18n import Translator
from reader.models import Article, EntityType, Highlight, Mention
from reader.ui.fonts import FontFamilies
from reader.ui.page.book_view import BookView
from reader.ui.page.margin_notes import MarginNotes
from reader.ui.page.marks import Layer, Match, highlight_layer, match_layer, mention_layer
from reader.ui.page.overlay import Overlay, Pointed, Sight
from reader.ui.page.positions import PositionMap
from reader.ui.theme import Theme

_NOWHERE = PositionMap("", ())


class MarkedView(BookView):
    """Shows an article with its marks. All offsets are code points into ``Article.text``."""

    def __init__(self, translator: Translator, fonts: FontFamilies, parent: QWidget | None = None) -> None:
        super().__init__(translator, fonts, parent)
        self._mentions: Sequence[Mention] = ()
        self._highlights: Sequence[Highlight] = ()
        self._matches: Sequence[Match] = ()
        self._mention_layer: Layer[Mention] = mention_layer((), _NOWHERE)
        self._highlight_layer: Layer[Highlight] = highlight_layer((), _NOWHERE)
        self._match_layer: Layer[Match] = match_layer((), _NOWHERE)
        self._laid_for = _NOWHERE
        self._left_at = -1  # where a current mention stood that is gone
        self._notes = MarginNotes(fonts, self._describe)
        self.overlay = Overlay(self.theme)

    # What is marked

    def show_article(
        self,
        article: Article,
        mentions: Sequence[Mention] = (),
        highlights: Sequence[Highlight] = (),
        matches: Sequence[Match] = (),
    ) -> None:
        """Show ``article`` from its head, with all that is marked in it."""
        self._mentions, self._highlights, self._matches = mentions, highlights, matches
        self.overlay.pointed = Pointed()
        self.show_text(article)

    def clear(self) -> None:
        """Show the empty page."""
        self._mentions, self._highlights, self._matches = (), (), ()
        self.overlay.pointed = Pointed()
        super().clear()

    def set_mentions(self, mentions: Sequence[Mention]) -> None:
        """Mark other mentions. The current one stays current; if it is gone, stepping goes on from there."""
        current = self.current_mention
        self._mentions = mentions
        self._mention_layer = mention_layer(mentions, self._laid_for)
        self.overlay.pointed.hovered_mention = -1
        self.overlay.pointed.current_mention = self._index_of(current)
        if current and self.overlay.pointed.current_mention < 0:
            self._left_at = current.start
        self.viewport().update()

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Mark other highlights, and lay their notes out anew."""
        self._highlights = highlights
        self._highlight_layer = highlight_layer(highlights, self._laid_for)
        self._notes.set_highlights(self._highlight_layer.items)
        self.viewport().update()

    def set_matches(self, matches: Sequence[Match]) -> None:
        """Mark other search matches; none of them is the current one yet. The same again change nothing."""
        changed = list(matches) != list(self._matches)
        self._matches = matches
        if changed and self._shown_matches() is matches:
            self._show_matches(matches)

    def set_visible_types(self, types: frozenset[EntityType]) -> None:
        """Underline the entities of these types only."""
        self.overlay.types = types
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours. The layout stays."""
        self.overlay.theme = theme
        super().set_theme(theme)

    # Ways through

    def step_mention(self, delta: int, entity: str | None = None) -> Mention | None:
        """Go ``delta`` mentions on (of ``entity`` only, if it is named), round from the last to the first.

        Only what is underlined counts, and a name within a longer one only where its entity is asked for.
        Returns the mention that stands out now, ``None`` where there is none.
        """
        layer, types = self._mention_layer, self.overlay.types
        was, self.overlay.pointed.current_mention = self.overlay.pointed.current_mention, -1
        open_to = [
            index
            for index, mention in enumerate(layer.items)
            if mention.type in types
            and (mention.entity == entity if entity else not self.overlay.within_shown(layer, index))
        ]
        current = self._next(open_to, layer, was, delta, self._left_at)
        self._left_at = -1
        self.overlay.pointed.current_mention = current
        self.viewport().update()
        if current < 0:
            return None
        self.reveal(layer.spans[current][0])
        return layer.items[current]

    def show_mention(self, mention: Mention) -> None:
        """Bring a mention into view and let it stand out; one that is not on the page changes nothing."""
        index = self._index_of(mention)
        if index >= 0:
            self.overlay.pointed.current_mention = index
            self._left_at = -1
            self.reveal(mention.start)
            self.viewport().update()

    def pick_mention(self, start: int, end: int) -> bool:
        """Let the mention of ``text[start:end]`` stand out, not the selection; tell if it is there."""
        index = next((i for i, span in enumerate(self._mention_layer.spans) if span == (start, end)), -1)
        if index >= 0:
            self.clear_selection()
            self.overlay.pointed.current_mention = index
            self._left_at = -1
            self.viewport().update()
        return index >= 0

    def step_match(self, delta: int) -> int:
        """Go ``delta`` search matches on, round from the last to the first; return the index, -1 for none."""
        layer = self._match_layer
        current = self._next(range(len(layer.items)), layer, self.overlay.pointed.current_match, delta)
        self.overlay.pointed.current_match = current
        self.viewport().update()
        if current >= 0:
            self.reveal(layer.spans[current][0])
        return current

    def focus_highlight(self, highlight_id: str) -> None:
        """Bring a highlight into view and let it stand out; an empty or unknown id lets none."""
        self.overlay.pointed.highlight = highlight_id
        for item, (start, _end) in zip(self._highlight_layer.items, self._highlight_layer.spans, strict=True):
            if item.id == highlight_id:
                self.reveal(start)
        self.viewport().update()

    def step_highlight(self, delta: int) -> None:
        """Go to the next highlight (-1: the one before), round from the last to the first; it stands out."""
        layer, current = self._highlight_layer, self.overlay.pointed.highlight
        at = next((index for index, item in enumerate(layer.items) if item.id == current), -1)
        found = self._next(range(len(layer.items)), layer, at, delta)
        if found >= 0:
            self.focus_highlight(layer.items[found].id)

    def show_made(self, highlight_id: str) -> None:
        """Show a highlight in the place of the selection that it was made of; the keys mean it now."""
        self.clear_selection()
        self.overlay.pointed.highlight = highlight_id
        self.viewport().update()

    @property
    def current_highlight(self) -> Highlight | None:
        """The highlight that stands out, because it was clicked or asked for."""
        wanted = self.overlay.pointed.highlight
        return next((each for each in self._highlight_layer.items if each.id == wanted), None)

    def highlight_in(self, start: int, end: int) -> Highlight | None:
        """Return the shortest highlight that touches ``text[start:end]``."""
        layer = self._highlight_layer
        touching = [
            (stop - begin, index)
            for index, (begin, stop) in enumerate(layer.spans)
            if begin < end and stop > start
        ]
        return layer.items[min(touching)[1]] if touching else None

    @property
    def current_mention(self) -> Mention | None:
        """The mention that stands out, because it was stepped to or asked for."""
        current = self.overlay.pointed.current_mention
        return self._mention_layer.items[current] if 0 <= current < len(self._mention_layer.items) else None

    def _index_of(self, mention: Mention | None) -> int:
        """Return the index of a mention: the one of its place and type, else of its place; -1 for none."""
        if mention is None:
            return -1
        place = (mention.start, mention.end)
        same = [i for i, span in enumerate(self._mention_layer.spans) if span == place]
        return min(same, key=lambda i: self._mention_layer.items[i].type is not mention.type, default=-1)

    def _next(
        self, indices: Sequence[int], layer: Layer[Any], current: int, delta: int, left_at: int = -1
    ) -> int:
        """Return the index to step to: from the current one while it is in view, else from what is.

        ``left_at`` is where one stood that is gone, -1 for none.
        """
        if not indices or not delta:
            return -1
        if current in indices and self._in_view(layer.spans[current][0]):
            return indices[(list(indices).index(current) + delta) % len(indices)]
        here = left_at if left_at >= 0 and self._in_view(left_at) else self.position()
        later = [index for index in indices if layer.spans[index][0] >= here]
        if delta > 0:
            return later[min(delta, len(later)) - 1] if later else indices[0]
        return indices[(len(indices) - len(later) + delta) % len(indices)]

    def _in_view(self, offset: int) -> bool:
        if not self.page:
            return False
        line = self.geometry_of_text.line_at(self.page.positions.to_position(offset))
        target = self._glide.endValue() if self._gliding() else self.verticalScrollBar().value()
        return bool(int(target) <= line.bottom and line.top <= int(target) + self.viewport().height())

    # Laying and painting

    def page_was_set(self) -> None:
        """Lay the marks over the new document, or over the same in a new width."""
        positions = self.page.positions if self.page else _NOWHERE
        if positions is not self._laid_for:
            self._laid_for = positions
            self._mention_layer = mention_layer(self._mentions, positions)
            self._highlight_layer = highlight_layer(self._highlights, positions)
            current = self.overlay.pointed.current_match
            self._match_layer = match_layer(self._shown_matches(), positions)
            self.overlay.pointed.current_match = min(current, len(self._match_layer.items) - 1)
            self._notes.set_highlights(self._highlight_layer.items)
        self._notes.set_column(self.column)

    def _shown_matches(self) -> Sequence[Match]:
        """Return the matches to be shown now; those of the search unless something else is being sought."""
        return self._matches

    def _show_matches(self, matches: Sequence[Match]) -> None:
        self.overlay.pointed.current_match = -1
        self._match_layer = match_layer(matches, self._laid_for)
        self.viewport().update()

    def paint_beneath(self, painter: QPainter, blocks: list[QTextBlock], clip: QRectF) -> None:
        """Paint highlights, then matches, then underlines, and the notes beside them."""
        line = self.typography.line
        sight = Sight(self.geometry_of_text, clip.top() - line, clip.bottom() + line)
        for block in blocks:
            self.overlay.highlights(painter, sight, block, self._highlight_layer)
            self.overlay.matches(painter, sight, block, self._match_layer)
            self.overlay.mentions(painter, sight, block, self._mention_layer)
        self._notes.until(clip.bottom(), self._line_top)
        self._notes.paint(painter, clip, self.theme, self.overlay.pointed.highlight)

    def _line_top(self, highlight: Highlight) -> float:
        assert self.page is not None
        line = self.geometry_of_text.line_at(self.page.positions.to_position(highlight.selector.start))
        return line.baseline - line.px

    def _describe(self, highlight: Highlight) -> str:
        """Say under a note when it was written."""
        written = (highlight.modified or highlight.created)[:10]
        return self.translator.date(written) if written else ""

    # What is where

    def to_page(self, point: QPointF) -> QPointF:
        """Return a point of the viewport in document pixels."""
        return point + QPointF(0, self.verticalScrollBar().value())

    def mention_at(self, point: QPointF) -> int:
        """Return the index of the mention under a point of the viewport, -1 for none."""
        seen = self._under(self.to_page(point), self._mention_layer)
        return next((i for i in seen if self._mention_layer.items[i].type in self.overlay.types), -1)

    def highlight_at(self, point: QPointF, after: str = "") -> str:
        """Return the id of the highlight, or of the note, under a point of the viewport; empty for none.

        Of several it is the shortest or, where that is ``after``, the next longer one, round.
        """
        on_page = self.to_page(point)
        noted = self._notes.at(on_page)
        if noted:
            return noted
        seen = [self._highlight_layer.items[at].id for at in self._under(on_page, self._highlight_layer)]
        if not seen:
            return ""
        return seen[(seen.index(after) + 1) % len(seen)] if after in seen else seen[0]

    def note_at(self, point: QPointF) -> str:
        """Return the id of the highlight whose margin note is under a point of the viewport."""
        return self._notes.at(self.to_page(point))

    def highlight_box(self, highlight_id: str) -> QRect:
        """Return the box of a highlight in the view's own coordinates, empty where there is none."""
        box = QRectF()
        for index, item in enumerate(self._highlight_layer.items):
            if item.id == highlight_id:
                for line in self.boxes_of(self._highlight_layer, index):
                    box = box.united(line)
        top = QPointF(0, self.verticalScrollBar().value())
        return box.translated(QPointF(self.viewport().pos()) - top).toAlignedRect()

    def boxes_of(self, layer: Layer[Any], index: int) -> list[QRectF]:
        """Return the boxes of an item, one a line, in document pixels."""
        found: list[QRectF] = []
        for piece in self._laid_for.pieces(*layer.spans[index]):
            block = self.document().findBlockByNumber(piece.block)
            found.extend(box.band() for box in self.geometry_of_text.boxes(block, piece))
        return found

    def _under(self, point: QPointF, layer: Layer[Any]) -> list[int]:
        """Return the items whose boxes hold a point, the shortest first."""
        block = self.geometry_of_text.block_at(point.y())
        at = self.geometry_of_text.position_at(point)
        if at < 0 or not block.isValid():
            return []
        unit = at - block.position()
        near = [*layer.at(block.blockNumber(), unit), *layer.at(block.blockNumber(), unit - 1)]
        return [
            index
            for index in dict.fromkeys(near)
            for piece, of in layer.in_block(block.blockNumber())
            if of == index
            and any(box.band().contains(point) for box in self.geometry_of_text.boxes(block, piece))
        ]
