"""Who and what a text names: recognisers by language, gazetteers, linking of aliases to one entity.

Rules read a text from left to right (``vietnamese``, ``russian``, ``english``, with ``dates``, ``numbers``
and ``documents`` by patterns), a sequence model that is told what they found decides (``model``,
``features``), ``document_pass`` looks at the whole, ``linking`` brings the names of one entity together.
Nothing is loaded before the first text is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.entities import (
    document_pass,
    english,
    english_clues,
    english_spacy,
    linking,
    model,
    numbers,
    russian,
    russian_model,
    vietnamese,
)
from reader.entities.lexicon import EMPTY, Lexicon
from reader.entities.spans import Span
from reader.entities.tokens import Words, read
from reader.models import Block, BlockKind, EntityType, Mention
from reader.text.language import detect

_VERSION = 2


def version() -> str:
    """Return the version of the recogniser, with what is installed for it: other mentions are made again."""
    extras = [*(["slovnet"] if russian_model.installed() else []), english_spacy.installed()]
    return "+".join([str(_VERSION), *filter(None, extras)])


@dataclass(frozen=True, slots=True)
class _Language:
    """The rules of a language.

    ``clues`` are what its lists tell the model of each word, None where it has no model; ``inside`` finds
    names within the names that were found.
    """

    find: Callable[[str], list[Span]]
    clues: Callable[[Words], list[str]] | None = None
    inside: Callable[[Words, list[Span]], list[Span]] | None = None


_LANGUAGES = {
    "vi": _Language(vietnamese.find, vietnamese.clues, vietnamese.inside),
    "ru": _Language(russian.find),
    "en": _Language(english.find, english_clues.clues, english.inside),
}
_FALLBACK = "vi"
_LEAST = 0.4  # what rules are less sure of is not shown
_LIKELY = 0.5  # nor what the model is less sure of
_PLAUSIBLE = 0.3  # what is less sure is not even told to the model


def recognise(
    text: str,
    language: str = "",
    *,
    blocks: Sequence[Block] = (),
    authors: Sequence[str] = (),
    lexicon: Lexicon = EMPTY,
) -> tuple[Mention, ...]:
    """Return what ``text`` names: sorted mentions. They do not overlap, but one may lie within another.

    Offsets are code points of ``text``, which must be NFC. ``language`` is a code such as ``vi``; one that
    is not known, or none, is guessed. ``blocks`` tell which lines are code, not prose; ``authors`` are
    persons wherever the text names them; ``lexicon`` is what the reader has taught. No mention crosses the
    end of a line.
    """
    code = language.split("-", maxsplit=1)[0].lower()
    if code not in _LANGUAGES:
        code = detect(text)
    if code not in _LANGUAGES:
        code = _FALLBACK
    spans = [
        *_LANGUAGES[code].find(text),
        *numbers.find(text, code),
        *_authors(text, authors),
        *lexicon.spans(text),
    ]
    code_blocks = [block for block in blocks if block.kind is BlockKind.CODE]
    spans = [
        span
        for span in _decided(text, code, spans)
        if not _within(span, code_blocks)
        and "\n" not in text[span.start : span.end]
        and lexicon.allows(text[span.start : span.end])
    ]
    outer = document_pass.consider(text, spans, _worth_keeping)
    inner = [span for span in _inner(text, code, outer) if lexicon.allows(text[span.start : span.end])]
    found = [*linking.link(text, outer, code), *linking.link(text, inner, code)]
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def _inner(text: str, code: str, outer: list[Span]) -> list[Span]:
    """Return the names within names."""
    inside = _LANGUAGES[code].inside
    return inside(read(text), outer) if inside else []


def _decided(text: str, code: str, spans: list[Span]) -> list[Span]:
    """Return ``spans`` as the model of the language decides; what it does not know of stays as it is."""
    clues = _LANGUAGES[code].clues
    if clues is None:
        return spans
    words = read(text)
    rules = witnesses(text, spans)
    kept = [span for span in spans if span.type not in model.TYPES or span.reason == "user"]
    taught = [span for span in kept if span.reason == "user"]
    names = model.load(code).decide(words, rules, clues(words))
    further = english_spacy.installed() if code == "en" else ""
    if further:
        names = english_spacy.joined(names, english_spacy.find(text, english_spacy.load(further)))
    return [*kept, *(span for span in names if not _within(span, taught))]


def witnesses(text: str, spans: list[Span]) -> list[Span]:
    """Return what rules found as the model is told of it: sorted, flat, after a look at the whole text."""
    inside = [span for span in spans if "\n" not in text[span.start : span.end]]
    return document_pass.consider(text, inside, lambda span: span.score >= _PLAUSIBLE)


def _worth_keeping(span: Span) -> bool:
    return span.score >= (_LIKELY if span.reason == "model" else _LEAST)


def _within(span: Span, blocks: Sequence[Block] | Sequence[Span]) -> bool:
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
