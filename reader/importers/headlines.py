"""Headlines: what a sentence says at heart, short enough to stand above an article."""

from __future__ import annotations

import re

from reader.text.language import detect
from reader.text.normalise import one_line

LIMIT = 90  # characters of a headline, the ellipsis among them
_LONGEST_ADVERBIAL = 45  # characters: in Russian and English a longer one has a verb of its own
_SUBJECT = 60
_SAYING = 35  # characters: a cut at a clause must leave at least this much
_MUCH = 45  # characters: a cut before a complement must leave at least this much
_SHORTEST = 20  # a clause shorter than this says too little
_FLAGS = re.IGNORECASE

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TIME = re.compile(
    r"^(?:(?:vào\s+)?(?:sáng|trưa|chiều|tối|đêm|khuya|rạng sáng|chiều tối|ngày|hôm|lúc|khoảng|từ ngày"
    r"|tuần|tháng|năm|mới đây|gần đây|vừa qua|cùng ngày|trước đó|sau đó|hiện nay|hiện tại|những ngày"
    r"|những năm|thời gian|thông tin từ|đến nay|hàng năm|hằng năm|hôm nay|hôm qua|mấy ngày|nhiều năm|cách đây"
    r"|(?:(?:gần|hơn|khoảng|chỉ|đúng)\s)?\S+ (?:giờ|ngày|tuần|tháng|năm) (?:sau|qua|nay|trước)"
    r"|giờ (?:địa phương|việt nam|hà nội|moskva|mỹ))\b"
    r"|(?:vào|tại|ở|trong khuôn khổ|trong|nhân dịp|nhân|bên lề|sau|trước|theo|tính đến|kể từ|phát biểu"
    r"|chia sẻ|trao đổi|nhằm|ngay|đúng|chỉ|bằng|với|giữa|trên|dưới|từ|thực hiện|hưởng ứng|chào mừng"
    r"|để|qua|đến|hướng tới|được sự|liên quan|xung quanh|thay vì|ngoài|bên cạnh|cùng với|không chỉ"
    r"|tiếp nối|phát huy|từng|dù|mặc dù|tuy|do|vì|bởi|khi|nếu|là một|là)\b"
    r"|on|at|in|over|during|after|before|since|following|as of|according to|ahead of|last|this|earlier"
    r"|yesterday|today|by|amid|despite|under|as|with|for"
    r"|в|во|на|после|перед|до|с|со|по|вечером|утром|днём|днем|ночью|сегодня|вчера|накануне|согласно"
    r"|ранее|при|к|за)(?=\s|\d|$)",
    _FLAGS,
)
# "Xung quanh việc A làm B, phóng viên đã …": what it is about says more than that somebody was asked.
_ABOUT = re.compile(
    r"^(?:xung quanh|liên quan(?: đến| tới)?|về)\s+(?:vụ việc|vụ|việc|sự việc)\s+(?P<topic>.+)$", _FLAGS
)
_CONJUNCTION = re.compile(
    r"^(?:và|nhưng|mà|song|còn|nơi|khi|and|but|or|which|who|where|when|while|и|а|но|или|что|где|когда"
    r"|котор\w+|как|чтобы)(?=\s)",
    _FLAGS,
)
_VERB = re.compile(
    r"^(?:đã|đang|sẽ|vừa|mới|là|cho biết|cho rằng|nhấn mạnh|khẳng định|có|được|bị|phải|cũng|vẫn|còn"
    r"|chính thức|tuyên bố|thông báo|công bố|yêu cầu|đề nghị|bày tỏ|kêu gọi|chủ trì|ký|thăm|tiếp"
    r"|was|were|is|are|has|have|had|will|said|says|told|announced)(?=\s)",
    _FLAGS,
)
_REPORTED = re.compile(
    r"^[^,“\"]{3,90}?\s(?:cho biết|cho hay"
    r"|(?:số liệu|báo cáo|khảo sát|thống kê|nghiên cứu|kết quả)(?: [^\s,]+){0,5} cho thấy"
    r"|thông tin|nói rằng|cho rằng|said that|сообщил[аи]?, что)"
    r"(?:\s*[:,]|\s+rằng)?\s+(?P<said>.+)$",
    _FLAGS,
)
_ATTRIBUTION = re.compile(
    r"^(?:theo\s|according to\s|as reported|по (?:данным|словам|информации)\s"
    r"|(?:как )?(?:сообщ|заяв|переда[её]|рассказал|отметил|говорится|следует)\w*)"
    r"|^[^“\"]{2,50}\s(?:said|says|reported|announced|thông báo|cho biết|cho hay|công bố)"
    r"(?:\s(?:on|hôm|ngày|in)\s.{2,30}|\s\w+day)?$",
    _FLAGS,
)
# A day beside its word only: "2-0" is a result, "1/3" a share.
_INNER_DATE = re.compile(
    r"(?<!\stừ)(?<!\sđến)(?<!\strước)(?<!\ssau)(?<!\shết)"
    r"\s(?:vào\s)?(?:(?:sáng|trưa|chiều|tối|đêm)\s(?:(?:ngày|hôm)\s)?|(?:ngày|hôm)\s)"
    r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?=\s|$)"
    r"|\s(?:vào\s)?(?:sáng|trưa|chiều|tối|đêm)\s(?:nay|qua)(?=\s|$)",
    _FLAGS,
)
# A sentence may end before one of these and be whole.
_JOINT = re.compile(
    r"\s(?=(?:nhằm|để|nhờ|do|vì|bởi|sau (?:khi|nhiều|hơn|gần|\d+)|trước khi|khi|kể từ|về việc|dưới sự"
    r"|trong (?:giai đoạn|năm|quý|tháng|khi|khuôn khổ|bối cảnh|đó|trận|vòng|thời gian|những)|giai đoạn"
    r"|tại|thông qua|nếu|cũng như|đồng thời|từ (?:\d+|ngày|tháng|năm|đầu|cuối|nay|khi|sáng|chiều)"
    r"|vào (?:cuối|đầu|năm|tháng|sáng|chiều|tối|ngày)|so với|cùng với|với|trên địa bàn|nhân dịp|như"
    r"|theo (?:đó|quy định|kế hoạch|dự kiến|thống kê|báo cáo|đề xuất|chỉ đạo|thông tin|hướng)"
    r"|after|as|because|while|when|amid|following|despite|since|before|in order|according|during"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|после|чтобы|в рамках|на фоне|из-за|в связи|в области|для|в ходе)\s)",
    _FLAGS,
)
# Or before one of these, where it has said much already.
_LATE_JOINT = re.compile(
    r"\s(?=(?:có|của|chứa|kéo dài|giữa|gồm|mà|nơi|về|trên(?! \d)|ở|bằng|đối với|trong)\s)", _FLAGS
)
_NOT_ALONE = re.compile(
    r"(?:\s(?:và|của|về|tại|với|cho|để|trong|từ|là|do|bởi|theo|các|những|một|được|bị|đã|sẽ|đang|trên|vào"
    r"|đến|nhiều|việc|khi|mà|hơn|gần|khoảng|có|không|the|a|an|of|and|to|in|for"
    r"|on|at|with|by|from|or|и|в|на|с|по|для|из|о|к|от|за|что|при))+$",
    _FLAGS,
)


