"""Choosing the mentions of an entity that are someone else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from reader.i18n import Translator
from reader.models import Appearance, Entity
from reader.text.fold import fold
from reader.text.normalise import nfc
from reader.ui.dialogs.frame import Dialog
from reader.ui.panel.parts import label

_PLACE = int(Qt.ItemDataRole.UserRole)
_SIZE = (640, 560)


class _Tree(QTreeWidget):
    """Articles and the mentions in them; Space ticks."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick with Space, wherever in the row the keyboard is."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            ticked = item.checkState(0) == Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


class SplitDialog(Dialog):
    """Asks which articles, or which single mentions, name someone or something else, and what that is called.

    ``split`` carries a list of article ids, a list of (article, start, end), and a name (may be empty).
    """

    split = Signal(object, object, str)

    def __init__(
        self, entity: Entity, appearances: Sequence[Appearance], translator: Translator, parent: QWidget
    ) -> None:
        title = translator.gettext("Split “{name}”").format(name=entity.name)
        super().__init__(title, translator, parent)
        _ = translator.gettext
        self.body.addWidget(
            label(
                _("Tick the articles or mentions where this name means someone or something else."),
                "soft",
                wrap=True,
            )
        )
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Filter by words"))
        self.words.setAccessibleName(_("Filter by words"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._narrow)
        self.tree = _Tree()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("Articles and mentions"))
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setUniformRowHeights(True)
        for each in appearances:
            self.tree.addTopLevelItem(self._article(each))
        if len(appearances) == 1:
            self.tree.expandAll()
        self.tree.itemChanged.connect(lambda _item, _column: self._check())
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("{name} (2)").format(name=entity.name))
        self.name.setAccessibleName(_("Name of the other one"))
        self.body.addWidget(self.words)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(label(_("Name of the other one"), "section"))
        self.body.addWidget(self.name)
        self.add_button(_("Cancel"), self.reject)
        self.apply = self.add_button(_("Split"), self._apply, role="primary")
        self.resize(*_SIZE)
        self._check()
        self.words.setFocus()

    def chosen(self) -> tuple[list[int], list[tuple[int, int, int]]]:
        """Return the articles that are ticked as a whole, and the single mentions of others."""
        articles, mentions = [], []
        for item in self._articles():
            if item.checkState(0) == Qt.CheckState.Checked:
                articles.append(item.data(0, _PLACE))
            elif item.checkState(0) == Qt.CheckState.PartiallyChecked:
                ticked = [each for each in _below(item) if each.checkState(0) == Qt.CheckState.Checked]
                mentions += [tuple(each.data(0, _PLACE)) for each in ticked]
        return articles, mentions

    def _articles(self) -> list[QTreeWidgetItem]:
        found = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _article(self, appearance: Appearance) -> QTreeWidgetItem:
        known = appearance.article.metadata
        date = self.translator.date(known.published) if known.published else ""
        item = QTreeWidgetItem([" · ".join(part for part in (known.title, known.source, date) if part)])
        item.setData(0, _PLACE, appearance.article.id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        for passage in appearance.passages:
            child = QTreeWidgetItem(item, [passage.snippet.text])
            child.setToolTip(0, passage.snippet.text)
            child.setData(0, _PLACE, (appearance.article.id, passage.start, passage.end))
            child.setFlags(child.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            child.setCheckState(0, Qt.CheckState.Unchecked)
        return item

    def _narrow(self, words: str) -> None:
        wanted = fold(nfc(words).strip())
        for item in self._articles():
            texts = [item.text(0), *(each.text(0) for each in _below(item))]
            item.setHidden(not any(wanted in fold(text) for text in texts))

    def _check(self) -> None:
        self.apply.setEnabled(any(self.chosen()))

    def _apply(self) -> None:
        articles, mentions = self.chosen()
        self.accept()
        self.split.emit(articles, mentions, " ".join(nfc(self.name.text()).split()))


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = [item.child(at) for at in range(item.childCount())]
    return [child for child in found if child is not None]
