from __future__ import annotations

import pytest

from reader.importers.captions import is_caption, may_be_caption


@pytest.mark.parametrize(
    "line",
    [
        "Quang cảnh hội nghị.",
        "Các đại biểu dự hội nghị.",
        "Các đại biểu chụp ảnh lưu niệm.",
        "Đại tướng Nguyễn Trọng Nghĩa phát biểu tại hội nghị.",
        "Các đối tượng tại cơ quan công an.",
        "Nguyễn Văn T. tại cơ quan công an",
        "Ông Tú (bên trái) trao lại tài sản cho người đánh rơi",
        "Toàn cảnh lễ khai mạc hội chợ tại trung tâm triển lãm",
        "Anna Lee (second from left) opens the exhibition.",
    ],
)
def test_a_line_that_tells_what_is_seen_is_a_caption(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Một góc nhìn khác",
        "Toàn cảnh vụ án",
        "Hiện trường vụ việc được phong tỏa. Công an đang điều tra.",
        "Các đại biểu dự hội nghị cho biết sẽ sớm có kế hoạch.",
        "Bị cáo khai nhận toàn bộ hành vi phạm tội.",
        "Phát biểu tại hội nghị, ông nêu ba nhiệm vụ.",
        "Quang cảnh ấy khiến ai cũng phải hỏi: vì sao?",
    ],
)
def test_a_line_that_tells_what_happened_is_none(line: str) -> None:
    assert not is_caption(line)


def test_reported_words_stand_under_no_picture() -> None:
    assert may_be_caption("Người dân Huế dọn bùn sau lũ.")
    assert not may_be_caption("Ông Hậu cho biết đàn cá nổi lên săn mồi.")
