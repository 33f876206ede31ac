"""The part of the bar at a selection that says what the selected words name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Entity, EntityType, Mention, Scope
from reader.ui.entity_types import THIS_IS, TYPE_ICONS, TYPE_KEYS
from reader.ui.icons import Icons
from reader.ui.page.name_field import NameField
from reader.ui.page.scope_button import ScopeButton
from reader.ui.theme import Theme, themes

ICON = 16
BUTTON = 28
REJECT_KEY, RESIZE_KEY, NAME_KEY = "Shift+X", "Shift+R", "Shift+A"


@dataclass(frozen=True, slots=True)
class Naming:
    """What the row is about: a stretch in code points, and the mention that it overlaps, if any.

    ``several`` says that it overlaps others, too.
    """

    start: int
    end: int
    mention: Mention | None = None
    several: bool = False

    @property
    def resizes(self) -> bool:
        """Whether the stretch is that of one mention, only longer or shorter."""
        mention = self.mention
        return (
            mention is not None
            and not self.several
            and (mention.start, mention.end) != (self.start, self.end)
        )


class EntityRow(QWidget):
    """Offers types, "not an entity", another length, a full name, and how far that reaches.

    ``marked`` carries start, end, an :class:`EntityType` and a name (empty: as in the text), ``rejected``
    start and end, ``resized`` a mention, start and end. ``done`` says that one of them was chosen, ``grown``
    that the row needs another size.
    """

    marked = Signal(int, int, object, str)
    rejected = Signal(int, int)
    resized = Signal(object, int, int)
    scope_chosen = Signal(object)
    names_wanted = Signal(str)
    done = Signal()
    grown = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._naming = Naming(0, 0)
        self._theme = themes["light"]
        self._types: dict[EntityType, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        column.addLayout(self._row)
        self.name = NameField(translator)
        column.addWidget(self.name)
        self.scope = ScopeButton(translator)
        self._fill()
        self.name.hide()
        self.name.entered.connect(self._on_return)
        self.name.grown.connect(self.grown)
        self.name.names_wanted.connect(self.names_wanted)
        self.name.entity_chosen.connect(self._mark_as)
        self.scope.scope_chosen.connect(self.scope_chosen)

    def set_naming(self, naming: Naming) -> None:
        """Take what the row is about; a name that was typed for something else is forgotten."""
        if naming != self._naming:
            self.name.clear()
            self.name.hide()
            self._named.setChecked(False)
        self._naming = naming
        self._reject.setVisible(naming.mention is not None)
        self._resize.setVisible(naming.resizes)
        for kind, button in self._types.items():
            button.setChecked(bool(naming.mention and naming.mention.type is kind and not naming.resizes))

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        icons = Icons(theme)
        for kind, button in self._types.items():
            button.setIcon(icons.icon(TYPE_ICONS[kind], theme.entities[kind], ICON))
        self._reject.setIcon(icons.icon("not-entity", theme.ink, ICON))
        self._resize.setIcon(icons.icon("span", theme.ink, ICON))
        self._named.setIcon(icons.icon("link", theme.ink, ICON))
        self.scope.set_theme(theme)
        self.name.set_theme(theme)

    def set_names(self, entities: Sequence[Entity]) -> None:
        """Offer known names."""
        self.name.set_entities(entities)

    def open_name(self) -> None:
        """Let a full name be typed."""
        self._named.setChecked(True)
        self.name.show()
        self.grown.emit()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def first(self) -> QWidget:
        """Return what the focus goes to first."""
        return self._types[EntityType.PER]

    def is_open(self) -> bool:
        """Whether a menu of the row is open."""
        return self.scope.is_open()

    def act_on_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; return whether it stands for anything."""
        pressed = QKeySequence(event.keyCombination())
        for key, act in self.keys().items():
            if pressed == QKeySequence(key):
                act()
                return True
        return False

    def keys(self) -> dict[str, Callable[[], None]]:
        """Return what keys do, those of what is offered now."""
        keys = {TYPE_KEYS[kind]: partial(self._mark, kind) for kind in TYPE_KEYS}
        found: dict[str, Callable[[], None]] = {**keys, NAME_KEY: self.open_name}
        if self._naming.mention:
            found[REJECT_KEY] = self.reject
        if self._naming.resizes:
            found[RESIZE_KEY] = self.resize_mention
        return found

    def reject(self) -> None:
        """Say that it is no entity."""
        self.done.emit()
        self.rejected.emit(self._naming.start, self._naming.end)

    def resize_mention(self) -> None:
        """Give the mention the length of the stretch."""
        self.done.emit()
        self.resized.emit(self._naming.mention, self._naming.start, self._naming.end)

    def set_scope(self, scope: Scope) -> None:
        """Show how far corrections reach."""
        self.scope.set_scope(scope)

    def _fill(self) -> None:
        _ = self._translator.gettext
        for kind, key in TYPE_KEYS.items():
            self._types[kind] = self._button(_(THIS_IS[kind]), key, partial(self._mark, kind))
            self._types[kind].setCheckable(True)
        self._named = self._button(_("It is called otherwise…"), NAME_KEY, self._toggle_name)
        self._named.setCheckable(True)
        self._reject = self._button(_("Not an entity"), REJECT_KEY, self.reject)
        self._resize = self._button(_("Make the name this long"), RESIZE_KEY, self.resize_mention)
        self._row.addStretch(1)
        self._row.addWidget(self.scope)

    def _button(self, label: str, key: str, act: Callable[[], None]) -> QToolButton:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button = QToolButton()
        button.setAccessibleName(label)
        button.setToolTip(self._translator.gettext("{action} ({key})").format(action=label, key=shown))
        button.setIconSize(QSize(ICON, ICON))
        button.setFixedSize(BUTTON, BUTTON)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: act())
        self._row.addWidget(button)
        return button

    def _toggle_name(self) -> None:
        if self._named.isChecked():
            self.open_name()
        else:
            self.name.hide()
            self.grown.emit()

    def _on_return(self) -> None:
        """Enter in the field: the type is that of the known name, or of what is marked already."""
        mention = self._naming.mention
        kind = self.name.known_type() or (mention.type if mention else None)
        if kind:
            self._mark(kind)
        else:
            self.first().setFocus(Qt.FocusReason.TabFocusReason)  # the type is still to be said

    def _mark_as(self, entity: Entity) -> None:
        self._mark(entity.type)

    def _mark(self, kind: EntityType) -> None:
        name = "" if self.name.isHidden() else self.name.name()
        self.done.emit()
        self.marked.emit(self._naming.start, self._naming.end, kind, name)
