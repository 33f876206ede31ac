"""Bylines and notes of origin: who wrote it, and which agency it was taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.importers.sources import sources
from reader.importers.tables import word_set

_FLAGS = re.IGNORECASE
_EXPLICIT = re.compile(
    r"^(?P<label>(?:tin|bài)(?:,| và| -|,? video và) ảnh"
    r"|by|written by|story by|words by|reported by|reporting by|text by|text|authors?"
    r"|автор(?:ы)?(?:\s+(?:статьи|текста|материала))?|текст|подготовил[аи]?|беседовал[аи]?|записал[аи]?"
    r"|корреспондент|tác giả|bài viết|bài|tin|thực hiện"
    r"|người thực hiện|nhóm thực hiện|nội dung|phóng viên|pv|biên tập|biên dịch|dịch|tổng hợp|ghi)"
    r"(?P<mark>\s*:\s*|\s+)(?P<names>.+)$",
    _FLAGS,
)
_BARE_LABELS = word_set("by|written by|story by|words by|reported by|reporting by|text by|phóng viên|pv", "|")
_ORIGIN = re.compile(
    r"^\(?\s*(?:theo|nguồn|nguồn tin|source|источник|via|from|по материалам|по данным)"
    r"(?P<mark>\s*:\s*|\s+)(?P<name>[^():]{2,60}?)\s*\)?\.?$",
    _FLAGS,
)
_UNKNOWN_ORIGIN = re.compile(r"^\(?\s*(?:Theo|Nguồn)\s*:?\s+(?P<name>[A-ZĐÀ-Ỹ][^,.:;!?()]{1,40}?)\s*\)?$")
_ADDRESS = re.compile(r"^[\w-]+(?:\.[\w-]+)+$")
# Reuters signs below its text: "Reporting by A and B; Additional reporting by C; Editing by D".
_DESK = re.compile(
    r"^(?:(?:additional )?(?:reporting|writing|editing|compiled|graphics) by [^;.]{3,120}[;.]?\s*)+$", _FLAGS
)
_DESK_NAMES = re.compile(r"(?:^|;\s*)(?:reporting|writing) by (?P<names>[^;.]{3,120})", _FLAGS)
_TAIL = re.compile(r"\s*\((?P<inside>[^()]{1,60})\)\s*$")
_OF_MANNER = r"(?:tổng hợp|t/h|th|lược dịch|dịch|biên dịch|thực hiện|ghi|lược ghi|tổng thuật|compiled)"
_MANNER = re.compile(rf"(?:\(\s*{_OF_MANNER}\s*\)|(?<!\S){_OF_MANNER})\s*$", _FLAGS)
_BETWEEN = re.compile(r"\s*(?:[;/|&]|,|\s[-–—]\s|\s+(?:và|and|и)\s+)\s*")
_TEAM = re.compile(r"^(?:nhóm|tổ) (?:pv|phóng viên)(?:\s[^\d,.;:]{2,25})?$", _FLAGS)
# "Ngô Dịu - Ảnh: Hùng Sơn": the writer, then who took the pictures.
_AND_PICTURES = re.compile(
    r"^(?P<writer>.{3,60}?)\s*[-–—,;/|]\s*"
    r"(?P<credit>(?:ảnh|video|clip|đồ họa|đồ hoạ|photos?|фото)\s*:\s*.{3,60})$",
    _FLAGS,
)
_HYPHENATED = re.compile(r"^(?P<first>[^-]+)-(?P<second>[^-]+)$")
_INITIALS = re.compile(r"^[A-ZĐ]\.\s?[A-ZĐ][\w.]{0,12}$")  # H.A, T.Minh
_TOKEN = re.compile(r"^[^\W\d_](?:[^\W\d_]|[.'’-])*$")
_PARTICLES = word_set("de van der von den la le di da bin al el ibn du dos del y")
_ROLE_BEFORE = re.compile(
    r"^(?:phóng viên|pv|cộng tác viên|ctv|biên tập viên|staff writer|staff reporter|correspondent"
    r"|reporter|корреспондент|обозреватель|редактор)\b[\s:.]*",
    _FLAGS,
)
# "(P/v TTXVN tại Liên bang Nga)" after a name: the agency is what counts.
_DESK_OF = re.compile(r"\s*-\s*[A-ZĐ][^\d/]{2,20}$|(?<=[A-Z])\d$")  # VOV-Miền Trung, VOV1
_POSTED = re.compile(r"^(?:p/v|pv|phóng viên|ctv)\s+|\s+tại\s.*$", _FLAGS)
_ROLE_LINE = re.compile(
    r"^(?:[\w .,&'’-]{0,40}\s(?:correspondent|reporter|editor|staff writer|корреспондент|обозреватель)"
    r"|reporting from [\w ,]{3,40}|bbc [\w ,]{3,30}|phóng viên|biên tập viên|cộng tác viên)$",
    _FLAGS,
)
_NOT_NAMES = word_set(
    "hà nội|hải phòng|đà nẵng|huế|việt nam|tp hcm|tp. hcm|cần thơ|quảng ninh|liên bang nga|hoa kỳ|nga|mỹ"
    "|trung quốc|nhật bản|hàn quốc|liên hợp quốc|ukraine|gaza|israel|moskva|london|paris|washington"
    "|new york|москва|россия|вьетнам|ханой|украина|сша|китай|vietnam|hanoi|russia|china|united states"
    "|united nations|video|ảnh|the end|end|hết|giá vàng|world cup|covid",
    "|",
)
_NOT_FIRST = word_set("by from with photo theo nguồn ảnh tin bài автор фото источник")
_PSEUDONYMS = word_set(
    "pv|nhóm pv|tổ pv|ban thời sự|ban quốc tế|vtv news"
    "|nhóm phóng viên|ctv|bbt|th|p.v|ban biên tập|nhóm tác giả"
    "|staff reporter|staff writer|our correspondent|newsroom|agencies",
    "|",
)

_LONGEST_NAME = 45  # characters
_MOST_WORDS = 5
_LONGEST_LINE = 130  # characters of a byline


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line says about where the text came from."""

    authors: tuple[str, ...] = ()
    source: str = ""
    origin: str = ""


