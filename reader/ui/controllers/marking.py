"""Highlights, notes, and copying with a citation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication

from reader import export
from reader.errors import N_
from reader.models import Change, Color, Highlight, Style
from reader.text.stretch import Edge, stretched
from reader.ui.context import Context
from reader.ui.controllers.opened import ArticleController
from reader.ui.dialogs import NoteEditor
from reader.ui.page.reader_view import ReaderView
from reader.ui.panel import Panel

if TYPE_CHECKING:
    from reader.export.quoted import Quoted

_SELECT_FIRST = N_("Select a passage in the text first.")
_SELECT_HIGHLIGHT = N_("Select a highlight first.")


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the open note editor writes on: a span that is to be highlighted, or a highlight."""

    article_id: int
    start: int = 0
    end: int = 0
    highlight: str = ""


class MarkingController(QObject):
    """What the reader marks and writes in the open article. ``said`` carries a sentence for the status."""

    said = Signal(str)

    def __init__(self, context: Context, article: ArticleController, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._article = article
        self._writing: _Writing | None = None

    def attach(self, page: ReaderView, panel: Panel, editor: NoteEditor) -> None:
        """Take the widgets that are worked with."""
        self._page, self._panel, self._editor = page, panel, editor

    def highlight(self, start: int, end: int, color: Color | None = None) -> None:
        """Highlight a span, by default in the last colour; one that is highlighted changes its colour."""
        chosen = color or Color(self._context.settings.text("highlight.color"))
        self._context.settings.set("highlight.color", chosen.value)
        if not self._article.shown:
            return
        article_id, same = self._article.id, self._same_span(start, end)
        style = Style(self._context.settings.text("highlight.style"))
        if same:
            self._session.edit(lambda library: library.editing.set_color(same, chosen), self._show_made)
            return
        self._session.edit(
            lambda library: library.editing.highlight(article_id, start, end, color=chosen, style=style),
            self._show_made,
        )

    def highlight_selection(self, color: Color | None = None) -> None:
        """Highlight what is selected on the page; without a selection, recolour the current highlight."""
        current = self._page.current_highlight
        if span := self._page.selection():
            self._page.hide_bar()
            self.highlight(*span, color)
        elif current:
            self.set_color(current.id, color or current.color)
        else:
            self.said.emit(self._context.translator.gettext(_SELECT_FIRST))

    def note(self, start: int, end: int) -> None:
        """Let a note be written on a span; a span that is highlighted keeps its highlight."""
        if not self._article.shown:
            return
        same = self._same_span(start, end)
        if same:
            self.edit_note(same)
            return
        self._writing = _Writing(self._article.id, start, end)
        self._editor.open_for(
            self._in_window(self._page.selection_box()),
            quote=self._article.shown.opened.article.text[start:end],
            color=Color(self._context.settings.text("highlight.color")),
        )

    def note_selection(self) -> None:
        """Write a note on what is selected, or on the current highlight."""
        if span := self._page.selection():
            self._page.hide_bar()
            self.note(*span)
        elif current := self._page.current_highlight:
            self.edit_note(current.id)
        else:
            self.said.emit(self._context.translator.gettext(_SELECT_FIRST))

    def edit_note(self, highlight_id: str) -> None:
        """Let the note of a highlight be written, beside its passage; that of an orphan in the panel."""
        found = self._article.shown.highlight(highlight_id) if self._article.shown else None
        if found is None or found.orphan:
            self._panel.show_tab("notes")
            self._panel.notes.edit(highlight_id)
            return
        self._writing = _Writing(found.article_id, highlight=highlight_id)
        box = self._in_window(self._page.highlight_box(highlight_id))
        self._editor.open_for(box, quote=found.selector.exact, note=found.note, color=found.color)

    def keep_note(self, text: str, color: Color) -> None:
        """Keep what was written in the editor: a new highlight with its note, or an older one's note."""
        writing, self._writing = self._writing, None
        if writing is None:
            return
        if writing.highlight:
            self.set_color(writing.highlight, color)
            self.set_note(writing.highlight, text)
            return
        style = Style(self._context.settings.text("highlight.style"))
        self._session.edit(
            lambda library: library.editing.highlight(
                writing.article_id, writing.start, writing.end, color=color, note=text, style=style
            ),
            self._show_made,
        )

    def _show_made(self, change: Change) -> None:
        """Let the colour be seen: the selection gives way to the highlight that was made of it."""
        if change.highlight and self._article.id in change.articles:
            self._page.show_made(change.highlight)

    def _in_window(self, box: QRect) -> QRect:
        """Return a box of the page in the coordinates of the window."""
        return QRect(self._page.mapTo(self._page.window(), box.topLeft()), box.size())

    def show_note(self, highlight_id: str) -> None:
        """Show a highlight's card in the panel, without taking the keyboard."""
        self._panel.show_tab("notes")
        self._panel.notes.show_highlight(highlight_id)

    def delete_highlight(self, highlight_id: str) -> None:
        """Delete a highlight; Undo brings it back."""
        self._session.edit(lambda library: library.editing.delete_highlight(highlight_id))

    def delete_selected_highlight(self) -> None:
        """Delete the highlight that the selection touches, or the current one."""
        self.with_chosen(lambda found: self.delete_highlight(found.id))

    def with_chosen(
        self, act: Callable[[Highlight], object], otherwise: Callable[[], object] | None = None
    ) -> None:
        """Do something with the highlight that the selection touches, or with the current one."""
        span = self._page.selection()
        found = self._page.highlight_in(*span) if span else self._page.current_highlight
        if found:
            act(found)
        elif otherwise:
            otherwise()
        else:
            self.said.emit(self._context.translator.gettext(_SELECT_HIGHLIGHT))

    def edit_tags(self, found: Highlight) -> None:
        """Open the tags of a highlight in the panel."""
        self._panel.show_tab("notes")
        self._panel.notes.edit_tags(found.id)

    def toggle_star(self) -> None:
        """Star the chosen highlight, or take its star away."""
        self.with_chosen(
            lambda found: self._session.edit(
                lambda library: library.editing.star_highlights((found.id,), starred=not found.starred)
            )
        )

    def restyle(self, found: Highlight) -> None:
        """Draw a highlight with a line below the words, or again with its colour behind them."""
        style = Style.FILL if found.style is Style.UNDERLINE else Style.UNDERLINE
        self._session.edit(lambda library: library.editing.restyle((found.id,), style))

    def set_span(self, highlight_id: str, start: int, end: int) -> None:
        """Let a highlight cover another span of the open article."""
        self._session.edit(lambda library: library.editing.set_span(highlight_id, start, end))

    def stretch(self, edge: Edge, by: int) -> None:
        """Move an end of the chosen highlight by words; ``by`` is positive where it grows."""

        def move(found: Highlight) -> None:
            assert self._article.shown is not None
            text, selector = self._article.shown.opened.article.text, found.selector
            span = stretched(text, selector.start, selector.end, edge, by)
            if span != (selector.start, selector.end):
                self.set_span(found.id, *span)
                self._page.focus_highlight(found.id)

        self.with_chosen(move)

    def write_article_note(self) -> None:
        """Let the note on the open article be written, in the panel."""
        if self._article.id:
            self._panel.show_tab("notes")
            self._panel.notes.edit("")

    def set_note(self, highlight_id: str, text: str) -> None:
        """Keep a note that was written."""
        self._session.edit(lambda library: library.editing.set_note(highlight_id, text))

    def set_color(self, highlight_id: str, color: Color) -> None:
        """Give a highlight another colour."""
        self._session.edit(lambda library: library.editing.set_color(highlight_id, color))

    def _same_span(self, start: int, end: int) -> str:
        assert self._article.shown is not None
        text = self._article.shown.opened.article.text
        wanted = text[start:end].strip()
        for each in self._article.shown.opened.highlights:
            selector = each.selector
            inside = start <= selector.start and selector.end <= end
            if inside and selector.exact == wanted and not each.orphan:
                return each.id
        return ""

    # Copying --------------------------------------------------------------------------------------

    def copy(self, start: int, end: int) -> None:
        """Copy a span with its citation: plain, and as HTML and Markdown for what can take them."""
        if self._article.shown:
            article = self._article.shown.opened.article
            self._to_clipboard(self._quoted(article.text[start:end]))

    def copied(self, highlight_id: str) -> QMimeData | None:
        """Return a highlight with citation and note, to be dragged out; None where it is not shown."""
        found = self._article.shown.highlight(highlight_id) if self._article.shown else None
        return _mime(self._quoted(found.selector.exact, found.note)) if found else None

    def drag(self, highlight_id: str) -> None:
        """Let a highlight be dragged into another program."""
        if data := self.copied(highlight_id):
            drag = QDrag(self._panel)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    def _quoted(self, quote: str, note: str = "") -> Quoted:
        from reader.export.quoted import quoted  # noqa: PLC0415 - not before something is copied

        assert self._article.shown is not None
        article = self._article.shown.opened.article
        style = self._context.settings.text("citation.style")
        return quoted(article, quote, self._context.translator, style, note)

    def _to_clipboard(self, words: Quoted) -> None:
        QGuiApplication.clipboard().setMimeData(_mime(words))
        self.said.emit(self._context.translator.gettext("Copied with its citation."))

    def copy_selection(self) -> None:
        """Copy what is selected with its citation."""
        if span := self._page.selection():
            self.copy(*span)
        else:
            self.said.emit(self._context.translator.gettext(_SELECT_FIRST))

    def copy_highlight(self, highlight_id: str) -> None:
        """Copy a highlight's quote with its citation."""
        found = self._article.shown.highlight(highlight_id) if self._article.shown else None
        if found:
            self._to_clipboard(self._quoted(found.selector.exact))

    def copy_citation(self) -> None:
        """Copy the citation of the article."""
        if self._article.shown:
            article, style = self._article.shown.opened.article, self._context.settings.text("citation.style")
            data = QMimeData()
            data.setText(export.citation(article, self._context.translator, style=style))
            data.setHtml(export.citation_html(article, self._context.translator, style=style))
            QGuiApplication.clipboard().setMimeData(data)
            self.said.emit(self._context.translator.gettext("Copied the citation."))


def _mime(quoted: Quoted) -> QMimeData:
    """Return a quotation in all its forms."""
    data = QMimeData()
    data.setText(quoted.text)
    data.setHtml(quoted.html)
    data.setData("text/markdown", quoted.markdown.encode())
    return data
