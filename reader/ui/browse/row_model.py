"""Sections of rows as Qt sees them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.i18n import Translator

COUNT_ROLE = Qt.ItemDataRole.UserRole
HEAD_ROLE = Qt.ItemDataRole.UserRole + 1
HUE_ROLE = Qt.ItemDataRole.UserRole + 2
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A row: ``key`` says what it is, ``hue`` is the colour of its dot (none where empty)."""

    key: Hashable
    label: str
    count: int
    hue: str = ""


@dataclass(eq=False, slots=True)
class Node:
    """A row in its place. Heads are the first level; ``number`` is how Qt's indexes name a node."""

    row: Row
    number: int
    parent: Node | None = None
    head: bool = False
    children: list[Node] = field(default_factory=list)

    @property
    def key(self) -> Hashable:
        """What the row is."""
        return self.row.key

    def below(self) -> Iterator[Node]:
        """Go through all nodes beneath this one."""
        for child in self.children:
            yield child
            yield from child.below()


class RowModel(QAbstractItemModel):
    """Heads, rows beneath them, and rows beneath rows."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._numbers = count(1)
        self._root = Node(Row(None, "", 0), 0)
        self._nodes = {0: self._root}

    def add_head(self, key: Hashable, label: str) -> Node:
        """Add an empty section at the end."""
        place = len(self._root.children)
        self.beginInsertRows(NO_PARENT, place, place)
        node = self._made(Row(key, label, 0), self._root)
        node.head = True
        self.endInsertRows()
        return node

    def fill(self, parent: Node, rows: Sequence[Row]) -> bool:
        """Show ``rows`` beneath ``parent``: in place where they are the same rows, else anew (then True)."""
        if [child.key for child in parent.children] != [row.key for row in rows]:
            self._remove(parent)
            self._insert(parent, rows)
            return True
        for child, row in zip(parent.children, rows, strict=True):
            if child.row != row:
                child.row = row
                self.dataChanged.emit(self.index_of(child), self.index_of(child))
        return False

    def node(self, index: Index) -> Node:
        """Return the node at ``index``; the root for no index."""
        return self._nodes[index.internalId()] if index.isValid() else self._root

    def index_of(self, node: Node) -> QModelIndex:
        """Return where a node is."""
        if node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.children.index(node), 0, node.number)

    def index(self, row: int, column: int, parent: Index = NO_PARENT) -> QModelIndex:
        """Return the index of a child."""
        children = self.node(parent).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row].number)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Return the index of the row above in the tree."""
        above = self.node(index).parent
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many rows are beneath one."""
        return len(self.node(parent).children)

    def columnCount(self, _parent: Index = NO_PARENT) -> int:
        """There is one column."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads take the keyboard but cannot be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled
        return enabled if self.node(index).head else enabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's label, count, hue, whether it is a head, or what a screen reader says."""
        if not index.isValid():
            return None
        node = self.node(index)
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: node.row.label,
            COUNT_ROLE: node.row.count,
            HEAD_ROLE: node.head,
            HUE_ROLE: node.row.hue,
        }
        if role == Qt.ItemDataRole.AccessibleTextRole and node.row.count:
            return f"{node.row.label}, {self._translator.number(node.row.count)}"
        return values.get(role)

    def _made(self, row: Row, parent: Node) -> Node:
        node = Node(row, next(self._numbers), parent)
        parent.children.append(node)
        self._nodes[node.number] = node
        return node

    def _remove(self, parent: Node) -> None:
        if parent.children:
            self.beginRemoveRows(self.index_of(parent), 0, len(parent.children) - 1)
            for gone in list(parent.below()):
                del self._nodes[gone.number]
            parent.children.clear()
            self.endRemoveRows()

    def _insert(self, parent: Node, rows: Sequence[Row]) -> None:
        if rows:
            self.beginInsertRows(self.index_of(parent), 0, len(rows) - 1)
            for row in rows:
                self._made(row, parent)
            self.endInsertRows()
