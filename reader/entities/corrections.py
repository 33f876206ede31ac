"""The reader's corrections on top of what a recogniser found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.models import Correction, CorrectionKind, EntityType, Mention, Scope
from reader.text import anchor
from reader.text.fold import fold_case

USER = "user"


def corrected(
    text: str, mentions: Iterable[Mention], corrections: Sequence[Correction]
) -> tuple[Mention, ...]:
    """Return the ``mentions`` of ``text`` after ``corrections``, one after another: the last one wins.

    Offsets are code points; ``text`` is NFC. A mention that does not agree with the text (of an older version
    of it) is left out. The result is sorted; where no two mentions overlapped, none do.
    """
    current = [mention for mention in mentions if text[mention.start : mention.end] == mention.text]
    for correction in corrections:
        current = _apply(text, current, correction)
    return tuple(sorted(current, key=lambda mention: (mention.start, mention.end)))


def occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Yield where ``text`` has ``surface`` as whole words, in the same capitals."""
    if surface:
        for found in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            yield found.span()


def _apply(text: str, mentions: list[Mention], correction: Correction) -> list[Mention]:
    if correction.kind is CorrectionKind.ASSIGN:
        return [_assigned(mention, correction) for mention in mentions]
    if correction.kind is CorrectionKind.REJECT:
        return _rejected(text, mentions, correction)
    if correction.kind is CorrectionKind.MARK and correction.type:
        for start, end in _places(text, correction):
            mentions = _marked(mentions, correction, correction.type, text[start:end], start)
    return mentions


def _places(text: str, correction: Correction) -> list[tuple[int, int]]:
    """Return the places that a correction is about."""
    if correction.scope is not Scope.MENTION:
        return list(occurrences(text, correction.surface))
    place = anchor.locate(text, correction.selector) if correction.selector else None
    return [(place.start, place.end)] if place else []


def _assigned(mention: Mention, correction: Correction) -> Mention:
    same_name = fold_case(mention.entity or mention.text) == fold_case(correction.surface)
    if not same_name or mention.type is not correction.was:
        return mention
    return replace(mention, type=correction.type or mention.type, entity=correction.name)


def _rejected(text: str, mentions: list[Mention], correction: Correction) -> list[Mention]:
    """Leave out what is named by the surface; a longer name that holds it stays."""
    if correction.scope is not Scope.MENTION:
        return [mention for mention in mentions if mention.text != correction.surface]
    return [
        mention
        for mention in mentions
        if not any(a <= mention.start and mention.end <= b for a, b in _places(text, correction))
    ]


def _marked(
    mentions: list[Mention], correction: Correction, kind: EntityType, surface: str, start: int
) -> list[Mention]:
    """Put a mention in the place of those that it overlaps.

    A longer name that holds the surface stays where a name was found within it: that one is meant. Elsewhere,
    away from the place that the reader saw, it is another thing and stays, unless it is the one that was
    shortened.
    """
    end = start + len(surface)
    over = [mention for mention in mentions if mention.start < end and start < mention.end]
    longer = [m for m in over if m.start <= start and end <= m.end and m.end - m.start > end - start]
    if any((m.start, m.end) == (start, end) for m in over):
        over = [m for m in over if m not in longer]
    elif correction.scope is not Scope.MENTION and any(m.text != correction.before for m in longer):
        return mentions
    mention = Mention(
        start=start,
        end=end,
        text=surface,
        type=kind,
        entity=correction.name or surface,
        reason=USER,
        title=next((m.title for m in over if m.start == start and m.type is kind), ""),
    )
    return [*(m for m in mentions if m not in over), mention]
