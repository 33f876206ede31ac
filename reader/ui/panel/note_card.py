"""One highlight in the panel: its colour, its words, its note, and what can be done with it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Color, Highlight, Style
from reader.ui.fonts import FontFamilies
from reader.ui.panel.card_look import Look, paint_bar
from reader.ui.panel.card_tags import CardTags
from reader.ui.panel.clamped import ClampedText
from reader.ui.panel.colors import ColorMenu
from reader.ui.panel.growing import GrowingEdit
from reader.ui.panel.note_text import NoteText
from reader.ui.panel.parts import label

_BAR = 3
_QUOTE_LINES = 4
_BUTTON = QSize(26, 26)


class NoteCard(QFrame):
    """A highlight with its note, which is edited in place.

    Keys: Enter goes to its place, F2 edits, Delete deletes, Ctrl+C copies. Every signal but that
    of a link in the note carries the id first.
    """

    jump_requested = Signal(str)
    note_changed = Signal(str, str)
    color_changed = Signal(str, object)
    style_changed = Signal(str, object)
    star_changed = Signal(str, bool)
    tags_changed = Signal(str, tuple)
    history_requested = Signal(str)
    delete_requested = Signal(str)
    copy_requested = Signal(str)
    drag_requested = Signal(str)
    link_clicked = Signal(str)

    def __init__(
        self,
        highlight: Highlight,
        translator: Translator,
        look: Look,
        fonts: FontFamilies,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._look = look
        self._highlight = highlight
        self._note = highlight.note
        self._editor: GrowingEdit | None = None
        self._pressed = False
        self._pressed_at = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._quote = ClampedText(fonts.text(14), _QUOTE_LINES)
        self._note_label = NoteText()
        self.tags = CardTags(translator, look)
        self._date = label("", "faint")
        self._foot = QHBoxLayout()
        self._buttons: dict[str, QToolButton] = {}
        self._build()
        self.set_highlight(highlight)
        self.set_look(look)

    @property
    def highlight(self) -> Highlight:
        """The highlight as it was given last."""
        return self._highlight

    @property
    def editor(self) -> GrowingEdit | None:
        """The editor while the note is edited."""
        return self._editor

    def note(self) -> str:
        """Return the note as it is shown or typed."""
        return self._editor.text() if self._editor else self._note

    def set_highlight(self, highlight: Highlight) -> None:
        """Show another state of the same highlight; an open editor keeps its text."""
        self._highlight = highlight
        self._note = highlight.note
        self._quote.set_text(highlight.selector.exact)
        when = highlight.modified or highlight.created
        star = "★ " if highlight.starred else ""
        self._date.setText(star + (self._translator.date(when) if when else ""))
        self.tags.set_tags(highlight.tags)
        self.setCursor(Qt.CursorShape.ArrowCursor if highlight.orphan else Qt.CursorShape.PointingHandCursor)
        self._show_note()
        self._dress_buttons()
        self.update()

    def set_look(self, look: Look) -> None:
        """Draw in other colours."""
        self._look = look
        self.tags.set_look(look)
        self._show_note()
        self._dress_buttons()
        self.update()

    def tab_before(self, other: NoteCard) -> None:
        """Let Tab go from the last button of this card to ``other``."""
        last = self._buttons["trash"] if self._buttons else self
        for before, after in pairwise([last, other, *other._buttons.values()]):
            QWidget.setTabOrder(before, after)

    def edit(self) -> None:
        """Open the editor of the note, or go back into it."""
        if self._editor is None:
            editor = GrowingEdit()
            editor.setPlaceholderText(self._translator.gettext("Write a note"))
            editor.setAccessibleName(self._translator.gettext("Note"))
            editor.setToolTip(self._translator.gettext("Ctrl+Enter saves, Escape cancels"))
            editor.set_text(self._note)
            editor.submitted.connect(self._submit)
            editor.cancelled.connect(self._cancel)
            editor.left.connect(self.finish)
            editor.paused.connect(self.save)
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(1, editor)
            # A layout shows what is new only later, and what is not shown cannot take the focus.
            self.show()
            editor.show()
            self._need_buttons()
            QWidget.setTabOrder(self, editor)
            QWidget.setTabOrder(editor, self._buttons["color"])
            self._editor = editor
            self._note_label.hide()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_actions()

    def save(self) -> None:
        """Hand on what was typed; the editor stays open."""
        if self._editor is None:
            return
        text = self._editor.text().strip()
        if text != self._note.strip():
            self._note = text
            self.note_changed.emit(self._highlight.id, text)

    def finish(self) -> None:
        """Save and close the editor."""
        self.save()
        self._close_editor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a card."""
        button = next((each for each in self._buttons.values() if each.hasFocus()), None)
        if button is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            button.click()
        elif self._is_own_key(event):
            self._own_key(event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The beginning of a click."""
        self._pressed = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A card that is dragged far enough leaves, with its citation."""
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._pressed and far >= QGuiApplication.styleHints().startDragDistance():
            self._pressed = False
            self.drag_requested.emit(self._highlight.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the place."""
        pressed, self._pressed = self._pressed, False
        if pressed and self.rect().contains(event.position().toPoint()):
            self._jump()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click edits; the release that follows it is no click."""
        self._pressed = False
        self.edit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The colours and all else, as on the buttons."""
        menu = self._color_menu()
        menu.addSeparator()
        self._add_more(menu)
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Show the buttons under the mouse and where the focus is."""
        if event.type() in {
            QEvent.Type.HoverEnter,
            QEvent.Type.HoverLeave,
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
        }:
            left = event.type() == QEvent.Type.HoverLeave
            self._show_actions(hovered=self.underMouse() and not left)
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_own_key(event)
        ):
            event.accept()  # the window has a meaning for these keys too
            return True
        return super().event(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the buttons while one of them has the focus."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._show_actions(hovered=self.underMouse())
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar of the colour and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() and self._editor is None:
            painter.setBrush(QColor(self._look.theme.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._look.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        paint_bar(painter, QRectF(8, 8, _BAR, self.height() - 16), self._highlight, self._look.theme)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8 + _BAR + 9, 8, 8, 4)
        layout.setSpacing(4)
        layout.addWidget(self._quote)
        layout.addWidget(self._note_label)
        layout.addWidget(self.tags)
        self._note_label.link_clicked.connect(self.link_clicked)
        self.tags.tags_changed.connect(lambda tags: self.tags_changed.emit(self._highlight.id, tags))
        self._foot.setSpacing(0)
        self._foot.addWidget(self._date, 1)
        self._foot.addStrut(_BUTTON.height())
        layout.addLayout(self._foot)

    def _need_buttons(self) -> None:
        """Make the buttons when they are first wanted: of many cards few are ever turned to."""
        if self._buttons:
            return
        _ = self._translator.gettext
        for name, text, slot in (
            ("color", _("Colour"), self._open_colors),
            ("star", _("Star"), self._star),
            ("tag", _("Edit tags…"), self.tags.edit),
            ("pencil", _("Edit the note"), self.edit),
            ("copy", _("Copy with citation"), self._copy),
            ("more", _("More"), self._open_more),
            ("trash", _("Delete the highlight"), self._delete),
        ):
            button = QToolButton(self)
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.setFixedSize(_BUTTON)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.installEventFilter(self)
            button.clicked.connect(slot)
            self._foot.addWidget(button)
            button.show()  # Tab may ask for it at once
            self._buttons[name] = button
        for before, after in pairwise([self, *self._buttons.values()]):
            QWidget.setTabOrder(before, after)
        self._dress_buttons()

    def _show_note(self) -> None:
        _ = self._translator.gettext
        self._note_label.set_note(self._note, self._look.theme)
        self._note_label.setVisible(bool(self._note) and self._editor is None)
        self._quote.set_color(QColor(self._look.theme.soft if self._note else self._look.theme.ink))
        said = _("Highlight, {color}: {quote}").format(
            color=self._look.names[self._highlight.color], quote=self._highlight.selector.exact
        )
        self.setAccessibleName(said)
        self.setAccessibleDescription(self._note)

    def _show_actions(self, *, hovered: bool = False) -> None:
        """Let the buttons be seen where they are wanted; once made they stay in the order of Tab."""
        wanted = hovered or self.hasFocus() or self._editor is not None
        wanted = wanted or any(button.hasFocus() for button in self._buttons.values())
        if wanted:
            self._need_buttons()
        for button in self._buttons.values():
            button.setIconSize(QSize(16, 16) if wanted else QSize(0, 0))
        self.update()

    def _dress_buttons(self) -> None:
        for name, button in self._buttons.items():
            swatch = self._look.swatches[self._highlight.color]
            drawn = "star-filled" if name == "star" and self._highlight.starred else name
            button.setIcon(swatch if name == "color" else self._look.icons.icon(drawn, size=16))

    def _is_own_key(self, event: QKeyEvent) -> bool:
        """Whether a key means this card; while its editor or a button has the focus, none does."""
        if not self.hasFocus():
            return False
        if event.key() == Qt.Key.Key_C:
            return event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Delete}

    def _own_key(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_F2:
                self.edit()
            case Qt.Key.Key_Delete:
                self._delete()
            case Qt.Key.Key_C:
                self._copy()
            case _:
                self._jump()

    def _jump(self) -> None:
        if not self._highlight.orphan:
            self.jump_requested.emit(self._highlight.id)

    def _copy(self) -> None:
        self.copy_requested.emit(self._highlight.id)

    def _delete(self) -> None:
        self.finish()
        self.delete_requested.emit(self._highlight.id)

    def _color_menu(self) -> ColorMenu:
        menu = ColorMenu(
            self._translator, self._look.theme, self._highlight.color, self, names=self._look.names
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.color_chosen.connect(self._recolor)
        return menu

    def _open_colors(self) -> None:
        button = self._buttons["color"]
        self._color_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _open_more(self) -> None:
        button, menu = self._buttons["more"], QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_more(menu)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _add_more(self, menu: QMenu) -> None:
        """Add what has no button of its own."""
        _ = self._translator.gettext
        below = menu.addAction(_("Line below instead of colour"))
        below.setCheckable(True)
        below.setChecked(self._highlight.style is Style.UNDERLINE)
        below.triggered.connect(self._restyle)
        menu.addAction(_("Earlier versions of the note…")).triggered.connect(
            lambda: self.history_requested.emit(self._highlight.id)
        )

    def _restyle(self, line: bool) -> None:
        self.style_changed.emit(self._highlight.id, Style.UNDERLINE if line else Style.FILL)

    def _star(self) -> None:
        self.star_changed.emit(self._highlight.id, not self._highlight.starred)

    def _recolor(self, color: Color) -> None:
        if color is not self._highlight.color:
            self.color_changed.emit(self._highlight.id, color)

    def _submit(self) -> None:
        self.finish()
        self.setFocus()

    def _cancel(self) -> None:
        self._close_editor()
        self.setFocus()

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.blockSignals(True)  # noqa: FBT003 - Qt's own name
            editor.hide()
            editor.deleteLater()
            self._show_note()
            self._show_actions()
