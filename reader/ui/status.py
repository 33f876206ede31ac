"""The line at the foot of the window: work in progress, what just happened, where one is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from reader.i18n import Translator
from reader.ui.icons import Icons
from reader.ui.theme import Theme

MESSAGE_MS = 8000
_HEIGHT = 28


class StatusBar(QFrame):
    """Progress with a way to stop it, passing messages with a way back, and a standing text at the right."""

    cancel_requested = Signal()

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._translator = translator
        self._action: Callable[[], object] | None = None
        self.setObjectName("status")
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(_("Status"))
        self._message = QLabel()
        self._action_button = QPushButton()
        self._action_button.setProperty("role", "link")
        self._progress_text = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self._cancel = QToolButton()
        self._cancel.setToolTip(_("Stop"))
        self._cancel.setAccessibleName(_("Stop the work in progress"))
        self._cancel.setIconSize(QSize(12, 12))
        self._cancel.setFixedSize(22, 22)
        self._standing = QLabel()
        for text in (self._message, self._progress_text, self._standing):
            text.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(10)
        for widget in (self._message, self._action_button, self._progress_text, self._bar, self._cancel):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._standing)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear_message)
        self._cancel.clicked.connect(lambda _checked=False: self.cancel_requested.emit())
        self._action_button.clicked.connect(lambda _checked=False: self._act())
        self.set_theme(theme)
        self.clear_progress()
        self.clear_message()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Show long work: ``text`` says what, ``done`` of ``total`` how far (0: not known)."""
        number = self._translator.number
        if total > 0:
            self._progress_text.setText(
                self._translator.gettext("{what}: {done} of {total}").format(
                    what=text, done=number(min(done, total)), total=number(total)
                )
            )
        else:
            self._progress_text.setText(text)
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(min(done, total))
        self._bar.setAccessibleName(text)
        for widget in (self._progress_text, self._bar, self._cancel):
            widget.setVisible(True)

    def clear_progress(self) -> None:
        """The work is done."""
        for widget in (self._progress_text, self._bar, self._cancel):
            widget.setVisible(False)
        self._bar.setRange(0, 1)  # a bar without a range would be animated for ever

    def show_message(
        self, text: str, *, action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Say what happened, for a while, with a way back where there is one."""
        self._message.setText(text)
        self._message.setVisible(True)
        self._action = action
        self._action_button.setText(action_text)
        self._action_button.setVisible(action is not None and bool(action_text))
        self._timer.start(MESSAGE_MS)

    def clear_message(self) -> None:
        """Take the message away; one whose button has the focus stays."""
        if self._action_button.hasFocus():
            self._timer.start(MESSAGE_MS)
            return
        self._timer.stop()
        self._action = None
        self._message.setVisible(False)
        self._action_button.setVisible(False)

    def set_standing(self, highlights: int | None) -> None:
        """Say at the right that nothing goes out, and how many highlights the open article has."""
        parts = [self._translator.gettext("Offline")]
        if highlights is not None:
            parts.append(
                self._translator.ngettext(
                    "{n} highlight in this article", "{n} highlights in this article", highlights
                )
            )
        self._standing.setText(" · ".join(parts))

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.setStyleSheet(
            f"#status {{ background: {theme.window}; border: none; border-top: 1px solid {theme.line}; }}"
            f"#status QLabel {{ color: {theme.faint}; font-size: 12px; }}"
            "#status QPushButton { font-size: 12px; padding: 0 3px; min-height: 16px; }"
            "#status QToolButton { padding: 2px; }"
        )
        self._cancel.setIcon(Icons(theme).icon("close", size=12))

    def _act(self) -> None:
        action = self._action
        self._action_button.clearFocus()
        self.clear_message()
        if action is not None:
            action()
