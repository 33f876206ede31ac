"""The mentions of an entity in their context, grouped by article; more come as one scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Appearance, EntityType, Passage
from reader.text.normalise import nfc
from reader.ui.browse.look import Look
from reader.ui.entity.painted import EDGE, ArticleRow, PaintedRow, PassageRow
from reader.ui.panel.parts import label

_TYPED_MS = 150  # the list is narrowed when the hands rest
_CROSS = 10


class AppearanceBox(QWidget):
    """An article with its mentions. ``jump_requested`` carries article, start and end (code points)."""

    jump_requested = Signal(int, int, int)
    all_requested = Signal(int)

    def __init__(self, appearance: Appearance, kind: EntityType, translator: Translator, look: Look) -> None:
        super().__init__()
        self.appearance = appearance
        self._type = kind
        self._look = look
        self.passages: list[PassageRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(0)
        self.title = ArticleRow(appearance, translator, look)
        self.title.clicked.connect(self._jump_to_first)
        self._column.addWidget(self.title)
        more = appearance.mentions - len(appearance.passages)
        self.more = QPushButton(translator.ngettext("{n} more mention", "{n} more mentions", more))
        self.more.setProperty("role", "link")
        self.more.setStyleSheet("margin-left: 4px")
        self.more.setCursor(Qt.CursorShape.PointingHandCursor)
        self.more.clicked.connect(lambda: self.all_requested.emit(appearance.article.id))
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(more > 0)
        self.show_passages(appearance.passages)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show the mentions from the first on; those that are there stay."""
        before: QWidget = self.passages[-1] if self.passages else self.title
        for passage in passages[len(self.passages) :]:
            row = PassageRow(self.appearance.article.id, passage, self._type, self._look)
            row.clicked.connect(lambda _checked=False, to=passage: self._jump(to))
            self._column.insertWidget(1 + len(self.passages), row)
            self.passages.append(row)
            QWidget.setTabOrder(before, row)
            before = row
        self.more.setVisible(len(self.passages) < self.appearance.mentions)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        rows: list[PaintedRow] = [self.title, *self.passages]
        for row in rows:
            row.set_look(look)

    def _jump_to_first(self) -> None:
        if self.appearance.passages:
            self._jump(self.appearance.passages[0])

    def _jump(self, to: Passage) -> None:
        self.jump_requested.emit(self.appearance.article.id, to.start, to.end)


class Mentions(QWidget):
    """Articles with their mentions, narrowed by words and by a time.

    ``words_changed`` carries what is searched for, ``period_cleared`` that the time is to be widened,
    ``all_requested`` an article whose mentions are all wanted, ``jump_requested`` article, start and end.
    """

    words_changed = Signal(str)
    period_cleared = Signal()
    all_requested = Signal(int)
    jump_requested = Signal(int, int, int)

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._look = look
        self.boxes: list[AppearanceBox] = []
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Search in the mentions"))
        self.words.setAccessibleName(_("Search in the mentions"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(260)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(lambda: self.words_changed.emit(self.query()))
        self.words.textChanged.connect(lambda _text: self._typed.start())
        self.period = QPushButton()
        self.period.setProperty("role", "chip")
        self.period.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # puts the cross behind the name
        self.period.setIconSize(QSize(_CROSS, _CROSS))
        self.period.clicked.connect(self.period_cleared)
        self.period.hide()
        self._state = label("", "soft", wrap=True)
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 0, EDGE, 6)
        head.setSpacing(8)
        head.addWidget(label(_("Mentions"), "section"))
        head.addWidget(self.period)
        head.addStretch(1)
        head.addWidget(self.words, 2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._state.setIndent(EDGE)
        self._column.addWidget(self._state)
        self.set_look(look)

    def query(self) -> str:
        """Return what is searched for."""
        return nfc(self.words.text()).strip()

    def set_period(self, period: str) -> None:
        """Name the time that the mentions are narrowed to, none for an empty one."""
        text = self._translator.date(period, "long") if period else ""
        self.period.setText(text + "\u2009")
        said = self._translator.gettext("Remove the filter {name}").format(name=text)
        self.period.setAccessibleName(said)
        self.period.setToolTip(said)
        self.period.setVisible(bool(period))

    def clear(self) -> None:
        """Show another entity: nothing narrows its mentions yet."""
        self.words.blockSignals(True)  # noqa: FBT003 - Qt's own name
        self.words.clear()
        self.words.blockSignals(False)  # noqa: FBT003
        self._typed.stop()
        self.set_period("")

    def show_appearances(self, appearances: Sequence[Appearance], kind: EntityType) -> None:
        """Show these articles and no others; those that are there already stay where they are."""
        kept = {(box.appearance, box.property("type")): box for box in self.boxes}
        boxes = []
        for each in appearances:
            box = kept.pop((each, kind), None)
            boxes.append(box or self._box(each, kind))
        for gone in kept.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.boxes = boxes
        for place, box in enumerate(boxes):
            if self._column.indexOf(box) != place + 2:
                self._column.insertWidget(place + 2, box)
        self._state.setText("" if boxes else self._translator.gettext("No mention is like that."))
        self._state.setVisible(not boxes)

    def add_appearances(self, appearances: Sequence[Appearance], kind: EntityType) -> None:
        """Show further articles below."""
        for each in appearances:
            box = self._box(each, kind)
            self._column.addWidget(box)
            if self.boxes:
                QWidget.setTabOrder(self.boxes[-1].more, box.title)
            self.boxes.append(box)

    def show_all(self, article_id: int, passages: Sequence[Passage]) -> None:
        """Show all mentions of an article."""
        for box in self.boxes:
            if box.appearance.article.id == article_id:
                box.show_passages(passages)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self.period.setIcon(look.icons.icon("close", look.theme.soft, _CROSS))
        for box in self.boxes:
            box.set_look(look)

    def _box(self, appearance: Appearance, kind: EntityType) -> AppearanceBox:
        box = AppearanceBox(appearance, kind, self._translator, self._look)
        box.setProperty("type", kind)
        box.jump_requested.connect(self.jump_requested)
        box.all_requested.connect(self.all_requested)
        return box
