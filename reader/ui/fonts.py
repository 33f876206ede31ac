"""The bundled fonts: loading them, and making a ``QFont`` with the features of its task."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from reader.errors import N_, StorageError
from reader.paths import shipped

SERIF = "Docbao Serif"
TITLE = "Docbao Serif Title"
SANS = "Docbao Sans"

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
OLD_STYLE = ("onum", "pnum")
LINING = ("lnum",)
TABULAR = ("tnum", "lnum")

Voice = Literal["serif", "sans"]


@dataclass(frozen=True, slots=True)
class FontFamilies:
    """The families in use: ``serif`` for reading, ``title`` its large cut, ``sans`` and ``mono``."""

    serif: str = SERIF
    title: str = TITLE
    sans: str = SANS
    mono: str = "monospace"

    def family(self, voice: Voice) -> str:
        """Return the reading family of a voice."""
        return self.serif if voice == "serif" else self.sans

    def ui(self, px: int = 13, weight: int = REGULAR, *, features: Iterable[str] = ()) -> QFont:
        """Return the interface's font."""
        return text_font(self.sans, px, weight, features=features)

    def text(self, px: int, weight: int = REGULAR, *, italic: bool = False) -> QFont:
        """Return the reading font with old-style figures."""
        return text_font(self.serif, px, weight, italic=italic, features=OLD_STYLE)


def load_fonts() -> FontFamilies:
    """Load the fonts that ship with the program (again is harmless) and return their names.

    Raises:
        StorageError: a font file is missing or damaged.
    """
    known = set(QFontDatabase.families())
    if not {SERIF, TITLE, SANS} <= known:
        files = sorted(shipped("resources", "fonts").glob("*.ttf"))
        loaded = [QFontDatabase.addApplicationFont(str(file)) for file in files]
        if not loaded or -1 in loaded:
            raise StorageError(N_("The fonts that belong to Docbao are missing. Install the program again."))
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return FontFamilies(mono=mono)


def text_font(
    family: str,
    px: int,
    weight: int = REGULAR,
    *,
    italic: bool = False,
    features: Iterable[str] = (),
    spacing: float = 0.0,
) -> QFont:
    """Return a font of ``px`` logical pixels, unhinted, with OpenType ``features`` switched on.

    ``spacing`` is added to every letter, in pixels.
    """
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    for feature in features:
        font.setFeature(QFont.Tag.fromString(feature), 1)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return font
