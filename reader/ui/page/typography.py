"""How the page is set: what the reader chooses, and the voice of every kind of block that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextLayout

from reader.models import Block, BlockKind
from reader.ui.fonts import (
    LINING,
    MEDIUM,
    OLD_STYLE,
    REGULAR,
    SEMIBOLD,
    TABULAR,
    FontFamilies,
    Voice,
    text_font,
)

SIZES = (14, 32)
SPACINGS = (1.3, 2.0)
MEASURES = (50, 90)
DRAWN_AT = 19  # the text size that all other sizes were drawn for
_CLOSE = {  # the space between blocks that belong together, drawn for 19 px
    (BlockKind.CAPTION, BlockKind.CREDIT): 2,
    (BlockKind.LIST_ITEM, BlockKind.LIST_ITEM): 6,
    (BlockKind.TABLE_ROW, BlockKind.TABLE_ROW): 0,
    (BlockKind.CODE, BlockKind.CODE): 0,
}
_LEAST_SHARE = 0.5
_SAMPLE = "nghiên cứu các tổ chức quốc tế và những người viết về chúng "


@dataclass(frozen=True, slots=True)
class Typography:
    """What the reader chooses: values out of range are brought into it.

    ``size`` is in pixels, ``spacing`` the line height in sizes, ``measure`` the characters of a full line.
    """

    family: Voice = "serif"
    size: int = 19
    spacing: float = 1.65
    measure: int = 68
    justify: bool = False

    def __post_init__(self) -> None:
        for name, (low, high) in (("size", SIZES), ("spacing", SPACINGS), ("measure", MEASURES)):
            object.__setattr__(self, name, min(max(getattr(self, name), low), high))

    @property
    def line(self) -> int:
        """The height of a line of text in pixels."""
        return round(self.size * self.spacing)


class Tone(StrEnum):
    """The ink of a run of text, by its name in the theme."""

    INK = "ink"
    SOFT = "soft"
    FAINT = "faint"
    ACCENT = "accent"


@dataclass(frozen=True)
class Style:
    """The voice of a block: its font, the height of its lines, the space around it, its ink. In pixels."""

    font: QFont
    line: int
    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0
    tone: Tone = Tone.INK
    justify: bool = False

    def block_format(self) -> QTextBlockFormat:
        """Return the format for Qt; line heights are fixed, so that tall letters change nothing."""
        made = QTextBlockFormat()
        made.setLineHeight(self.line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        made.setTopMargin(self.top)
        made.setBottomMargin(self.bottom)
        made.setLeftMargin(self.left)
        made.setRightMargin(self.right)
        made.setAlignment(Qt.AlignmentFlag.AlignJustify if self.justify else Qt.AlignmentFlag.AlignLeft)
        return made

    def char_format(self) -> QTextCharFormat:
        """Return the format of plain characters."""
        made = QTextCharFormat()
        made.setFont(self.font)
        return made


class Styles:
    """All voices of a page, derived from what the reader chose.

    ``narrow`` is for columns in which a large title would break into too many lines.
    """

    def __init__(self, typography: Typography, fonts: FontFamilies, *, narrow: bool = False) -> None:
        self.typography = typography
        self.fonts = fonts
        self.narrow = narrow
        self._made: dict[tuple[BlockKind, int, BlockKind | None], Style] = {}

    def column(self) -> int:
        """Return the width of a full line in pixels."""
        advance = QFontMetricsF(self._text()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        return round(advance * self.typography.measure)

    def kicker(self) -> Style:
        """Source and section, in spaced capitals."""
        px = max(self.px(12), 11)
        font = text_font(self.fonts.sans, px, SEMIBOLD, features=(*LINING, "case"), spacing=px * 0.08)
        return Style(font, self.px(18), bottom=self.px(10), tone=Tone.ACCENT)

    def title(self) -> Style:
        """The article's title."""
        px, line = (27, 34) if self.narrow else (33, 41)
        return Style(self._display(self.px(px)), self.px(line), bottom=self.px(14))

    def byline(self) -> Style:
        """Authors, date, reading time."""
        font = self._text(self.px(15), italic=True)
        return Style(font, self.px(22), bottom=self.px(30), tone=Tone.SOFT)

    def of(self, block: Block, following: BlockKind | None = None) -> Style:
        """Return the voice of ``block``; some stand closer to what is ``following``."""
        style = self._of_kind(block)
        if block.kind is BlockKind.CAPTION and following is BlockKind.CREDIT:
            return replace(style, bottom=self.px(2))
        if block.kind is following and block.kind in {
            BlockKind.LIST_ITEM,
            BlockKind.TABLE_ROW,
            BlockKind.CODE,
        }:
            return replace(style, bottom=self.px(6) if block.kind is BlockKind.LIST_ITEM else 0)
        return style

    def strong(self, font: QFont) -> QFont:
        """Return ``font`` in its heavier weight."""
        heavier = QFont(font)
        heavier.setWeight(QFont.Weight(SEMIBOLD))
        return heavier

    def emphasis(self, font: QFont) -> QFont:
        """Return ``font`` slanted, or upright where it is slanted already."""
        turned = QFont(font)
        turned.setItalic(not font.italic())
        return turned

    def code(self, font: QFont) -> QFont:
        """Return the monospaced font that stands within ``font``."""
        return text_font(self.fonts.mono, round(font.pixelSize() * 0.88))

    def px(self, drawn: float) -> int:
        """Return a length that was drawn for text of 19 px, at the reader's size."""
        return round(drawn * self.typography.size / DRAWN_AT)

    def _of_kind(self, block: Block) -> Style:
        makers: dict[BlockKind, Callable[[], Style]] = {
            BlockKind.CAPTION: self._caption,
            BlockKind.CREDIT: self._credit,
            BlockKind.QUOTE: self._quote,
            BlockKind.CODE: self._code_block,
            BlockKind.TABLE_ROW: self._table_row,
        }
        if block.kind is BlockKind.HEADING:
            return self._heading(block.level)
        style = makers.get(block.kind, self._paragraph)()
        if block.kind is BlockKind.LIST_ITEM:
            style = replace(style, left=self.px(24) * max(block.level, 1))
        return style if style.bottom else replace(style, bottom=round(self.typography.line * 0.56))

    def _caption(self) -> Style:
        font = text_font(self.fonts.sans, self.px(14), features=LINING)
        return Style(font, self.px(21), left=self.px(16), tone=Tone.SOFT)

    def _credit(self) -> Style:
        font = text_font(self.fonts.sans, self.px(12), MEDIUM, features=LINING)
        return Style(font, self.px(18), left=self.px(16), tone=Tone.FAINT)

    def _quote(self) -> Style:
        indent = self.px(24)
        return Style(self._text(italic=True), self.typography.line, left=indent, right=indent)

    def _code_block(self) -> Style:
        inset = self.px(14)
        around = round(self.typography.line * 0.8)
        font = text_font(self.fonts.mono, self.px(15))
        return Style(font, self.px(23), top=around, bottom=around, left=inset, right=inset)

    def _table_row(self) -> Style:
        return Style(text_font(self.fonts.sans, self.px(14), features=TABULAR), self.px(28))

    def _paragraph(self) -> Style:
        return Style(self._text(), self.typography.line, justify=self.typography.justify)

    def _heading(self, level: int) -> Style:
        above, below = round(self.typography.line * 0.9), round(self.typography.line * 0.34)
        if level <= 2:  # noqa: PLR2004 - the two upper levels look alike
            return Style(self._display(self.px(24)), self.px(31), top=above, bottom=below)
        font = self.strong(self._text(self.px(20 if level == 3 else 19), italic=level > 3))  # noqa: PLR2004
        return Style(font, self.px(28), top=round(above * 0.8), bottom=below)

    def _text(self, px: int | None = None, *, italic: bool = False) -> QFont:
        size = px or self.typography.size
        if self.typography.family == "sans":
            return text_font(self.fonts.sans, size, REGULAR, italic=italic, features=LINING)
        return text_font(self.fonts.serif, size, REGULAR, italic=italic, features=OLD_STYLE)

    def _display(self, px: int) -> QFont:
        if self.typography.family == "sans":
            return text_font(self.fonts.sans, px, SEMIBOLD, features=LINING, spacing=-0.012 * px)
        return text_font(self.fonts.title, px, SEMIBOLD, features=LINING)


def balanced_width(text: str, font: QFont, width: float) -> float:
    """Return the least width in which ``text`` takes no more lines than in ``width``, and even ones."""
    lines = _count_lines(text, font, width)
    if lines < 2:  # noqa: PLR2004 - one line has nothing to be even with
        return width
    low, high = width * _LEAST_SHARE, width
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _count_lines(text, font, middle) <= lines else (middle, high)
    return high


def _count_lines(text: str, font: QFont, width: float) -> int:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout.lineCount()
