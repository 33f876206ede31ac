"""Reading the tables of words that the recognisers hold."""

from __future__ import annotations


def word_set(table: str, separator: str | None = None) -> frozenset[str]:
    """Return the entries of a table written as one text, parted by ``separator`` or by spaces."""
    pieces = table.replace("\n", separator).split(separator) if separator else table.split()
    return frozenset(piece.strip() for piece in pieces if piece.strip())
