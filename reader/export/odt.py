"""ODT: for LibreOffice. In a whole article the notes are real comments, anchored to the marked words.

OpenDocument 1.3, https://docs.oasis-open.org/office/OpenDocument/v1.3/: a package of a few XML files.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

from reader.export.item import ExportItem, Options, caption, document_title
from reader.export.outline import LINES, SHADES, Para, Piece, Voice, clean_xml, note_paragraphs, outline
from reader.i18n import Translator
from reader.models import Highlight

_MIME = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "meta": f"{_OASIS}:meta:1.0",
    "manifest": f"{_OASIS}:manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content makes the same file
_SOFT = {"fo:color": "#6b675e", "fo:font-size": "10pt"}
_PARAGRAPHS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "text": ({"fo:margin-bottom": "8pt", "fo:line-height": "140%"}, {"fo:font-size": "12pt"}),
    "title": ({"fo:margin-bottom": "8pt"}, {"fo:font-size": "22pt", "fo:font-weight": "bold"}),
    "citation": ({"fo:margin-bottom": "12pt"}, {**_SOFT, "fo:font-style": "italic"}),
    "quote": ({"fo:margin-left": "0.8cm", "fo:margin-bottom": "8pt"}, {"fo:font-style": "italic"}),
    "note": ({"fo:margin-left": "0.8cm", "fo:margin-bottom": "6pt"}, {"fo:font-size": "12pt"}),
    "caption": ({"fo:margin-bottom": "12pt"}, _SOFT),
    "item": ({"fo:margin-left": "0.8cm", "fo:margin-bottom": "4pt"}, {"fo:font-size": "12pt"}),
    "code": ({"fo:margin-bottom": "4pt"}, {"style:font-name": "Courier New", "fo:font-size": "10pt"}),
}
_HEADINGS = ("16pt", "14pt", "13pt", "12pt", "12pt", "12pt")


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> bytes:
    """Return an OpenDocument text."""
    body = _Body(translator, options)
    for para in outline(items, translator, options):
        body.write(para)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype", _EPOCH), _MIME)  # first, and not compressed
        for name, tree in (
            ("content.xml", body.document()),
            ("meta.xml", _meta(clean_xml(document_title(items, translator)), translator.language)),
            ("META-INF/manifest.xml", _manifest()),
        ):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))
    return data.getvalue()


class _Body:
    """The text of a document, with the styles that it turns out to need."""

    def __init__(self, translator: Translator, options: Options) -> None:
        self._translator = translator
        self._options = options
        self._text = _element("office:text")
        self._runs: dict[tuple[tuple[str, str], ...], str] = {}
        self._commented: set[str] = set()

    def write(self, para: Para) -> None:
        """Write one paragraph."""
        if para.voice is Voice.HEADING:
            level = min(max(para.level, 1), len(_HEADINGS))
            block = _element("text:h", {"text:style-name": f"h{level}", "text:outline-level": str(level)})
        elif para.voice is Voice.MARKED and para.color:
            block = _element("text:p", {"text:style-name": f"marked-{para.color.value}"})
        else:
            block = _element("text:p", {"text:style-name": para.voice.value})
        self._fill(block, para)
        self._text.append(block)

    def document(self) -> etree._Element:
        """Return content.xml."""
        root = _element("office:document-content", {"office:version": "1.3"})
        styles = etree.SubElement(root, _name("office:automatic-styles"))
        for name, (paragraph, words) in _PARAGRAPHS.items():
            styles.append(_style(name, "paragraph", paragraph, words))
        for level, size in enumerate(_HEADINGS, start=1):
            layout = {"fo:margin-top": "12pt", "fo:margin-bottom": "6pt", "fo:keep-with-next": "always"}
            styles.append(
                _style(f"h{level}", "paragraph", layout, {"fo:font-size": size, "fo:font-weight": "bold"})
            )
        for color, shade in SHADES.items():
            layout = {"fo:background-color": f"#{shade}", "fo:padding": "4pt", "fo:margin-bottom": "4pt"}
            styles.append(_style(f"marked-{color.value}", "paragraph", layout, {"fo:font-size": "12pt"}))
        for looks, name in self._runs.items():
            styles.append(_style(name, "text", {}, dict(looks)))
        etree.SubElement(root, _name("office:body")).append(self._text)
        return root

    def _fill(self, block: etree._Element, para: Para) -> None:
        if para.voice is Voice.ITEM:
            _words(block, "    " * (max(para.level, 1) - 1) + "• ")
        for piece in para.pieces:
            for highlight in piece.begins:
                self._begin(block, highlight)
            self._piece(block, piece)
            for highlight in piece.ends:
                if highlight.id in self._commented:
                    block.append(_element("office:annotation-end", {"office:name": _anchor(highlight)}))

    def _piece(self, block: etree._Element, piece: Piece) -> None:
        holder = block
        if piece.target:
            holder = etree.SubElement(block, _name("text:a"))
            holder.set(_name("xlink:type"), "simple")
            holder.set(_name("xlink:href"), piece.target)
        looks = _looks(piece)
        if looks:
            style = self._runs.setdefault(tuple(sorted(looks.items())), f"run{len(self._runs) + 1}")
            holder = etree.SubElement(holder, _name("text:span"))
            holder.set(_name("text:style-name"), style)
        _words(holder, piece.text)

    def _begin(self, block: etree._Element, highlight: Highlight) -> None:
        """Begin the comment on a highlight, if there is anything to say."""
        said = list(note_paragraphs(highlight.note))
        if not said and not highlight.tags:
            return
        self._commented.add(highlight.id)
        note = _element("office:annotation", {"office:name": _anchor(highlight)})
        etree.SubElement(note, _name("dc:creator")).text = "Docbao"
        if highlight.modified:
            etree.SubElement(note, _name("dc:date")).text = clean_xml(highlight.modified)[:19]
        line = clean_xml(caption(highlight, self._translator, self._options))
        for para in [*said, Para(Voice.CAPTION, (Piece(line),))]:
            self._fill(etree.SubElement(note, _name("text:p")), para)
        block.append(note)


def _looks(piece: Piece) -> dict[str, str]:
    """Return how a run differs from its paragraph."""
    looks: dict[str, str] = {}
    if piece.strong:
        looks["fo:font-weight"] = "bold"
    if piece.emphasis:
        looks["fo:font-style"] = "italic"
    if piece.code:
        looks["style:font-name"] = "Courier New"
    if piece.color and piece.underline:
        looks |= {
            "style:text-underline-style": "solid",
            "style:text-underline-width": "bold",
            "style:text-underline-color": f"#{LINES[piece.color]}",
        }
    elif piece.color:
        looks["fo:background-color"] = f"#{SHADES[piece.color]}"
    return looks


def _words(holder: etree._Element, text: str) -> None:
    """Append text; line breaks, tabs and several spaces are elements in this format."""
    for at, line in enumerate(text.split("\n")):
        if at:
            etree.SubElement(holder, _name("text:line-break"))
        for part in re.split("( {2,}|^ | $|\t)", line):
            if part == "\t":
                etree.SubElement(holder, _name("text:tab"))
            elif part and not part.strip(" "):
                etree.SubElement(holder, _name("text:s")).set(_name("text:c"), str(len(part)))
            else:
                _append(holder, part)


def _append(holder: etree._Element, text: str) -> None:
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text


def _anchor(highlight: Highlight) -> str:
    return clean_xml(f"docbao-{highlight.id}")


def _style(name: str, family: str, layout: Mapping[str, str], words: Mapping[str, str]) -> etree._Element:
    style = _element("style:style", {"style:name": name, "style:family": family})
    if layout:
        style.append(_element("style:paragraph-properties", layout))
    if words:
        style.append(_element("style:text-properties", words))
    return style


def _meta(title: str, language: str) -> etree._Element:
    root = _element("office:document-meta", {"office:version": "1.3"})
    about = etree.SubElement(root, _name("office:meta"))
    for name, value in (("meta:generator", "Docbao"), ("dc:title", title), ("dc:language", language)):
        etree.SubElement(about, _name(name)).text = value
    return root


def _manifest() -> etree._Element:
    root = _element("manifest:manifest", {"manifest:version": "1.3"})
    for path, kind in (("/", _MIME), ("content.xml", "text/xml"), ("meta.xml", "text/xml")):
        root.append(
            _element("manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": kind})
        )
    return root


def _element(name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    made = etree.Element(_name(name), nsmap=dict(_SPACES))
    for key, value in (attributes or {}).items():
        made.set(_name(key), value)
    return made


def _name(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_SPACES[prefix]}}}{local}"
