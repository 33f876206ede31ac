"""Keeping the library: backups, restoring, checking.

All of it works on the folders alone, beside any library that is open on them, and tells a function how far it
is; :func:`stepwise` makes that a lane's long work.
"""

from __future__ import annotations

from reader.library.keeping.backups import automatic, back_up, before_migration, found
from reader.library.keeping.doctor import Finding, Report, Status, check
from reader.library.keeping.restoring import Staged, describe, pack_replaced, restore, stage, swap
from reader.library.keeping.steps import stepwise

__all__ = [
    "Finding",
    "Report",
    "Staged",
    "Status",
    "automatic",
    "back_up",
    "before_migration",
    "check",
    "describe",
    "found",
    "pack_replaced",
    "restore",
    "stage",
    "stepwise",
    "swap",
]
