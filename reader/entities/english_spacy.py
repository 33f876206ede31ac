"""A further witness for English names: a pipeline of spaCy, where the reader has installed one.

Honnibal, Montani, Van Landeghem and Boyd, "spaCy: Industrial-strength Natural Language Processing in Python"
(2020). Nothing is fetched: the package ``spacy`` (extra ``english``) and an English pipeline must be there.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Sequence
from typing import Any

from reader.entities.spans import Span
from reader.models import EntityType

PIPELINES = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
"""The best first."""

_TYPES = {
    "PERSON": EntityType.PER,
    "ORG": EntityType.ORG,
    "GPE": EntityType.LOC,
    "LOC": EntityType.LOC,
    "FAC": EntityType.LOC,
}
_SCORE = 0.6  # it gives no probabilities; what it says alone is not sure
_ARTICLES = ("the ", "The ")


def installed() -> str:
    """Return the pipeline that is there, empty where there is none."""
    if importlib.util.find_spec("spacy") is None:
        return ""
    return next((name for name in PIPELINES if importlib.util.find_spec(name)), "")


@functools.cache
def load(name: str) -> Callable[[str], Any]:
    """Return a pipeline, loaded with what finds names alone."""
    import spacy  # noqa: PLC0415 - only where an English text is read and it is installed

    unused = ("parser", "lemmatizer", "attribute_ruler", "tagger")
    pipeline: Callable[[str], Any] = spacy.load(name, exclude=list(unused))
    return pipeline


def find(text: str, pipeline: Callable[[str], Any]) -> list[Span]:
    """Return the persons, bodies and places that a pipeline names; offsets are code points."""
    found = []
    for entity in pipeline(text).ents:
        kind = _TYPES.get(entity.label_)
        start, end = int(entity.start_char), int(entity.end_char)
        if text[start:end].startswith(_ARTICLES):
            start += len(_ARTICLES[0])
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        if kind and start < end:
            found.append(Span(start, end, kind, "model", _SCORE))
    return found


def joined(spans: list[Span], further: Sequence[Span]) -> list[Span]:
    """Return ``spans`` with those of ``further`` that cross none of them."""
    free = [new for new in further if all(new.end <= old.start or old.end <= new.start for old in spans)]
    return [*spans, *free]
