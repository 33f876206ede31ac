"""Commands as the palette and the list of keys show them, and how the palette finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.text.fold import fold
from reader.text.normalise import one_line


@dataclass(frozen=True, slots=True)
class CommandRow:
    """Something to do: texts in the reader's language, ``shortcut`` as the platform writes it."""

    id: str
    text: str
    shortcut: str = ""
    enabled: bool = True
    group: str = ""


def score(wanted: str, text: str) -> int | None:
    """Return how well folded ``wanted`` names folded ``text``, smaller is better; ``None`` is not at all.

    Best is the beginning, then the beginning of a word, then anywhere inside, then the letters in their order
    (the closer together, the better).
    """
    if not wanted:
        return 0
    at = text.find(wanted)
    if at == 0:
        return 0
    if at > 0:
        word = f" {text}".find(f" {wanted}")
        return 100 + word if word >= 0 else 200 + at
    words = wanted.split()
    if len(words) > 1 and all(word in text for word in words):
        return 300 + sum(text.find(word) for word in words)
    best = min(
        (
            span
            for start, letter in enumerate(text)
            if letter == wanted[0]
            for span in _spans(wanted, text, start)
        ),
        default=None,
    )
    return None if best is None else 1000 + best


def _spans(wanted: str, text: str, start: int) -> list[int]:
    """Return how many letters the subsequence from ``start`` spans; nothing where there is none."""
    at = start
    for letter in wanted[1:].replace(" ", ""):
        at = text.find(letter, at + 1)
        if at < 0:
            return []
    return [at - start + 1]


def ranked(typed: str, rows: Sequence[CommandRow]) -> list[CommandRow]:
    """Return the rows that ``typed`` may mean, the likeliest first; accents and case do not matter.

    A shortcut is found too. Rows of equal rank, and all rows while nothing is typed, keep their order.
    """
    wanted = fold(one_line(typed))
    found: list[tuple[int, int, CommandRow]] = []
    for place, row in enumerate(rows):
        own = score(wanted, fold(row.text))
        if own is None and row.group:
            grouped = score(wanted, f"{fold(row.group)} {fold(row.text)}")
            own = None if grouped is None else 500 + grouped
        if own is None and wanted and wanted == fold(row.shortcut):
            own = 50
        if own is not None:
            found.append((own + (0 if row.enabled or not wanted else 5000), place, row))
    return [row for _own, _place, row in sorted(found, key=lambda item: item[:2])]
