"""How the page is set: theme, family, size, width, spacing, justification, all at once in effect."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from reader.errors import N_
from reader.i18n import Translator
from reader.ui.dialogs.overlay import Overlay
from reader.ui.fonts import SEMIBOLD, FontFamilies, Voice, text_font
from reader.ui.page.typography import MEASURES, SIZES, SPACINGS, Typography
from reader.ui.panel.parts import hairline, label
from reader.ui.theme import SYSTEM, Theme, themes

_NAMES = {"light": N_("Light"), "sepia": N_("Sepia"), "dark": N_("Dark"), SYSTEM: N_("System")}
_HUNDREDTHS = 100


class ThemeButton(QAbstractButton):
    """A small page in a theme's colours; ``system`` is half light and half dark."""

    def __init__(self, name: str, text: str, fonts: FontFamilies, theme: Theme) -> None:
        super().__init__()
        self.name = name
        self._fonts = fonts
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A page and its name."""
        return QSize(66, 66)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, its letter, its name, and whether it is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = self.rect().adjusted(2, 2, -2, -22).toRectF()
        halves = [themes["light"], themes["dark"]] if self.name == SYSTEM else [themes[self.name]]
        share = page.width() / len(halves)
        for at, half in enumerate(halves):
            painter.save()
            painter.setClipRect(QRectF(page.left() + at * share, page.top(), share, page.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(half.page))
            painter.drawRoundedRect(page, 6, 6)
            painter.setPen(QColor(half.ink))
            painter.setFont(text_font(self._fonts.serif, 18, SEMIBOLD))
            painter.drawText(page, Qt.AlignmentFlag.AlignCenter, "Aa")
            painter.restore()
        strong = self.isChecked() or self.hasFocus()
        color = self._theme.accent if strong else self._theme.border
        painter.setPen(QPen(QColor(color), 2 if strong else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(page, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.ink), 1))
            painter.drawRoundedRect(page.adjusted(3, 3, -3, -3), 4, 4)
        painter.setPen(QColor(self._theme.ink if self.isChecked() else self._theme.soft))
        painter.setFont(self._fonts.ui(12))
        name = self.rect().adjusted(0, self.height() - 18, 0, 0)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self.text())


class TypographyPopover(Overlay):
    """The card behind the Aa button. Every choice is told at once.

    ``typography_changed`` carries a :class:`~reader.ui.page.typography.Typography`, ``theme_chosen`` the
    name of a theme or ``system``.
    """

    typography_changed = Signal(object)
    theme_chosen = Signal(str)

    def __init__(self, window: QWidget, translator: Translator, theme: Theme, fonts: FontFamilies) -> None:
        self._themes: dict[str, ThemeButton] = {}
        self._families: dict[Voice, QPushButton] = {}
        super().__init__(window, theme)
        self._translator = translator
        self._typography = Typography()
        _ = translator.gettext
        self.setAccessibleName(_("Type and theme"))
        self._theme_group = QButtonGroup(self)
        self._family_group = QButtonGroup(self)
        self._sliders: dict[str, QSlider] = {}
        self.justify = QCheckBox(_("Justify the lines"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(self._theme_row(theme, fonts))
        layout.addWidget(hairline())
        layout.addLayout(self._family_row(fonts))
        layout.addLayout(self._slider_grid())
        layout.addWidget(self.justify)
        self.setFixedWidth(320)
        self.set_theme(theme)
        self.justify.toggled.connect(self._changed)
        self.set_typography(Typography())

    def set_typography(self, typography: Typography) -> None:
        """Show what is in effect, without a signal."""
        self._typography = typography
        self._families[typography.family].setChecked(True)
        values = {
            "size": typography.size,
            "measure": typography.measure,
            "spacing": round(typography.spacing * _HUNDREDTHS),
        }
        for name, value in values.items():
            self._sliders[name].blockSignals(True)  # noqa: FBT003 - Qt's own name
            self._sliders[name].setValue(value)
            self._sliders[name].blockSignals(False)  # noqa: FBT003
        self.justify.blockSignals(True)  # noqa: FBT003
        self.justify.setChecked(typography.justify)
        self.justify.blockSignals(False)  # noqa: FBT003
        self._tell()

    def typography(self) -> Typography:
        """Return what is chosen."""
        return self._typography

    def set_theme_name(self, name: str) -> None:
        """Show which theme (or ``system``) is chosen, without a signal."""
        if name in self._themes:
            self._themes[name].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        super().set_theme(theme)
        for button in self._themes.values():
            button.set_theme(theme)
        chosen = f"QPushButton:checked {{ background: {theme.selected}; border-color: {theme.accent}; }}"
        for family in self._families.values():
            family.setStyleSheet(chosen)

    def first_widget(self) -> QWidget:
        """The chosen theme."""
        return next((each for each in self._themes.values() if each.isChecked()), self._sliders["size"])

    def slider(self, name: str) -> QSlider:
        """Return the slider of ``size``, ``measure`` or ``spacing`` (in hundredths)."""
        return self._sliders[name]

    def family_button(self, voice: Voice) -> QPushButton:
        """Return the button of a family."""
        return self._families[voice]

    def theme_button(self, name: str) -> ThemeButton:
        """Return the button of a theme."""
        return self._themes[name]

    def _theme_row(self, theme: Theme, fonts: FontFamilies) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, text in _NAMES.items():
            button = ThemeButton(name, self._translator.gettext(text), fonts, theme)
            self._themes[name] = button
            self._theme_group.addButton(button)
            button.clicked.connect(lambda _checked=False, chosen=name: self.theme_chosen.emit(chosen))
            row.addWidget(button, 1)
        return row

    def _family_row(self, fonts: FontFamilies) -> QHBoxLayout:
        _ = self._translator.gettext
        row = QHBoxLayout()
        row.setSpacing(8)
        voices: dict[Voice, str] = {"serif": _("Serif"), "sans": _("Sans serif")}
        for voice, text in voices.items():
            button = QPushButton(text)
            button.setCheckable(True)
            button.setFont(text_font(fonts.family(voice), 14))
            self._families[voice] = button
            self._family_group.addButton(button)
            button.clicked.connect(self._changed)
            row.addWidget(button, 1)
        return row

    def _slider_grid(self) -> QGridLayout:
        _ = self._translator.gettext
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self._values: dict[str, QLabel] = {}
        rows = (
            ("size", _("Size"), SIZES, 1),
            ("measure", _("Line width"), MEASURES, 2),
            ("spacing", _("Line spacing"), tuple(round(each * _HUNDREDTHS) for each in SPACINGS), 5),
        )
        for at, (name, text, (low, high), step) in enumerate(rows):
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(low, high)
            slider.setSingleStep(step)
            slider.setPageStep(2 * step)
            slider.setAccessibleName(text)
            slider.valueChanged.connect(self._changed)
            value = label("", "faint")
            value.setMinimumWidth(34)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._sliders[name] = slider
            self._values[name] = value
            grid.addWidget(label(text, "soft"), at, 0)
            grid.addWidget(slider, at, 1)
            grid.addWidget(value, at, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _changed(self, _value: object = None) -> None:
        serif = self._families["serif"].isChecked()
        self._typography = replace(
            self._typography,
            family="serif" if serif else "sans",
            size=self._sliders["size"].value(),
            measure=self._sliders["measure"].value(),
            spacing=self._sliders["spacing"].value() / _HUNDREDTHS,
            justify=self.justify.isChecked(),
        )
        self._tell()
        self.typography_changed.emit(self._typography)

    def _tell(self) -> None:
        number = self._translator.number
        self._values["size"].setText(number(self._typography.size))
        self._values["measure"].setText(number(self._typography.measure))
        locale = QLocale(self._translator.language)
        self._values["spacing"].setText(locale.toString(self._typography.spacing, "f", 2))
