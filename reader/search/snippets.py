"""The best passage of an article for a query, in the reader's own text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.models import Snippet
from reader.search.marks import Marker, Span, disjoint, join_adjacent
from reader.search.nearness import Match

WIDTH = 200  # code points of a passage
LEAD = 50  # code points before the first match
_DISTINCT = 12  # a second word of the query is worth more than many repeats of the first
_SPACES = re.compile(r"\s+")


def title_snippets(titles: Sequence[str], marker: Marker) -> list[Snippet]:
    """Return whole titles with their matches marked."""
    found = marker.spans_of_each(titles)
    return [
        Snippet(title, tuple(join_adjacent(title, spans) if len(spans) > 1 else spans))
        for title, spans in zip(titles, found, strict=True)
    ]


def passage(text: str, marker: Marker, width: int = WIDTH) -> Snippet:
    """Return the passage of about ``width`` code points that shows most of the query, or else the start.

    Runs of spaces and line ends become one space, cut ends carry an ellipsis; marks count in the result.
    """
    matches = marker.matches(text)
    start = _best_start(matches, width)
    start = max(0, start - LEAD) if matches else 0
    start, end = _whole_words(text, start, width)
    inside = [(low - start, high - start) for low, high, _ in matches if start <= low and high <= end]
    spans = join_adjacent(text[start:end], disjoint(inside))
    return _build(text[start:end], spans, start > 0, end < len(text.rstrip()))


def _best_start(matches: Sequence[Match], width: int) -> int:
    """Return the start of the match from which a window shows most."""
    best, best_start, last = -1, 0, 0
    for first, (start, _, _) in enumerate(matches):
        last = max(last, first)
        while last < len(matches) and matches[last][1] <= start + width - LEAD:
            last += 1
        inside = matches[first:last]
        worth = _DISTINCT * len({number for _, _, number in inside}) + min(len(inside), _DISTINCT)
        if worth > best:
            best, best_start = worth, start
    return best_start


def _whole_words(text: str, start: int, width: int) -> Span:
    """Move both ends of a window to word ends, so that nothing is cut in two."""
    if start > 0:
        gap = re.search(r"\s", text[start : start + LEAD])
        start += gap.end() if gap else 0
    end = min(len(text), start + width)
    if end < len(text) and not text[end].isspace():
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut if cut > start + width // 2 else end
    return start, end


def _build(window: str, spans: Sequence[Span], cut_before: bool, cut_after: bool) -> Snippet:
    out = "…" if cut_before else ""
    marks: list[Span] = []
    at = 0
    for start, end in spans:
        out = _append(out, window[at:start])
        begin = len(out)
        out = _append(out, window[start:end])
        marks.append((begin, len(out)))
        at = end
    out = _append(out, window[at:]).rstrip()
    return Snippet(out + ("…" if cut_after else ""), tuple(marks))


def _append(out: str, piece: str) -> str:
    piece = _SPACES.sub(" ", piece)
    if piece.startswith(" ") and (not out or out.endswith((" ", "…"))):
        piece = piece[1:]
    return out + piece
