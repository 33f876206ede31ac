"""What a careful editor does with any article's blocks, wherever they came from.

Source tags before the first sentence, credits after captions, bylines after the last paragraph, lines
that the site put between: each becomes what it is. All functions are pure but for ``Found``, which they fill.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.importers import frame
from reader.importers.credits import credit_source, leading_credit, read_credit, split_credit
from reader.importers.draft import DraftBlock, Found
from reader.importers.openings import read_opening
from reader.importers.sources import sources
from reader.importers.titles import derive_title
from reader.models import BlockKind
from reader.text.language import UNKNOWN, detect

_HEADING_LIMIT = 110  # characters
_MOST_REPEATS = 2
_CAPTION_LIMIT = 450  # characters: a longer paragraph is no caption, whatever it ends with
_REPORTER = re.compile(
    r"(?:phóng viên|PV|корреспонденту|корреспондент|told)\s+"
    r"(?P<name>[^\s.,;:!?()]+(?:\s[A-ZĐА-Я][^\s.,;:!?()]*)?)"
)
_TOLD_TO = re.compile(
    r"\s(?:nói|chia sẻ|trao đổi|trả lời|cho biết|kể) với (?:báo )?"
    r"(?P<name>[A-ZĐ][^\s.,;:!?()]*(?:\s[A-ZĐ][^\s.,;:!?()]*){0,2})"
)
_ORIGIN_END = re.compile(r"(?<=[.!?…”\"»])\s*\((?:Theo\s+)?(?P<name>[^()]{2,40})\)\.?$")
_GALLERY = re.compile(r"^(?:\[\d{1,2}/\d{1,2}\]|\d{1,2}/\d{1,2}(?=\s+[A-ZĐ]))\s*")
_SHOP = re.compile(r"[\s,.]*Purchase Licensing Rights.*$")
_TEXT = (BlockKind.PARAGRAPH, BlockKind.QUOTE)


def edit(blocks: Sequence[DraftBlock], found: Found) -> list[DraftBlock]:
    """Return the blocks as they should be read; fill source, authors, title and language of ``found``."""
    edited = _strong_headings(_without_frame(blocks))
    edited = credited(edited)
    edited = _opened(edited, found)
    edited = _closed(edited, found)
    edited = _without_title(edited, found)
    _settle(edited, found)
    return edited


def _strong_headings(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Make headings of short paragraphs in bold that end no sentence and stand above another paragraph."""
    made: list[DraftBlock] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        short = len(block.text) <= _HEADING_LIMIT and not re.search(r"[.,;:!…]$", block.text)
        above = after is not None and after.kind is BlockKind.PARAGRAPH and len(after.text) > len(block.text)
        if (
            block.kind is BlockKind.PARAGRAPH
            and block.is_strong
            and short
            and above
            and not frame.is_question(block.text)
        ):
            made.append(replace(block, kind=BlockKind.HEADING, level=3, inlines=()))
        else:
            made.append(block)
    return made


