"""The tab of details: what is known about an article, edited in place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from reader.errors import N_
from reader.i18n import LANGUAGES, Translator
from reader.models import Article, Metadata
from reader.text.normalise import one_line
from reader.ui.fonts import SEMIBOLD, FontFamilies, text_font
from reader.ui.page.document import reading_minutes
from reader.ui.panel.dates import parse_date, typed_date
from reader.ui.panel.fields import InlineEdit, QuietCombo, inline_style
from reader.ui.panel.growing import GrowingEdit
from reader.ui.panel.parts import EmptyPlace, hairline, label, scrolling
from reader.ui.panel.tags import TagEditor
from reader.ui.theme import Theme

_MORE_LANGUAGES = ("fr", "de", "zh", "ja", "ko", "lo", "km", "uk")
FORMAT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "text/plain": N_("Plain text"),
        "text/markdown": N_("Markdown"),
        "text/html": N_("Web page (HTML)"),
        "application/xhtml+xml": N_("Web page (HTML)"),
    }
)
_LINES = {
    "authors": N_("Authors"),
    "source": N_("Source"),
    "section": N_("Section"),
    "published": N_("Date"),
    "url": N_("Address"),
}


class DetailsTab(QWidget):
    """The metadata and tags of an article.

    ``metadata_changed`` carries the id of the article and its new :class:`Metadata`, ``tags_changed`` the
    id and the sorted tags: the id is that of the article that was edited, also when
    another one is set in its place.
    """

    metadata_changed = Signal(int, object)
    tags_changed = Signal(int, tuple)
    original_requested = Signal(int)

    def __init__(
        self, translator: Translator, theme: Theme, fonts: FontFamilies, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        _ = translator.gettext
        self._article: Article | None = None
        self._metadata = Metadata("")
        self.title = GrowingEdit(1, 6, one_paragraph=True)
        self.title.setFont(text_font(fonts.serif, 16, SEMIBOLD))
        self.title.setProperty("inline", True)  # noqa: FBT003 - Qt's own name
        self.title.setAccessibleName(_("Title"))
        self.lines = {name: InlineEdit(_(text)) for name, text in _LINES.items()}
        self.language = QuietCombo(_("Language"))
        self.language.setProperty("inline", True)  # noqa: FBT003
        self.tags = TagEditor(translator, theme)
        self.tags.field.setProperty("inline", True)  # noqa: FBT003
        self.derived = label(_("Made from the text: no title was found."), "faint", wrap=True)
        self.wrong_date = label("", "error", wrap=True)
        self.original = QPushButton(_("Show original file"))
        self._facts = {name: label("", wrap=True) for name in ("words", "time", "added", "name", "format")}
        self._empty = EmptyPlace("info", _("No article is open"), _("Choose one in the list."), theme)
        self._build()
        self._connect()
        self.set_theme(theme)

    def set_article(self, article: Article | None) -> None:
        """Show an article. What is typed for another is handed on first; a field in use stays."""
        if self._article is not None and (article is None or article.id != self._article.id):
            self.flush()
            self._forget()
        self._article = article
        self._stack.setCurrentIndex(0 if article is None else 1)
        if article is not None:
            self._metadata = article.metadata
            self.tags.set_tags(article.tags)
            self._fill()
            self._fill_facts(article)

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Offer these tags while one types."""
        self.tags.set_known(tags)

    def flush(self) -> None:
        """Hand on what is typed and not saved yet."""
        if self._article is None:
            return
        for line in self.lines.values():
            line.compose()
        self._commit()
        self.tags.commit()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.setStyleSheet(inline_style(theme))
        self._empty.set_theme(theme)
        self.tags.set_theme(theme)

    def _build(self) -> None:
        _ = self._translator.gettext
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 8, 8, 12)
        column.setSpacing(0)
        column.addWidget(self.title)
        self.derived.setContentsMargins(6, 0, 6, 4)
        column.addWidget(self.derived)
        form = QGridLayout()
        form.setContentsMargins(6, 6, 0, 4)
        form.setHorizontalSpacing(6)
        form.setVerticalSpacing(2)
        form.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [(_(_LINES[name]), line) for name, line in self.lines.items()]
        rows.insert(4, (_("Language"), self.language))
        for text, field in rows:
            name = label(text, "faint")
            name.setBuddy(field)
            at = form.rowCount()
            form.addWidget(name, at, 0, Qt.AlignmentFlag.AlignVCenter)
            form.addWidget(field, at, 1)
            if field is self.lines["published"]:
                form.addWidget(self.wrong_date, at + 1, 1)
        column.addLayout(form)
        column.addSpacing(4)
        column.addWidget(hairline())
        below = QVBoxLayout()
        below.setContentsMargins(6, 12, 0, 0)
        below.setSpacing(8)
        for widget in (label(_("Tags"), "section"), self.tags, hairline()):
            below.addWidget(widget)
        below.addLayout(self._facts_layout())
        below.addWidget(self.original, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(below)
        column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolling(body))

    def _facts_layout(self) -> QGridLayout:
        _ = self._translator.gettext
        names = {
            "words": _("Length"), "time": _("Reading time"), "added": _("Imported"), "name": _("File"),
            "format": _("Format"),
        }  # fmt: skip
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 6, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (key, value) in enumerate(self._facts.items()):
            value.setProperty("role", "soft")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label(names[key], "faint"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        return grid

    def _connect(self) -> None:
        for line in self.lines.values():
            line.committed.connect(self._commit)
        self.title.submitted.connect(self._leave_title)
        self.title.left.connect(self._commit)
        self.title.paused.connect(self._commit)
        self.title.cancelled.connect(self._revert_title)
        self.language.activated.connect(lambda _index: self._commit())
        self.tags.tags_changed.connect(self._tags_changed)
        self.original.clicked.connect(self._show_original)

    def _fill(self) -> None:
        known = self._metadata
        if not (self.title.hasFocus() and self._title() != known.title):
            self.title.set_text(known.title)
        self.derived.setVisible(known.title_derived)
        self.lines["authors"].set_value(", ".join(known.authors))
        self.lines["source"].set_value(known.source)
        self.lines["section"].set_value(known.section)
        self.lines["url"].set_value(known.url)
        date = self._translator.date(known.published, "long") if known.published else ""
        self.lines["published"].set_value(typed_date(known.published), date)
        self._fill_languages(known.language)
        if not self.lines["published"].is_edited():
            self._complain("")

    def _fill_languages(self, chosen: str) -> None:
        self.language.clear()
        for code in dict.fromkeys((*LANGUAGES, *_MORE_LANGUAGES, "und", chosen)):
            self.language.addItem(self._translator.language_name(code), code)
        self.language.setCurrentIndex(self.language.findData(chosen))

    def _fill_facts(self, article: Article) -> None:
        _, ngettext = self._translator.gettext, self._translator.ngettext
        minutes = reading_minutes(article)
        texts = {
            "words": ngettext("{n} word", "{n} words", article.words or len(article.text.split())),
            "time": ngettext("{n} minute", "{n} minutes", minutes),
            "added": self._translator.date(article.added, "long") if article.added else "—",
            "name": article.original_name or "—",
            "format": _(FORMAT_NAMES.get(article.format, article.format)),
        }
        for key, text in texts.items():
            self._facts[key].setText(text)
        self.original.setVisible(bool(article.original_name))

    def _title(self) -> str:
        return one_line(self.title.text())

    def _typed(self) -> Metadata:
        """Return the metadata as the fields say, an unreadable date and an empty title left as they were."""
        was = self._metadata
        values = {name: line.value() for name, line in self.lines.items() if line.is_edited()}
        changes: dict[str, object] = {
            name: value for name, value in values.items() if name in {"source", "section", "url"}
        }
        if "authors" in values:
            changes["authors"] = tuple(
                name for part in re.split(r"[,;]", values["authors"]) if (name := part.strip())
            )
        if "published" in values:
            day = parse_date(values["published"])
            if day is not None and day != was.published[:10]:
                changes["published"] = day
        if self._title() and self._title() != one_line(was.title):
            changes |= {"title": self._title(), "title_derived": False}
        changes["language"] = self.language.currentData()
        return replace(was, **changes)  # type: ignore[arg-type]

    def _commit(self) -> None:
        if self._article is None:
            return
        date = self.lines["published"]
        unreadable = date.is_edited() and parse_date(date.value()) is None
        self._complain(
            self._translator.gettext("Not a date. Write it like 25/10/2025, 10/2025 or 2025.")
            if unreadable
            else ""
        )
        now = self._typed()
        changed = now != self._metadata
        self._metadata = now
        self._fill()
        if changed:
            self.metadata_changed.emit(self._article.id, now)

    def _complain(self, text: str) -> None:
        self.wrong_date.setText(text)
        self.wrong_date.setVisible(bool(text))
        self.lines["published"].setAccessibleDescription(text)

    def _forget(self) -> None:
        """Take back what could not be saved, before another article is shown."""
        self.title.set_text("")
        self.tags.field.clear()
        for line in self.lines.values():
            line.revert()

    def _leave_title(self) -> None:
        self._commit()
        self.lines["authors"].setFocus(Qt.FocusReason.TabFocusReason)

    def _revert_title(self) -> None:
        self.title.set_text(self._metadata.title)

    def _tags_changed(self, tags: tuple[str, ...]) -> None:
        if self._article is not None:
            self.tags_changed.emit(self._article.id, tags)

    def _show_original(self) -> None:
        if self._article is not None:
            self.original_requested.emit(self._article.id)
