"""Texts that change: editing, newer files, versions, and highlights that lost their place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from reader.errors import N_
from reader.library import Library
from reader.library.pieces import Piece
from reader.models import Change, TextVersion
from reader.ui.context import Context
from reader.ui.controllers.appearance import AppearanceController
from reader.ui.controllers.opened import ArticleController
from reader.ui.dialogs.frame import Dialog
from reader.ui.dialogs.text_editor import TextEditor
from reader.ui.dialogs.versions import VersionsDialog
from reader.ui.page.reader_view import ReaderView
from reader.ui.panel import Panel

if TYPE_CHECKING:  # loaded by the lanes: with its library, it would hold back the window
    from reader.library.revising import Orphan
    from reader.text.diff import Comparison

_SELECT_FIRST = N_("Select a passage in the text first.")


class RevisingController(QObject):
    """Edits and compares texts of the open article. ``said`` carries a sentence for the status bar.

    ``dialog`` is the editor or the comparison that is open.
    """

    said = Signal(str)

    def __init__(
        self,
        context: Context,
        article: ArticleController,
        appearance: AppearanceController,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._session = context.session
        self._translator = context.translator
        self._article = article
        self._appearance = appearance
        self._window = window
        self.dialog: Dialog | None = None

    def attach(self, page: ReaderView, panel: Panel) -> None:
        """Take the widgets that are worked with."""
        self._page, self._panel = page, panel

    # The text -------------------------------------------------------------------------------------

    def edit_text(self) -> None:
        """Open the editor of the open article's text."""
        if not self._article.shown:
            return
        article = self._article.shown.opened.article
        dialog = TextEditor(
            article, self._translator, self._appearance.theme, self._context.fonts, self._window
        )
        dialog.saved.connect(partial(self._keep_text, article.id))
        self._show(dialog)

    def _keep_text(self, article_id: int, pieces: Sequence[Piece]) -> None:
        self._session.edit(lambda library: library.revising.edit_text(article_id, pieces), self._say_replaced)

    def choose_newer_file(self) -> None:
        """Let the reader choose the file that takes the place of the open article's."""
        article_id = self._article.id
        if not article_id:
            return
        asked = QFileDialog(self._window, self._translator.gettext("Replace by a newer file"))
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.fileSelected.connect(lambda name: self.replace_by_file(article_id, Path(name)))
        asked.finished.connect(lambda _result: asked.deleteLater())
        asked.open()

    def replace_by_file(self, article_id: int, path: Path) -> None:
        """Give an article the text of a newer file."""
        self._session.edit(
            lambda library: library.revising.replace_by_file(article_id, path), self._say_replaced
        )

    def _say_replaced(self, change: Change) -> None:
        """Say what became of the highlights; the status bar has Undo for the rest."""
        _ = self._translator.gettext
        if change.lost:
            self.said.emit(self._lost(change.lost))
        elif change.kinds:
            self.said.emit(_("The text was replaced; the old one is kept among the versions."))
        else:
            self.said.emit(_("The text is the same as before."))

    def _lost(self, count: int) -> str:
        return self._translator.ngettext(
            "{n} highlight lost its place; the panel shows it.",
            "{n} highlights lost their place; the panel shows them.",
            count,
        )

    # Versions -------------------------------------------------------------------------------------

    def compare_versions(self) -> None:
        """Show what changed between versions of the open article."""
        article_id = self._article.id
        if article_id:
            self._session.ask(
                lambda library, _: library.revising.versions(article_id),
                partial(self._show_versions, article_id),
            )

    def _show_versions(self, article_id: int, versions: tuple[TextVersion, ...]) -> None:
        if versions[-1].number == 0:
            self.said.emit(self._translator.gettext("This article has one version only."))
            return
        dialog = VersionsDialog(
            versions, self._translator, self._appearance.theme, self._context.fonts, self._window
        )
        dialog.compare_requested.connect(
            lambda one, other: self._session.ask(
                lambda library, _: _compared(library, article_id, one, other),
                dialog.set_comparison,
                key="compare",
            )
        )
        dialog.restore_requested.connect(
            lambda number: self._session.edit(
                lambda library: library.revising.restore_version(article_id, number), self._say_replaced
            )
        )
        self._show(dialog)
        dialog.ask()

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: Dialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    # Highlights without a place -------------------------------------------------------------------

    def look_for_orphans(self, article_id: int) -> None:
        """Say quietly how many highlights of an article that was opened wait for a place."""
        self.show_orphans()
        shown = self._article.shown
        waiting = [
            each for each in (shown.opened.highlights if shown else ()) if each.orphan and not each.kept
        ]
        if article_id and waiting:
            self.said.emit(self._lost(len(waiting)))

    def show_orphans(self) -> None:
        """Bring guesses at the places of orphans into the panel."""
        article_id, shown = self._article.id, self._article.shown
        if not shown or not any(each.orphan for each in shown.opened.highlights):
            self._panel.notes.set_orphans((), "")
            return
        self._session.ask(
            lambda library, _: library.revising.orphans(article_id),
            partial(self._fill_tray, article_id),
            key="orphans",
        )

    def _fill_tray(self, article_id: int, orphans: Sequence[Orphan]) -> None:
        shown = self._article.shown
        if shown and shown.id == article_id:
            self._panel.notes.set_orphans(orphans, shown.opened.article.text)

    def preview(self, _highlight: str, start: int, end: int) -> None:
        """Show a passage where a highlight may belong."""
        self._page.select(start, end)

    def place(self, highlight_id: str, start: int, end: int) -> None:
        """Give an orphan a place."""
        self._session.edit(
            lambda library: library.revising.place(highlight_id, start, end),
            lambda _change: self._page.focus_highlight(highlight_id),
        )

    def place_at_selection(self, highlight_id: str) -> None:
        """Give an orphan the place that is selected."""
        if span := self._page.selection():
            self.place(highlight_id, *span)
        else:
            self.said.emit(self._translator.gettext(_SELECT_FIRST))

    def keep_as_note(self, highlight_id: str) -> None:
        """Keep an orphan without a place."""
        self._session.edit(lambda library: library.revising.keep_as_note(highlight_id))


def _compared(library: Library, article_id: int, one: int, other: int) -> Comparison:
    """Compare two versions in the lane; the stretches are worked out there, too."""
    comparison = library.revising.compare(article_id, one, other)
    _ = comparison.stretches
    return comparison
