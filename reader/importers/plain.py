"""Plain text: lines become paragraphs, headings, captions, credits, lists and quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from reader.importers import frame
from reader.importers.captions import is_caption, may_be_caption
from reader.importers.credits import (
    is_bare_label,
    is_of_picture,
    leading_credit,
    read_credit,
    split_credit,
)
from reader.importers.draft import DraftBlock, Found, block
from reader.importers.editor import credited, edit
from reader.importers.head import take_head
from reader.importers.lines import Line, read_lines
from reader.importers.openings import read_opening
from reader.importers.tail import drop_between, take_tail
from reader.models import BlockKind

_MARKER = re.compile(r"^(?P<marker>[•●▪◦■‣⁃·]|[-–—*+]|\d{1,2}[.)]|[IVX]{1,5}\.|[a-zđ]\))\s+(?=\S)")
_QUOTE = re.compile(r"^>\s?(?=\S)")
_HASHES = re.compile(r"^(?P<hashes>#{1,6})\s+(?P<text>\S.*?)\s*#*$")
_BOLD = re.compile(r"^(\*\*|__)(?P<text>[^*_].*?)\1$")
_DASHES = ("-", "–", "—", "+")
_DOTS = ("•", "●", "▪", "◦", "■", "‣", "⁃", "·")
_QUESTIONS = ("?", "?”", '?"', "?»")
_CAPTION_LIMIT = 350  # characters
_LOOSE_CAPTION = 250  # characters: where blank lines part everything, so that they prove nothing
_HEADING_LIMIT = 110  # characters


def read_plain(text: str) -> tuple[Found, list[DraftBlock]]:
    """Return what a plain text says about itself, and its blocks."""
    found = Found()
    lines = read_lines(text)
    article = drop_between(take_tail(take_head(lines, found), found))
    blocks = edit(_headings(credited(_listed(_captioned(article)))), found)
    if not blocks:  # a note of a line or two, which looked like nothing but a title and a byline
        found = Found()
        blocks = edit(_captioned(lines), found)
    return found, blocks


def _captioned(lines: Sequence[Line]) -> list[DraftBlock]:
    """Make a block of each line; pictures' names go to the caption beneath them."""
    loose = all(line.gap for line in lines)
    made: list[DraftBlock] = []
    image = ""
    for line in lines:
        if frame.is_image(line.text):
            image = line.text
            continue
        if frame.is_alternative(line.text):
            continue
        draft = replace(_block(line), gap=line.gap)
        if image and _is_caption(line, loose=loose):
            made.append(replace(draft, kind=BlockKind.CAPTION, text=line.text, image=image, marker=""))
        elif made and made[-1].kind is BlockKind.CAPTION and made[-1].text == line.text:
            continue  # the picture's alternative text, and the same again as its caption
        elif read_credit(line.text):
            if not (line.picture or is_bare_label(line.text)) and (is_of_picture(line.text) or not line.gap):
                _turn_caption(made, gap=line.gap, loose=loose)
            made.append(draft)
        elif draft.kind is BlockKind.PARAGRAPH and not draft.marker and is_caption(line.text):
            made.append(replace(draft, kind=BlockKind.CAPTION))
        else:
            made.append(draft)
        image = ""
    return made


def _is_caption(line: Line, *, loose: bool) -> bool:
    """Whether the line after a picture's name describes the picture."""
    if read_credit(line.text) or _HASHES.match(line.text) or line.text.startswith("* "):
        return False
    if split_credit(line.text):
        return True
    if line.gap:
        return loose and len(line.text) <= _LOOSE_CAPTION
    return len(line.text) <= _CAPTION_LIMIT


def _turn_caption(made: list[DraftBlock], *, gap: bool, loose: bool) -> None:
    """Make a caption of the short paragraph right above a credit.

    A blank line between them proves nothing where blank lines part everything; then only a sentence
    as short as captions are, that reports no words, is one.
    """
    if not made or made[-1].kind is not BlockKind.PARAGRAPH or read_opening(made[-1].text):
        return
    text = made[-1].text
    near = len(text) <= _LOOSE_CAPTION if not gap else loose and may_be_caption(text)
    if near:
        made[-1] = replace(made[-1], kind=BlockKind.CAPTION)