def core(sentence: str) -> str:
    """Return what a sentence says at heart, in at most :data:`LIMIT` characters.

    Brackets, adverbials of time and place before the subject, and what stands between the subject and
    its verb are left out; a long sentence loses who reports it and its date, then ends at a clause or
    before an adverbial, and with an ellipsis at a word only where nothing else is left.
    """
    plain = _BRACKETS.sub("", one_line(sentence)).strip()
    clauses = _unattributed(_from_subject(_clauses(_unended(plain))))
    text = ", ".join(clauses)
    if len(text) > LIMIT:
        text = _briefer(_joined_verb(clauses))
    return _capital(shorten(_balanced(text)))


def shorten(text: str) -> str:
    """Return ``text`` in at most :data:`LIMIT` characters, cut at a word, with an ellipsis where cut."""
    if len(text) <= LIMIT:
        return text
    head = text[:LIMIT]
    cut = head[: head.rfind(" ")] if " " in head else head[:-1]
    return _NOT_ALONE.sub("", cut).rstrip(' ,;:-–—(“"«') + "…"


def _unended(text: str) -> str:
    return re.sub(r"(?<![.…])[.;:,]+$", "", text)


def _briefer(clauses: list[str]) -> str:
    """Shorten a sentence that is too long: by its reporter, its date, its later clauses, its adverbials."""
    text = ", ".join(clauses)
    reported = _REPORTED.match(text)
    if reported and len(reported.group("said")) >= _SAYING:
        clauses = _from_subject(_clauses(reported.group("said")))
    if len(", ".join(clauses)) > LIMIT:
        clauses = [_INNER_DATE.sub("", clauses[0]), *clauses[1:]]
    fitting = ", ".join(_fitting(clauses))
    if len(fitting) <= LIMIT and (len(fitting) >= _SAYING or len(clauses) == 1):
        return fitting
    return _at_joint(fitting if len(fitting) > LIMIT else ", ".join(clauses))


