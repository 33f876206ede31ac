"""Reads a text as the importers do, in a form that tests compare at a glance."""

from __future__ import annotations

from reader.importers import load_bytes
from reader.models import Article, Metadata

Blocks = list[tuple[str, str]]


def article_of(text: str, name: str = "a.txt") -> Article:
    return load_bytes(text.encode(), name).article


def read(text: str, name: str = "a.txt") -> tuple[Metadata, Blocks]:
    article = article_of(text, name)
    return article.metadata, [(str(b.kind), article.text[b.start : b.end]) for b in article.blocks]
