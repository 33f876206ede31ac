"""Names within names: Hà Nội in Công ước Hà Nội, Đồng Nai in UBND tỉnh Đồng Nai. One level deep."""

from __future__ import annotations

from collections.abc import Iterable

from reader.entities.gazetteers import Name
from reader.entities.spans import Span
from reader.entities.tokens import Trie, Words
from reader.models import EntityType

_INNER = {
    EntityType.ORG: frozenset((EntityType.LOC,)),
    EntityType.EVENT: frozenset((EntityType.LOC, EntityType.ORG, EntityType.DOC)),
    EntityType.DOC: frozenset((EntityType.LOC, EntityType.ORG)),
}
_SURE, _NAMED = 0.9, 0.7
_NONE: frozenset[str] = frozenset()


def find(
    words: Words, spans: Iterable[Span], names: Trie[Name], administrative: frozenset[str] = _NONE
) -> list[Span]:
    """Return listed names inside the sorted, flat ``spans``, and places after ``administrative`` nouns."""
    found: list[Span] = []
    at = 0
    for span in spans:
        while at < len(words) and words.ends[at] <= span.start:
            at += 1
        first = at
        while at < len(words) and words.starts[at] < span.end:
            at += 1
        if span.type in _INNER and at - first > 1:
            found.extend(_inside(words, (first, at), _INNER[span.type], names, administrative))
    return found


def _inside(
    words: Words,
    outer: tuple[int, int],
    types: frozenset[EntityType],
    names: Trie[Name],
    administrative: frozenset[str],
) -> list[Span]:
    found = []
    first, end = outer
    at = first
    while at < end:
        if at > first and words.norms[at - 1] in administrative and words.caps[at]:
            stop = at + 1
            while stop < end and words.caps[stop]:
                stop += 1
            found.append(Span(words.starts[at], words.ends[stop - 1], EntityType.LOC, "rule", _NAMED))
            break
        stop, name = _listed(words, at, outer, names)
        if name is not None and name.type in types and words.caps[at]:
            entity = name.canonical if name.type is EntityType.ORG else ""
            found.append(
                Span(words.starts[at], words.ends[stop - 1], name.type, "list", _SURE, entity=entity)
            )
        at = max(stop, at + 1)
    return found


def _listed(words: Words, at: int, outer: tuple[int, int], names: Trie[Name]) -> tuple[int, Name | None]:
    """Return the longest listed name at a word that is shorter than the outer one, and its end.

    A Vietnamese name of one syllable is one only at the end, after a small letter: "Cảnh sát Liên bang Đức",
    but not in "Lương Thế Vinh" or "Mỹ thuật".
    """
    first, end = outer
    for stop, name in names.matches(words, at):
        if stop > end or stop - at == end - first or not name.fits(words, at):
            continue
        single = stop == at + 1 and words.vietnamese(at)
        if not single or (stop == end and at > first and not words.caps[at - 1]):
            return stop, name
    return at, None
