"""The line above the hits: how a query was read, a better one, and what no search can find yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.i18n import Translator


class ReadingLine(QFrame):
    """Hidden while there is nothing to say. ``suggestion_chosen`` carries the better query."""

    suggestion_chosen = Signal(str)

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._suggestion = ""
        self._reading = QLabel()
        self._reading.setProperty("role", "soft")
        self._reading.setWordWrap(True)
        self._reading.setTextFormat(Qt.TextFormat.PlainText)
        self._missing = QLabel()
        self._missing.setProperty("role", "soft")
        self._missing.setWordWrap(True)
        self._missing.setTextFormat(Qt.TextFormat.PlainText)
        self._offer = QPushButton()
        self._offer.setProperty("role", "link")
        self._offer.clicked.connect(lambda: self.suggestion_chosen.emit(self._suggestion))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 0)
        column.setSpacing(2)
        column.addWidget(self._reading)
        column.addWidget(self._missing)
        column.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_reading(self, reading: str, suggestion: str, missing: int = 0) -> None:
        """Say how a query was read, offer another, and say how many articles the index lacks.

        Empty texts and 0 say nothing.
        """
        _ = self._translator.gettext
        self._suggestion = suggestion
        self._reading.setText(_("Searched for: {reading}").format(reading=reading))
        self._reading.setVisible(bool(reading))
        offer = _("Did you mean “{query}”?").format(query=suggestion)
        self._offer.setText(offer.replace("&", "&&"))
        self._offer.setVisible(bool(suggestion))
        lacking = self._translator.ngettext(
            "{n} article is still being indexed: a search does not find it yet.",
            "{n} articles are still being indexed: a search does not find them yet.",
            missing,
        )
        self._missing.setText(lacking)
        self._missing.setVisible(missing > 0)
        self.setVisible(bool(reading or suggestion or missing))
