"""The tab of related articles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from reader.i18n import Translator
from reader.models import Summary
from reader.ui.fonts import SEMIBOLD, FontFamilies, text_font
from reader.ui.panel.clamped import clamped, height_of
from reader.ui.panel.parts import EmptyPlace, scrolling
from reader.ui.theme import Theme

_EDGE, _AIR, _BETWEEN = 8, 8, 2


class RelatedRow(QAbstractButton):
    """An article: its title in two lines at most, source and date beneath."""

    def __init__(
        self,
        summary: Summary,
        translator: Translator,
        theme: Theme,
        fonts: FontFamilies,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        known = summary.metadata
        self.article = summary.id
        self._title = known.title
        date = translator.date(known.published) if known.published else ""
        self._meta = " · ".join(part for part in (known.source, date) if part)
        self._title_font = text_font(fonts.serif, 14, SEMIBOLD)
        self._meta_font = fonts.ui(12)
        self._theme = theme
        self.setText(self._title)
        self.setAccessibleName(", ".join(part for part in (self._title, self._meta) if part))
        self.setToolTip(self._title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The title may take one line or two."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in ``width`` logical pixels."""
        room = width - 2 * _EDGE
        title = clamped(self._title, self._title_font, room, 2)
        meta = clamped(self._meta, self._meta_font, room, 1)
        return 2 * _AIR + _BETWEEN + height_of(title, self._title_font) + height_of(meta, self._meta_font)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        width = self.width() if self.width() > 2 * _EDGE else 280
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow; the height follows from the width."""
        return QSize(120, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, focus, title and meta."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selected if self.isDown() else self._theme.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        room = self.width() - 2 * _EDGE
        title = clamped(self._title, self._title_font, room, 2)
        painter.setPen(QColor(self._theme.ink))
        title.draw(painter, QPointF(_EDGE, _AIR))
        meta = clamped(self._meta, self._meta_font, room, 1)
        painter.setPen(QColor(self._theme.soft))
        meta.draw(painter, QPointF(_EDGE, _AIR + height_of(title, self._title_font) + _BETWEEN))


class RelatedTab(QWidget):
    """Articles that name the same things; ``article_chosen`` carries an id."""

    article_chosen = Signal(int)

    def __init__(
        self, translator: Translator, theme: Theme, fonts: FontFamilies, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._translator = translator
        self._fonts = fonts
        self._theme = theme
        self._rows: list[RelatedRow] = []
        self._empty = EmptyPlace(
            "link",
            _("No related articles"),
            _(
                "Articles that name the same people, places and documents stand here"
                " once the library has some."
            ),
            theme,
        )
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolling(body))

    def set_related(self, articles: Sequence[Summary]) -> None:
        """Show other articles, the most related first."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [RelatedRow(each, self._translator, self._theme, self._fonts) for each in articles]
        for place, row in enumerate(self._rows):
            row.clicked.connect(self._chosen)
            self._column.insertWidget(place, row)
        self._stack.setCurrentIndex(1 if self._rows else 0)

    def rows(self) -> Sequence[RelatedRow]:
        """Return the rows in order."""
        return tuple(self._rows)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._empty.set_theme(theme)
        for row in self._rows:
            row.set_theme(theme)

    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, RelatedRow):
            self.article_chosen.emit(sender.article)
