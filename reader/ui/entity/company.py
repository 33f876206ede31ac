"""Whom and what an entity appears with: the graph, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import Translator
from reader.models import Companion, Entity
from reader.ui.browse.look import Look
from reader.ui.entity.graph import Graph, said_of
from reader.ui.entity_types import TYPE_ICONS, TYPE_NAME
from reader.ui.panel.parts import label

_ROW = 30
_ID = int(Qt.ItemDataRole.UserRole)
_SIGN = 16


class _Cell(QTableWidgetItem):
    """A cell that sorts by a key and not by what it shows."""

    def __init__(self, text: str, key: object) -> None:
        super().__init__(text)
        self._key = key
        self.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        assert isinstance(other, _Cell)
        return bool(self._key < other._key)  # type: ignore[operator]


class CompanyTable(QTableWidget):
    """Name, type, articles together, mentions close by; a click on a head sorts, Enter opens.

    ``entity_chosen`` carries an id.
    """

    entity_chosen = Signal(int)

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__(0, 4)
        _ = translator.gettext
        self._translator = translator
        self._look = look
        self._companions: Sequence[Companion] = ()
        self.setAccessibleName(_("Appears with"))
        self.setHorizontalHeaderLabels([_("Name"), _("Type"), _("Articles together"), _("Close by")])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStyleSheet("QHeaderView, QHeaderView::section { background: transparent; }")
        for column in (2, 3):
            item = self.horizontalHeaderItem(column)
            assert item is not None
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.cellDoubleClicked.connect(lambda row, _column: self._choose(row))

    def show_company(self, companions: Sequence[Companion]) -> None:
        """Show other rows, in the order that was chosen."""
        self._companions = companions
        translator = self._translator
        self.setSortingEnabled(False)
        self.setRowCount(len(companions))
        for row, each in enumerate(companions):
            kind = translator.gettext(TYPE_NAME[each.entity.type])
            cells = [
                _Cell(each.entity.name, translator.sort_key(each.entity.name)),
                _Cell(kind, translator.sort_key(kind)),
                _Cell(translator.number(each.articles), each.articles),
                _Cell(translator.number(each.near), each.near),
            ]
            cells[0].setData(_ID, each.entity.id)
            cells[0].setData(int(Qt.ItemDataRole.AccessibleTextRole), said_of(each, translator))
            hue = self._look.theme.entities[each.entity.type]
            cells[0].setIcon(self._look.icons.icon(TYPE_ICONS[each.entity.type], hue, _SIGN))
            for column, cell in enumerate(cells):
                if column > 1:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, cell)
        self.setSortingEnabled(True)
        self._fit()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self.show_company(self._companions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self._choose(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        item = self.item(row, 0)
        if item is not None:
            self.entity_chosen.emit(item.data(_ID))

    def _fit(self) -> None:
        """Be as high as all rows: the page scrolls, not the table."""
        row = self._look.scaled(_ROW)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(row * self.rowCount() + self.horizontalHeader().sizeHint().height() + 4)


class Company(QWidget):
    """Graph and table, one at a time. ``entity_chosen`` carries an id."""

    entity_chosen = Signal(int)

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self.graph = Graph(translator, look)
        self.table = CompanyTable(translator, look)
        self._nothing = label(_("It is mentioned alone so far."), "soft", wrap=True)
        self.switches = [self._switch(text) for text in (_("Graph"), _("Table"))]
        self._group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(6)
        head.addWidget(label(_("Appears with"), "section"), 1)
        for at, button in enumerate(self.switches):
            self._group.addButton(button, at)
            head.addWidget(button)
        self.switches[0].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.graph)
        column.addWidget(self.table)
        column.addWidget(self._nothing)
        self._group.idToggled.connect(lambda _at, _on: self._show())
        self.graph.entity_chosen.connect(self.entity_chosen)
        self.table.entity_chosen.connect(self.entity_chosen)
        self._show()

    def show_company(self, entity: Entity, companions: Sequence[Companion]) -> None:
        """Show those that an entity appears with, the most frequent first."""
        self.graph.show_company(entity, companions)
        self.table.show_company(companions)
        self._show()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self.graph.set_look(look)
        self.table.set_look(look)

    def _show(self) -> None:
        some = self.table.rowCount() > 0
        table = self.switches[1].isChecked()
        self.graph.setVisible(some and not table)
        self.table.setVisible(some and table)
        self._nothing.setVisible(not some)
        for button in self.switches:
            button.setVisible(some)

    @staticmethod
    def _switch(text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "chip")
        button.setCheckable(True)
        return button
