"""The bar that comes to a selection: colours, note, copy with citation, search, and what it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QKeySequence, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.models import Color, Style
from reader.ui.icons import Icons
from reader.ui.page.entity_row import BUTTON, ICON, EntityRow, Naming
from reader.ui.page.floating import FloatingCard
from reader.ui.theme import Theme

COLOR_NAMES = {
    Color.YELLOW: N_("Highlight in yellow"),
    Color.GREEN: N_("Highlight in green"),
    Color.BLUE: N_("Highlight in blue"),
    Color.RED: N_("Highlight in red"),
    Color.PURPLE: N_("Highlight in purple"),
}
_SCALES = (1, 2, 3)
NOTE_KEY, COPY_KEY, SEARCH_KEY, STYLE_KEY = "N", "Ctrl+Shift+C", "Ctrl+Shift+F", "Alt+U"


class SelectionBar(FloatingCard):
    """Offers what can be done with the selected text."""

    highlight_requested = Signal(int, int, object)
    note_requested = Signal(int, int)
    copy_requested = Signal(int, int)
    search_requested = Signal(str)
    style_chosen = Signal(object)

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._translator = translator
        self._page = parent
        self._stretch = (0, 0)
        self._words = ""
        self._names = False
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        column.addLayout(self._row)
        self.entity = EntityRow(translator)
        column.addWidget(self.entity)
        self._dots: dict[Color, QToolButton] = {}
        self._tools: dict[str, QToolButton] = {}
        self.setAccessibleName(translator.gettext("What to do with the selected text"))
        self._fill()
        self.entity.done.connect(self.hide)
        self.setFocusProxy(self._dots[Color.YELLOW])

    def set_theme(self, theme: Theme) -> None:
        """Draw the buttons in the theme's colours."""
        super().set_theme(theme)
        for color, button in self._dots.items():
            fill = theme.highlight(color)
            button.setIcon(dot_icon(fill, fill.lighter(170) if theme.dark else fill.darker(135)))
        icons = Icons(theme)
        for name, button in self._tools.items():
            button.setIcon(icons.icon(name, theme.ink, ICON))
        self.entity.set_theme(theme)

    def set_selection(self, start: int, end: int, words: str, naming: Naming | None = None) -> None:
        """Take the stretch that the buttons act on, in code points, and its words.

        ``naming`` tells what is named there already; without it the words can be no name.
        """
        self._stretch = (start, end)
        self._words = words
        self._names = naming is not None
        self.entity.setVisible(naming is not None)
        self.entity.set_naming(naming or Naming(start, end))

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Name the colours that the reader has given names to by these."""
        _ = self._translator.gettext
        own = self._translator.color_names({})
        for number, (color, button) in enumerate(self._dots.items(), 1):
            named = _("Highlight as “{name}”").format(name=names[color])
            self._call(button, _(COLOR_NAMES[color]) if names[color] == own[color] else named, str(number))

    def set_style(self, style: Style) -> None:
        """Show how new highlights are drawn."""
        self._tools["underline"].setChecked(style is Style.UNDERLINE)

    def act_on_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; return whether it stands for anything."""
        pressed = QKeySequence(event.keyCombination())
        for key, act in self._keys().items():
            if pressed == QKeySequence(key):
                act()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide on Escape and give the focus back to the page; keys work here as they do there."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._page.setFocus()
        elif not self.act_on_key(event):
            super().keyPressEvent(event)

    def _keys(self) -> dict[str, Callable[[], None]]:
        keys: dict[str, Callable[[], None]] = {"H": lambda: self._highlight(None)}
        for number, color in enumerate(Color, 1):
            keys[str(number)] = lambda color=color: self._highlight(color)  # type: ignore[misc]
        keys |= {
            STYLE_KEY: self._tools["underline"].click,
            NOTE_KEY: self._note,
            COPY_KEY: self._copy,
            SEARCH_KEY: self._search,
        }
        return keys | self.entity.keys() if self._names else keys

    def _fill(self) -> None:
        _ = self._translator.gettext
        for number, color in enumerate(Color, 1):
            button = self._button(_(COLOR_NAMES[color]), str(number))
            button.clicked.connect(lambda _checked=False, color=color: self._highlight(color))
            self._dots[color] = button
        below = self._button(_("Line below instead of colour"), STYLE_KEY)
        below.setCheckable(True)
        below.clicked.connect(self._choose_style)
        self._tools["underline"] = below
        line = QFrame()
        line.setFrameShape(QFrame.Shape.VLine)
        line.setFixedSize(1, 18)
        line.setProperty("role", "divider")
        self._row.addSpacing(4)
        self._row.addWidget(line)
        self._row.addSpacing(4)
        for name, label, key, act in (
            ("pencil", _("Write a note"), NOTE_KEY, self._note),
            ("copy", _("Copy with citation"), COPY_KEY, self._copy),
            ("search", _("Search for this"), SEARCH_KEY, self._search),
        ):
            button = self._button(label, key)
            button.clicked.connect(act)
            self._tools[name] = button
        self._row.addStretch(1)

    def _button(self, label: str, key: str) -> QToolButton:
        button = QToolButton()
        self._call(button, label, key)
        button.setIconSize(QSize(ICON, ICON))
        button.setFixedSize(BUTTON, BUTTON)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(button)
        return button

    def _call(self, button: QToolButton, label: str, key: str) -> None:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setAccessibleName(label)
        button.setToolTip(self._translator.gettext("{action} ({key})").format(action=label, key=shown))

    def _choose_style(self, line: bool) -> None:
        self.style_chosen.emit(Style.UNDERLINE if line else Style.FILL)

    def _highlight(self, color: Color | None) -> None:
        self.hide()
        self.highlight_requested.emit(*self._stretch, color)

    def _note(self) -> None:
        self.hide()
        self.note_requested.emit(*self._stretch)

    def _copy(self) -> None:
        self.hide()
        self.copy_requested.emit(*self._stretch)

    def _search(self) -> None:
        self.hide()
        self.search_requested.emit(self._words)


def dot_icon(fill: QColor, edge: QColor) -> QIcon:
    """Return a round patch of colour."""
    icon = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap(ICON * scale, ICON * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(fill)
        painter.setPen(QPen(edge, 1))
        painter.drawEllipse(QPointF(ICON / 2, ICON / 2), ICON / 2 - 1, ICON / 2 - 1)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
