"""The names of fields, values and operators in Vietnamese, English and Russian."""

from __future__ import annotations

import re

from reader.text.fold import fold

_FIELDS = {
    "title": "title titles headline tieude tua tit daude заголовок название",
    "body": "body text content noidung thanbai текст содержание",
    "author": "author authors by tacgia автор авторы",
    "source": "source publisher newspaper nguon bao источник издание газета",
    "tag": "tag tags the nhan тег теги метка метки",
    "lang": "lang language ngonngu tieng язык",
    "entity": "entity entities thucthe сущность сущности",
    "person": "person per nguoi nhanvat персона человек лицо",
    "org": "org organisation organization tochuc coquan организация",
    "place": "place location loc noi diadiem место",
    "event": "event sukien событие",
    "doc": "doc law vanban luat документ закон",
    "note": "note notes ghichu заметка заметки",
    "highlight": "highlight highlights danhdau doandanhdau tosang выделение выделения",
    "is": "is la это",
    "has": "has co есть",
    "date": "date published ngay dang ngaydang thoigian дата",
    "year": "year nam год",
    "month": "month thang месяц",
    "before": "before truoc до",
    "until": "until den по",
    "after": "after sau после",
    "since": "since tu с",
}
_FLAGS = {
    "unread": "unread chuadoc moi непрочитанное непрочитанные непрочитано новое новые",
    "read": "read dadoc прочитанное прочитанные прочитано",
    "starred": "starred star favorite favourite sao cosao gansao dagansao danhsao yeuthich избранное "
    "избранные",
    "annotated": "annotated annotation annotations chuthich",
    "note": "note notes ghichu заметка заметки",
    "highlight": "highlight highlights danhdau doandanhdau выделение выделения",
    "tag": "tag tags the nhan тег теги метка метки",
}
_LANGUAGES = {
    "vi": "vi vie vietnamese viet tiengviet вьетнамский",
    "en": "en eng english anh tienganh английский",
    "ru": "ru rus russian nga tiengnga русский",
    "und": "und unknown",
}


def _table(names: dict[str, str]) -> dict[str, str]:
    return {fold(alias): name for name, aliases in names.items() for alias in aliases.split()}


FIELDS = _table(_FIELDS)
FLAGS = _table(_FLAGS)
LANGUAGES = _table(_LANGUAGES)
COMPARED = {"before": "<", "until": "<=", "after": ">", "since": ">="}
_HELD = frozenset({"note", "highlight", "tag"})
ENTITY_OF = {"person": "per", "org": "org", "place": "loc", "event": "event", "doc": "doc"}

_BETWEEN = re.compile(r"[\s_-]")

# In capitals only. The words of other languages are operators only beside something that is not all capitals.
OPERATORS = {"AND": "and", "&&": "and", "OR": "or", "||": "or", "NOT": "not"}
LOCAL_OPERATORS = {"VÀ": "and", "HOẶC": "or", "KHÔNG": "not", "И": "and", "ИЛИ": "or", "НЕ": "not"}


def look_up(table: dict[str, str], name: str) -> str | None:
    """Return what a name means, however it is accented and with or without signs between its words."""
    return table.get(_BETWEEN.sub("", fold(name)))


def held(value: str, otherwise: str) -> str:
    """Return the name under which a property is written: what stands beside the text is had."""
    return "has" if value in _HELD else otherwise
