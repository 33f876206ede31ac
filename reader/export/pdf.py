"""PDF: to print and to keep. Our own fonts are in it; in a whole article the notes stand in the margin."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Spacer

from reader.export.item import ExportItem, Options, caption
from reader.export.outline import LINES, SHADES, Para, Piece, Voice, clean_xml, note_paragraphs, outline
from reader.i18n import Translator
from reader.models import Color, Highlight
from reader.paths import shipped

_SERIF, _SANS = "DocbaoSerif", "DocbaoSans"
_CUTS = (("Regular", 0, 0), ("SemiBold", 1, 0), ("Italic", 0, 1), ("SemiBoldItalic", 1, 1))
_INK, _SOFT = HexColor("#23211d"), HexColor("#6b675e")
_EDGE = 24 * mm
_NOTE_WIDTH, _GAP = 44 * mm, 6 * mm
_BAR = 6.0  # points between the bar of a note and its words
_BETWEEN = 6.0  # points between two notes in the margin


@dataclass(frozen=True, slots=True)
class _Note:
    """What stands in the margin beside a highlight, with a bar of its colour."""

    color: Color
    parts: list[Flowable]

    def height(self) -> float:
        """Return how high it is, in points."""
        return float(sum(part.wrap(_NOTE_WIDTH - _BAR, A4[1])[1] for part in self.parts))

    def split(self, room: float) -> tuple[_Note | None, _Note]:
        """Return what fits into so many points (None where nothing does), and the rest."""
        fitting: list[Flowable] = []
        for at, part in enumerate(self.parts):
            if part.height > room:
                halves = part.split(_NOTE_WIDTH - _BAR, room)
                here, there = (halves[:1], halves[1:]) if len(halves) > 1 else ([], [part])
                fitting += here
                rest = _Note(self.color, [*there, *self.parts[at + 1 :]])
                return (_Note(self.color, fitting) if fitting else None), rest
            fitting.append(part)
            room -= part.height
        return None, self

    def draw(self, canvas: Canvas, left: float, top: float, height: float) -> None:
        """Draw it, from ``top`` downwards."""
        canvas.setStrokeColor(HexColor(f"#{LINES[self.color]}"))
        canvas.setLineWidth(1.5)
        canvas.line(left, top - 2, left, top - height)
        for part in self.parts:
            top -= part.height
            part.drawOn(canvas, left + _BAR, top)


# Notes with the height of their line above the foot of the page, in points.
_Margin: TypeAlias = list[tuple[float, _Note]]


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> bytes:
    """Return a PDF of A4 pages; with whole articles their right margin is wide, for the notes."""
    _register()
    paras = list(outline(items, translator, options))
    made, left_over = _build(paras, translator, options, 0)
    pages = 0
    while left_over:  # notes that found no room beside the end of the text get pages of their own
        pages += 1
        made, left_over = _build(paras, translator, options, pages)
    return made


def _build(paras: Sequence[Para], translator: Translator, options: Options, pages: int) -> tuple[bytes, bool]:
    """Return the file with so many ``pages`` at its end, and whether notes are left over."""
    data = io.BytesIO()
    page = _Page(translator, options)
    room = _NOTE_WIDTH + _GAP if options.whole else 0
    width, height = A4
    frame = Frame(_EDGE, _EDGE, width - 2 * _EDGE - room, height - 2 * _EDGE, 0, 0, 0, 0)
    document = BaseDocTemplate(
        data,
        pagesize=A4,
        title=paras[0].pieces[0].text,
        author="",
        creator="Docbao",
        lang=translator.language,
        invariant=1,
    )
    document.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=page.finish))
    more = [each for _ in range(pages) for each in (PageBreak(), Spacer(1, 1))]
    document.build([*map(page.set, paras), *more])
    return data.getvalue(), page.left_over


class _Noted(Paragraph):
    """A paragraph with notes beside its first line."""

    notes: tuple[_Note, ...] = ()
    margin: _Margin | None = None

    def draw(self) -> None:
        if self.margin is not None:
            _, base = self.canv.absolutePosition(0, 0)
            self.margin.extend((base + self.height, note) for note in self.notes)
        super().draw()

    def split(self, *size: float) -> list[Any]:
        """Leave the notes with the first part."""
        parts = list(super().split(*size))
        if parts and isinstance(parts[0], _Noted):
            parts[0].notes, parts[0].margin = self.notes, self.margin
        return parts


class _Page:
    """Sets paragraphs, and draws what stands beside and below the text of a page."""

    def __init__(self, translator: Translator, options: Options) -> None:
        self._translator = translator
        self._options = options
        self._margin: _Margin = []

    @property
    def left_over(self) -> bool:
        """Whether notes wait for another page."""
        return bool(self._margin)

    def set(self, para: Para) -> Flowable:
        """Return a paragraph as it is set."""
        style = _style(para)
        made = _Noted("".join(map(_markup, para.pieces)) or " ", style, bulletText=_bullet(para))
        if self._options.whole:
            begun = [highlight for piece in para.pieces for highlight in piece.begins]
            made.notes = tuple(note for each in begun if (note := self._note(each)))
            made.margin = self._margin
        return made

    def finish(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the number of the page, and the notes of its margin without overlap."""
        canvas.setFont(_SANS, 8)
        canvas.setFillColor(_SOFT)
        canvas.drawCentredString(A4[0] / 2, _EDGE / 2, str(document.page))
        notes, self._margin[:] = list(self._margin), []
        left = A4[0] - _EDGE - _NOTE_WIDTH
        heights = [note.height() for _, note in notes]
        lowest = _EDGE / 2
        tops = _spread([top for top, _ in notes], heights, A4[1] - lowest, lowest)
        for (_, note), height, top in zip(notes, heights, tops, strict=True):
            here: _Note | None = note
            if top - height < lowest - 1:  # more than the margin holds: the rest goes to the next page
                here, rest = note.split(top - lowest)
                self._margin.append((A4[1], rest))
            if here:
                here.draw(canvas, left, top, here.height())

    def _note(self, highlight: Highlight) -> _Note | None:
        """Return the note on a highlight as it stands in the margin; nothing where there is none."""
        said = list(note_paragraphs(highlight.note))
        if not said and not highlight.tags:
            return None
        line = clean_xml(caption(highlight, self._translator, self._options))
        style = ParagraphStyle("margin", fontName=_SANS, fontSize=7.5, leading=10.5, textColor=_INK)
        small = ParagraphStyle("small", style, textColor=_SOFT)
        paras = [(para, style) for para in said] + [(Para(Voice.CAPTION, (Piece(line),)), small)]
        parts: list[Flowable] = [Paragraph("".join(map(_markup, para.pieces)), look) for para, look in paras]
        return _Note(highlight.color, parts)


