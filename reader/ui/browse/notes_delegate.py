"""Rows of the list of notes, painted: an article as a head, a highlight with its colour, quote and note."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.i18n import Translator
from reader.models import Highlight, Snippet, Summary
from reader.ui.browse.lines import Voice, lay_out
from reader.ui.browse.look import Look
from reader.ui.browse.notes_model import ENTRY_ROLE

LEFT, RIGHT, ABOVE = 32, 20, 8
BAR, BAR_X = 4, 20
HEAD_LEFT = 20
SHORT = 36  # code points that fit a line of the narrowest list
SEPARATOR = " · "

Index = QModelIndex | QPersistentModelIndex


class NotesDelegate(QStyledItemDelegate):
    """Paints articles and highlights. Heights follow from the lengths of texts: layout is quick."""

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__()
        self._translator = translator
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self._line = look.scaled(20)
        self._small_line = look.scaled(18)
        self._quote = Voice(look.passage(), self._line)
        self._note = Voice(look.label(), self._small_line)
        self._title = Voice(look.title(), self._line)
        self._small = look.small()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; the width is the view's."""
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Highlight):
            note = lines_of(entry.note) * self._small_line
            height = lines_of(entry.selector.exact) * self._line + note + (2 if note else 0)
            return QSize(0, 2 * ABOVE + height + self._small_line)
        return QSize(0, self._line + self._small_line + 2 * ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a head or a highlight."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Summary):
            self._paint_head(painter, option.rect, entry, first=index.row() == 0)
        elif isinstance(entry, Highlight):
            self._paint_ground(painter, option)
            self._paint_highlight(painter, option.rect, entry)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, summary: Summary, *, first: bool) -> None:
        theme, meta = self._look.theme, summary.metadata
        if not first:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 1, QColor(theme.line))
        inside = rect.adjusted(HEAD_LEFT, ABOVE * 3 // 2, -RIGHT, 0)
        title = lay_out(Snippet(meta.title), self._title, inside.width(), 1)
        title.draw(painter, inside.x(), inside.y(), QColor(theme.ink))
        facts = (meta.source, self._translator.date(meta.published, "medium"))
        line = SEPARATOR.join(fact for fact in facts if fact)
        self._say(painter, inside.adjusted(0, self._line, 0, 0), line, theme.soft)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, rect, state = self._look.theme, option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.hover))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), QColor(theme.accent))

    def _paint_highlight(self, painter: QPainter, rect: QRect, highlight: Highlight) -> None:
        theme = self._look.theme
        inside = rect.adjusted(LEFT, ABOVE, -RIGHT, -ABOVE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.highlight(highlight.color))
        painter.drawRoundedRect(BAR_X, inside.y() + 2, BAR, inside.height() - 4, 2, 2)
        quote = Snippet(highlight.selector.exact)
        lines = lay_out(quote, self._quote, inside.width(), lines_of(quote.text))
        lines.draw(painter, inside.x(), inside.y(), QColor(theme.ink))
        y = lines.height
        if highlight.note:
            note = lay_out(Snippet(highlight.note), self._note, inside.width(), lines_of(highlight.note))
            note.draw(painter, inside.x(), inside.y() + y + 2, QColor(theme.soft))
            y += note.height + 2
        facts = [self._translator.date(highlight.created, "medium")]
        facts += [self._translator.gettext("place not found")] if highlight.orphan else []
        line = SEPARATOR.join(fact for fact in facts if fact)
        self._say(painter, inside.adjusted(0, y, 0, 0), line, theme.faint)

    def _say(self, painter: QPainter, rect: QRect, text: str, color: str) -> None:
        """Paint one small line at the top of ``rect``."""
        text = QFontMetrics(self._small).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(self._small)
        painter.setPen(QColor(color))
        where = QRect(rect.x(), rect.y(), rect.width(), self._small_line)
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def lines_of(text: str) -> int:
    """Return how many lines a text is given: none, one, or two where it may not fit one."""
    return 0 if not text else 1 if len(text) <= SHORT else 2
