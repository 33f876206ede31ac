"""A field for the full name of what is called otherwise in the text, with the names that are known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Entity, EntityType
from reader.text.fold import fold_case
from reader.text.normalise import nfc, one_line
from reader.ui.entity_types import TYPE_ICONS, TYPE_NAME
from reader.ui.icons import Icons
from reader.ui.theme import Theme, themes

_TYPED_MS = 90
_ROW = 28
_MOST = 5
_ENTITY = int(Qt.ItemDataRole.UserRole)


class NameField(QWidget):
    """Type a name, or a part of one that is known: arrows choose among those, Enter takes it.

    ``names_wanted`` asks for entities, the answer comes to :meth:`set_entities`. ``entity_chosen`` carries
    the :class:`Entity` that was chosen, ``entered`` says that Enter was pressed upon a name; ``grown`` that
    the field needs another height.
    """

    names_wanted = Signal(str)
    entity_chosen = Signal(object)
    entered = Signal()
    grown = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._theme = themes["light"]
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Full name, if it is called otherwise"))
        self.field.setAccessibleName(_("Full name of what is selected"))
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setAccessibleName(_("Entities"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self._list)
        self.setFocusProxy(self.field)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(lambda: self.names_wanted.emit(self.name()))
        self.field.textChanged.connect(lambda _text: self._typed.start())
        self.field.installEventFilter(self)
        self._list.clicked.connect(self._take)

    def name(self) -> str:
        """Return what is typed, as one line of NFC text."""
        return one_line(nfc(self.field.text()))

    def setText(self, text: str) -> None:
        """Type something else."""
        self.field.setText(text)

    def clear(self) -> None:
        """Forget what was typed and what was found."""
        self.field.clear()
        self._typed.stop()
        self.set_entities(())

    def known_type(self) -> EntityType | None:
        """Return the type of the known entity that has the typed name, if there is one."""
        wanted = fold_case(self.name())
        return next((each.type for each in self.found() if fold_case(each.name) == wanted), None)

    def found(self) -> list[Entity]:
        """Return the entities that are offered."""
        return [self._model.item(row).data(_ENTITY) for row in range(self._model.rowCount())]

    def set_entities(self, entities: Sequence[Entity]) -> None:
        """Offer entities, the likeliest first."""
        icons = Icons(self._theme)
        self._model.clear()
        for each in entities[:_MOST] if self.name() else ():
            item = QStandardItem(each.name)
            item.setIcon(icons.icon(TYPE_ICONS[each.type], self._theme.entities[each.type], 16))
            item.setData(each, _ENTITY)
            kind = self._translator.gettext(TYPE_NAME[each.type])
            item.setData(f"{each.name}, {kind}", int(Qt.ItemDataRole.AccessibleTextRole))
            self._model.appendRow(item)
        count = self._model.rowCount()
        self._list.setFixedHeight(count * _ROW)
        self._list.setVisible(count > 0)
        self.grown.emit()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move through the list and Enter choose while one types."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            key, row = Qt.Key(event.key()), self._list.currentIndex().row()
            if key in steps and self._model.rowCount():
                self._go_to(min(max(row + steps[key], 0), self._model.rowCount() - 1))
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _go_to(self, row: int) -> None:
        item = self._model.item(row)
        self._list.setCurrentIndex(item.index())
        self.field.setAccessibleDescription(str(item.data(int(Qt.ItemDataRole.AccessibleTextRole))))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            entity = index.data(_ENTITY)
            self.field.setText(entity.name)
            self.entity_chosen.emit(entity)
        elif self.name():
            self.entered.emit()
