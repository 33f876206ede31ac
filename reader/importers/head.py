"""The head of a text: what stands above the article is read and taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.importers import frame
from reader.importers.bylines import is_name, is_role, is_shouted, read_byline
from reader.importers.dates import read_stamp
from reader.importers.draft import Found
from reader.importers.lines import Line
from reader.importers.openings import read_opening
from reader.importers.pieces import BULLET, is_picture, read_pieces, take
from reader.importers.sources import sources
from reader.importers.titles import clean_title, is_title

_LABELLED = re.compile(
    r"^(?P<label>title|headline|tiêu đề|tựa đề|заголовок|section|category|chuyên mục|danh mục|mục"
    r"|рубрика|раздел)\s*:\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_TITLE_LABELS = ("title", "headline", "tiêu đề", "tựa đề", "заголовок")
_HASHES = re.compile(r"^#\s+")
_FURTHEST = 25  # lines: nothing below this is a header
_AFTER_LEAD = 8  # lines between a lead and the text
_MENU_LINES = 3
_KICKER_WORDS = 3
_SENTENCE_WORDS = 8
_LONGEST_STAMP = 140  # characters
_LONGEST_SECTION = 40


def take_head(lines: Sequence[Line], found: Found) -> list[Line]:
    """Read header, date, section, byline and title above the text into ``found``; return the other lines."""
    body = _body_start(lines)
    menus = _menu_runs(lines[:body])
    kept: list[Line] = []
    names: list[Line] = []
    for index, line in enumerate(lines[:body]):
        if index in menus:
            continue
        if is_picture(lines, index):
            kept.append(line)
        elif (names or found.authors) and is_role(line.text):
            continue
        elif _is_bare_name(line):
            names.append(line)
            kept.append(line)
        elif not _read_head_line(line, found):
            kept.append(line)
    kept = _take_title(lines[:body], kept, names, found)
    return [*kept, *_after_lead(lines[body:], found)]


def _after_lead(lines: Sequence[Line], found: Found) -> list[Line]:
    """Read byline and date that stand between the lead and the text; without a date nothing is taken."""
    end = next((i for i, line in enumerate(lines) if i and frame.is_prose(line.text)), len(lines))
    between = [i for i in range(1, min(end, _AFTER_LEAD + 1)) if not BULLET.match(lines[i].text)]
    if end > _AFTER_LEAD + 1 or not any(_is_stamp(lines[i]) for i in between):
        return list(lines)
    taken = {i for i in between if not is_picture(lines, i) and _read_between(lines[i], found)}
    return [line for i, line in enumerate(lines) if i not in taken]


def _is_stamp(line: Line) -> bool:
    stamp = read_stamp(line.columns)
    return stamp is not None and len(line.text) <= _LONGEST_STAMP and read_pieces(stamp.rest, Found())


def _read_between(line: Line, found: Found) -> bool:
    if _is_bare_name(line):
        found.add_authors([line.text])
        return True
    return _read_plain_head(line, found)


def _body_start(lines: Sequence[Line]) -> int:
    """Return the index of the first paragraph; captions do not count."""
    for index, line in enumerate(lines[:_FURTHEST]):
        if is_picture(lines, index):
            continue
        if frame.is_header(line.columns) and (read_stamp(line.text) or not frame.is_prose(line.text)):
            continue
        if frame.is_prose(line.text) or (read_opening(line.text) and frame.ends_sentence(line.text)):
            return index
    return min(len(lines), _FURTHEST)


def _is_bare_name(line: Line) -> bool:
    byline = read_byline(line.text) if is_name(line.text) else None
    if byline is None or byline.authors != (line.text,) or is_shouted(line.text):
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
    if frame.is_tags(text) or frame.is_related(text):
        return True
    if stamp and len(text) <= _LONGEST_STAMP and read_pieces(stamp.rest, found):
        found.note(published=stamp.day)
        return True
    if frame.follows(text):
        found.note(source=frame.publication_in(text))
    elif frame.is_section(text) and not BULLET.match(text):
        found.note(section=text.strip(" .:|"))
    elif source:
        found.note(source=source.name)
    elif not frame.is_frame(line.columns):
        byline = read_byline(text)
        if byline is None:
            return read_pieces(line.columns, found) if len(frame.parts(line.columns)) > 1 else False
        take(byline, found)
    return True


def _read_labelled(text: str, found: Found) -> bool:
    match = _LABELLED.match(text)
    if not match:
        return False
    if match.group("label").casefold() in _TITLE_LABELS:
        found.note(title=clean_title(match.group("value")))
    elif len(match.group("value")) <= _LONGEST_SECTION:
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


def _take_title(lines: Sequence[Line], kept: list[Line], names: list[Line], found: Found) -> list[Line]:
    """Choose the title among the lines above the text; bare names beside it are authors."""
    pictures = {id(line) for index, line in enumerate(lines) if is_picture(lines, index)}
    hashed = next((line for line in kept if _HASHES.match(line.text)), None)
    open_lines = [line for line in kept if id(line) not in pictures and not BULLET.match(line.text)]
    # A title stands above the text: a line below a sentence is a verse, a heading or an item.
    above = open_lines[: next((i for i, line in enumerate(open_lines) if _is_sentence(line.text)), None)]
    possible = [line for line in above if line not in names and is_title(line.text)]
    kickers = [] if hashed or found.title else _kickers(lines, possible)
    found.note(section=kickers[0].text if kickers else "")
    wanted = hashed or next((line for line in possible if line not in kickers), None)
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
    drop = {id(line) for line in (*names, *kickers)} | ({id(wanted)} if wanted else set())
    return [
        line
        for line in kept
        if id(line) not in drop
        and (id(line) in pictures or clean_title(line.text).casefold() != found.title.casefold())
    ]


def _is_sentence(text: str) -> bool:
    """Whether a line is a sentence of text, though it is short for a paragraph."""
    return len(text.split()) >= _SENTENCE_WORDS and re.search(r"[.…][”\"»)]?$", text) is not None


def _kickers(lines: Sequence[Line], possible: Sequence[Line]) -> list[Line]:
    """Return the words of a menu or rubric that stand between the site's header and a longer title."""
    longer = next((i for i, line in enumerate(possible) if len(line.text.split()) > _KICKER_WORDS), 0)
    below_header = bool(possible) and possible[0] is not lines[0]
    return list(possible[:longer]) if below_header else []
