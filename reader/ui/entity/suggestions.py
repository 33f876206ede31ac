"""Entities that may be one and the same, each with the two answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Entity, MergeSuggestion
from reader.ui.browse.look import Look
from reader.ui.entity_types import TYPE_ICONS, TYPE_NAME
from reader.ui.panel.parts import label

_SIGN = 16


class SuggestionRow(QWidget):
    """A question: whether one entity is another. ``shown`` are those that it names, one or both.

    ``confirmed`` and ``denied`` carry the :class:`MergeSuggestion`, ``entity_chosen`` an id.
    """

    confirmed = Signal(object)
    denied = Signal(object)
    entity_chosen = Signal(int)

    def __init__(
        self, suggestion: MergeSuggestion, shown: Sequence[Entity], translator: Translator, look: Look
    ) -> None:
        super().__init__()
        self.suggestion = suggestion
        _ = translator.gettext
        self._translator = translator
        self._shown = shown
        self._signs = [QLabel() for _each in shown]
        self.names = [self._name(each) for each in shown]
        both = _("{name} and {other}").format(name=suggestion.entity.name, other=suggestion.other.name)
        self.setAccessibleName(both)
        self.yes = self._button(_("Yes, one and the same"), both)
        self.no = self._button(_("Keep apart"), both)
        self.yes.clicked.connect(lambda: self.confirmed.emit(suggestion))
        self.no.clicked.connect(lambda: self.denied.emit(suggestion))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for row, (sign, name, entity) in enumerate(zip(self._signs, self.names, shown, strict=True)):
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(name, row, 1)
            count = label(translator.ngettext("{n} mention", "{n} mentions", entity.mentions), "faint")
            grid.addWidget(count, row, 2)
        grid.setColumnStretch(3, 1)
        answers = QGridLayout()
        answers.setHorizontalSpacing(8)
        answers.addWidget(self.yes, 0, 0)
        answers.addWidget(self.no, 0, 1)
        answers.setColumnStretch(2, 1)
        if len(shown) > 1:
            answers.setContentsMargins(0, 6, 0, 0)
            grid.addLayout(answers, len(shown), 1, 1, 3)
        else:
            grid.addLayout(answers, 0, 3, Qt.AlignmentFlag.AlignRight)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        for sign, entity in zip(self._signs, self._shown, strict=True):
            hue = look.theme.entities[entity.type]
            sign.setPixmap(look.icons.pixmap(TYPE_ICONS[entity.type], hue, _SIGN, self.devicePixelRatioF()))

    def _name(self, entity: Entity) -> QPushButton:
        button = QPushButton(entity.name.replace("&", "&&"))
        button.setProperty("role", "link")
        kind = self._translator.gettext(TYPE_NAME[entity.type])
        button.setAccessibleName(f"{entity.name}, {kind}")
        button.setToolTip(f"{entity.name} · {kind}")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(40)
        button.clicked.connect(lambda: self.entity_chosen.emit(entity.id))
        return button

    @staticmethod
    def _button(text: str, about: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "chip")
        button.setAccessibleDescription(about)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button


class Suggestions(QWidget):
    """Rows of questions under a head. Signals are those of :class:`SuggestionRow`."""

    confirmed = Signal(object)
    denied = Signal(object)
    entity_chosen = Signal(int)

    def __init__(self, translator: Translator, look: Look, *, both: bool) -> None:
        """``both`` tells whether a row names both entities, or the other one alone."""
        super().__init__()
        self._translator = translator
        self._look = look
        self._both = both
        self.rows: list[SuggestionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.head = label(translator.gettext("Perhaps the same"), "section")
        self._column.addWidget(self.head)

    def set_suggestions(self, suggestions: Sequence[MergeSuggestion]) -> None:
        """Ask other questions; the keyboard stays at the same place of the list."""
        if [row.suggestion for row in self.rows] == list(suggestions):
            return
        focused = self.focusWidget()
        at = -1
        if focused is not None:
            at = next((at for at, row in enumerate(self.rows) if row.isAncestorOf(focused)), -1)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(each) for each in suggestions]
        for row in self.rows:
            self._column.addWidget(row)
        if at >= 0 and self.rows:
            self.rows[min(at, len(self.rows) - 1)].yes.setFocus()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        for row in self.rows:
            row.set_look(look)

    def _row(self, suggestion: MergeSuggestion) -> SuggestionRow:
        shown = (suggestion.entity, suggestion.other) if self._both else (suggestion.other,)
        row = SuggestionRow(suggestion, shown, self._translator, self._look)
        row.confirmed.connect(self.confirmed)
        row.denied.connect(self.denied)
        row.entity_chosen.connect(self.entity_chosen)
        return row
