"""Tags as chips, with a field to add more and completion from the tags that the library knows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from reader.i18n import Translator, sort_key
from reader.text.fold import fold
from reader.text.normalise import one_line
from reader.ui.icons import Icons
from reader.ui.panel.flow import FlowLayout
from reader.ui.theme import Theme

_MOST_OFFERED = 8


def matching_tags(typed: str, known: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Return the known tags that contain what was typed, those that begin with it first, accents aside."""
    wanted = fold(one_line(typed))
    folded = {tag: fold(tag) for tag in known if tag not in taken}
    found = [tag for tag, plain in folded.items() if wanted in plain]
    return sorted(found, key=lambda tag: (not folded[tag].startswith(wanted), sort_key(tag)))[:_MOST_OFFERED]


class TagEditor(QWidget):
    """Chips and a field. ``tags_changed`` carries the sorted tuple after every change by the reader."""

    tags_changed = Signal(tuple)

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._theme = theme
        self._tags: tuple[str, ...] = ()
        self._known: tuple[str, ...] = ()
        self._chips: list[QPushButton] = []
        self._flow = FlowLayout(self, 4, stretch_last=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(translator.gettext("Add a tag"))
        self.field.setAccessibleName(translator.gettext("Add a tag"))
        self.field.setMinimumWidth(80)
        self.field.installEventFilter(self)
        self._offered = QStringListModel(self)
        self._completer = QCompleter(self._offered, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # The field takes the completion first, and would otherwise put it back after it was added.
        self._completer.activated.connect(self._completed, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(self._completer)
        self.field.textEdited.connect(self._typed)
        self.field.editingFinished.connect(self.commit)
        self._flow.addWidget(self.field)

    def tags(self) -> tuple[str, ...]:
        """Return the tags, sorted by the reader's alphabet."""
        return self._tags

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show other tags, without a signal; what is being typed stays."""
        wanted = tuple(sorted(tags, key=sort_key))
        if wanted != self._tags:
            self._tags = wanted
            self._build_chips()

    def set_known(self, tags: Sequence[str]) -> None:
        """Offer these while typing."""
        self._known = tuple(tags)

    def commit(self) -> None:
        """Add what stands in the field; commas part several tags."""
        if self.field.hasFocus():
            QGuiApplication.inputMethod().commit()
        typed = [one_line(part) for part in self.field.text().split(",")]
        self.field.clear()
        self._change((*self._tags, *(tag for tag in typed if tag)))

    def chips(self) -> Sequence[QPushButton]:
        """Return the chips in order."""
        return tuple(self._chips)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        for chip in self._chips:
            self._dress(chip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds, Backspace in the empty field goes to the last chip, Delete takes a chip away."""
        if isinstance(event, QKeyEvent) and event.type() != QEvent.Type.KeyRelease:
            pressed = event.type() == QEvent.Type.KeyPress
            if watched is self.field and pressed and self._field_key(event):
                return True
            deletes = event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
            if isinstance(watched, QPushButton) and deletes:
                if pressed:
                    watched.click()
                event.accept()  # the window may have a meaning for these keys too
                return True
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        """Take a key in the field; tell whether it was taken."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.field.text().strip():
            self.commit()  # and no more: the default button of a dialog is not meant
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.field.text() and self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _build_chips(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag) for tag in self._tags]
        for place, chip in enumerate(self._chips):
            self._flow.insert_widget(place, chip)
            chip.show()
        for before, after in pairwise([*self._field_before(), *self._chips]):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()

    def _field_before(self) -> list[QWidget]:
        """Return what Tab reaches before this editor, in a list: the chips follow it."""
        widget = self.field.previousInFocusChain()
        while widget is not None and widget is not self.field:
            reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if reached and not self.isAncestorOf(widget):
                return [widget]
            widget = widget.previousInFocusChain()
        return []

    def _chip(self, tag: str) -> QPushButton:
        chip = QPushButton(tag.replace("&", "&&"))
        chip.setProperty("role", "chip")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setIconSize(QSize(12, 12))
        self._dress(chip)
        text = self._translator.gettext("Remove the tag {tag}").format(tag=tag)
        chip.setAccessibleName(text)
        chip.setToolTip(text)
        chip.installEventFilter(self)
        chip.clicked.connect(lambda: self._remove(tag))
        return chip

    def _dress(self, chip: QPushButton) -> None:
        chip.setIcon(Icons(self._theme).icon("close", self._theme.soft, 12))

    def _remove(self, tag: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(tuple(each for each in self._tags if each != tag))

    def _change(self, tags: Sequence[str]) -> None:
        now = tuple(sorted(set(tags), key=sort_key))
        if now != self._tags:
            self.set_tags(now)
            self.tags_changed.emit(now)

    def _typed(self, text: str) -> None:
        if "," in text:
            self.commit()
            return
        self._offered.setStringList(matching_tags(text, self._known, self._tags) if text.strip() else [])
        self._completer.complete()

    def _completed(self, tag: str) -> None:
        self.field.clear()
        self._change((*self._tags, tag))
