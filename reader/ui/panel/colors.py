"""Choosing the colour of a highlight: swatches in a row, and the same as a menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QWidget

from reader.i18n import Translator
from reader.models import Color
from reader.ui.panel.parts import tight
from reader.ui.theme import Theme


def swatch_icon(theme: Theme, color: Color, size: int = 16) -> QIcon:
    """Return a round swatch of a highlight's colour."""
    ratio = 2
    pixmap = QPixmap(size * ratio, size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.highlight(color))
    painter.setPen(QPen(QColor(theme.faint), 1))
    painter.drawEllipse(QRectF(1.5, 1.5, size - 3, size - 3))
    painter.end()
    return QIcon(pixmap)


class Swatch(QAbstractButton):
    """One colour; a ring shows the chosen one."""

    def __init__(self, color: Color, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.color = color
        self.setCheckable(True)
        self.setFixedSize(26, 26)
        self.set_name(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_name(self, name: str) -> None:
        """Call the colour by a name."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the swatch, its ring, its focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        painter.setPen(QPen(QColor(self._theme.faint), 1))
        painter.setBrush(self._theme.highlight(self.color))
        painter.drawEllipse(centre, 8, 8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawEllipse(centre, 11.5, 11.5)
        elif self.isChecked():
            painter.setPen(QPen(QColor(self._theme.ink), 1.5))
            painter.drawEllipse(centre, 11, 11)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.ink))
            painter.drawEllipse(centre, 2.5, 2.5)


class ColorRow(QWidget):
    """Five swatches, one of them chosen; arrows and the keys 1 to 5 choose."""

    color_chosen = Signal(object)

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translator.gettext("Colour of the highlight"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        tight(row, 0, 2)
        self._swatches: Mapping[Color, Swatch] = {
            color: Swatch(color, name) for color, name in translator.color_names({}).items()
        }
        for swatch in self._swatches.values():
            self._group.addButton(swatch)
            row.addWidget(swatch)
            swatch.clicked.connect(self._clicked)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for swatch in self._swatches.values():
            swatch.set_theme(theme)

    def set_color_names(self, names: Mapping[Color, str]) -> None:
        """Call colours by other names."""
        for color, swatch in self._swatches.items():
            swatch.set_name(names[color])

    def color(self) -> Color:
        """Return the chosen colour."""
        return next((color for color, each in self._swatches.items() if each.isChecked()), Color.YELLOW)

    def set_color(self, color: Color) -> None:
        """Choose a colour without a signal."""
        self._swatches[color].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 choose, as they do in the page."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(Color):
            self._swatches[list(Color)[number]].click()
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        self.color_chosen.emit(self.color())


class ColorMenu(QMenu):
    """The colours by name, for a button with little room."""

    color_chosen = Signal(object)

    def __init__(
        self,
        translator: Translator,
        theme: Theme,
        chosen: Color | None,
        parent: QWidget | None = None,
        *,
        names: Mapping[Color, str] | None = None,
    ) -> None:
        super().__init__(parent)
        names = names or translator.color_names({})
        group = QActionGroup(self)
        for color in Color:
            action = self.addAction(swatch_icon(theme, color), names[color].replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(color is chosen)
            action.setData(color.value)
            action.setIconVisibleInMenu(True)
            group.addAction(action)
        group.triggered.connect(lambda action: self.color_chosen.emit(Color(action.data())))

    def sizeHint(self) -> QSize:
        """At least as wide as a short word and its swatch."""
        return super().sizeHint().expandedTo(QSize(140, 0))
