"""Recognising the site's frame: lines that stand around an article and are none of its text.

Everything here asks for evidence: a known word as a whole line, a known opening, or a shape that no
sentence has. What is merely unusual stays in the text.
"""

from __future__ import annotations

import re

from reader.importers import frame_words as words
from reader.importers.sources import sources
from reader.text.fold import fold_case

_NOT_LETTERS = re.compile(r"[\d()\[\]{}:;.,!?…|/\\•·»«›‹<>=#*_~+→←↑↓▶►]+")
_PARTS = re.compile(r"\s*[|•·»›>→]\s*|\s+[/–—-]\s+|\t+|\s{2,}")
_FLAGS = re.IGNORECASE
_RELATED_LINE = re.compile(rf"^\W*(?:{words.RELATED})\s*(?:[:»>→]+\s*(?P<title>.*)|\W*)$", _FLAGS)
_ARROWS = re.compile(r"^(?:>{2,}|»+|►|▶|>>)\s*\S")
_TAGS_LINE = re.compile(rf"^\W*(?:{words.TAGS})\s*[:»]\s*.*$", _FLAGS)
_HASHTAGS = re.compile(r"^#\w[^#.!?]{0,40}(?:\s*#\w[^#.!?]{0,40})+$|^#[\w-]+$")
_TAG_HEADINGS = (
    "từ khóa",
    "từ khoá",
    "tags",
    "tag",
    "topics",
    "related topics",
    "теги",
    "тэги",
    "метки",
    "chủ đề",
)
_COMMENTS_LINE = re.compile(
    rf"^\W*(?:{words.COMMENTS})\s*(?:\(\s*\d*\s*\)|:?\s*\d+)\s*$|^\d+\s+(?:{words.COMMENTS})\s*$", _FLAGS
)
_PHRASES = re.compile(words.PHRASES, _FLAGS)
_FOLLOW = re.compile(
    r"^\W*(?:(?:mời (?:bạn|quý vị|độc giả|bạn đọc) )?(?:theo dõi|follow)\s.*google (?:news|tin tức)"
    r"|(?:kính )?mời (?:quý )?(?:vị|độc giả|khán giả|thính giả|bạn đọc|bạn|quý vị)[^.:]{0,30}"
    r"\s(?:theo dõi|xem|nghe)"
    r"\s[^.]{0,90}(?:vtv|vov|vtc|youtube|fanpage|zalo|tiktok|facebook|ứng dụng))",
    _FLAGS,
)
_STRONG = re.compile(rf"(?<!\w)(?:{words.STRONG})", _FLAGS)
_COUNTER = re.compile(
    rf"^(?:{words.COUNTERS}\s*:?\s*[\d.,]+\s*[KMk]?|[\d.,]+\s*[KMk]?\s*{words.COUNTERS})$", _FLAGS
)
_COUNTED = re.compile(
    rf"(?<![\w.])[\d.,]+\s*[KMk]?\s*{words.COUNTERS}(?!\w)|(?<!\w){words.COUNTERS}\s*:\s*[\d.,]+", _FLAGS
)
_BACK = re.compile(r"^(?:(?:quay|trở) lại|về) (?:trang chủ|trang \w+|(?P<section>[\w -]{2,25}))$", _FLAGS)
_PLAYER = re.compile(
    r"^(?:\d{1,2}:\d\d(?:\s*/\s*\d{1,2}:\d\d)?|\d(?:[.,]\d+)?x|\d(?:\s\d){1,4}|[-–—=_*·•.\s/|]+)$", _FLAGS
)
_URL = re.compile(
    r"^(?:(?:url|link|nguồn|source|источник|link gốc)\s*:\s*)?(?P<url>https?://\S+|www\.\S+\.\S+)$", _FLAGS
)
_CRUMBS = re.compile(r"^(?P<first>[^/>»›→|]{2,40}?)\s*[/>»›→]\s*\S", _FLAGS)
_ALL_NEWS = ("news", "tin tức", "новости")
_HOME = ("trang chủ", "home", "главная", "trang nhất", "homepage")
_SENTENCE_END = re.compile(r"[.!?…:;](?:[\"'”’»)\]]|\s|\(\d+\))*$")
_IMAGE = re.compile(
    r"^(?:\S{1,200}|[\w .()-]{1,120})\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|heic|svg)(?:\?\S*)?$", _FLAGS
)

