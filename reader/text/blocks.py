"""Blocks and inlines, and the text that they part."""

from __future__ import annotations

import unicodedata

from reader.models import Article, Body


def is_sound(body: Article | Body) -> bool:
    """Whether a text is NFC, and its blocks and inlines are in order and inside it (code points)."""
    end = 0
    for block in body.blocks:
        if not end <= block.start <= block.end or body.text[end : block.start].strip():
            return False
        end = block.end
    return (
        unicodedata.is_normalized("NFC", body.text)
        and end <= len(body.text)
        and not body.text[end:].strip()
        and all(0 <= each.start <= each.end <= len(body.text) for each in body.inlines)
    )
