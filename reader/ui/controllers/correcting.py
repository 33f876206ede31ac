"""What the reader puts right about entities where the article is read: on page, card and panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from reader.errors import N_
from reader.library import Library
from reader.models import Change, EntitySort, EntityType, Mention, Scope
from reader.text.fold import fold_case
from reader.text.stretch import Edge
from reader.ui.context import Context
from reader.ui.controllers.opened import ArticleController
from reader.ui.dialogs.name import NameDialog
from reader.ui.entity_types import SCOPE_NAMES, TYPE_NAME
from reader.ui.page.reader_view import ReaderView
from reader.ui.panel import Panel
from reader.ui.panel.entity_menu import RowWish

_OFFERED = 8
_GO_FIRST = N_("Select a name in the text first, or go to one with ].")
_CHOOSE_FIRST = N_("Choose an entity in the panel first, or go to one with ].")
_CHOOSE_SEVERAL = N_(
    "Choose several entities in the panel first, with Ctrl and a click or Shift and an arrow."
)
_SELECT_LENGTH = N_("Select a part of a name, or a name and more, to change its length.")


class CorrectingController(QObject):
    """Corrects entities in the open article.

    What is in hand is what is chosen in the panel's list while that has the focus, else the selection, else
    the mention that was stepped to.

    ``undoable`` carries a sentence about a correction that was made, ``said`` any other; ``dialog`` is the
    window that asks for a name, while it is open.
    """

    undoable = Signal(str)
    said = Signal(str)

    def __init__(self, context: Context, article: ArticleController, window: QMainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._session = context.session
        self._translator = context.translator
        self._article = article
        self._window = window
        self._made = (0, 0, 0)  # the article and the span of a mention that is to stand out once it is there
        self._told = False  # whether its correction is made: the next that the page shows has it, or never
        self.dialog: NameDialog | None = None

    def attach(self, page: ReaderView, panel: Panel) -> None:
        """Take the widgets that are worked with."""
        self._page, self._panel = page, panel
        page.set_scope(self.scope)

    # How far corrections reach --------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        """How far corrections reach."""
        return Scope(self._context.settings.text("correction.scope"))

    def set_scope(self, scope: Scope) -> None:
        """Let corrections reach so far from now on."""
        self._context.settings.set("correction.scope", scope.value)
        self._page.set_scope(scope)

    def next_scope(self) -> None:
        """Let corrections reach further; after the furthest comes the nearest."""
        scopes = list(SCOPE_NAMES)
        self.set_scope(scopes[(scopes.index(self.scope) + 1) % len(scopes)])
        _ = self._translator.gettext
        self.said.emit(_("Corrections reach: {scope}").format(scope=_(SCOPE_NAMES[self.scope])))

    # A stretch of the page ------------------------------------------------------------------------

    def mark(self, start: int, end: int, kind: EntityType, name: str = "") -> None:
        """Say what the words of a stretch name; they may be marked otherwise, or not at all.

        Of another type they are another's name: Kaspersky the company is not called Eugene Kaspersky.
        """
        if not self._article.shown:
            return
        article_id, scope, mention = self._article.id, self.scope, self._mention_of(start, end)
        words = self._article.shown.opened.article.text[start:end]
        full = name or (mention.entity if mention and mention.type is kind else "")
        called = "" if fold_case(full) == fold_case(words) else full
        self._made = (article_id, start, end)
        self._edit(
            lambda library: library.correcting.mark(article_id, start, end, kind, name=called, scope=scope),
            self._said_type(full or words, kind),
            scope,
        )

    def put_right(self, mention: Mention, kind: EntityType, name: str = "") -> None:
        """Say what the entity of a mention is, by whatever name, or which entity it means."""
        scope = self.scope
        if name or scope is Scope.MENTION or not mention.entity_id:
            self.mark(mention.start, mention.end, kind, name)
        elif mention.type is kind:
            said = self._translator.gettext("“{name}” is marked so already.")
            self.said.emit(said.format(name=mention.entity))
        else:
            self._made = (self._article.id, mention.start, mention.end)
            here = self._article.id if scope is Scope.ARTICLE else 0
            self.retype(mention.entity_id, mention.entity, kind, here)

    def reject(self, start: int, end: int) -> None:
        """Say that what overlaps a stretch is no entity; several names only here."""
        naming = self._page.naming_of(start, end)
        if naming is None or naming.mention is None:
            self.said.emit(self._translator.gettext("Nothing is marked there."))
            return
        mention, scope, article_id = naming.mention, self.scope, self._article.id
        if naming.several:
            scope = Scope.MENTION
        else:
            start, end = mention.start, mention.end
        self._page.clear_selection()
        self._edit(
            lambda library: library.correcting.reject(article_id, start, end, scope),
            self._translator.gettext("“{name}” is not an entity.").format(name=mention.text),
            scope,
        )

    def resize(self, mention: Mention, start: int, end: int) -> None:
        """Let a mention be longer or shorter."""
        if not self._article.shown:
            return
        article_id, scope = self._article.id, self.scope
        words = self._article.shown.opened.article.text[start:end]
        self._made = (article_id, start, end)
        self._edit(
            lambda library: library.correcting.resize(
                article_id, (mention.start, mention.end), (start, end), scope
            ),
            self._translator.gettext("The name is “{name}” now.").format(name=words),
            scope,
        )

    def show_made(self) -> None:
        """Let what was just marked stand out, once the page has it."""
        article_id, start, end = self._made
        here = article_id != 0 and article_id == self._article.id
        if here and (self._page.pick_mention(start, end) or self._told):
            self._made = (0, 0, 0)

    def offer_names(self, words: str) -> None:
        """Offer the entities whose names hold some words where a full name is typed."""
        if not words:
            self._page.set_names(())
            return
        self._session.ask(
            lambda library, _: library.naming.browse((), words, sort=EntitySort.MENTIONS, limit=_OFFERED),
            lambda page: self._page.set_names(page.entities),
            key="names",
        )

    # What is in hand ------------------------------------------------------------------------------

    def mark_in_hand(self, kind: EntityType) -> None:
        """Say what it is."""
        if self._in_panel():
            self.do_with_rows(RowWish.RETYPE, kind)
        elif span := self._span():
            self._page.hide_bar()
            current = self._page.current_mention
            if current and self._page.selection() is None:
                self.put_right(current, kind)
            else:
                self.mark(*span, kind)

    def reject_in_hand(self) -> None:
        """Say that it is no entity."""
        if self._in_panel():
            everywhere = self.scope is Scope.EVERYWHERE
            self.do_with_rows(RowWish.REJECT_EVERYWHERE if everywhere else RowWish.REJECT_HERE)
        elif span := self._span():
            self._page.hide_bar()
            self.reject(*span)

    def name_in_hand(self) -> None:
        """Ask for its full name."""
        if self._span():
            self._page.setFocus()
            self._page.ask_name()

    def show_card(self) -> None:
        """Show the card of the mention that was stepped to."""
        if not self._page.isVisible() or not self._page.show_card():
            self.said.emit(self._translator.gettext("Go to an entity with ] first."))

    def stretch(self, edge: Edge, by: int) -> None:
        """Propose the name longer (1) or shorter (-1) by a word, at one of its ends."""
        span = self._span()
        if span is None:
            return
        naming = self._page.naming_of(*span)
        mention = naming.mention if naming else None
        if mention is None:
            self.said.emit(self._translator.gettext("Nothing is marked there."))
            return
        self._page.propose(*self._page.stretched_name(mention, edge, by))
        self.said.emit(self._translator.gettext("Enter gives the name this length."))

    def resize_in_hand(self) -> None:
        """Give a name the length of the selection."""
        span = self._span()
        naming = self._page.naming_of(*span) if span else None
        if naming and naming.mention and naming.resizes:
            self._page.hide_bar()
            self.resize(naming.mention, naming.start, naming.end)
        elif span:
            self.said.emit(self._translator.gettext(_SELECT_LENGTH))

    def _span(self) -> tuple[int, int] | None:
        """Return the stretch of the page that is in hand; say what to do where there is none."""
        span = current = None
        if self._page.isVisible():
            span, current = self._page.selection(), self._page.current_mention
        if span is None and current:
            span = current.start, current.end
        if span is None:
            self.said.emit(self._translator.gettext(_GO_FIRST))
        return span

    def _mention_of(self, start: int, end: int) -> Mention | None:
        """Return the mention of exactly a stretch."""
        naming = self._page.naming_of(start, end)
        mention = naming.mention if naming else None
        return mention if mention and (mention.start, mention.end) == (start, end) else None

    # Entities -------------------------------------------------------------------------------------

    def do_with_rows(self, wish: RowWish, kind: EntityType | None = None) -> None:
        """Do what is wanted with the entities that are chosen in the panel."""
        rows = self._panel.entities.chosen()
        if wish is RowWish.MERGE:
            self.merge_chosen()
        else:
            self._do(wish, kind, *((rows[0].entity, rows[0].name) if len(rows) == 1 else (0, "")))

    def do_in_hand(self, wish: RowWish) -> None:
        """Do what is wanted with the entity that is in hand."""
        current = self._page.current_mention if self._page.isVisible() else None
        if self._in_panel() or current is None:
            self.do_with_rows(wish)
        else:
            self._do(wish, None, current.entity_id, current.entity)

    def _do(self, wish: RowWish, kind: EntityType | None, entity_id: int, name: str) -> None:
        here = self._article.id
        if not entity_id:
            self.said.emit(self._translator.gettext(_CHOOSE_FIRST))
        elif wish is RowWish.RETYPE and kind:
            self.retype(entity_id, name, kind, 0 if self.scope is Scope.EVERYWHERE else here)
        elif wish is RowWish.RENAME:
            title = self._translator.gettext("Rename “{name}”").format(name=name)
            self._ask_name(title, name, partial(self.rename, entity_id))
        elif wish is RowWish.ADD_NAME:
            title = self._translator.gettext("Another name of “{name}”").format(name=name)
            self._ask_name(title, "", partial(self.add_name, entity_id, name))
        elif wish in {RowWish.REJECT_HERE, RowWish.REJECT_EVERYWHERE}:
            self.reject_entity(entity_id, name, here if wish is RowWish.REJECT_HERE else 0)

    def retype(self, entity_id: int, name: str, kind: EntityType, article_id: int = 0) -> None:
        """Say what an entity is, in one article or everywhere."""
        self._edit(
            lambda library: library.correcting.retype(entity_id, kind, article_id=article_id),
            self._said_type(name, kind),
            Scope.ARTICLE if article_id else Scope.EVERYWHERE,
        )

    def reject_entity(self, entity_id: int, name: str, article_id: int = 0) -> None:
        """Say that an entity is none, in one article or everywhere."""
        self._edit(
            lambda library: library.correcting.reject_entity(entity_id, article_id=article_id),
            self._translator.gettext("“{name}” is not an entity.").format(name=name),
            Scope.ARTICLE if article_id else Scope.EVERYWHERE,
        )

    def rename(self, entity_id: int, name: str) -> None:
        """Call an entity otherwise."""
        said = self._translator.gettext("It is called “{name}” now.").format(name=name)
        self._edit(lambda library: library.correcting.rename(entity_id, name), said)

    def add_name(self, entity_id: int, known: str, name: str) -> None:
        """Say that an entity is also called otherwise."""
        said = self._translator.gettext("“{name}” means “{entity}” now.").format(name=name, entity=known)
        self._edit(lambda library: library.correcting.add_alias(entity_id, name), said)

    def merge_chosen(self) -> None:
        """Let the entities that are chosen in the panel be one: the one that is mentioned most."""
        rows = [row for row in self._panel.entities.chosen() if row.entity]
        ids: Sequence[int] = list(dict.fromkeys(row.entity for row in rows))
        if len(ids) > 1:
            said = self._translator.gettext("Merged into “{name}”.").format(name=rows[0].name)
            self._edit(lambda library: library.correcting.merge(*ids), said)
        else:
            self.said.emit(self._translator.gettext(_CHOOSE_SEVERAL))

    def _in_panel(self) -> bool:
        """Whether the panel's list has the focus, with something chosen."""
        tab = self._panel.entities
        return tab.view.hasFocus() and bool(tab.chosen())

    def _ask_name(self, title: str, name: str, then: Callable[[str], None]) -> None:
        dialog = NameDialog(title, name, self._translator, self._window)
        dialog.named.connect(then)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        self.dialog = dialog
        dialog.open()

    def _forget(self, dialog: NameDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    # What all corrections share -------------------------------------------------------------------

    def _said_type(self, name: str, kind: EntityType) -> str:
        _ = self._translator.gettext
        return _("“{name}” is marked as: {type}.").format(name=name, type=_(TYPE_NAME[kind]))

    def _edit(self, edit: Callable[[Library], Change], said: str, scope: Scope = Scope.EVERYWHERE) -> None:
        self._told = False
        self._session.edit(edit, partial(self._tell, said, scope))

    def _tell(self, said: str, scope: Scope, change: Change) -> None:
        """Say what was done, and in how many articles where it may be more than this one."""
        self._told = True
        if not change.done:
            self.said.emit(self._translator.gettext("Nothing had to be changed."))
            return
        if scope is Scope.EVERYWHERE and change.articles:
            count = len(change.articles)
            reach = self._translator.ngettext("In {n} article.", "In {n} articles.", count)
            said = f"{said} {reach}"
        self.undoable.emit(said)
