"""The editor of an article's text: its blocks as they are, nothing else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMessageBox, QTextEdit, QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.library.pieces import Piece
from reader.models import Article, BlockKind
from reader.ui.dialogs.frame import Dialog
from reader.ui.fonts import FontFamilies
from reader.ui.panel.parts import label
from reader.ui.theme import Theme

_VOICE = QTextFormat.Property.UserProperty
_LINE = "\u2028"  # a line that ends inside a block
_GAP = 14  # logical pixels below a block
# What a block can be made into; every other kind stays as it is until another is chosen.
_CHOICES: tuple[tuple[BlockKind, int, str], ...] = (
    (BlockKind.PARAGRAPH, 0, N_("Paragraph")),
    (BlockKind.HEADING, 2, N_("Heading")),
    (BlockKind.HEADING, 3, N_("Smaller heading")),
    (BlockKind.QUOTE, 0, N_("Quotation")),
    (BlockKind.LIST_ITEM, 1, N_("List item")),
    (BlockKind.CAPTION, 0, N_("Caption")),
    (BlockKind.CREDIT, 0, N_("Photo credit")),
    (BlockKind.CODE, 0, N_("Code")),
    (BlockKind.TABLE_ROW, 0, N_("Table row")),
)


class TextEditor(Dialog):
    """Edits a text block by block. ``saved`` carries the new :class:`Piece` s.

    What was changed is not lost by Escape or by closing: one is asked first.
    """

    saved = Signal(object)

    def __init__(
        self,
        article: Article,
        translator: Translator,
        theme: Theme,
        fonts: FontFamilies,
        parent: QWidget | None = None,
    ) -> None:
        _ = translator.gettext
        super().__init__(_("Edit the text"), translator, parent)
        self._theme = theme
        self.box: QMessageBox | None = None
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("What the paragraph at the cursor is"))
        for kind, level, name in _CHOICES:
            self.kinds.addItem(_(name), (kind.value, level))
        head = QHBoxLayout()
        head.addWidget(label(_("This paragraph is:"), "soft"))
        head.addWidget(self.kinds)
        head.addStretch(1)
        self.field = QTextEdit()
        self.field.setAccessibleName(_("Text of the article"))
        self.field.setAcceptRichText(False)
        self.field.setTabChangesFocus(True)
        self.field.setFont(fonts.text(16))
        self.body.addWidget(
            label(
                _("The text as it was is kept among the versions. Highlights go along where it is safe."),
                "faint",
                wrap=True,
            )
        )
        self.body.addLayout(head)
        self.body.addWidget(self.field, 1)
        self._fill(article)
        self.add_button(_("Cancel"), self.reject)
        self.save_button = self.add_button(_("Save"), self.save, role="primary")
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.setShortcut("Ctrl+S")
        self.resize(760, 680)
        self.field.cursorPositionChanged.connect(self._show_kind)
        self.kinds.activated.connect(self._choose_kind)
        self._show_kind()
        self.field.setFocus()

    def pieces(self) -> tuple[Piece, ...]:
        """Return the blocks as they are typed."""
        found = []
        block = self.field.document().begin()
        while block.isValid():
            kind, level, image = _voice(block)
            found.append(Piece(kind, block.text().replace(_LINE, "\n"), level, image))
            block = block.next()
        return tuple(found)

    def save(self) -> None:
        """Hand on what was typed, and close."""
        if self.field.document().isModified():
            self.saved.emit(self.pieces())
        self.accept()

    def reject(self) -> None:
        """Close; ask first where something was changed."""
        if not self.field.document().isModified():
            super().reject()
        elif self.box is None:
            self._ask()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own button asks, too."""
        if self.isVisible() and self.field.document().isModified() and self.result() == 0:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def _ask(self) -> None:
        _ = self.translator.gettext
        asked = QMessageBox(self)
        asked.setIcon(QMessageBox.Icon.Question)
        asked.setText(_("Save the changed text?"))
        save = asked.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole)
        discard = asked.addButton(_("Do not save"), QMessageBox.ButtonRole.DestructiveRole)
        stay = asked.addButton(_("Go on editing"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(save)
        asked.setEscapeButton(stay)
        save.clicked.connect(self.save)
        discard.clicked.connect(self._discard)
        asked.finished.connect(self._answered)
        self.box = asked
        asked.open()

    def _answered(self) -> None:
        asked, self.box = self.box, None
        if asked:
            asked.deleteLater()

    def _discard(self) -> None:
        self.field.document().setModified(False)
        super().reject()

    # Blocks -----------------------------------------------------------------------------------------

    def _fill(self, article: Article) -> None:
        cursor = QTextCursor(self.field.document())
        for number, block in enumerate(article.blocks):
            text = article.text[block.start : block.end].replace("\n", _LINE)
            if number:
                cursor.insertBlock()
            self._dress(cursor, (block.kind.value, block.level, block.image))
            cursor.insertText(text)
        self.field.document().clearUndoRedoStacks()
        self.field.document().setModified(False)
        self.field.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self, cursor: QTextCursor, voice: tuple[str, int, str]) -> None:
        """Give the block at a cursor its voice, and let it be seen."""
        kind, level, _image = voice
        shape = QTextBlockFormat()
        shape.setProperty(_VOICE, "\t".join(map(str, voice)))
        shape.setBottomMargin(_GAP)
        if kind in {BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.CODE}:
            shape.setLeftMargin(24)
        cursor.setBlockFormat(shape)
        letters = QTextCharFormat()
        letters.setForeground(QColor(self._theme.ink))
        letters.setFontWeight(QFont.Weight.DemiBold if kind == BlockKind.HEADING else QFont.Weight.Normal)
        letters.setProperty(
            QTextFormat.Property.FontSizeAdjustment, max(0, 3 - level) if kind == BlockKind.HEADING else 0
        )
        if kind in {BlockKind.CAPTION, BlockKind.CREDIT}:
            letters.setForeground(QColor(self._theme.soft))
        letters.setFontItalic(kind in {BlockKind.QUOTE, BlockKind.CREDIT})
        whole = QTextCursor(cursor.block())
        whole.select(QTextCursor.SelectionType.BlockUnderCursor)
        if cursor.block().length() > 1:
            whole.setPosition(cursor.block().position())
            whole.setPosition(cursor.block().position() + cursor.block().length() - 1, _KEEP)
            whole.setCharFormat(letters)
        cursor.setBlockCharFormat(letters)
        cursor.setCharFormat(letters)

    def _show_kind(self) -> None:
        kind, level, _image = _voice(self.field.textCursor().block())
        choices = [(each, at) for each, at, _name in _CHOICES]
        near = [number for number, each in enumerate(choices) if each[0] is kind]
        exact = choices.index((kind, level)) if (kind, level) in choices else near[0]
        self.kinds.setCurrentIndex(exact)

    def _choose_kind(self, index: int) -> None:
        """Make the paragraphs of the selection what was chosen; a picture stays with a caption."""
        kind, level = self.kinds.itemData(index)
        cursor = self.field.textCursor()
        document = self.field.document()
        block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
        cursor.beginEditBlock()
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            image = _voice(block)[2] if kind in {BlockKind.CAPTION, BlockKind.CREDIT} else ""
            self._dress(QTextCursor(block), (kind, level, image))
            block = block.next()
        cursor.endEditBlock()
        self.field.setFocus()


_KEEP = QTextCursor.MoveMode.KeepAnchor


def _voice(block: QTextBlock) -> tuple[BlockKind, int, str]:
    """Return kind, level and picture of a block; a new one is a paragraph."""
    said = block.blockFormat().property(_VOICE)
    if not said:
        return BlockKind.PARAGRAPH, 0, ""
    kind, level, image = str(said).split("\t", 2)
    return BlockKind(kind), int(level), image
