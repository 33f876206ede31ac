"""The JSON that commands print. Its keys are documented in README.md and do not change."""

from __future__ import annotations

from dataclasses import asdict

from reader import export
from reader.models import Article, Highlight, Mention, Metadata, Snippet, Summary

Json = dict[str, object]


def marked(snippet: Snippet) -> str:
    """Return a snippet with its matches between double asterisks."""
    parts, last = [], 0
    for start, end in snippet.marks:
        parts += [snippet.text[last:start], f"**{snippet.text[start:end]}**"]
        last = end
    return "".join([*parts, snippet.text[last:]])


def _metadata(article_id: int, metadata: Metadata) -> Json:
    return {
        "id": article_id,
        "title": metadata.title,
        "title_derived": metadata.title_derived,
        "authors": list(metadata.authors),
        "source": metadata.source,
        "section": metadata.section,
        "published": metadata.published,
        "language": metadata.language,
        "url": metadata.url,
    }


def summary(row: Summary | Article) -> Json:
    """Return a row of ``docbao list``."""
    return {
        **_metadata(row.id, row.metadata),
        "words": row.words,
        "tags": list(row.tags),
        "starred": row.starred,
        "read": row.read,
        "added": row.added,
    }


def article_whole(article: Article) -> Json:
    """Return an article with its text, blocks and inlines."""
    return {
        **summary(article),
        "original_name": article.original_name,
        "sha256": article.sha256,
        "text": article.text,
        "blocks": [asdict(block) for block in article.blocks],
        "inlines": [asdict(inline) for inline in article.inlines],
    }


def mention_shape(mention: Mention) -> Json:
    """Return a mention; offsets are code points."""
    return {"start": mention.start, "end": mention.end, "text": mention.text, "type": mention.type.value}


def highlight_shape(highlight: Highlight) -> Json:
    """Return a highlight with its selector and link."""
    return asdict(highlight) | {"link": export.link(highlight.article_id, highlight.id)}
