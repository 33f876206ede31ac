"""The parts of the window: the widgets that one sees, and the controllers behind them."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from reader.ui.browse.article_list import ArticleList
from reader.ui.browse.entities import EntitiesList
from reader.ui.browse.notes_list import NotesList
from reader.ui.browse.search_field import SearchField
from reader.ui.browse.sidebar import Sidebar
from reader.ui.commands import Actions
from reader.ui.context import Context
from reader.ui.controllers.appearance import AppearanceController
from reader.ui.controllers.arrangement import ArrangementController
from reader.ui.controllers.correcting import CorrectingController
from reader.ui.controllers.correction_list import CorrectionListController
from reader.ui.controllers.entities import EntitiesController
from reader.ui.controllers.entity import EntityController
from reader.ui.controllers.entity_windows import EntityWindowsController
from reader.ui.controllers.files import FilesController
from reader.ui.controllers.keeping import KeepingController
from reader.ui.controllers.listing import ListingController
from reader.ui.controllers.marking import MarkingController
from reader.ui.controllers.naming import NamingController
from reader.ui.controllers.notes import NotesController
from reader.ui.controllers.opened import ArticleController
from reader.ui.controllers.revising import RevisingController
from reader.ui.controllers.searching import SearchingController
from reader.ui.controllers.shelving import ShelvingController
from reader.ui.controllers.windows import WindowsController
from reader.ui.dialogs import NoteEditor
from reader.ui.entity.page import EntityPage
from reader.ui.page.reader_view import ReaderView
from reader.ui.panel import Panel
from reader.ui.reading_line import ReadingLine
from reader.ui.status import StatusBar
from reader.ui.toolbar import Toolbar


class Controllers:
    """What the window does, each for some of its widgets."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        self.actions = Actions(window, context.translator)
        self.appearance = AppearanceController(context, window)
        self.listing = ListingController(context, window)
        self.searching = SearchingController(context, window)
        self.article = ArticleController(context, window)
        self.marking = MarkingController(context, self.article, window)
        self.notes = NotesController(context, self.article, self.appearance, self.actions, window)
        self.naming = NamingController(context, self.article, window)
        self.correcting = CorrectingController(context, self.article, window)
        self.corrections = CorrectionListController(context, window)
        self.entity = EntityController(context, window)
        self.entities = EntitiesController(context, window)
        self.entity_windows = EntityWindowsController(context, self.entity, self.appearance, window)
        self.shelving = ShelvingController(context, window)
        self.revising = RevisingController(context, self.article, self.appearance, window)
        self.files = FilesController(context, window)
        self.keeping = KeepingController(context, window)
        self.arrangement = ArrangementController(context, window)
        self.windows = WindowsController(context, self.appearance, self.files, self.actions, window)


class Widgets:
    """What one sees, from left to right. They know nothing of each other."""

    def __init__(self, context: Context, controllers: Controllers, window: QMainWindow) -> None:
        translator, fonts, look = context.translator, context.fonts, controllers.appearance.look
        actions = controllers.actions
        self.search = SearchField(translator, look, hint=actions.key_text("search"))
        self.toolbar = Toolbar(actions, self.search, translator)
        self.sidebar = Sidebar(translator, look)
        self.reading_line = ReadingLine(translator)
        self.articles = ArticleList(controllers.listing.request, translator, look)
        self.notes = NotesList(translator, look)
        self.entities = EntitiesList(controllers.entities.request, translator, look)
        self.page = ReaderView(translator, fonts)
        self.entity = EntityPage(translator, look)
        self.panel = Panel(translator, look.theme, fonts)
        self.status = StatusBar(translator, look.theme)
        self.note_editor = NoteEditor(window, translator, look.theme, fonts)


def attach(controllers: Controllers, widgets: Widgets) -> None:
    """Give every controller the widgets that it fills."""
    controllers.listing.attach(widgets.sidebar, widgets.articles, widgets.notes, widgets.search)
    controllers.searching.attach(widgets.sidebar, widgets.search)
    controllers.article.attach(widgets.page, widgets.panel)
    controllers.marking.attach(widgets.page, widgets.panel, widgets.note_editor)
    controllers.revising.attach(widgets.page, widgets.panel)
    controllers.naming.attach(widgets.page, widgets.panel)
    controllers.correcting.attach(widgets.page, widgets.panel)
    controllers.entity.attach(widgets.entity)
    controllers.entities.attach(widgets.entities)
