"""The windows of the page of an entity: choosing another one, splitting, and exporting a dossier."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from reader.errors import N_, ReaderError
from reader.library import Library
from reader.library.files import write_file
from reader.models import Appearance, Entity, EntitySort
from reader.ui.context import Context
from reader.ui.controllers.appearance import AppearanceController
from reader.ui.controllers.entity import EntityController
from reader.ui.entity.picker import EntityPicker
from reader.ui.entity.split import SplitDialog

_OFFERED = 60  # entities to choose from
_SPLIT = 300  # articles to split, with so many mentions each
_PASSAGES = 40
_SUFFIXES = {"markdown": "md", "html": "html", "csv": "csv"}
_FILTERS = {
    "markdown": N_("Markdown ({patterns})"),
    "html": N_("Web pages ({patterns})"),
    "csv": N_("Tables ({patterns})"),
}


class EntityWindowsController(QObject):
    """Opens one window at a time. ``opened`` carries the id of an entity to show, ``said`` a sentence.

    ``refused`` carries one that must be seen. ``picker`` and ``dialog`` are what is open or was last.
    """

    opened = Signal(int)
    said = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        context: Context,
        entity: EntityController,
        appearance: AppearanceController,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._session = context.session
        self._translator = context.translator
        self._entity = entity
        self._appearance = appearance
        self._window = window
        self._then: Callable[[int], object] = self.opened.emit
        self.picker: EntityPicker | None = None
        self.dialog: SplitDialog | None = None
        self.file_dialog: QFileDialog | None = None

    # Choosing -------------------------------------------------------------------------------------

    def choose_to_open(self) -> None:
        """Let the reader choose an entity, and open its page."""
        self._pick(self._translator.gettext("Open the page of…"), self.opened.emit)

    def choose_to_merge(self) -> None:
        """Let the reader choose the entity that is the same as the one that is shown."""
        prompt = self._translator.gettext("Which one is the same as “{name}”?")
        self._pick_other(prompt, self._entity.merge)

    def choose_to_keep_apart(self) -> None:
        """Let the reader choose the entity that is not the one that is shown."""
        prompt = self._translator.gettext("Which one is not the same as “{name}”?")
        self._pick_other(prompt, self._entity.keep_apart)

    def _pick_other(self, prompt: str, then: Callable[[int], object]) -> None:
        if self._entity.dossier:
            known = self._entity.dossier.entity
            self._pick(prompt.format(name=known.name), then, frozenset((known.id,)))

    def _pick(
        self, prompt: str, then: Callable[[int], object], left_out: frozenset[int] = frozenset()
    ) -> None:
        self._then = then
        if self.picker is None:
            self.picker = EntityPicker(self._window, self._translator, self._appearance.look)
            self._appearance.theme_changed.connect(lambda _theme: self._dress())
            self.picker.words_changed.connect(self._offer)
            self.picker.chosen.connect(self._on_chosen)
        self.picker.ask(prompt, left_out)

    def _dress(self) -> None:
        if self.picker is not None:
            self.picker.set_look(self._appearance.look)

    def _offer(self, words: str) -> None:
        self._session.ask(
            lambda library, _: library.naming.browse((), words, sort=EntitySort.MENTIONS, limit=_OFFERED),
            lambda page: self.picker.set_entities(page.entities, words) if self.picker else None,
            key="pick",
        )

    def _on_chosen(self, entity: Entity) -> None:
        self._then(entity.id)

    # Splitting ------------------------------------------------------------------------------------

    def choose_split(self) -> None:
        """Ask which mentions are someone or something else."""
        if dossier := self._entity.dossier:
            entity = dossier.entity
            self._session.ask(
                lambda library, _: library.naming.appearances(entity.id, limit=_SPLIT, passages=_PASSAGES),
                partial(self._show_split, entity),
                key="split",
            )

    def _show_split(self, entity: Entity, appearances: tuple[Appearance, ...]) -> None:
        if self.dialog is not None:
            self.dialog.close()
        dialog = SplitDialog(entity, appearances, self._translator, self._window)
        dialog.split.connect(self._entity.split)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        self.dialog = dialog
        dialog.open()

    def _forget(self, dialog: SplitDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    # Exporting ------------------------------------------------------------------------------------

    def choose_export(self, fmt: str) -> None:
        """Ask where the dossier of the entity goes."""
        if dossier := self._entity.dossier:
            suffix = _SUFFIXES[fmt]
            asked = QFileDialog(self._window, self._translator.gettext("Export a dossier"))
            asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            asked.setFileMode(QFileDialog.FileMode.AnyFile)
            asked.setNameFilter(self._translator.gettext(_FILTERS[fmt]).format(patterns=f"*.{suffix}"))
            asked.setDefaultSuffix(suffix)
            asked.selectFile(f"{_file_name(dossier.entity.name)}.{suffix}")
            entity_id = dossier.entity.id
            asked.fileSelected.connect(lambda name: self.export(entity_id, fmt, Path(name)))
            asked.finished.connect(lambda _result: self._forget_file_dialog(asked))
            self.file_dialog = asked
            asked.open()

    def export(self, entity_id: int, fmt: str, path: Path) -> None:
        """Write the dossier of an entity, with all its mentions, to a file."""
        translator = self._translator

        def render(library: Library, _: Callable[[], bool]) -> str:
            from reader.export.dossier import render_dossier  # noqa: PLC0415 - when first needed

            known = library.naming.entity(entity_id)
            whole = library.naming.dossier(entity_id, articles=known.articles, passages=known.mentions)
            return render_dossier(fmt, whole, translator)

        self._session.ask(render, partial(self._write, path))

    def _write(self, path: Path, text: str) -> None:
        try:
            write_file(path, text)
        except ReaderError as error:
            self.refused.emit(self._translator.error(error))
            return
        self.said.emit(self._translator.gettext("Saved {path}.").format(path=path))

    def _forget_file_dialog(self, asked: QFileDialog) -> None:
        if self.file_dialog is asked:
            self.file_dialog = None
        asked.deleteLater()


def _file_name(name: str) -> str:
    """Return a name without what the names of files cannot have."""
    kept = "".join(" " if char in '\\/:*?"<>|' or not char.isprintable() else char for char in name)
    return " ".join(kept.split())[:80] or "docbao"
