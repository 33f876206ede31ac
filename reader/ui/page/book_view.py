"""A book page to read and to select from: painted as a whole, moved and searched by keys, copied truly."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from reader.i18n import Translator
from reader.ui.fonts import FontFamilies, text_font
from reader.ui.page.geometry import LineBox
from reader.ui.page.ornaments import Ornaments
from reader.ui.page.overlay import joined
from reader.ui.page.positions import Piece
from reader.ui.page.set_view import SetView
from reader.ui.page.typography import Typography

SELECTING = Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
_KEYBOARD_REASONS = {
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason,
}  # fmt: skip
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_MOVES = _ARROWS | {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class BookView(SetView):
    """Shows an article to be read and selected from."""

    selection_made = Signal(int, int)
    link_clicked = Signal(str)

    def __init__(self, translator: Translator, fonts: FontFamilies, parent: QWidget | None = None) -> None:
        super().__init__(translator, fonts, parent)
        self._caret = False
        self._focus_seen = False
        self.setTextInteractionFlags(SELECTING)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(lambda url: self.link_clicked.emit(url.toString()))
        self.verticalScrollBar().valueChanged.connect(self._repaint_what_stays)

    def set_typography(self, typography: Typography) -> None:
        """Set the page anew; the line that was on top stays there, and what was selected stays selected."""
        selected = self.selection()
        super().set_typography(typography)
        if selected:
            self.select(*selected)

    # Selection

    def selection(self) -> tuple[int, int] | None:
        """Return what is selected of the article's text, without the blanks around it."""
        cursor = self.textCursor()
        if not self.page or not self.article or not cursor.hasSelection():
            return None
        positions = self.page.positions
        if not positions or cursor.selectionEnd() <= positions.first_position:
            return None
        start, end = positions.to_offset(cursor.selectionStart()), positions.to_offset(cursor.selectionEnd())
        text = self.article.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def select(self, start: int, end: int) -> None:
        """Select ``text[start:end]``; the view does not move."""
        if not self.page:
            return
        kept = self.verticalScrollBar().value()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.page.positions.to_position(start))
        cursor.setPosition(self.page.positions.to_position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(kept)

    def selection_box(self) -> QRect:
        """Return the box of the selection in the view's own coordinates, empty where none is to be seen."""
        cursor, shown = self.textCursor(), QRectF()
        if cursor.hasSelection():
            top = self.verticalScrollBar().value()
            for block, _ in self.geometry_of_text.blocks_between(top, top + self.viewport().height()):
                for box in self._selected_boxes(block):
                    shown = shown.united(box.band())
            shown.translate(QPointF(self.viewport().pos()) - QPointF(0, top))
        return shown.toAlignedRect()

    def _selected_boxes(self, block: QTextBlock) -> list[LineBox]:
        cursor = self.textCursor()
        start = max(cursor.selectionStart() - block.position(), 0)
        end = min(cursor.selectionEnd() - block.position(), block.length() - 1)
        if not cursor.hasSelection() or start >= end:
            return []
        return self.geometry_of_text.boxes(block, Piece(block.blockNumber(), start, end))

    def clear_selection(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the article's own characters, not the ones that Qt shows in their place."""
        made = QMimeData()
        selected = self.selection()
        parts = [self._selected_header()]
        if selected and self.article:
            parts.append(self.article.text[selected[0] : selected[1]])
        made.setText("\n\n".join(part for part in parts if part))
        return made

    def _selected_header(self) -> str:
        """Return what is selected of the lines above the text."""
        cursor = QTextCursor(self.textCursor())
        first = self.page.positions.first_position if self.page else 0
        start, end = cursor.selectionStart(), min(cursor.selectionEnd(), first)
        if start >= end:
            return ""
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return unicodedata.normalize("NFC", cursor.selectedText().replace("\u2029", "\n").strip())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, marks, selection and text, of the visible blocks only."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self.theme.page))
        if self.page is None or self.article is None:
            self._paint_placeholder(painter)
        else:
            scrolled = self.verticalScrollBar().value()
            painter.translate(0, -scrolled)
            self._paint_page(painter, QRectF(event.rect()).translated(0, scrolled))
            painter.translate(0, scrolled)
        if self._focus_seen and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def paint_beneath(self, painter: QPainter, blocks: list[QTextBlock], clip: QRectF) -> None:
        """Paint what lies beneath the text of ``blocks``, in document pixels. For those who add marks."""

    def _paint_page(self, painter: QPainter, clip: QRectF) -> None:
        assert self.page is not None
        assert self.article is not None
        # Bands reach a little above and below their lines, so look a line further.
        top, bottom = clip.top() - self.typography.line, clip.bottom() + self.typography.line
        blocks = [block for block, _ in self.geometry_of_text.blocks_between(top, bottom)]
        column = QRectF(self.column.left, 0, self.column.width, 1)
        ornaments = Ornaments(self.theme, self.page, self.geometry_of_text, self.article.text)
        for block in blocks:
            ornaments.paint(painter, block, column)
        self.paint_beneath(painter, blocks, clip)
        for block in blocks:
            bands = [box.band() for box in self._selected_boxes(block)]
            painter.fillPath(joined(bands), QColor(self.theme.selection))
        self._underline_links(painter, blocks)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        context.cursorPosition = -1
        context.clip = clip
        context.selections = self._toned(blocks)
        self.document().documentLayout().draw(painter, context)
        if self._caret and self.hasFocus():
            self._paint_caret(painter)

    def _toned(self, blocks: list[QTextBlock]) -> list[QAbstractTextDocumentLayout.Selection]:
        """Return the inks of the visible text; given as selections, they change without a new layout."""
        assert self.page is not None
        if not blocks:
            return []
        toned = self.page.toned
        first, last = blocks[0].position(), blocks[-1].position() + blocks[-1].length()
        low = bisect_left(toned, first, key=lambda run: run.end)
        high = bisect_right(toned, last, key=lambda run: run.start)
        made = []
        for run in toned[low:high]:
            cursor = QTextCursor(self.document())
            cursor.setPosition(run.start)
            cursor.setPosition(run.end, QTextCursor.MoveMode.KeepAnchor)
            ink = QTextCharFormat()
            ink.setForeground(QColor(getattr(self.theme, run.tone)))
            selection = QAbstractTextDocumentLayout.Selection()
            selection.cursor, selection.format = cursor, ink
            made.append(selection)
        return made

    def _underline_links(self, painter: QPainter, blocks: list[QTextBlock]) -> None:
        """Draw a hairline close beneath links: colour alone does not tell everyone."""
        assert self.page is not None
        ink = QColor(self.theme.accent)
        ink.setAlphaF(0.55)
        painter.setPen(QPen(ink, 1))
        for block in blocks:
            first, last = block.position(), block.position() + block.length()
            low, high = (bisect_left(self.page.links, at, key=lambda link: link[0]) for at in (first, last))
            for start, end in self.page.links[low:high]:
                piece = Piece(block.blockNumber(), start - first, end - first)
                for box in self.geometry_of_text.boxes(block, piece):
                    height = box.baseline + round(0.16 * box.px) + 0.5
                    painter.drawLine(QPointF(box.left, height), QPointF(box.right, height))

    def _paint_caret(self, painter: QPainter) -> None:
        box = QRectF(self.cursorRect()).translated(0, self.verticalScrollBar().value())
        painter.fillRect(QRectF(round(box.left()) - 1, box.top(), 2, box.height()), QColor(self.theme.accent))

    def _paint_placeholder(self, painter: QPainter) -> None:
        """Write the empty page's words a little above its middle."""
        headline, _, rest = self._placeholder.partition("\n")
        area = QRectF(self.viewport().rect()).adjusted(32, 0, -32, 0)
        middle = area.center().y() - 48
        wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(text_font(self.fonts.serif, 20))
        painter.setPen(QColor(self.theme.soft))
        above = QRectF(area.left(), 0, area.width(), middle)
        painter.drawText(above, int(wrapped | Qt.AlignmentFlag.AlignBottom), headline)
        painter.setFont(self.fonts.ui(14))
        painter.setPen(QColor(self.theme.faint))
        below = QRectF(area.left(), middle + 12, area.width(), area.height() - middle)
        painter.drawText(below, int(wrapped | Qt.AlignmentFlag.AlignTop), rest)

    def _repaint_what_stays(self) -> None:
        """Scrolling moves what was painted; a focus frame has to stay where it is."""
        if self._focus_seen:
            self.viewport().update()

    # Keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by plain keys, select with Shift, move a caret when F7 has switched it on.

        Other keys go on to the window, whose shortcuts they may be.
        """
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F7:
            self.set_caret(on=not self._caret)
        elif key == Qt.Key.Key_Space:
            self.read_on(-1 if shift else 1)
        elif key == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.clear_selection()
        elif key in _MOVES and (shift or self._caret):
            self._move_caret(event)
        elif key in _MOVES:
            self._scroll_by_key(key)
        elif key in ENTER and self.textCursor().hasSelection() and self.textCursor().charFormat().isAnchor():
            self.link_clicked.emit(self.textCursor().charFormat().anchorHref())
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Tell of a selection when the key that made it is let go."""
        if event.key() in _MOVES | {Qt.Key.Key_Shift, Qt.Key.Key_A} and not event.isAutoRepeat():
            self._tell_selection()
        super().keyReleaseEvent(event)

    def set_caret(self, *, on: bool) -> None:
        """Switch the caret on or off that arrows move through the text."""
        self._caret = on
        if on:
            self._bring_caret_into_view()
        self.viewport().update()

    def _move_caret(self, event: QKeyEvent) -> None:
        if not self.textCursor().hasSelection():
            self._bring_caret_into_view()
        super().keyPressEvent(event)
        self.ensureCursorVisible()
        self.viewport().update()

    def _bring_caret_into_view(self) -> None:
        """Let a caret that was left behind begin at the first line to be seen."""
        if self.page is None or self.viewport().rect().intersects(self.cursorRect()):
            return
        cursor = self.textCursor()
        cursor.setPosition(self.page.positions.to_position(self.position()))
        self.setTextCursor(cursor)

    def _scroll_by_key(self, key: Qt.Key) -> None:
        bar = self.verticalScrollBar()
        if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.read_on(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._lay_out_all()
            self._scroll(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum(), animate=True)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            bar.setValue(bar.value() + (2 if key == Qt.Key.Key_Down else -2) * self.typography.line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, even inside one: text is not dragged out of the page."""
        if event.button() == Qt.MouseButton.LeftButton and self.textCursor().hasSelection():
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if not extends:
                self.clear_selection()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a selection once the mouse is let go."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self._tell_selection()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus to those who come with the keyboard."""
        self._focus_seen = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        self._focus_seen = False
        super().focusOutEvent(event)
        self.viewport().update()

    def _tell_selection(self) -> None:
        selected = self.selection()
        if selected:
            self.selection_made.emit(*selected)
