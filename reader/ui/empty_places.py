"""What an empty list says, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.errors import N_
from reader.i18n import Translator
from reader.ui.browse.empty import EmptyState
from reader.ui.browse.places import PlaceKind

_SAYINGS: Mapping[PlaceKind, tuple[str, str, str]] = {
    PlaceKind.UNREAD: ("check", N_("All read"), N_("New articles wait here until you open them.")),
    PlaceKind.STARRED: ("star", N_("No stars yet"), N_("Press S to star the article that you read.")),
    PlaceKind.TRASH: ("trash", N_("The trash is empty"), N_("What you delete can be put back from here.")),
}
_NOTHING_FOUND = ("search", N_("Nothing found"), N_("Try fewer words, or words without accents."))
_NOTHING_HERE = ("book", N_("No articles here"), N_("Remove a filter to see more."))


def say_empty(empty: EmptyState, kind: PlaceKind, text: str, translator: Translator) -> None:
    """Tell why a narrowed list is empty."""
    _ = translator.gettext
    icon, title, advice = _NOTHING_FOUND if text else _SAYINGS.get(kind, _NOTHING_HERE)
    empty.set_content(_(title), _(advice), icon=icon)


def say_empty_library(
    empty: EmptyState,
    translator: Translator,
    add_samples: Callable[[], None],
    open_files: Callable[[], None],
    open_folder: Callable[[], None],
) -> None:
    """Tell a newcomer what to do first."""
    _ = translator.gettext
    empty.set_content(
        _("Your library is empty"),
        _("Everything stays on this computer. Begin with the sample articles, or with files of your own."),
        (
            (_("Add the sample articles"), add_samples),
            (_("Import files…"), open_files),
            (_("Import a folder…"), open_folder),
        ),
        icon="book",
        hint=_("Or drop files and folders onto this window."),
    )