def _block(line: Line) -> DraftBlock:
    """Return the block that a line is by its own signs."""
    hashes = _HASHES.match(line.text)
    if hashes:
        return block(BlockKind.HEADING, hashes.group("text"), level=len(hashes.group("hashes")))
    bold = _BOLD.match(line.text)
    if bold and len(bold.group("text")) <= _HEADING_LIMIT and not bold.group("text").endswith("."):
        return block(BlockKind.HEADING, bold.group("text"), level=2)
    if bold and "**" not in bold.group("text"):
        return block(BlockKind.PARAGRAPH, bold.group("text"))
    if _QUOTE.match(line.text):
        return block(BlockKind.QUOTE, _QUOTE.sub("", line.text))
    marker = _MARKER.match(line.text)
    return block(BlockKind.PARAGRAPH, line.text, marker=marker.group("marker") if marker else "")


def _listed(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Decide what a marker before a line means: an item, a heading, or speech."""
    speech = _speech(blocks)
    made: list[DraftBlock] = []
    for index, draft in enumerate(blocks):
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        plain = not draft.marker or index in speech
        made.append(draft if plain else _marked(draft, before, after))
    return made


def _speech(blocks: Sequence[DraftBlock]) -> set[int]:
    """Return the dashed lines of interviews: runs of dashed lines of which one asks."""
    found: set[int] = set()
    for dashed, group in groupby(
        range(len(blocks)), key=lambda index: _family(blocks[index].marker) == "dash"
    ):
        run = list(group)
        if dashed and any(blocks[index].text.endswith(_QUESTIONS) for index in run):
            found.update(run)
    return found


def _marked(draft: DraftBlock, before: DraftBlock | None, after: DraftBlock | None) -> DraftBlock:
    marker = draft.marker
    bare = draft.part(len(marker))
    family = _family(marker)
    beside = any(near is not None and _family(near.marker) == family for near in (before, after))
    introduced = before is not None and before.text.endswith(":")
    if marker in _DOTS:
        return replace(bare, kind=BlockKind.LIST_ITEM, level=1)
    if marker == "*" and not beside and _is_short_line(bare.text) and not introduced:
        return replace(bare, kind=BlockKind.HEADING, level=2)
    if family == "number":
        if not beside and _is_short_line(draft.text) and after is not None:
            return replace(draft, kind=BlockKind.HEADING, level=2)
        return replace(draft, kind=BlockKind.LIST_ITEM, level=1) if beside else draft
    if (
        marker == "—"
        and not (introduced or draft.text.endswith(";"))
        and not (before and before.text.endswith(";"))
    ):
        return draft  # speech, as Russian prints it
    return replace(bare, kind=BlockKind.LIST_ITEM, level=1) if beside or introduced else draft


def _family(marker: str) -> str:
    if not marker:
        return ""
    if marker in _DASHES:
        return "dash"
    return "number" if marker[-1] in ".)" else marker


def _is_short_line(text: str) -> bool:
    return len(text) <= _HEADING_LIMIT and not re.search(r"[.,;:…]$", text)


def _headings(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Make headings of the short lines without a full stop that stand above a paragraph."""
    made: list[DraftBlock] = []
    for index, draft in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        before = made[-1] if made else None
        if _is_heading(draft, before, after):
            made.append(replace(draft, kind=BlockKind.HEADING, level=2))
        else:
            made.append(draft)
    return made


def _is_heading(draft: DraftBlock, before: DraftBlock | None, after: DraftBlock | None) -> bool:
    text = draft.text
    if draft.kind is not BlockKind.PARAGRAPH or draft.marker or not _is_short_line(text) or after is None:
        return False
    if frame.is_question(text):
        return False
    first = text.lstrip("“‘\"'«(")[:1]
    if (
        not (first.isupper() or first.isdigit())
        or read_credit(text)
        or split_credit(text)
        or leading_credit(text)
    ):
        return False
    if before and before.kind is BlockKind.PARAGRAPH and not frame.ends_sentence(before.text):
        return False  # verses, or lines broken by hand
    if after.kind is BlockKind.PARAGRAPH:
        return frame.ends_sentence(after.text) or len(after.text) > _HEADING_LIMIT
    return after.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CAPTION)
