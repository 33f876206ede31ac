"""A row of the list of articles, painted: dot, title, second line, passage."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.i18n import Translator
from reader.models import Hit, Snippet, Summary
from reader.text.segment import minutes_to_read
from reader.ui.browse.article_model import HIT_ROLE, SUMMARY_ROLE
from reader.ui.browse.lines import Lines, Voice, from_first_mark, lay_out
from reader.ui.browse.look import Look
from reader.ui.fonts import SEMIBOLD

TITLE_LINES = 2
TEXT_LINES = 5  # of title and passage together
PASSAGE_LINES = 3
LEFT, RIGHT, ABOVE = 28, 20, 12
GAP = 4
DOT = 7
SIGN = 12
LEAST_SOURCE = 48
BAR = 3
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class _Metrics:
    """The heights of the parts of a row, in logical pixels."""

    title: int
    meta: int
    passage: int

    def row(self, *, with_passage: bool) -> int:
        passage = GAP + PASSAGE_LINES * self.passage if with_passage else 0
        return 2 * ABOVE + TITLE_LINES * self.title + GAP // 2 + self.meta + passage


class ArticleDelegate(QStyledItemDelegate):
    """Paints articles. All rows have one height, :meth:`row_height`, and a higher one while searching."""

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__()
        self._translator = translator
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self._metrics = _Metrics(look.scaled(20), look.scaled(18), look.scaled(20))
        self._meta_font = look.small()
        mark = QTextCharFormat()
        mark.setFontWeight(SEMIBOLD)
        mark.setForeground(QColor(look.theme.ink))
        self._title = Voice(look.title(), self._metrics.title)
        self._derived = Voice(look.title(italic=True), self._metrics.title)
        underlined = QTextCharFormat()
        underlined.setBackground(QColor(look.theme.match))
        self._marked_title = Voice(look.title(), self._metrics.title, underlined)
        self._passage = Voice(look.passage(), self._metrics.passage, mark)

    def row_height(self, *, searching: bool) -> int:
        """Return the height of every row."""
        return self._metrics.row(with_passage=searching)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row, or a quiet placeholder while its article is not loaded."""
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, selected=selected)
        summary = index.data(SUMMARY_ROLE)
        inside = option.rect.adjusted(LEFT, ABOVE, -RIGHT, -ABOVE)
        if isinstance(summary, Summary):
            hit = index.data(HIT_ROLE)
            self._paint_article(painter, inside, summary, hit if isinstance(hit, Hit) else None)
        else:
            self._paint_placeholder(painter, inside)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, selected: bool) -> None:
        theme, rect = self._look.theme, option.rect
        if selected:
            painter.fillRect(rect, QColor(theme.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect.x(), rect.y(), BAR, rect.height() - 1, QColor(theme.accent))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(theme.line))

    def _paint_article(self, painter: QPainter, inside: QRect, summary: Summary, hit: Hit | None) -> None:
        theme, metrics = self._look.theme, self._metrics
        title = self._title_lines(summary, hit, inside.width())
        passage = self._passage_lines(hit, inside.width(), title.count)
        used = title.height + GAP // 2 + metrics.meta + (GAP + passage.height if passage else 0)
        x, y = inside.x(), inside.y() + max(0, inside.height() - used) // 2
        if not summary.read:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(x - 16, y + (metrics.title - DOT) // 2 + 1, DOT, DOT)
        title.draw(painter, x, y, QColor(theme.ink))
        y += title.height + GAP // 2
        self._paint_meta(painter, QRect(x, y, inside.width(), metrics.meta), summary)
        if passage:
            passage.draw(painter, x, y + metrics.meta + GAP, QColor(theme.soft))

    def _title_lines(self, summary: Summary, hit: Hit | None, width: int) -> Lines:
        meta = summary.metadata
        if hit is not None and hit.title.text:
            return lay_out(hit.title, self._marked_title, width, TITLE_LINES)
        voice = self._derived if meta.title_derived else self._title
        return lay_out(Snippet(meta.title), voice, width, TITLE_LINES)

    def _passage_lines(self, hit: Hit | None, width: int, title_lines: int) -> Lines | None:
        if hit is None or not hit.snippet.text:
            return None
        most = min(PASSAGE_LINES, TEXT_LINES - title_lines)
        return lay_out(from_first_mark(hit.snippet), self._passage, width, most)

    def _paint_meta(self, painter: QPainter, rect: QRect, summary: Summary) -> None:
        """Paint the second line. Where it is too long, the reading time goes, then the source is cut."""
        metrics = QFontMetrics(self._meta_font)
        number = self._translator.number(summary.highlights) if summary.highlights else ""
        size = self._look.scaled(SIGN)
        after = (size + 2 * GAP if summary.starred else 0) + (
            size + 3 * GAP + metrics.horizontalAdvance(number) if number else 0
        )
        facts = self._facts(summary)
        room = rect.width() - after - metrics.horizontalAdvance(SEPARATOR.join(["", *facts]))
        if room < self._look.scaled(LEAST_SOURCE) and summary.metadata.source and len(facts) > 1:
            room += metrics.horizontalAdvance(SEPARATOR + facts.pop())
        source = metrics.elidedText(summary.metadata.source, Qt.TextElideMode.ElideRight, max(0, room))
        line = SEPARATOR.join(part for part in (source, *facts) if part)
        line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width() - after)
        self._say(painter, rect, line)
        x = rect.x() + metrics.horizontalAdvance(line) + 2 * GAP
        if summary.starred:
            self._sign(painter, "star-filled", self._look.theme.accent, x, rect)
            x += size + 2 * GAP
        if number:
            self._sign(painter, "highlight", self._look.theme.soft, x, rect)
            self._say(painter, rect.adjusted(x + size + GAP - rect.x(), 0, 0, 0), number)

    def _say(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._meta_font)
        painter.setPen(QColor(self._look.theme.soft))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _sign(self, painter: QPainter, name: str, color: str, x: int, rect: QRect) -> None:
        size = self._look.scaled(SIGN)
        pixmap = self._look.icons.pixmap(name, color, size, painter.device().devicePixelRatioF())
        painter.drawPixmap(x, rect.y() + (rect.height() - size) // 2, pixmap)

    def _facts(self, summary: Summary) -> list[str]:
        """Return the parts of the second line after the source."""
        minutes = self._translator.ngettext("{n} min", "{n} min", minutes_to_read(summary.words))
        return [
            fact for fact in (self._translator.date(summary.metadata.published, "medium"), minutes) if fact
        ]

    def _paint_placeholder(self, painter: QPainter, inside: QRect) -> None:
        """Paint bars where title and second line will stand."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.line))
        height = self._metrics.title * TITLE_LINES + self._metrics.meta
        y = inside.y() + max(0, inside.height() - height) // 2 + 8
        for share, thick, down in ((0.8, 10, 0), (0.45, 8, self._metrics.title + 4)):
            painter.drawRoundedRect(inside.x(), y + down, round(inside.width() * share), thick, 4, 4)
