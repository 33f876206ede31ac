"""JSON-LD: highlights as a W3C Web Annotation collection, for Hypothesis, Thorium and their kind.

The model is https://www.w3.org/TR/annotation-model/, the collection that of its section 5. The target of a
highlight is the article's address, or the hash of its file where it has none; the selectors refer to the
canonical text. A style sheet class names the colour, a body with the purpose ``tagging`` each tag.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from reader.export.item import ExportItem, Options, heading
from reader.export.json_ import selectors
from reader.export.links import link
from reader.i18n import Translator
from reader.models import Article, Highlight, Style
from reader.text.normalise import one_line

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
STAR = "starred"

# What an IRI may hold besides letters and digits (RFC 3987); everything else is escaped.
_IRI_SIGNS = "!#$%&'()*+,/:;=?@[]~-._"


def render(items: Sequence[ExportItem], translator: Translator, _options: Options) -> str:
    """Return one AnnotationCollection with one page that holds the highlights and notes of ``items``."""
    annotations = [annotation for item in items for annotation in _annotations(item, translator)]
    collection: dict[str, object] = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": translator.gettext("Highlights and notes"),
        "generator": {"type": "Software", "name": "Docbao"},
        "total": len(annotations),
    }
    if annotations:
        collection["first"] = {"type": "AnnotationPage", "startIndex": 0, "items": annotations}
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def iri(article: Article) -> str:
    """Return what names an article in the world: its address, its file's hash, or its link."""
    url = one_line(article.metadata.url)
    if url.startswith(("https://", "http://")):
        return quote(url, safe=_IRI_SIGNS)
    return f"urn:sha256:{article.sha256}" if article.sha256 else link(article.id)


def _annotations(item: ExportItem, translator: Translator) -> list[dict[str, object]]:
    """Return the note on the article, if there is one, then its highlights."""
    found: list[dict[str, object]] = []
    if item.article.note.strip():
        found.append(
            {
                "id": link(item.article.id),
                "type": "Annotation",
                "motivation": "commenting",
                "body": [_comment(item.article.note)],
                "target": _source(item.article, translator),
            }
        )
    return found + [_annotation(highlight, item.article, translator) for highlight in item.in_text_order]


def _annotation(highlight: Highlight, article: Article, translator: Translator) -> dict[str, object]:
    """Return one highlight as an annotation; an orphan keeps its quote and has no position."""
    bodies = [_comment(highlight.note)] if highlight.note.strip() else []
    bodies.extend(_tag(tag) for tag in highlight.tags)
    if highlight.starred:
        bodies.append({"type": "TextualBody", "value": STAR, "purpose": "assessing"})
    found: dict[str, object] = {
        "id": link(highlight.article_id, highlight.id),
        "type": "Annotation",
        "motivation": "commenting" if highlight.note.strip() else "highlighting",
    }
    for name in ("created", "modified"):
        if when := getattr(highlight, name):
            found[name] = when
    if bodies:
        found["body"] = bodies
    underlined = "-underline" if highlight.style is Style.UNDERLINE else ""
    found["target"] = {
        "source": _source(article, translator),
        "styleClass": f"docbao-{highlight.color.value}{underlined}",
        "selector": selectors(highlight)[:1] if highlight.orphan else selectors(highlight),
    }
    return found


def _source(article: Article, translator: Translator) -> dict[str, object]:
    """Return the article as a resource, with what is known to find it again."""
    source: dict[str, object] = {"id": iri(article), "type": "Text", "format": article.format}
    if article.metadata.language not in {"", "und"}:
        source["language"] = article.metadata.language
    source["label"] = heading(article, translator)
    if article.sha256:
        source["canonical"] = f"urn:sha256:{article.sha256}"
    return source


def _comment(note: str) -> dict[str, object]:
    return {"type": "TextualBody", "value": note, "format": "text/markdown", "purpose": "commenting"}


def _tag(tag: str) -> dict[str, object]:
    return {"type": "TextualBody", "value": tag, "purpose": "tagging"}
