"""What a widget needs to dress itself: a theme, fonts and their size, icons in the theme's colours."""

from __future__ import annotations

from PySide6.QtGui import QFont, QKeyEvent

from reader.ui.fonts import MEDIUM, REGULAR, SEMIBOLD, FontFamilies, text_font
from reader.ui.icons import Icons
from reader.ui.theme import INTERFACE_PX, Theme

GRID = 4
ROW_HEIGHT = 28
HEAD_SPACING = 0.6


class Look:
    """A theme with fonts; ``px`` is the size of interface text in logical pixels, which all others follow."""

    def __init__(self, theme: Theme, fonts: FontFamilies, px: int = INTERFACE_PX) -> None:
        self.theme = theme
        self.fonts = fonts
        self.px = px
        self.icons = Icons(theme)

    def scaled(self, pixels: int) -> int:
        """Return a length that is ``pixels`` at the usual size of text."""
        return round(pixels * self.px / INTERFACE_PX)

    def label(self, weight: int = REGULAR) -> QFont:
        """Return the font of interface text."""
        return self.fonts.ui(self.px, weight)

    def small(self, weight: int = REGULAR) -> QFont:
        """Return the font of second lines and counts; figures stand in columns."""
        return self.fonts.ui(self.px - 1, weight, features=("tnum",))

    def head(self) -> QFont:
        """Return the font of section heads, in capitals."""
        font = text_font(self.fonts.sans, self.px - 2, MEDIUM, spacing=HEAD_SPACING)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        return font

    def title(self, *, italic: bool = False) -> QFont:
        """Return the font of an article's title in a list."""
        return self.fonts.text(self.px + 2, SEMIBOLD, italic=italic)

    def passage(self, weight: int = REGULAR) -> QFont:
        """Return the font of a passage from an article."""
        return self.fonts.text(self.px + 1, weight)


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key was pressed without Ctrl, Alt, Shift or Meta (the keypad does not count)."""
    held = event.modifiers()
    return not held or held == held.KeypadModifier


def capitalised(name: str) -> str:
    """Return a name as it begins a row: languages write their own names in small letters."""
    return name[:1].upper() + name[1:]
