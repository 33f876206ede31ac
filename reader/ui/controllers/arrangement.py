"""How the window is laid out: columns that fold away, the page alone, sizes, all of it remembered."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from reader.ui.commands import Actions
from reader.ui.context import Context

COLUMNS = ("sidebar", "list", "panel")
_SIZES = [200, 318, 862, 300]
_FIRST_SIZE = (1440, 900)


class ArrangementController(QObject):
    """Shows and hides the columns. In focus mode the page is alone, and the columns come back after it."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        super().__init__(window)
        self._settings = context.settings
        self._window = window
        self._focus = False

    def attach(
        self, splitter: QSplitter, columns: dict[str, QWidget], bars: list[QWidget], actions: Actions
    ) -> None:
        """Take the columns by their names, and the bars that focus mode hides."""
        self._splitter, self._columns, self._bars, self._actions = splitter, columns, bars, actions

    def restore(self) -> None:
        """Lay the window out as it was left."""
        geometry = self._settings.text("window.geometry")
        restored = geometry and self._window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        if not restored:
            self._window.resize(*_FIRST_SIZE)
        sizes = self._settings.get("window.splitter")
        fits = isinstance(sizes, list) and len(sizes) == len(_SIZES) and sum(sizes) > 0
        self._splitter.setSizes(sizes if fits and isinstance(sizes, list) else _SIZES)
        self._show_columns()

    def remember(self) -> None:
        """Note how the window is laid out."""
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode()
        self._settings.set("window.geometry", geometry)
        if not self._focus and all(self._splitter.sizes()):
            self._settings.set("window.splitter", self._splitter.sizes())

    def toggle(self, column: str) -> None:
        """Show a column or fold it away; out of focus mode first."""
        if self._focus:
            self.toggle_focus()
        self._settings.set(f"window.{column}", not self._settings.flag(f"window.{column}"))
        self._show_columns()

    def show(self, column: str) -> None:
        """Show a column that may be folded away."""
        if self._focus or not self._settings.flag(f"window.{column}"):
            if not self._settings.flag(f"window.{column}"):
                self._settings.set(f"window.{column}", True)  # noqa: FBT003
            self._focus = False
            self._show_columns()

    def toggle_focus(self) -> None:
        """Leave the page alone, or bring the columns back."""
        self._focus = not self._focus
        self._show_columns()

    def leave_focus(self) -> None:
        """Bring the columns back if the page is alone."""
        if self._focus:
            self.toggle_focus()

    def _show_columns(self) -> None:
        for name, widget in self._columns.items():
            shown = self._settings.flag(f"window.{name}") and not self._focus
            widget.setVisible(shown)
            self._actions[name].setChecked(shown)
        for bar in self._bars:
            bar.setVisible(not self._focus)
        self._actions["focus"].setChecked(self._focus)
