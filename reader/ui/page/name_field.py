"""A field for the full name of what is called otherwise in the text, with the names that are known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from reader.i18n import Translator
from reader.models import Entity, EntityType
from reader.text.fold import fold_case
from reader.text.normalise import nfc, one_line
from reader.ui.entity_types import TYPE_ICONS, TYPE_NAME
from reader.ui.icons import Icons
from reader.ui.theme import Theme, themes

_TYPED_MS = 90
_ROLE = int(Qt.ItemDataRole.UserRole)
_MOST = 8


class NameField(QLineEdit):
    """``names_wanted`` asks for entities, the answer comes to :meth:`set_entities`.

    ``entity_chosen`` carries the :class:`Entity` of a name that was chosen among them.
    """

    names_wanted = Signal(str)
    entity_chosen = Signal(object)

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._theme = themes["light"]
        self._known: Sequence[Entity] = ()
        self.setPlaceholderText(_("Full name, if it is called otherwise"))
        self.setAccessibleName(_("Full name of what is selected"))
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setAccessibleName(_("Entities"))
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(lambda: self.names_wanted.emit(self.name()))
        self.textEdited.connect(lambda _text: self._typed.start())

    def name(self) -> str:
        """Return what is typed, as one line of NFC text."""
        return one_line(nfc(self.text()))

    def known_type(self) -> EntityType | None:
        """Return the type of the known entity that has the typed name, if there is one."""
        wanted = fold_case(self.name())
        return next((each.type for each in self._known if fold_case(each.name) == wanted), None)

    def set_entities(self, entities: Sequence[Entity]) -> None:
        """Offer entities, the likeliest first, while one types."""
        self._known = entities
        icons = Icons(self._theme)
        self._model.clear()
        for each in entities[:_MOST]:
            item = QStandardItem(
                icons.icon(TYPE_ICONS[each.type], self._theme.entities[each.type], 16), each.name
            )
            item.setData(each, _ROLE)
            kind = self._translator.gettext(TYPE_NAME[each.type])
            item.setData(f"{each.name}, {kind}", int(Qt.ItemDataRole.AccessibleTextRole))
            self._model.appendRow(item)
        if self.hasFocus() and entities and self.name():
            self._completer.complete()
        else:
            self._popup.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme

    def is_choosing(self) -> bool:
        """Whether the list of names is open."""
        return self._popup.isVisible()

    def is_picking(self) -> bool:
        """Whether Enter means a name of the open list."""
        return self.is_choosing() and self._popup.currentIndex().isValid()

    def _take(self, index: QModelIndex) -> None:
        entity = index.data(_ROLE)
        self.setText(entity.name)
        self.entity_chosen.emit(entity)