def is_name(text: str, *, shortest: int = 2) -> bool:
    """Whether ``text`` has the shape of a person's name: capitalised words without digits."""
    tokens = text.split()
    if not shortest <= len(tokens) <= _MOST_WORDS or len(text) > _LONGEST_NAME:
        return False
    if (
        text.strip(" .").casefold() in _NOT_NAMES
        or tokens[0].casefold() in _NOT_FIRST
        or sources().named(text)
    ):
        return False
    if not all(_TOKEN.match(token) for token in tokens):
        return False
    small = [token for token in tokens if not token[0].isupper()]
    return len(tokens) - len(small) >= shortest and all(token in _PARTICLES for token in small)


def is_shouted(text: str) -> bool:
    """Whether all words of ``text`` are in capitals."""
    return text.isupper() and " " in text.strip()


def with_pictures(line: str) -> tuple[Byline, str] | None:
    """Read the writer and the credit of a line that signs text and pictures apart, or None."""
    match = _AND_PICTURES.match(line.strip())
    writer = read_byline(match.group("writer")) if match else None
    names = read_names(match.group("credit").partition(":")[2], shortest=1) if match else None
    if not (match and writer and writer.authors and names):
        return None
    credit = match.group("credit")
    return writer, credit[:1].upper() + credit[1:]


def read_origin(line: str) -> str:
    """Return the publication, known or not, that a line beside date or end names: ``Theo Người quan sát``."""
    match = _UNKNOWN_ORIGIN.match(line.strip())
    if not match or len(match.group("name").split()) > _MOST_WORDS + 1:
        return ""
    named = sources().named(match.group("name"))
    return named.name if named else match.group("name")


