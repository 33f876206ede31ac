"""The list of all corrections of entities, and their way into and out of files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from reader.errors import N_, ReaderError
from reader.library import Library
from reader.library.files import write_file
from reader.models import Change, ChangeKind, Correction
from reader.ui.context import Context
from reader.ui.dialogs.corrections import CorrectionsDialog

_LARGEST = 64 * 2**20  # bytes: more than any list of corrections


class CorrectionListController(QObject):
    """Opens the list. ``undo_requested`` asks for the way back; ``refused`` carries what must be seen.

    ``dialog`` is the list while it is open, ``file_dialog`` what asks for a file.
    """

    undo_requested = Signal()
    refused = Signal(str)

    def __init__(self, context: Context, window: QMainWindow) -> None:
        super().__init__(window)
        self._session = context.session
        self._translator = context.translator
        self._window = window
        self.dialog: CorrectionsDialog | None = None
        self.file_dialog: QFileDialog | None = None

    def show(self) -> None:
        """Open the list."""
        dialog = CorrectionsDialog(self._translator, self._window)
        dialog.delete_requested.connect(self.delete)
        dialog.undo_requested.connect(self.undo_requested)
        dialog.export_requested.connect(self.choose_export)
        dialog.import_requested.connect(self.choose_import)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        self.dialog = dialog
        self._load()
        dialog.open()

    def refresh(self, change: Change) -> None:
        """Show what a change did to the list."""
        if self.dialog and change.touches(ChangeKind.MENTIONS):
            self._load()

    def delete(self, correction_id: str) -> None:
        """Take a correction back."""
        self._session.edit(lambda library: library.correcting.delete(correction_id), self._say_deleted)

    def choose_export(self) -> None:
        """Ask for the file that the corrections go to."""
        asked = self._ask_file(self._translator.gettext("Export corrections"))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setFileMode(QFileDialog.FileMode.AnyFile)
        asked.setDefaultSuffix("json")
        asked.selectFile("docbao-corrections.json")
        asked.fileSelected.connect(lambda name: self.export(Path(name)))
        asked.open()

    def choose_import(self) -> None:
        """Ask for the file that corrections come from."""
        asked = self._ask_file(self._translator.gettext("Import corrections"))
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.fileSelected.connect(lambda name: self.import_file(Path(name)))
        asked.open()

    def export(self, path: Path) -> None:
        """Write all corrections to a file."""

        def write(text: str) -> None:
            try:
                write_file(path, text)
            except ReaderError as error:
                self.refused.emit(self._translator.error(error))
                return
            self._say(self._translator.gettext("Saved {path}.").format(path=path))

        self._session.ask(lambda library, _: library.correcting.export_corrections(), write)

    def import_file(self, path: Path) -> None:
        """Take the corrections of a file over, and say how many there were."""
        counts: list[tuple[int, int]] = []
        problems: list[ReaderError] = []

        def run(library: Library) -> Change:
            try:
                change, taken, homeless = library.correcting.import_corrections(_read(path))
            except ReaderError as error:
                problems.append(error)
                return Change()
            counts.append((taken, homeless))
            return change

        def tell(change: Change) -> None:
            for problem in problems:
                self.refused.emit(self._translator.error(problem))
            for taken, homeless in counts:
                self._say(self._said_counts(taken, homeless), undoable=bool(change.done))

        self._session.edit(run, tell)

    def _said_counts(self, taken: int, homeless: int) -> str:
        ngettext = self._translator.ngettext
        said = [ngettext("{n} correction was added.", "{n} corrections were added.", taken)]
        if homeless:
            said.append(
                ngettext(
                    "{n} is about an article that is not in the library.",
                    "{n} are about articles that are not in the library.",
                    homeless,
                )
            )
        return " ".join(said)

    def _load(self) -> None:
        self._session.ask(lambda library, _: _listed(library), self._fill, key="corrections")

    def _fill(self, found: tuple[tuple[Correction, ...], Mapping[int, str]]) -> None:
        if self.dialog:
            self.dialog.set_corrections(*found)

    def _say_deleted(self, change: Change) -> None:
        if change.done:
            self._say(self._translator.gettext("The correction was taken back."), undoable=True)

    def _say(self, text: str, *, undoable: bool = False) -> None:
        if self.dialog:
            self.dialog.say(text, undoable=undoable)

    def _ask_file(self, title: str) -> QFileDialog:
        asked = QFileDialog(self.dialog or self._window, title)
        patterns = self._translator.gettext("Corrections ({patterns})").format(patterns="*.json")
        asked.setNameFilters(
            [patterns, self._translator.gettext("All files ({patterns})").format(patterns="*")]
        )
        asked.finished.connect(lambda _result: self._forget_file_dialog(asked))
        self.file_dialog = asked
        return asked

    def _forget_file_dialog(self, asked: QFileDialog) -> None:
        if self.file_dialog is asked:
            self.file_dialog = None
        asked.deleteLater()

    def _forget(self, dialog: CorrectionsDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()


def _listed(library: Library) -> tuple[tuple[Correction, ...], dict[int, str]]:
    """Return all corrections, and the titles of their articles by id."""
    found = library.correcting.corrections()
    ids = sorted({each.article_id for each in found if each.article_id})
    return found, {row.id: row.metadata.title for row in library.reading.summaries(ids)}


def _read(path: Path) -> str:
    """Return the text of a file.

    Raises:
        ReaderError: where it cannot be read, or is no text.
    """
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReaderError(N_("{path} cannot be read: {reason}."), path=path, reason=reason) from error
    except UnicodeDecodeError as error:
        raise ReaderError(N_("This is not a file of corrections made by Docbao.")) from error
