"""Colours of the window: every token of the three themes, as a palette and as a style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from string import Template
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from reader.models import Color, EntityType
from reader.paths import shipped
from reader.ui.fonts import FontFamilies

SYSTEM = "system"
INTERFACE_PX = 13


@dataclass(frozen=True)
class Theme:
    """One theme. Every colour is ``#rrggbb``; ``QColor(theme.ink)`` paints it.

    ``window``, ``sidebar`` and ``page`` are the three quiet levels of the background, ``card`` lies above
    them (menus, cards), ``field`` is where one types. ``ink`` is text, ``soft`` a second line, ``faint``
    counts and hints: all three are legible, 4.5 to 1 on the levels (on ``selected`` only ink and soft).
    ``line`` is a hairline, ``border`` the edge of a field, ``hover`` and ``selected`` are rows under the
    mouse and chosen, ``accent`` links and progress with ``on_accent`` upon it, ``selection`` selected text,
    ``danger`` what deletes or failed. ``match`` and ``match_current`` tint search matches inside an outline
    of ``match_line``.
    """

    name: str
    dark: bool
    window: str
    sidebar: str
    page: str
    card: str
    field: str
    ink: str
    soft: str
    faint: str
    line: str
    border: str
    hover: str
    selected: str
    accent: str
    on_accent: str
    selection: str
    danger: str
    shadow: str
    match: str
    match_line: str
    match_current: str
    highlights: Mapping[Color, str]
    entities: Mapping[EntityType, str]

    def highlight(self, color: Color) -> QColor:
        """Return the background of a highlight."""
        return QColor(self.highlights[color])

    def entity(self, kind: EntityType) -> QColor:
        """Return the hue of a type of entity: its underline, its dot in sidebar and panel."""
        return QColor(self.entities[kind])


def _hues(*values: str) -> Mapping[EntityType, str]:
    return MappingProxyType(dict(zip(EntityType, values, strict=True)))


def _highlights(*values: str) -> Mapping[Color, str]:
    return MappingProxyType(dict(zip(Color, values, strict=True)))


# The highlights were moved until every two of them, and each and the page, stay apart (CIE76 above 10) in
# normal sight and as protanopes, deuteranopes and tritanopes see them (Machado et al. 2009).
_LIGHT = Theme(
    name="light", dark=False,
    window="#F4F2EC", sidebar="#ECE9E1", page="#FCFBF7", card="#FAF8F3", field="#FFFEFB",
    ink="#23211D", soft="#5C584F", faint="#6C685E",
    line="#DFDBD1", border="#C9C4B8", hover="#E8E4D9", selected="#E0DACB",
    accent="#2A6663", on_accent="#FFFFFF", selection="#B9D8D3", danger="#A3302B", shadow="#3A352A",
    match="#F3E6DA", match_line="#B5622B", match_current="#F2C9A4",
    highlights=_highlights("#F9E27E", "#CDEAB4", "#C4E8FF", "#F5C2BF", "#C7BCED"),
    entities=_hues("#AB4B16", "#2B62A8", "#387533", "#8A3D95", "#7A6200", "#5C584F", "#5C584F", "#5C584F"),
)  # fmt: skip
_DARK = Theme(
    name="dark", dark=True,
    window="#1B1C1E", sidebar="#161719", page="#1F2022", card="#26282B", field="#242629",
    ink="#E4E1DA", soft="#AEAAA1", faint="#969289",
    line="#303236", border="#45484D", hover="#25282B", selected="#2E3236",
    accent="#6FB8B2", on_accent="#10201F", selection="#2B5955", danger="#F0958C", shadow="#000000",
    match="#35302A", match_line="#E0A268", match_current="#6A4522",
    highlights=_highlights("#5C521B", "#40562F", "#273B4C", "#5D383A", "#463C69"),
    entities=_hues("#F0A06E", "#8DB9F0", "#94CC8B", "#D79BE0", "#DCC25C", "#AEAAA1", "#AEAAA1", "#AEAAA1"),
)  # fmt: skip
_SEPIA = Theme(
    name="sepia", dark=False,
    window="#EFE6D2", sidebar="#E8DCC3", page="#F7EFDD", card="#F9F2E3", field="#FCF7EB",
    ink="#372B1D", soft="#5D4E39", faint="#6D5C44",
    line="#DCCFB2", border="#C5B592", hover="#E6DABF", selected="#DDCFAF",
    accent="#24605A", on_accent="#FFFDF6", selection="#B5D0C0", danger="#96301F", shadow="#4A3A20",
    match="#F0E0C6", match_line="#A5571D", match_current="#EDBF8E",
    highlights=_highlights("#F9DD70", "#CDE89D", "#B5D3E4", "#F1BEA7", "#C9ABDF"),
    entities=_hues("#A5450F", "#22588F", "#346A2B", "#7D3286", "#6B5400", "#5D4E39", "#5D4E39", "#5D4E39"),
)  # fmt: skip

themes: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (_LIGHT, _SEPIA, _DARK)})


def resolve(name: str, system_dark: bool) -> Theme:
    """Return the theme called ``name``; for ``system`` or an unknown name, the one that the system wants."""
    return themes.get(name) or themes["dark" if system_dark else "light"]


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme, for everything that the style sheet leaves to Qt."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window, role.WindowText: theme.ink, role.Base: theme.field,
        role.AlternateBase: theme.window, role.Text: theme.ink, role.Button: theme.card,
        role.ButtonText: theme.ink, role.BrightText: theme.danger, role.Highlight: theme.selection,
        role.HighlightedText: theme.ink, role.Link: theme.accent, role.LinkVisited: theme.accent,
        role.PlaceholderText: theme.faint, role.ToolTipBase: theme.card, role.ToolTipText: theme.ink,
        role.Light: theme.card, role.Midlight: theme.line, role.Mid: theme.border, role.Dark: theme.border,
        role.Shadow: theme.shadow, role.Accent: theme.accent,
    }  # fmt: skip
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.faint))
    return made


def stylesheet(theme: Theme, fonts: FontFamilies, px: int = INTERFACE_PX) -> str:
    """Return the style sheet of the whole application; ``px`` is the size of interface text in pixels.

    Widgets ask for a voice with a dynamic property (``widget.setProperty("role", "soft")``):

    - labels: ``title`` (serif, large), ``heading``, ``section`` (small, spaced; write it in capitals),
      ``soft``, ``faint``, ``error``
    - push buttons: ``primary``, ``danger``, ``link``, ``chip``; tool buttons are flat by nature
    - frames: ``card`` (above the page), ``line`` (a hairline), ``window``, ``sidebar``, ``page`` (the levels)
    """
    template = Template(shipped("resources", "themes", "docbao.qss").read_text(encoding="utf-8"))
    colours = {field.name: getattr(theme, field.name) for field in fields(theme)}
    icons = shipped("resources", "themes", theme.name).as_posix()
    sizes = {"px": px, "small": px - 1, "tiny": px - 2, "large": px + 2, "title": px + 9}
    return template.substitute(colours, **sizes, icons=icons, serif=fonts.serif)


def apply_theme(app: QApplication, theme: Theme, fonts: FontFamilies, px: int = INTERFACE_PX) -> None:
    """Dress the whole application: style, font, palette and style sheet. May be called again at any time."""
    if not app.styleSheet():
        app.setStyle("Fusion")
    app.setFont(fonts.ui(px))
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme, fonts, px))