def read_byline(line: str) -> Byline | None:
    """Return what a byline or a note of origin says, or None where the line is neither."""
    text = line.strip().strip("*_").strip()
    if not text or len(text) > _LONGEST_LINE:
        return None
    if _DESK.match(text):
        names = [read_names(match.group("names")) for match in _DESK_NAMES.finditer(text)]
        return Byline(tuple(name for read in names if read for name in read.authors))
    if _INITIALS.match(text):
        return Byline((text,))
    return _origin(text) or _explicit(text) or _bracketed(text) or read_names(text)


def is_role(line: str) -> bool:
    """Whether a line beside a byline says what the author is, or where: ``Reporting from Hue``."""
    return _ROLE_LINE.match(line) is not None


def _origin(text: str) -> Byline | None:
    match = _ORIGIN.match(text)
    if not match:
        return None
    name = match.group("name")
    labelled = bool(match.group("mark").strip())
    pieces = [sources().named(piece) for piece in re.split(r"[/,]|\s-\s", name)]
    if pieces[0] is not None:
        return Byline(origin=pieces[0].name)
    if not labelled:
        return None
    address = _ADDRESS.match(name) is not None
    return read_names(name) or (Byline(origin=name) if address or name[:1].isupper() else None)


def _explicit(text: str) -> Byline | None:
    match = _EXPLICIT.match(text)
    if match and (match.group("mark").strip() or match.group("label").casefold() in _BARE_LABELS):
        return read_names(match.group("names"), shortest=1)
    return None


def _bracketed(text: str) -> Byline | None:
    """Read ``(TTXVN/Vietnam+)``."""
    if not (text.startswith("(") and text.rstrip(".").endswith(")")):
        return None
    inside = [sources().named(piece) for piece in re.split(r"[/,]|\s-\s", text.strip("() ."))]
    known = [source for source in inside if source]
    return Byline(origin=known[0].name) if known and len(known) == len(inside) else None


def read_names(text: str, *, shortest: int = 2) -> Byline | None:
    """Read names and sources parted by signs; every piece must be one or the other."""
    text = text.strip(" .*_")
    if text.startswith("("):
        return None
    tail = _TAIL.search(text)
    extra = Byline()
    if tail:
        read = _read_tail(tail.group("inside"))
        if read is None:
            return None
        extra = read
        text = text[: tail.start()]
    authors: list[str] = []
    source = extra.source
    for piece in _pieces(_MANNER.sub("", text).strip(" ,-–")):
        name = (_ROLE_BEFORE.sub("", piece) or piece).strip(" .*")
        named = sources().named(name) or sources().named(_DESK_OF.sub("", name))
        if named:
            source = source or named.name
        elif name.casefold() in _PSEUDONYMS or _TEAM.match(name) or is_name(name, shortest=shortest):
            authors.append(name.title() if is_shouted(name) else name)
        elif piece.casefold() in _PSEUDONYMS:
            authors.append(piece)
        else:
            return None
    return Byline(tuple(authors), source, extra.origin) if authors or source else None


def _pieces(text: str) -> list[str]:
    """Split names; a hyphen parts them only where a whole name stands on either side: ``An Vũ-Chi Mai``."""
    found: list[str] = []
    for piece in _BETWEEN.split(text):
        match = _HYPHENATED.match(piece)
        both = match is not None and all(is_name(part) for part in match.groups())
        found += [part.strip() for part in match.groups()] if match and both else [piece]
    return found


def _read_tail(inside: str) -> Byline | None:
    """Read the brackets after a name: a source, an agency, or how the piece was made."""
    taken = re.sub(r"(?i)^theo\s+", "", inside)
    if inside.strip().casefold() in _PSEUDONYMS:
        return Byline()
    named = sources().named(_POSTED.sub("", taken))
    desks = [sources().named(piece) for piece in inside.split("/")]
    if named is None and all(desks):
        named = desks[0]
    if named:
        return Byline(origin=named.name) if taken != inside else Byline(source=named.name)
    return Byline() if _MANNER.fullmatch(inside.strip()) or taken != inside else None
