"""Exporting highlights and notes: which articles, in which format, and how it will look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.export import FORMATS
from reader.i18n import Translator
from reader.ui.dialogs.frame import Dialog
from reader.ui.fonts import FontFamilies
from reader.ui.panel.parts import label

MOST_SHOWN = 20_000  # code points of the preview


@dataclass(frozen=True, slots=True)
class ExportScope:
    """A choice of articles: its key, its name in the reader's language, how much is in it."""

    key: str
    text: str
    articles: int
    highlights: int


class ExportDialog(Dialog):
    """Asks for a preview whenever a choice changes, and says what to do with the result.

    ``preview_requested`` carries scope and format and is answered by :meth:`set_preview`; ``copy_requested``
    carries the same, ``save_requested`` the chosen :class:`Path` besides.
    """

    preview_requested = Signal(str, str)
    save_requested = Signal(str, str, object)
    copy_requested = Signal(str, str)

    def __init__(self, translator: Translator, fonts: FontFamilies, parent: QWidget | None = None) -> None:
        super().__init__(translator.gettext("Export highlights and notes"), translator, parent)
        _ = translator.gettext
        self._scopes: Sequence[ExportScope] = ()
        self._name = _("notes")
        self._scope_group = QButtonGroup(self)
        self._format_group = QButtonGroup(self)
        self._scope_column = QVBoxLayout()
        self._scope_column.setSpacing(2)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(_("Preview"))
        mono = QFont(fonts.mono)
        mono.setStyleHint(QFont.StyleHint.Monospace)
        mono.setPixelSize(12)
        self.preview.setFont(mono)
        self._told = label("", "faint", wrap=True)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label(_("Articles"), "section"))
        left.addLayout(self._scope_column)
        left.addSpacing(12)
        left.addWidget(label(_("Format"), "section"))
        for name, exporter in FORMATS.items():
            button = QRadioButton(_(exporter.label))
            button.setProperty("key", name)
            self._format_group.addButton(button)
            left.addWidget(button)
        left.addStretch(1)
        left.addWidget(self._told)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(label(_("Preview"), "section"))
        right.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 2)
        row.addLayout(right, 5)
        self.body.addLayout(row, 1)
        self.add_close_button()
        self._copy = self.add_button(_("Copy"), self._copy_it)
        self._save = self.add_button(_("Save…"), self.choose_file, role="primary")
        self._format_group.buttons()[0].setChecked(True)
        self._format_group.buttonClicked.connect(self._ask)
        self._scope_group.buttonClicked.connect(self._ask)
        self.resize(820, 540)

    def set_scopes(self, scopes: Sequence[ExportScope], chosen: str = "") -> None:
        """Offer these choices of articles; those without highlights cannot be chosen. Asks for a preview."""
        for button in self._scope_group.buttons():
            self._scope_group.removeButton(button)
            self._scope_column.removeWidget(button)
            button.deleteLater()
        self._scopes = tuple(scopes)
        ngettext = self.translator.ngettext
        for scope in scopes:
            counted = ngettext("{n} highlight", "{n} highlights", scope.highlights)
            if scope.articles != 1:
                counted = f"{ngettext('{n} article', '{n} articles', scope.articles)} · {counted}"
            button = QRadioButton(f"{scope.text}\n{counted}")
            button.setAccessibleName(f"{scope.text}, {counted}")
            button.setProperty("key", scope.key)
            button.setEnabled(scope.highlights > 0)
            self._scope_group.addButton(button)
            self._scope_column.addWidget(button)
        usable = [button for button in self._scope_group.buttons() if button.isEnabled()]
        wanted = [button for button in usable if button.property("key") == chosen]
        for button in (wanted or usable)[:1]:
            button.setChecked(True)
        self._ask()

    def set_format(self, name: str) -> None:
        """Choose a format. Asks for a preview."""
        for button in self._format_group.buttons():
            if button.property("key") == name:
                button.setChecked(True)
        self._ask()

    def set_suggested_name(self, name: str) -> None:
        """Suggest a file name, without its suffix."""
        self._name = name

    def set_preview(self, text: str) -> None:
        """Show how the export will look; a very long one is shown in part."""
        self.preview.setPlainText(text[:MOST_SHOWN])
        self._told.setText(
            self.translator.gettext("The preview shows the beginning.") if len(text) > MOST_SHOWN else ""
        )

    def scope(self) -> str:
        """Return the key of the chosen articles, empty where there is nothing to export."""
        button = self._scope_group.checkedButton()
        return str(button.property("key")) if button else ""

    def format(self) -> str:
        """Return the name of the chosen format."""
        button = self._format_group.checkedButton()
        return str(button.property("key")) if button else next(iter(FORMATS))

    def choose_file(self) -> None:
        """Ask where to save."""
        exporter = FORMATS[self.format()]
        asked = QFileDialog(self, self.translator.gettext("Save the export"))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setNameFilter(f"{self.translator.gettext(exporter.label)} (*{exporter.suffix})")
        asked.setDefaultSuffix(exporter.suffix.lstrip("."))
        asked.selectFile(f"{self._name}{exporter.suffix}")
        asked.fileSelected.connect(self._file_chosen)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _file_chosen(self, path: str) -> None:
        self.save_requested.emit(self.scope(), self.format(), Path(path))

    def _copy_it(self) -> None:
        self.copy_requested.emit(self.scope(), self.format())

    def _ask(self, _button: object = None) -> None:
        can = bool(self.scope())
        self._copy.setEnabled(can)
        self._save.setEnabled(can)
        if can:
            self.preview_requested.emit(self.scope(), self.format())
        else:
            self.preview.setPlainText("")
            self._told.setText(self.translator.gettext("There are no highlights to export yet."))
