"""What head and tail of a text share: reading the pieces of a line that stands beside the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.importers import frame
from reader.importers.bylines import Byline, read_byline, read_origin
from reader.importers.credits import read_credit, split_credit
from reader.importers.draft import Found
from reader.importers.lines import Line
from reader.importers.sources import sources

BULLET = re.compile(r"^(?:[-–—•●▪◦*+]|\d{1,2}[.)])\s+")
_SIGNS = re.compile(r"\s*[|,•·;()]\s*|\s+[-–—/]+\s+|\s*\t\s*|^\s*[-–—/]+\s*|\s*[-–—/]+\s*$")
_LONGEST_CAPTION = 400  # characters


def is_picture(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a picture's name, its caption or its credit."""
    text = lines[index].text
    if lines[index].picture:
        return True
    if frame.is_image(text) or frame.is_alternative(text) or read_credit(text):
        return True
    if len(text) <= _LONGEST_CAPTION and split_credit(text):
        return True
    return index > 0 and frame.is_image(lines[index - 1].text) and not lines[index].gap


def read_pieces(rest: str, found: Found) -> bool:
    """Read what stands beside a date; every piece must be known, else nothing is taken."""
    pieces = [piece.strip(" .:-–—") for piece in _SIGNS.split(frame.without_counters(rest))]
    pieces = [piece for piece in pieces if any(char.isalnum() for char in piece)]
    taken = Found()
    for piece in pieces:
        source = sources().named(piece)
        byline = read_byline(piece)
        if source:
            taken.note(source=source.name)
        elif frame.is_section(piece):
            taken.note(section=piece)
        elif frame.is_frame_part(piece):
            continue
        elif byline:
            take(byline, taken)
        elif read_origin(piece):
            taken.note(origin=read_origin(piece))
        else:
            return False
    found.note(source=taken.source, section=taken.section, origin=taken.origin)
    found.add_authors(taken.authors)
    return True


def take(byline: Byline, found: Found) -> None:
    """Add what a byline says to what was found."""
    found.add_authors(byline.authors)
    found.note(source=byline.source, origin=byline.origin)
