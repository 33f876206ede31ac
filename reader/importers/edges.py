"""The head and the tail of a plain text: what stands above and below the article is read and taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.importers import frame
from reader.importers.bylines import Byline, is_name, read_byline, read_credit, read_opening, split_credit
from reader.importers.dates import read_stamp
from reader.importers.draft import DraftBlock, Found
from reader.importers.lines import Line
from reader.importers.sources import sources
from reader.importers.titles import clean_title, is_title
from reader.models import BlockKind

_LABELLED = re.compile(
    r"^(?P<label>title|headline|tiêu đề|tựa đề|заголовок|section|category|chuyên mục|danh mục|mục"
    r"|рубрика|раздел)\s*:\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_TITLE_LABELS = ("title", "headline", "tiêu đề", "tựa đề", "заголовок")
_SIGNS = re.compile(r"\s*[|,•·;()]\s*|\s+[-–—/]+\s+|\s*\t\s*|^\s*[-–—/]+\s*|\s*[-–—/]+\s*$")
_BULLET = re.compile(r"^(?:[-–—•●▪◦*+]|\d{1,2}[.)])\s+")
_HASHES = re.compile(r"^#\s+")
_FURTHEST_HEAD = 25  # lines: nothing below this is a header
_MENU_LINES = 3
_MARKED = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE_ROW)


def take_head(lines: Sequence[Line], found: Found) -> list[Line]:
    """Read header, date, section, byline and title above the text into ``found``; return the other lines."""
    body = _body_start(lines)
    menus = _menu_runs(lines[:body])
    kept: list[Line] = []
    names: list[Line] = []
    for index, line in enumerate(lines[:body]):
        if index in menus:
            continue
        if _is_picture(lines, index):
            kept.append(line)
        elif _is_bare_name(line):
            names.append(line)
            kept.append(line)
        elif not _read_head_line(line, found):
            kept.append(line)
    kept = _take_title(lines, kept, names, found)
    return [*kept, *lines[body:]]


def take_tail(lines: Sequence[Line], found: Found) -> list[Line]:
    """Read byline, origin and tags below the text into ``found``; return the lines that are text."""
    lines = list(lines[: _comments_start(lines)])
    last = max((i for i, line in enumerate(lines) if frame.is_prose(line.text)), default=-1)
    kept = list(lines[: last + 1])
    for index in range(last + 1, len(lines)):
        line = lines[index]
        if frame.opens_related(line.text) or frame.is_comments(line.text):
            break
        if (
            not _is_picture(lines, index) and not _read_tail_line(line, found, first=not kept)
        ) or _is_picture(lines, index):
            kept.append(line)
    return kept


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
    lone = index - start == 1 and not _BULLET.match(lines[start].text)
    return start if lone else index


def _is_link_title(text: str) -> bool:
    return (
        len(text) <= 160
        and not frame.is_prose(text)
        and not re.search(r"[.;:]$", text)
        and not frame.is_image(text)
    )


def _body_start(lines: Sequence[Line]) -> int:
    """Return the index of the first paragraph; captions do not count."""
    for index, line in enumerate(lines[:_FURTHEST_HEAD]):
        if _is_picture(lines, index):
            continue
        if frame.is_header(line.columns) and (read_stamp(line.text) or not frame.is_prose(line.text)):
            continue
        if frame.is_prose(line.text) or (read_opening(line.text) and frame.ends_sentence(line.text)):
            return index
    return min(len(lines), _FURTHEST_HEAD)


def _is_picture(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a picture's name, its caption or its credit."""
    text = lines[index].text
    if frame.is_image(text) or read_credit(text) or (split_credit(text) and len(text) <= 400):
        return True
    return index > 0 and frame.is_image(lines[index - 1].text) and not lines[index].gap


def _is_bare_name(line: Line) -> bool:
    byline = read_byline(line.text) if is_name(line.text) else None
    if byline is None or byline.authors != (line.text,):
        return False
    return not (frame.is_section(line.text) or frame.is_frame(line.columns) or frame.is_header(line.columns))


