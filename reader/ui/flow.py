"""What moves between the parts of the window, and what they show when something has happened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from reader.errors import N_
from reader.library import Progress, Stage
from reader.models import Change, EntityType, Mention
from reader.ui.browse.places import Place, PlaceKind
from reader.ui.context import Context
from reader.ui.controllers.files import ImportTotals
from reader.ui.controllers.listing import finished, typed
from reader.ui.empty_places import say_empty_library
from reader.ui.parts import Controllers, Widgets

STAGES = {
    Stage.IMPORT: N_("Importing"),
    Stage.RECOGNISE: N_("Recognising entities"),
    Stage.INDEX: N_("Indexing"),
    Stage.BACKUP: N_("Backing up"),
    Stage.RESTORE: N_("Verifying the backup"),
    Stage.CHECK: N_("Checking the library"),
}


class Flow(QObject):
    """Steps that take more than one part.

    ``list_shown`` and ``page_shown`` carry the widget that is to be seen in the column of the lists and in
    that of the page, ``titled`` the window's title.
    """

    list_shown = Signal(object)
    page_shown = Signal(object)
    titled = Signal(str)

    def __init__(self, context: Context, controllers: Controllers, widgets: Widgets, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._c = controllers
        self._w = widgets

    # What the reader asks for ---------------------------------------------------------------------

    def go_to_place(self, place: Place) -> None:
        """Show a place of the sidebar."""
        lists = {PlaceKind.NOTES: self._w.notes, PlaceKind.ENTITIES: self._w.entities}
        self.list_shown.emit(lists.get(place.kind, self._w.articles))
        self._w.reading_line.show_reading("", "")
        if place.kind is PlaceKind.ENTITIES:
            self._c.entities.show_place(EntityType(str(place.value)) if place.value else None)
            return
        saved = self._c.searching.saved(int(place.value)) if place.kind is PlaceKind.SAVED else None
        if saved is None:
            self._c.listing.show_place(place)
        else:
            self._c.listing.show_saved(saved)
            self._c.article.set_query(finished(saved.text))

    def search(self, text: str) -> None:
        """Search as the reader types, and mark the matches in the open article."""
        self._show_articles()
        self._c.listing.search(text)
        self._c.article.set_query(typed(text))

    def search_for(self, text: str) -> None:
        """Search the library for words that were chosen in page or panel."""
        self._c.arrangement.show("list")
        self._show_articles()
        self._c.listing.search_for(text)
        self._c.article.set_query(finished(text))

    def search_selection(self) -> None:
        """Search the library for what is selected on the page."""
        if span := self._w.page.selection():
            shown = self._c.article.shown
            assert shown is not None
            self.search_for(" ".join(shown.opened.article.text[slice(*span)].split()))

    def save_search(self) -> None:
        """Keep the search or the filters that the list shows."""
        self._c.searching.save(self._c.listing.wanted, self._c.listing.labels())

    def focus_search(self) -> None:
        """Go to the search field, wherever one is."""
        self._c.arrangement.leave_focus()
        self._c.arrangement.show("list")
        self._w.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._w.search.selectAll()

    def open(self, article_id: int) -> None:
        """Open an article of the list, with the matches of the search."""
        if article_id != self._c.article.id:
            self._c.searching.note(self._c.listing.wanted.text)
            self._c.article.open(article_id, self._c.listing.wanted.text)
        else:
            self._c.entity.close()

    def open_other(self, article_id: int) -> None:
        """Open an article that may not be in the list."""
        self._w.articles.select_id(article_id)
        self._c.article.open(article_id)

    def edit_note_of(self, article_id: int, highlight_id: str) -> None:
        """Open an article and the note of one of its highlights."""
        self.show_tab("notes")
        if article_id != self._c.article.id:
            self._c.article.open(article_id, "", highlight_id)
        self._w.panel.notes.edit(highlight_id)

    def show_entity(self, mention: Mention) -> None:
        """Open the page of an entity that was clicked in the text."""
        self._w.panel.entities.show_mention(mention)
        self._c.entity.open(mention.entity_id)

    def show_current_entity(self) -> None:
        """Open the page of the entity whose mention stands out in the text."""
        mention = self._w.page.current_mention
        if mention:
            self.show_entity(mention)
        else:
            said = self._context.translator.gettext("Go to an entity with ] first, or click one in the text.")
            self._w.status.show_message(said)

    def read_entity(self, entity_id: int) -> None:
        """Open the page of an entity of the list, and go there."""
        self._c.entity.browse(entity_id)
        self._w.entity.setFocus()

    def browse_entities(self) -> None:
        """Show the list of all entities."""
        place = Place(PlaceKind.ENTITIES)
        self._c.arrangement.show("list")
        self._w.sidebar.select(place)
        self.go_to_place(place)
        self._w.entities.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def list_articles_of_entity(self) -> None:
        """List the articles that mention the entity whose page is open."""
        if dossier := self._c.entity.dossier:
            place = Place(PlaceKind.ENTITY, dossier.entity.id, dossier.entity.name)
            self._c.arrangement.show("list")
            self._w.sidebar.select(place)
            self.go_to_place(place)

    def go_to_mention(self, article_id: int, start: int, end: int) -> None:
        """Open an article at a mention (code points)."""
        self._w.articles.select_id(article_id)
        self._c.article.open(article_id, mention=(start, end))

    def _show_articles(self) -> None:
        """Show the list of articles; what it shows is then the place of the sidebar."""
        self.list_shown.emit(self._w.articles)
        if self._w.entities.isVisible():
            self._w.sidebar.select(self._c.listing.wanted.place)

    def show_tab(self, name: str) -> None:
        """Show a tab of the panel, and the panel with it."""
        self._c.arrangement.show("panel")
        self._w.panel.show_tab(name)

    def selected(self) -> tuple[int, ...]:
        """The articles that a command means: those selected in the list, or the one that is open."""
        selected = self._w.articles.selected_ids() if self._w.articles.isVisible() else ()
        return selected or ((self._c.article.id,) if self._c.article.id else ())

    # What has happened ----------------------------------------------------------------------------

    def on_changed(self, change: Change) -> None:
        """Show what a change did."""
        self._c.listing.refresh(change)
        self._c.article.refresh(change)
        self._c.searching.refresh(change)
        self._c.entity.refresh(change)
        self._c.entities.refresh(change)

    def on_listed(self, ids: Sequence[int]) -> None:
        """Keep the open article selected; an empty library says what to do."""
        if not len(ids) and self._c.listing.is_whole_library():
            say_empty_library(
                self._w.articles.empty,
                self._context.translator,
                self._c.files.import_samples,
                self._c.windows.choose_files,
                self._c.windows.choose_folder,
            )
        if self._c.article.id:
            self._w.articles.select_id(self._c.article.id)

    def on_opened(self, article_id: int) -> None:
        """Let the commands that mean an article be used, and remember which is open."""
        if article_id:
            self._c.entity.close()
        self._c.actions.enable_for_article(bool(article_id))
        self._context.settings.set("window.article", article_id)
        if article_id:
            self._w.articles.select_id(article_id)
        self.show_state()
        self._say_matches()

    def on_entity(self, entity_id: int) -> None:
        """Show the page of an entity, or the article again where it was left."""
        shown = self._w.entity if entity_id else self._w.page
        left = self._w.page if entity_id else self._w.entity
        focused = QApplication.focusWidget()
        inside = focused is not None and (focused is left or left.isAncestorOf(focused))
        self.page_shown.emit(shown)
        if inside:
            shown.setFocus()
        self._c.actions.enable_for_article(not entity_id and bool(self._c.article.id))
        self._w.entities.table.select_entity(entity_id)
        self.show_state()

    def say_undoable(self, said: str) -> None:
        """Say what was done to an entity, with the way back."""
        undo = self._context.translator.gettext("Undo")
        self._w.status.show_message(said, action_text=undo, action=self._c.files.undo)

    def show_state(self) -> None:
        """Show in bar and title what is true of the open article."""
        shown = self._c.article.shown
        starred = bool(shown and shown.opened.article.starred)
        self._w.toolbar.set_starred(self._c.appearance.look, starred=starred)
        self._w.status.set_standing(len(shown.opened.highlights) if shown else None)
        entity = self._c.entity.dossier
        title = shown.opened.article.metadata.title if shown else "Docbao"
        self.titled.emit(entity.entity.name if entity else title)
        self._w.panel.details.set_known_tags(self._c.listing.known_tags)

    def _say_matches(self) -> None:
        """Say how often what was searched for stands in the article, and how to go through it."""
        shown = self._c.article.shown
        count = len(shown.opened.matches) if shown else 0
        if count:
            said = self._context.translator.ngettext(
                "{n} match in this article; F3 goes to the next.",
                "{n} matches in this article; F3 goes to the next.",
                count,
            )
            self._w.status.show_message(said)

    def on_progress(self, progress: Progress) -> None:
        """Show how far long work is; a single step is not worth it."""
        if progress.total > 1:
            what = self._context.translator.gettext(STAGES[progress.stage])
            self._w.status.show_progress(what, progress.done, progress.total)

    def on_imported(self, totals: ImportTotals) -> None:
        """Say what came in, open it, and report what failed."""
        ngettext = self._context.translator.ngettext
        if totals.updated and totals.updated == len(totals.ids):
            said = ngettext("{n} article got a newer text.", "{n} articles got a newer text.", totals.updated)
            self._w.status.show_message(said)
            self._c.article.open(totals.ids[0])
        elif totals.ids:
            said = ngettext("{n} article was imported.", "{n} articles were imported.", len(totals.ids))
            self._w.status.show_message(said)
            self._c.article.open(totals.ids[0])
        self._c.windows.report_import(totals)

    def say_trashed(self, count: int) -> None:
        """Say what went into the trash, with the way back."""
        translator = self._context.translator
        said = translator.ngettext(
            "{n} article moved to the trash.", "{n} articles moved to the trash.", count
        )
        self._w.status.show_message(said, action_text=translator.gettext("Undo"), action=self._c.files.undo)
        if self._c.article.id not in self._w.articles.model.ids:
            self._c.article.close()
