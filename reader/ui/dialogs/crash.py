"""Something went wrong that should not have: a mistake of the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from reader.i18n import Translator
from reader.ui.dialogs.frame import Dialog, copy_text
from reader.ui.fonts import FontFamilies
from reader.ui.panel.parts import label


class CrashDialog(Dialog):
    """One sentence, the details folded away, a way to copy them, and where the log is."""

    def __init__(
        self,
        details: str,
        log: Path,
        translator: Translator,
        fonts: FontFamilies,
        parent: QWidget | None = None,
    ) -> None:
        _ = translator.gettext
        super().__init__(_("Docbao made a mistake"), translator, parent)
        self.body.addWidget(
            label(
                _(
                    "Something failed that should not have. Your articles and notes are safe;"
                    " you can go on, or close Docbao and start it again."
                ),
                wrap=True,
            )
        )
        place = label(_("The details are also in {path}").format(path=log), "faint", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(place)
        self.toggle = QPushButton(_("Show details"))
        self.toggle.setProperty("role", "link")
        self.toggle.setCheckable(True)
        self.toggle.setAutoDefault(False)
        self.body.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Details"))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        mono = QFont(fonts.mono)
        mono.setStyleHint(QFont.StyleHint.Monospace)
        mono.setPixelSize(12)
        self.details.setFont(mono)
        self.details.setMinimumHeight(180)
        self.details.hide()
        self.body.addWidget(self.details, 1)
        self.add_button(_("Copy the details"), lambda: copy_text(details), left=True)
        self.add_close_button().setDefault(True)
        self.toggle.toggled.connect(self._unfold)
        self.setMinimumWidth(520)
        self._fit()

    def _unfold(self, shown: bool) -> None:
        _ = self.translator.gettext
        self.details.setVisible(shown)
        self.toggle.setText(_("Hide details") if shown else _("Show details"))
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
