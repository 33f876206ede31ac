"""What can be done with a highlight that lost its place: the old context, the best guesses, the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Selector
from reader.ui.panel.parts import label

if TYPE_CHECKING:  # loaded by the lanes: with its library, it would hold back the window
    from reader.library.revising import Orphan
    from reader.text.anchor import Place

_AROUND = 40  # code points shown around a guess
_LONGEST = 160  # code points of a guess that are shown


class OrphanBox(QFrame):
    """Stands below the card of an orphan. Every signal carries the highlight's id first, then code points."""

    preview_requested = Signal(str, int, int)
    place_requested = Signal(str, int, int)
    selection_requested = Signal(str)
    keep_requested = Signal(str)

    def __init__(
        self, orphan: Orphan, text: str, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._id = orphan.highlight.id
        self.orphan = orphan
        self.setProperty("role", "card")
        _ = translator.gettext
        self.setAccessibleName(_("Find a place for this highlight"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(6)
        self._column.addWidget(label(_("It stood here:"), "faint"))
        self.context = label(in_context(orphan.highlight.selector), "soft", wrap=True)
        self._column.addWidget(self.context)
        self.guesses = [self._guess(place, text) for place in orphan.candidates]
        if not self.guesses:
            self._column.addWidget(label(_("Nothing in the text is like it."), "faint", wrap=True))
        self.at_selection = self._button(
            _("Place at the selection"), _("Select the passage in the text first")
        )
        self.at_selection.clicked.connect(lambda: self.selection_requested.emit(self._id))
        self.keep = self._button(_("Keep as a note"), _("Keep it without a place, and ask no more"))
        self.keep.clicked.connect(lambda: self.keep_requested.emit(self._id))
        foot = QVBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.at_selection)
        foot.addWidget(self.keep)
        self._column.addLayout(foot)

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons from top to bottom."""
        return (*(button for guess in self.guesses for button in guess), self.at_selection, self.keep)

    def _guess(self, place: Place, text: str) -> tuple[QPushButton, QPushButton]:
        """Add one guess: its words and likeness, to look at it and to take it."""
        _ = self._translator.gettext
        likeness = self._translator.number(round(100 * place.score))
        self._column.addWidget(label(_("Perhaps here, {share} % alike:").format(share=likeness), "faint"))
        passage = label(_passage(text, place), "", wrap=True)
        self._column.addWidget(passage)
        show = self._button(_("Show"), _("Show this passage in the text"))
        show.clicked.connect(lambda: self.preview_requested.emit(self._id, place.start, place.end))
        take = self._button(_("Place here"), _("Put the highlight at this passage"))
        take.clicked.connect(lambda: self.place_requested.emit(self._id, place.start, place.end))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(show)
        row.addWidget(take)
        row.addStretch(1)
        self._column.addLayout(row)
        return show, take

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button


def in_context(selector: Selector) -> str:
    """Return a quote between brackets in its old surroundings, on one line."""
    quote = " ".join(selector.exact.split())
    if len(quote) > _LONGEST:
        quote = f"{quote[:_LONGEST]}…"
    before, after = " ".join(selector.prefix.split()), " ".join(selector.suffix.split())
    return f"…{before} [{quote}] {after}…"


def _passage(text: str, place: Place) -> str:
    quote = text[place.start : place.end]
    if len(quote) > _LONGEST:
        quote = f"{quote[:_LONGEST]}…"
    before, after = text[max(0, place.start - _AROUND) : place.start], text[place.end : place.end + _AROUND]
    return " ".join(f"…{before}[{quote}]{after}…".split())