_CALL = 160  # characters: the longest call to follow the site
_CRUMB = 40  # characters: the longest name of a department
_LONGEST_MENU = 600  # characters
_MENU_PARTS = 8
_FEWEST_PARTS = 3  # parts, or known words, that make a line a menu
_PART = 30  # characters
_SITE_LINE = 400  # characters: longer lines are text, whatever words they hold
_LINK_LINE = 250
_SLUG = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+){2,}$", re.IGNORECASE)
_COUNTED_PICTURE = re.compile(r"^[A-Za-z0-9 ,.'-]{5,150} anh \d{1,3}$")
_TURN = re.compile(
    r"^(?:(?:phóng viên|p\.?v|hỏi|đáp|mc|q|a|корр?\.?|корреспондент|вопрос|ответ|interviewer)\s*:"
    r"|(?:thưa|xin|vậy|theo)\s(?:.*\s)?(?:ông|bà|anh|chị)\b.*\?$"
    r"|(?:ông|bà|anh|chị) (?:có thể|đánh giá|nhìn nhận|nghĩ|kỳ vọng|suy nghĩ|bình luận)\b.*\?$)",
    _FLAGS,
)
_PROSE = 80  # characters: a line this long that ends like a sentence is one
_LONG = 170  # characters: no line of a menu, byline or title is this long


def key(line: str) -> str:
    """Return ``line`` in lower case without numbers and signs, one space between words."""
    return " ".join(_NOT_LETTERS.sub(" ", fold_case(line)).split())


def is_image(line: str) -> bool:
    """Whether a line is the name or the address of a picture, and nothing else."""
    return _IMAGE.match(line) is not None


def is_alternative(line: str) -> bool:
    """Whether a line is a picture's alternative text made by a machine: a slug, or ``Lu quet anh 1``."""
    return _SLUG.match(line) is not None or _COUNTED_PICTURE.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends as sentences do."""
    return _SENTENCE_END.search(line) is not None


def is_question(line: str) -> bool:
    """Whether a line is a turn of an interview: a label of the one who asks, or words to the one asked."""
    return _TURN.match(line) is not None


def is_prose(line: str) -> bool:
    """Whether a line is, by its length and end, a paragraph of text."""
    if len(line) >= _LONG:
        return len(line) > _LONGEST_MENU or len(parts(line)) < _MENU_PARTS
    return len(line) >= _PROSE and ends_sentence(line) and not is_site_phrase(line)


def is_site_phrase(line: str) -> bool:
    """Whether a line speaks of the site: rights, licence, address, signing in, following."""
    return len(line) < _SITE_LINE and _PHRASES.search(line) is not None


def is_related(line: str) -> bool:
    """Whether a line points to another article: ``Xem thêm: …``, ``>> …``, ``Читайте также: …``."""
    return len(line) < _LINK_LINE and (
        _RELATED_LINE.match(line) is not None or _ARROWS.match(line) is not None
    )


def opens_related(line: str) -> bool:
    """Whether a line is the heading of a list of other articles."""
    match = _RELATED_LINE.match(line)
    return match is not None and not (match.group("title") or "").strip()


def is_comments(line: str) -> bool:
    """Whether a line opens the readers' comments: ``Bình luận (3)``."""
    return _COMMENTS_LINE.match(line) is not None


def is_tags(line: str) -> bool:
    """Whether a line holds the site's tags: ``Từ khóa: a, b``, ``#a #b``."""
    if _HASHTAGS.match(line):
        return True
    return len(line) < _SITE_LINE and _TAGS_LINE.match(line) is not None and not ends_sentence(line)


def url_of(line: str) -> str:
    """Return the address that a line consists of, or an empty string."""
    match = _URL.match(line)
    return match.group("url") if match and not is_image(line) else ""


def parts(line: str) -> list[str]:
    """Split a line where menus, breadcrumbs and stamps are split; empty parts are dropped."""
    return [part.strip() for part in _PARTS.split(line) if part.strip(" -–—,:;.()[]")]


def is_section(text: str) -> bool:
    """Whether ``text`` is the name of a department."""
    return " ".join(fold_case(text).strip(" .:|,-–—").split()) in words.SECTIONS


