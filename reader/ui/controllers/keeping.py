"""Backups, restoring and checking: what is asked, and what is done with the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox

from reader.errors import ReaderError
from reader.library import Stage
from reader.ui.context import Context
from reader.ui.dialogs.health import HealthDialog

if TYPE_CHECKING:  # loaded by the lanes: with the store, it would hold back the window
    from reader.library.keeping import Report, Staged
    from reader.store.backup import Manifest, Tell


class KeepingController(QObject):
    """Asks for files and leave; the session does the work.

    ``said`` carries a short sentence for the status bar. ``replacing`` comes before another library takes the
    place of the open one. ``dialog`` and ``box`` are what is open.
    """

    said = Signal(str)
    replacing = Signal()

    def __init__(self, context: Context, window: QMainWindow) -> None:
        super().__init__(window)
        self._session = context.session
        self._settings = context.settings
        self._translator = context.translator
        self._window = window
        self.dialog: HealthDialog | None = None
        self.box: QMessageBox | None = None

    # Backups --------------------------------------------------------------------------------------

    def choose_backup(self) -> None:
        """Ask for the file to back up to."""
        asked = self._file_dialog(self._translator.gettext("Back up the library"), self.back_up)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setFileMode(QFileDialog.FileMode.AnyFile)
        asked.setDefaultSuffix("zip")
        asked.selectFile(f"docbao-{date.today().isoformat()}.zip")
        asked.open()

    def back_up(self, path: Path) -> None:
        """Write a backup; reading and marking go on meanwhile."""
        folders = self._session.folders

        def run(tell: Tell) -> Manifest:
            from reader.library import keeping  # noqa: PLC0415

            return keeping.back_up(folders, path, tell)

        def say(_manifest: Manifest) -> None:
            self.said.emit(self._translator.gettext("Backed up to {path}.").format(path=path))

        self._session.keep(Stage.BACKUP, run, say)

    # Restoring ------------------------------------------------------------------------------------

    def choose_restore(self) -> None:
        """Ask for the backup to restore."""
        asked = self._file_dialog(self._translator.gettext("Restore a backup"), self.ask_restore)
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        if self._session.folders.backups.is_dir():
            asked.setDirectory(str(self._session.folders.backups))
        asked.open()

    def ask_restore(self, path: Path) -> None:
        """Say what a backup holds and what will happen, and ask whether to go on."""

        def describe(_library: object, _cancelled: object) -> Manifest:
            from reader.library import keeping  # noqa: PLC0415

            return keeping.describe(path)

        self._session.ask(describe, partial(self._confirm, path))

    def _confirm(self, path: Path, manifest: Manifest) -> None:
        _ = self._translator.gettext
        asked = QMessageBox(self._window)
        asked.setIcon(QMessageBox.Icon.Question)
        asked.setWindowTitle(_("Restore a backup"))
        asked.setText(
            _("Restore the library of {date}, with {articles} articles and {highlights} highlights?").format(
                date=self._translator.date(manifest.created, "long"),
                articles=self._translator.number(manifest.numbers.articles),
                highlights=self._translator.number(manifest.numbers.highlights),
            )
        )
        asked.setInformativeText(
            _(
                "It takes the place of the present library. The backup is verified first, and the present"
                " library is kept as a backup in {folder}. What was changed since is in that one alone."
            ).format(folder=self._session.folders.backups)
        )
        go = asked.addButton(_("Restore"), QMessageBox.ButtonRole.AcceptRole)
        asked.setDefaultButton(asked.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole))
        go.clicked.connect(lambda: self.restore(path))
        self.box = asked
        asked.finished.connect(lambda _result: self._forget_box())
        asked.open()

    def _forget_box(self) -> None:
        if self.box is not None:
            self.box.deleteLater()
            self.box = None

    def restore(self, path: Path) -> None:
        """Verify a backup and make it ready; then it takes the place of the library."""
        folders = self._session.folders

        def run(tell: Tell) -> Staged:
            from reader.library import keeping  # noqa: PLC0415

            return keeping.stage(folders, path, tell)

        self._session.keep(Stage.RESTORE, run, self._swap)

    def _swap(self, staged: Staged) -> None:
        self.replacing.emit()
        if self._session.swap(staged):
            self._settings.reload()
            said = self._translator.gettext("Restored. Settings of the backup hold from the next start on.")
            self.said.emit(said)

    # Checking -------------------------------------------------------------------------------------

    def check(self, *, repair: bool = False) -> None:
        """Check the library and show what was found; with ``repair`` make anew what is derived and wrong."""
        folders = self._session.folders

        def run(tell: Tell) -> Report:
            from reader.library import keeping  # noqa: PLC0415

            return keeping.check(folders, tell, repair=repair)

        self._session.keep(Stage.CHECK, run, partial(self._show_report, repaired=repair))

    def _show_report(self, report: Report, *, repaired: bool) -> None:
        if repaired:
            self._session.announce_everything()
        if self.dialog is not None:
            self.dialog.close()
        dialog = HealthDialog(report, self._translator, self._window)
        dialog.repair_requested.connect(lambda: self.check(repair=True))
        dialog.finished.connect(lambda _result: self._forget_dialog(dialog))
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self, dialog: HealthDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def say_skipped(self, error: ReaderError) -> None:
        """Say why an automatic backup was not made."""
        said = self._translator.gettext("No automatic backup was made. {reason}")
        self.said.emit(said.format(reason=self._translator.error(error)))

    def _file_dialog(self, title: str, chosen: Callable[[Path], None]) -> QFileDialog:
        asked = QFileDialog(self._window, title)
        asked.setNameFilter(self._translator.gettext("Backups ({patterns})").format(patterns="*.zip"))
        asked.fileSelected.connect(lambda name: chosen(Path(name)))
        asked.finished.connect(lambda _result: asked.deleteLater())
        return asked