def _spread(wanted: Sequence[float], heights: Sequence[float], highest: float, lowest: float) -> list[float]:
    """Return where notes begin (points from below): at their lines, one below the other, all on the page."""
    tops: list[float] = []
    free = highest
    for top, height in zip(wanted, heights, strict=True):
        tops.append(min(top, free))
        free = tops[-1] - height - _BETWEEN
    floor = lowest
    for at in reversed(range(len(tops))):
        tops[at] = max(tops[at], min(floor + heights[at], highest))
        floor = tops[at] + _BETWEEN
    if tops and tops[0] >= highest and sum(heights) + _BETWEEN * len(heights) > highest - lowest:
        free = highest  # too much for one margin: from its head down
        for at, height in enumerate(heights):
            tops[at], free = free, free - height - _BETWEEN
    return tops


def _style(para: Para) -> ParagraphStyle:
    """Return how a voice looks."""
    base = ParagraphStyle("text", fontName=_SERIF, fontSize=11, leading=17, textColor=_INK, spaceAfter=7)
    soft = ParagraphStyle("soft", base, fontSize=9, leading=13, textColor=_SOFT)
    deep = 14 * max(para.level, 1)
    italic = f"{_SERIF}-Italic"
    makers: dict[Voice, Callable[[], ParagraphStyle]] = {
        Voice.TITLE: lambda: _head("title", base, 20),
        Voice.HEADING: lambda: _head("heading", base, max(17 - 2 * para.level, 11)),
        Voice.CITATION: lambda: ParagraphStyle(
            "citation", soft, fontName=italic, spaceAfter=14, keepWithNext=1
        ),
        Voice.QUOTE: lambda: ParagraphStyle("quote", base, leftIndent=14, fontName=italic),
        Voice.NOTE: lambda: ParagraphStyle("note", base, leftIndent=10, spaceAfter=4),
        Voice.CAPTION: lambda: ParagraphStyle("caption", soft, fontName=_SANS, fontSize=8, spaceAfter=12),
        Voice.ITEM: lambda: ParagraphStyle("item", base, leftIndent=deep, bulletIndent=deep - 10),
        Voice.CODE: lambda: ParagraphStyle("code", soft, fontName=_SANS, textColor=_INK, spaceAfter=2),
        Voice.MARKED: lambda: _marked(para, base),
    }
    return makers.get(para.voice, lambda: base)()


def _marked(para: Para, base: ParagraphStyle) -> ParagraphStyle:
    shade = HexColor(f"#{SHADES[para.color]}") if para.color else None
    return ParagraphStyle(
        "marked", base, backColor=shade, borderPadding=4, spaceBefore=8, spaceAfter=10, keepWithNext=1
    )


def _head(name: str, base: ParagraphStyle, size: float) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        base,
        fontName=f"{_SERIF}-SemiBold",
        fontSize=size,
        leading=size * 1.25,
        spaceBefore=8,
        keepWithNext=1,
    )


def _bullet(para: Para) -> str | None:
    return "•" if para.voice is Voice.ITEM else None


def _markup(piece: Piece) -> str:
    """Return a run in reportlab's markup."""
    words = escape(piece.text).replace("\n", "<br/>")
    if not words:
        return ""
    if piece.strong:
        words = f"<b>{words}</b>"
    if piece.emphasis:
        words = f"<i>{words}</i>"
    if piece.code:
        words = f'<font name="{_SANS}">{words}</font>'
    if piece.color and piece.underline:
        words = f'<u color="#{LINES[piece.color]}" width="1.2">{words}</u>'
    elif piece.color:
        words = f'<font backColor="#{SHADES[piece.color]}">{words}</font>'
    return f'<a href="{escape(piece.target)}" color="#2f6f6b">{words}</a>' if piece.target else words


def _register() -> None:
    """Let reportlab know the fonts; only what is used of them goes into a file."""
    if _SERIF in pdfmetrics.getRegisteredFontNames():
        return
    for family in (_SANS, _SERIF):
        names = {}
        for cut, bold, italic in _CUTS:
            name = family if cut == "Regular" else f"{family}-{cut}"
            pdfmetrics.registerFont(TTFont(name, str(shipped("resources", "fonts", f"{family}-{cut}.ttf"))))
            names[bold, italic] = name
        pdfmetrics.registerFontFamily(
            family, normal=names[0, 0], bold=names[1, 0], italic=names[0, 1], boldItalic=names[1, 1]
        )
