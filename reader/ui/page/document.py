"""Sets an article as a ``QTextDocument``: header lines, then its blocks, each in its own voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise, zip_longest

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextCursor, QTextDocument, QTextOption

from reader.i18n import Translator
from reader.models import Article, Block, BlockKind, Inline, InlineKind
from reader.text.segment import minutes_to_read
from reader.ui.page.positions import PositionMap, Span, shown
from reader.ui.page.typography import Style, Styles, Tone

CELL, TABBED = " | ", " \t "  # between the cells of a row, in the text and as it is shown


@dataclass(frozen=True, slots=True)
class Toned:
    """A stretch of the document, in positions, that is not in plain ink."""

    start: int
    end: int
    tone: Tone


@dataclass(frozen=True)
class SetPage:
    """An article as it was set: the document, the way to and from it, and what the painter has to know.

    ``blocks`` maps the numbers of Qt's blocks to the article's; header lines are missing there.
    ``title`` is the number of the title's block, ``links`` are stretches in positions.
    """

    document: QTextDocument
    positions: PositionMap
    toned: tuple[Toned, ...]
    blocks: dict[int, Block]
    title: int
    links: tuple[tuple[int, int], ...]


def reading_minutes(article: Article) -> int:
    """Return how many minutes a calm reader needs, at least one."""
    words = article.words or len(article.text.split())
    return minutes_to_read(words)


def kicker(article: Article) -> str:
    """Return source and section in capitals."""
    known = article.metadata
    return " · ".join(part for part in (known.source, known.section) if part).upper()


def byline(article: Article, translator: Translator) -> str:
    """Return authors, date and reading time, as far as they are known."""
    _ = translator.gettext
    known = article.metadata
    authors = ", ".join(known.authors)
    date = translator.date(known.published, "long") if known.published else ""
    who_and_when = (
        _("{authors} — {date}").format(authors=authors, date=date) if authors and date else authors or date
    )
    minutes = translator.ngettext("{n} minute to read", "{n} minutes to read", reading_minutes(article))
    return " · ".join(part for part in (who_and_when, minutes) if part)


def set_page(
    article: Article, styles: Styles, translator: Translator, parent: QObject | None = None
) -> SetPage:
    """Set ``article``. The document belongs to ``parent``, who also gives its root frame the margins."""
    return _Setter(article, styles, translator, parent).set()


class _Setter:
    """One run of setting a page."""

    def __init__(
        self, article: Article, styles: Styles, translator: Translator, parent: QObject | None
    ) -> None:
        self._article = article
        self._styles = styles
        self._translator = translator
        self._document = QTextDocument(parent)
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        self._cursor = QTextCursor(self._document)
        self._inlines = sorted(article.inlines, key=lambda inline: (inline.start, inline.end))
        self._reach = _longest(self._inlines)
        self._starts = [inline.start for inline in self._inlines]
        self._toned: list[Toned] = []
        self._spans: list[Span] = []
        self._blocks: dict[int, Block] = {}
        self._links: list[tuple[int, int]] = []
        self._fresh = True

    def set(self) -> SetPage:
        self._cursor.beginEditBlock()
        self._header(kicker(self._article), self._styles.kicker())
        self._header(self._article.metadata.title, self._styles.title())
        title = self._cursor.blockNumber()
        self._header(byline(self._article, self._translator), self._styles.byline())
        blocks = self._article.blocks
        tables = column_stops(self._article, self._styles)
        for at, block in enumerate(blocks):
            following = blocks[at + 1].kind if at + 1 < len(blocks) else None
            self._body(block, self._styles.of(block, following), tables.get(at, ()))
        self._cursor.endEditBlock()
        positions = PositionMap(self._article.text, self._spans)
        return SetPage(self._document, positions, tuple(self._toned), self._blocks, title, tuple(self._links))

    def _header(self, text: str, style: Style) -> None:
        if text:
            start = self._open(style)
            self._cursor.insertText(shown(text), style.char_format())
            self._tone(start, self._cursor.position(), style.tone)

    def _body(self, block: Block, style: Style, stops: Sequence[float] = ()) -> None:
        start = self._open(style, stops)
        number = self._cursor.blockNumber()
        plain = style.char_format()
        for text, inlines in self._runs(block):
            begun = self._cursor.position()
            form = self._format(plain, style.font, inlines) if inlines else plain
            self._cursor.insertText(shown(text.replace(CELL, TABBED) if stops else text), form)
            if any(inline.kind is InlineKind.LINK for inline in inlines):
                self._links.append((begun, self._cursor.position()))
                self._tone(begun, self._cursor.position(), Tone.ACCENT)
            else:
                self._tone(begun, self._cursor.position(), style.tone)
        self._spans.append(Span(number, start, block.start, block.end))
        self._blocks[number] = block

    def _open(self, style: Style, stops: Sequence[float] = ()) -> int:
        """Begin a block and return its position; a document is born with its first."""
        form = style.block_format()
        if stops:
            form.setTabPositions([QTextOption.Tab(stop, QTextOption.TabType.LeftTab) for stop in stops])
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(style.char_format())
            self._fresh = False
        else:
            self._cursor.insertBlock(form, style.char_format())
        return self._cursor.position()

    def _tone(self, start: int, end: int, tone: Tone) -> None:
        last = self._toned[-1] if self._toned else None
        if tone is Tone.INK or start == end:
            return
        if last and last.end == start and last.tone is tone:
            self._toned[-1] = Toned(last.start, end, tone)
        else:
            self._toned.append(Toned(start, end, tone))

    def _runs(self, block: Block) -> Iterator[tuple[str, tuple[Inline, ...]]]:
        """Yield the block's text in runs of the same inlines."""
        text = self._article.text
        inside = self._inlines_of(block)
        cuts = {block.start, block.end}
        for inline in inside:
            cuts.update((max(inline.start, block.start), min(inline.end, block.end)))
        borders = sorted(cuts)
        for low, high in pairwise(borders):
            yield text[low:high], tuple(i for i in inside if i.start <= low and i.end >= high)

    def _inlines_of(self, block: Block) -> Sequence[Inline]:
        low = bisect_left(self._starts, block.start - self._reach)
        high = bisect_left(self._starts, block.end)
        return [inline for inline in self._inlines[low:high] if inline.end > block.start]

    def _format(self, plain: QTextCharFormat, font: QFont, inlines: Sequence[Inline]) -> QTextCharFormat:
        made = QTextCharFormat(plain)
        for inline in inlines:
            match inline.kind:
                case InlineKind.STRONG:
                    font = self._styles.strong(font)
                case InlineKind.EMPHASIS:
                    font = self._styles.emphasis(font)
                case InlineKind.CODE:
                    font = self._styles.code(font)
                case InlineKind.LINK:
                    made.setAnchor(True)
                    made.setAnchorHref(inline.target)
        made.setFont(font)
        return made


