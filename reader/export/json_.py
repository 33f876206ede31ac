"""JSON: everything about articles, highlights and notes, for programs. Reading it back gives equal objects.

The schema, version 2 (all keys are always there but for ``text``, ``blocks`` and ``inlines``, which come with
whole articles; dates are ISO 8601, offsets code points into the article's canonical text, end exclusive; the
selectors are those of the W3C Web Annotation Data Model)::

    {
      "format": "docbao", "version": 2,
      "articles": [{
        "id": 1, "link": "docbao://article/1", "citation": "…",
        "title": "…", "title_derived": false, "authors": ["…"], "source": "…", "section": "…",
        "published": "2025-10-25", "language": "vi", "url": "https://…",
        "original_name": "…", "media_type": "text/html", "sha256": "…",
        "added": "…", "words": 0, "starred": false, "read": false, "position": 0, "tags": ["…"],
        "note": "Markdown", "text_version": 0,
        "text": "…",
        "blocks": [{"kind": "paragraph", "start": 0, "end": 0, "level": 0, "image": ""}],
        "inlines": [{"kind": "link", "start": 0, "end": 0, "target": "…"}],
        "highlights": [{
          "id": "…", "link": "docbao://article/1#…", "color": "yellow", "color_name": "…", "style": "fill",
          "starred": false, "tags": ["…"], "note": "Markdown",
          "created": "…", "modified": "…", "orphan": false, "kept": false,
          "text_version": 0,
          "selectors": [
            {"type": "TextQuoteSelector", "exact": "…", "prefix": "…", "suffix": "…"},
            {"type": "TextPositionSelector", "start": 0, "end": 0}
          ]
        }]
      }]
    }

Version 1 had no ``note``, ``text_version``, ``style``, ``starred`` of highlights, ``tags`` of highlights,
``color_name``, and never the text. ``kept`` tells of an orphan that is kept as a note without a place.
``reader.exchange`` reads both versions, and makes an article that the library lacks of one with its text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from reader.export.citation import citation
from reader.export.item import ExportItem, Options, color_name
from reader.export.links import link
from reader.i18n import Translator
from reader.models import Highlight

FORMAT = "docbao"
VERSION = 2


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
    """Return the document; only citations and names of colours in it are in the reader's language."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "articles": [_article(item, translator, options) for item in items],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def selectors(highlight: Highlight) -> list[dict[str, object]]:
    """Return the place of a highlight as W3C selectors."""
    selector = highlight.selector
    return [
        {
            "type": "TextQuoteSelector",
            "exact": selector.exact,
            "prefix": selector.prefix,
            "suffix": selector.suffix,
        },
        {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
    ]


def _article(item: ExportItem, translator: Translator, options: Options) -> dict[str, object]:
    """Return an article and its highlights as JSON values."""
    article, meta = item.article, item.article.metadata
    whole: dict[str, object] = {}
    if options.whole:
        whole = {
            "text": article.text,
            "blocks": [asdict(block) for block in article.blocks],
            "inlines": [asdict(inline) for inline in article.inlines],
        }
    return {
        "id": article.id,
        "link": link(article.id),
        "citation": citation(article, translator, article.added[:10], options.style),
        "title": meta.title,
        "title_derived": meta.title_derived,
        "authors": list(meta.authors),
        "source": meta.source,
        "section": meta.section,
        "published": meta.published,
        "language": meta.language,
        "url": meta.url,
        "original_name": article.original_name,
        "media_type": article.format,
        "sha256": article.sha256,
        "added": article.added,
        "words": article.words,
        "starred": article.starred,
        "read": article.read,
        "position": article.position,
        "tags": list(article.tags),
        "note": article.note,
        "text_version": article.version,
        **whole,
        "highlights": [_highlight(highlight, translator, options) for highlight in item.in_text_order],
    }


def _highlight(highlight: Highlight, translator: Translator, options: Options) -> dict[str, object]:
    """Return a highlight as JSON values."""
    return {
        "id": highlight.id,
        "link": link(highlight.article_id, highlight.id),
        "color": highlight.color.value,
        "color_name": color_name(highlight.color, translator, options),
        "style": highlight.style.value,
        "starred": highlight.starred,
        "tags": list(highlight.tags),
        "note": highlight.note,
        "created": highlight.created,
        "modified": highlight.modified,
        "orphan": highlight.orphan,
        "kept": highlight.kept,
        "text_version": highlight.version,
        "selectors": selectors(highlight),
    }
