"""Bylines, credits and the tags before a first sentence: who wrote, took and sent it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.importers.sources import sources

_FLAGS = re.IGNORECASE
_EXPLICIT = re.compile(
    r"^(?:by|written by|story by|words by|report(?:ed|ing) by|text by|text|author|authors"
    r"|автор(?:ы)?(?:\s+(?:статьи|текста|материала))?"
    r"|текст|подготовил[аи]?|беседовал[аи]?|записал[аи]?|корреспондент|tác giả|bài viết|bài|bài và ảnh"
    r"|bài, ảnh|bài - ảnh|tin và ảnh|tin, ảnh|tin - ảnh|thực hiện|người thực hiện|nhóm thực hiện"
    r"|nội dung"
    r"|phóng viên|pv|biên tập|biên dịch|dịch|tổng hợp|ghi)(?P<mark>\s*:\s*|\s+)(?P<names>.+)$",
    _FLAGS,
)
_BARE_WORDS = frozenset(
    [
        "by",
        "written by",
        "story by",
        "words by",
        "reported by",
        "reporting by",
        "report by",
        "text by",
        "phóng viên",
        "pv",
    ]
)
_ORIGIN = re.compile(
    r"^\(?\s*(?:theo|nguồn|nguồn tin|source|источник|via|from|по материалам|по данным)(?P<mark>\s*:\s*|\s+)(?P<name>[^():]{2,60}?)\s*\)?\.?$",
    _FLAGS,
)
_TAIL = re.compile(r"\s*\((?P<inside>[^()]{1,60})\)\s*$")
_MANNER = re.compile(
    r"(?:\(?\s*(?:tổng hợp|t/h|th|lược dịch|dịch|biên dịch|thực hiện|ghi|lược ghi|tổng thuật|compiled)\s*\)?)$",
    _FLAGS,
)
_BETWEEN = re.compile(r"\s*(?:[;/|&]|,|\s[-–—]\s|\s+(?:và|and|и)\s+)\s*")
_TOKEN = re.compile(r"^[^\W\d_](?:[^\W\d_]|[.'’-])*$")
_PARTICLES = frozenset(
    [
        "de",
        "van",
        "der",
        "von",
        "den",
        "la",
        "le",
        "di",
        "da",
        "bin",
        "al",
        "el",
        "ibn",
        "du",
        "dos",
        "del",
        "y",
    ]
)
_ROLE = re.compile(
    r"^(?:phóng viên|pv|cộng tác viên|ctv|biên tập viên|staff writer|staff reporter|correspondent"
    r"|reporter|корреспондент|обозреватель|редактор)\b[\s:.]*",
    _FLAGS,
)
_NOT_NAMES = frozenset(
    [
        "hà nội",
        "hải phòng",
        "đà nẵng",
        "huế",
        "việt nam",
        "tp hcm",
        "tp. hcm",
        "cần thơ",
        "quảng ninh",
        "liên bang nga",
        "hoa kỳ",
        "trung quốc",
        "nhật bản",
        "hàn quốc",
        "ukraine",
        "gaza",
        "israel",
        "moskva",
        "london",
        "paris",
        "washington",
        "new york",
        "москва",
        "россия",
        "вьетнам",
        "ханой",
        "украина",
        "сша",
        "китай",
        "vietnam",
        "hanoi",
        "russia",
        "china",
        "united states",
        "video",
        "ảnh",
        "the end",
        "end",
        "hết",
        "giá vàng",
        "world cup",
        "covid",
    ]
)
_PSEUDONYMS = frozenset(
    ("pv", "nhóm pv", "nhóm phóng viên", "ctv", "bbt", "th", "p.v", "ban biên tập", "nhóm tác giả")
)

_LABEL = (
    r"(?:Ảnh(?:\s+(?:minh\s+họa|minh\s+hoạ|tư\s+liệu|chụp\s+màn\s+hình))?|Nguồn\s+ảnh|Ảnh\s+nguồn"
    r"|Đồ\s+họa|Đồ\s+hoạ|Infographic|Clip|Video|Minh\s+họa"
    r"|Photos?|Photo\s+(?:by|credit|courtesy\s+of)|Image(?:s)?|Image\s+(?:by|credit|source|copyright)"
    r"|Picture|Credit|Illustration|Graphic|Courtesy"
    r"|Фото|Фотография|Иллюстрация|Изображение|Снимок|Инфографика|Видео|Источник\s+фото)"
)
_CREDIT_LINE = re.compile(
    rf"^[(\[]?\s*(?P<text>{_LABEL}\s*(?::|\s(?:by|courtesy\s+of)\s)\s*\S.{{0,90}}?)\s*[)\]]?\.?$", _FLAGS
)
_CREDIT_END = re.compile(
    rf"(?P<open>[(\[]?)\s*(?P<text>(?<!\w){_LABEL}\s*(?::|\s(?:by"
    rf"|courtesy\s+of)\s)\s*[^:()\[\]]{{1,80}}?)\s*(?P<close>[)\]]?)\.?$",
    _FLAGS,
)
_RIGHTS_END = re.compile(r"(?P<text>©\s*[^©]{2,80}|(?:Getty Images|REUTERS|AFP|AP Photo)\s*/\s*[^.]{2,50})$")
_PHOTO_SOURCE = re.compile(r"\s*(?:[-–—/,(]|\bvia\b)\s*")

_OPENING = (
    # (Docbao) - …  |  (TTXVN 25/10) …
    re.compile(r"^\((?P<source>[^\s()][^()]{1,35}?)(?:,?\s+\d[\d/.]*)?\)\s*[-–—.:]+\s*(?=\S)"),
    # TPO - …  |  VOV.VN – …
    re.compile(r"^(?P<source>[^\W\d_][\w.&+]{1,19}(?:\s[\w.&+]{1,12}){0,2})\s*[-–—]\s+(?=\S)"),
    # HANOI, Oct. 26 (Docbao) — …  |  Hà Nội (TTXVN 25/10) - …  |  WASHINGTON (AP) — …
    re.compile(
        r"^(?P<place>[^\W\d_][^().!?:]{1,58}?)\s*\((?P<source>[^()\d][^()]{1,30}?)(?:,?\s+\d[\d/.]*)?\)\s*[-–—]+\s*(?=\S)"
    ),
    # ХАНОЙ, 26 окт — РИА Новости. …  |  МОСКВА, 25 октября. /ТАСС/. …  |  Москва. 25 октября. INTERFAX.RU - …
    re.compile(
        r"^(?P<place>[А-ЯЁA-Z][^.!?()—–/]{1,40}?)[,.]\s*\d{1,2}\s+[а-яa-z]{3,9}\.?(?:\s+\d{4}(?:\s*г(?:ода"
        r"|\.)?)?)?\s*[-–—.,]*\s*"
        r"/?(?P<source>[^\W\d_][\w.«» -]{1,30}?)/?\s*(?:[.](?=\s)|[-–—])\s*(?=\S)"
    ),
)
_ONLINE = re.compile(r"^[A-ZĐ]{2,4}O$")
_NOT_ONLINE = frozenset(
    (
        "NATO",
        "WHO",
        "WTO",
        "FAO",
        "ILO",
        "ISO",
        "CEO",
        "CTO",
        "COO",
        "CFO",
        "NGO",
        "IPO",
        "UFO",
        "SCO",
        "CSTO",
        "WIPO",
    )
)
_ADDRESS = re.compile(r"^[\w-]+(?:\.[\w-]+)+$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line says about where the text came from."""

    authors: tuple[str, ...] = ()
    source: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The tag before a first sentence: its source, and where the sentence begins (code points)."""

    source: str
    end: int


def is_name(text: str, *, shortest: int = 2) -> bool:
    """Whether ``text`` has the shape of a person's name: capitalised words without digits."""
    tokens = text.split()
    if not shortest <= len(tokens) <= 5 or len(text) > 45 or text.strip(" .").casefold() in _NOT_NAMES:
        return False
    if sources().named(text):
        return False
    if not all(_TOKEN.match(token) for token in tokens):
        return False
    capitals = [token for token in tokens if token[0].isupper()]
    shouted = len(tokens) > 1 and all(len(token) > 1 and token.isupper() for token in tokens)
    small = [token for token in tokens if not token[0].isupper()]
    return len(capitals) >= min(len(tokens), shortest) and not shouted and all(t in _PARTICLES for t in small)


