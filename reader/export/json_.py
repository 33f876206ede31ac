"""JSON: everything about highlights and notes, for programs.

The schema, version 1 (all keys are always there; dates are ISO 8601, offsets code points into the
article's canonical text, end exclusive; the selectors are those of the W3C Web Annotation Data Model)::

    {
      "format": "docbao", "version": 1,
      "articles": [{
        "id": 1, "link": "docbao://article/1", "citation": "…",
        "title": "…", "title_derived": false, "authors": ["…"], "source": "…", "section": "…",
        "published": "2025-10-25", "language": "vi", "url": "https://…",
        "original_name": "…", "media_type": "text/html", "sha256": "…",
        "added": "…", "words": 0, "starred": false, "read": false, "position": 0, "tags": ["…"],
        "highlights": [{
          "id": "…", "link": "docbao://article/1#…", "color": "yellow", "note": "Markdown",
          "created": "…", "modified": "…", "orphan": false,
          "selectors": [
            {"type": "TextQuoteSelector", "exact": "…", "prefix": "…", "suffix": "…"},
            {"type": "TextPositionSelector", "start": 0, "end": 0}
          ]
        }]
      }]
    }
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from reader.export.citation import citation
from reader.export.item import ExportItem
from reader.export.links import link
from reader.i18n import Translator
from reader.models import Highlight

FORMAT = "docbao"
VERSION = 1


def render(items: Sequence[ExportItem], translator: Translator) -> str:
    """Return the document; only the citations in it are in the reader's language."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "articles": [_article(item, translator) for item in items],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _article(item: ExportItem, translator: Translator) -> dict[str, object]:
    """Return an article and its highlights as JSON values."""
    article, meta = item.article, item.article.metadata
    return {
        "id": article.id,
        "link": link(article.id),
        "citation": citation(article, translator, article.added[:10]),
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
        "highlights": [_highlight(highlight) for highlight in item.in_text_order],
    }


def _highlight(highlight: Highlight) -> dict[str, object]:
    """Return a highlight as JSON values."""
    selector = highlight.selector
    return {
        "id": highlight.id,
        "link": link(highlight.article_id, highlight.id),
        "color": highlight.color.value,
        "note": highlight.note,
        "created": highlight.created,
        "modified": highlight.modified,
        "orphan": highlight.orphan,
        "selectors": [
            {
                "type": "TextQuoteSelector",
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
            },
            {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
        ],
    }
