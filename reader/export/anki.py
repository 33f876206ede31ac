"""Anki: a text file to import, one card a highlight, for those who learn a language by reading.

The front is the sentence with the highlight in bold, the back the note and where it stands. The header lines
are those of https://docs.ankiweb.net/importing/text-files.html#file-headers; the first column carries an id,
by which a second import updates a card instead of doubling it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html import escape

from reader.export.citation import citation
from reader.export.item import ExportItem, Options, hashtag
from reader.export.links import link
from reader.export.notes import note_html
from reader.i18n import Translator
from reader.models import Highlight
from reader.text.segment import sentences

_HEAD = ("#separator:tab", "#html:true", "#notetype:Basic", "#guid column:1", "#tags column:4")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
    """Return the file: UTF-8 without a byte order mark, fields parted by tabs."""
    text = io.StringIO()
    text.writelines(f"{line}\n" for line in _HEAD)
    writer = csv.writer(text, dialect="excel-tab", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for item in items:
        cited = escape(citation(item.article, translator, item.article.added[:10], options.style))
        for highlight in item.in_text_order:
            writer.writerow(map(_one_line, _card(highlight, item, cited)))
    return text.getvalue()


def _card(highlight: Highlight, item: ExportItem, cited: str) -> tuple[str, str, str, str]:
    """Return id, front, back and tags of a card."""
    article = item.article
    back = []
    if highlight.note.strip():
        back.append(note_html(highlight.note))
    back.append(f'<p><a href="{escape(link(article.id, highlight.id))}">{cited}</a></p>')
    tags = sorted({*map(hashtag, highlight.tags), *map(hashtag, article.tags), "docbao"})
    return f"docbao-{highlight.id}", _front(highlight, item), "".join(back), " ".join(tags)


def _front(highlight: Highlight, item: ExportItem) -> str:
    """Return the highlight in bold, within the sentences that it stands in where its place is known."""
    start, end = highlight.selector.start, highlight.selector.end
    quote, text = highlight.selector.exact, item.article.text
    before = after = ""
    if not highlight.orphan and text[start:end] == quote:
        spans = [span for span in sentences(text) if span[0] < end and start < span[1]]
        if spans:
            before = text[min(spans[0][0], start) : start]
            after = text[end : max(spans[-1][1], end)]
    return f"{_html(before)}<b>{_html(quote)}</b>{_html(after)}"


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _one_line(field: str) -> str:
    """Return a field on one line: Anki would take a line break for the end of the card in some versions."""
    return _CONTROLS.sub(" ", field).replace("\r", "").replace("\n", " ").replace("\t", " ")
