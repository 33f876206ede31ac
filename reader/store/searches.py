"""Searches that are saved, and those that led somewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from reader.models import Filter, SavedSearch
from reader.store.database import Database

_KEPT = 200  # earlier searches


class Searches:
    """The tables ``saved_search`` and ``searched``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, search: SavedSearch) -> int:
        """Insert a saved search, or put back the one with its id; return the id."""
        narrowed = {name: value for name, value in asdict(search.filter).items() if value}
        return self._db.execute(
            "INSERT OR REPLACE INTO saved_search (id, name, text, filter) VALUES (?, ?, ?, ?)",
            (search.id or None, search.name, search.text, json.dumps(narrowed, ensure_ascii=False)),
        )

    def remove(self, search_id: int) -> None:
        """Delete a saved search."""
        self._db.execute("DELETE FROM saved_search WHERE id = ?", (search_id,))

    def saved(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches, the oldest first."""
        rows = self._db.rows("SELECT * FROM saved_search ORDER BY id")
        return tuple(
            SavedSearch(row["name"], row["text"], _filter(json.loads(row["filter"])), row["id"])
            for row in rows
        )

    def note(self, text: str, when: str) -> None:
        """Remember an earlier search, at a UTC date-time; the oldest beyond some hundreds are forgotten."""
        self._db.execute("INSERT OR REPLACE INTO searched VALUES (?, ?)", (text, when))
        self._db.execute(
            "DELETE FROM searched WHERE text NOT IN (SELECT text FROM searched ORDER BY last DESC LIMIT ?)",
            (_KEPT,),
        )

    def earlier(self) -> tuple[str, ...]:
        """Return earlier searches, the latest first."""
        return tuple(row["text"] for row in self._db.rows("SELECT text FROM searched ORDER BY last DESC"))


def _filter(values: Mapping[str, Any]) -> Filter:
    """Return a filter of what is stored, without fields that this version does not know."""
    known = {field.name for field in fields(Filter)}
    return Filter(**{name: value for name, value in values.items() if name in known})
