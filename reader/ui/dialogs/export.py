"""Exporting highlights and notes: which articles, in which format, and how it will look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QRadioButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reader.export import FORMATS, STYLES, Exporter
from reader.i18n import Translator
from reader.ui.dialogs.frame import Dialog
from reader.ui.dialogs.page_preview import plain_page
from reader.ui.fonts import FontFamilies
from reader.ui.panel.fields import QuietCombo
from reader.ui.panel.parts import label

MOST_SHOWN = 20_000  # code points of the preview of a text
_MOST_OF_A_PAGE = 120_000  # code points of the preview of a page, which holds markup
_NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ExportScope:
    """A choice of articles: its key, its name in the reader's language, how much is in it."""

    key: str
    text: str
    articles: int
    highlights: int


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """All that was chosen: the key of a scope, a format, a citation style, and whether articles go whole."""

    scope: str
    format: str
    style: str = "plain"
    whole: bool = False


class ExportDialog(Dialog):
    """Asks for a preview whenever a choice changes, and says what to do with the result.

    ``preview_requested`` carries an :class:`ExportChoice` and is answered by :meth:`set_preview`;
    ``copy_requested`` carries the same, ``save_requested`` the chosen :class:`Path` besides.
    ``templates_requested`` asks for the folder of the reader's own formats.
    """

    preview_requested = Signal(object)
    save_requested = Signal(object, object)
    copy_requested = Signal(object)
    templates_requested = Signal()

    def __init__(
        self,
        translator: Translator,
        fonts: FontFamilies,
        parent: QWidget | None = None,
        formats: Mapping[str, Exporter] = FORMATS,
    ) -> None:
        super().__init__(translator.gettext("Export highlights and notes"), translator, parent)
        _ = translator.gettext
        self._formats: Mapping[str, Exporter] = {}
        self._name = _("notes")
        self._scope_group = QButtonGroup(self)
        self._scope_column = QVBoxLayout()
        self._scope_column.setSpacing(2)
        self.formats = QListWidget()
        self.formats.setAccessibleName(_("Format"))
        self.whole = QCheckBox(_("Whole articles, with their marks"))
        self.style_box = QuietCombo(_("Citation style"))
        for name, style in STYLES.items():
            self.style_box.addItem(_(style.label), name)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self._shown = QStackedWidget()
        for view in (self.preview, self.page):
            view.setAccessibleName(_("Preview"))
            self._shown.addWidget(view)
        mono = QFont(fonts.mono)
        mono.setStyleHint(QFont.StyleHint.Monospace)
        mono.setPixelSize(12)
        self.preview.setFont(mono)
        self._told = label("", "faint", wrap=True)
        self._lay_out()
        self.add_button(_("Templates…"), self.templates_requested.emit, left=True).setToolTip(
            _("Formats of your own: copies of the templates, to be changed")
        )
        self.add_close_button()
        self._copy = self.add_button(_("Copy"), lambda: self.copy_requested.emit(self.choice()))
        self._save = self.add_button(_("Save…"), self.choose_file, role="primary")
        self.set_formats(formats)
        self.formats.currentItemChanged.connect(self._ask)
        self._scope_group.buttonClicked.connect(self._ask)
        self.whole.toggled.connect(self._ask)
        self.style_box.activated.connect(self._ask)
        self.resize(940, 620)

    def set_scopes(self, scopes: Sequence[ExportScope], chosen: str = "") -> None:
        """Offer these choices of articles; those without highlights cannot be chosen. Asks for a preview."""
        for button in self._scope_group.buttons():
            self._scope_group.removeButton(button)
            self._scope_column.removeWidget(button)
            button.deleteLater()
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

    def set_formats(self, formats: Mapping[str, Exporter]) -> None:
        """Offer these formats, grouped by what they are for; the chosen one stays chosen."""
        chosen = self.choice().format
        self._formats = formats
        self.formats.blockSignals(True)  # noqa: FBT003 - Qt's own name
        self.formats.clear()
        _ = self.translator.gettext
        for purpose in dict.fromkeys(exporter.purpose for exporter in formats.values()):
            head = QListWidgetItem(_(purpose.value))
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            bold = QFont(self.formats.font())
            bold.setWeight(QFont.Weight.DemiBold)
            head.setFont(bold)
            self.formats.addItem(head)
            for name, exporter in formats.items():
                if exporter.purpose is purpose:
                    item = QListWidgetItem(f"   {_(exporter.label)}")
                    item.setData(
                        Qt.ItemDataRole.AccessibleTextRole, f"{_(exporter.label)}, {_(purpose.value)}"
                    )
                    item.setData(_NAME, name)
                    self.formats.addItem(item)
        self._choose(chosen)
        self.formats.blockSignals(False)  # noqa: FBT003

    def set_choice(self, name: str, style: str = "plain", *, whole: bool = False) -> None:
        """Choose format, citation style, and whether articles go whole. Asks for a preview."""
        for widget in (self.formats, self.whole):
            widget.blockSignals(True)  # noqa: FBT003
        self._choose(name)
        self.whole.setChecked(whole)
        self.style_box.setCurrentIndex(max(self.style_box.findData(style), 0))
        for widget in (self.formats, self.whole):
            widget.blockSignals(False)  # noqa: FBT003
        self._ask()

    def set_suggested_name(self, name: str) -> None:
        """Suggest a file name, without its suffix."""
        self._name = name

    def set_preview(self, text: str) -> None:
        """Show how the export will look; a very long one is shown in part."""
        exporter = self._exporter()
        shown_by = self._formats.get(exporter.preview, exporter)
        as_page = shown_by.media_type == "text/html"
        most = _MOST_OF_A_PAGE if as_page else MOST_SHOWN
        if as_page:
            dark = self.palette().window().color().lightness() < self.palette().text().color().lightness()
            self.page.setHtml(plain_page(text[:most], dark=dark))
        else:
            self.preview.setPlainText(text[:most])
        self._shown.setCurrentWidget(self.page if as_page else self.preview)
        self._tell(self.translator.gettext("The preview shows the beginning.") if len(text) > most else "")

    def scope(self) -> str:
        """Return the key of the chosen articles, empty where there is nothing to export."""
        button = self._scope_group.checkedButton()
        return str(button.property("key")) if button else ""

    def choice(self) -> ExportChoice:
        """Return all that is chosen."""
        item = self.formats.currentItem()
        name = str(item.data(_NAME)) if item and item.data(_NAME) else next(iter(FORMATS))
        style = str(self.style_box.currentData() or "plain")
        return ExportChoice(self.scope(), name, style, self.whole.isChecked())

    def choose_file(self) -> None:
        """Ask where to save."""
        exporter = self._exporter()
        asked = QFileDialog(self, self.translator.gettext("Save the export"))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setNameFilter(f"{self.translator.gettext(exporter.label)} (*{exporter.suffix})")
        asked.setDefaultSuffix(exporter.suffix.lstrip("."))
        asked.selectFile(f"{self._name}{exporter.suffix}")
        asked.fileSelected.connect(lambda path: self.save_requested.emit(self.choice(), Path(path)))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _lay_out(self) -> None:
        _ = self.translator.gettext
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label(_("Articles"), "section"))
        left.addLayout(self._scope_column)
        left.addSpacing(8)
        left.addWidget(label(_("Format"), "section"))
        left.addWidget(self.formats, 1)
        left.addWidget(self.whole)
        left.addSpacing(8)
        left.addWidget(label(_("Citation style"), "section"))
        left.addWidget(self.style_box)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(label(_("Preview"), "section"))
        right.addWidget(self._shown, 1)
        right.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 2)
        row.addLayout(right, 5)
        self.body.addLayout(row, 1)

    def _exporter(self) -> Exporter:
        return self._formats[self.choice().format]

    def _choose(self, name: str) -> None:
        items = [self.formats.item(at) for at in range(self.formats.count())]
        usable = [item for item in items if item.data(_NAME)]
        wanted = [item for item in usable if item.data(_NAME) == name]
        for item in (wanted or usable)[:1]:
            self.formats.setCurrentItem(item)

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _ask(self, *_changed: object) -> None:
        exporter, can = self._exporter(), bool(self.scope())
        self.whole.setEnabled(exporter.whole)
        self.style_box.setEnabled(exporter.styled)
        self._copy.setEnabled(can and not exporter.preview)
        self._save.setEnabled(can)
        if can:
            self.preview_requested.emit(self.choice())
        else:
            self.preview.setPlainText("")
            self._shown.setCurrentWidget(self.preview)
            self._tell(self.translator.gettext("There are no highlights to export yet."))
