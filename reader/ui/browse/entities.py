"""The place to browse all entities: by type, by name or by mentions, with a search, and what may be one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import Translator
from reader.models import NUMBERS, Entity, EntityType, MergeSuggestion
from reader.text.normalise import nfc
from reader.ui.browse.empty import EmptyState
from reader.ui.browse.entity_rows import EntityRows
from reader.ui.browse.entity_table import EntityTable
from reader.ui.browse.look import Look
from reader.ui.entity.suggestions import Suggestions
from reader.ui.entity_types import TYPE_ICONS, TYPE_NAMES
from reader.ui.panel.entities import TypeSwitch
from reader.ui.panel.parts import hairline, label

SHOWN_AT_FIRST = frozenset(EntityType) - NUMBERS - {EntityType.DATE}
_TYPED_MS = 120  # the list follows when the hands rest
_MOST_MERGED = 50


class _Field(QLineEdit):
    """The search field; Down goes into the list, Escape empties it."""

    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Down, Enter and Escape."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class EntitiesList(QWidget):
    """All entities of the library in the column of the lists.

    ``types_changed`` carries a frozenset of types, ``words_changed`` what is searched for,
    ``merge_requested`` a list of entities of which the first is to be kept.
    """

    types_changed = Signal(object)
    words_changed = Signal(str)
    merge_requested = Signal(object)

    def __init__(self, request: Callable[[int], None], translator: Translator, look: Look) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._counts: Mapping[EntityType, int] = {}
        self.model = EntityRows(request, translator, self)
        self.table = EntityTable(self.model, translator, look)
        self.words = _Field()
        self.words.setPlaceholderText(_("Search by name"))
        self.words.setAccessibleName(_("Search entities by name"))
        self.words.setClearButtonEnabled(True)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(lambda: self.words_changed.emit(self.query()))
        self.switches = {kind: TypeSwitch(TYPE_ICONS[kind], kind) for kind in EntityType}
        self._total = label("", "faint")
        self.perhaps = QPushButton()
        self.perhaps.setProperty("role", "chip")
        self.perhaps.setCheckable(True)
        self.perhaps.hide()
        self.suggestions = Suggestions(translator, look, both=True)
        self.empty = EmptyState(look)
        self.merge = QPushButton()
        self.merge.setProperty("role", "primary")
        self._selected = label("", "soft", wrap=True)
        self._arrange()
        self._connect()
        self.set_look(look)
        self.show_types(SHOWN_AT_FIRST)

    def query(self) -> str:
        """Return what is searched for."""
        return nfc(self.words.text()).strip()

    def types(self) -> frozenset[EntityType]:
        """Return the types that are shown."""
        return frozenset(kind for kind, switch in self.switches.items() if switch.isChecked())

    def show_types(self, types: frozenset[EntityType]) -> None:
        """Show which types the list holds, without a signal."""
        for kind, switch in self.switches.items():
            switch.blockSignals(True)  # noqa: FBT003 - Qt's own name
            switch.setChecked(kind in types)
            switch.blockSignals(False)  # noqa: FBT003
            switch.set_theme(self._look.theme)

    def show_counts(self, counts: Mapping[EntityType, int]) -> None:
        """Tell how many entities of each type there are."""
        self._counts = counts
        _ = self._translator.gettext
        for kind, switch in self.switches.items():
            name = _(TYPE_NAMES[kind])
            number = self._translator.number(counts.get(kind, 0))
            told = _("{type}: {n}").format(type=name, n=number)
            switch.setAccessibleName(_("Show {type}").format(type=name))
            switch.setAccessibleDescription(told)
            switch.setToolTip(told)

    def show_rows(self, total: int, first: Sequence[Entity], *, keep_place: bool) -> None:
        """Show a list by its length and its first rows; with ``keep_place`` one stays where one was."""
        if keep_place:
            self.model.refresh(total, first)
        else:
            self.model.show_rows(total, first)
            self.table.scrollToTop()
        self._total.setText(self._translator.ngettext("{n} entity", "{n} entities", total))
        self._show_view()

    def show_suggestions(self, suggestions: Sequence[MergeSuggestion]) -> None:
        """Show what may be one, and how many there are."""
        self.suggestions.set_suggestions(suggestions)
        count = len(suggestions)
        number = self._translator.number(count)
        _ = self._translator.gettext
        self.perhaps.setText(_("Perhaps the same") + f"  {number}")
        told = _("{type}: {n}").format(type=_("Perhaps the same"), n=number)
        self.perhaps.setAccessibleName(told)
        self.perhaps.setVisible(count > 0)
        if not count:
            self.perhaps.setChecked(False)
        self._show_view()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        for part in (self.table, self.suggestions, self.empty):
            part.set_look(look)
        for switch in self.switches.values():
            switch.set_theme(look.theme)

    def _arrange(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 6)
        head.setSpacing(6)
        head.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(2)
        for switch in self.switches.values():
            row.addWidget(switch)
        row.addStretch(1)
        head.addLayout(row)
        told = QHBoxLayout()
        told.setContentsMargins(2, 0, 0, 0)
        told.addWidget(self._total, 1)
        told.addWidget(self.perhaps)
        head.addLayout(told)
        questions = QWidget()
        inner = QVBoxLayout(questions)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.addWidget(self.suggestions)
        inner.addStretch(1)
        self.suggestions.head.hide()
        self._questions = QScrollArea()
        self._questions.setWidget(questions)
        self._questions.setWidgetResizable(True)
        self._questions.setFrameShape(QFrame.Shape.NoFrame)
        self._questions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        for view in (self.table, self._questions, self.empty):
            self._stack.addWidget(view)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(14, 10, 14, 12)
        foot.setSpacing(8)
        foot.addWidget(self._selected)
        foot.addWidget(self.merge)
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._typed.start())
        self.words.down_pressed.connect(self._enter_list)
        self.table.selected.connect(self._on_selected)
        self.table.merge_pressed.connect(self._merge)
        self.merge.clicked.connect(self._merge)
        self.perhaps.toggled.connect(lambda _on: self._show_view())
        for switch in self.switches.values():
            switch.toggled.connect(lambda _on: self.types_changed.emit(self.types()))

    def _enter_list(self) -> None:
        self.perhaps.setChecked(False)
        if not self.table.currentIndex().isValid():
            self.table.step(1)
        self.table.setFocus()

    def _show_view(self) -> None:
        _ = self._translator.gettext
        if self.perhaps.isChecked():
            self._stack.setCurrentWidget(self._questions)
        elif self.model.rowCount():
            self._stack.setCurrentWidget(self.table)
        else:
            self.empty.set_content(
                _("No entities"),
                _("Show other types, or search for a shorter part of the name."),
                icon="entity",
            )
            self._stack.setCurrentWidget(self.empty)
        self._on_selected()

    def _on_selected(self) -> None:
        """Offer to merge what is selected: into the most mentioned one."""
        count = self.table.selected_count()
        offered = 1 < count <= _MOST_MERGED and self._stack.currentWidget() is self.table
        chosen = self._chosen() if offered else []
        self._foot.setVisible(len(chosen) > 1)
        if len(chosen) > 1:
            names = ", ".join(each.name for each in chosen[1:])
            said = self._translator.gettext("{names} will be other names of “{name}”.")
            self._selected.setText(said.format(names=names, name=chosen[0].name))
            merged = self._translator.ngettext("Merge {n} entity", "Merge {n} entities", len(chosen))
            self.merge.setText(merged)

    def _chosen(self) -> list[Entity]:
        return sorted(self.table.chosen_entities(), key=lambda each: -each.mentions)

    def _merge(self) -> None:
        chosen = self._chosen()
        if 1 < len(chosen) <= _MOST_MERGED:
            self.merge_requested.emit(chosen)
