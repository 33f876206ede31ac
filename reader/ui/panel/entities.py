"""The tab of the entities: what an article names, by type, with the switches of their underlines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import EntityType, Mention
from reader.ui.entity_types import TYPE_ICONS, TYPE_NAMES, UNDERLINE
from reader.ui.fonts import FontFamilies
from reader.ui.icons import Icons
from reader.ui.panel.entity_menu import RowWish, row_menu
from reader.ui.panel.entity_model import EntityModel, Row
from reader.ui.panel.entity_view import EntityDelegate, EntityView
from reader.ui.panel.parts import EmptyPlace
from reader.ui.theme import Theme


class TypeSwitch(QToolButton):
    """A small button that switches the underline of one type (or of all) on and off."""

    def __init__(self, icon: str, kind: EntityType | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._icon = icon
        self._hue = QColor(Qt.GlobalColor.transparent)
        self.setCheckable(True)
        self.setChecked(True)
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(30, 30)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._dress)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._hue = QColor(theme.entities[self.kind]) if self.kind else QColor(theme.ink)
        # The icon and the line tell the state: the chosen ground of other buttons would be too loud here.
        self.setStyleSheet("QToolButton:checked:!hover { background: transparent; }")
        self._dress()

    def _dress(self, _checked: object = None) -> None:
        color = self._hue.name() if self.isChecked() else self._theme.faint
        self.setIcon(Icons(self._theme).icon(self._icon, color, 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Left and Right go from switch to switch, as in a tool bar."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line of the page beneath the icon while it is on."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._hue)
        painter.drawRoundedRect(QRectF(8, self.height() - 5, self.width() - 16, 2), 1, 1)


def _key(name: str) -> str:
    return QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText)


class EntitiesTab(QWidget):
    """The entities of the article that is read.

    ``mention_requested`` carries the :class:`Mention` to go to, ``search_requested`` a name,
    ``page_requested`` the id of an entity, ``types_changed`` the types that the page shall underline,
    ``asked`` a :class:`RowWish` (what is to be done with the chosen rows) and the type that is wanted.
    """

    mention_requested = Signal(object)
    search_requested = Signal(str)
    page_requested = Signal(int)
    types_changed = Signal(object)
    asked = Signal(object, object)

    def __init__(
        self, translator: Translator, theme: Theme, fonts: FontFamilies, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        _ = translator.gettext
        self._model = EntityModel(translator, self)
        self._delegate = EntityDelegate(theme, fonts, self)
        self._switches = {kind: TypeSwitch(TYPE_ICONS[kind], kind) for kind in EntityType}
        self._all = TypeSwitch("underline")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter names"))
        self.filter.setAccessibleName(_("Filter the entities by name"))
        self.filter.setClearButtonEnabled(True)
        self.view = EntityView(self._delegate)
        self.view.setModel(self._model)
        self.view.setAccessibleName(_("Entities of this article"))
        self._empty = EmptyPlace("entity", "", "", theme)
        self._build()
        self._connect()
        self.set_theme(theme)
        self._tell()

    def set_mentions(self, mentions: Sequence[Mention]) -> None:
        """Show the mentions of an article; what has not changed keeps its place."""
        name = self._current_name()
        self._model.set_mentions(mentions)
        self._restore(name)
        self._tell()

    def set_visible_types(self, types: frozenset[EntityType]) -> None:
        """Tell which types the page underlines, without a signal."""
        for kind, switch in self._switches.items():
            switch.blockSignals(True)  # noqa: FBT003 - Qt's own name
            switch.setChecked(kind in types)
            switch.blockSignals(False)  # noqa: FBT003
            switch.set_theme(self._theme)
        self._after_types()

    def visible_types(self) -> frozenset[EntityType]:
        """Return the types that are switched on."""
        return frozenset(kind for kind, switch in self._switches.items() if switch.isChecked())

    def show_mention(self, mention: Mention) -> None:
        """Follow the page: mark the row of the mention that it shows. Emits nothing."""
        index = self._model.find(mention)
        if index.isValid():
            self.view.setCurrentIndex(index)

    def chosen(self) -> tuple[Row, ...]:
        """Return the rows that are chosen, the most mentioned first."""
        indexes = self.view.selectionModel().selectedIndexes()
        rows = [row for index in indexes if (row := self._model.row(index))]
        return tuple(sorted(rows, key=lambda row: -len(row.mentions)))

    def menu(self) -> QMenu:
        """Return a menu of what can be done with the chosen rows."""
        return row_menu(self.chosen(), self._translator, self._theme, self._ask, self)

    def _ask(self, wish: RowWish, kind: EntityType | None) -> None:
        index = self.view.currentIndex()
        if wish is RowWish.PAGE:
            self._open_page(index)
        elif wish is RowWish.STEP:
            self._step(index, 1)
        elif wish is RowWish.SEARCH:
            self._search(index)
        else:
            self.asked.emit(wish, kind)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self._empty.set_theme(theme)
        for switch in (self._all, *self._switches.values()):
            switch.set_theme(theme)
        self.view.viewport().update()

    def _build(self) -> None:
        switches = QHBoxLayout()
        switches.setContentsMargins(1, 0, 8, 0)  # the first icon stands below the edge of the field
        switches.setSpacing(2)
        for switch in (self._all, *self._switches.values()):
            switches.addWidget(switch)
        switches.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(8, 10, 8, 0)
        head.addWidget(self.filter)
        column.addLayout(head)
        column.addLayout(switches)
        column.addWidget(self.view, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(inner)
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filtered)
        self.filter.returnPressed.connect(self.view.setFocus)
        self.view.step_requested.connect(self._step)
        self.view.search_requested.connect(self._search)
        self.view.menu_requested.connect(self._open_menu)
        self.view.page_requested.connect(self._open_page)
        self._all.clicked.connect(self._switch_all)
        for switch in self._switches.values():
            switch.toggled.connect(self._switched)

    def _filtered(self, text: str) -> None:
        name = self._current_name()
        self._model.set_filter(text)
        self._restore(name)
        self._tell()

    def _step(self, index: QModelIndex, by: int) -> None:
        mention = self._model.step(index, by)
        if mention is not None:
            self.mention_requested.emit(mention)

    def _open_menu(self, where: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _search(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self.search_requested.emit(row.name)

    def _open_page(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self.page_requested.emit(row.mentions[0].entity_id)

    def _switch_all(self, checked: bool) -> None:
        self.set_visible_types(frozenset(EntityType) if checked else frozenset())
        self.types_changed.emit(self.visible_types())

    def _switched(self, _checked: bool) -> None:
        self._after_types()
        self.types_changed.emit(self.visible_types())

    def _after_types(self) -> None:
        types = self.visible_types()
        self._all.setChecked(bool(types))
        self._model.set_visible(types)

    def _current_name(self) -> tuple[EntityType, str] | None:
        row = self._model.row(self.view.currentIndex())
        return (row.type, row.name) if row else None

    def _restore(self, name: tuple[EntityType, str] | None) -> None:
        for number in range(self._model.rowCount()):
            row = self._model.row(self._model.index(number))
            if row is not None and (row.type, row.name) == name:
                self.view.setCurrentIndex(self._model.index(number))
                return

    def _tell(self) -> None:
        """Say what the switches stand for, and what to do where nothing is."""
        _ = self._translator.gettext
        counts = self._model.counts()
        for number, (kind, switch) in enumerate(self._switches.items(), 1):
            text = _("{type}: {n}").format(type=_(TYPE_NAMES[kind]), n=self._translator.number(counts[kind]))
            switch.setToolTip(_("{action} ({key})").format(action=text, key=_key(f"Ctrl+{number}")))
            switch.setAccessibleName(_(UNDERLINE[kind]))
            switch.setAccessibleDescription(text)
        self._all.setToolTip(_("{action} ({key})").format(action=_("All types"), key=_key("E")))
        self._all.setAccessibleName(_("Underline entities of all types"))
        self._empty.set_texts(
            _("No entities"),
            _("People, organisations and places that the open article names stand here."),
        )
        self._stack.setCurrentIndex(0 if any(counts.values()) else 1)
