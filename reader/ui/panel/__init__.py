"""The panel beside the page: entities, notes, details and related articles of what is read."""

from reader.ui.panel.details import DetailsTab
from reader.ui.panel.entities import EntitiesTab
from reader.ui.panel.notes import NotesTab
from reader.ui.panel.panel import Panel
from reader.ui.panel.related import RelatedTab

__all__ = ["DetailsTab", "EntitiesTab", "NotesTab", "Panel", "RelatedTab"]
