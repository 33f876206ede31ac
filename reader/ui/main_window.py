"""The window: its layout, and what the system does to it. :mod:`reader.ui.wiring` connects its parts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.models import Style
from reader.ui import wiring
from reader.ui.context import Context
from reader.ui.flow import Flow
from reader.ui.parts import Controllers, Widgets, attach

_SMALLEST = (640, 420)
_LEAST_WIDTHS = (160, 260, 320, 280)  # of sidebar, list, page and panel


class MainWindow(QMainWindow):
    """One window on one library. ``closed`` comes when it has been closed and its state is kept."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setWindowTitle("Docbao")
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.controllers = Controllers(context, self)
        self.widgets = Widgets(context, self.controllers, self)
        self.flow = Flow(context, self.controllers, self.widgets, self)
        self._middle = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        attach(self.controllers, self.widgets)
        wiring.connect(context, self.controllers, self.widgets, self.flow, self.close)
        self.flow.titled.connect(self.setWindowTitle)
        self.flow.list_shown.connect(self._middle.setCurrentWidget)
        self.flow.page_shown.connect(self._pages.setCurrentWidget)
        self._dress()
        self.controllers.arrangement.restore()

    def _lay_out(self) -> None:
        widgets = self.widgets
        for seen in (widgets.articles, widgets.notes, widgets.entities):
            self._middle.addWidget(seen)
        for page in (widgets.page, widgets.entity):
            self._pages.addWidget(page)
        column = _column(widgets.reading_line, self._middle)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        parts: Sequence[QWidget] = (widgets.sidebar, column, self._pages, widgets.panel)
        for place, (widget, least) in enumerate(zip(parts, _LEAST_WIDTHS, strict=True)):
            widget.setMinimumWidth(least)
            splitter.addWidget(widget)
            splitter.setStretchFactor(place, 1 if widget is self._pages else 0)
        self.setCentralWidget(_column(widgets.toolbar, _line(), splitter, widgets.status))
        self.controllers.arrangement.attach(
            splitter,
            {"sidebar": widgets.sidebar, "list": column, "panel": widgets.panel},
            [widgets.toolbar, widgets.status],
            self.controllers.actions,
        )

    def _dress(self) -> None:
        """Give every part the theme and what was remembered of it."""
        widgets, appearance, settings = self.widgets, self.controllers.appearance, self._context.settings
        themed = (widgets.page, widgets.panel, widgets.status, widgets.note_editor)
        looking = (
            widgets.sidebar, widgets.articles, widgets.notes, widgets.search, widgets.toolbar,
            widgets.entity, widgets.entities,
        )  # fmt: skip
        appearance.dress([each.set_theme for each in themed], [each.set_look for each in looking])
        widgets.page.set_typography(appearance.typography())
        widgets.page.set_style(Style(settings.text("highlight.style")))
        widgets.page.set_placeholder(
            self._context.translator.gettext("Choose an article in the list to read it here.")
        )
        widgets.panel.show_tab(settings.text("window.panel_tab"))
        widgets.status.set_standing(None)
        self.controllers.actions["entities"].setChecked(settings.flag("entities.shown"))
        folds = settings.get("window.sidebar_state")
        widgets.sidebar.restore_folds(folds if isinstance(folds, dict) else {})

    def begin(self) -> None:
        """Fill the window: the list, and the article that was open when it was closed."""
        self.controllers.listing.refresh()
        self.controllers.searching.count()
        self.controllers.notes.load_colors()
        self.controllers.notes.load_tags()
        last = self._context.settings.get("window.article")
        if isinstance(last, int) and last:
            self.controllers.article.open(last)
        self.widgets.page.setFocus()

    def receive(self, arguments: Sequence[str]) -> None:
        """Take files, folders and links that a start of the program named."""
        self.controllers.files.receive(arguments)

    def bring_to_front(self) -> None:
        """Come forward: a second start was meant for this window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # Qt's own -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape bring the columns back when the page is alone."""
        if event.key() == Qt.Key.Key_Escape:
            self.controllers.arrangement.leave_focus()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged onto the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what is dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.controllers.files.import_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed, where reading stopped, and how the window is laid out."""
        settings = self._context.settings
        self.widgets.note_editor.finish()
        self.controllers.article.leave()
        self.controllers.arrangement.remember()
        settings.set("window.sidebar_state", self.widgets.sidebar.folds())
        try:
            settings.save()
        except ReaderError as error:  # no window is left to say it in
            print(f"docbao: {self._context.translator.error(error)}", file=sys.stderr)  # noqa: T201
        self.closed.emit()
        super().closeEvent(event)


def _column(*widgets: QWidget) -> QWidget:
    """Stack widgets without gaps; splitters and stacks take the room."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, QSplitter | QStackedWidget) else 0)
    return made


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line