def _longest(inlines: Sequence[Inline]) -> int:
    return max((inline.end - inline.start for inline in inlines), default=0)


def needs_bullet(block: Block, text: str) -> bool:
    """Whether a list item's own text begins without a sign or number, so that the page has to give one."""
    if block.kind is not BlockKind.LIST_ITEM:
        return False
    head = text[block.start : block.end].lstrip()[:4]
    return not (
        head[:1] in {"-", "–", "—", "*", "•", "+", "·", "▪", "‣"} or head[:1].isdigit() or head[1:2] == ")"
    )


def column_stops(article: Article, styles: Styles) -> dict[int, list[float]]:
    """Return, for the index of every table row, where its columns begin; not for tables that are too wide."""
    stops: dict[int, list[float]] = {}
    rows = [at for at, block in enumerate(article.blocks) if block.kind is BlockKind.TABLE_ROW]
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        table = [at for _, at in run]
        cells = [article.text[article.blocks[at].start : article.blocks[at].end].split(CELL) for at in table]
        measure = QFontMetricsF(styles.of(article.blocks[table[0]]).font)
        gap = styles.px(24)
        widths = [
            max(measure.horizontalAdvance(cell) for cell in column if cell is not None) + gap
            for column in zip_longest(*cells)
        ]
        if sum(widths) - gap <= styles.column():
            starts = list(accumulate(widths[:-1]))
            stops |= dict.fromkeys(table, starts)
    return stops
