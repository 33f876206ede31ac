"""Tags of one article or of several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from reader.i18n import Translator, sort_key
from reader.ui.dialogs.frame import Dialog
from reader.ui.panel.parts import label, scrolling
from reader.ui.panel.tags import TagEditor
from reader.ui.theme import Theme


class TagsDialog(Dialog):
    """Adds and takes away tags of the chosen articles, or highlights.

    A tag that only some of them have has a box half ticked, and stays as it is until it is touched.
    ``tags_chosen`` carries two frozensets: tags to add to every one of them, and tags to take from every one.
    """

    tags_chosen = Signal(object, object)

    def __init__(
        self,
        tags: Mapping[str, int],
        articles: int,
        known: Sequence[str],
        translator: Translator,
        theme: Theme,
        *,
        of_highlights: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog; ``tags`` maps each tag to how many of the ``articles`` have it.

        With ``of_highlights`` these are highlights.
        """
        title = translator.ngettext("Tags of {n} article", "Tags of {n} articles", articles)
        if of_highlights:
            title = translator.ngettext("Tags of {n} highlight", "Tags of {n} highlights", articles)
        super().__init__(title, translator, parent)
        _ = translator.gettext
        self._boxes: dict[str, QCheckBox] = {}
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for tag in sorted(tags, key=sort_key):
            self._boxes[tag] = self._box(tag, tags[tag], articles)
            column.addWidget(self._boxes[tag])
        column.addStretch(1)
        if tags:
            self.body.addWidget(scrolling(rows), 1)
        self.body.addWidget(label(_("New tags"), "section"))
        self.editor = TagEditor(translator, theme)
        self.editor.set_known([tag for tag in known if tag not in tags])
        self.body.addWidget(self.editor)
        if not tags:
            self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Apply"), self._apply, role="primary")
        self.resize(420, 220 + min(len(tags), 8) * 26)
        self.editor.field.setFocus()

    def box(self, tag: str) -> QCheckBox:
        """Return the box of a tag."""
        return self._boxes[tag]

    def _box(self, tag: str, count: int, articles: int) -> QCheckBox:
        box = QCheckBox(tag.replace("&", "&&"))
        box.setAccessibleName(tag)
        if 0 < count < articles:
            number = self.translator.number
            some = self.translator.gettext("{tag} ({some} of {all})")
            box.setText(some.format(tag=box.text(), some=number(count), all=number(articles)))
            box.setTristate(True)
            box.setCheckState(Qt.CheckState.PartiallyChecked)
            box.setToolTip(self.translator.ngettext("{n} of them has it", "{n} of them have it", count))
        else:
            box.setChecked(count > 0)
        box.setProperty("was", box.checkState())
        return box

    def _apply(self) -> None:
        self.editor.commit()
        add, remove = set(self.editor.tags()), set()
        for tag, box in self._boxes.items():
            if box.checkState() == box.property("was"):
                continue
            if box.checkState() == Qt.CheckState.Checked:
                add.add(tag)
            elif box.checkState() == Qt.CheckState.Unchecked:
                remove.add(tag)
        self.accept()
        if add or remove:
            self.tags_chosen.emit(frozenset(add), frozenset(remove))
