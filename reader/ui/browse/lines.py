"""Text of a few lines in a fixed width, with marked stretches, cut off by an ellipsis if it is longer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from reader.models import Snippet
from reader.ui.page.positions import Utf16Text

ELLIPSIS = "…"
LEAD = 28  # code points kept before the first mark of a passage
LONGEST_LINE = 400  # code points; more never fit a line of a list


@dataclass(frozen=True, slots=True)
class Lines:
    """Laid out text: how many lines it has, each ``line_height`` logical pixels high."""

    layout: QTextLayout
    count: int
    line_height: int

    @property
    def height(self) -> int:
        """The height of all lines."""
        return self.count * self.line_height

    def draw(self, painter: QPainter, x: float, y: float, ink: QColor) -> None:
        """Draw the lines with their upper left corner at (x, y)."""
        painter.setPen(ink)
        self.layout.draw(painter, QPointF(x, y))


@dataclass(frozen=True, slots=True)
class Voice:
    """How text is set: its font, the distance of its lines in pixels, and how marks differ from the rest."""

    font: QFont
    line_height: int
    mark: QTextCharFormat | None = None


def lay_out(snippet: Snippet, voice: Voice, width: float, most: int) -> Lines:
    """Lay out ``snippet`` in at most ``most`` lines of ``width`` logical pixels."""
    text = " ".join(snippet.text.splitlines()) if "\n" in snippet.text else snippet.text
    text = text[: most * LONGEST_LINE]
    lines = _broken(Snippet(text, snippet.marks), voice, width, most + 1)
    if lines.count <= most:
        return lines
    start = Utf16Text(text).to_offset(lines.layout.lineAt(most - 1).textStart())
    font = QFont(voice.font)
    if voice.mark is not None and any(end > start for _, end in snippet.marks):
        font.setWeight(QFont.Weight(voice.mark.fontWeight()))
    rest = QFontMetricsF(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, width - 1)
    text = text[:start] + _whole_words(rest.removesuffix(ELLIPSIS), text[start:]) + ELLIPSIS
    return _broken(Snippet(text, snippet.marks), voice, width, most)


def _whole_words(cut: str, whole: str) -> str:
    """Return ``cut``, the beginning of ``whole``, without a last word that was cut in two."""
    if len(cut) < len(whole) and not whole[len(cut)].isspace():
        cut = cut.rpartition(" ")[0] or cut
    return cut.rstrip(" ,;:–—-")


def from_first_mark(snippet: Snippet) -> Snippet:
    """Return a passage that begins shortly before its first mark, so that the mark is on its first line."""
    if not snippet.marks or snippet.marks[0][0] <= LEAD * 2:
        return snippet
    cut = snippet.text.find(" ", snippet.marks[0][0] - LEAD) + 1
    if not 0 < cut <= snippet.marks[0][0]:
        return snippet
    moved = tuple((start - cut + 1, end - cut + 1) for start, end in snippet.marks)
    return Snippet(ELLIPSIS + snippet.text[cut:], moved)


def _broken(snippet: Snippet, voice: Voice, width: float, most: int) -> Lines:
    """Break text into no more than ``most`` lines, at words where that is possible."""
    layout = QTextLayout(snippet.text, voice.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if snippet.marks and voice.mark is not None:
        layout.setFormats(_formats(snippet, voice.mark))
    count = 0
    layout.beginLayout()
    while count < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # Lines of a fixed distance: bold and regular text stand on the same baselines.
        line.setPosition(QPointF(0, count * voice.line_height + (voice.line_height - line.height()) / 2))
        count += 1
    layout.endLayout()
    return Lines(layout, count, voice.line_height)


def _formats(snippet: Snippet, mark: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    """Return the marks as Qt wants them, cut where the text was cut."""
    units, last = Utf16Text(snippet.text), len(snippet.text)
    made = []
    for start, end in snippet.marks:
        if start < last:
            stretch = QTextLayout.FormatRange()
            stretch.start = units.to_units(start)
            stretch.length = units.to_units(min(end, last)) - stretch.start
            stretch.format = mark
            made.append(stretch)
    return made
