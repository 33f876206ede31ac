"""Dialogs open without blocking, say what they must, and hand on what was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import NotFoundError
from reader.export import FORMATS
from reader.i18n import Translator
from reader.library.answers import NoteOutcome, NotesReport, NoteStatus
from reader.models import EntityType, ImportOutcome, ImportStatus
from reader.ui.dialogs import (
    AboutDialog,
    CommandRow,
    CrashDialog,
    ExportChoice,
    ExportDialog,
    ExportScope,
    ImportReport,
    KeysDialog,
    NotesReportDialog,
    SettingsDialog,
    TagsDialog,
)
from reader.ui.dialogs.keys import columns, grouped
from reader.ui.fonts import FontFamilies
from reader.ui.theme import Theme

# The offscreen platform says so whenever a window's smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SCOPES = (
    ExportScope("article", "This article", 1, 4),
    ExportScope("selection", "Selected articles", 3, 0),
    ExportScope("library", "Whole library", 128, 31),
)


def button(dialog: QWidget, text: str) -> QAbstractButton:
    return next(each for each in dialog.findChildren(QAbstractButton) if each.text() == text)


def texts(dialog: QWidget) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


@pytest.fixture
def export(qtbot: QtBot, translator: Translator, fonts: FontFamilies) -> ExportDialog:
    made = ExportDialog(translator, fonts)
    qtbot.addWidget(made)
    made.open()
    return made


def test_export_asks_for_a_preview_at_every_choice(export: ExportDialog) -> None:
    asked: list[ExportChoice] = []
    export.preview_requested.connect(asked.append)
    export.set_scopes(SCOPES, "library")
    export.set_choice("html", "apa")
    button(export, "This article\n4 highlights").click()
    export.whole.click()
    assert [(each.scope, each.format, each.style, each.whole) for each in asked] == [
        ("library", "markdown", "plain", False),
        ("library", "html", "apa", False),
        ("article", "html", "apa", False),
        ("article", "html", "apa", True),
    ]


def test_formats_stand_in_groups_and_say_what_they_can_hold(export: ExportDialog) -> None:
    export.set_scopes(SCOPES)
    names = [export.formats.item(at).data(Qt.ItemDataRole.UserRole) for at in range(export.formats.count())]
    assert [name for name in names if name] == list(FORMATS)
    assert names[0] is None
    assert not export.formats.item(0).flags() & Qt.ItemFlag.ItemIsSelectable
    export.set_choice("ris")
    assert not export.whole.isEnabled()
    assert not export.style_box.isEnabled()
    export.set_choice("docx")
    assert export.whole.isEnabled()
    assert not button(export, "Copy").isEnabled()  # a clipboard holds no Word document
    export.set_choice("no such format")
    assert export.choice().format in FORMATS


def test_a_page_is_shown_as_a_page_with_its_marks(export: ExportDialog, translator: Translator) -> None:
    from reader.export import ExportItem, Options, render
    from tests.export.conftest import article, highlight

    export.set_scopes(SCOPES)
    export.set_choice("pdf")
    item = ExportItem(article(), (highlight("Sông Hồng", "xem"),))
    page = render("html", [item], translator, Options(whole=True))
    assert isinstance(page, str)
    export.set_preview(page)
    assert export.page.isVisible()
    assert not export.preview.isVisible()
    assert "Sông Hồng dâng cao" in export.page.toPlainText()
    assert "#f9e58c" in export.page.toHtml().lower()
    export.set_choice("csv")
    export.set_preview("a,b")
    assert export.preview.isVisible()


def test_the_templates_are_asked_for(qtbot: QtBot, export: ExportDialog) -> None:
    with qtbot.waitSignal(export.templates_requested):
        button(export, "Templates…").click()


def test_a_report_of_notes_tells_what_found_no_place(qtbot: QtBot, translator: Translator) -> None:
    reason = NotFoundError("The library has no article “{title}”.", title="Lũ")
    report = NotesReport(
        "Readwise",
        (
            NoteOutcome(1, NoteStatus.ADDED, "một", 3, "Bài"),
            NoteOutcome(2, NoteStatus.ORPHAN, "<b>hai</b>", 3, "Bài"),
            NoteOutcome(3, NoteStatus.FAILED, "ba", reason=reason),
        ),
    )
    dialog = NotesReportDialog(report, translator)
    qtbot.addWidget(dialog)
    dialog.open()
    shown = texts(dialog)
    assert "1 note was added." in shown
    assert "<b>hai</b>" in shown
    assert "The library has no article “Lũ”." in shown
    button(dialog, "Copy the list").click()
    assert QGuiApplication.clipboard().text() == (
        "2: The quote is not in “Bài”. “<b>hai</b>”\n3: The library has no article “Lũ”. “ba”"
    )


def test_export_shows_a_long_preview_in_part(export: ExportDialog) -> None:
    export.set_scopes(SCOPES)
    export.set_preview("ghi chú " * 10_000)
    assert len(export.preview.toPlainText()) == 20_000
    assert "beginning" in texts(export)


def test_a_scope_without_highlights_cannot_be_chosen(export: ExportDialog) -> None:
    export.set_scopes(SCOPES, "selection")
    assert export.scope() == "article"
    assert not button(export, "Selected articles\n3 articles · 0 highlights").isEnabled()


def test_nothing_to_export_says_so(qtbot: QtBot, export: ExportDialog) -> None:
    with qtbot.assertNotEmitted(export.preview_requested):
        export.set_scopes([ExportScope("library", "Whole library", 0, 0)])
    assert not button(export, "Copy").isEnabled()
    assert "no highlights" in texts(export)


def test_export_copies_what_is_chosen(qtbot: QtBot, export: ExportDialog) -> None:
    export.set_scopes(SCOPES)
    with qtbot.waitSignal(export.copy_requested) as told:
        button(export, "Copy").click()
    assert told.args == [ExportChoice("article", "markdown")]


def test_export_asks_where_to_save(qtbot: QtBot, export: ExportDialog, tmp_path: Path) -> None:
    export.set_scopes(SCOPES)
    export.set_suggested_name("ghi chú")
    button(export, "Save…").click()
    asked = export.findChild(QFileDialog)
    assert asked is not None
    assert Path(asked.selectedFiles()[0]).name == "ghi chú.md"
    with qtbot.waitSignal(export.save_requested) as told:
        asked.fileSelected.emit(str(tmp_path / "a.md"))
    assert told.args == [ExportChoice("article", "markdown"), tmp_path / "a.md"]
    asked.close()


def test_import_report_names_each_failure_and_can_be_copied(qtbot: QtBot, translator: Translator) -> None:
    outcomes = [
        ImportOutcome(Path("/a/trống.html"), ImportStatus.FAILED, error="The file is empty."),
        ImportOutcome(Path("/a/ảnh.txt"), ImportStatus.FAILED, error="This is no text."),
        ImportOutcome(Path("/a/tốt.txt"), ImportStatus.ADDED, 3),
    ]
    report = ImportReport(outcomes, translator)
    qtbot.addWidget(report)
    report.open()
    assert report.windowTitle() == "2 files could not be imported"
    assert "trống.html" in texts(report)
    assert "1 article was added." in texts(report)
    button(report, "Copy the list").click()
    copied = QGuiApplication.clipboard().text()
    assert copied == "/a/trống.html: The file is empty.\n/a/ảnh.txt: This is no text."


def test_import_report_of_very_many_files_stays_short(qtbot: QtBot, translator: Translator) -> None:
    outcomes = [ImportOutcome(Path(f"/a/{n}"), ImportStatus.FAILED, error="Empty.") for n in range(1000)]
    report = ImportReport(outcomes, translator)
    qtbot.addWidget(report)
    assert "and 800 more files" in texts(report)
    assert len(report.text().splitlines()) == 1000


@pytest.fixture
def tags(qtbot: QtBot, translator: Translator, theme: Theme) -> TagsDialog:
    made = TagsDialog({"an ninh": 3, "ngoại giao": 1}, 3, ["kinh tế"], translator, theme)
    qtbot.addWidget(made)
    made.open()
    return made


def test_tags_of_some_stay_until_they_are_touched(qtbot: QtBot, tags: TagsDialog) -> None:
    assert tags.box("ngoại giao").checkState() == Qt.CheckState.PartiallyChecked
    with qtbot.assertNotEmitted(tags.tags_chosen):
        button(tags, "Apply").click()


def test_tags_are_added_to_all_and_taken_from_all(qtbot: QtBot, tags: TagsDialog) -> None:
    tags.box("ngoại giao").setCheckState(Qt.CheckState.Checked)
    tags.box("an ninh").setCheckState(Qt.CheckState.Unchecked)
    tags.editor.field.setText("kinh tế")
    with qtbot.waitSignal(tags.tags_chosen) as told:
        button(tags, "Apply").click()
    assert told.args == [frozenset({"ngoại giao", "kinh tế"}), frozenset({"an ninh"})]


def test_cancelling_tags_changes_nothing(qtbot: QtBot, tags: TagsDialog) -> None:
    tags.box("an ninh").click()
    with qtbot.assertNotEmitted(tags.tags_chosen):
        button(tags, "Cancel").click()
    assert tags.isHidden()


def test_keys_are_grouped_and_rows_without_a_key_left_out(
    qtbot: QtBot, translator: Translator, theme: Theme, rows: list[CommandRow]
) -> None:
    assert [name for name, _rows in grouped(rows)] == ["Thư viện", "Bài báo", "Trang"]
    dialog = KeysDialog(rows, translator, theme)
    qtbot.addWidget(dialog)
    dialog.open()
    assert "Ctrl+E" in texts(dialog)
    assert "Giới thiệu Docbao" not in texts(dialog)


def test_groups_fill_two_columns_evenly() -> None:
    row = CommandRow("a", "a", "A")
    assert columns([("x", [row] * 10), ("y", [row] * 4), ("z", [row] * 4)]) == 1
    assert columns([("x", [row] * 2), ("y", [row] * 2), ("z", [row] * 6)]) == 2


def test_about_says_the_version(qtbot: QtBot, translator: Translator) -> None:
    dialog = AboutDialog(translator)
    qtbot.addWidget(dialog)
    dialog.open()
    assert "Version" in texts(dialog)


def test_a_crash_folds_its_details_and_copies_them(
    qtbot: QtBot, translator: Translator, fonts: FontFamilies
) -> None:
    dialog = CrashDialog("Traceback\nValueError", Path("/log/docbao.log"), translator, fonts)
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog.details.isVisible()
    dialog.toggle.click()
    assert dialog.details.isVisible()
    assert "docbao.log" in texts(dialog)
    button(dialog, "Copy the details").click()
    assert QGuiApplication.clipboard().text() == "Traceback\nValueError"


@pytest.fixture
def settings(qtbot: QtBot, translator: Translator) -> SettingsDialog:
    made = SettingsDialog(translator)
    qtbot.addWidget(made)
    made.set_values(
        language="vi",
        theme="sepia",
        style="gost",
        types=frozenset({EntityType.PER}),
        folder=Path("/home/lan/docbao"),
    )
    made.open()
    return made


def test_settings_show_what_is_in_effect(settings: SettingsDialog) -> None:
    assert settings.language.currentText() == "Tiếng Việt"
    assert settings.theme.currentText() == "Sepia"
    assert settings.style_box.currentText() == "GOST R 7.0.5"
    assert settings.types() == {EntityType.PER}
    assert "/home/lan/docbao" in texts(settings)


def test_settings_tell_every_choice_at_once(qtbot: QtBot, settings: SettingsDialog) -> None:
    with qtbot.waitSignal(settings.types_chosen) as types:
        settings.type_box(EntityType.LOC).click()
    assert types.args == [frozenset({EntityType.PER, EntityType.LOC})]
    settings.theme.setCurrentIndex(settings.theme.findData("dark"))
    with qtbot.waitSignal(settings.theme_chosen) as theme:
        settings.theme.activated.emit(settings.theme.currentIndex())
    assert theme.args == ["dark"]
    with qtbot.waitSignal(settings.folder_requested):
        button(settings, "Open").click()


def test_choosing_a_language_says_when_it_takes_effect(qtbot: QtBot, settings: SettingsDialog) -> None:
    assert not settings._restart.isVisible()
    settings.language.setCurrentIndex(settings.language.findData("ru"))
    with qtbot.waitSignal(settings.language_chosen) as told:
        settings.language.activated.emit(settings.language.currentIndex())
    assert told.args == ["ru"]
    assert settings._restart.isVisible()
