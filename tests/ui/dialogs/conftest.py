"""A window to stand in, and the widgets' common arguments."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.i18n import Translator
from reader.ui.dialogs import CommandRow
from reader.ui.fonts import FontFamilies, load_fonts
from reader.ui.theme import Theme, themes


@pytest.fixture
def translator() -> Translator:
    return Translator("en")


@pytest.fixture
def theme() -> Theme:
    return themes["light"]


@pytest.fixture
def fonts(qapp: QApplication) -> FontFamilies:
    return load_fonts()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a field that has the focus and a button beside it."""
    made = QWidget()
    qtbot.addWidget(made)
    layout = QVBoxLayout(made)
    field = QLineEdit()
    layout.addWidget(field)
    layout.addStretch(1)
    layout.addWidget(QPushButton("away"))
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    field.setFocus()
    return made


@pytest.fixture
def rows() -> list[CommandRow]:
    return [
        CommandRow("import", "Nhập tệp…", "Ctrl+O", group="Thư viện"),
        CommandRow("export", "Xuất đánh dấu và ghi chú…", "Ctrl+E", group="Thư viện"),
        CommandRow("star", "Đánh dấu sao", "S", enabled=False, group="Bài báo"),
        CommandRow("note", "Viết ghi chú", "N", group="Trang"),
        CommandRow("about", "Giới thiệu Docbao", group="Trợ giúp"),
    ]
