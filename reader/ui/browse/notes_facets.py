"""By what the list of notes can be narrowed, in a panel beneath a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.models import FacetValue
from reader.ui.browse.chips import STATES
from reader.ui.browse.look import Look
from reader.ui.browse.notes_filter import Facets, NotesFilter
from reader.ui.browse.popup_button import PopupButton
from reader.ui.browse.row_model import Node, Row
from reader.ui.browse.row_tree import RowTree

_STATE = "state"
TITLES: Mapping[str, str] = {
    _STATE: N_("Notes"),
    "tag": N_("Tags"),
    "source": N_("Sources"),
    "month": N_("Marked in"),
    "entity": N_("Names"),
    "article": N_("Articles"),
}
SHOWN = 6
YEAR = 4


Choice = tuple[str, str]  # a field of NotesFilter and a value; an empty one stands for the rest of the field


class NotesFacets(RowTree):
    """Facets in sections; ``choice_made`` tells the field and the value to narrow by."""

    choice_made = Signal(str, str)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(translator, look, parent)
        self.setAccessibleName(translator.gettext("Narrow the list"))
        self._facets: Facets = {}
        self._name: Callable[[str, str], str] = lambda _field, value: value
        self._whole: set[str] = set()
        self._heads = {field: self.head(field, translator.gettext(title)) for field, title in TITLES.items()}
        self.row_chosen.connect(self._on_row)

    def set_facets(self, facets: Facets, name: Callable[[str, str], str]) -> None:
        """Show facets; ``name`` says what a value of a field is called."""
        self._facets, self._name = facets, name
        self._whole.clear()
        for field in self._heads:
            self._fill(field)

    def _fill(self, field: str) -> None:
        head = self._heads[field]
        if field == _STATE:
            states = ("starred", "noted", "orphan")
            self.rows.fill(head, [self._row(name, each) for name in states for each in self._values(name)])
        elif field == "month":
            self._fill_years(head, self._values(field))
        else:
            values = self._values(field)
            shown = values if field in self._whole else values[:SHOWN]
            rows = [self._row(field, each) for each in shown]
            if len(shown) < len(values):
                label = self._translator.ngettext("{n} more…", "{n} more…", len(values) - len(shown))
                rows.append(Row((field, ""), label, 0))
            self.rows.fill(head, rows)
        self.show_head(head)

    def _fill_years(self, head: Node, values: Sequence[FacetValue]) -> None:
        """Gather months in years, the newest first; a year unfolds its months."""
        years: dict[str, int] = {}
        for each in values:
            years[each.value[:YEAR]] = years.get(each.value[:YEAR], 0) + each.count
        newest = sorted(years, reverse=True)
        self.rows.fill(head, [self._row("month", FacetValue(year, years[year])) for year in newest])
        for node, year in zip(head.children, newest, strict=True):
            months = sorted((each for each in values if each.value[:YEAR] == year), key=_value, reverse=True)
            self.rows.fill(node, [self._row("month", each) for each in months])

    def _values(self, field: str) -> Sequence[FacetValue]:
        return self._facets.get(field, ())

    def _row(self, field: str, value: FacetValue) -> Row:
        return Row((field, value.value), self._name(field, value.value), value.count)

    def _on_row(self, key: Choice) -> None:
        field, value = key
        if value:
            self.choice_made.emit(field, value)
        else:
            self._whole.add(field)
            self._fill(field)


class NotesFilterButton(PopupButton):
    """Opens the facets of the notes that are shown; ``filter_changed`` tells the narrowed filter."""

    filter_changed = Signal(object)

    def __init__(
        self,
        translator: Translator,
        look: Look,
        facets: Callable[[], Facets],
        name: Callable[[str, str], str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the button; ``facets`` counts by what can be narrowed, ``name`` names a value."""
        self.panel = NotesFacets(translator, look)
        super().__init__(translator.gettext("Filter"), self.panel, parent)
        self._filter = NotesFilter()
        self._count = facets
        self._called = name
        self.panel.choice_made.connect(self._narrow)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self.setIcon(look.icons.icon("filter", "", 16))
        self.setIconSize(QSize(16, 16))
        self.panel.set_look(look)

    def set_filter(self, current: NotesFilter) -> None:
        """Take the filter that a choice narrows further."""
        self._filter = current

    def open(self) -> None:
        """Count anew, and open."""
        self.panel.set_facets(self._count(), self._called)
        super().open()

    def _narrow(self, field: str, value: str) -> None:
        chosen: str | int | bool = value
        if field in STATES:
            chosen = True
        elif field in {"entity", "article"}:
            chosen = int(value)
        self._filter = replace(self._filter, **{field: chosen})  # type: ignore[arg-type]
        self.close_popup()
        self.filter_changed.emit(self._filter)


def _value(facet: FacetValue) -> str:
    return facet.value