def _without_frame(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    return [
        block
        for block in blocks
        if block.text
        and (block.kind in (BlockKind.CODE, BlockKind.TABLE_ROW) or not frame.is_between(block.text))
    ]


def credited(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Return the blocks with a block of its own for every credit, and a caption before it."""
    found: list[DraftBlock] = []
    for block in blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION) and len(block.text) <= _CAPTION_LIMIT:
            found += _with_credit(_without_counter(block))
        else:
            found.append(block)
    return found


def _with_credit(block: DraftBlock) -> list[DraftBlock]:
    """Return a block as caption and credit where it holds a credit, else as it is."""
    if read_credit(block.text):
        return [_bare_credit(block)]
    split = split_credit(block.text, caption=block.kind is BlockKind.CAPTION)
    if split is not None:
        caption_end, start, end = split
        caption = replace(block.part(0, caption_end), kind=BlockKind.CAPTION)
        credit = replace(block.part(start, end), kind=BlockKind.CREDIT, image="", level=0)
        return [caption, credit] if caption.text else [credit]
    first = leading_credit(block.text)
    if first:
        caption = replace(block.part(first), kind=BlockKind.CAPTION)
        return [caption, replace(block.part(0, first), kind=BlockKind.CREDIT, image="")]
    return [block]


def _without_counter(block: DraftBlock) -> DraftBlock:
    """Take the gallery's counter and the shop's link off a caption: ``[1/3] … Purchase Licensing Rights``."""
    start = _GALLERY.match(block.text)
    end = _SHOP.search(block.text)
    return block.part(start.end() if start else 0, end.start() if end else None) if start or end else block


def _bare_credit(block: DraftBlock) -> DraftBlock:
    credit = read_credit(block.text)
    start = block.text.index(credit)
    return replace(block.part(start, start + len(credit)), kind=BlockKind.CREDIT)


def _opened(blocks: list[DraftBlock], found: Found) -> list[DraftBlock]:
    """Take the source tag or dateline off the first paragraph that has one, among the first two."""
    texts = [index for index, block in enumerate(blocks) if block.kind in _TEXT][:2]
    for index in texts:
        opening = read_opening(blocks[index].text)
        if opening:
            found.note(source=opening.source)
            rest = blocks[index].part(opening.end)
            return [*blocks[:index], *([rest] if rest.text else []), *blocks[index + 1 :]]
    return blocks


def _closed(blocks: list[DraftBlock], found: Found) -> list[DraftBlock]:
    """Take the agency's name off the end of the last paragraph."""
    for index in range(len(blocks) - 1, -1, -1):
        if blocks[index].kind in _TEXT:
            return [*blocks[:index], _without_origin(blocks[index], found), *blocks[index + 1 :]]
    return blocks


def _without_origin(block: DraftBlock, found: Found) -> DraftBlock:
    """Take ``(TTXVN/Vietnam+)`` off the end of the last paragraph."""
    match = _ORIGIN_END.search(block.text)
    if not match:
        return block
    named = [sources().named(piece) for piece in re.split(r"[/,]|\s-\s", match.group("name"))]
    if not all(named) or named[0] is None:
        return block
    found.note(origin=named[0].name)
    return block.part(0, match.start())


def _without_title(blocks: list[DraftBlock], found: Found) -> list[DraftBlock]:
    """Drop the first blocks that only repeat the title."""
    title = frame.key(found.title)
    first = 0
    while first < min(_MOST_REPEATS, len(blocks) - 1) and title and frame.key(blocks[first].text) == title:
        first += 1
    return blocks[first:]


def _settle(blocks: Sequence[DraftBlock], found: Found) -> None:
    """Fill what is still open: the source from credits and reporters, the title, the language."""
    text = " ".join(block.text for block in blocks)
    if found.origin and found.source and found.origin != found.source and not found.authors:
        found.add_authors([found.origin])
    found.note(source=found.origin)
    found.note(source=_source_of_credits(blocks))
    found.note(source=_source_of_reporter(text))
    if not found.title:
        found.title = derive_title(blocks)
        found.title_derived = True
    if not found.language:
        language = detect(f"{found.title} {text}")
        found.language = language if language != UNKNOWN else UNKNOWN


def _source_of_credits(blocks: Sequence[DraftBlock]) -> str:
    named = [credit_source(block.text) for block in blocks if block.kind is BlockKind.CREDIT]
    known = [name for name in named if name]
    return max(known, key=known.count) if known else ""


def _source_of_reporter(text: str) -> str:
    for match in _REPORTER.finditer(text):
        words = match.group("name").split()
        for count in (len(words), 1):
            named = sources().named(" ".join(words[:count]))
            if named:
                return named.name
    for match in _TOLD_TO.finditer(text):
        named = sources().named(match.group("name"))
        # Foreign papers are quoted far more often than they write in Vietnamese.
        if named and any(domain.endswith(".vn") for domain in named.domains):
            return named.name
    return ""