def read_byline(line: str) -> Byline | None:
    """Return what a byline or a note of origin says, or None where the line is neither."""
    text = line.strip().strip("*_").strip()
    if not text or len(text) > 110:
        return None
    origin = _ORIGIN.match(text)
    if origin:
        named = sources().named(origin.group("name"))
        if named:
            return Byline(origin=named.name)
        return _listed(origin.group("name")) if origin.group("mark").strip() else None
    explicit = _EXPLICIT.match(text)
    if explicit:
        label = text[: explicit.start("mark")].casefold()
        if explicit.group("mark").strip() or label in _BARE_WORDS:
            found = _listed(explicit.group("names"), shortest=1)
            if found:
                return found
    if text.strip("()").startswith("/") or (text.startswith("(") and text.endswith(")")):
        inside = [sources().named(piece) for piece in re.split(r"[/,]|\s-\s", text.strip("() ."))]
        known = [source for source in inside if source]
        return Byline(origin=known[0].name) if known and len(known) == len(inside) else None
    return _listed(text)


def _listed(text: str, *, shortest: int = 2) -> Byline | None:
    """Read names and sources parted by signs; every piece must be one or the other."""
    text = text.strip(" .*_")
    tail = _TAIL.search(text)
    extra = Byline()
    if tail:
        inside = tail.group("inside")
        named = sources().named(inside) or sources().named(re.sub(r"(?i)^theo\s+", "", inside))
        if named:
            own = inside.casefold().startswith("theo")
            extra = Byline(origin=named.name) if own else Byline(source=named.name)
        elif not (_MANNER.fullmatch(inside.strip()) or inside.casefold().startswith("theo")):
            return None
        text = text[: tail.start()]
    authors: list[str] = []
    source = extra.source
    for piece in _BETWEEN.split(_MANNER.sub("", text).strip(" ,-–")):
        name = _ROLE.sub("", piece).strip(" .*")
        named = sources().named(name)
        if named:
            source = source or named.name
        elif name.casefold() in _PSEUDONYMS or is_name(name, shortest=shortest):
            authors.append(name)
        elif piece.casefold() in _PSEUDONYMS:
            authors.append(piece)
        else:
            return None
    return Byline(tuple(authors), source, extra.origin) if authors or source else None


