"""The facets of a result: by what it can be narrowed, with the number of articles that would stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.models import NUMBERS, EntityType, FacetValue, Filter
from reader.ui.browse.look import Look, capitalised
from reader.ui.browse.popup_button import PopupButton
from reader.ui.browse.row_model import Node, Row
from reader.ui.browse.row_tree import RowTree
from reader.ui.entity_types import TYPE_NAMES

_UNNAMED = NUMBERS | {EntityType.DATE}
TITLES: Mapping[str, str] = {
    "source": N_("Sources"),
    "author": N_("Authors"),
    "language": N_("Languages"),
    "month": N_("Dates"),
    **{f"entity_{kind.value.lower()}": name for kind, name in TYPE_NAMES.items() if kind not in _UNNAMED},
    "tag": N_("Tags"),
    "annotated": N_("Notes"),
}
ENTITIES = "entity_"
SHOWN = 8
YEAR = 4


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of a field of :class:`Filter`."""

    field: str
    value: str | int | bool


@dataclass(frozen=True, slots=True)
class More:
    """The row that shows the rest of a field's values."""

    field: str


class FacetPanel(RowTree):
    """All facets in sections; ``facet_chosen`` tells the :class:`Facet` to narrow by."""

    facet_chosen = Signal(object)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(translator, look, parent)
        self.setAccessibleName(translator.gettext("Narrow the list"))
        self._facets: Mapping[str, Sequence[FacetValue]] = {}
        self._names: Mapping[str, str] = {}
        self._whole: set[str] = set()
        self._heads = {field: self.head(field, translator.gettext(title)) for field, title in TITLES.items()}
        self.row_chosen.connect(self._on_row)

    def set_facets(self, facets: Mapping[str, Sequence[FacetValue]], names: Mapping[str, str]) -> None:
        """Show facets; ``names`` are the names of entities by their id as text."""
        self._facets, self._names = facets, names
        self._whole.clear()
        for field in self._heads:
            self._fill(field)

    def _fill(self, field: str) -> None:
        head, values = self._heads[field], self._facets.get(field, ())
        if field == "month":
            self._fill_years(head, values)
        else:
            shown = values if field in self._whole else values[:SHOWN]
            rows = [
                Row(self._facet(field, each.value), self._name(field, each.value), each.count)
                for each in shown
            ]
            if len(shown) < len(values):
                label = self._translator.ngettext("{n} more…", "{n} more…", len(values) - len(shown))
                rows.append(Row(More(field), label, 0))
            self.rows.fill(head, rows)
        self.show_head(head)

    def _fill_years(self, head: Node, values: Sequence[FacetValue]) -> None:
        """Gather months in years, the newest first; a year unfolds its months."""
        years: dict[str, int] = {}
        given = {each.value: each.count for each in values}
        for value, count in given.items():
            years[value[:YEAR]] = years.get(value[:YEAR], 0) + count
        newest = sorted(years, reverse=True)
        self.rows.fill(
            head, [Row(Facet("month", year), self._name("month", year), years[year]) for year in newest]
        )
        for item, year in zip(head.children, newest, strict=True):
            months = sorted((m for m in given if m[:YEAR] == year and len(m) > YEAR), reverse=True)
            self.rows.fill(item, [Row(Facet("month", m), self._name("month", m), given[m]) for m in months])

    def _facet(self, field: str, value: str) -> Facet:
        if field.startswith(ENTITIES):
            return Facet("entity", int(value))
        return Facet(field, True) if field == "annotated" else Facet(field, value)  # noqa: FBT003 - a value

    def _name(self, field: str, value: str) -> str:
        """Name a value as the reader says it."""
        if field == "language":
            return capitalised(self._translator.language_name(value))
        if field == "month":
            return self._translator.date(value, "long")
        if field == "annotated":
            return self._translator.gettext("With notes or highlights")
        return self._names.get(value, value) if field.startswith(ENTITIES) else value

    def _on_row(self, key: object) -> None:
        if isinstance(key, More):
            self._whole.add(key.field)
            self._fill(key.field)
        elif isinstance(key, Facet):
            self.facet_chosen.emit(key)


class FacetButton(PopupButton):
    """Opens the facets beneath it; ``filter_changed`` tells the narrowed filter.

    It is disabled while there is nothing to narrow by.
    """

    filter_changed = Signal(object)

    def __init__(self, translator: Translator, look: Look, parent: QWidget | None = None) -> None:
        self.panel = FacetPanel(translator, look)
        super().__init__(translator.gettext("Filter"), self.panel, parent)
        self._filter = Filter()
        self.panel.facet_chosen.connect(self._narrow)
        self.set_look(look)
        self.setEnabled(False)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self.setIcon(look.icons.icon("filter", "", 16))
        self.setIconSize(QSize(16, 16))
        self.panel.set_look(look)

    def set_filter(self, current: Filter) -> None:
        """Take the filter that a choice narrows further."""
        self._filter = current

    def set_facets(
        self, facets: Mapping[str, Sequence[FacetValue]], names: Mapping[str, str] | None = None
    ) -> None:
        """Take the facets of the list; ``names`` are the names of entities by their id as text."""
        self.panel.set_facets(facets, names or {})
        self.setEnabled(any(facets.values()))

    def _narrow(self, facet: Facet) -> None:
        year_unfolds = facet.field == "month" and len(str(facet.value)) == YEAR
        self._filter = replace(self._filter, **{facet.field: facet.value})  # type: ignore[arg-type]
        if not year_unfolds:
            self.close_popup()
        self.filter_changed.emit(self._filter)
