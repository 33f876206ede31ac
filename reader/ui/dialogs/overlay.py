"""Small windows inside the window: they float over it, keep Tab to themselves, and go when they are left.

They are child widgets and not windows of the system: input methods work in them everywhere, and no window
manager has a say in where they stand.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from reader.ui.page.floating import FloatingCard
from reader.ui.theme import Theme

_GAP = 8


class Overlay(FloatingCard):
    """A card over a window. ``closed`` follows when it has gone; the focus returns to where it was."""

    closed = Signal()
    _listened: tuple[QObject, ...] = ()  # hidden already while it is made

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.host = window
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_theme(theme)

    def open_centred(self, top: int = 72) -> None:
        """Show in the middle, ``top`` logical pixels from the upper edge of the window."""
        self._settle()
        room = self.host.rect()
        self._open(
            QPoint((room.width() - self.width()) // 2, min(top, max(room.height() - self.height(), 0)))
        )

    def open_near(self, box: QRect) -> None:
        """Show below ``box`` (in the window's coordinates), above it where there is no room."""
        self._settle()
        room = self.host.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        left = max(room.left(), min(box.left(), room.right() - self.width()))
        top = box.bottom() + _GAP
        if top + self.height() > room.bottom():
            top = max(room.top(), box.top() - _GAP - self.height())
        self._open(QPoint(left, top))

    def dismiss(self) -> None:
        """Go, and give the focus back."""
        if self.isHidden():
            return
        focused = self.window().focusWidget()
        inside = focused is not None and (focused is self or self.isAncestorOf(focused))
        self.hide()
        if inside and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def escape(self) -> None:
        """What Escape does: go."""
        self.dismiss()

    def first_widget(self) -> QWidget:
        """Return what gets the focus at opening."""
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape; every other key ends here, it does not belong to the window beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the card is not one on the window beneath."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside."""
        chain = [
            child
            for child in self._chain()
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and child.isVisibleTo(self)
        ]
        if not chain:
            return False
        now = QApplication.focusWidget()
        at = chain.index(now) if now in chain else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        chain[(at + (1 if forward else -1)) % len(chain)].setFocus(reason)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to what is pressed elsewhere, as long as the card is seen."""
        super().showEvent(event)
        self._listened = tuple(each for each in (self.window().windowHandle(), self.host) if each)
        for each in self._listened:
            each.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop listening."""
        for each in self._listened:
            each.removeEventFilter(self)
        self._listened = ()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go at a press outside and when the window changes its size."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWindow):
            assert isinstance(event, QMouseEvent)
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.leave()
        elif event.type() == QEvent.Type.Resize and watched is self.host:
            self.leave()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep keys to itself; take the size that the content asks for, and stay inside the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # A letter means something to the window beneath: not while this card is in use.
            commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            plain = bool(event.text()) or event.key() == Qt.Key.Key_Delete
            if plain and not event.modifiers() & commands:
                event.accept()
                return True
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.adjustSize()
            room = self.host.size() - self.size()
            self.move(max(0, min(self.x(), room.width())), max(0, min(self.y(), room.height())))
        return done

    def leave(self) -> None:
        """What a press outside does: go."""
        self.dismiss()

    def _settle(self) -> None:
        """Take the final size before being placed: a text that wraps knows its height only at its width."""
        layout = self.layout()
        if layout is not None:
            self.ensurePolished()
            self.adjustSize()
            layout.activate()
        self.adjustSize()

    def _open(self, place: QPoint) -> None:
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.move(place)
        self.show()
        self.raise_()
        self.first_widget().setFocus(Qt.FocusReason.PopupFocusReason)

    def _chain(self) -> list[QWidget]:
        """Every widget inside, in the order of Tab: that in which they were put in.

        Not by ``nextInFocusChain``: PySide takes what that returns, the window itself among it, for a child
        of the widget that was asked, and for deleted together with it.
        """
        return self.findChildren(QWidget)
