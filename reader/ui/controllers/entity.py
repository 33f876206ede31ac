"""The page of an entity: opened from anywhere, kept true, and what the reader changes on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from reader.errors import N_
from reader.library import Library
from reader.models import Appearance, Change, ChangeKind, Dossier, EntityType, MergeSuggestion, Summary
from reader.ui.context import Context
from reader.ui.entity.page import EntityPage

_STRETCH = 8  # articles that are loaded at once: the first fill the window
_KINDS = (ChangeKind.MENTIONS, ChangeKind.ARTICLES, ChangeKind.HIGHLIGHTS)
MERGED = N_("Merged.")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which mentions are wanted: of a month or a year, and near some words."""

    month: str = ""
    query: str = ""


class EntityController(QObject):
    """Joins the page of an entity with the session.

    ``opened`` carries the id of the entity that is shown, 0 when the page was left; ``undoable`` a sentence
    about an edit, which is shown with the way back.
    """

    opened = Signal(int)
    undoable = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._session = context.session
        self._translator = context.translator
        self._trail: list[int] = []
        self._narrowed = Narrowed()

    def attach(self, page: EntityPage) -> None:
        """Take the widget that this controller fills."""
        self._page = page

    @property
    def id(self) -> int:
        """The id of the entity whose page is open, 0 for none."""
        return self._trail[-1] if self._trail else 0

    @property
    def dossier(self) -> Dossier | None:
        """What is known of the entity whose page is open."""
        return self._page.dossier

    # Opening --------------------------------------------------------------------------------------

    def open(self, entity_id: int) -> None:
        """Open the page of an entity; the way back leads through those that were open."""
        if entity_id and entity_id != self.id:
            self._trail.append(entity_id)
            self._load()

    def browse(self, entity_id: int) -> None:
        """Open the page of an entity of a list: it takes the place of the one that is open."""
        if entity_id != self.id:
            self._trail = [entity_id]
            self._load()

    def back(self) -> None:
        """Go back to the entity that was open before, or leave."""
        if not self._trail:
            return
        self._trail = self._trail[:-1]
        if self._trail:
            self._load()
        else:
            self._leave()

    def close(self) -> None:
        """Leave the page, wherever the way back would lead."""
        if self._trail:
            self._trail.clear()
            self._leave()

    def refresh(self, change: Change) -> None:
        """Show what a change did to the entity."""
        if self.id and change.touches(*_KINDS):
            self._load()

    def _leave(self) -> None:
        self._page.clear()
        self.opened.emit(0)

    def _load(self) -> None:
        wanted = self.id
        fresh = self._page.dossier is None or self._page.dossier.entity.id != wanted
        if fresh:
            self._narrowed = Narrowed()
        self._session.ask(
            lambda library, _: _dossier(library, wanted),
            lambda found: self._show(wanted, *found),
            key="entity",
        )
        self._session.ask(
            lambda library, _: library.naming.companions(wanted),
            lambda found: self._page.show_company(found) if self._shows(wanted) else None,
            key="company",
        )

    def _show(self, wanted: int, dossier: Dossier, articles: dict[int, Summary]) -> None:
        if wanted != self.id:
            return
        fresh = not self._shows(wanted)
        self._page.show_dossier(dossier, articles)
        if fresh:
            complete = len(dossier.appearances) >= dossier.entity.articles
            self._page.show_appearances(dossier.appearances, complete=complete)
            self.opened.emit(wanted)
        else:
            self._load_appearances(max(self._page.shown_appearances(), _STRETCH))

    def _shows(self, entity_id: int) -> bool:
        shown = self._page.dossier
        return shown is not None and shown.entity.id == entity_id == self.id

    # Mentions -------------------------------------------------------------------------------------

    def narrow_to_period(self, period: str) -> None:
        """Show the mentions of a month or a year alone, all for an empty one."""
        self._narrowed = Narrowed(period, self._narrowed.query)
        self._page.mentions.set_period(period)
        self._page.histogram.set_chosen(period)
        self._load_appearances(_STRETCH)

    def narrow_to_words(self, query: str) -> None:
        """Show the mentions near some words alone."""
        self._narrowed = Narrowed(self._narrowed.month, query)
        self._load_appearances(_STRETCH)

    def load_more(self, offset: int) -> None:
        """Show the articles after those that are shown."""
        self._ask_appearances(offset, _STRETCH, self._page.add_appearances, "more")

    def load_all(self, article_id: int) -> None:
        """Show all mentions in an article."""
        wanted = self.id
        self._session.ask(
            lambda library, _: library.naming.passages(wanted, article_id),
            lambda found: self._page.mentions.show_all(article_id, found),
        )

    def _load_appearances(self, count: int) -> None:
        self._ask_appearances(0, count, self._page.show_appearances, "appearances")

    def _ask_appearances(self, offset: int, count: int, show: Callable[..., None], key: str) -> None:
        """Ask for one article more than wanted: it tells whether there are others."""
        wanted, narrowed = self.id, self._narrowed

        def answer(found: Sequence[Appearance]) -> None:
            if self._shows(wanted) and narrowed == self._narrowed:
                show(found[:count], complete=len(found) <= count)

        self._session.ask(
            lambda library, _: library.naming.appearances(
                wanted, offset=offset, limit=count + 1, month=narrowed.month, query=narrowed.query
            ),
            answer,
            key=key,
        )

    # Edits ----------------------------------------------------------------------------------------

    def rename(self, name: str) -> None:
        """Call the entity otherwise."""
        wanted = self.id
        self._session.edit(lambda library: library.correcting.rename(wanted, name))

    def retype(self, kind: EntityType) -> None:
        """Say what the entity is; where that makes it one with another, show that."""
        wanted = self.id
        self._session.edit(
            lambda library: library.correcting.retype(wanted, kind), partial(self._follow, wanted)
        )

    def add_name(self, name: str) -> None:
        """Say that the entity is also called otherwise."""
        wanted = self.id
        self._session.edit(lambda library: library.correcting.add_alias(wanted, name))

    def remove_name(self, alias_id: int) -> None:
        """Take a name back that the reader gave."""
        self._session.edit(lambda library: library.correcting.remove_alias(alias_id))

    def separate(self, alias_id: int) -> None:
        """Let one of the names mean an entity of its own."""
        said = self._translator.gettext("The name stands for an entity of its own now.")
        self._edit(lambda library: library.correcting.separate(alias_id), said)

    def merge(self, other: int) -> None:
        """Let another entity be this one."""
        wanted = self.id
        self._edit(lambda library: library.correcting.merge(wanted, other), self._translator.gettext(MERGED))

    def keep_apart(self, other: int) -> None:
        """Say that another entity is not this one."""
        wanted = self.id
        said = self._translator.gettext("They are kept apart, and not suggested again.")
        self._edit(lambda library: library.correcting.keep_apart(wanted, other), said)

    def confirm(self, suggestion: MergeSuggestion) -> None:
        """Merge as was suggested."""
        self.merge(suggestion.other.id)

    def deny(self, suggestion: MergeSuggestion) -> None:
        """Keep apart what was suggested to be one."""
        self.keep_apart(suggestion.other.id)

    def split(self, articles: list[int], mentions: list[tuple[int, int, int]], name: str) -> None:
        """Let some mentions mean another entity."""
        wanted = self.id
        said = self._translator.gettext("Split: those mentions are another entity now.")
        self._edit(
            lambda library: library.correcting.split(wanted, articles=articles, mentions=mentions, name=name),
            said,
        )

    def reject(self) -> None:
        """Say that this is no entity, and leave its page."""
        wanted, name = self.id, self._page.dossier.entity.name if self._page.dossier else ""
        said = self._translator.gettext("“{name}” is not marked any more.").format(name=name)
        self._edit(lambda library: library.correcting.reject_entity(wanted), said)
        self.back()

    def _follow(self, before: int, change: Change) -> None:
        """Show the entity that took the place of one that was merged into it."""
        if change.entity and before == self.id != change.entity:
            self._trail[-1] = change.entity
            self._load()

    def _edit(self, edit: Callable[[Library], Change], said: str) -> None:
        self._session.edit(edit, lambda change: self.undoable.emit(said) if change.done else None)


def _dossier(library: Library, entity_id: int) -> tuple[Dossier, dict[int, Summary]]:
    """Return what the page shows at first, with the articles of the highlights."""
    dossier = library.naming.dossier(entity_id, articles=_STRETCH, company=False)
    articles = list(dict.fromkeys(mark.article_id for mark in dossier.marked))
    return dossier, {summary.id: summary for summary in library.reading.summaries(articles)}
