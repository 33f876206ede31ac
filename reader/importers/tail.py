"""The tail of a text, and what the site put in its middle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.importers import frame
from reader.importers.bylines import is_shouted, read_byline, read_origin, with_pictures
from reader.importers.dates import read_stamp
from reader.importers.draft import Found
from reader.importers.lines import Line
from reader.importers.pieces import BULLET, is_picture, read_pieces, take
from reader.importers.sources import sources

_LONGEST_LINK = 160  # characters of another article's title
_LONGEST_STAMP = 100
_LONGEST_TAG = 60
_TAG_WORDS = 6
_FEWEST_TAGS = 2
_MOST_NAMES = 3  # more names in a row than this are a list, not a byline


def take_tail(lines: Sequence[Line], found: Found) -> list[Line]:
    """Read byline and origin below the text into ``found``; return the lines that are text."""
    lines = list(lines[: _comments_start(lines)])
    lines = lines[: _bare_tags_start(lines)]
    last = max((i for i, line in enumerate(lines) if frame.is_prose(line.text)), default=-1)
    kept = list(lines[: last + 1])
    tagging = False
    for index in range(last + 1, len(lines)):
        line = lines[index]
        if frame.opens_tags(line.text):
            tagging = True
        elif frame.opens_related(line.text) or frame.is_comments(line.text):
            _read_after_links(lines[index + 1 :], found)
            break
        elif tagging and not line.gap and _is_tag(line.text):
            continue
        elif (signed := with_pictures(line.text)) and kept:
            take(signed[0], found)
            kept.append(Line(signed[1], signed[1], gap=True, picture=True))
        elif is_picture(lines, index) or not _read_tail_line(lines, index, found, first=not kept):
            tagging = False
            kept.append(line)
    return kept


def _read_after_links(lines: Sequence[Line], found: Found) -> None:
    """Find the byline below the links to other articles: a name in capitals, or one after a blank line."""
    for line in lines:
        byline = read_byline(line.text)
        if byline and byline.authors and not found.authors and (line.gap or is_shouted(line.text)):
            take(byline, found)


def _is_tag(text: str) -> bool:
    """Whether a line below ``Tags`` is one; names in capitals and signed names are bylines."""
    byline = read_byline(text)
    signed = byline is not None and (is_shouted(text) or byline.source or byline.origin)
    return len(text) <= _LONGEST_TAG and not signed and not frame.is_frame(text) and not frame.is_tags(text)


def drop_between(lines: Sequence[Line]) -> list[Line]:
    """Take out what the site put between paragraphs: links to other articles, advertisements."""
    kept: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if frame.opens_related(line.text) and not frame.is_prose(line.text):
            index = _past_links(lines, index)
        elif not frame.is_between(line.text):
            kept.append(line)
    return kept


def _past_links(lines: Sequence[Line], start: int) -> int:
    """Return the index after the titles that a heading such as ``Tin liên quan`` announces."""
    index = start
    while index < len(lines) and not lines[index].gap and _is_link_title(lines[index].text):
        index += 1
    if index > start:
        return index
    while index < len(lines) and _is_link_title(lines[index].text):
        index += 1
    # A single line after a blank one may as well be the next heading: it stays unless it is a bullet.
    lone = index - start == 1 and not BULLET.match(lines[start].text)
    return start if lone else index


def _is_link_title(text: str) -> bool:
    return (
        len(text) <= _LONGEST_LINK
        and not frame.is_prose(text)
        and not re.search(r"[.;:]$", text)
        and not frame.is_image(text)
    )


def _bare_tags_start(lines: Sequence[Line]) -> int:
    """Return where tags without a heading begin: short lines right below the byline, some in lower case."""
    start = len(lines)
    while start and not lines[start - 1].gap and _may_be_tag(lines[start - 1].text):
        start -= 1
    tags = lines[start:]
    below = start > 0 and read_byline(lines[start - 1].text) is not None
    if not below and tags and read_byline(tags[0].text):  # the byline looks like a tag itself
        start, tags, below = start + 1, tags[1:], True
    small = sum(line.text[:1].islower() for line in tags)
    return start if below and small and len(tags) >= _FEWEST_TAGS else len(lines)


def _may_be_tag(text: str) -> bool:
    return (
        len(text.split()) <= _TAG_WORDS
        and len(text) <= _LONGEST_TAG
        and not re.search(r"[.,;:!?…”\"]$", text)
    )


def _comments_start(lines: Sequence[Line]) -> int:
    """Return where the readers' comments begin: a counted heading in the second half, after some prose."""
    for index, line in enumerate(lines):
        late = index * 2 >= len(lines) and frame.is_comments(line.text)
        if late and any(frame.is_prose(before.text) for before in lines[:index]):
            return index
    return len(lines)


def _read_tail_line(lines: Sequence[Line], index: int, found: Found, *, first: bool) -> bool:
    """Take a line below the text for what it says about the article; return whether it is no text."""
    line = lines[index]
    if frame.is_tags(line.text):
        return True
    if first:
        return False
    if _read_signature(line, found, listed=_is_list_of_names(lines, index)):
        return True
    if frame.follows(line.text):
        found.note(source=frame.publication_in(line.text))
    return bool(frame.url_of(line.text)) or frame.is_related(line.text) or frame.is_frame(line.columns)


def _read_signature(line: Line, found: Found, *, listed: bool) -> bool:
    """Read a line that only names the paper, the day, or those who wrote it."""
    source = sources().named(line.text)
    stamp = read_stamp(line.columns) if len(line.text) <= _LONGEST_STAMP else None
    byline = None if listed or BULLET.match(line.text) else read_byline(line.text)
    if source:
        found.note(source=source.name)
    elif stamp and read_pieces(stamp.rest, found):
        found.note(published=stamp.day)
    elif byline:
        take(byline, found)
    elif read_origin(line.text):
        found.note(origin=read_origin(line.text))
    else:
        return False
    return True


def _is_list_of_names(lines: Sequence[Line], index: int) -> bool:
    """Whether a name stands among more names than sign an article."""
    first = last = index
    while first and index - first < _MOST_NAMES and read_byline(lines[first - 1].text):
        first -= 1
    while last + 1 < len(lines) and last - index < _MOST_NAMES and read_byline(lines[last + 1].text):
        last += 1
    return last - first >= _MOST_NAMES
