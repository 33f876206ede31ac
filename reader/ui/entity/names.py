"""What an entity is called: its names as chips, each with a menu, and a field for one more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from reader.i18n import Translator
from reader.models import Alias, NameUse
from reader.text.normalise import nfc
from reader.ui.browse.look import Look
from reader.ui.panel.flow import FlowLayout

_SIGN = 12
_USER = "user"
_MOST = 24  # names that stand there at once


class Names(QWidget):
    """The names of an entity.

    ``separate_requested`` and ``remove_requested`` carry the id of an alias, ``rename_requested`` and
    ``added`` a name.
    """

    separate_requested = Signal(int)
    remove_requested = Signal(int)
    rename_requested = Signal(str)
    added = Signal(str)

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._look = look
        self._shown: tuple[object, ...] = ()
        self.chips: list[QPushButton] = []
        self._flow = FlowLayout(self, 6)
        self.setAccessibleName(_("Names"))
        self.add = QPushButton(_("Add a name"))
        self.add.setProperty("role", "chip")
        self.add.clicked.connect(self._begin)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Another name"))
        self.field.setAccessibleName(_("Another name"))
        self.field.setFixedWidth(200)
        self.field.hide()
        self.field.returnPressed.connect(self._finish)
        self.field.installEventFilter(self)
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.field)
        self.set_look(look)

    def set_names(self, name: str, aliases: Sequence[Alias], uses: Sequence[NameUse]) -> None:
        """Show the names of an entity that is called ``name``; ``uses`` tell in which languages."""
        if (name, aliases, uses) == self._shown:
            return
        self._shown = name, aliases, uses
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        single = len(aliases) == 1
        shown = sorted(aliases, key=lambda alias: (alias.name != name, -alias.mentions))[:_MOST]
        self.chips = [self._chip(each, name, uses, single=single) for each in shown]
        before: QWidget | None = None
        for place, chip in enumerate(self.chips):
            self._flow.insert_widget(place, chip)
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip
        if before is not None:
            QWidget.setTabOrder(before, self.add)
            QWidget.setTabOrder(self.add, self.field)
        self.updateGeometry()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self.add.setIcon(look.icons.icon("plus", look.theme.soft, _SIGN))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape puts the field away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._put_away()
                self.add.setFocus()
                return True
        elif event.type() == QEvent.Type.FocusOut and not self.field.text():
            self._put_away()
        return super().eventFilter(watched, event)

    def _chip(self, alias: Alias, name: str, uses: Sequence[NameUse], *, single: bool) -> QPushButton:
        _ = self._translator.gettext
        number = self._translator.number(alias.mentions)
        text = alias.name.replace("&", "&&")
        chip = QPushButton(f"{text}  {number}" if alias.mentions else text)
        chip.setProperty("role", "chip")
        said = self._translator.ngettext("{n} mention", "{n} mentions", alias.mentions)
        languages = dict.fromkeys(use.language for use in uses if use.text == alias.name)
        spoken = ", ".join(self._translator.language_name(code) for code in languages)
        origin = _("added by you") if alias.origin == _USER else ""
        told = ", ".join(part for part in (alias.name, said, spoken, origin) if part)
        chip.setAccessibleName(told)
        chip.setToolTip(told)
        menu = QMenu(chip)
        if alias.name != name:
            menu.addAction(_("Call it so"), lambda: self.rename_requested.emit(alias.name))
        if not single and alias.mentions:
            menu.addAction(
                _("This is someone or something else"), lambda: self.separate_requested.emit(alias.id)
            )
        if alias.origin == _USER and alias.name != name:
            menu.addAction(_("Remove this name"), lambda: self.remove_requested.emit(alias.id))
        if menu.isEmpty():
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        else:
            chip.setMenu(menu)
        return chip

    def _begin(self) -> None:
        self.add.hide()
        self.field.show()
        self.field.setFocus()
        self.updateGeometry()

    def _finish(self) -> None:
        name = " ".join(nfc(self.field.text()).split())
        self._put_away()
        self.add.setFocus()
        if name:
            self.added.emit(name)

    def _put_away(self) -> None:
        self.field.clear()
        self.field.hide()
        self.add.show()
        self.updateGeometry()
