"""Everything that a reader can tell the window to do: one table, for menus, palette and keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from reader.errors import N_
from reader.i18n import Translator
from reader.models import EntityType
from reader.ui.entity_types import THIS_IS, TYPE_KEYS, UNDERLINE


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. ``text`` and ``group`` are gettext messages, ``keys`` the shortcuts.

    ``needs_article`` says that it means the article that is open.
    """

    id: str
    text: str
    group: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    needs_article: bool = False


FILE, EDIT, ARTICLE, PAGE, VIEW, HELP = (
    N_("Library"),
    N_("Edit"),
    N_("Article"),
    N_("Page"),
    N_("View"),
    N_("Help"),
)

COMMANDS: tuple[Command, ...] = (
    Command("import_files", N_("Import files…"), FILE, ("Ctrl+O",)),
    Command("import_folder", N_("Import a folder…"), FILE, ("Ctrl+Shift+O",)),
    Command("import_samples", N_("Add the sample articles"), FILE),
    Command("export", N_("Export highlights and notes…"), FILE, ("Ctrl+E",)),
    Command("import_notes", N_("Import notes…"), FILE),
    Command("reindex", N_("Build the search index again"), FILE),
    Command("backup", N_("Back up the library…"), FILE),
    Command("restore_backup", N_("Restore a backup…"), FILE),
    Command("check_library", N_("Check the library…"), FILE),
    Command("corrections", N_("Corrections of entities…"), FILE),
    Command("settings", N_("Settings…"), FILE, ("Ctrl+,",)),
    Command("quit", N_("Quit"), FILE, ("Ctrl+Q",)),
    Command("undo", N_("Undo"), EDIT, ("Ctrl+Z",)),
    Command("redo", N_("Redo"), EDIT, ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("search", N_("Search the library"), EDIT, ("/", "Ctrl+L")),
    Command("save_search", N_("Save this search"), EDIT, ("Ctrl+D",)),
    Command("find", N_("Find in the article"), EDIT, ("Ctrl+F",), needs_article=True),
    Command("find_next", N_("Next match"), EDIT, ("F3", "Ctrl+G"), needs_article=True),
    Command("find_previous", N_("Previous match"), EDIT, ("Shift+F3", "Ctrl+Shift+G"), needs_article=True),
    Command("next_article", N_("Next article"), ARTICLE, ("J",)),
    Command("previous_article", N_("Previous article"), ARTICLE, ("K",)),
    Command("star", N_("Star"), ARTICLE, ("S",), needs_article=True),
    Command("toggle_read", N_("Mark as read or unread"), ARTICLE, ("U",), needs_article=True),
    Command("tags", N_("Edit tags…"), ARTICLE, ("T",), needs_article=True),
    Command("trash", N_("Move to the trash"), ARTICLE, ("Ctrl+Backspace",), needs_article=True),
    Command("restore", N_("Restore from the trash"), ARTICLE),
    Command("copy_citation", N_("Copy the citation"), ARTICLE, ("Ctrl+Alt+C",), needs_article=True),
    Command("edit_text", N_("Edit the text…"), ARTICLE, ("Ctrl+Shift+E",), needs_article=True),
    Command("replace_file", N_("Replace by a newer file…"), ARTICLE, needs_article=True),
    Command("versions", N_("Compare versions…"), ARTICLE, needs_article=True),
    Command("show_original", N_("Show the original file"), ARTICLE, needs_article=True),
    Command("highlight", N_("Highlight the selection"), PAGE, ("H",), needs_article=True),
    Command("highlight_yellow", N_("Highlight in yellow"), PAGE, ("1",), needs_article=True),
    Command("highlight_green", N_("Highlight in green"), PAGE, ("2",), needs_article=True),
    Command("highlight_blue", N_("Highlight in blue"), PAGE, ("3",), needs_article=True),
    Command("highlight_red", N_("Highlight in red"), PAGE, ("4",), needs_article=True),
    Command("highlight_purple", N_("Highlight in purple"), PAGE, ("5",), needs_article=True),
    Command("note", N_("Write a note"), PAGE, ("N",), needs_article=True),
    Command("delete_highlight", N_("Delete the highlight"), PAGE, ("Delete",), needs_article=True),
    Command("next_highlight", N_("Next highlight"), PAGE, (".",), needs_article=True),
    Command("previous_highlight", N_("Previous highlight"), PAGE, (",",), needs_article=True),
    Command("highlight_style", N_("Line below instead of colour"), PAGE, ("Alt+U",), needs_article=True),
    Command("star_highlight", N_("Star the highlight"), PAGE, ("Alt+S",), needs_article=True),
    Command("tag_highlight", N_("Edit the tags of the highlight…"), PAGE, ("Alt+T",), needs_article=True),
    Command(
        "longer_highlight", N_("A word more of the highlight"), PAGE, ("Ctrl+Right",), needs_article=True
    ),
    Command(
        "shorter_highlight", N_("A word less of the highlight"), PAGE, ("Ctrl+Left",), needs_article=True
    ),
    Command(
        "earlier_highlight", N_("A word more before the highlight"), PAGE, ("Ctrl+Up",), needs_article=True
    ),
    Command(
        "later_highlight", N_("A word less before the highlight"), PAGE, ("Ctrl+Down",), needs_article=True
    ),
    Command("article_note", N_("Write a note on the whole article"), PAGE, ("Alt+N",), needs_article=True),
    Command("note_history", N_("Earlier versions of the note…"), PAGE, ("Alt+H",), needs_article=True),
    Command("colors", N_("Names of the colours…"), PAGE),
    Command("copy_with_citation", N_("Copy with citation"), PAGE, ("Ctrl+Shift+C",), needs_article=True),
    Command("search_selection", N_("Search for the selection"), PAGE, ("Ctrl+Shift+F",), needs_article=True),
    Command("entities", N_("Mark entities"), PAGE, ("E",), checkable=True),
    Command("next_mention", N_("Next mention"), PAGE, ("]",), needs_article=True),
    Command("previous_mention", N_("Previous mention"), PAGE, ("[",), needs_article=True),
    Command("entity_page", N_("Page of the entity"), PAGE, ("Shift+E",), needs_article=True),
    Command("entity_card", N_("Show the entity's card"), PAGE, ("Shift+Return",), needs_article=True),
    *(
        Command(f"mark_{kind}", THIS_IS[kind], PAGE, (key,), needs_article=True)
        for kind, key in TYPE_KEYS.items()
    ),
    Command("name_entity", N_("It is called otherwise…"), PAGE, ("Shift+A",), needs_article=True),
    Command("reject_entity", N_("Not an entity"), PAGE, ("Shift+X",), needs_article=True),
    Command("resize_entity", N_("Make the name this long"), PAGE, ("Shift+R",), needs_article=True),
    Command("longer_name", N_("A word more of the name"), PAGE, ("Alt+Shift+Right",), needs_article=True),
    Command("shorter_name", N_("A word less of the name"), PAGE, ("Alt+Shift+Left",), needs_article=True),
    Command("earlier_name", N_("A word more before the name"), PAGE, ("Alt+Shift+Up",), needs_article=True),
    Command("later_name", N_("A word less before the name"), PAGE, ("Alt+Shift+Down",), needs_article=True),
    Command("correction_scope", N_("How far corrections reach"), PAGE, ("Shift+S",)),
    Command("rename_entity", N_("Rename the entity…"), PAGE, ("F2",), needs_article=True),
    Command("add_entity_name", N_("Another name of the entity…"), PAGE, ("Shift+N",), needs_article=True),
    Command("merge_entities", N_("Merge the chosen entities"), PAGE, ("Shift+M",), needs_article=True),
    Command("open_entity", N_("Open an entity…"), VIEW, ("Ctrl+Shift+N",)),
    Command("browse_entities", N_("All entities"), VIEW, ("Ctrl+Shift+B",)),
    Command("back", N_("Back"), VIEW, ("Alt+Left",)),
    Command("sidebar", N_("Sidebar"), VIEW, ("F9",), checkable=True),
    Command("list", N_("Article list"), VIEW, ("F10",), checkable=True),
    Command("panel", N_("Panel"), VIEW, ("F12",), checkable=True),
    Command("focus", N_("Page alone"), VIEW, ("F11",), checkable=True),
    Command("typography", N_("Type and theme"), VIEW, ("Ctrl+T",)),
    Command("larger", N_("Larger type"), VIEW, ("Ctrl++", "Ctrl+=")),
    Command("smaller", N_("Smaller type"), VIEW, ("Ctrl+-",)),
    Command("theme", N_("Next theme"), VIEW, ("Ctrl+Shift+T",)),
    Command("panel_entities", N_("Show entities"), VIEW, ("Alt+1",)),
    Command("panel_notes", N_("Show notes"), VIEW, ("Alt+2",)),
    Command("panel_details", N_("Show details"), VIEW, ("Alt+3",)),
    Command("panel_related", N_("Show related articles"), VIEW, ("Alt+4",)),
    *(
        Command(f"underline_{kind}", UNDERLINE[kind], VIEW, (f"Ctrl+{number}",), checkable=True)
        for number, kind in enumerate(EntityType, 1)
    ),
    Command("palette", N_("Find an action"), HELP, ("Ctrl+K", "Ctrl+Shift+P")),
    Command("keys", N_("All keys"), HELP, ("F1",)),
    Command("about", N_("About Docbao"), HELP),
)


class Actions:
    """The commands as Qt actions of a window, by their ids."""

    def __init__(self, window: QWidget, translator: Translator) -> None:
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(translator.gettext(command.text), window)
            action.setObjectName(command.id)
            action.setCheckable(command.checkable)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
            self._actions[command.id] = action

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def connect(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Connect every command with what it does.

        Raises:
            KeyError: if a command has no handler, or a handler no command: a mistake of ours.
        """
        if handlers.keys() != self._actions.keys():
            raise KeyError(handlers.keys() ^ self._actions.keys())
        for command_id, handler in handlers.items():
            self._actions[command_id].triggered.connect(lambda _checked=False, run=handler: run())

    def enable_for_article(self, open_article: bool) -> None:
        """Let the commands that mean the open article be used only while there is one."""
        for command in COMMANDS:
            if command.needs_article:
                self._actions[command.id].setEnabled(open_article)

    def check_types(self, types: Collection[EntityType]) -> None:
        """Show which types of entities are underlined."""
        for kind in EntityType:
            self._actions[f"underline_{kind}"].setChecked(kind in types)

    def key_text(self, command_id: str) -> str:
        """Return a command's main shortcut as the platform writes it."""
        return self._actions[command_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
