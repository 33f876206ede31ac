"""Notes in the margin, each beside its line, none upon another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from reader.export.notes import plain_note
from reader.models import Highlight
from reader.ui.fonts import FontFamilies
from reader.ui.page.positions import cut_units
from reader.ui.theme import Theme

BAR = 3.0
INDENT = 12.0
BETWEEN = 14.0
MOST_LINES = 9
TEXT_PX, META_PX, LEADING = 13, 11, 19


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands across the page, and where the notes: pixels from the left. No room: width 0."""

    left: int
    width: int
    notes_left: int = 0
    notes_width: int = 0


def place_column(available: int, wanted: int) -> Column:
    """Place text and notes in ``available`` pixels: the text in the middle unless the notes push it aside."""
    edge, gap, narrowest, widest = 28, 36, 128, 240
    width = min(wanted, available - 2 * edge)
    left = (available - width) // 2
    notes = min(widest, available - width - gap - 2 * edge)
    if notes < narrowest:
        return Column(left, width)
    left = min(left, available - edge // 2 - notes - gap - width)
    return Column(left, width, left + width + gap, notes)


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note where it stands: its box, and its lines of text and of what is said beneath."""

    highlight: Highlight
    box: QRectF
    lines: tuple[str, ...]
    meta: str


class MarginNotes:
    """Lays notes out and paints them. Heights are in document pixels.

    ``describe`` says what stands beneath a note.
    """

    def __init__(self, fonts: FontFamilies, describe: Callable[[Highlight], str]) -> None:
        self._text_font = fonts.ui(TEXT_PX)
        self._meta_font = fonts.ui(META_PX)
        self._describe = describe
        self._highlights: Sequence[Highlight] = ()
        self._column = Column(0, 0)
        self._placed: list[PlacedNote] = []

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Take the highlights in the order of the text; those without a note are left out."""
        self._highlights = [item for item in highlights if item.note.strip()]
        self.forget()

    def set_column(self, column: Column) -> None:
        """Take the room that there is."""
        self._column = column
        self.forget()

    def forget(self) -> None:
        """Lay out anew when next asked: the lines have moved."""
        self._placed = []

    def until(self, bottom: float, line_top: Callable[[Highlight], float]) -> Sequence[PlacedNote]:
        """Return all notes that begin above ``bottom``, each beside its line or below the note before it.

        ``line_top`` gives the top of the line at which a highlight begins.
        """
        if not self._column.notes_width:
            return ()
        while len(self._placed) < len(self._highlights):
            highlight = self._highlights[len(self._placed)]
            top = line_top(highlight)
            if top > bottom:
                break
            if self._placed:
                top = max(top, self._placed[-1].box.bottom() + BETWEEN)
            self._placed.append(self._place(highlight, top))
        return self._placed

    def at(self, point: QPointF) -> str:
        """Return the id of the highlight whose note is under a point; empty if there is none."""
        return next((note.highlight.id for note in self._placed if note.box.contains(point)), "")

    def paint(self, painter: QPainter, clip: QRectF, theme: Theme, pointed: str) -> None:
        """Paint the notes that were placed and touch ``clip``; ``pointed`` is the id of the one to lift."""
        for note in self._placed:
            if note.box.intersects(clip):
                self._paint(painter, note, theme, lifted=note.highlight.id == pointed)

    def _place(self, highlight: Highlight, top: float) -> PlacedNote:
        lines = tuple(_wrap(plain_note(highlight.note), self._text_font, self._column.notes_width - INDENT))
        meta = self._describe(highlight)
        height = len(lines) * LEADING + (LEADING if meta else 0) + 4
        box = QRectF(self._column.notes_left, round(top), self._column.notes_width, height)
        return PlacedNote(highlight, box, lines, meta)

    def _paint(self, painter: QPainter, note: PlacedNote, theme: Theme, *, lifted: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if lifted:
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(note.box.adjusted(0, -4, 8, 4), 6, 6)
        bar = theme.highlight(note.highlight.color)
        painter.setBrush(bar.lighter(150) if theme.dark else bar.darker(112))
        painter.drawRoundedRect(QRectF(note.box.left(), note.box.top(), BAR, note.box.height()), 1.5, 1.5)
        left, baseline = note.box.left() + INDENT, note.box.top() + 2 + TEXT_PX
        painter.setFont(self._text_font)
        painter.setPen(QColor(theme.ink))
        for line in note.lines:
            painter.drawText(QPointF(left, baseline), line)
            baseline += LEADING
        painter.setFont(self._meta_font)
        painter.setPen(QColor(theme.faint))
        painter.drawText(QPointF(left, baseline), note.meta)


def _wrap(text: str, font: QFont, width: float) -> list[str]:
    """Return the lines of ``text`` in ``width`` pixels; of too many only the first, and an ellipsis."""
    lines = [line for paragraph in text.splitlines() for line in _lines(paragraph, font, width)]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip(" .,;:") + "…"]
    return lines


def _lines(paragraph: str, font: QFont, width: float) -> Iterator[str]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        yield cut_units(paragraph, line.textStart(), line.textStart() + line.textLength()).rstrip()
    layout.endLayout()
