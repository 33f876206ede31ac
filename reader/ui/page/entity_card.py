"""The card of an entity that is pointed at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import EntityType
from reader.ui.entity_types import TYPE_NAME
from reader.ui.page.floating import FloatingCard
from reader.ui.theme import Theme, themes

MOST_ALIASES = 4
WIDTH = 300


@dataclass(frozen=True, slots=True)
class EntityInfo:
    """What the card tells: ``aliases`` are the other names here, ``here`` and ``articles`` are counts."""

    name: str
    type: EntityType
    title: str = ""
    aliases: tuple[str, ...] = ()
    here: int = 0
    articles: int = 0


class EntityCard(FloatingCard):
    """Tells of one entity. ``entered`` and ``left`` tell whether the mouse is upon it."""

    search_requested = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._translator = translator
        self._name = ""
        self._theme = themes["light"]
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(3)
        self._heading, self._kind, self._aliases, self._counts = (QLabel() for _ in range(4))
        for label in (self._heading, self._kind, self._aliases, self._counts):
            label.setProperty("role", "heading" if label is self._heading else "soft")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        self._search = QPushButton(translator.gettext("Search for this name"))
        self._search.setProperty("role", "link")
        self._search.setStyleSheet("margin-left: -6px")  # in line with the words above
        self._search.setCursor(Qt.CursorShape.PointingHandCursor)
        self._search.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._search.clicked.connect(lambda: self.search_requested.emit(self._name))
        column.addSpacing(4)
        column.addWidget(self._search, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(WIDTH)

    def set_theme(self, theme: Theme) -> None:
        """Remember the theme, for the hue of the type."""
        super().set_theme(theme)
        self._theme = theme

    def set_info(self, info: EntityInfo) -> None:
        """Fill the card."""
        _ = self._translator.gettext
        self._name = info.name
        self._heading.setText(info.name)
        kind = _(TYPE_NAME[info.type])
        self._kind.setText(f"{kind} · {info.title}" if info.title else kind)
        self._kind.setStyleSheet(f"color: {self._theme.entities[info.type]};")
        others = ", ".join(info.aliases[:MOST_ALIASES])
        self._aliases.setText(_("Also: {names}").format(names=others))
        self._aliases.setVisible(bool(others))
        self._counts.setText(" · ".join(self._spoken_counts(info)))
        self._counts.setVisible(bool(info.here or info.articles))
        self.setAccessibleName(info.name)

    def _spoken_counts(self, info: EntityInfo) -> list[str]:
        said = []
        if info.here:
            said.append(self._translator.ngettext("{n} time here", "{n} times here", info.here))
        if info.articles:
            said.append(self._translator.ngettext("in {n} article", "in {n} articles", info.articles))
        return said

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the mouse has come."""
        super().enterEvent(event)
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse has gone."""
        super().leaveEvent(event)
        self.left.emit()
