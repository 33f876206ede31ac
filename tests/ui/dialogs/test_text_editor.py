"""The editor of a text keeps its blocks; the comparison shows what changed in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor

from reader.i18n import Translator
from reader.library.pieces import Piece
from reader.models import Block, BlockKind, TextVersion
from reader.text.diff import Comparison
from reader.ui.dialogs.text_editor import TextEditor
from reader.ui.dialogs.versions import VersionsDialog
from reader.ui.fonts import load_fonts
from reader.ui.theme import themes
from tests import samples

BLOCKS = ("Một", "Ảnh: Minh Anh", "a = 1\nb = 2", "Hết")
KINDS = (
    (BlockKind.HEADING, 1, ""),
    (BlockKind.CREDIT, 0, "tau.jpg"),
    (BlockKind.CODE, 0, ""),
    (BlockKind.PARAGRAPH, 0, ""),
)


@pytest.fixture
def editor(qapp, qtbot):
    """An editor of an article of four blocks."""
    text, blocks, at = "\n\n".join(BLOCKS), [], 0
    for words, (kind, level, image) in zip(BLOCKS, KINDS, strict=True):
        blocks.append(Block(kind, at, at + len(words), level, image))
        at += len(words) + 2
    made = samples.article(text, blocks=tuple(blocks))
    dialog = TextEditor(made, Translator("en"), themes["light"], load_fonts())
    qtbot.addWidget(dialog)
    return dialog


def test_blocks_come_back_as_they_were(editor):
    assert [piece.text for piece in editor.pieces()] == list(BLOCKS)
    assert [(piece.kind, piece.level, piece.image) for piece in editor.pieces()] == list(KINDS)


def test_vietnamese_typed_with_an_input_method_arrives(editor):
    editor.field.moveCursor(QTextCursor.MoveOperation.End)
    event = QInputMethodEvent()
    event.setCommitString(" Nguyễn")
    QCoreApplication.sendEvent(editor.field, event)
    assert editor.pieces()[-1].text == "Hết Nguyễn"
    with_save: list[tuple[Piece, ...]] = []
    editor.saved.connect(with_save.append)
    editor.save()
    assert with_save[0][-1].text == "Hết Nguyễn"


def test_a_new_paragraph_after_a_heading_can_be_made_a_paragraph(editor):
    cursor = editor.field.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertBlock()
    cursor.insertText("Hai")
    editor.field.setTextCursor(cursor)
    editor.kinds.activated.emit(0)
    kinds = [piece.kind for piece in editor.pieces()]
    assert kinds[:2] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    editor.field.undo()
    assert [piece.kind for piece in editor.pieces()][1] is BlockKind.HEADING


def test_a_level_that_is_not_offered_stays_until_another_is_chosen(editor):
    editor.field.moveCursor(QTextCursor.MoveOperation.Start)
    assert editor.kinds.currentText() == "Heading"
    assert editor.pieces()[0].level == 1


def test_an_unchanged_text_closes_without_a_question(editor, qtbot):
    editor.show()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert editor.box is None


@pytest.mark.parametrize("theme", sorted(themes))
def test_changes_are_gone_through_by_keys_in_every_theme(qapp, qtbot, theme):
    versions = (TextVersion(0, "2026-01-01", "a.html"), TextVersion(1, "2026-02-01"))
    dialog = VersionsDialog(versions, Translator("en"), themes[theme], load_fonts())
    qtbot.addWidget(dialog)
    asked = []
    dialog.compare_requested.connect(lambda one, other: asked.append((one, other)))
    dialog.ask()
    assert asked == [(0, 1)]
    dialog.set_comparison(Comparison("Tàu có sáu toa. Hết.", "Tàu có bảy toa. Hết thật."))
    assert dialog.summary.text() == "2 changes"
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.keyClick(dialog, Qt.Key.Key_F3)
    assert dialog.text.textCursor().selectedText() == "sáubảy"
    qtbot.keyClick(dialog, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.text.textCursor().selectedText().strip() == "thật"
    dialog.set_comparison(Comparison("Tàu.", "Tàu."))
    assert dialog.summary.text() == "Both texts are the same."
    dialog.step(1)
    dialog.close()
