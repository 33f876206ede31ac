"""The things Docbao knows, as frozen dataclasses.

Every offset is a code point into ``Article.text``, end exclusive. Every date is ISO 8601
(``2025``, ``2025-10``, ``2025-10-25`` or a full date-time), empty where unknown.
"""

from __future__ import annotations

from reader.models.article import (
    Article,
    Block,
    BlockKind,
    Body,
    Inline,
    InlineKind,
    Metadata,
    Original,
    Summary,
    TextVersion,
)
from reader.models.changes import Change, ChangeKind, Counts, ImportOutcome, ImportStatus
from reader.models.entities import NUMBERS, Entity, EntityType, Mention
from reader.models.highlights import Color, DeletedHighlight, Highlight, NoteVersion, Selector, Style
from reader.models.naming import (
    Alias,
    Appearance,
    Companion,
    Correction,
    CorrectionKind,
    Dossier,
    EntityPage,
    EntitySort,
    Evidence,
    MergeSuggestion,
    NameUse,
    Passage,
    Scope,
)
from reader.models.queries import FacetValue, Filter, Hit, Ids, Query, Result, SavedSearch, Snippet, Sort

__all__ = [
    "NUMBERS",
    "Alias",
    "Appearance",
    "Article",
    "Block",
    "BlockKind",
    "Body",
    "Change",
    "ChangeKind",
    "Color",
    "Companion",
    "Correction",
    "CorrectionKind",
    "Counts",
    "DeletedHighlight",
    "Dossier",
    "Entity",
    "EntityPage",
    "EntitySort",
    "EntityType",
    "Evidence",
    "FacetValue",
    "Filter",
    "Highlight",
    "Hit",
    "Ids",
    "ImportOutcome",
    "ImportStatus",
    "Inline",
    "InlineKind",
    "Mention",
    "MergeSuggestion",
    "Metadata",
    "NameUse",
    "NoteVersion",
    "Original",
    "Passage",
    "Query",
    "Result",
    "SavedSearch",
    "Scope",
    "Selector",
    "Snippet",
    "Sort",
    "Style",
    "Summary",
    "TextVersion",
]
