"""Markdown for Obsidian: properties in YAML, an address for each highlight, tags that link.

https://help.obsidian.md/properties and https://help.obsidian.md/links (block references). Where there are
several articles, the properties name them all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.export.citation import citation
from reader.export.item import ExportItem, Options, caption, document_title, heading
from reader.export.links import link
from reader.export.markdown import escape, note_item, quotation
from reader.i18n import Translator
from reader.models import Highlight
from reader.text.normalise import one_line

_NOT_IN_YAML = re.compile("[\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_IN_ID = re.compile("[^A-Za-z0-9]+")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
    """Return one note with the highlights of ``items``."""
    single = len(items) == 1
    blocks = [f"---\n{yaml(_properties(items, translator))}---"]
    blocks.append(f"# {escape(document_title(items, translator))}")
    if not items:
        blocks.append(escape(translator.gettext("There are no highlights yet.")))
    taken: set[str] = set()
    for item in items:
        if not single:
            blocks.append(f"## {escape(heading(item.article, translator))}")
        article = item.article
        blocks.append(escape(citation(article, translator, article.added[:10], options.style)))
        if article.note.strip():
            blocks.append(note_item(article.note))
        for highlight in item.in_text_order:
            blocks.extend(_highlight(highlight, translator, options, taken))
    return "\n\n".join(blocks) + "\n"


def block_id(highlight: Highlight, taken: set[str]) -> str:
    """Return an id of letters, digits and hyphens for a highlight, which no other one in the note has."""
    base = f"hl-{_NOT_IN_ID.sub('-', highlight.id).strip('-')}".rstrip("-")
    found, number = base, 1
    while found.lower() in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found.lower())
    return found


def tag_name(tag: str) -> str:
    """Return a tag as Obsidian has them: letters, digits, ``_``, ``-``, ``/``, and not digits alone."""
    name = _NOT_IN_TAG.sub("-", one_line(tag)).strip("-")
    return f"_{name}" if name.isdigit() else name


def yaml(values: Mapping[str, object]) -> str:
    """Return values as YAML; every text is quoted as JSON, which YAML 1.2 contains."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list):
            lines.append(f"{key}:" + "".join(f"\n  - {_scalar(each)}" for each in value))
        else:
            lines.append(f"{key}: {_scalar(value)}")
    return "".join(f"{line}\n" for line in lines)


def _scalar(value: object) -> str:
    """Return a value; what JSON leaves as it is and YAML forbids is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _properties(items: Sequence[ExportItem], translator: Translator) -> dict[str, object]:
    """Return what is known of the one article, or of all of them together; empty ones are left out."""
    tags = {tag_name(tag) for item in items for tag in (*item.article.tags, *_tags(item))}
    found: dict[str, object] = {"title": document_title(items, translator)}
    if len(items) == 1:
        article, meta = items[0].article, items[0].article.metadata
        found |= {
            "author": [one_line(name) for name in meta.authors],
            "source": one_line(meta.source),
            "published": meta.published[:10],
            "url": one_line(meta.url),
            "language": "" if meta.language == "und" else meta.language,
            "docbao": link(article.id),
        }
    else:
        found["articles"] = [heading(item.article, translator) for item in items]
    found["tags"] = sorted(tags - {""})
    return {key: value for key, value in found.items() if value}


def _tags(item: ExportItem) -> list[str]:
    return [tag for highlight in item.highlights for tag in highlight.tags]


def _highlight(highlight: Highlight, translator: Translator, options: Options, taken: set[str]) -> list[str]:
    """Return the quotation with its block id, the note, tags and the way back."""
    blocks = [quotation(highlight.selector.exact), f"^{block_id(highlight, taken)}"]
    if highlight.note.strip():
        blocks.append(note_item(highlight.note))
    said = escape(caption(replace(highlight, tags=()), translator, options))
    tags = "".join(f" #{name}" for tag in highlight.tags if (name := tag_name(tag)))
    blocks.append(f"[{said}]({link(highlight.article_id, highlight.id)}){tags}")
    return blocks
