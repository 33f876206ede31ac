"""Files that come in, links that lead to an article, and exports that go out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader import export
from reader.errors import ReaderError
from reader.library import Library, Progress, Stage, templates
from reader.library.answers import NotesReport
from reader.library.files import write_file
from reader.models import Change, Filter, ImportOutcome, ImportStatus
from reader.ui.context import Context
from reader.ui.dialogs.export import ExportChoice


@dataclass(frozen=True, slots=True)
class ImportTotals:
    """What became of the files of an import, in order."""

    outcomes: tuple[ImportOutcome, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The articles that are in the library now."""
        return tuple(outcome.id for outcome in self.outcomes if outcome.id)

    @property
    def updated(self) -> int:
        """How many articles got a newer text."""
        return sum(outcome.status is ImportStatus.UPDATED for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[ImportOutcome, ...]:
        """What could not be imported."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is ImportStatus.FAILED)


class FilesController(QObject):
    """Imports and exports.

    ``imported`` carries :class:`ImportTotals`, ``notes_imported`` a
    :class:`~reader.library.answers.NotesReport`, ``open_requested`` the ids of an article and a highlight,
    ``said`` a short sentence for the status bar, ``refused`` one that must be seen.
    """

    imported = Signal(object)
    notes_imported = Signal(object)
    open_requested = Signal(int, str)
    said = Signal(str)
    refused = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session

    def receive(self, arguments: Sequence[str]) -> None:
        """Take what a start of the program named: links are followed, files and folders imported."""
        for argument in filter(export.is_link, arguments):
            self.follow(argument)
        paths = [Path(argument) for argument in arguments if not export.is_link(argument)]
        if paths:
            self.import_paths(paths)

    def follow(self, link: str) -> None:
        """Open the article and highlight that a link of ours names."""
        try:
            self.open_requested.emit(*export.parse_link(link))
        except ReaderError as error:
            self.refused.emit(self._context.translator.error(error))

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files, and all that folders hold."""
        self._import(lambda library: library.intake.find(paths))

    def import_samples(self) -> None:
        """Import the articles that ship with the program."""
        self._import(lambda library: library.intake.samples())

    def _import(self, find: Callable[[Library], list[Path]]) -> None:
        outcomes: list[ImportOutcome] = []
        told: list[bool] = []

        def steps(library: Library) -> Iterator[Progress]:
            for progress in library.intake.import_files(find(library), self._context.translator):
                if progress.outcome:
                    outcomes.append(progress.outcome)
                yield progress

        def watch(progress: Progress) -> None:
            if progress.stage is Stage.IMPORT and progress.done == progress.total and not told:
                told.append(True)
                self.imported.emit(ImportTotals(tuple(outcomes)))

        def finished(_stopped: bool) -> None:
            if not told:
                self.imported.emit(ImportTotals(tuple(outcomes)))

        self._session.work(steps, finished, watch)

    def formats(self) -> Mapping[str, export.Exporter]:
        """Return the formats of exports, with the reader's own templates."""
        return templates.formats(self._session.folders)

    def preview(
        self,
        ids: Sequence[int] | None,
        choice: ExportChoice,
        show: Callable[[str], None],
        only: Collection[str] = (),
    ) -> None:
        """Render an export and hand the text over; without ``ids`` all highlights of the library.

        Of these articles ``only`` some highlights leave, if any are named.

        A format that is not text is shown by one that is.
        """
        shown_by = self.formats()[choice.format].preview
        shown = replace(choice, format=shown_by) if shown_by else choice
        self._render(
            ids, shown, lambda made: show(made if isinstance(made, str) else ""), only, key="preview"
        )

    def save(
        self, ids: Sequence[int] | None, choice: ExportChoice, path: Path, only: Collection[str] = ()
    ) -> None:
        """Write an export to a file."""

        def write(made: str | bytes) -> None:
            try:
                write_file(path, made)
            except ReaderError as error:
                self.refused.emit(self._context.translator.error(error))
                return
            said = self._context.translator.gettext("Saved {path}.").format(path=path)
            self.said.emit(said)

        self._render(ids, choice, write, only, key="save")

    def _render(
        self,
        ids: Sequence[int] | None,
        choice: ExportChoice,
        answer: Callable[[str | bytes], None],
        only: Collection[str],
        *,
        key: str,
    ) -> None:
        translator, formats = self._context.translator, self.formats()
        options = export.Options(style=choice.style, whole=choice.whole)

        def render(library: Library, _: Callable[[], bool]) -> str | bytes:
            wanted = library.exchange.noted() if ids is None else list(ids)
            return library.exchange.export(
                wanted,
                choice.format,
                translator,
                options,
                keep_empty=ids is not None and not only,
                only=only,
                formats=formats,
            )

        self._session.ask(render, answer, key=key)

    def copy_templates(self) -> Path | None:
        """Put the templates that ship with the program into the reader's folder; return where that is."""
        folders = self._session.folders
        try:
            for name in templates.shipped_names():
                templates.copy_template(name, folders)
        except ReaderError as error:
            self.refused.emit(self._context.translator.error(error))
            return None
        return templates.folder(folders)

    def import_notes(self, path: Path) -> None:
        """Import the notes in a file of ours or of another program; ``notes_imported`` tells of them."""
        reports: list[NotesReport] = []
        problems: list[ReaderError] = []

        def run(library: Library) -> Change:
            try:
                change, report = library.exchange.import_notes(path)
            except ReaderError as error:
                problems.append(error)
                return Change()
            reports.append(report)
            return change

        def tell(_change: Change) -> None:
            for problem in problems:
                self.refused.emit(self._context.translator.error(problem))
            for report in reports:
                self.notes_imported.emit(report)

        self._session.edit(run, tell)

    def save_original(self, article_id: int, folder: Path, show: Callable[[Path], object]) -> None:
        """Put the original file of an article into a folder under its name, and hand over its path."""

        def write(library: Library, _: Callable[[], bool]) -> Path:
            original = library.reading.original(article_id)
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / f"{article_id}-{Path(original.name).name}"
            target.write_bytes(original.data)
            return target

        self._session.ask(write, show)

    def everything(self, answer: Callable[[int], None]) -> None:
        """Count the articles of the library."""
        self._session.ask(lambda library, _: len(library.reading.ids(Filter())), answer)

    def reindex(self) -> None:
        """Recognise and index everything again, while reading and searching go on."""
        self._session.work(lambda library: library.intake.reindex())

    def undo(self) -> None:
        """Take the newest edit back."""
        self._session.edit(lambda library: library.editing.undo(), self._say_undone)

    def redo(self) -> None:
        """Make the edit again that was undone last."""
        self._session.edit(lambda library: library.editing.redo(), self._say_redone)

    def _say_undone(self, change: Change) -> None:
        _ = self._context.translator.gettext
        self.said.emit(
            _("Undone: {edit}").format(edit=_(change.done)) if change.done else _("Nothing to undo.")
        )

    def _say_redone(self, change: Change) -> None:
        _ = self._context.translator.gettext
        self.said.emit(
            _("Redone: {edit}").format(edit=_(change.done)) if change.done else _("Nothing to redo.")
        )
