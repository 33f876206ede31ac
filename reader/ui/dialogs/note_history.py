"""What a note said before: dates, the words of each, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from reader.export.notes import note_html
from reader.i18n import Translator
from reader.models import NoteVersion
from reader.ui.dialogs.frame import Dialog
from reader.ui.panel.parts import label

_DATES = 190  # logical pixels


class NoteHistoryDialog(Dialog):
    """Earlier versions of a note, the newest first. ``restore_requested`` carries the words of one."""

    restore_requested = Signal(str)

    def __init__(
        self, versions: Sequence[NoteVersion], translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(translator.gettext("Earlier versions of this note"), translator, parent)
        _ = translator.gettext
        self._versions = versions
        self.dates = QListWidget()
        self.dates.setAccessibleName(_("Earlier versions of this note"))
        self.dates.setFixedWidth(_DATES)
        self.dates.addItems([translator.moment(version.written) for version in versions])
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("What the note said"))
        self.text.setOpenLinks(False)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.dates)
        row.addWidget(self.text, 1)
        if versions:
            self.body.addLayout(row, 1)
        else:
            self.body.addWidget(label(_("This note has only ever said what it says now."), "soft", wrap=True))
        self.restore = self.add_button(_("Restore this version"), self._restore, left=True)
        self.restore.setEnabled(bool(versions))
        self.add_close_button().setDefault(True)
        self.dates.currentRowChanged.connect(self._show)
        self.dates.setCurrentRow(0)
        self.resize(640, 420 if versions else 180)

    def _show(self, row: int) -> None:
        if row >= 0:
            self.text.setHtml(note_html(self._versions[row].note))

    def _restore(self) -> None:
        version = self._versions[self.dates.currentRow()]
        self.accept()
        self.restore_requested.emit(version.note)
