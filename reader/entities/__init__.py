"""Who and what a text names: recognisers by language, gazetteers, linking of aliases to one entity.

The recognisers read a text from left to right (``vietnamese``, ``russian``, ``english``, with ``dates`` and
``documents`` by patterns), ``document_pass`` looks at the whole, ``linking`` brings the names of one entity
together. Nothing is loaded before the first text is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.entities import document_pass, english, linking, russian, vietnamese
from reader.entities.spans import Span
from reader.models import Block, BlockKind, EntityType, Mention
from reader.text.language import detect

VERSION = 1
"""The version of the recogniser: mentions of an earlier one are made again."""

_RECOGNISERS = {"vi": vietnamese.find, "ru": russian.find, "en": english.find}
_FALLBACK = "vi"


def recognise(
    text: str, language: str = "", *, blocks: Sequence[Block] = (), authors: Sequence[str] = ()
) -> tuple[Mention, ...]:
    """Return what ``text`` names: sorted mentions that do not overlap.

    Offsets are code points of ``text``, which must be NFC. ``language`` is a code such as ``vi``; one that
    is not known, or none, is guessed. ``blocks`` tell which lines are code, not prose; ``authors`` are
    persons wherever the text names them. No mention crosses the end of a line.
    """
    code = language.split("-", maxsplit=1)[0].lower()
    if code not in _RECOGNISERS:
        code = detect(text)
    find = _RECOGNISERS.get(code, _RECOGNISERS[_FALLBACK])
    spans = [*find(text), *_authors(text, authors)]
    code_blocks = [block for block in blocks if block.kind is BlockKind.CODE]
    spans = [
        span for span in spans if not _within(span, code_blocks) and "\n" not in text[span.start : span.end]
    ]
    return linking.link(text, document_pass.consider(text, spans, _worth_keeping), code)


def _worth_keeping(span: Span) -> bool:
    return span.score >= 0.4  # noqa: PLR2004


def _within(span: Span, blocks: Sequence[Block]) -> bool:
    return any(block.start < span.end and span.start < block.end for block in blocks)


def _authors(text: str, authors: Sequence[str]) -> list[Span]:
    """Return the mentions of the article's authors."""
    found = []
    for author in authors:
        start = text.find(author) if author else -1
        while start >= 0:
            end = start + len(author)
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                found.append(Span(start, end, EntityType.PER, score=0.97))
            start = text.find(author, end)
    return found
