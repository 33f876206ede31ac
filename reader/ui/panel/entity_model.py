"""The entities of an article as rows: a heading for each type, then its names with their mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.i18n import Translator
from reader.models import NUMBERS, EntityType, Mention
from reader.text.fold import fold
from reader.text.normalise import nfc
from reader.ui.entity_types import TYPE_NAMES
from reader.ui.page.marks import holders

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PLAIN = int(Qt.ItemDataRole.DisplayRole)


class Role(IntEnum):
    """What a row tells besides its text."""

    HEADING = Qt.ItemDataRole.UserRole + 1  # whether it is a heading
    TYPE = Qt.ItemDataRole.UserRole + 2  # its EntityType
    COUNT = Qt.ItemDataRole.UserRole + 3  # "7", or "2/7" while its mentions are stepped through
    SHOWN = Qt.ItemDataRole.UserRole + 4  # whether its type is underlined in the page
    INNER = Qt.ItemDataRole.UserRole + 5  # whether it stands within longer names only


@dataclass(slots=True)
class Row:
    """A heading (no mentions) or an entity. ``step`` is the mention shown last, -1 before the first.

    ``inner`` says that each of its mentions lies within a longer one.
    """

    type: EntityType
    name: str = ""
    mentions: tuple[Mention, ...] = ()
    step: int = -1
    inner: bool = False

    @property
    def entity(self) -> int:
        """The id of the entity, 0 where there is none."""
        return self.mentions[0].entity_id if self.mentions else 0

    @property
    def heading(self) -> bool:
        """Whether this is the heading of a type."""
        return not self.mentions


def group(mentions: Iterable[Mention]) -> list[Row]:
    """Return the entities of ``mentions``: by type, the most frequent first, then in order of appearance."""
    found: dict[tuple[EntityType, str], list[Mention]] = {}
    standing: set[tuple[EntityType, str]] = set()
    ordered = sorted(mentions, key=lambda each: (each.start, -each.end))
    for mention, holder in zip(ordered, holders([(m.start, m.end) for m in ordered]), strict=True):
        key = mention.type, mention.entity or mention.text
        found.setdefault(key, []).append(mention)
        if holder < 0:
            standing.add(key)
    rows = [Row(*key, tuple(members), inner=key not in standing) for key, members in found.items()]
    order = list(EntityType)
    rows.sort(key=lambda row: (order.index(row.type), -len(row.mentions), row.mentions[0].start))
    return rows


class EntityModel(QAbstractListModel):
    """Rows of :class:`Row`, narrowed by a typed filter."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._entities: list[Row] = []
        self._rows: list[Row] = []
        self._filter = ""
        self._current: Row | None = None
        self._visible: frozenset[EntityType] = frozenset(EntityType) - NUMBERS

    def set_mentions(self, mentions: Sequence[Mention]) -> None:
        """Show other mentions; an entity whose mentions stayed the same keeps its step."""
        steps = {row.mentions: row.step for row in self._entities}
        was = self._current
        self._entities = group(mentions)
        self._current = None
        for row in self._entities:
            row.step = steps.get(row.mentions, -1)
            if was is not None and row.mentions == was.mentions:
                self._current = row
        self._show()

    def set_filter(self, text: str) -> None:
        """Show only names that contain ``text``, whatever its case and accents."""
        self._filter = fold(nfc(text.strip()))
        self._show()

    def set_visible(self, types: frozenset[EntityType]) -> None:
        """Tell which types the page underlines."""
        numbers = self._visible & NUMBERS
        self._visible = types
        if types & NUMBERS != numbers:
            self._show()
        self._changed(0, len(self._rows) - 1)

    def counts(self) -> dict[EntityType, int]:
        """Return how many entities of each type the article has."""
        return {kind: sum(row.type is kind for row in self._entities) for kind in EntityType}

    def row(self, index: AnyIndex) -> Row | None:
        """Return the entity at ``index``; ``None`` for a heading."""
        if not index.isValid() or self._rows[index.row()].heading:
            return None
        return self._rows[index.row()]

    def step(self, index: AnyIndex, by: int = 1) -> Mention | None:
        """Go to the next mention of an entity, or to another by ``by``, around the end."""
        row = self.row(index)
        if row is None:
            return None
        count = len(row.mentions)
        row.step = (row.step + by) % count if row.step >= 0 else (0 if by > 0 else count - 1)
        self._take(row)
        return row.mentions[row.step]

    def find(self, mention: Mention) -> QModelIndex:
        """Note that the page shows ``mention`` and return its row; an invalid index where it is not shown."""
        for number, row in enumerate(self._rows):
            if row.type is mention.type and mention in row.mentions:
                row.step = row.mentions.index(mention)
                self._take(row)
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """How many rows, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = _PLAIN) -> object:  # noqa: PLR0911 - a table of roles
        """Return what the delegate paints and what assistive technology says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._heading(row).upper() if row.heading else row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._heading(row) if row.heading else self._said(row)
            case Qt.ItemDataRole.ToolTipRole:
                return None if row.heading else self._tip(row)
            case Role.HEADING:
                return row.heading
            case Role.TYPE:
                return row.type
            case Role.COUNT:
                return "" if row.heading else self._count(row)
            case Role.SHOWN:
                return row.type in self._visible
            case Role.INNER:
                return row.inner
        return None

    def _heading(self, row: Row) -> str:
        return self._translator.gettext(TYPE_NAMES[row.type])

    def _count(self, row: Row) -> str:
        number = self._translator.number
        total = number(len(row.mentions))
        return f"{number(row.step + 1)}/{total}" if row is self._current and row.step >= 0 else total

    def _said(self, row: Row) -> str:
        _ = self._translator.gettext
        kinds = {
            EntityType.PER: _("person"), EntityType.ORG: _("organisation"), EntityType.LOC: _("place"),
            EntityType.EVENT: _("event"), EntityType.DOC: _("document"), EntityType.DATE: _("date"),
            EntityType.MONEY: _("sum of money"), EntityType.PERCENT: _("percentage"),
        }  # fmt: skip
        mentions = self._translator.ngettext("{n} mention", "{n} mentions", len(row.mentions))
        said = (
            _("{name}, {type}, {mentions}")
            if not row.inner
            else _("{name}, {type} in a longer name, {mentions}")
        )
        return said.format(name=row.name, type=kinds[row.type], mentions=mentions)

    def _tip(self, row: Row) -> str:
        forms = list(dict.fromkeys(mention.text for mention in row.mentions if mention.text != row.name))
        return "\n".join([row.name, *forms[:8]])

    def _take(self, row: Row) -> None:
        was, self._current = self._current, row
        for each in (was, row):
            if each is not None and each in self._rows:
                number = next(n for n, other in enumerate(self._rows) if other is each)
                self._changed(number, number)

    def _changed(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _show(self) -> None:
        self.beginResetModel()
        self._rows = []
        for row in self._entities:
            if self._filter and self._filter not in fold(row.name):
                continue
            if row.type in NUMBERS - self._visible:
                continue
            if not self._rows or self._rows[-1].type is not row.type:
                self._rows.append(Row(row.type))
            self._rows.append(row)
        self.endResetModel()
