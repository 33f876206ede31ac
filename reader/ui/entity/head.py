"""The head of the page of an entity: its type, its name, and why it is thought to be so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import N_
from reader.i18n import Translator
from reader.models import Dossier, EntityType, Evidence
from reader.text.normalise import nfc
from reader.ui.browse.look import Look
from reader.ui.entity_types import TYPE_ICONS, TYPE_NAME
from reader.ui.fonts import MEDIUM, SEMIBOLD, text_font
from reader.ui.panel.parts import label

_SIGN = 16
_TITLE_PX = 20  # more than the interface's text
_REASONS = {
    "rule": N_("by rule {n}"),
    "list": N_("by list {n}"),
    "document": N_("by the rest of the article {n}"),
    "model": N_("by the model {n}"),
    "user": N_("by you {n}"),
}
_SURE = 0.995


class Head(QWidget):
    """Type, name and reasons. ``renamed`` carries a name, ``retyped`` an :class:`EntityType`."""

    renamed = Signal(str)
    retyped = Signal(object)

    def __init__(self, translator: Translator, look: Look) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._look = look
        self._type = EntityType.PER
        self._name = ""
        self.kind = QToolButton()
        self.kind.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.kind.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self.kind)
        self._choices = {each: self._choice(each) for each in EntityType}
        self.kind.setMenu(self._menu)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rename = QToolButton()
        self.rename.setAccessibleName(_("Rename"))
        self.rename.setToolTip(_("Rename") + " (F2)")
        self.rename.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rename.clicked.connect(self.begin_renaming)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Name"))
        self.field.returnPressed.connect(self._finish)
        self.field.installEventFilter(self)
        self.field.hide()
        self.counts = label("", "soft", wrap=True)
        self.why = label("", "faint", wrap=True)
        self._arrange()
        self.set_look(look)

    def show_entity(self, dossier: Dossier) -> None:
        """Show what an entity is and why it is thought so; what is being typed stays."""
        entity = dossier.entity
        self._name, self._type = entity.name, entity.type
        self.title.setText(entity.name)
        self._wrap()
        self.title.setAccessibleName(entity.name)
        self.counts.setText(self._said_counts(dossier))
        self.why.setText(self.said_evidence(dossier))
        self.why.setVisible(bool(dossier.evidence))
        self._dress()

    def begin_renaming(self) -> None:
        """Let the name be typed in its place."""
        self.field.setText(self._name)
        self._show_field(shown=True)
        self.field.setFocus()
        self.field.selectAll()

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        font = text_font(look.fonts.title, look.px + _TITLE_PX, SEMIBOLD)
        self.title.setFont(font)
        self.field.setFont(text_font(look.fonts.title, look.px + _TITLE_PX - 6, SEMIBOLD))
        self.rename.setIcon(look.icons.icon("pencil", "", _SIGN))
        self.rename.setIconSize(QSize(_SIGN, _SIGN))
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break a long name anew."""
        super().resizeEvent(event)
        self._wrap()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the name as it was."""
        escaped = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        )
        if escaped:
            self._show_field(shown=False)
            self.rename.setFocus()
            return True
        return super().eventFilter(watched, event)

    def said_evidence(self, dossier: Dossier) -> str:
        """Say by what the mentions were found, and how sure that is."""
        _ = self._translator.gettext
        parts = [self._said_reason(each) for each in dossier.evidence]
        total = sum(each.mentions for each in dossier.evidence) or 1
        sure = sum(each.mentions * each.score for each in dossier.evidence) / total
        if sure < _SURE:
            parts.append(_("on average {n} % sure").format(n=self._translator.number(round(100 * sure))))
        kind = _(TYPE_NAME[dossier.entity.type])
        return _("Found as “{type}”: {reasons}").format(type=kind, reasons=", ".join(parts))

    def _said_reason(self, evidence: Evidence) -> str:
        number = self._translator.number(evidence.mentions)
        template = _REASONS.get(evidence.reason)
        if template is None:
            return f"{evidence.reason} {number}"
        return self._translator.gettext(template).format(n=number)

    def _said_counts(self, dossier: Dossier) -> str:
        translator, entity = self._translator, dossier.entity
        parts = [
            translator.ngettext("{n} mention", "{n} mentions", entity.mentions),
            translator.ngettext("in {n} article", "in {n} articles", entity.articles),
        ]
        if dossier.months:
            first, last = dossier.months[0][0], dossier.months[-1][0]
            dates = [translator.date(first, "long")]
            dates += [translator.date(last, "long")] if last != first else []
            parts.append(" – ".join(dates))
        return " · ".join(parts)

    def _arrange(self) -> None:
        kind = QHBoxLayout()
        kind.setContentsMargins(0, 0, 0, 0)
        kind.addWidget(self.kind)
        kind.addStretch(1)
        name = QHBoxLayout()
        name.setContentsMargins(0, 0, 0, 0)
        name.setSpacing(8)
        name.addWidget(self.title)
        name.addWidget(self.field, 1)
        name.addWidget(self.rename, 0, Qt.AlignmentFlag.AlignBottom)
        name.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (kind, name):
            column.addLayout(part)
        column.addSpacing(2)
        column.addWidget(self.counts)
        column.addWidget(self.why)
        for before, after in ((self.kind, self.rename), (self.rename, self.field)):
            QWidget.setTabOrder(before, after)

    def _wrap(self) -> None:
        """Break the name only where it is longer than a line: the pencil then stands right behind it."""
        width = QFontMetrics(self.title.font()).horizontalAdvance(self._name)
        self.title.setWordWrap(width > self.width() - 60)

    def _choice(self, kind: EntityType) -> QAction:
        action = self._menu.addAction(self._translator.gettext(TYPE_NAME[kind]))
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False: self._retype(kind))
        return action

    def _retype(self, kind: EntityType) -> None:
        self._dress()
        if kind is not self._type:
            self.retyped.emit(kind)

    def _dress(self) -> None:
        """Show the type in its hue."""
        look, name = self._look, self._translator.gettext(TYPE_NAME[self._type])
        hue = look.theme.entities[self._type]
        self.kind.setText(name.upper())
        self.kind.setAccessibleName(self._translator.gettext("Type: {name}").format(name=name))
        self.kind.setToolTip(self._translator.gettext("Change the type"))
        self.kind.setIcon(look.icons.icon(TYPE_ICONS[self._type], hue, _SIGN))
        self.kind.setIconSize(QSize(_SIGN, _SIGN))
        font = look.fonts.ui(look.px - 1, MEDIUM)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.8)
        self.kind.setFont(font)
        self.kind.setStyleSheet(f"QToolButton {{ color: {hue}; padding: 2px 4px; margin-left: -6px; }}")
        for kind, action in self._choices.items():
            action.setChecked(kind is self._type)
            action.setIcon(look.icons.icon(TYPE_ICONS[kind], look.theme.entities[kind], _SIGN))

    def _finish(self) -> None:
        name = " ".join(nfc(self.field.text()).split())
        self._show_field(shown=False)
        self.rename.setFocus()
        if name and name != self._name:
            self.renamed.emit(name)

    def _show_field(self, *, shown: bool) -> None:
        self.field.setVisible(shown)
        self.title.setVisible(not shown)
        self.rename.setVisible(not shown)
