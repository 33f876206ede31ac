"""Markdown for Logseq: an outline, a highlight a block with properties and a steady id.

https://docs.logseq.com/#/page/properties. A block's id has to be a UUID: it is made of the highlight's own,
so that references to it hold when the page is written again.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from reader.export.citation import citation
from reader.export.item import ExportItem, Options, color_name, heading
from reader.export.links import link
from reader.export.markdown import escape, quotation
from reader.i18n import Translator
from reader.models import Highlight
from reader.text.normalise import one_line

_SPACE = uuid.UUID("6b0c7f0e-6a0f-5d0b-9d5e-3f0a1f1c2d3e")  # of our highlights, chosen once


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
    """Return one page with the highlights of ``items``, an article a block with its highlights below."""
    lines = _page(items[0], translator) if len(items) == 1 else []
    for item in items:
        lines.extend(_article(item, translator, options))
    if not items:
        lines.append(f"- {escape(translator.gettext('There are no highlights yet.'))}")
    return "\n".join(lines) + "\n"


def block_id(highlight: Highlight) -> str:
    """Return the id of a highlight's block, the same every time."""
    return str(uuid.uuid5(_SPACE, f"{highlight.article_id}#{highlight.id}"))


def _page(item: ExportItem, translator: Translator) -> list[str]:
    """Return the properties of a page, which stand before its first block."""
    meta = item.article.metadata
    found = {
        "title": heading(item.article, translator),
        "author": ", ".join(f"[[{_value(name)}]]" for name in meta.authors),
        "source": meta.source,
        "published": meta.published[:10],
        "url": meta.url,
        "tags": ", ".join(map(_value, item.article.tags)),
        "docbao": link(item.article.id),
    }
    return [*(f"{key}:: {_value(value)}" for key, value in found.items() if value), ""]


def _article(item: ExportItem, translator: Translator, options: Options) -> list[str]:
    article = item.article
    cited = escape(citation(article, translator, article.added[:10], options.style))
    lines = [f"- {cited}"]
    if article.note.strip():
        lines.extend(_block(article.note.strip().split("\n"), 1))
    for highlight in item.in_text_order:
        lines.extend(_highlight(highlight, translator, options))
    return lines


def _highlight(highlight: Highlight, translator: Translator, options: Options) -> list[str]:
    """Return a block with properties and quotation, and its note as a block below."""
    own = {
        "id": block_id(highlight),
        "color": color_name(highlight.color, translator, options),
        "created": highlight.created[:10],
        "tags": ", ".join(map(_value, highlight.tags)),
        "starred": "true" if highlight.starred else "",
        "docbao": link(highlight.article_id, highlight.id),
    }
    content = [f"{key}:: {_value(value)}" for key, value in own.items() if value]
    lines = _block([*content, *quotation(highlight.selector.exact).split("\n")], 1)
    if highlight.note.strip():
        lines.extend(_block(highlight.note.strip().split("\n"), 2))
    return lines


def _block(content: Sequence[str], depth: int) -> list[str]:
    """Return lines as one block: the first after its bullet, the others below it."""
    indent = "  " * depth
    first, *others = content
    return [f"{indent}- {first}", *(f"{indent}  {line}".rstrip() for line in others)]


def _value(value: str) -> str:
    """Return a property's value on one line."""
    return one_line(value)
