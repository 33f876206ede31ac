"""Captions that have lost their picture: told by what only a caption says."""

from __future__ import annotations

import re

_LONGEST = 140  # characters
_FEWEST_WORDS = 6  # of a view without a full stop: a shorter line may be a heading
_FLAGS = re.IGNORECASE
# "(bên trái)", "(thứ hai, từ phải sang)", "(left)", "(на фото слева)"
_PLACED = re.compile(
    r"\((?:(?:người )?(?:ngồi|đứng|ngoài cùng|hàng đầu|ở)?[ ,]*"
    r"(?:thứ [^\s()]{1,4}|bên trái|bên phải|trái|phải|giữa)"
    r"|áo \w{2,8}|bìa (?:trái|phải)"
    r"|(?:pictured|far|front|back|second from|third from)?[ ,]*(?:left|right|cent(?:re|er)|L|R)"
    r"|(?:на фото|второй|третий|крайний|в центре)?[ ,]*(?:слева|справа|в центре))(?:[ ,][^()]{0,40})?\)",
    _FLAGS,
)
_VIEW = re.compile(
    r"^(?:(?:quang|toàn|khung) cảnh|một góc(?! nhìn)|cận cảnh|hiện trường|tang vật|ảnh chụp"
    r"|hình ảnh (?:vụ|tại|từ|về)"
    r"|phối cảnh|vị trí (?:xảy ra|vụ|bão|tâm bão|nơi)|sơ đồ|bản đồ)\s",
    _FLAGS,
)
_MEETING = (
    r"(?:hội nghị|hội thảo|buổi lễ|lễ \w+(?: \w+)?|buổi làm việc|buổi tiếp|buổi gặp(?: mặt)?|cuộc họp"
    r"|phiên họp|phiên thảo luận|phiên tòa|phiên toà|tọa đàm|toạ đàm"
    r"|diễn đàn|chương trình|đại hội|kỳ họp|hội trường"
    r"|sự kiện|họp báo|buổi họp báo|triển lãm|cuộc gặp|buổi giao lưu)"
)
_GUESTS = re.compile(
    r"^(?:(?:các|đông đảo|nhiều|toàn thể)\s)?(?:vị\s)?(?:đại biểu|khách mời|diễn giả|lãnh đạo)\b"
    r"[^,:“\"]{0,50}?"
    rf"\s?(?:(?:tham dự|dự|trao đổi bên lề|tại|trong)\s{_MEETING}"
    r"|chụp ảnh (?:chung|lưu niệm)[^,]{0,40}|(?:thực hiện|làm) nghi thức[^,]{3,60}|bấm nút[^,]{3,60})"
    r"(?:\s(?:tại|ngày|sáng|chiều|tối|ở|về|năm)\s[^,]{2,50})?$",
    _FLAGS,
)
_SPEAKER = re.compile(
    r"^[^:“\"]{3,100}?\s(?:phát biểu|tham luận|trình bày)"
    r"(?:\s(?:khai mạc|bế mạc|chỉ đạo|kết luận|chào mừng|ý kiến|tham luận))?"
    rf"\s(?:tại\s)?{_MEETING}$",
    _FLAGS,
)
_ARRESTED = re.compile(
    r"^(?:(?:(?:các|nhóm|hai|ba|2|3)\s)?(?:đối tượng|bị can|bị cáo|nghi phạm|nghi can)\b[^,:“\"]{0,60}"
    r"|(?-i:(?:[A-ZĐÀ-Ỹ][\w.]*\s?){2,6}))"
    r"\s?\btại\s(?:cơ quan|tòa|toà|phiên|trụ sở|công an|đồn|thời điểm)[^,:“\"]{0,40}$",
    _FLAGS,
)
_TELLS = re.compile(
    r"\b(?:cho biết|cho hay|cho rằng|nói|nhấn mạnh|khẳng định|đề nghị|yêu cầu|said|сообщил)\b", _FLAGS
)


def may_be_caption(text: str) -> bool:
    """Whether a paragraph is as short as captions are: one sentence that tells nothing that was said."""
    if len(text) > _LONGEST or text.endswith(("?", ":", "!", "”", '"')):
        return False
    return not re.search(r"(?<!\s[A-ZĐ])[.!?;]\s", text) and not _TELLS.search(text)


def is_caption(text: str) -> bool:
    """Whether a paragraph, by its words alone, describes a picture: ``Quang cảnh hội nghị.``."""
    plain = text.rstrip(" .")
    if not may_be_caption(text):
        return False
    if _VIEW.match(plain):
        return text.endswith(".") or len(text.split()) >= _FEWEST_WORDS
    return _PLACED.search(plain) is not None or any(s.match(plain) for s in (_GUESTS, _SPEAKER, _ARRESTED))
