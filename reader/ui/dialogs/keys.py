"""All keys, in groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.ui.dialogs.frame import Dialog
from reader.ui.dialogs.rows import CommandRow
from reader.ui.panel.parts import label, scrolling
from reader.ui.theme import Theme


def columns(groups: Sequence[tuple[str, Sequence[CommandRow]]]) -> int:
    """Return how many groups go into the left of two columns so that both are about as long."""
    lengths = [len(rows) + 2 for _name, rows in groups]
    total = sum(lengths)
    cuts = range(len(lengths) + 1)
    return min(cuts, key=lambda cut: (abs(total - 2 * sum(lengths[:cut])), -cut))


def grouped(rows: Sequence[CommandRow]) -> list[tuple[str, list[CommandRow]]]:
    """Return the rows that have a shortcut, by group, both in their order."""
    groups: dict[str, list[CommandRow]] = {}
    for row in rows:
        if row.shortcut:
            groups.setdefault(row.group, []).append(row)
    return list(groups.items())


class KeysDialog(Dialog):
    """Every shortcut with what it does."""

    def __init__(
        self,
        rows: Sequence[CommandRow],
        translator: Translator,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(translator.gettext("All keys"), translator, parent)
        self._theme = theme
        groups = grouped(rows)
        cut = columns(groups)
        body = QWidget()
        sides = QHBoxLayout(body)
        sides.setContentsMargins(0, 0, 8, 0)
        sides.setSpacing(40)
        for side in (groups[:cut], groups[cut:]):
            column = QVBoxLayout()
            column.setSpacing(6)
            for name, members in side:
                column.addWidget(label(name, "section"))
                column.addLayout(self._grid(members))
                column.addSpacing(14)
            column.addStretch(1)
            sides.addLayout(column, 1)
        self.body.addWidget(scrolling(body), 1)
        self.add_close_button().setDefault(True)
        self.resize(760, 680)

    def _grid(self, rows: Sequence[CommandRow]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for at, row in enumerate(rows):
            grid.addWidget(label(row.text, wrap=True), at, 0)
            grid.addWidget(self._key(row.shortcut), at, 1, Qt.AlignmentFlag.AlignRight)
        return grid

    def _key(self, shortcut: str) -> QLabel:
        key = label(shortcut)
        key.setStyleSheet(
            f"QLabel {{ background: {self._theme.card}; border: 1px solid {self._theme.border};"
            f" border-radius: 4px; padding: 1px 6px; color: {self._theme.soft}; font-size: 12px; }}"
        )
        return key
