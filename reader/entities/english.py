"""stub"""

from __future__ import annotations

from reader.entities import dates, documents
from reader.entities.spans import Span


def find(text: str) -> list[Span]:
    """stub"""
    return [*documents.find(text, "en"), *dates.find(text, "en")]
