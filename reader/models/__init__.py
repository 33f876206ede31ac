"""The things Docbao knows, as frozen dataclasses.

Every offset is a code point into ``Article.text``, end exclusive. Every date is ISO 8601
(``2025``, ``2025-10``, ``2025-10-25`` or a full date-time), empty where unknown.
"""

from __future__ import annotations

from reader.models.article import Article, Block, BlockKind, Inline, InlineKind, Metadata, Original, Summary
from reader.models.changes import Change, ChangeKind, Counts, ImportOutcome, ImportStatus
from reader.models.entities import NUMBERS, Entity, EntityType, Mention
from reader.models.highlights import Color, Highlight, Selector, Style
from reader.models.queries import FacetValue, Filter, Hit, Query, Result, SavedSearch, Snippet, Sort

__all__ = [
    "NUMBERS",
    "Article",
    "Block",
    "BlockKind",
    "Change",
    "ChangeKind",
    "Color",
    "Counts",
    "Entity",
    "EntityType",
    "FacetValue",
    "Filter",
    "Highlight",
    "Hit",
    "ImportOutcome",
    "ImportStatus",
    "Inline",
    "InlineKind",
    "Mention",
    "Metadata",
    "Original",
    "Query",
    "Result",
    "SavedSearch",
    "Selector",
    "Snippet",
    "Sort",
    "Style",
    "Summary",
]
