"""A sequence model that decides where rules and lists alone would guess.

A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) by CRFsuite. What it reads is
described in ``features``; how it was trained, in ``resources/models/README.md``. A model is loaded when the
first text of its language is read.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reader.entities import features
from reader.entities.spans import Span
from reader.entities.tokens import Words
from reader.models import EntityType
from reader.paths import shipped

TYPES = frozenset((EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.EVENT, EntityType.DOC))
"""What the model decides; the others are found by patterns."""
_SURE = 0.8


class Model:
    """A trained model. Calls from several threads wait for each other.

    Raises:
        OSError: if the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        import pycrfsuite  # noqa: PLC0415 - only where a text is read

        self._lock = threading.Lock()
        self._tagger = pycrfsuite.Tagger()
        self._data = path.read_bytes()  # the tagger reads in it as long as it lives
        self._tagger.open_inmemory(self._data)

    def decide(self, words: Words, rules: Sequence[Span], clues: Sequence[str]) -> list[Span]:
        """Return what the words name. ``rules`` are sorted and flat; ``clues`` are those of the lists.

        A span on which the rules agree keeps their reason, title and exact offsets, at the higher score.
        """
        rows = features.of_words(words, rules, clues)
        tags: list[str] = []
        scores: list[float] = []
        with self._lock:
            for first, end in features.lines(words):
                line = self._tagger.tag(rows[first:end])
                tags.extend(line)
                scores.extend(
                    1.0 if tag == features.OUTSIDE else self._tagger.marginal(tag, at)
                    for at, tag in enumerate(line)
                )
        return _with_titled(_agreed(features.spans_of(words, tags, scores), rules), rules)


@functools.cache
def load(language: str) -> Model:
    """Return the model of a language that has one."""
    return Model(shipped("resources", "models", f"{language}.crfsuite"))


def _agreed(decided: list[Span], rules: Sequence[Span]) -> list[Span]:
    """Give the decided spans what the rules know about the same stretch."""
    known = {span.start: span for span in rules}
    result = []
    for span in decided:
        rule = known.get(span.start)
        if rule is not None and abs(rule.end - span.end) <= 1 and rule.type is span.type:
            span = replace(rule, score=max(rule.score, span.score))  # noqa: PLW2901
        elif rule is not None and rule.end == span.end and rule.reason == "list" and span.score < _SURE:
            span = rule  # noqa: PLW2901 - a listed name is another only where the words say so plainly
        elif rule is not None and span.type is EntityType.PER:
            span = replace(span, title=rule.title)  # noqa: PLW2901
        result.append(span)
    return result


def _with_titled(decided: list[Span], rules: Sequence[Span]) -> list[Span]:
    """Let events and documents that the rules are sure of stand: the model has seen few of them.

    They take the place of what was decided within them, but cross nothing.
    """
    sure = [
        rule
        for rule in rules
        if rule.type in (EntityType.EVENT, EntityType.DOC)
        and rule.score >= _SURE
        and all(_apart(rule, span) or (rule.start <= span.start and span.end <= rule.end) for span in decided)
    ]
    return [*(span for span in decided if all(_apart(span, rule) for rule in sure)), *sure]


def _apart(one: Span, other: Span) -> bool:
    return one.end <= other.start or other.end <= one.start
