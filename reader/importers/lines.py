"""Lines of a plain text, with what their spacing told: blank lines, columns, and fixed-width wrapping."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.text.normalise import clean

_COLUMN = "\ufdd0"  # a noncharacter: marks several spaces in a row, which clean() would make one
_WIDE = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|[ \u00a0]*\t[ \t\u00a0]*)(?=\S)")
_STARTER = re.compile(r"^(?:[-–—•●▪◦*+]|\d{1,2}[.)]|>+|#+)\s+")

_WIDEST = 120  # characters: texts wrapped wider than this are not told from paragraphs
_NARROWEST = 40
_SAMPLE = 2000  # lines
_OUTLIERS = 2  # longer lines that a header may have
_FEWEST_PAIRS = 3
_FULL_SHARE = 0.6
_LONG_LINE = 60
_STOPS = ".!?…:;”»)"
_FILE_NAME = re.compile(r"^\S+\.\w{2,5}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: clean ``text``, the same with tabs for several spaces, whether a blank line is above.

    ``picture`` marks what a format itself says to be a caption or a credit.
    """

    text: str
    columns: str
    gap: bool
    picture: bool = False


def read_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not empty; lines wrapped at a fixed width are joined again."""
    marked = clean(_WIDE.sub(f" {_COLUMN} ", text.replace(_COLUMN, " ")))
    lines: list[Line] = []
    gap = True
    for raw in marked.split("\n"):
        plain = " ".join(raw.replace(_COLUMN, " ").split())
        if plain:
            lines.append(Line(plain, raw.replace(f" {_COLUMN} ", "\t").replace(_COLUMN, " ").strip(), gap))
        gap = not plain
    return _joined(lines, _wrap_width(lines))


def _first_word(line: Line) -> str:
    return line.text.partition(" ")[0]


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word had no room on this one."""
    return len(line.text) + 1 + len(_first_word(following)) > width


def _wrap_width(lines: Sequence[Line]) -> int:
    """Return the width at which the text was wrapped, or 0 where it was not."""
    sample = lines[:_SAMPLE]
    pairs = [(a, b) for a, b in pairwise(sample) if not b.gap]
    lengths = sorted({len(line.text) for line in sample if len(line.text) <= _WIDEST}, reverse=True)
    for width in lengths:
        if width < _NARROWEST:
            break
        if sum(len(line.text) > width for line in sample) > max(_OUTLIERS, len(sample) // 20):
            break
        inside = [(a, b) for a, b in pairs if len(a.text) <= width]
        full = sum(_is_full(a, b, width) and not _STARTER.match(b.text) for a, b in inside)
        if full >= _FEWEST_PAIRS and full >= _FULL_SHARE * len(inside):
            return width
    return 0


def _goes_on_wrapped(before: Line, line: Line, width: int) -> bool:
    """Whether a line continues the one before it in a text wrapped at ``width``."""
    return len(before.text) <= width and _is_full(before, line, width)


def _goes_on_broken(before: Line, line: Line) -> bool:
    """Whether a long line breaks off in mid-sentence and the next one goes on in a small letter."""
    if len(before.text) < _LONG_LINE or before.text[-1] in _STOPS:
        return False
    return line.text[:1].islower() and not _FILE_NAME.match(line.text)


def _joined(lines: Sequence[Line], width: int) -> list[Line]:
    """Join the lines that belong together."""
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        free = before is None or line.gap or _STARTER.match(line.text) is not None
        if before is None or free:
            groups.append([line])
        elif _goes_on_wrapped(before, line, width) if width else _goes_on_broken(before, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_one(group) for group in groups]


def _one(group: Sequence[Line]) -> Line:
    first = group[0]
    if len(group) == 1:
        return first
    return Line(_glued([line.text for line in group]), _glued([line.columns for line in group]), first.gap)


def _glued(pieces: Sequence[str]) -> str:
    """Join with spaces, but for a word that was parted at its own hyphen."""
    made: list[str] = []
    for piece in pieces:
        made += [piece, "" if piece.endswith(("-", "/")) and piece[-2:-1].isalnum() else " "]
    return "".join(made[:-1])
