"""The blocks of a text as the reader edits them. Light to import: a window knows them before it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from reader.models import BlockKind


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a text that the reader has edited."""

    kind: BlockKind
    text: str
    level: int = 0
    image: str = ""
