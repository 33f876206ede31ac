"""Credits: who took the picture, on a line of its own or at the end of a caption."""

from __future__ import annotations

import re

from reader.importers.sources import sources

_FLAGS = re.IGNORECASE
_LABEL = (
    r"(?:Ảnh(?:\s+(?:minh\s+họa|minh\s+hoạ|tư\s+liệu|chụp\s+màn\s+hình))?|Nguồn\s+ảnh|Ảnh\s+nguồn"
    r"|Đồ\s+họa|Đồ\s+hoạ|Infographic|Clip|Video|Minh\s+họa"
    r"|Photos?|Photographs?|Photo\s+(?:by|credit|courtesy\s+of)|Images?|Image\s+(?:by|credit|source|copyright)"
    r"|Picture|Credit|Illustration|Graphic|Courtesy"
    r"|Фото|Фотография|Иллюстрация|Изображение|Снимок|Инфографика|Видео|Источник\s+фото)"
)
_SIGN = rf"{_LABEL}\s*(?::|\s(?:by|courtesy\s+of)\s)\s*"
_LINE = re.compile(rf"^[(\[]?\s*(?P<text>{_SIGN}\S.{{0,90}}?)\s*[)\]]?\.?$", _FLAGS)
_BARE = re.compile(
    r"^[(\[]?(?P<text>Ảnh\s+(?:minh\s+họa|minh\s+hoạ|tư\s+liệu)|Иллюстративное\s+фото|File\s+photo)[)\]]?\.?$",
    _FLAGS,
)
_FROM_FILM = re.compile(
    r"^[(\[]?(?P<text>(?:Ảnh|Hình|Hình ảnh)\s+(?:được\s+)?(?:cắt|trích|chụp)\s+từ\s+[^,;:.]{3,60}?)[)\]]?"
    r"\.?$",
    _FLAGS,
)
_END = re.compile(
    rf"\s*[-–—|]?\s*(?P<open>[(\[]?)\s*(?P<text>(?<!\w){_SIGN}[^:()\[\]]{{1,80}}?)\s*(?P<close>[)\]]?)\.?$",
    _FLAGS,
)
_CAPTION_END = re.compile(
    r"\s*[-–—|]?\s*[(\[]?\s*(?P<text>(?:Nguồn|Source|Источник)\s*:\s*[^:()\[\]]{1,80}?)\s*[)\]]?\.?$", _FLAGS
)
_RIGHTS = re.compile(
    r"[(\[]?(?P<text>©(?!\s*\d{4})\s*[^©]{2,80}"
    r"|(?:Getty Images|REUTERS|AFP|AP Photo|EPA)\s*/\s*[^.()]{2,50})[)\]]?$"
)
_FIRST = re.compile(r"^(?P<text>(?:[\w ]{2,25} via )?Getty Images|EPA|PA Media)\s+(?=[A-ZĐА-Я]\w*\s)")
# "Bài, ảnh: …" signs the words too: the byline takes it.
_WITH_WORDS = re.compile(
    r"(?:^|\s)(?:tin|bài|bài viết|clip|video|text|текст)\s*(?:,|và|-|&|and|и)?\s*$", _FLAGS
)
_PIECES = re.compile(r"\s*(?:[-–—/,(]|\bvia\b)\s*")
_LONGEST = 110  # characters of a credit on its own line
_MOST_SMALL_WORDS = 9  # of a credit that names nobody: "nhân vật cung cấp", "cắt từ clip của người dân"
_STILL = re.compile(r"^(?:Clip|Video|Đồ\s+họa|Đồ\s+hoạ|Infographic|Graphic|Видео|Инфографика)\b", _FLAGS)


def read_credit(line: str) -> str:
    """Return the credit that a whole line is, without brackets around it, or an empty string."""
    text = line.strip()
    if len(text) > _LONGEST:
        return ""
    match = _LINE.match(text) or _BARE.match(text) or _FROM_FILM.match(text) or _RIGHTS.fullmatch(text)
    credit = match.group("text").strip() if match else ""
    return "" if _is_sentence(credit) else credit


def is_of_picture(credit: str) -> bool:
    """Whether a credit belongs to a picture, not to a film or a chart that stands for itself."""
    return _STILL.match(credit) is None


def _is_sentence(credit: str) -> bool:
    """Whether what follows the label goes on like a sentence: ``Ảnh: ông là thứ duy nhất mà …``."""
    said = credit.partition(":")[2].split()
    small = bool(said) and said[0][:1].islower()
    return small and (len(said) > _MOST_SMALL_WORDS or "là" in said)


def is_bare_label(line: str) -> bool:
    """Whether a line says only that the picture is an illustration, from an archive or from a film."""
    return any(shape.match(line.strip()) for shape in (_BARE, _FROM_FILM))


def split_credit(text: str, *, caption: bool = False) -> tuple[int, int, int] | None:
    """Find a credit at the end of a caption; ``Nguồn: …`` is one where ``text`` is known for a caption.

    Returns where the caption ends and where the credit starts and ends (code points), or None. Brackets
    around the credit, and a dash before it, belong to neither.
    """
    match = _END.search(text) or _RIGHTS.search(text) or (_CAPTION_END.search(text) if caption else None)
    if match is None or match.start() == 0 or _is_sentence(match.group("text")):
        return None
    if _WITH_WORDS.search(text[: match.start("text")]):
        return None
    end = match.end("text")
    if text.count("(", match.start("text"), end) != text.count(")", match.start("text"), end):
        return None
    return match.start(), match.start("text"), end


def leading_credit(text: str) -> int:
    """Return where a caption begins after the agency's name that stands before it, or 0."""
    match = _FIRST.match(text)
    return match.end() if match else 0


def credit_source(credit: str) -> str:
    """Return the publication that a credit names; picture agencies that sell to all do not count."""
    body = credit.partition(":")[2] or credit
    for piece in reversed(_PIECES.split(body)):
        named = sources().named(piece.strip(" ©"))
        if named and not named.wire:
            return named.name
    return ""