def crumbs(line: str) -> str | None:
    """Return the section at which a breadcrumb ends (maybe empty), or None where the line is none."""
    match = _CRUMBS.match(line)
    if not match or len(line) > _LONG or ends_sentence(line):
        return None
    trail = [part for part in re.split(r"\s*[/>»›→]\s*", line) if part]
    home = key(trail[0]) in _HOME or sources().named(trail[0]) is not None
    if not home and not all(is_section(part) for part in trail):
        return None
    steps = [part for part in trail[1 if home else 0 :] if len(part) <= _CRUMB]
    named = [part for part in steps if key(part) not in _ALL_NEWS]
    return next(iter(named or steps), "")


def is_frame(line: str) -> bool:
    """Whether a line, wherever it stands at the edge, is the site's and not the article's."""
    if not line.strip():
        return True
    if key(line) in words.LINES or _COUNTER.match(line) or _PLAYER.match(line) or _leads_back(line):
        return True
    if is_prose(line):
        return False
    if is_comments(line) or is_site_phrase(line) or follows(line):
        return True
    pieces = [piece for piece in parts(line) if key(piece)]
    return all(is_frame_part(piece) for piece in pieces) if len(pieces) > 1 else _menu_share(line) == 1.0


def without_counters(line: str) -> str:
    """Return ``line`` with a bar in the place of ``412 views`` and the like."""
    return _COUNTED.sub(" | ", line)


def follows(line: str) -> bool:
    """Whether a line calls to follow the site elsewhere."""
    return len(line) < _CALL and _FOLLOW.search(line) is not None


def publication_in(line: str) -> str:
    """Return the publication that a line of the frame names, or an empty string."""
    named = sources().within(line)
    return named.name if named else ""


def opens_tags(line: str) -> bool:
    """Whether a line is the heading of a list of tags."""
    return key(line) in _TAG_HEADINGS


def is_between(line: str) -> bool:
    """Whether a line is the site's even in the middle of an article: an advertisement, a call to follow."""
    if key(line) in words.BETWEEN or is_related(line):
        return True
    return follows(line)


def _leads_back(line: str) -> bool:
    match = _BACK.match(line)
    return match is not None and (match.group("section") is None or is_section(match.group("section")))


def is_frame_part(piece: str) -> bool:
    """Whether a part of a line is a menu word, a counter or a player's sign."""
    return key(piece) in words.LINES or _COUNTER.match(piece) is not None or _PLAYER.match(piece) is not None


def is_header(line: str) -> bool:
    """Whether a line above the article is a menu: words of the frame and departments, no sentence."""
    if len(line) > _LONGEST_MENU or (ends_sentence(line) and not line.endswith(":")):
        return False
    if _STRONG.search(line):
        return True
    pieces = parts(line)
    known = sum(is_frame_part(piece) or is_section(piece) for piece in pieces)
    if len(pieces) >= _FEWEST_PARTS and known * 2 >= len(pieces) and all(len(p) <= _PART for p in pieces):
        return True
    return len(pieces) < _FEWEST_PARTS and _menu_words(line) >= _FEWEST_PARTS


def _menu_words(line: str) -> int:
    """Count the frame's words and departments in a menu that lost its separators, where they are many."""
    tokens = key(line).split()
    phrases = _known_phrases(tokens, words.LINES | words.SECTIONS)
    return len(phrases) if len(phrases) * 4 >= len(tokens) else 0


def _menu_share(line: str) -> float:
    """Return which share of a line's words belong to known phrases of the frame; one phrase alone is 0."""
    tokens = key(line).split()
    phrases = _known_phrases(tokens, words.LINES)
    return sum(phrases) / len(tokens) if len(phrases) > 1 else 0.0


def _known_phrases(tokens: list[str], known: frozenset[str]) -> list[int]:
    """Return the lengths, in words, of the known phrases in ``tokens``, the longest first at each place."""
    found: list[int] = []
    position = 0
    while position < len(tokens):
        sizes = (size for size in (5, 4, 3, 2, 1) if " ".join(tokens[position : position + size]) in known)
        size = min(next(sizes, 0), len(tokens) - position)
        if size:
            found.append(size)
        position += size or 1
    return found
