"""A reader edits a text, compares versions, and finds places for highlights that lost theirs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from reader.models import BlockKind
from reader.ui.dialogs.text_editor import TextEditor
from reader.ui.dialogs.versions import VersionsDialog

TRAIN = "Đoàn tàu đầu tiên"


def replace_in_editor(editor: TextEditor, old: str, new: str) -> None:
    """Type over words in the editor."""
    cursor = editor.field.document().find(old)
    assert not cursor.isNull()
    cursor.insertText(new)


def edit(reader, old: str, new: str) -> None:
    """Edit the open article's text and wait until it is shown."""
    before = reader.opened.article.version
    reader.do("edit_text")
    editor = reader.c.revising.dialog
    replace_in_editor(editor, old, new)
    editor.save()
    reader.wait(lambda: reader.opened.article.version != before)


def answer(editor: TextEditor, text: str) -> None:
    """Press a button of the question whether to save."""
    assert editor.box is not None
    next(each for each in editor.box.buttons() if each.text() == text).click()


def lose(reader) -> None:
    """Highlight a passage and take it out of the text."""
    reader.open(TRAIN)
    reader.select("sáu toa")
    reader.do("highlight")
    reader.wait(lambda: reader.opened.highlights)
    edit(reader, "Đoàn tàu có sáu toa và chạy hai chuyến mỗi ngày.", "Hết.")
    reader.wait(lambda: any(each.orphan for each in reader.opened.highlights))
    reader.wait(reader.w.panel.notes.boxes)


def test_a_text_is_edited_and_the_edit_undone(reader):
    reader.open(TRAIN)
    text = reader.opened.article.text
    edit(reader, "sáu toa", "bảy toa")
    assert reader.opened.article.text == text.replace("sáu toa", "bảy toa")
    reader.do("undo")
    reader.wait(lambda: reader.opened.article.text == text)


def test_escape_does_not_lose_what_was_typed(reader, qtbot):
    reader.open(TRAIN)
    reader.do("edit_text")
    editor = reader.c.revising.dialog
    replace_in_editor(editor, "sáu toa", "bảy toa")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    answer(editor, "Go on editing")
    assert "bảy toa" in editor.field.toPlainText()
    editor.reject()
    answer(editor, "Do not save")
    reader.wait(lambda: reader.c.revising.dialog is None)
    assert reader.opened.article.version == 0


def test_a_paragraph_becomes_a_heading_and_an_unchanged_text_is_no_version(reader):
    reader.open(TRAIN)
    reader.do("edit_text")
    editor = reader.c.revising.dialog
    editor.save()
    reader.wait(lambda: reader.c.revising.dialog is None)
    reader.do("edit_text")
    editor = reader.c.revising.dialog
    editor.field.moveCursor(QTextCursor.MoveOperation.End)
    editor.kinds.setCurrentIndex(1)
    editor.kinds.activated.emit(1)
    assert (editor.pieces()[-1].kind, editor.pieces()[-1].level) == (BlockKind.HEADING, 2)
    editor.save()
    reader.wait(lambda: reader.opened.article.version == 1)
    assert reader.opened.article.blocks[-1].kind is BlockKind.HEADING


def test_a_highlight_that_lost_its_place_is_put_at_the_selection(reader):
    lose(reader)
    (box,) = reader.w.panel.notes.boxes()
    assert "sáu toa" in box.context.text()
    assert "1" in reader.w.panel.notes._orphans_head.text()
    reader.w.page.clearFocus()
    reader.select("ga Sông Lam")
    box.at_selection.click()
    reader.wait(lambda: not any(each.orphan for each in reader.opened.highlights))
    assert reader.opened.highlights[0].selector.exact == "ga Sông Lam"
    reader.wait(lambda: not reader.w.panel.notes.boxes())
    reader.do("undo")
    reader.wait(reader.w.panel.notes.boxes)


def test_a_highlight_that_lost_its_place_is_kept_as_a_note(reader):
    lose(reader)
    reader.w.panel.notes.boxes()[0].keep.click()
    reader.wait(lambda: reader.opened.highlights[0].kept)
    reader.wait(lambda: not reader.w.panel.notes.boxes())
    assert len(reader.w.panel.notes.cards()) == 1


def test_opening_an_article_says_quietly_what_lost_its_place(reader):
    lose(reader)
    said: list[str] = []
    reader.c.revising.said.connect(said.append)
    article_id = reader.c.article.id
    reader.c.article.close()
    reader.c.article.open(article_id)
    reader.wait(lambda: said)
    assert said == ["1 highlight lost its place; the panel shows it."]


def test_a_guess_is_looked_at_and_taken(reader):
    reader.open(TRAIN)
    reader.select("sáu toa")
    reader.do("highlight")
    reader.wait(lambda: reader.opened.highlights)
    edit(reader, "Đoàn tàu có sáu toa và chạy hai chuyến mỗi ngày.", "Hết.")
    edit(reader, "Hết.", "Tàu này có sáu toa, chạy hai lượt.")
    reader.wait(lambda: reader.opened.highlights[0].orphan is False or reader.w.panel.notes.boxes())
    if not reader.opened.highlights[0].orphan:
        assert reader.opened.highlights[0].selector.exact == "sáu toa"
        return
    show, take = reader.w.panel.notes.boxes()[0].guesses[0]
    show.click()
    start, end = reader.w.page.selection()
    assert reader.opened.article.text[start:end] == "sáu toa"
    take.click()
    reader.wait(lambda: not reader.opened.highlights[0].orphan)


def test_versions_are_compared_and_an_older_one_restored(reader):
    reader.open(TRAIN)
    said: list[str] = []
    reader.c.revising.said.connect(said.append)
    reader.do("versions")
    reader.wait(lambda: said == ["This article has one version only."])
    edit(reader, "sáu toa", "bảy toa")
    reader.do("versions")
    reader.wait(lambda: isinstance(reader.c.revising.dialog, VersionsDialog))
    dialog = reader.c.revising.dialog
    reader.wait(dialog.text.toPlainText)
    assert "sáubảy" in dialog.text.toPlainText()
    dialog.step(1)
    assert dialog.text.textCursor().selectedText() == "sáubảy"
    assert dialog.summary.text() == "Change 1 of 1"
    dialog.restore.click()
    reader.wait(lambda: reader.opened.article.version == 2)
    assert "sáu toa" in reader.opened.article.text


def test_a_newer_file_takes_the_place_of_the_text(reader, tmp_path):
    reader.open(TRAIN)
    path = tmp_path / "moi.txt"
    path.write_text(
        "Đoàn tàu đầu tiên\n\n" + reader.opened.article.text.replace("sáu", "bảy"), encoding="utf-8"
    )
    reader.c.revising.replace_by_file(reader.c.article.id, path)
    reader.wait(lambda: "bảy toa" in reader.opened.article.text)
