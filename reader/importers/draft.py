"""An article in the making: blocks that can still be cut and dropped, and what was found about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reader.models import Article, Block, BlockKind, Inline, InlineKind, Metadata
from reader.text.normalise import clean, nfc, one_line
from reader.text.segment import count_words

BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share their marks; a mark is a kind and, for links, an address."""

    text: str
    marks: tuple[tuple[InlineKind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """One block. ``inlines`` count from the block's first character; ``marker`` is the bullet it had.

    ``gap`` tells that a blank line stood above it in plain text.
    """

    kind: BlockKind
    text: str
    level: int = 0
    image: str = ""
    inlines: tuple[Inline, ...] = ()
    marker: str = ""
    gap: bool = True

    def part(self, start: int, end: int | None = None) -> DraftBlock:
        """Return the block with only ``text[start:end]``, trimmed, its inlines moved along."""
        stop = len(self.text) if end is None else end
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        moved = [
            replace(mark, start=max(mark.start, start) - start, end=min(mark.end, stop) - start)
            for mark in self.inlines
            if mark.start < stop and mark.end > start
        ]
        return replace(self, text=self.text[start:stop], inlines=tuple(moved))

    @property
    def is_strong(self) -> bool:
        """Whether the whole block is set in bold."""
        return any(
            mark.kind is InlineKind.STRONG and mark.start == 0 and mark.end >= len(self.text)
            for mark in self.inlines
        )


@dataclass(slots=True)
class Found:
    """What an importer has found about an article so far; the first finding stays."""

    title: str = ""
    title_derived: bool = False
    authors: list[str] = field(default_factory=list)
    source: str = ""
    origin: str = ""  # an agency that the piece was taken from
    section: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()  # the reader's own, from front matter

    def note(self, **values: str) -> None:
        """Take each value whose field is still empty."""
        for name, value in values.items():
            if value and not getattr(self, name):
                setattr(self, name, value)

    def add_authors(self, names: Iterable[str]) -> None:
        """Add the authors that are not known yet."""
        known = {name.casefold() for name in self.authors}
        for name in names:
            if name and name.casefold() not in known:
                self.authors.append(name)
                known.add(name.casefold())

    def metadata(self) -> Metadata:
        """Return the findings as metadata."""
        return Metadata(
            title=self.title,
            title_derived=self.title_derived,
            authors=tuple(self.authors),
            source=self.source,
            section=self.section,
            published=self.published,
            language=self.language or "und",
            url=self.url,
        )


def block(kind: BlockKind, text: str, *, level: int = 0, image: str = "", marker: str = "") -> DraftBlock:
    """Return a block of plain characters on one line."""
    return DraftBlock(kind, one_line(text), level=level, image=image, marker=marker)


def compose(kind: BlockKind, runs: Sequence[Run], *, level: int = 0, image: str = "") -> DraftBlock:
    """Return a block on one line made of ``runs``, with their marks as inlines."""
    pieces: list[str] = []
    spans: list[tuple[int, int, Run]] = []
    length = 0
    spaced = True  # whether what is there ends with a space, or nothing is there yet
    for run in runs:
        piece = one_line(run.text)
        if run.text[:1].isspace() and not spaced:
            pieces.append(" ")
            length += 1
            spaced = True
        if piece:
            spans.append((length, length + len(piece), run))
            trailing = " " if run.text[-1:].isspace() else ""
            pieces.append(piece + trailing)
            length += len(piece) + len(trailing)
            spaced = bool(trailing)
    text = "".join(pieces)
    text = text.rstrip(" ")
    if nfc(text) != text:  # a mark that combines across two runs: the text counts for more than its emphasis
        return DraftBlock(kind, one_line(text), level=level, image=image)
    return DraftBlock(kind, text, level=level, image=image, inlines=_inlines(spans, text))


def _inlines(spans: list[tuple[int, int, Run]], text: str) -> tuple[Inline, ...]:
    """Join neighbouring stretches of the same mark, over a space too."""
    found: list[Inline] = []
    latest: dict[tuple[InlineKind, str], int] = {}
    for start, end, run in spans:
        for mark in dict.fromkeys(run.marks):
            index = latest.get(mark)
            if index is not None and not text[found[index].end : start].strip():
                found[index] = replace(found[index], end=end)
            else:
                latest[mark] = len(found)
                found.append(Inline(mark[0], start, end, mark[1]))
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end, mark.kind)))


def assemble(found: Found, drafts: Sequence[DraftBlock], **about: str) -> Article:
    """Join the blocks into the canonical text of an article; ``about`` fills its other fields."""
    texts: list[str] = []
    blocks: list[Block] = []
    inlines: list[Inline] = []
    start = 0
    for draft in drafts:
        body = clean(draft.text) if draft.kind is BlockKind.CODE else draft.text
        if not body:
            continue
        end = start + len(body)
        texts.append(body)
        blocks.append(Block(draft.kind, start, end, draft.level, draft.image))
        inlines += [
            replace(mark, start=start + mark.start, end=min(start + mark.end, end))
            for mark in draft.inlines
            if mark.start < min(mark.end, len(body))
        ]
        start = end + len(BETWEEN)
    text = BETWEEN.join(texts)
    return Article(
        metadata=found.metadata(),
        text=text,
        blocks=tuple(blocks),
        inlines=tuple(inlines),
        words=count_words(text),
        tags=tuple(sorted(set(found.tags))),
        **about,  # type: ignore[arg-type]
    )
