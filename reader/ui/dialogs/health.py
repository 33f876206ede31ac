"""What a check of the library has found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.ui.dialogs.frame import Dialog, copy_text
from reader.ui.panel.parts import label, scrolling

if TYPE_CHECKING:  # loaded by the lanes: with the store, it would hold back the window
    from reader.library.keeping import Report

_WORDS = {
    "ok": N_("Good"),
    "note": N_("Note"),
    "problem": N_("Fault"),
    "repaired": N_("Repaired"),
}
_MOST_DETAILS = 8


class HealthDialog(Dialog):
    """A line a check, with what it found. ``repair_requested`` comes when something can be made anew."""

    repair_requested = Signal()

    def __init__(self, report: Report, translator: Translator, parent: QWidget | None = None) -> None:
        _ = translator.gettext
        super().__init__(
            _("The library is sound") if report.healthy else _("The library has faults"), translator, parent
        )
        self._report = report
        if not report.healthy:
            advice = _(
                "A repair makes anew what is derived from your articles and notes: the search index,"
                " mentions and numbers. The articles and notes themselves are never changed: a backup brings"
                " them back."
            )
            self.body.addWidget(label(advice, "soft", wrap=True))
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for finding in report.findings:
            row = grid.rowCount()
            word = label(_(_WORDS[finding.status]), "" if finding.status == "problem" else "faint")
            said = label(finding.say(translator), wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(word, row, 0, top)
            grid.addWidget(said, row, 1)
            if finding.details and finding.status != "ok":
                details = label("\n".join(finding.details[:_MOST_DETAILS]), "faint", wrap=True)
                details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(details, grid.rowCount(), 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.body.addWidget(scrolling(rows), 1)
        self.add_button(_("Copy the list"), lambda: copy_text(self.text()), left=True)
        self.repair_button = None if report.healthy else self.add_button(_("Repair"), self._repair)
        self.add_close_button().setDefault(True)
        self.resize(600, 460)

    def text(self) -> str:
        """Return the report as text."""
        lines = []
        for finding in self._report.findings:
            word = self.translator.gettext(_WORDS[finding.status])
            lines.append(f"{word}\t{finding.say(self.translator)}")
            lines += [f"\t{line}" for line in finding.details]
        return "\n".join(lines)

    def _repair(self) -> None:
        self.repair_requested.emit()
        self.close()
