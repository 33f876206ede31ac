"""Rows of the list of notes, painted: a head, a highlight with its colour, quote and note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.i18n import Translator
from reader.models import Highlight, Snippet, Summary
from reader.ui.browse.lines import Voice, lay_out
from reader.ui.browse.look import Look
from reader.ui.browse.notes_filter import Grouping
from reader.ui.browse.notes_model import ENTRY_ROLE, NotesModel, TagHead, WholeNote
from reader.ui.panel.card_look import paint_bar

LEFT, RIGHT, ABOVE = 32, 20, 8
BAR, BAR_X = 4, 20
HEAD_LEFT = 20
SHORT = 36  # code points that fit a line of the narrowest list
SEPARATOR = " · "

Index = QModelIndex | QPersistentModelIndex


class NotesDelegate(QStyledItemDelegate):
    """Paints articles and highlights. Heights follow from the lengths of texts: layout is quick."""

    def __init__(self, notes: NotesModel, translator: Translator, look: Look) -> None:
        super().__init__()
        self._notes = notes
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
        entry = self._notes.entries[index.row()]  # asked of every row: the way through Qt takes as long again
        if isinstance(entry, Highlight):
            note = lines_of(self._notes.plain(entry.note)) * self._small_line
            height = lines_of(entry.selector.exact) * self._line + note + (2 if note else 0)
            return QSize(0, 2 * ABOVE + height + self._small_line)
        if isinstance(entry, WholeNote):
            return QSize(
                0, 2 * ABOVE + lines_of(self._notes.plain(entry.note)) * self._small_line + self._small_line
            )
        lines = self._line + (0 if isinstance(entry, TagHead) else self._small_line)
        return QSize(0, lines + 2 * ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a head or a highlight."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Summary):
            meta = entry.metadata
            facts = (meta.source, self._translator.date(meta.published, "medium"))
            self._paint_head(painter, option.rect, meta.title, facts, first=index.row() == 0)
        elif isinstance(entry, TagHead):
            name = self._notes.head_name(entry)
            self._paint_head(painter, option.rect, name, (), first=index.row() == 0)
        elif isinstance(entry, WholeNote):
            self._paint_ground(painter, option)
            self._paint_whole(painter, option.rect, entry)
        elif isinstance(entry, Highlight):
            self._paint_ground(painter, option)
            self._paint_highlight(painter, option.rect, entry)
        painter.restore()

    def _paint_head(
        self, painter: QPainter, rect: QRect, name: str, facts: Sequence[str], *, first: bool
    ) -> None:
        theme = self._look.theme
        if not first:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 1, QColor(theme.line))
        inside = rect.adjusted(HEAD_LEFT, ABOVE * 3 // 2, -RIGHT, 0)
        title = lay_out(Snippet(name), self._title, inside.width(), 1)
        title.draw(painter, inside.x(), inside.y(), QColor(theme.ink))
        line = SEPARATOR.join(fact for fact in facts if fact)
        self._say(painter, inside.adjusted(0, self._line, 0, 0), line, theme.soft)

    def _paint_whole(self, painter: QPainter, rect: QRect, whole: WholeNote) -> None:
        """Paint the note on an article: no colour, a frame's left edge in the accent."""
        theme, inside = self._look.theme, rect.adjusted(LEFT, ABOVE, -RIGHT, -ABOVE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(BAR_X + 1, inside.y() + 2, 2, inside.height() - 4, 1, 1)
        text = self._notes.plain(whole.note)
        note = lay_out(Snippet(text), self._note, inside.width(), lines_of(text))
        note.draw(painter, inside.x(), inside.y(), QColor(theme.ink))
        said = self._translator.gettext("Note on the whole article")
        self._say(painter, inside.adjusted(0, note.height, 0, 0), said, theme.faint)

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
        paint_bar(painter, QRectF(BAR_X, inside.y() + 2, BAR, inside.height() - 4), highlight, theme)
        quote = Snippet(highlight.selector.exact)
        lines = lay_out(quote, self._quote, inside.width(), lines_of(quote.text))
        lines.draw(painter, inside.x(), inside.y(), QColor(theme.ink))
        y = lines.height
        if highlight.note:
            said = self._notes.plain(highlight.note)
            note = lay_out(Snippet(said), self._note, inside.width(), lines_of(said))
            note.draw(painter, inside.x(), inside.y() + y + 2, QColor(theme.soft))
            y += note.height + 2
        line = SEPARATOR.join(self._facts(highlight))
        self._say(painter, inside.adjusted(0, y, 0, 0), line, theme.faint)

    def _facts(self, highlight: Highlight) -> list[str]:
        """Return what stands below a highlight: its star, when it was made or deleted, where, its tags."""
        _ = self._translator.gettext
        gone = self._notes.deleted(highlight.id)
        when = _("deleted {date}").format(date=self._translator.date(gone)) if gone else ""
        facts = [("★" if highlight.starred else ""), when or self._translator.date(highlight.created)]
        if self._notes.grouping is Grouping.TAG:
            facts.append(self._notes.title(highlight.article_id))
        facts += [_("place not found")] if highlight.orphan else []
        return [fact for fact in (*facts, *(f"#{tag}" for tag in highlight.tags)) if fact]

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
