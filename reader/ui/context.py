"""What every part of the window is given: the reader's language, fonts, settings, and the session."""

from __future__ import annotations

from dataclasses import dataclass

from reader.i18n import Translator
from reader.ui.fonts import FontFamilies
from reader.ui.session import Session
from reader.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """Passed down instead of global names. ``interface_px`` is the size of interface text in pixels."""

    translator: Translator
    fonts: FontFamilies
    settings: Settings
    session: Session
    interface_px: int
