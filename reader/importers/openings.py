"""What stands before a first sentence: the paper's tag, or an agency's dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.importers.sources import sources
from reader.importers.tables import word_set

_PATTERNS = (
    # (Docbao) - …  |  (TTXVN 25/10) …
    re.compile(r"^\((?P<source>[^\s()][^()]{1,35}?)(?:,?\s+\d[\d/.]*)?\)\s*[-–—.:]+\s*(?=\S)"),
    # TPO - …  |  VOV.VN – …
    re.compile(r"^(?P<source>[^\W\d_][\w.&+]{1,19}(?:\s[\w.&+]{1,12}){0,2})\s*[-–—]\s+(?=\S)"),
    # HANOI, Oct. 26 (Docbao) — …  |  Hà Nội (TTXVN 25/10) - …  |  WASHINGTON (AP) — …
    re.compile(
        r"^(?P<place>[^\W\d_][^()!?:]{1,58}?)\s*"
        r"\((?P<source>[^()\d][^()]{1,30}?)(?:,?\s+\d[\d/.]*)?\)\s*[-–—]+\s*(?=\S)"
    ),
    # ХАНОЙ, 26 окт — РИА Новости. …  |  МОСКВА, 25 октября. /ТАСС/. …  |  Москва. 25 октября. INTERFAX.RU - …
    re.compile(
        r"^(?P<place>[А-ЯЁA-Z][^.!?()—–/]{1,40}?)[,.]\s*\d{1,2}\s+[а-яa-z]{3,9}\.?"
        r"(?:\s+\d{4}(?:\s*г(?:ода|\.)?)?)?\s*[-–—.,]*\s*"
        r"/?(?P<source>[^\W\d_][\w.«» -]{1,30}?)/?\s*(?:[.](?=\s)|[-–—])\s*(?=\S)"
    ),
)
# Papers that we do not know sign as PLO and NLĐO do: letters for the name, O for online.
_ONLINE = re.compile(r"^[A-ZĐ]{2,4}O$")
_NOT_ONLINE = word_set("NATO WHO WTO FAO ILO ISO CEO CTO COO CFO NGO IPO UFO SCO CSTO WIPO GPO")
_ADDRESS = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|ru|info|news)$", re.IGNORECASE)
_LONGEST_TAG = 25  # characters


@dataclass(frozen=True, slots=True)
class Opening:
    """The tag before a first sentence: its source, and where the sentence begins (code points)."""

    source: str
    end: int


def read_opening(text: str) -> Opening | None:
    """Return the source tag or dateline that stands before a first sentence, or None.

    A known source is enough; an unknown one must have the shape of a tag, and a capital must follow.
    """
    for pattern in _PATTERNS:
        match = pattern.match(text)
        if not match:
            continue
        written = match.group("source").strip()
        named = sources().tagged(written)
        if named:
            return Opening(named.name, match.end())
        capital = text[match.end() : match.end() + 1].isupper()
        if capital and _is_tag(written, bracketed=text.startswith("(")):
            return Opening(written, match.end())
    return None


def _is_tag(written: str, *, bracketed: bool) -> bool:
    if bracketed:
        return len(written) <= _LONGEST_TAG and written[:1].isupper()
    online = _ONLINE.match(written) is not None and written not in _NOT_ONLINE
    return online or _ADDRESS.match(written) is not None
