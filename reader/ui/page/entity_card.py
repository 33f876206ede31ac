"""The card of an entity that is pointed at, or stepped to: what is known of it, and ways to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.models import EntityType, Mention
from reader.ui.entity_types import TYPE_NAME
from reader.ui.page.entity_row import EntityRow, Naming
from reader.ui.page.floating import FloatingCard
from reader.ui.panel.parts import hairline
from reader.ui.theme import Theme, themes

MOST_ALIASES = 4
WIDTH = 356
_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "rule": N_("Found by a rule, {n}% sure"),
        "list": N_("Found in a list of names, {n}% sure"),
        "document": N_("Found by its other places in the text, {n}% sure"),
        "model": N_("Found by the model, {n}% sure"),
        "user": N_("Put right by you"),
    }
)


@dataclass(frozen=True, slots=True)
class EntityInfo:
    """What the card tells: ``aliases`` are the other names here, ``here`` and ``articles`` are counts.

    ``reason`` and ``score`` (0 to 1) tell why the mention was found; ``entity`` is an id, 0 for none.
    """

    name: str
    type: EntityType
    title: str = ""
    aliases: tuple[str, ...] = ()
    here: int = 0
    articles: int = 0
    reason: str = ""
    score: float = 1.0
    entity: int = 0


class EntityCard(FloatingCard):
    """Tells of one entity. ``entered`` and ``left`` tell whether the mouse is upon it.

    ``page_requested`` carries the entity's id, ``search_requested`` its name; ``entity`` is the row of what
    puts it right, ``marked`` carries the mention, an :class:`EntityType` and a full name (empty: as it is).
    """

    search_requested = Signal(str)
    page_requested = Signal(int)
    marked = Signal(object, object, str)
    entered = Signal()
    left = Signal()

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._translator = translator
        self._page = parent
        self._info = EntityInfo("", EntityType.PER)
        self._mention: Mention | None = None
        self._theme = themes["light"]
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(3)
        labels = [QLabel() for _ in range(5)]
        self._heading, self._kind, self._aliases, self._counts, self._why = labels
        for label in labels:
            label.setProperty("role", "heading" if label is self._heading else "soft")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        self._why.setProperty("role", "faint")
        column.addSpacing(5)
        column.addWidget(hairline())
        column.addSpacing(3)
        self.entity = EntityRow(translator)
        self.entity.done.connect(self._go)
        self.entity.grown.connect(self.adjustSize)
        self.entity.marked.connect(lambda _s, _e, kind, name: self.marked.emit(self._mention, kind, name))
        column.addWidget(self.entity)
        column.addSpacing(2)
        self._open = self._link(translator.gettext("Open its page"))
        self._open.clicked.connect(self._open_page)
        self._search = self._link(translator.gettext("Search for this name"))
        self._search.clicked.connect(lambda: self.search_requested.emit(self._info.name))
        for link in (self._open, self._search):
            column.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.entity.first())

    def _link(self, text: str) -> QPushButton:
        link = QPushButton(text)
        link.setProperty("role", "link")
        link.setStyleSheet("margin-left: -6px")  # in line with the words above
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return link

    def set_theme(self, theme: Theme) -> None:
        """Remember the theme, for the hue of the type."""
        super().set_theme(theme)
        self._theme = theme
        self.entity.set_theme(theme)

    def set_info(self, info: EntityInfo, mention: Mention | None = None) -> None:
        """Fill the card; without a ``mention`` there is nothing to put right."""
        _ = self._translator.gettext
        self._info, self._mention = info, mention
        self._heading.setText(info.name)
        kind = _(TYPE_NAME[info.type])
        self._kind.setText(f"{kind} · {info.title}" if info.title else kind)
        self._kind.setStyleSheet(f"color: {self._theme.entities[info.type]};")
        others = ", ".join(info.aliases[:MOST_ALIASES])
        self._aliases.setText(_("Also: {names}").format(names=others))
        self._aliases.setVisible(bool(others))
        self._counts.setText(" · ".join(self._spoken_counts(info)))
        self._counts.setVisible(bool(info.here or info.articles))
        sure = self._translator.number(round(100 * info.score))
        self._why.setText(_(_REASONS.get(info.reason, "")).format(n=sure))
        self._why.setVisible(bool(self._why.text()))
        self._open.setVisible(bool(info.entity))
        self.entity.setVisible(mention is not None)
        if mention:
            self.entity.set_naming(Naming(mention.start, mention.end, mention))
        said = (label.text() for label in (self._kind, self._counts, self._why) if not label.isHidden())
        self.setAccessibleName(info.name)
        self.setAccessibleDescription(". ".join(said))

    def in_use(self) -> bool:
        """Whether the reader is doing something in the card: it has the focus, or a menu is open."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        return self.isVisible() and (inside or self.entity.is_open())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide on Escape and give the focus back to the page; the keys of corrections work here, too."""
        if event.key() == Qt.Key.Key_Escape:
            self._go()
        elif not self.entity.act_on_key(event):
            super().keyPressEvent(event)

    def _go(self) -> None:
        inside = self.in_use()
        self.hide()
        if inside:
            self._page.setFocus()

    def _open_page(self) -> None:
        self._go()
        self.page_requested.emit(self._info.entity)

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
