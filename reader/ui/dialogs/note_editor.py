"""A small editor beside a highlight, for its note and its colour."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Color
from reader.ui.dialogs.overlay import Overlay
from reader.ui.fonts import FontFamilies
from reader.ui.panel.clamped import ClampedText
from reader.ui.panel.colors import ColorRow
from reader.ui.panel.growing import GrowingEdit
from reader.ui.theme import Theme


class NoteEditor(Overlay):
    """Writes a note. Whatever was typed is saved: by Ctrl+Enter, by Escape, and by a press elsewhere.

    ``saved`` carries the text and the :class:`Color` where either changed; ``dismissed`` follows where
    neither did.
    """

    saved = Signal(str, object)
    dismissed = Signal()

    def __init__(self, window: QWidget, translator: Translator, theme: Theme, fonts: FontFamilies) -> None:
        self._colors: ColorRow | None = None
        super().__init__(window, theme)
        _ = translator.gettext
        self._was = ("", Color.YELLOW)
        self.setAccessibleName(_("Note"))
        self._quote = ClampedText(fonts.text(14), 2)
        self.field = GrowingEdit(3, 10)
        self.field.setPlaceholderText(_("Write a note"))
        self.field.setAccessibleName(_("Note"))
        self.colors = ColorRow(translator, theme)
        self._colors = self.colors
        self._save = QPushButton(_("Save"))
        self._save.setToolTip("Ctrl+Enter")
        self._save.setProperty("role", "primary")
        foot = QHBoxLayout()
        foot.addWidget(self.colors)
        foot.addStretch(1)
        foot.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._quote)
        layout.addWidget(self.field)
        layout.addLayout(foot)
        self.setFixedWidth(340)
        self.set_theme(theme)
        self.field.submitted.connect(self.finish)
        self.field.cancelled.connect(self.finish)
        self._save.clicked.connect(self.finish)

    def open_for(self, box: QRect, *, quote: str = "", note: str = "", color: Color = Color.YELLOW) -> None:
        """Show near ``box`` (in the window's coordinates) for a highlight; what was open before is saved."""
        if not self.isHidden():
            self.finish()
        self._was = (note, color)
        self._quote.set_text(quote)
        self._quote.setVisible(bool(quote))
        self.field.set_text(note)
        self.colors.set_color(color)
        self.open_near(box)

    def finish(self) -> None:
        """Hand on what changed, and go."""
        if self.isHidden():
            return
        now = (self.field.text().strip(), self.colors.color())
        self.dismiss()
        if now != (self._was[0].strip(), self._was[1]):
            self.saved.emit(*now)
        else:
            self.dismissed.emit()

    def escape(self) -> None:
        """Escape keeps what was typed."""
        self.finish()

    def leave(self) -> None:
        """A press elsewhere keeps what was typed."""
        self.finish()

    def first_widget(self) -> QWidget:
        """Typing begins at once."""
        return self.field

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Call colours by other names."""
        self.colors.set_color_names(names)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        super().set_theme(theme)
        if self._colors is not None:
            self._colors.set_theme(theme)
            self._quote.set_color(QColor(theme.soft))
