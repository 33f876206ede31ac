"""Titles: freed of the site's name, or derived from the text where there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.importers import frame
from reader.importers.draft import DraftBlock
from reader.importers.sources import sources
from reader.models import BlockKind
from reader.text.language import detect
from reader.text.normalise import one_line
from reader.text.segment import sentences

LIMIT = 90  # characters of a derived title, the ellipsis among them
_LONGEST_ADVERBIAL = 45  # characters: in Russian and English a longer one has a verb of its own
_TITLE = (6, 200)  # characters
_SITE_NAME = 30
_SUBJECT = 60
_SAYING = 35  # characters: a cut at a clause must leave at least this much
_SHORTEST = 20  # a clause shorter than this says too little

_SUFFIX = re.compile(r"\s+(?:[|•·»:]|[-–—])\s+")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TIME = re.compile(
    r"^(?:(?:vào\s+)?(?:sáng|trưa|chiều|tối|đêm|khuya|rạng sáng|chiều tối|ngày|hôm|lúc|khoảng|từ ngày"
    r"|tuần|tháng|năm|mới đây|gần đây|vừa qua|cùng ngày|trước đó|sau đó|hiện nay|hiện tại)\b"
    r"|(?:vào|tại|ở|trong khuôn khổ|trong|nhân dịp|nhân|bên lề|sau|trước|theo|tính đến|kể từ|phát biểu"
    r"|chia sẻ|trao đổi|nhằm|ngay|đúng|chỉ|bằng|với)\b"
    r"|on|at|in|during|after|before|since|following|as of|according to|ahead of|last|this|earlier"
    r"|yesterday|today|by|amid|despite|under"
    r"|в|во|на|после|перед|до|с|со|по|вечером|утром|днём|днем|ночью|сегодня|вчера|накануне|согласно"
    r"|ранее|при|к|за)(?=\s|\d)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(
    r"^(?:và|nhưng|mà|song|còn|nơi|khi|and|but|or|which|who|where|when|while|и|а|но|или|что|где|когда"
    r"|котор\w+|как|чтобы)(?=\s)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"^(?:đã|đang|sẽ|vừa|mới|là|cho biết|cho rằng|nhấn mạnh|khẳng định|có|được|bị|phải|cũng|vẫn|còn"
    r"|chính thức|tuyên bố|thông báo|công bố|yêu cầu|đề nghị|bày tỏ|kêu gọi"
    r"|was|were|is|are|has|have|had|will|said|says|told|announced)(?=\s)",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(
    r"(?:\s(?:và|của|về|tại|với|cho|để|trong|từ|là|do|bởi|theo|các|những|một|the|a|an|of|and|to|in|for"
    r"|on|at|with|by|from|or|и|в|на|с|по|для|из|о|к|от|за|что|при))+$",
    re.IGNORECASE,
)


def clean_title(title: str, site: str = "") -> str:
    """Return ``title`` without the names of site and department that pages add: ``Title - World | Site``."""
    text = one_line(title)
    while True:
        cuts = list(_SUFFIX.finditer(text))
        if not cuts:
            return text
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        sign = cuts[-1].group().strip()
        named = bool(sources().named(tail)) or (bool(site) and tail.casefold() == site.casefold())
        address = re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+", tail) is not None
        piped = sign in "|•·»" and len(tail) <= _SITE_NAME
        if not head or not (
            named or address or piped or (frame.is_section(tail) and text != one_line(title))
        ):
            section = frame.is_section(tail) and len(head) > len(tail)
            return head if section and sign != ":" else text
        text = head


def is_title(line: str) -> bool:
    """Whether a line above the text can be its title: one line without a full stop."""
    text = line.strip()
    if frame.is_question(text):
        return False
    if not _TITLE[0] <= len(text) <= _TITLE[1] or not any(char.isalpha() for char in text):
        return False
    return not re.search(r"(?<![.…])[.;:,]$", text) and not frame.is_image(text)


def derive_title(blocks: Sequence[DraftBlock]) -> str:
    """Return a title made from the text: the heading that opens it, else its first sentence."""
    paragraph = next((b for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)), None)
    heading = next((b for b in blocks if b.kind is BlockKind.HEADING), None)
    if heading and (paragraph is None or blocks.index(heading) < blocks.index(paragraph)):
        return shorten(heading.text)
    body = paragraph or next(iter(blocks), None)
    if body is None:
        return ""
    start, end = next(sentences(body.text), (0, len(body.text)))
    return core(body.text[start:end])


def core(sentence: str) -> str:
    """Return what a sentence says at heart, in at most :data:`LIMIT` characters.

    Brackets, adverbials of time and place before the subject, and what stands between the subject and
    its verb are left out; a long sentence ends at a clause, or with an ellipsis at a word.
    """
    plain = _BRACKETS.sub("", one_line(sentence)).strip()
    plain = re.sub(r"(?<![.…])[.;:,]+$", "", plain)
    clauses = _clauses(plain)
    while (
        len(clauses) > 1
        and _is_adverbial(clauses[0], clauses[1])
        and len(", ".join(clauses[1:])) >= _SHORTEST
    ):
        clauses.pop(0)
    text = ", ".join(clauses)
    if len(text) > LIMIT:
        fitting = ", ".join(_fitting(_joined_verb(clauses)))
        text = fitting if len(fitting) >= _SAYING else text
    return _capital(shorten(text))


def shorten(text: str) -> str:
    """Return ``text`` in at most :data:`LIMIT` characters, cut at a word, with an ellipsis where cut."""
    if len(text) <= LIMIT:
        return text
    head = text[:LIMIT]
    cut = head[: head.rfind(" ")] if " " in head else head[:-1]
    return _NOT_ALONE.sub("", cut).rstrip(' ,;:-–—(“"«') + "…"


def _is_adverbial(clause: str, following: str) -> bool:
    """Whether a clause only says when or where, and the next one is a sentence without it."""
    if not _TIME.match(clause) or _CONJUNCTION.match(following):
        return False
    return len(clause) <= _LONGEST_ADVERBIAL or detect(clause) == "vi"


def _clauses(text: str) -> list[str]:
    """Split at commas outside quotation marks; a comma inside a number stays."""
    found: list[str] = []
    depth = 0
    begin = 0
    for index, char in enumerate(text):
        if char in "“«":
            depth += 1
        elif char in "”»":
            depth = max(0, depth - 1)
        elif char == "," and not depth and text[index + 1 : index + 2] == " ":
            found.append(text[begin:index].strip())
            begin = index + 1
    found.append(text[begin:].strip())
    return [clause for clause in found if clause]


def _joined_verb(clauses: list[str]) -> list[str]:
    """Drop appositions: ``A, minister of B, đã tiếp C`` becomes ``A đã tiếp C``."""
    for index in range(1, min(len(clauses), 6)):
        named = not _VERB.match(clauses[0]) and " đã " not in clauses[0] and len(clauses[0]) < _SUBJECT
        if named and _VERB.match(clauses[index]) and all(c[:1].isupper() for c in clauses[1:index]):
            return [f"{clauses[0]} {clauses[index]}", *clauses[index + 1 :]]
    return clauses


def _fitting(clauses: list[str]) -> list[str]:
    """Take clauses while they fit; the first is taken in any case."""
    taken = clauses[:1]
    for clause in clauses[1:]:
        if len(", ".join([*taken, clause])) > LIMIT or len(", ".join(taken)) >= LIMIT // 2:
            break
        taken.append(clause)
    return taken


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
