"""The signs of the window: svg files in one colour, drawn in any other, sharp on every screen."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.paths import shipped
from reader.ui.theme import Theme

SIZE = 18
RATIOS = (1, 2, 3)
GRID, STROKE = 24, 1.6  # what the files are drawn on and with


class Icons:
    """The icons of one theme. An icon is drawn once for each name, colour and size."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, str] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, color: str = "", size: int = SIZE) -> QIcon:
        """Return ``resources/icons/<name>.svg`` as an icon of ``size`` logical pixels.

        Without ``color`` it is soft at rest, ink while checked or selected, and faint while disabled.

        Raises:
            FileNotFoundError: there is no icon of that name; that is a bug.
        """
        key = name, color, size
        if key not in self._icons:
            self._icons[key] = self._made(name, color, size)
        return self._icons[key]

    def pixmap(self, name: str, color: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
        """Return an icon as a picture for a screen with ``ratio`` device pixels in a logical pixel."""
        key = name, color, size, ratio
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, color, size, ratio)
        return self._pixmaps[key]

    @cached_property
    def _modes(self) -> tuple[tuple[QIcon.Mode, QIcon.State, str], ...]:
        mode, state = QIcon.Mode, QIcon.State
        return (
            (mode.Normal, state.Off, self._theme.soft),
            (mode.Active, state.Off, self._theme.ink),
            (mode.Selected, state.Off, self._theme.ink),
            (mode.Normal, state.On, self._theme.ink),
            (mode.Disabled, state.Off, self._theme.faint),
            (mode.Disabled, state.On, self._theme.faint),
        )

    def _made(self, name: str, color: str, size: int) -> QIcon:
        icon = QIcon()
        for mode, state, own in self._modes:
            shown = color if color and mode is not QIcon.Mode.Disabled else own
            for ratio in RATIOS:
                icon.addPixmap(self._drawn(name, shown, size, ratio), mode, state)
        return icon

    def _drawn(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        source = self._source(name).replace("currentColor", color)
        if size > GRID:  # a large sign keeps the thin line of a small one
            source = source.replace(f'stroke-width="{STROKE}"', f'stroke-width="{STROKE * GRID / size:.2f}"')
        renderer = QSvgRenderer(QByteArray(source.encode()))
        pixels = round(size * ratio)
        image = QImage(QSize(pixels, pixels), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = shipped("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]