def _at_joint(text: str) -> str:
    """End a sentence before the last adverbial that does not fit; unchanged where there is none."""
    for joint, least in ((_JOINT, _SAYING), (_LATE_JOINT, _MUCH)):
        heads = [text[: match.start()] for match in joint.finditer(text) if least <= match.start() <= LIMIT]
        whole = [head for head in heads if not (_NOT_ALONE.search(head) or _is_open(head))]
        if whole:
            return whole[-1]
    return text


def _is_open(text: str) -> bool:
    """Whether a quotation was opened and not closed."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”") or text.count("«") > text.count("»")


def _balanced(text: str) -> str:
    """Close a quotation that a cut left open, where there is room for it."""
    if text.count("“") > text.count("”") and len(text) < LIMIT:
        return f"{text}”"
    return f"{text}»" if text.count("«") > text.count("»") and len(text) < LIMIT else text


def _from_subject(clauses: list[str]) -> list[str]:
    """Drop the adverbials before the subject; of ``xung quanh việc A`` the A is what is told."""
    while len(clauses) > 1:
        about = _ABOUT.match(clauses[0])
        if about and len(about.group("topic")) >= _SAYING:
            return [about.group("topic")]
        rest = len(", ".join(clauses[1:]))
        if not _is_adverbial(clauses[0], clauses[1]) or rest < _SHORTEST:
            break
        clauses = clauses[1:]
    return clauses


def _unattributed(clauses: list[str]) -> list[str]:
    """Drop who said it from the end: ``…, theo báo cáo``, ``…, officials said``, ``…, сообщил регулятор``."""
    end = len(clauses)
    while end > 1 and _ATTRIBUTION.search(clauses[end - 1]) and len(", ".join(clauses[: end - 1])) >= _SAYING:
        end -= 1
    return clauses[:end]


def _is_adverbial(clause: str, following: str) -> bool:
    """Whether a clause only says when or where, and the next one is a sentence without it."""
    if not _TIME.match(clause) or _CONJUNCTION.match(following):
        return False
    return len(clause) <= _LONGEST_ADVERBIAL or detect(clause) == "vi"


def _clauses(text: str) -> list[str]:
    """Split at commas outside quotation marks; a comma inside a number stays."""
    found: list[str] = []
    depth = 0
    straight = False
    begin = 0
    for index, char in enumerate(text):
        if char in "“«":
            depth += 1
        elif char in "”»":
            depth = max(0, depth - 1)
        elif char == '"':
            straight = not straight
        elif char == "," and not depth and not straight and text[index + 1 : index + 2] == " ":
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
        # A capital after a comma: the place goes on, and the verb is still to come.
        told = len(", ".join(taken)) >= LIMIT // 2 and not clause[:1].isupper()
        if told or len(", ".join([*taken, clause])) > LIMIT:
            break
        taken.append(clause)
    return taken


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
