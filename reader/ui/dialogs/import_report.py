"""What became of an import in which something failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import ImportOutcome, ImportStatus
from reader.ui.dialogs.frame import Dialog, copy_text
from reader.ui.panel.parts import label, scrolling

_MOST_SHOWN = 200


class ImportReport(Dialog):
    """Each file that failed with one clear line; an outcome's ``error`` is in the reader's language."""

    def __init__(
        self, outcomes: Sequence[ImportOutcome], translator: Translator, parent: QWidget | None = None
    ) -> None:
        failed = [each for each in outcomes if each.status is ImportStatus.FAILED]
        title = translator.ngettext(
            "{n} file could not be imported", "{n} files could not be imported", len(failed)
        )
        super().__init__(title, translator, parent)
        self._failed = failed
        self.body.addWidget(label(self._summary(outcomes), "soft", wrap=True))
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for outcome in failed[:_MOST_SHOWN]:
            column.addLayout(self._row(outcome))
        left_out = len(failed) - _MOST_SHOWN
        if left_out > 0:
            column.addWidget(
                label(translator.ngettext("and {n} more file", "and {n} more files", left_out), "faint")
            )
        column.addStretch(1)
        self.body.addWidget(scrolling(rows), 1)
        self.add_button(translator.gettext("Copy the list"), lambda: copy_text(self.text()), left=True)
        self.add_close_button().setDefault(True)
        self.resize(560, 400)

    def text(self) -> str:
        """Return the list as text: a line a file."""
        return "\n".join(f"{outcome.path}: {outcome.error}" for outcome in self._failed)

    def _summary(self, outcomes: Sequence[ImportOutcome]) -> str:
        ngettext = self.translator.ngettext
        added = sum(each.status is ImportStatus.ADDED for each in outcomes)
        known = sum(each.status is ImportStatus.KNOWN for each in outcomes)
        updated = sum(each.status is ImportStatus.UPDATED for each in outcomes)
        parts = []
        if updated:
            parts.append(ngettext("{n} article got a newer text.", "{n} articles got a newer text.", updated))
        if added:
            parts.append(ngettext("{n} article was added.", "{n} articles were added.", added))
        if known:
            parts.append(
                ngettext("{n} was in the library already.", "{n} were in the library already.", known)
            )
        return " ".join(parts) or self.translator.gettext("Nothing was added.")

    def _row(self, outcome: ImportOutcome) -> QVBoxLayout:
        row = QVBoxLayout()
        row.setSpacing(2)
        name = label(outcome.path.name or str(outcome.path), wrap=True)
        name.setToolTip(str(outcome.path))
        why = label(outcome.error, "soft", wrap=True)
        for each in (name, why):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(each)
        return row
