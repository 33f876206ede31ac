"""The mentions of a text without those that lie within others."""

from __future__ import annotations

from reader.entities import recognise
from reader.models import Mention


def outermost(text: str, language: str = "") -> list[Mention]:
    found = recognise(text, language)
    return [mention for mention in found if not mention.within(found)]