def _menu_runs(lines: Sequence[Line]) -> set[int]:
    """Return the lines of menus that were written one word a line: several such lines without a gap."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.gap:
            run = []
        if frame.is_frame(line.columns) or frame.is_section(line.text):
            run.append(index)
        if len(run) >= _MENU_LINES:
            found.update(run)
    return found


def _read_head_line(line: Line, found: Found) -> bool:
    """Take a line above the text for what it says about the article; return whether it said only that."""
    text = line.text
    url = frame.url_of(text)
    crumbs = frame.crumbs(text)
    if url:
        found.note(url=url)
    elif crumbs is not None:
        found.note(section=crumbs)
    elif frame.is_header(line.columns):
        _read_header(line, found)
    else:
        return _read_labelled(text, found) or _read_plain_head(line, found)
    return True


def _read_plain_head(line: Line, found: Found) -> bool:
    text = line.text
    stamp = read_stamp(line.columns)
    source = sources().named(text)
    if frame.tags_of(text) is not None or frame.is_related(text):
        return True
    if stamp and len(text) <= 140 and _read_pieces(stamp.rest, found):
        found.note(published=stamp.day)
        return True
    if frame.is_section(text) and not _BULLET.match(text):
        found.note(section=text.strip(" .:|"))
    elif source:
        found.note(source=source.name)
    elif not frame.is_frame(line.columns):
        byline = read_byline(text)
        if byline is None:
            return _read_pieces(line.columns, found) if len(frame.parts(line.columns)) > 1 else False
        _take(byline, found)
    return True


def _read_labelled(text: str, found: Found) -> bool:
    match = _LABELLED.match(text)
    if not match:
        return False
    if match.group("label").casefold() in _TITLE_LABELS:
        found.note(title=clean_title(match.group("value")))
    elif len(match.group("value")) <= 40:
        found.note(section=match.group("value").strip(" ."))
    return True


def _read_header(line: Line, found: Found) -> None:
    """Take date and paper from a menu line."""
    stamp = read_stamp(line.columns)
    if stamp:
        found.note(published=stamp.day)
    named = next((s for piece in frame.parts(line.columns) if (s := sources().named(piece))), None)
    named = named or sources().within(line.text)
    if named:
        found.note(source=named.name)


def _read_pieces(rest: str, found: Found) -> bool:
    """Read what stands beside a date; every piece must be known, else nothing is taken."""
    pieces = [piece.strip(" .:-–—") for piece in _SIGNS.split(frame.without_counters(rest))]
    pieces = [piece for piece in pieces if any(char.isalnum() for char in piece)]
    taken = Found()
    for piece in pieces:
        source = sources().named(piece)
        byline = read_byline(piece)
        if source:
            taken.note(source=source.name)
        elif frame.is_section(piece):
            taken.note(section=piece)
        elif frame.is_frame_part(piece):
            continue
        elif byline:
            _take(byline, taken)
        else:
            return False
    found.note(source=taken.source, section=taken.section, origin=taken.origin)
    found.add_authors(taken.authors)
    return True


def _take(byline: Byline, found: Found) -> None:
    found.add_authors(byline.authors)
    found.note(source=byline.source, origin=byline.origin)


def _take_title(lines: Sequence[Line], kept: list[Line], names: list[Line], found: Found) -> list[Line]:
    """Choose the title among the lines above the text; bare names beside it are authors."""
    pictures = {id(line) for index, line in enumerate(lines) if _is_picture(lines, index)}
    hashed = next((line for line in kept if _HASHES.match(line.text)), None)
    open_lines = [line for line in kept if id(line) not in pictures and not _BULLET.match(line.text)]
    wanted = hashed or next((line for line in open_lines if line not in names and is_title(line.text)), None)
    signed = bool(found.authors) or len(names) > 1
    if wanted is None and names and names[0] is open_lines[0] and signed and is_title(names[0].text):
        wanted = names[0]
    if found.title:
        wanted = None
    elif wanted:
        found.note(title=clean_title(_HASHES.sub("", wanted.text).strip("*_ ")))
    for line in names:
        if line is not wanted:
            found.add_authors([line.text])
    drop = {id(line) for line in names} | ({id(wanted)} if wanted else set())
    return [
        line
        for line in kept
        if id(line) not in drop
        and (id(line) in pictures or clean_title(line.text).casefold() != found.title.casefold())
    ]


def _comments_start(lines: Sequence[Line]) -> int:
    """Return where the readers' comments begin: a counted heading in the second half, after some prose."""
    for index, line in enumerate(lines):
        if index * 2 >= len(lines) and frame.is_comments(line.text):
            if any(frame.is_prose(before.text) for before in lines[:index]):
                return index
    return len(lines)


def _read_tail_line(line: Line, found: Found, *, first: bool) -> bool:
    """Take a line below the text for what it says about the article; return whether it is no text."""
    text = line.text
    tags = frame.tags_of(text)
    if tags is not None:
        found.tags = found.tags or tags
        return True
    if first:
        return False
    source = sources().named(text)
    if source:
        found.note(source=source.name)
        return True
    stamp = read_stamp(line.columns)
    if stamp and len(text) <= 100 and _read_pieces(stamp.rest, found):
        found.note(published=stamp.day)
        return True
    byline = None if _BULLET.match(text) else read_byline(text)
    if byline:
        _take(byline, found)
        return True
    return bool(frame.url_of(text)) or frame.is_related(text) or frame.is_frame(line.columns)


def trim_edges(blocks: Sequence[DraftBlock], found: Found) -> list[DraftBlock]:
    """Take head and tail off blocks that a format with marks of its own gave: the same rules as for lines."""
    by_line: dict[int, DraftBlock] = {}
    lines: list[Line] = []
    for block in blocks:
        # A marked heading is never the article's title or a byline; a bullet keeps it from being taken for one.
        sign = "* " if block.kind in _MARKED else ""
        line = Line(sign + block.text, sign + block.text, gap=True)
        by_line[id(line)] = block
        lines.append(line)
    kept = drop_between(take_tail(take_head(lines, found), found))
    return [by_line[id(line)] for line in kept]
