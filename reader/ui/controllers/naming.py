"""The entities of the open article: which types are marked, stepping through them, and their cards."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.models import EntityType, Mention
from reader.ui.context import Context
from reader.ui.controllers.opened import ArticleController
from reader.ui.entity_types import MARKED_AT_FIRST
from reader.ui.page.entity_card import EntityInfo
from reader.ui.page.reader_view import ReaderView
from reader.ui.panel import Panel


class NamingController(QObject):
    """Joins the marks of the page with the panel's list.

    ``switched`` tells whether entities are marked, ``types_shown`` carries the types that are.
    """

    switched = Signal(bool)
    types_shown = Signal(object)

    def __init__(self, context: Context, article: ArticleController, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._article = article
        names = context.settings.get("entities.types")
        self._types = (
            frozenset(EntityType(name) for name in names) if isinstance(names, list) else MARKED_AT_FIRST
        )

    def attach(self, page: ReaderView, panel: Panel) -> None:
        """Take the widgets that this controller fills."""
        self._page, self._panel = page, panel
        page.set_entity_info(self._entity_info)
        self._show_types()

    def show_types(self, types: frozenset[EntityType]) -> None:
        """Mark only entities of these types."""
        self._types = types
        self._context.settings.set("entities.types", sorted(types))
        self._context.settings.set("entities.shown", bool(types))
        self._show_types()

    def toggle_entities(self) -> None:
        """Mark entities or none."""
        shown = not self._context.settings.flag("entities.shown")
        self._context.settings.set("entities.shown", shown)
        self._types = self._types or MARKED_AT_FIRST
        self._show_types()

    def step_mention(self, delta: int) -> None:
        """Go to the next or the previous mention of any entity that is marked."""
        mention = self._page.step_mention(delta)
        if mention:
            self._panel.entities.show_mention(mention)

    def go_to(self, mention: Mention) -> None:
        """Go to a mention that was chosen in the panel."""
        self._page.show_mention(mention)

    def _show_types(self) -> None:
        shown = self._types if self._context.settings.flag("entities.shown") else frozenset()
        self._page.set_visible_types(shown)
        self._panel.entities.set_visible_types(shown)
        self.switched.emit(bool(shown))
        self.types_shown.emit(shown)

    def toggle_type(self, kind: EntityType) -> None:
        """Mark the entities of a type, or no longer."""
        shown = self._types if self._context.settings.flag("entities.shown") else frozenset[EntityType]()
        self.show_types(shown ^ {kind})

    def _entity_info(self, mention: Mention) -> EntityInfo:
        assert self._article.shown is not None
        opened = self._article.shown.opened
        same = [m for m in opened.mentions if (m.type, m.entity) == (mention.type, mention.entity)]
        aliases = tuple(dict.fromkeys(m.text for m in same if m.text != mention.entity))
        title = next((m.title for m in (mention, *same) if m.title), "")
        known = next((e for e in opened.entities if e.id == mention.entity_id), None)
        return EntityInfo(
            name=mention.entity,
            type=mention.type,
            title=title,
            aliases=aliases,
            here=self._article.shown.counts[mention.type, mention.entity],
            articles=known.articles if known else 0,
            reason=mention.reason,
            score=mention.score,
            entity=mention.entity_id,
        )
