"""The names of fields, values and operators in Vietnamese, English and Russian."""

from __future__ import annotations

import re

from reader.text.fold import fold

_FIELDS = {
    "title": "title tieude tua заголовок название",
    "body": "body text noidung текст",
    "author": "author by tacgia автор",
    "source": "source nguon bao источник газета",
    "tag": "tag the nhan тег метка",
    "lang": "lang language ngonngu tieng язык",
    "entity": "entity thucthe сущность",
    "person": "person per nguoi nhanvat персона человек лицо",
    "org": "org organisation organization tochuc coquan организация",
    "place": "place loc noi diadiem место",
    "event": "event sukien событие",
    "doc": "doc law vanban luat документ закон",
    "note": "note ghichu заметка",
    "highlight": "highlight danhdau tosang выделение",
    "is": "is la это",
    "has": "has co есть",
    "date": "date published ngay dang thoigian дата",
    "year": "year nam год",
    "month": "month thang месяц",
}
_FLAGS = {
    "unread": "unread chuadoc moi непрочитанное непрочитано",
    "read": "read dadoc прочитанное прочитано",
    "starred": "starred star favourite favorite sao danhsao gansao yeuthich избранное",
    "annotated": "annotated note notes highlight highlights ghichu danhdau заметка заметки выделение",
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
ENTITY_OF = {"person": "per", "org": "org", "place": "loc", "event": "event", "doc": "doc"}

_BETWEEN = re.compile(r"[\s_-]")

# In capitals only. The words of other languages are operators only beside something that is not all capitals.
OPERATORS = {"AND": "and", "OR": "or", "NOT": "not"}
LOCAL_OPERATORS = {"VÀ": "and", "HOẶC": "or", "KHÔNG": "not", "И": "and", "ИЛИ": "or", "НЕ": "not"}


def look_up(table: dict[str, str], name: str) -> str | None:
    """Return what a name means, however it is accented and with or without signs between its words."""
    return table.get(_BETWEEN.sub("", fold(name)))
