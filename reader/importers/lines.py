"""Lines of a plain text, with what their spacing told: blank lines, columns, and fixed-width wrapping."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.text.normalise import clean

_COLUMN = "\ufdd0"  # a noncharacter: marks several spaces in a row, which clean() would make one
_WIDE = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|[ \u00a0]*\t[ \t\u00a0]*)(?=\S)")
_STARTER = re.compile(r"^(?:[-–—•●▪◦*+]|\d{1,2}[.)]|>+|#+)\s+")

_WIDEST = 120  # characters: texts wrapped wider than this are not told from paragraphs
_NARROWEST = 40
_FEWEST_PAIRS = 3
_FULL_SHARE = 0.6
_LONG_LINE = 60
_STOPS = ".!?…:;”»)"
_FILE_NAME = re.compile(r"^\S+\.\w{2,5}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: clean ``text``, ``columns`` with a tab where several spaces were, ``gap`` for a blank line above."""

    text: str
    columns: str
    gap: bool


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
    width = _wrap_width(lines)
    return _unwrapped(lines, width) if width else _mended(lines)


def _first_word(line: Line) -> str:
    return line.text.partition(" ")[0]


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word had no room on this one."""
    return len(line.text) + 1 + len(_first_word(following)) > width


def _wrap_width(lines: Sequence[Line]) -> int:
    """Return the width at which the text was wrapped, or 0 where it was not."""
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if not b.gap]
    lengths = sorted({len(line.text) for line in lines if len(line.text) <= _WIDEST}, reverse=True)
    for width in lengths:
        if width < _NARROWEST:
            break
        if sum(len(line.text) > width for line in lines) > max(2, len(lines) // 20):
            break
        inside = [(a, b) for a, b in pairs if len(a.text) <= width]
        full = sum(_is_full(a, b, width) and not _STARTER.match(b.text) for a, b in inside)
        if full >= _FEWEST_PAIRS and full >= _FULL_SHARE * len(inside):
            return width
    return 0


def _mended(lines: Sequence[Line]) -> list[Line]:
    """Join a long line that breaks off in mid-sentence to the next one, which goes on in a small letter."""
    joined: list[Line] = []
    for line in lines:
        previous = joined[-1] if joined else None
        if (
            previous
            and not line.gap
            and line.text[:1].islower()
            and len(previous.text) >= _LONG_LINE
            and previous.text[-1] not in _STOPS
            and not _STARTER.match(line.text)
            and not _FILE_NAME.search(line.text)
        ):
            joined[-1] = _glued(previous, line)
        else:
            joined.append(line)
    return joined


def _glued(previous: Line, line: Line) -> Line:
    glue = "" if previous.text.endswith(("-", "/")) and previous.text[-2:-1].isalnum() else " "
    return replace(
        previous,
        text=previous.text + glue + line.text,
        columns=previous.columns + glue + line.columns,
    )


def _unwrapped(lines: Sequence[Line], width: int) -> list[Line]:
    joined: list[Line] = []
    last = 0  # length of the line as it stood, before anything was joined to it
    for line in lines:
        previous = joined[-1] if joined else None
        stood = Line(" " * last, "", gap=False)
        if (
            previous
            and not line.gap
            and last <= width
            and _is_full(stood, line, width)
            and not _STARTER.match(line.text)
        ):
            glue = "" if previous.text.endswith(("-", "/")) and previous.text[-2:-1].isalnum() else " "
            joined[-1] = replace(
                previous,
                text=previous.text + glue + line.text,
                columns=previous.columns + glue + line.columns,
            )
        else:
            joined.append(line)
        last = len(line.text)
    return joined
