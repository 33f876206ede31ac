"""Find in the article: a field, how many were found, and the way to the next."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.i18n import Translator
from reader.text.fold import fold, fold_case, has_marks
from reader.ui.icons import Icons
from reader.ui.page.floating import FloatingCard
from reader.ui.theme import Theme

ICON = 16


def find_all(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return where ``wanted`` stands in NFC ``text``, as code points.

    Unaccented words find accented ones; accents that are typed have to be there. Case never matters.
    """
    query = " ".join(unicodedata.normalize("NFC", wanted).split())
    if not query:
        return []
    folding = fold_case if has_marks(query) else fold
    haystack, needle = folding(text), folding(query)
    found, at = [], haystack.find(needle)
    while at >= 0:
        found.append((at, at + len(needle)))
        at = haystack.find(needle, at + len(needle))
    return found


class FindBar(FloatingCard):
    """Asks what to find; the page finds it and tells the bar with ``set_count``."""

    query_changed = Signal(str)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._translator = translator
        _ = translator.gettext
        self.setAccessibleName(_("Find in this article"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(4)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in this article"))
        self.field.setAccessibleName(_("Find in this article"))
        self.field.setMinimumWidth(220)
        self.field.textChanged.connect(self.query_changed)
        self.count = QLabel()
        self.count.setProperty("role", "soft")
        self.count.setMinimumWidth(72)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.field)
        row.addWidget(self.count)
        self._buttons: dict[str, QToolButton] = {}
        for name, label, key in (
            ("chevron-up", _("Previous match"), "Shift+F3"),
            ("chevron-down", _("Next match"), "F3"),
            ("close", _("Close"), "Esc"),
        ):
            self._buttons[name] = self._button(label, key)
            row.addWidget(self._buttons[name])
        self._buttons["chevron-up"].clicked.connect(lambda: self.step_requested.emit(-1))
        self._buttons["chevron-down"].clicked.connect(lambda: self.step_requested.emit(1))
        self._buttons["close"].clicked.connect(self.closed)

    def set_theme(self, theme: Theme) -> None:
        """Draw the buttons in the theme's ink."""
        super().set_theme(theme)
        icons = Icons(theme)
        for name, button in self._buttons.items():
            button.setIcon(icons.icon(name, theme.ink, ICON))

    def set_count(self, current: int, total: int) -> None:
        """Say which match of how many is shown; ``current`` counts from 0, -1 for none yet."""
        _ = self._translator.gettext
        number = self._translator.number
        if not self.field.text().strip():
            self.count.setText("")
        elif not total:
            self.count.setText(_("Not found"))
        elif current < 0:
            self.count.setText(number(total))
        else:
            self.count.setText(_("{n} of {total}").format(n=number(current + 1), total=number(total)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Enter and F3, close with Escape."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3}:
            self.step_requested.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _button(self, label: str, key: str) -> QToolButton:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button = QToolButton()
        button.setAccessibleName(label)
        button.setToolTip(self._translator.gettext("{action} ({key})").format(action=label, key=shown))
        button.setIconSize(QSize(ICON, ICON))
        button.setAutoRaise(True)
        return button
