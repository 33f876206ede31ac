"""All that the reader has put right about entities: read, searched, taken back, exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QWidget

from reader.i18n import Translator
from reader.models import Correction
from reader.text.normalise import nfc
from reader.ui.dialogs.correction_model import Column, CorrectionModel
from reader.ui.dialogs.frame import Dialog
from reader.ui.panel.parts import label

_WIDTHS = {Column.TEXT: 170, Column.SAID: 190, Column.SCOPE: 110, Column.DATE: 132}


class CorrectionsDialog(Dialog):
    """A table of corrections. Delete takes the chosen one back.

    ``delete_requested`` carries the id of a correction; ``undo_requested``, ``export_requested`` and
    ``import_requested`` ask for the rest.
    """

    delete_requested = Signal(str)
    undo_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        _ = translator.gettext
        super().__init__(_("Corrections of entities"), translator, parent)
        self.summary = label("", "soft", wrap=True)
        self.body.addWidget(self.summary)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Search the corrections"))
        self.field.setAccessibleName(_("Search the corrections"))
        self.field.setClearButtonEnabled(True)
        self.body.addWidget(self.field)
        self.model = CorrectionModel(translator, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Corrections"))
        self._dress_table()
        self.body.addWidget(self.table, 1)
        said = QHBoxLayout()
        self.note = label("", "soft", wrap=True)
        said.addWidget(self.note, 1)
        self.body.addLayout(said)
        self.delete = self.add_button(_("Delete"), self._delete, role="danger", left=True)
        self.delete.setToolTip(_("Take the chosen correction back ({key})").format(key="Del"))
        self.undo = self.add_button(_("Undo"), self._undo)
        self.add_button(_("Import…"), self.import_requested.emit)
        self.export = self.add_button(_("Export…"), self.export_requested.emit)
        self.add_close_button()
        self.undo.hide()
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().selectionChanged.connect(self._weigh)
        self.model.modelReset.connect(self._weigh)
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self._delete, context=_IN_TABLE)
        self.resize(860, 560)
        self._weigh()
        self.field.setFocus()

    def set_corrections(self, corrections: Sequence[Correction], titles: Mapping[int, str]) -> None:
        """Show corrections; ``titles`` names the articles by their ids. The chosen row stays."""
        at = self.table.currentIndex().row()
        self.model.set_corrections(corrections, titles)
        if self.model.rowCount() and at >= 0:
            self.table.selectRow(min(at, self.model.rowCount() - 1))
        count = len(corrections)
        self.summary.setText(
            self.translator.ngettext("{n} correction", "{n} corrections", count)
            if count
            else self.translator.gettext(
                "Nothing was corrected yet. Select a name in an article to say what it is."
            )
        )

    def say(self, text: str, *, undoable: bool = False) -> None:
        """Say what was done, with a way back where there is one."""
        self.note.setText(text)
        self.undo.setVisible(undoable)

    def chosen(self) -> Correction | None:
        """Return the correction that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.correction(rows[0]) if rows else None

    def _dress_table(self) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(Column.ARTICLE, QHeaderView.ResizeMode.Stretch)
        head.setSortIndicator(Column.DATE, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)

    def _filter(self, words: str) -> None:
        self.model.set_filter(nfc(words))

    def _weigh(self) -> None:
        self.delete.setEnabled(self.chosen() is not None)
        self.export.setEnabled(self.model.total() > 0)

    def _delete(self) -> None:
        if correction := self.chosen():
            self.delete_requested.emit(correction.id)

    def _undo(self) -> None:
        self.say("")
        self.undo_requested.emit()


_IN_TABLE = Qt.ShortcutContext.WidgetWithChildrenShortcut
