"""Theme and type: chosen, remembered, followed from the system, and shown everywhere at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.ui.browse.look import Look
from reader.ui.context import Context
from reader.ui.page.typography import Typography
from reader.ui.theme import Theme, apply_theme, resolve

_NAMES = ("light", "sepia", "dark", "system")


class AppearanceController(QObject):
    """Holds the theme and the typography. Both signals come at every change, once for all widgets."""

    theme_changed = Signal(object)
    typography_changed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._look = Look(self._resolved(), context.fonts, context.interface_px)
        self._dress_application()
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._follow_system())

    @property
    def look(self) -> Look:
        """The look of the interface: theme, fonts, icons."""
        return self._look

    @property
    def theme(self) -> Theme:
        """The theme that is shown."""
        return self._look.theme

    @property
    def theme_name(self) -> str:
        """The name that was chosen: a theme's, or ``system``."""
        return self._context.settings.text("theme")

    def choose_theme(self, name: str) -> None:
        """Show a theme by its name, or follow the system (``system``)."""
        self._context.settings.set("theme", name)
        self._show_theme()

    def next_theme(self) -> None:
        """Go to the next theme."""
        self.choose_theme(_NAMES[(_NAMES.index(self.theme_name) + 1) % len(_NAMES)])

    def typography(self) -> Typography:
        """Return how the page is set."""
        settings = self._context.settings
        size, measure, spacing = (settings.get(f"typography.{n}") for n in ("size", "measure", "spacing"))
        return Typography(
            family="sans" if settings.text("typography.family") == "sans" else "serif",
            size=size if isinstance(size, int) else 19,
            spacing=spacing if isinstance(spacing, float) else 1.65,
            measure=measure if isinstance(measure, int) else 68,
            justify=settings.flag("typography.justify"),
        )

    def choose_typography(self, chosen: Typography) -> None:
        """Set the page in another way, and remember it."""
        for name in ("family", "size", "spacing", "measure", "justify"):
            self._context.settings.set(f"typography.{name}", getattr(chosen, name))
        self.typography_changed.emit(chosen)

    def resize_type(self, delta: int) -> None:
        """Make the type of the page larger or smaller, by pixels."""
        now = self.typography()
        self.choose_typography(replace(now, size=now.size + delta))

    def dress(
        self, take_theme: Sequence[Callable[[Theme], None]], take_look: Sequence[Callable[[Look], None]]
    ) -> None:
        """Give widgets the present theme and look, now and at every change."""
        for taker in take_theme:
            taker(self.theme)
            self.theme_changed.connect(taker)
        for looker in take_look:
            looker(self._look)
            self.theme_changed.connect(lambda _theme, take=looker: take(self._look))

    def _resolved(self) -> Theme:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return resolve(self.theme_name, dark)

    def _show_theme(self) -> None:
        theme = self._resolved()
        if theme is not self.theme:
            self._look = Look(theme, self._context.fonts, self._context.interface_px)
            self._dress_application()
            self.theme_changed.emit(theme)

    def _follow_system(self) -> None:
        if self.theme_name == "system":
            self._show_theme()

    def _dress_application(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self.theme, self._context.fonts, self._context.interface_px)
