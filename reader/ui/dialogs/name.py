"""Asks for a name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.i18n import Translator
from reader.text.normalise import nfc, one_line
from reader.ui.dialogs.frame import Dialog


class NameDialog(Dialog):
    """A field with a name. ``named`` carries what was typed, if that is anything new."""

    named = Signal(str)

    def __init__(self, title: str, name: str, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(title, translator, parent)
        _ = translator.gettext
        self._before = name
        self.field = QLineEdit(name)
        self.field.setAccessibleName(_("Name"))
        self.field.selectAll()
        self.body.addWidget(self.field)
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject)
        self._save = self.add_button(_("Save"), self._keep, role="primary")
        self.field.textChanged.connect(self._weigh)
        self._weigh()
        self.resize(420, 160)
        self.field.setFocus()

    def name(self) -> str:
        """Return what is typed, as one line of NFC text."""
        return one_line(nfc(self.field.text()))

    def _weigh(self) -> None:
        self._save.setEnabled(self.name() not in {"", self._before})

    def _keep(self) -> None:
        self.accept()
        self.named.emit(self.name())
