"""DOCX: for editors' offices. In a whole article the notes are real comments, anchored to marked words."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_UNDERLINE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from reader.export.item import ExportItem, Options, caption, document_title
from reader.export.outline import LINES, SHADES, Para, Piece, Voice, clean_xml, note_paragraphs, outline
from reader.i18n import Translator
from reader.models import Highlight

_FONT = "Times New Roman"  # has every Vietnamese letter, and every office has it
_SOFT, _ACCENT = RGBColor(0x6B, 0x67, 0x5E), RGBColor(0x2F, 0x6F, 0x6B)
_STYLES = {
    Voice.TITLE: "Title",
    Voice.QUOTE: "Quote",
    Voice.ITEM: "List Bullet",
    Voice.MARKED: "Normal",
}
_MOST_LEVELS = 9
_AUTHOR = "Docbao"


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> bytes:
    """Return a Word document."""
    document = Document()
    _prepare(document, document_title(items, translator), translator.language)
    writer = _Writer(document, translator, options)
    for para in outline(items, translator, options):
        writer.write(para)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


class _Writer:
    """Writes paragraphs, and remembers where highlights began that have not ended yet."""

    def __init__(self, document: DocumentObject, translator: Translator, options: Options) -> None:
        self._document = document
        self._translator = translator
        self._options = options
        self._begun: dict[str, Run] = {}

    def write(self, para: Para) -> None:
        """Write one paragraph with its comments."""
        paragraph = self._paragraph(para)
        for piece in para.pieces:
            run = _run(paragraph, piece, para)
            for highlight in piece.begins:
                self._begun[highlight.id] = run
            for highlight in piece.ends:
                if said := self._comment_text(highlight):
                    first = self._begun.get(highlight.id, run)
                    comment = self._document.add_comment([first, run], author=_AUTHOR, initials="D")
                    for at, line in enumerate(said):
                        target = comment.paragraphs[0] if at == 0 else comment.add_paragraph()
                        _fill(target, line)

    def _paragraph(self, para: Para) -> Paragraph:
        if para.voice is Voice.HEADING:
            heading: Paragraph = self._document.add_heading("", level=min(max(para.level, 1), _MOST_LEVELS))
            return heading
        paragraph: Paragraph = self._document.add_paragraph(style=_STYLES.get(para.voice))
        layout = paragraph.paragraph_format
        if para.voice is Voice.NOTE:
            layout.left_indent = Cm(0.8)
        elif para.voice is Voice.ITEM:
            layout.left_indent = Cm(0.7 * max(para.level, 1))
        elif para.voice is Voice.MARKED and para.color:
            layout.keep_with_next = True
            paragraph._p.get_or_add_pPr().append(_shading(SHADES[para.color]))  # noqa: SLF001 - no public way
        return paragraph

    def _comment_text(self, highlight: Highlight) -> list[Para]:
        """Return the paragraphs of a comment: the note, then colour and tags; none where nothing is said."""
        said = list(note_paragraphs(highlight.note))
        if not said and not highlight.tags:
            return []
        line = clean_xml(caption(highlight, self._translator, self._options))
        return [*said, Para(Voice.CAPTION, (Piece(line),))]


def _fill(paragraph: Paragraph, para: Para) -> None:
    if para.voice is Voice.ITEM:
        paragraph.add_run("• ")
    for piece in para.pieces:
        _run(paragraph, piece, para)


def _run(paragraph: Paragraph, piece: Piece, para: Para) -> Run:
    """Add a run. A link keeps its run inside an element of its own."""
    run = paragraph.add_run(piece.text)
    font = run.font
    font.bold = piece.strong or None
    font.italic = piece.emphasis or para.voice is Voice.CITATION or None
    if piece.code or para.voice is Voice.CODE:
        font.name = "Courier New"
    if para.voice in {Voice.CITATION, Voice.CAPTION}:
        font.size, font.color.rgb = Pt(10), _SOFT
    if piece.color and piece.underline:
        font.underline = WD_UNDERLINE.THICK
        for line in run._r.get_or_add_rPr().findall(qn("w:u")):  # noqa: SLF001
            line.set(qn("w:color"), LINES[piece.color])
    elif piece.color:
        run._r.get_or_add_rPr().append(_shading(SHADES[piece.color]))  # noqa: SLF001
    if piece.target:
        _link(paragraph, run, piece.target)
    return run


def _link(paragraph: Paragraph, run: Run, target: str) -> None:
    """Turn a run into a link; python-docx has no word for it."""
    run.font.color.rgb = _ACCENT
    holder = OxmlElement("w:hyperlink")
    holder.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(holder)  # noqa: SLF001
    holder.append(run._r)  # noqa: SLF001


def _shading(color: str) -> _Element:
    """Return a background: Word's own highlighting has sixteen colours, none of them ours."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        shading.set(qn(f"w:{name}"), value)
    return shading


def _prepare(document: DocumentObject, title: str, language: str) -> None:
    about = document.core_properties
    about.title, about.author, about.language, about.comments = clean_xml(title)[:255], "", language, "Docbao"
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.paragraph_format.space_after = Pt(8)
    for name in ("Title", *(f"Heading {level}" for level in range(1, _MOST_LEVELS + 1))):
        heading = document.styles[name]
        heading.font.name, heading.font.color.rgb = _FONT, RGBColor(0x23, 0x21, 0x1D)
        fonts = heading.element.rPr.rFonts
        for part in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(part), None)  # a theme's font goes before a named one
