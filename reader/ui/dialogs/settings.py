"""The settings of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QGridLayout, QHBoxLayout, QPushButton, QWidget

from reader.errors import N_
from reader.export import STYLES
from reader.i18n import LANGUAGES, Translator
from reader.models import EntityType
from reader.ui.dialogs.frame import Dialog
from reader.ui.entity_types import TYPE_NAMES
from reader.ui.panel.fields import QuietCombo
from reader.ui.panel.parts import label
from reader.ui.theme import SYSTEM

OWN_NAMES = {"vi": "Tiếng Việt", "en": "English", "ru": "Русский"}
THEME_NAMES = {SYSTEM: N_("As the system"), "light": N_("Light"), "sepia": N_("Sepia"), "dark": N_("Dark")}


class SettingsDialog(Dialog):
    """Every choice is told at once; there is nothing to confirm.

    ``language_chosen`` carries ``system`` or a code, ``theme_chosen`` ``system`` or a name, ``style_chosen``
    the name of a citation style, ``types_chosen`` the frozenset of entity types that the page marks.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    style_chosen = Signal(str)
    types_chosen = Signal(object)
    folder_requested = Signal()
    colors_requested = Signal()

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(translator.gettext("Settings"), translator, parent)
        _ = translator.gettext
        self.language = QuietCombo(_("Language of the window"))
        self.language.addItem(_("As the system"), SYSTEM)
        for code in LANGUAGES:
            self.language.addItem(OWN_NAMES[code], code)
        self.theme = QuietCombo(_("Theme"))
        for name, text in THEME_NAMES.items():
            self.theme.addItem(_(text), name)
        self.style_box = QuietCombo(_("Citation style"))
        for name, style in STYLES.items():
            self.style_box.addItem(_(style.label), name)
        self._restart = label(_("The language changes when Docbao is started again."), "faint", wrap=True)
        self._restart.hide()
        self._types = {kind: QCheckBox(_(text)) for kind, text in TYPE_NAMES.items()}
        self._folder = label("", "soft", wrap=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._open = QPushButton(_("Open"))
        self._open.setAccessibleName(_("Open the folder of the library"))
        self._open.setAutoDefault(False)
        self.colors = QPushButton(_("Names of the colours…"))
        self.colors.setAutoDefault(False)
        self.colors.clicked.connect(lambda _checked=False: self.colors_requested.emit())
        self._lay_out()
        self.add_close_button().setDefault(True)
        self.setFixedWidth(500)
        self.language.activated.connect(self._language_picked)
        self.theme.activated.connect(lambda _at: self.theme_chosen.emit(str(self.theme.currentData())))
        self._open.clicked.connect(lambda _checked=False: self.folder_requested.emit())
        self.style_box.activated.connect(
            lambda _at: self.style_chosen.emit(str(self.style_box.currentData()))
        )
        for box in self._types.values():
            box.toggled.connect(lambda _on: self.types_chosen.emit(self.types()))

    def set_values(
        self, *, language: str, theme: str, style: str, types: frozenset[EntityType], folder: Path
    ) -> None:
        """Show what is in effect, without a signal."""
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        self.theme.setCurrentIndex(max(self.theme.findData(theme), 0))
        self.style_box.setCurrentIndex(max(self.style_box.findData(style), 0))
        for kind, box in self._types.items():
            box.blockSignals(True)  # noqa: FBT003
            box.setChecked(kind in types)
            box.blockSignals(False)  # noqa: FBT003
        self._folder.setText(str(folder))

    def types(self) -> frozenset[EntityType]:
        """Return the types that are ticked."""
        return frozenset(kind for kind, box in self._types.items() if box.isChecked())

    def type_box(self, kind: EntityType) -> QCheckBox:
        """Return the box of a type."""
        return self._types[kind]

    def _lay_out(self) -> None:
        _ = self.translator.gettext
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(label(_("Language"), "soft"), self.language)
        form.addRow("", self._restart)
        form.addRow(label(_("Theme"), "soft"), self.theme)
        form.addRow(label(_("Citation style"), "soft"), self.style_box)
        form.addRow(label(_("Highlights"), "soft"), self.colors)
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for at, box in enumerate(self._types.values()):
            grid.addWidget(box, at // 2, at % 2)
        entities = label(_("Marked entities"), "soft")
        entities.setContentsMargins(0, 4, 0, 0)
        form.addRow(entities, boxes)
        place = QHBoxLayout()
        place.addWidget(self._folder, 1)
        place.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        form.addRow(label(_("Library folder"), "soft"), place)
        form.setRowVisible(self._restart, False)  # noqa: FBT003
        self._form = form
        self.body.addLayout(form)

    def _language_picked(self, _index: int) -> None:
        self._form.setRowVisible(self._restart, True)  # noqa: FBT003
        self.language_chosen.emit(str(self.language.currentData()))
