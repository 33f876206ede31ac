"""What can be done with the entities that are chosen in the panel's list, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from reader.i18n import Translator
from reader.models import EntityType
from reader.ui.entity_types import TYPE_ICONS, TYPE_KEYS, TYPE_NAME
from reader.ui.icons import Icons
from reader.ui.panel.entity_model import Row
from reader.ui.theme import Theme


class RowWish(Enum):
    """What the reader wants of the chosen rows."""

    PAGE = auto()
    STEP = auto()
    SEARCH = auto()
    RETYPE = auto()
    RENAME = auto()
    ADD_NAME = auto()
    MERGE = auto()
    REJECT_HERE = auto()
    REJECT_EVERYWHERE = auto()


def row_menu(
    rows: Sequence[Row],
    translator: Translator,
    theme: Theme,
    ask: Callable[[RowWish, EntityType | None], object],
    parent: QWidget,
) -> QMenu:
    """Return the menu of ``rows``; ``ask`` is given a wish, and the type where another is wanted.

    Of several, only what means all of them can be used. Keys stand behind the words; the window has them.
    """
    _ = translator.gettext
    menu = QMenu(parent)
    single = len(rows) == 1 and rows[0].entity > 0

    def add(text: str, wish: RowWish, key: str = "", *, enabled: bool) -> None:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{text}\t{shown}".rstrip(), partial(ask, wish, None))
        action.setEnabled(enabled)

    add(_("Open its page"), RowWish.PAGE, "Ctrl+Return", enabled=single)
    add(_("Next mention"), RowWish.STEP, "Space", enabled=len(rows) == 1)
    add(_("Search for this name"), RowWish.SEARCH, "Return", enabled=len(rows) == 1)
    menu.addSeparator()
    kinds = menu.addMenu(_("This is"))
    kinds.setEnabled(single)
    icons = Icons(theme)
    for kind in EntityType:
        text = f"{_(TYPE_NAME[kind])}\t{TYPE_KEYS.get(kind, '')}".rstrip()
        action = kinds.addAction(text, partial(ask, RowWish.RETYPE, kind))
        action.setIcon(icons.icon(TYPE_ICONS[kind], theme.entities[kind], 16))
        action.setEnabled(not single or rows[0].type is not kind)
    add(_("Rename…"), RowWish.RENAME, "F2", enabled=single)
    add(_("Add another name…"), RowWish.ADD_NAME, "Shift+N", enabled=single)
    merge = (
        _("Merge into “{name}”").format(name=rows[0].name) if len(rows) > 1 else _("Merge the chosen ones")
    )
    several = len({row.entity for row in rows if row.entity}) > 1
    add(merge.replace("&", "&&"), RowWish.MERGE, "Shift+M", enabled=several)
    menu.addSeparator()
    add(_("Not an entity in this article"), RowWish.REJECT_HERE, enabled=single)
    add(_("Not an entity anywhere"), RowWish.REJECT_EVERYWHERE, enabled=single)
    return menu
