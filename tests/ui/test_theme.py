"""Themes: legible, distinguishable, complete."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from reader.models import Color, EntityType
from reader.ui.fonts import SEMIBOLD, load_fonts, text_font
from reader.ui.theme import Theme, apply_theme, palette, resolve, stylesheet, themes

LEVELS = ("window", "sidebar", "page", "card")
# Machado, Oliveira, Fernandes 2009: full dichromacy, on linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deutan": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9690)),
    "tritan": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def linear(colour: str) -> tuple[float, ...]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2.2."""
    lights = [
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    seen = [min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in SIGHT[sight]]
    red, green, blue = seen
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    pairs = zip(lab(one, sight), lab(other, sight), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.fixture(params=list(themes))
def theme(request: pytest.FixtureRequest) -> Theme:
    return themes[request.param]


def test_text_keeps_contrast_on_every_level(theme: Theme) -> None:
    for level in LEVELS:
        for voice in ("ink", "soft", "faint", "accent", "danger"):
            assert contrast(getattr(theme, voice), getattr(theme, level)) >= 4.5, (voice, level)


def test_text_keeps_contrast_on_chosen_rows_and_in_fields(theme: Theme) -> None:
    for level in ("selected", "hover", "field"):
        for voice in ("ink", "soft", "accent"):
            assert contrast(getattr(theme, voice), getattr(theme, level)) >= 4.5, (voice, level)
        assert contrast(theme.faint, getattr(theme, level)) >= 3, level
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.ink, theme.selection) >= 4.5


def test_text_keeps_contrast_on_marks(theme: Theme) -> None:
    for background in (*theme.highlights.values(), theme.match, theme.match_current):
        assert contrast(theme.ink, background) >= 4.5, background


def test_links_are_legible_on_highlights(theme: Theme) -> None:
    for background in theme.highlights.values():
        assert contrast(theme.accent, background) >= 3, background


def test_underlines_are_seen_on_page_and_on_highlights(theme: Theme) -> None:
    for hue in theme.entities.values():
        for background in (
            theme.page,
            theme.sidebar,
            theme.window,
            theme.selected,
            *theme.highlights.values(),
        ):
            assert contrast(hue, background) >= 3, (hue, background)


@pytest.mark.parametrize("sight", list(SIGHT))
def test_highlights_stay_apart_for_every_sight(theme: Theme, sight: str) -> None:
    for one, other in combinations([*theme.highlights.values(), theme.page], 2):
        assert distance(one, other, sight) >= 10, (one, other)


def test_page_is_the_lightest_level(theme: Theme) -> None:
    light = [sum(linear(level)) for level in (theme.sidebar, theme.window, theme.page)]
    assert light == sorted(light)


def test_every_colour_and_type_has_its_hue(theme: Theme) -> None:
    assert set(theme.highlights) == set(Color)
    assert set(theme.entities) == set(EntityType)
    assert theme.highlight(Color.PURPLE).name().upper() == theme.highlights[Color.PURPLE]
    assert theme.entity(EntityType.PER).name().upper() == theme.entities[EntityType.PER]


def test_system_theme_follows_the_system() -> None:
    assert resolve("system", system_dark=True).dark
    assert not resolve("system", system_dark=False).dark
    assert resolve("sepia", system_dark=True).name == "sepia"
    assert resolve("no such theme", system_dark=False).name == "light"


def test_palette_speaks_the_theme(theme: Theme) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.WindowText).name().upper() == theme.ink
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name().upper()
    assert disabled == theme.faint


def test_style_sheet_is_filled_and_its_pictures_exist(qapp: QApplication, theme: Theme) -> None:
    sheet = stylesheet(theme, load_fonts())
    assert "$" not in sheet
    pictures = re.findall(r'url\("(.+?)"\)', sheet)
    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)


def test_applying_a_theme_changes_font_and_palette(qapp: QApplication) -> None:
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    try:
        apply_theme(qapp, themes["dark"], load_fonts(), 15)
        assert qapp.font().pixelSize() == 15
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == themes["dark"].window
    finally:
        qapp.setStyleSheet(before[2])
        qapp.setFont(before[0])
        qapp.setPalette(before[1])


def test_fonts_carry_vietnamese_russian_and_signs(qapp: QApplication) -> None:
    fonts = load_fonts()
    alphabet = "ăâđêôơư ẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự ỳỷỹỵ ẠẢÃÁÀ ёЁжЩъыэюя «»“”–—…₫€№→←≤≥× àéñüç"
    for family in (fonts.serif, fonts.title, fonts.sans):
        raw = QRawFont.fromFont(text_font(family, 19, SEMIBOLD if family == fonts.title else 400))
        missing = [char for char in alphabet if char != " " and not raw.supportsCharacter(ord(char))]
        assert not missing, (family, missing)


def test_weights_and_italics_are_real_faces(qapp: QApplication) -> None:
    fonts = load_fonts()
    assert {400, 600} <= {QFontDatabase.weight(fonts.serif, s) for s in QFontDatabase.styles(fonts.serif)}
    assert {400, 500, 600} <= {QFontDatabase.weight(fonts.sans, s) for s in QFontDatabase.styles(fonts.sans)}
    for family in (fonts.serif, fonts.sans):
        info = QFontInfo(text_font(family, 19, SEMIBOLD, italic=True))
        assert (info.family().startswith(family), info.italic(), info.weight()) == (True, True, 600)


def test_loading_fonts_twice_is_harmless(qapp: QApplication) -> None:
    assert load_fonts() == load_fonts()