def read_credit(line: str) -> str:
    """Return the credit that a whole line is, without brackets around it, or an empty string."""
    match = _CREDIT_LINE.match(line.strip())
    if match and len(line) <= 110:
        return match.group("text").strip()
    rights = _RIGHTS_END.fullmatch(line.strip())
    return rights.group("text").strip() if rights and len(line) <= 90 else ""


def split_credit(text: str) -> tuple[int, int, int] | None:
    """Find a credit at the end of a caption.

    Returns where the caption ends and where the credit starts and ends (code points), or None. A bracket
    around the credit belongs to neither.
    """
    match = _CREDIT_END.search(text) or _RIGHTS_END.search(text)
    if match is None or match.start() == 0:
        return None
    end = match.end("text")
    if text[match.start("text") : end].count("(") != text[match.start("text") : end].count(")"):
        return None
    return match.start(), match.start("text"), end


def credit_source(credit: str) -> str:
    """Return the publication that a credit names; picture agencies that sell to all do not count."""
    body = credit.partition(":")[2] or credit
    for piece in reversed(_PHOTO_SOURCE.split(body)):
        named = sources().named(piece)
        if named and not named.wire:
            return named.name
    return ""


def read_opening(text: str) -> Opening | None:
    """Return the source tag or dateline that stands before a first sentence, or None."""
    for pattern in _OPENING:
        match = pattern.match(text)
        if not match:
            continue
        written = match.group("source").strip()
        named = sources().tagged(written)
        if named:
            return Opening(named.name, match.end())
        bracketed = text.startswith("(") and len(written) <= 25 and written[:1].isupper()
        # Papers that we do not know sign as PLO and NLĐO do: letters for the name, O for online.
        tagged = _ONLINE.match(written) is not None and written not in _NOT_ONLINE
        if (bracketed or tagged or _ADDRESS.match(written)) and text[match.end() : match.end() + 1].isupper():
            return Opening(written, match.end())
    return None
