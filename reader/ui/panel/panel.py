"""The panel at the right of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.ui.fonts import FontFamilies
from reader.ui.panel.details import DetailsTab
from reader.ui.panel.entities import EntitiesTab
from reader.ui.panel.notes import NotesTab
from reader.ui.panel.parts import hairline
from reader.ui.panel.related import RelatedTab
from reader.ui.theme import Theme


class Panel(QFrame):
    """Entities, notes, details and related articles of the article that is read, each in a tab.

    The tabs are public: connect their signals and give them their data. ``tab_changed`` carries the name of
    the tab that is shown: ``entities``, ``notes``, ``details`` or ``related``.
    """

    tab_changed = Signal(str)

    def __init__(
        self, translator: Translator, theme: Theme, fonts: FontFamilies, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self.setProperty("role", "window")
        self.setAccessibleName(_("Panel"))
        self.entities = EntitiesTab(translator, theme, fonts)
        self.notes = NotesTab(translator, theme, fonts)
        self.details = DetailsTab(translator, theme, fonts)
        self.related = RelatedTab(translator, theme, fonts)
        self._tabs: dict[str, EntitiesTab | NotesTab | DetailsTab | RelatedTab] = {
            "entities": self.entities,
            "notes": self.notes,
            "details": self.details,
            "related": self.related,
        }
        names = (_("Entities"), _("Notes"), _("Details"), _("Related"))
        self._bar = QTabBar()
        self._bar.setAccessibleName(_("Panel"))
        self._bar.setExpanding(False)
        # Long names are cut where the panel is narrow: buttons to scroll by would hide whole tabs.
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setUsesScrollButtons(False)
        self._bar.setDrawBase(False)
        self._pages = QStackedWidget()
        for name, tab in zip(names, self._tabs.values(), strict=True):
            self._bar.setTabToolTip(self._bar.addTab(name), name)
            self._pages.addWidget(tab)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(self._bar)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self._pages, 1)
        self.setMinimumWidth(240)
        self._bar.currentChanged.connect(self._turned)

    def current(self) -> str:
        """Return the name of the tab that is shown."""
        return list(self._tabs)[self._bar.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Show a tab by its name; an unknown name changes nothing."""
        if name in self._tabs:
            self._bar.setCurrentIndex(list(self._tabs).index(name))

    def flush(self) -> None:
        """Hand on everything that is typed and not saved yet."""
        self.notes.flush()
        self.details.flush()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for tab in self._tabs.values():
            tab.set_theme(theme)

    def _turned(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self.tab_changed.emit(list(self._tabs)[index])
