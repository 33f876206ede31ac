"""The migrations, a file each, in order. One that has been released is never edited."""

from __future__ import annotations

from reader.store.migrations import fifth, first, fourth, second, third

MIGRATIONS: tuple[str, ...] = (first.SCRIPT, second.SCRIPT, third.SCRIPT, fourth.SCRIPT, fifth.SCRIPT)
