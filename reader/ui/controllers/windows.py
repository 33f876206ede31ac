"""The small windows: when they open, what they show, and where their answers go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QWidget

from reader.library import Library
from reader.library.answers import NotesReport
from reader.models import Counts, EntityType, Summary
from reader.ui.commands import COMMANDS, Actions
from reader.ui.context import Context
from reader.ui.controllers.appearance import AppearanceController
from reader.ui.controllers.files import FilesController, ImportTotals
from reader.ui.dialogs import (
    AboutDialog,
    CommandRow,
    CrashDialog,
    ExportChoice,
    ExportDialog,
    ExportScope,
    ImportReport,
    KeysDialog,
    NotesReportDialog,
    Palette,
    SettingsDialog,
    TagsDialog,
    TypographyPopover,
)
from reader.ui.dialogs.frame import Dialog

_CHOSEN, _LIBRARY = "chosen", "library"


class WindowsController(QObject):
    """Opens one window at a time above the main one: ``dialog`` or ``box`` is the one that is open.

    ``typography_chosen``, ``theme_chosen`` and ``types_chosen`` carry what was chosen in them.
    """

    typography_chosen = Signal(object)
    theme_chosen = Signal(str)
    types_chosen = Signal(object)
    colors_requested = Signal()

    def __init__(
        self,
        context: Context,
        appearance: AppearanceController,
        files: FilesController,
        actions: Actions,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._translator = context.translator
        self._appearance = appearance
        self._files = files
        self._actions = actions
        self._window = window
        self.palette: Palette | None = None
        self.typography: TypographyPopover | None = None
        self.dialog: Dialog | None = None
        self.box: QMessageBox | None = None

    # Files ----------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Let the reader choose files to import."""
        asked = QFileDialog(self._window, self._translator.gettext("Import files"))
        asked.setFileMode(QFileDialog.FileMode.ExistingFiles)
        asked.setNameFilters(
            [
                self._translator.gettext("Articles ({patterns})").format(
                    patterns="*.txt *.md *.markdown *.html *.htm *.xhtml"
                ),
                self._translator.gettext("All files ({patterns})").format(patterns="*"),
            ]
        )
        self._open_file_dialog(asked)

    def choose_folder(self) -> None:
        """Let the reader choose a folder to import."""
        asked = QFileDialog(self._window, self._translator.gettext("Import a folder"))
        asked.setFileMode(QFileDialog.FileMode.Directory)
        self._open_file_dialog(asked)

    def _open_file_dialog(self, asked: QFileDialog) -> None:
        asked.filesSelected.connect(lambda names: self._files.import_paths([Path(name) for name in names]))
        asked.finished.connect(lambda _result: asked.deleteLater())
        asked.open()

    def choose_notes(self) -> None:
        """Let the reader choose a file of notes to import."""
        asked = QFileDialog(self._window, self._translator.gettext("Import notes"))
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setNameFilters(
            [
                self._translator.gettext("Notes ({patterns})").format(
                    patterns="*.json *.jsonld *.csv *.calibre_annotation_collection *.html *.md"
                ),
                self._translator.gettext("All files ({patterns})").format(patterns="*"),
            ]
        )
        asked.fileSelected.connect(lambda name: self._files.import_notes(Path(name)))
        asked.finished.connect(lambda _result: asked.deleteLater())
        asked.open()

    def report_notes(self, report: NotesReport) -> None:
        """Show what became of the notes in a file."""
        self._show(NotesReportDialog(report, self._translator, self._window))

    def report_import(self, totals: ImportTotals) -> None:
        """Show which files could not be imported, if any."""
        if totals.failed:
            self._show(ImportReport(totals.outcomes, self._translator, self._window))

    def show_original(self, article_id: int) -> None:
        """Open the original file of an article in the program that the desktop has for it."""
        folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation), "docbao-originals"
        )
        self._files.save_original(
            article_id, folder, lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        )

    def show_link(self, target: str) -> None:
        """Show where a link of an article leads; Docbao itself never goes there."""
        asked = QMessageBox(self._window)
        asked.setWindowTitle(self._translator.gettext("Link"))
        asked.setText(target)
        asked.setInformativeText(self._translator.gettext("Docbao stays offline. You can copy the address."))
        copy = asked.addButton(self._translator.gettext("Copy"), QMessageBox.ButtonRole.AcceptRole)
        asked.addButton(self._translator.gettext("Close"), QMessageBox.ButtonRole.RejectRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(target))
        self._open_box(asked)

    # Export ---------------------------------------------------------------------------------------

    def export_articles(self, ids: Sequence[int]) -> None:
        """Ask what to export and how; ``ids`` are the articles that were chosen."""
        chosen = tuple(ids)
        self._context.session.ask(
            lambda library, _: (library.reading.summaries(chosen), library.reading.counts()),
            lambda found: self._show_export(chosen, found[0], found[1].annotated, found[1].highlights),
        )

    def export_highlights(self, ids: Sequence[str]) -> None:
        """Ask how to export some highlights."""

        def question(library: Library, _: Callable[[], bool]) -> tuple[list[Summary], Counts]:
            articles = {each.article_id for each in library.reading.some_highlights(ids)}
            return library.reading.summaries(sorted(articles)), library.reading.counts()

        self._context.session.ask(
            question,
            lambda found: self._show_export(
                tuple(row.id for row in found[0]), found[0], found[1].annotated, found[1].highlights, ids
            ),
        )

    def _show_export(
        self,
        chosen: tuple[int, ...],
        rows: Sequence[Summary],
        annotated: int,
        highlights: int,
        only: Sequence[str] = (),
    ) -> None:
        _ = self._translator.gettext
        dialog = ExportDialog(
            self._translator, self._context.fonts, self._window, formats=self._files.formats()
        )
        scopes = [ExportScope(_LIBRARY, _("The whole library"), annotated, highlights)]
        if rows:
            name = (
                _("This article")
                if len(rows) == 1
                else self._translator.ngettext("{n} selected article", "{n} selected articles", len(rows))
            )
            marked = len(only) or sum(row.highlights for row in rows)
            if only:
                name = self._translator.ngettext(
                    "{n} selected highlight", "{n} selected highlights", len(only)
                )
            scopes.insert(0, ExportScope(_CHOSEN, name, len(rows), marked))
            dialog.set_suggested_name(rows[0].metadata.title if len(rows) == 1 else _("notes"))
        wanted = {_CHOSEN: (chosen, only), _LIBRARY: (None, ())}
        clipboard, settings = QGuiApplication.clipboard(), self._context.settings
        dialog.preview_requested.connect(
            lambda choice: self._files.preview(
                wanted[choice.scope][0], choice, dialog.set_preview, wanted[choice.scope][1]
            )
        )
        dialog.copy_requested.connect(
            lambda choice: self._files.preview(
                wanted[choice.scope][0], choice, clipboard.setText, wanted[choice.scope][1]
            )
        )
        dialog.save_requested.connect(
            lambda choice, path: self._files.save(
                wanted[choice.scope][0], choice, path, wanted[choice.scope][1]
            )
        )
        dialog.templates_requested.connect(lambda: self._show_templates(dialog))
        dialog.set_choice(
            settings.text("export.format"),
            settings.text("citation.style"),
            whole=settings.flag("export.whole"),
        )
        dialog.set_scopes(scopes, scopes[0].key)
        dialog.finished.connect(lambda _result: self._remember(dialog.choice()))
        self._show(dialog)

    def _remember(self, choice: ExportChoice) -> None:
        settings = self._context.settings
        settings.set("export.format", choice.format)
        settings.set("export.whole", choice.whole)
        settings.set("citation.style", choice.style)

    def _show_templates(self, dialog: ExportDialog) -> None:
        """Let the reader's own formats be edited in another program."""
        if folder := self._files.copy_templates():
            dialog.set_formats(self._files.formats())
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # Tags -----------------------------------------------------------------------------------------

    def edit_tags(self, ids: Sequence[int]) -> None:
        """Edit the tags of articles together."""
        chosen = tuple(ids)
        if chosen:
            self._context.session.ask(
                lambda library, _: (library.reading.summaries(chosen), library.reading.counts().tags),
                lambda found: self._show_tags(found[0], [name for name, _count in found[1]]),
            )

    def _show_tags(self, rows: Sequence[Summary], known: Sequence[str]) -> None:
        tags = Counter(tag for row in rows for tag in row.tags)
        dialog = TagsDialog(
            tags, len(rows), known, self._translator, self._appearance.theme, parent=self._window
        )

        def keep(add: frozenset[str], remove: frozenset[str]) -> None:
            new = {row.id: tuple(sorted((set(row.tags) | add) - remove)) for row in rows}
            self._context.session.edit(lambda library: library.editing.set_tags(new))

        dialog.tags_chosen.connect(keep)
        self._show(dialog)

    # Help and settings ----------------------------------------------------------------------------

    def show_palette(self) -> None:
        """Open the palette of all actions."""
        if self.palette is None:
            self.palette = Palette(
                self._window, self._translator, self._appearance.theme, self._context.fonts
            )
            self._appearance.theme_changed.connect(self.palette.set_theme)
            self.palette.command_chosen.connect(lambda name: self._actions[name].trigger())
        self.palette.set_commands([row for row in self._rows() if row.id != "palette"])
        self.palette.open()

    def show_typography(self, button: QWidget) -> None:
        """Open type and theme beneath a button."""
        if self.typography is None:
            self.typography = TypographyPopover(
                self._window, self._translator, self._appearance.theme, self._context.fonts
            )
            self._appearance.theme_changed.connect(self.typography.set_theme)
            self.typography.typography_changed.connect(self.typography_chosen)
            self.typography.theme_chosen.connect(self.theme_chosen)
        self.typography.set_typography(self._appearance.typography())
        self.typography.set_theme_name(self._appearance.theme_name)
        corner = button.mapTo(self._window, button.rect().topLeft())
        self.typography.open_near(QRect(corner, button.size()))

    def show_keys(self) -> None:
        """Show all keys."""
        self._show(KeysDialog(self._rows(), self._translator, self._appearance.theme, self._window))

    def show_about(self) -> None:
        """Show what this program is."""
        self._show(AboutDialog(self._translator, self._window))

    def show_settings(self) -> None:
        """Show the settings; each takes effect at once, the language at the next start."""
        settings = self._context.settings
        dialog = SettingsDialog(self._translator, self._window)
        names = settings.get("entities.types")
        types = frozenset(EntityType(name) for name in names) if isinstance(names, list) else frozenset()
        dialog.set_values(
            language=settings.text("language"),
            theme=settings.text("theme"),
            style=settings.text("citation.style"),
            types=types,
            folder=self._context.session.folders.data,
        )
        dialog.language_chosen.connect(lambda code: settings.set("language", code))
        dialog.theme_chosen.connect(self.theme_chosen)
        dialog.style_chosen.connect(lambda name: settings.set("citation.style", name))
        dialog.types_chosen.connect(self.types_chosen)
        dialog.colors_requested.connect(self.colors_requested)
        dialog.folder_requested.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.session.folders.data)))
        )
        self._show(dialog)

    # What went wrong ------------------------------------------------------------------------------

    def show_refusal(self, message: str) -> None:
        """Say what could not be done."""
        asked = QMessageBox(self._window)
        asked.setIcon(QMessageBox.Icon.Warning)
        asked.setText(message)
        self._open_box(asked)

    def show_fatal(self, message: str, then: Callable[[], object]) -> None:
        """Say why the library cannot be opened at all, then end."""
        asked = QMessageBox(self._window)
        asked.setIcon(QMessageBox.Icon.Critical)
        asked.setText(self._translator.gettext("Docbao cannot open its library."))
        asked.setInformativeText(message)
        asked.finished.connect(lambda _result: then())
        self._open_box(asked)

    def show_crash(self, details: str) -> None:
        """Say that the program made a mistake."""
        log = self._context.session.folders.log
        self._show(CrashDialog(details, log, self._translator, self._context.fonts, self._window))

    def _rows(self) -> list[CommandRow]:
        _ = self._translator.gettext
        return [
            CommandRow(
                command.id,
                self._actions[command.id].text(),
                self._actions.key_text(command.id),
                self._actions[command.id].isEnabled(),
                _(command.group),
            )
            for command in COMMANDS
        ]

    def _show(self, dialog: Dialog) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: Dialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _open_box(self, asked: QMessageBox) -> None:
        self.box = asked
        asked.finished.connect(lambda _result: self._forget_box(asked))
        asked.open()

    def _forget_box(self, asked: QMessageBox) -> None:
        if self.box is asked:
            self.box = None
        asked.deleteLater()
