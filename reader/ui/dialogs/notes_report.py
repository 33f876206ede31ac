"""What became of the notes in a file: how many came in, and which did not, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.library.answers import NoteOutcome, NotesReport, NoteStatus
from reader.text.normalise import one_line
from reader.ui.dialogs.frame import Dialog, copy_text
from reader.ui.panel.parts import label, scrolling

_MOST_SHOWN = 200
_MOST_OF_A_QUOTE = 160


class NotesReportDialog(Dialog):
    """The numbers, then each note that found no article or no place, with its quote."""

    def __init__(self, report: NotesReport, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(
            translator.gettext("Notes from {program}").format(program=report.format), translator, parent
        )
        self._report = report
        told = [each for each in report.outcomes if each.status in {NoteStatus.FAILED, NoteStatus.ORPHAN}]
        self._told = told
        self.body.addWidget(label(self._summary(), "soft", wrap=True))
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for outcome in told[:_MOST_SHOWN]:
            column.addLayout(self._row(outcome))
        left_out = len(told) - _MOST_SHOWN
        if left_out > 0:
            column.addWidget(
                label(translator.ngettext("and {n} more note", "and {n} more notes", left_out), "faint")
            )
        column.addStretch(1)
        self.body.addWidget(scrolling(rows), 1)
        if told:
            self.add_button(translator.gettext("Copy the list"), lambda: copy_text(self.text()), left=True)
        self.add_close_button().setDefault(True)
        self.resize(560, 420 if told else 200)

    def text(self) -> str:
        """Return the list as text: a line a note."""
        return "\n".join(
            f"{outcome.number}: {self._why(outcome)} “{one_line(outcome.quote)}”" for outcome in self._told
        )

    def _summary(self) -> str:
        ngettext, count = self.translator.ngettext, self._report.count
        added, orphans = count(NoteStatus.ADDED), count(NoteStatus.ORPHAN)
        updated, same = count(NoteStatus.UPDATED), count(NoteStatus.UNCHANGED)
        kept, failed = count(NoteStatus.KEPT), count(NoteStatus.FAILED)
        parts = (
            (added, ngettext("{n} note was added.", "{n} notes were added.", added)),
            (updated, ngettext("{n} was brought up to date.", "{n} were brought up to date.", updated)),
            (same, ngettext("{n} was in the library already.", "{n} were in the library already.", same)),
            (
                kept,
                ngettext(
                    "{n} was changed here since and stays as it is.",
                    "{n} were changed here since and stay as they are.",
                    kept,
                ),
            ),
            (
                orphans,
                ngettext(
                    "{n} has no place in its article and is kept without one.",
                    "{n} have no place in their articles and are kept without one.",
                    orphans,
                ),
            ),
            (failed, ngettext("{n} could not be imported.", "{n} could not be imported.", failed)),
        )
        said = " ".join(text for number, text in parts if number)
        return said or self.translator.gettext("There are no notes in the file.")

    def _why(self, outcome: NoteOutcome) -> str:
        if outcome.reason:
            return self.translator.error(outcome.reason)
        return self.translator.gettext("The quote is not in “{title}”.").format(title=outcome.title)

    def _row(self, outcome: NoteOutcome) -> QVBoxLayout:
        row = QVBoxLayout()
        row.setSpacing(2)
        quote = one_line(outcome.quote)
        shown = f"{quote[:_MOST_OF_A_QUOTE]}…" if len(quote) > _MOST_OF_A_QUOTE else quote
        for each in (label(shown, wrap=True), label(self._why(outcome), "soft", wrap=True)):
            each.setTextFormat(Qt.TextFormat.PlainText)
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(each)
        return row
