"""The page of an entity, in the place of the page of an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Appearance, Companion, Dossier, Summary
from reader.ui.browse.look import Look
from reader.ui.entity.bar import Bar
from reader.ui.entity.company import Company
from reader.ui.entity.head import Head
from reader.ui.entity.histogram import Histogram
from reader.ui.entity.marks import Marks
from reader.ui.entity.mentions import Mentions
from reader.ui.entity.names import Names
from reader.ui.entity.painted import EDGE
from reader.ui.entity.suggestions import Suggestions
from reader.ui.panel.parts import label

COLUMN = 740  # logical pixels: the longest line of the page
_LEAST_EDGE = 28
_BETWEEN = 30
_AHEAD = 800  # pixels above the end at which the next articles are asked for
_STEP = 48


class _Sheet(QScrollArea):
    """Scrolls the page; keeps its column in the middle."""

    def __init__(self, body: QWidget, column: QVBoxLayout) -> None:
        super().__init__()
        self._column = column
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(_STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the column anew."""
        edge = max((self.viewport().width() - COLUMN) // 2, _LEAST_EDGE)
        margins = self._column.contentsMargins()
        if margins.left() != edge:
            self._column.setContentsMargins(edge, margins.top(), edge, margins.bottom())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space reads on, as on the page of an article."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            bar.setValue(bar.value() + (-1 if back else 1) * (self.viewport().height() - _STEP))
        else:
            super().keyPressEvent(event)


class EntityPage(QFrame):
    """All that the library knows of one entity. Its parts are public: connect their signals.

    ``back_requested`` follows Escape; ``more_requested`` asks for the articles after those that are shown.
    """

    back_requested = Signal()
    more_requested = Signal(int)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._translator = translator
        self._look = look
        self.dossier: Dossier | None = None
        self._complete = True
        self.setProperty("role", "page")
        self.setAccessibleName(_("Page of an entity"))
        self.bar = Bar(translator, look)
        self.head = Head(translator, look)
        self.names = Names(translator, look)
        self.suggestions = Suggestions(translator, look, both=False)
        self.histogram = Histogram(translator, look)
        self.company = Company(translator, look)
        self.marks = Marks(translator, look)
        self.mentions = Mentions(translator, look)
        self._undated = label("", "faint", wrap=True)
        self._time: QWidget = self._section(_("Mentions over time"), self.histogram, self._undated)
        self._arrange()
        self.setFocusProxy(self._sheet)
        self.bar.back_requested.connect(self.back_requested)
        self._sheet.verticalScrollBar().valueChanged.connect(self._look_ahead)

    def show_dossier(self, dossier: Dossier, articles: Mapping[int, Summary]) -> None:
        """Show an entity; ``articles`` are those of its highlights. The same entity keeps its place."""
        fresh = self.dossier is None or self.dossier.entity.id != dossier.entity.id
        self.dossier = dossier
        if fresh:
            self.mentions.clear()
            self.histogram.set_chosen("")
        entity = dossier.entity
        self._sheet.setAccessibleName(entity.name)
        self.head.show_entity(dossier)
        self.names.set_names(entity.name, dossier.aliases, dossier.names)
        self.suggestions.set_suggestions(dossier.suggestions)
        self.suggestions.setVisible(bool(dossier.suggestions))
        self.histogram.set_months(dossier.months, self._look.theme.entities[entity.type])
        self.histogram.setVisible(bool(dossier.months))
        self._say_undated(dossier)
        self.marks.set_marks(dossier.marked, articles)
        self.marks.setVisible(bool(dossier.marked))
        if fresh:
            self.company.hide()
            self._sheet.verticalScrollBar().setValue(0)

    def show_company(self, companions: Sequence[Companion]) -> None:
        """Show whom and what the entity appears with."""
        assert self.dossier is not None
        self.company.show_company(self.dossier.entity, companions)
        self.company.show()

    def show_appearances(self, appearances: Sequence[Appearance], *, complete: bool) -> None:
        """Show the first articles that mention the entity; ``complete`` tells that there are no others."""
        assert self.dossier is not None
        self._complete = complete
        self.mentions.show_appearances(appearances, self.dossier.entity.type)

    def add_appearances(self, appearances: Sequence[Appearance], *, complete: bool) -> None:
        """Show further articles."""
        assert self.dossier is not None
        self._complete = complete
        self.mentions.add_appearances(appearances, self.dossier.entity.type)

    def shown_appearances(self) -> int:
        """Return how many articles are shown."""
        return len(self.mentions.boxes)

    def clear(self) -> None:
        """Show nothing; the next entity is shown from its head."""
        self.dossier = None

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        for part in (
            self.bar,
            self.head,
            self.names,
            self.suggestions,
            self.company,
            self.marks,
            self.mentions,
        ):
            part.set_look(look)
        kind = self.dossier.entity.type if self.dossier else None
        self.histogram.set_look(look, look.theme.entities[kind] if kind else look.theme.accent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, F2 renames."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.head.begin_renaming()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(_LEAST_EDGE, 14, _LEAST_EDGE, 64)
        column.setSpacing(_BETWEEN)
        head = QVBoxLayout()
        head.setContentsMargins(EDGE, 0, EDGE, 0)
        head.setSpacing(14)
        head.addWidget(self.head)
        head.addWidget(self.names)
        column.addLayout(head)
        for part in (self.suggestions, self._time, self.company):
            part.setContentsMargins(EDGE, 0, EDGE, 0)
        for part in (self.suggestions, self._time, self.company, self.marks, self.mentions):
            column.addWidget(part)
        column.addStretch(1)
        self._sheet = _Sheet(body, column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bar)
        outer.addWidget(self._sheet, 1)

    def _say_undated(self, dossier: Dossier) -> None:
        said = self._translator.ngettext(
            "{n} mention in articles without a date",
            "{n} mentions in articles without a date",
            dossier.undated,
        )
        self._undated.setText(said)
        self._undated.setVisible(bool(dossier.undated))
        self._time.setVisible(bool(dossier.undated or dossier.months))

    def _look_ahead(self, value: int) -> None:
        """Ask for the next articles before the end is seen."""
        if not self._complete and value >= self._sheet.verticalScrollBar().maximum() - _AHEAD:
            self._complete = True  # until the answer says otherwise
            self.more_requested.emit(self.shown_appearances())

    @staticmethod
    def _section(title: str, *parts: QWidget) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, "section"))
        for part in parts:
            column.addWidget(part)
        return made
