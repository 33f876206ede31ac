"""Two versions of an article's text, compared word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTextBrowser, QToolButton, QWidget

from reader.i18n import Translator
from reader.models import Color, TextVersion
from reader.ui.dialogs.frame import Dialog
from reader.ui.fonts import FontFamilies
from reader.ui.icons import Icons
from reader.ui.panel.parts import label
from reader.ui.theme import Theme

if TYPE_CHECKING:  # loaded by the lanes: with its library, it would hold back the window
    from reader.text.diff import Comparison

_ADDED, _REMOVED, _MOVED = Color.GREEN, Color.RED, Color.BLUE


class VersionsDialog(Dialog):
    """Shows what changed from one version to another: taken out, put in, moved.

    Colours are not alone: what was taken out is struck through, what was put in is underlined. Keys: F3 and
    Shift+F3 go through the changes. ``compare_requested`` carries the numbers of two versions,
    ``restore_requested`` that of the older one.
    """

    compare_requested = Signal(int, int)
    restore_requested = Signal(int)

    def __init__(
        self,
        versions: Sequence[TextVersion],
        translator: Translator,
        theme: Theme,
        fonts: FontFamilies,
        parent: QWidget | None = None,
    ) -> None:
        _ = translator.gettext
        super().__init__(_("Compare versions"), translator, parent)
        self._theme = theme
        self._changes: list[tuple[int, int]] = []
        self._at = -1
        self.old, self.new = QComboBox(), QComboBox()
        self.old.setAccessibleName(_("Older version"))
        self.new.setAccessibleName(_("Newer version"))
        for version in versions:
            for box in (self.old, self.new):
                box.addItem(self._name(version), version.number)
        self.old.setCurrentIndex(max(0, len(versions) - 2))
        self.new.setCurrentIndex(len(versions) - 1)
        icons = Icons(theme)
        self.previous = self._button(icons, "chevron-up", _("Previous change"), "Shift+F3", -1)
        self.next = self._button(icons, "chevron-down", _("Next change"), "F3", 1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.old, 1)
        head.addWidget(label("→", "soft"))
        head.addWidget(self.new, 1)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        self.body.addLayout(head)
        self.summary = label("", "soft")
        self.body.addWidget(self.summary)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Both texts in one"))
        self.text.setFont(fonts.text(16))
        self.text.setOpenLinks(False)
        self.body.addWidget(self.text, 1)
        self.restore = self.add_button(_("Restore the older version"), self._restore, left=True)
        self.add_close_button().setDefault(True)
        self.old.currentIndexChanged.connect(self.ask)
        self.new.currentIndexChanged.connect(self.ask)
        self.resize(860, 680)

    def ask(self) -> None:
        """Ask for the comparison of the versions that are chosen."""
        self.compare_requested.emit(self.old.currentData(), self.new.currentData())

    def set_comparison(self, comparison: Comparison) -> None:
        """Show both texts in one, with their changes."""
        with QSignalBlocker(self.text):
            self.text.clear()
        cursor = QTextCursor(self.text.document())
        plain = QTextCharFormat()
        plain.setForeground(QColor(self._theme.ink))
        removed, added = self._format(_REMOVED), self._format(_ADDED)
        moved_away, moved_here = self._format(_MOVED), self._format(_MOVED)
        for each in (removed, moved_away):
            each.setFontStrikeOut(True)
        for each in (added, moved_here):
            each.setFontUnderline(True)
        self._changes = []
        cursor.beginEditBlock()
        for stretch in comparison.stretches:
            old = comparison.old[stretch.old_start : stretch.old_end]
            new = comparison.new[stretch.new_start : stretch.new_end]
            if stretch.same:
                cursor.insertText(new, plain)
                continue
            start = cursor.position()
            cursor.insertText(old, moved_away if stretch.moved else removed)
            cursor.insertText(new, moved_here if stretch.moved else added)
            self._changes.append((start, cursor.position()))
        cursor.endEditBlock()
        self._at = -1
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        count = len(self._changes)
        self.summary.setText(
            self.translator.ngettext("{n} change", "{n} changes", count)
            if count
            else self.translator.gettext("Both texts are the same.")
        )
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)
        self.restore.setEnabled(self.old.currentIndex() < self.old.count() - 1)

    def step(self, by: int) -> None:
        """Go to the next change (1) or the previous one (-1), around the end."""
        if not self._changes:
            return
        first = 0 if by > 0 else len(self._changes) - 1
        self._at = first if self._at < 0 else (self._at + by) % len(self._changes)
        start, end = self._changes[self._at]
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        self.summary.setText(
            self.translator.gettext("Change {n} of {count}").format(n=self._at + 1, count=len(self._changes))
        )

    def _restore(self) -> None:
        self.restore_requested.emit(self.old.currentData())
        self.close()

    def _name(self, version: TextVersion) -> str:
        _ = self.translator.gettext
        when = self.translator.date(version.since)
        what = version.file or _("edited by hand")
        return _("Version {n} · {date} · {what}").format(n=version.number + 1, date=when, what=what)

    def _format(self, color: Color) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setBackground(self._theme.highlight(color))
        made.setForeground(QColor(self._theme.ink))
        return made

    def _button(self, icons: Icons, icon: str, name: str, key: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.clicked.connect(lambda: self.step(by))
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(lambda: self.step(by))
        return button
