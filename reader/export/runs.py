"""A whole article cut into runs: stretches of text that are marked and set in one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.export.item import ExportItem
from reader.models import Block, Highlight, Inline, InlineKind


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block: ``marks`` are the highlights over it, ``begins``, ``ends`` those at its ends."""

    text: str
    kinds: frozenset[InlineKind] = frozenset()
    target: str = ""
    marks: tuple[Highlight, ...] = ()
    begins: tuple[Highlight, ...] = ()
    ends: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class SetBlock:
    """A block of an article with its runs."""

    block: Block
    runs: tuple[Run, ...]

    @property
    def begins(self) -> tuple[Highlight, ...]:
        """The highlights that begin in the block, in order."""
        return tuple(highlight for run in self.runs for highlight in run.begins)


def set_blocks(item: ExportItem) -> Iterator[SetBlock]:
    """Yield the blocks of an article, cut wherever a highlight or an inline begins or ends.

    A highlight over several blocks begins in the first and ends in the last that it touches.
    """
    article = item.article
    placed = [each for each in item.in_text_order if not each.orphan]
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for at, block in enumerate(article.blocks):
        for each in placed:
            if each.selector.start < block.end and block.start < each.selector.end:
                first.setdefault(each.id, at)
                last[each.id] = at
    for at, block in enumerate(article.blocks):
        here = [each for each in placed if first.get(each.id, at + 1) <= at <= last.get(each.id, -1)]
        inlines = [each for each in article.inlines if each.start < block.end and block.start < each.end]
        runs = list(_runs(article.text, block, here, inlines))
        yield SetBlock(
            block,
            tuple(
                _with_ends(
                    run,
                    number,
                    runs,
                    [h for h in here if first[h.id] == at],
                    [h for h in here if last[h.id] == at],
                )
                for number, run in enumerate(runs)
            ),
        )


def _runs(text: str, block: Block, marks: Sequence[Highlight], inlines: Sequence[Inline]) -> Iterator[Run]:
    """Yield the runs of a block, without the ends of highlights."""
    cuts = {block.start, block.end}
    spans = [(each.selector.start, each.selector.end) for each in marks]
    for start, end in (*spans, *((each.start, each.end) for each in inlines)):
        cuts |= {min(max(start, block.start), block.end), min(max(end, block.start), block.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        set_as = [each for each in inlines if each.start <= start and end <= each.end]
        yield Run(
            text[start:end],
            frozenset(each.kind for each in set_as),
            next((each.target for each in set_as if each.kind is InlineKind.LINK), ""),
            tuple(each for each in marks if each.selector.start <= start and end <= each.selector.end),
        )


def _with_ends(
    run: Run, number: int, runs: Sequence[Run], beginning: Sequence[Highlight], ending: Sequence[Highlight]
) -> Run:
    """Return a run with the highlights that begin with it and end with it."""
    before = runs[number - 1].marks if number else ()
    after = runs[number + 1].marks if number + 1 < len(runs) else ()
    return Run(
        run.text,
        run.kinds,
        run.target,
        run.marks,
        tuple(each for each in run.marks if each in beginning and each not in before),
        tuple(each for each in run.marks if each in ending and each not in after),
    )
