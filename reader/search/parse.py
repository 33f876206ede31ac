"""Reading what was typed: words and "phrases"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.search.marks import Marker, Needle
from reader.text.fold import words
from reader.text.normalise import nfc

_PARTS = re.compile('"([^"]*)"?|[“”«]([^“”«»]*)[“”»]?|([^\\s"“”«]+)')


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as sequences of words that must all be found; a sequence of several words is a phrase."""

    sequences: tuple[tuple[str, ...], ...]

    @property
    def marker(self) -> Marker:
        """What finds the query in a text."""
        return Marker(tuple(tuple(Needle(word) for word in sequence) for sequence in self.sequences))


def parse(text: str) -> Parsed:
    """Read a query; every string is one. Words joined by signs (``15/2020/NĐ-CP``) are a phrase."""
    found: list[tuple[str, ...]] = []
    for match in _PARTS.finditer(nfc(text)):
        sequence = tuple(words(match.group(1) or match.group(2) or match.group(3) or ""))
        if sequence:
            found.append(sequence)
    return Parsed(tuple(dict.fromkeys(found)))
