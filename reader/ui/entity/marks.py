"""The reader's own highlights that touch a mention of an entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Highlight, Summary
from reader.ui.browse.look import Look
from reader.ui.entity.painted import EDGE, MarkRow
from reader.ui.panel.parts import label


class Marks(QWidget):
    """Highlights, the latest first; ``mark_chosen`` carries the ids of an article and a highlight."""

    mark_chosen = Signal(int, str)

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__()
        self._translator = translator
        self._look = look
        self._shown: Sequence[Highlight] = ()
        self.rows: list[MarkRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        head = label(translator.gettext("Your highlights"), "section")
        head.setIndent(EDGE)
        self._column.addWidget(head)

    def set_marks(self, marks: Sequence[Highlight], articles: Mapping[int, Summary]) -> None:
        """Show highlights with the articles that they are in."""
        if marks == self._shown:
            return
        self._shown = marks
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [
            MarkRow(each, articles.get(each.article_id), self._translator, self._look) for each in marks
        ]
        for row in self.rows:
            self._column.addWidget(row)
            row.clicked.connect(
                lambda _checked=False, mark=row.mark: self.mark_chosen.emit(mark.article_id, mark.id)
            )

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        for row in self.rows:
            row.set_look(look)
