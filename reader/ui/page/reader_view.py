"""The page: an article to read, to point at, to select from and to search, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from reader.i18n import Translator
from reader.models import Article, Color, Highlight, Mention, Style
from reader.ui.fonts import FontFamilies
from reader.ui.page.book_view import ENTER
from reader.ui.page.find_bar import FindBar, find_all
from reader.ui.page.floating import GAP
from reader.ui.page.marks import Match
from reader.ui.page.selection_bar import COPY_KEY, SEARCH_KEY, SelectionBar
from reader.ui.page.span_view import SpanView
from reader.ui.page.typography import Typography
from reader.ui.theme import Theme


class ReaderView(SpanView):
    """Shows an article and speaks in signals of what the reader wants. Offsets are code points.

    ``highlight_requested`` carries start, end and a :class:`Color`, or None for the last one.
    ``style_chosen`` carries how new highlights are to be drawn.
    """

    highlight_clicked = Signal(str)
    note_edit_requested = Signal(str)
    highlight_requested = Signal(int, int, object)
    note_requested = Signal(int, int)
    copy_requested = Signal(int, int)
    style_chosen = Signal(object)

    def __init__(self, translator: Translator, fonts: FontFamilies, parent: QWidget | None = None) -> None:
        super().__init__(translator, fonts, parent)
        self._found: Sequence[Match] | None = None
        self._pressed = QPointF()
        self._bar = SelectionBar(translator, self)
        self._find_bar = FindBar(translator, self)
        self._connect()
        self.set_theme(self.theme)

    def _connect(self) -> None:
        self.selection_made.connect(self._offer)
        self.selectionChanged.connect(self._on_selection_changed)
        self.verticalScrollBar().valueChanged.connect(self._put_tools_away)
        self._bar.highlight_requested.connect(self.highlight_requested)
        self._bar.note_requested.connect(self.note_requested)
        self._bar.style_chosen.connect(self.style_chosen)
        self._bar.copy_requested.connect(self.copy_requested)
        self._bar.search_requested.connect(self.search_requested)
        self._bar.entity.marked.connect(self.mark_requested)
        self._bar.entity.grown.connect(self._place_bar)
        self.take_row(self._bar.entity)
        self._find_bar.query_changed.connect(self._find)
        self._find_bar.step_requested.connect(self._step_found)
        self._find_bar.closed.connect(self.close_find)

    # What is shown

    def show_article(
        self,
        article: Article,
        mentions: Sequence[Mention] = (),
        highlights: Sequence[Highlight] = (),
        matches: Sequence[Match] = (),
    ) -> None:
        """Show ``article`` from its head, with all that is marked in it."""
        self._put_tools_away()
        super().show_article(article, mentions, highlights, matches)
        if self._find_bar.isVisible():
            self._find(self._find_bar.field.text())

    def clear(self) -> None:
        """Show the empty page."""
        self._put_tools_away()
        self.close_find()
        super().clear()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours. The layout stays."""
        super().set_theme(theme)
        for tool in (self._bar, self._find_bar):
            tool.set_theme(theme)

    def set_typography(self, typography: Typography) -> None:
        """Set the page anew; the line that was on top stays there, and what was selected stays selected."""
        self._put_tools_away()
        super().set_typography(typography)

    # Find in the article

    def open_find(self) -> None:
        """Open the find bar, with what is selected as the words to find."""
        selected = self.selection()
        if self.article is None:
            return
        if selected and "\n" not in self.article.text[slice(*selected)]:
            self._find_bar.field.setText(self.article.text[slice(*selected)])
        self._find_bar.adjustSize()
        self._place_find_bar()
        self._find_bar.show()
        self._find_bar.raise_()
        self._find_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find_bar.field.selectAll()
        self._find(self._find_bar.field.text())

    def close_find(self) -> None:
        """Close the find bar; the matches of the library's search come back."""
        if not self._find_bar.isHidden():
            self._find_bar.hide()
            self.setFocus()
        self._found = None
        self._show_matches(self._shown_matches())

    def find_next(self, delta: int = 1) -> None:
        """Go to the next match (-1: the one before); where there is none, ask for one."""
        if self._found or (self._find_bar.isHidden() and self._matches):
            self._step_found(delta)
        else:
            self.open_find()

    def _find(self, wanted: str) -> None:
        self._found = find_all(self.article.text, wanted) if self.article else []
        self._show_matches(self._found)
        self._find_bar.set_count(self.step_match(1), len(self._found))

    def _step_found(self, delta: int) -> None:
        current = self.step_match(delta)
        self._find_bar.set_count(current, len(self._shown_matches()))

    def _shown_matches(self) -> Sequence[Match]:
        return self._matches if self._found is None else self._found

    # The bar at the selection

    def _offer(self, start: int, end: int) -> None:
        assert self.article is not None
        self.hide_card()
        self._bar.set_selection(start, end, self.article.text[start:end], self.naming_of(start, end))
        self._bar.show_beside(self.selection_box(), self._viewport_area(), above=True)

    def _place_bar(self) -> None:
        """Let a bar that has grown stand beside the selection, not upon it."""
        if self._bar.isVisible():
            self._bar.show_beside(self.selection_box(), self._viewport_area(), above=True)

    def _on_selection_changed(self) -> None:
        if not self.textCursor().hasSelection():
            self._bar.hide()

    def propose(self, start: int, end: int) -> None:
        """Select a stretch and offer what can be done with it, the focus staying on the page."""
        self.select(start, end)
        self._offer(start, end)

    def ask_name(self) -> None:
        """Let the full name be typed of what is selected, or of the current mention."""
        current = self.current_mention
        if self.selection() is None and current:
            self.select(current.start, current.end)
        if (span := self.selection()) and self.naming_of(*span):
            self._offer(*span)
            self._bar.entity.open_name()

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Call the colours of the bar as the reader calls them."""
        self._bar.set_color_names(names)

    def set_style(self, style: Style) -> None:
        """Show in the bar how new highlights are drawn."""
        self._bar.set_style(style)

    def hide_bar(self) -> None:
        """Put the bar at the selection, and the card, away: what they offer is being done."""
        inside = self._card.in_use() or self._bar.isAncestorOf(self.window().focusWidget() or self)
        self._put_tools_away()
        if inside:
            self.setFocus()

    def _put_tools_away(self) -> None:
        self._bar.hide()
        self.hide_card()

    # Clicking

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        self._pressed = event.position()
        self._put_tools_away()
        if not self.grab_handle(event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click on an entity, a highlight or a note."""
        if self.drop_handle():
            return
        super().mouseReleaseEvent(event)
        still = (event.position() - self._pressed).manhattanLength() < GAP / 2
        if event.button() != Qt.MouseButton.LeftButton or not still or self.textCursor().hasSelection():
            return
        self._click(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a margin note for editing; elsewhere select the word."""
        note = self.note_at(event.position())
        if note:
            self.note_edit_requested.emit(note)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying, and what the bar offers."""
        if self.article is not None:
            menu = self._menu()
            menu.exec(event.globalPos())
            menu.deleteLater()

    def _click(self, point: QPointF) -> None:
        if self.anchorAt(point.toPoint()):
            return
        mention = None if self.note_at(point) else self.mention_under(point)
        if mention:
            self.entity_clicked.emit(mention)
            return
        highlight = self.highlight_at(point, after=self.overlay.pointed.highlight)
        if highlight != self.overlay.pointed.highlight:
            self.overlay.pointed.highlight = highlight
            self.viewport().update()
        if highlight:
            self.highlight_clicked.emit(highlight)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the bar's keys say while something is selected; open the current mention with Enter."""
        selected = self.selection()
        if event.matches(QKeySequence.StandardKey.Find):
            self.open_find()
        elif event.key() == Qt.Key.Key_F3:
            self.find_next(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif (event.key() == Qt.Key.Key_Escape and self._escape()) or (
            selected and (self._act_on_selection(selected, event) or self._resize(selected, event))
        ):
            return
        elif event.key() in ENTER and self.overlay.pointed.current_mention >= 0:
            self.entity_clicked.emit(self._mention_layer.items[self.overlay.pointed.current_mention])
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own names
        """Go from a selection into its bar, otherwise from link to link and on."""
        if next and self._bar.isVisible() and self.hasFocus():
            self._bar.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(next)

    def _act_on_selection(self, selected: tuple[int, int], event: QKeyEvent) -> bool:
        assert self.article is not None
        self._bar.set_selection(*selected, self.article.text[slice(*selected)], self.naming_of(*selected))
        return self._bar.act_on_key(event)

    def _resize(self, selected: tuple[int, int], event: QKeyEvent) -> bool:
        """Enter gives a mention of which less or more is selected the length of the selection."""
        naming = self.naming_of(*selected)
        if event.key() not in ENTER or naming is None or not naming.resizes:
            return False
        self._bar.hide()
        self.resize_requested.emit(naming.mention, *selected)
        return True

    def _escape(self) -> bool:
        """Put away what floats, one thing a time; return whether there was something."""
        if self._bar.isVisible() or self._card.isVisible():
            self._put_tools_away()
            return True
        if self._find_bar.isVisible():
            self.close_find()
            return True
        return False

    def _menu(self) -> QMenu:
        assert self.article is not None
        _ = self.translator.gettext
        menu, selected = QMenu(self), self.selection()
        copy = menu.addAction(_("Copy"), QKeySequence.StandardKey.Copy, self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        if selected:
            words = self.article.text[slice(*selected)]
            menu.addAction(
                _("Copy with citation"), QKeySequence(COPY_KEY), lambda: self.copy_requested.emit(*selected)
            )
            menu.addAction(_("Write a note"), QKeySequence("N"), lambda: self.note_requested.emit(*selected))
            menu.addAction(
                _("Search for this"), QKeySequence(SEARCH_KEY), lambda: self.search_requested.emit(words)
            )
        menu.addSeparator()
        menu.addAction(_("Select all"), QKeySequence.StandardKey.SelectAll, self.selectAll)
        menu.addAction(_("Find in this article"), QKeySequence.StandardKey.Find, self.open_find)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the find bar in its corner; put away what stood beside a place that has moved."""
        self._put_tools_away()
        super().resizeEvent(event)
        if not self._find_bar.isHidden():
            self._place_find_bar()

    def _place_find_bar(self) -> None:
        self._find_bar.move(self._viewport_area().right() - self._find_bar.width() - 2 * GAP, GAP)
