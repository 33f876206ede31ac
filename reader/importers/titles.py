"""Titles: freed of the site's name, or derived from the text where there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.importers import frame
from reader.importers.draft import DraftBlock
from reader.importers.headlines import core, shorten
from reader.importers.sources import sources
from reader.models import BlockKind
from reader.text.normalise import one_line
from reader.text.segment import sentences

_TITLE = (6, 200)  # characters
_SITE_NAME = 30

_SUFFIX = re.compile(r"\s+(?:[|•·»:]|[-–—])\s+")


def clean_title(title: str, site: str = "") -> str:
    """Return ``title`` without the names of site and department that pages add: ``Title - World | Site``."""
    text = one_line(title)
    while True:
        cuts = list(_SUFFIX.finditer(text))
        if not cuts:
            return text
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        sign = cuts[-1].group().strip()
        named = bool(sources().named(tail)) or (bool(site) and tail.casefold() == site.casefold())
        address = re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+", tail) is not None
        piped = sign in "|•·»" and len(tail) <= _SITE_NAME
        if not head or not (
            named or address or piped or (frame.is_section(tail) and text != one_line(title))
        ):
            section = frame.is_section(tail) and len(head) > len(tail)
            return head if section and sign != ":" else text
        text = head


def is_title(line: str) -> bool:
    """Whether a line above the text can be its title: one line without a full stop."""
    text = line.strip()
    if frame.is_question(text):
        return False
    if not _TITLE[0] <= len(text) <= _TITLE[1] or not any(char.isalpha() for char in text):
        return False
    return not re.search(r"(?<![.…])[.;:,]$", text) and not frame.is_image(text)


def derive_title(blocks: Sequence[DraftBlock]) -> str:
    """Return a title made from the text: the heading that opens it, else its first sentence."""
    paragraph = next((b for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)), None)
    heading = next((b for b in blocks if b.kind is BlockKind.HEADING and not frame.is_question(b.text)), None)
    if heading and (paragraph is None or blocks.index(heading) < blocks.index(paragraph)):
        return shorten(heading.text)
    body = paragraph or next(iter(blocks), None)
    if body is None:
        return ""
    start, end = next(sentences(body.text), (0, len(body.text)))
    return core(body.text[start:end])
