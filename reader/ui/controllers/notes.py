"""Notes of the whole library: many edited at once, deleted ones, earlier words of notes, colour names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QMessageBox

from reader.library import Library
from reader.models import Change, ChangeKind, Color, Highlight, NoteVersion, Style
from reader.ui.commands import Actions
from reader.ui.context import Context
from reader.ui.controllers.appearance import AppearanceController
from reader.ui.controllers.opened import ArticleController
from reader.ui.dialogs import TagsDialog
from reader.ui.dialogs.colors import STYLE_NAMES, ColorsDialog
from reader.ui.dialogs.frame import Dialog
from reader.ui.dialogs.note_history import NoteHistoryDialog

Ids = Sequence[str]


class NotesController(QObject):
    """Edits of highlights by their ids; each call is one step to undo.

    ``colors_named`` carries what every colour is called, ``style_chosen`` how new highlights are drawn;
    ``tags_known`` the tags that highlights and articles have; ``dialog`` and ``box`` are what is open.
    """

    said = Signal(str)
    colors_named = Signal(object)
    style_chosen = Signal(object)
    tags_known = Signal(object)

    def __init__(
        self,
        context: Context,
        article: ArticleController,
        appearance: AppearanceController,
        actions: Actions,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._session = context.session
        self._translator = context.translator
        self._article = article
        self._appearance = appearance
        self._actions = actions
        self._window = window
        self.dialog: Dialog | None = None
        self.box: QMessageBox | None = None

    # Many highlights ------------------------------------------------------------------------------

    def recolor(self, ids: Ids, color: Color) -> None:
        """Give highlights another colour."""
        self._session.edit(lambda library: library.editing.recolor(ids, color))

    def restyle(self, ids: Ids, style: Style) -> None:
        """Let highlights be drawn in another way."""
        self._session.edit(lambda library: library.editing.restyle(ids, style))

    def star(self, ids: Ids, starred: bool) -> None:
        """Put stars on highlights, or take them away."""
        self._session.edit(lambda library: library.editing.star_highlights(ids, starred=starred))

    def delete(self, ids: Ids) -> None:
        """Put highlights into the trash; say how they come back."""
        self._session.edit(
            lambda library: library.editing.delete_highlights(ids),
            lambda _change: self._say_deleted(len(ids)),
        )

    def restore(self, ids: Ids) -> None:
        """Take highlights out of the trash."""
        self._session.edit(lambda library: library.editing.restore_highlights(ids))

    def ask_to_forget(self, ids: Ids) -> None:
        """Ask whether highlights in the trash are to go for good."""
        ngettext = self._translator.ngettext
        asked = QMessageBox(self._window)
        asked.setIcon(QMessageBox.Icon.Warning)
        asked.setText(ngettext("Delete {n} highlight for good?", "Delete {n} highlights for good?", len(ids)))
        asked.setInformativeText(
            self._translator.gettext(
                "Their notes and all that these ever said go with them. There is no undo."
            )
        )
        going = asked.addButton(self._translator.gettext("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = asked.addButton(self._translator.gettext("Cancel"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(keep)
        going.clicked.connect(
            lambda: self._session.edit(lambda library: library.editing.forget_highlights(ids))
        )
        asked.finished.connect(lambda _result: asked.deleteLater())
        self.box = asked
        asked.open()

    def edit_tags(self, ids: Ids) -> None:
        """Edit the tags of highlights together."""

        def question(
            library: Library, _: Callable[[], bool]
        ) -> tuple[tuple[Highlight, ...], tuple[str, ...]]:
            return library.reading.some_highlights(ids), library.reading.highlight_tags()

        self._session.ask(question, lambda found: self._show_tags(*found))

    def _show_tags(self, highlights: Sequence[Highlight], known: Sequence[str]) -> None:
        if not highlights:
            return
        tags = Counter(tag for each in highlights for tag in each.tags)
        dialog = TagsDialog(
            tags,
            len(highlights),
            known,
            self._translator,
            self._appearance.theme,
            of_highlights=True,
            parent=self._window,
        )
        ids = [each.id for each in highlights]

        def keep(add: frozenset[str], remove: frozenset[str]) -> None:
            self._session.edit(lambda library: library.editing.tag_highlights(ids, add=add, remove=remove))

        dialog.tags_chosen.connect(keep)
        self._show(dialog)

    def set_tags(self, highlight_id: str, tags: Sequence[str]) -> None:
        """Replace the tags of a highlight."""
        self._session.edit(lambda library: library.editing.set_highlight_tags(highlight_id, tags))

    def _say_deleted(self, count: int) -> None:
        self.said.emit(
            self._translator.ngettext(
                "{n} highlight deleted; it waits among the deleted notes.",
                "{n} highlights deleted; they wait among the deleted notes.",
                count,
            )
        )

    # Notes ----------------------------------------------------------------------------------------

    def set_article_note(self, article_id: int, note: str) -> None:
        """Keep the note on an article as a whole."""
        self._session.edit(lambda library: library.editing.set_article_note(article_id, note))

    def show_history(self, highlight_id: str) -> None:
        """Show what a highlight's note (or, without one, that on the open article) said before."""
        article_id = self._article.id
        if article_id:
            self._session.ask(
                lambda library, _: library.reading.earlier_notes(article_id, highlight_id),
                lambda versions: self._show_versions(article_id, highlight_id, versions),
            )

    def _show_versions(self, article_id: int, highlight_id: str, versions: Sequence[NoteVersion]) -> None:
        dialog = NoteHistoryDialog(versions, self._translator, self._window)

        def restored(note: str, library: Library) -> Change:
            if highlight_id:
                return library.editing.set_note(highlight_id, note)
            return library.editing.set_article_note(article_id, note)

        dialog.restore_requested.connect(lambda note: self._session.edit(partial(restored, note)))
        self._show(dialog)

    # Colours --------------------------------------------------------------------------------------

    def load_colors(self) -> None:
        """Ask what the reader calls the colours, and tell it."""
        self._session.ask(lambda library, _: library.reading.color_names(), self._name_colors, key="colors")

    def load_tags(self) -> None:
        """Ask which tags there are, and tell them."""
        self._session.ask(
            lambda library, _: [
                *library.reading.highlight_tags(),
                *(name for name, _count in library.reading.counts().tags),
            ],
            lambda tags: self.tags_known.emit(list(dict.fromkeys(tags))),
            key="tags",
        )

    def refresh(self, change: Change) -> None:
        """Tell new names of colours, and new tags."""
        if change.touches(ChangeKind.COLORS):
            self.load_colors()
        if change.touches(ChangeKind.HIGHLIGHTS, ChangeKind.TAGS):
            self.load_tags()

    def show_colors(self) -> None:
        """Let the reader name the colours, and choose how new highlights are drawn."""
        self._session.ask(lambda library, _: library.reading.color_names(), self._show_colors)

    def _show_colors(self, given: Mapping[Color, str]) -> None:
        style = Style(self._context.settings.text("highlight.style"))
        dialog = ColorsDialog(given, style, self._translator, self._appearance.theme, self._window)
        dialog.names_chosen.connect(
            lambda names: self._session.edit(lambda library: library.editing.set_color_names(names))
        )
        dialog.style_chosen.connect(self.choose_style)
        self._show(dialog)

    def choose_style(self, style: Style) -> None:
        """Draw new highlights in a way, and tell it."""
        self._context.settings.set("highlight.style", style.value)
        self.style_chosen.emit(style)

    def next_style(self) -> None:
        """Draw new highlights in the other way, and say so."""
        now = Style(self._context.settings.text("highlight.style"))
        style = Style.FILL if now is Style.UNDERLINE else Style.UNDERLINE
        self.choose_style(style)
        _ = self._translator.gettext
        self.said.emit(_("New highlights are drawn with {how}.").format(how=_(STYLE_NAMES[style])))

    def _name_colors(self, given: Mapping[Color, str]) -> None:
        _ = self._translator.gettext
        own = {
            Color.YELLOW: _("Highlight in yellow"),
            Color.GREEN: _("Highlight in green"),
            Color.BLUE: _("Highlight in blue"),
            Color.RED: _("Highlight in red"),
            Color.PURPLE: _("Highlight in purple"),
        }
        for color, text in own.items():
            named = _("Highlight as “{name}”").format(name=given.get(color, ""))
            self._actions[f"highlight_{color}"].setText(named if color in given else text)
        self.colors_named.emit(self._translator.color_names(given))

    def _show(self, dialog: Dialog) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._forget_dialog(dialog))
        dialog.open()

    def _forget_dialog(self, dialog: Dialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()
