"""What Docbao is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader import __version__
from reader.i18n import Translator
from reader.paths import shipped
from reader.ui.dialogs.frame import Dialog
from reader.ui.panel.parts import label

_MARK = 64


class AboutDialog(Dialog):
    """Name, version, what it does, and whose work it stands on."""

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        _ = translator.gettext
        super().__init__(_("About Docbao"), translator, parent)
        self.heading.hide()
        mark = QLabel()
        picture = QIcon(str(shipped("resources", "icons", "docbao.svg")))
        mark.setPixmap(picture.pixmap(_MARK, _MARK))
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        mark.setAccessibleName("Docbao")
        text = QVBoxLayout()
        text.setSpacing(6)
        text.addWidget(label("Docbao", "title"))
        text.addWidget(label(_("Version {version}").format(version=__version__), "faint"))
        text.addSpacing(6)
        text.addWidget(
            label(
                _(
                    "An offline reader for news articles. What you read, mark and write stays on this"
                    " computer."
                ),
                wrap=True,
            )
        )
        text.addSpacing(6)
        text.addWidget(
            label(
                _(
                    "Free software under the MIT licence. The fonts are Source Serif 4 and Inter, under the"
                    " SIL Open Font License; the sample articles are in the public domain (CC0)."
                ),
                "faint",
                wrap=True,
            )
        )
        text.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(mark)
        row.addLayout(text, 1)
        self.body.addLayout(row)
        self.add_close_button().setDefault(True)
        self.setFixedWidth(460)
