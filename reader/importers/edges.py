"""Head and tail of articles whose format marks its blocks: the same rules as for lines."""

from __future__ import annotations

from collections.abc import Sequence

from reader.importers.draft import DraftBlock, Found
from reader.importers.head import take_head
from reader.importers.lines import Line
from reader.importers.tail import drop_between, take_tail
from reader.models import BlockKind

_PICTURES = (BlockKind.CAPTION, BlockKind.CREDIT)
_MARKED = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE_ROW)


def trim_edges(blocks: Sequence[DraftBlock], found: Found) -> list[DraftBlock]:
    """Take head and tail off blocks that a format with marks of its own gave: the same rules as for lines."""
    by_line: dict[int, DraftBlock] = {}
    lines: list[Line] = []
    for block in blocks:
        # A marked heading is never the title or a byline: a bullet keeps it from being taken for one.
        sign = "* " if block.kind in _MARKED else ""
        line = Line(sign + block.text, sign + block.text, gap=True, picture=block.kind in _PICTURES)
        by_line[id(line)] = block
        lines.append(line)
    kept = drop_between(take_tail(take_head(lines, found), found))
    return [by_line[id(line)] for line in kept]
