"""Rows of the page of an entity: buttons that paint text of a few lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QTextCharFormat
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.i18n import Translator
from reader.models import Appearance, EntityType, Highlight, Passage, Snippet, Summary
from reader.ui.browse.lines import Lines, Voice, lay_out
from reader.ui.browse.look import Look
from reader.ui.fonts import SEMIBOLD

EDGE = 10  # what a row is wider than the text of the page, at either side
_AIR = 6
_BAR = 3


class PaintedRow(QAbstractButton):
    """A row over the whole width that is pressed; a subclass lays out its ``parts`` for a width."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._laid_out: tuple[int, list[tuple[Lines, float, str]]] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def parts(self, width: int) -> list[tuple[Lines, str]]:
        """Return the texts from top to bottom, laid out in ``width`` pixels, each with its colour."""
        raise NotImplementedError

    def bar(self) -> str:
        """Return the colour of the bar at the left, empty for none."""
        return ""

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self.look = look
        self._laid_out = None
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the texts in ``width`` pixels."""
        placed = self._placed(width)
        last, top, _ink = placed[-1]
        return round(top + last.height + _AIR)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(480, 3 * self.fontMetrics().height())  # the layout asks for the height of its width

    def minimumSizeHint(self) -> QSize:
        """Narrow; the height follows from the width."""
        return QSize(120, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, focus and texts."""
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isDown() or self.underMouse():
            painter.setBrush(QColor(theme.selected if self.isDown() else theme.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if bar := self.bar():
            painter.setBrush(QColor(bar))
            painter.drawRoundedRect(QRectF(EDGE, _AIR + 2, _BAR, self.height() - 2 * _AIR - 4), 1.5, 1.5)
        for lines, top, ink in self._placed(self.width()):
            lines.draw(painter, self._left(), top, QColor(ink))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _left(self) -> int:
        return EDGE + (_BAR + 10 if self.bar() else 0)

    def _placed(self, width: int) -> list[tuple[Lines, float, str]]:
        if self._laid_out is None or self._laid_out[0] != width:
            top, placed = float(_AIR), []
            for lines, ink in self.parts(max(width - self._left() - EDGE, 40)):
                placed.append((lines, top, ink))
                top += lines.height + 2
            self._laid_out = width, placed
        return self._laid_out[1]


class ArticleRow(PaintedRow):
    """An article that mentions an entity: its title, then source, date and how often."""

    def __init__(self, appearance: Appearance, translator: Translator, look: Look) -> None:
        super().__init__(look)
        self.article = appearance.article
        known = self.article.metadata
        mentions = translator.ngettext("{n} mention", "{n} mentions", appearance.mentions)
        self._meta = " · ".join(part for part in (_where(self.article, translator), mentions) if part)
        self.setAccessibleName(f"{known.title}, {self._meta}")

    def parts(self, width: int) -> list[tuple[Lines, str]]:
        """Return title and meta."""
        theme = self.look.theme
        return [
            (lay_out(Snippet(self.article.metadata.title), _voice(self.look, "title"), width, 2), theme.ink),
            (lay_out(Snippet(self._meta), _voice(self.look, "small"), width, 1), theme.soft),
        ]


class PassageRow(PaintedRow):
    """A mention in its context."""

    def __init__(self, article: int, passage: Passage, kind: EntityType, look: Look) -> None:
        super().__init__(look)
        self.article = article
        self.passage = passage
        self._type = kind
        self.setAccessibleName(passage.snippet.text)

    def parts(self, width: int) -> list[tuple[Lines, str]]:
        """Return the passage with the mention in the hue of its type."""
        voice = _voice(self.look, "passage", self.look.theme.entities[self._type])
        return [(lay_out(self.passage.snippet, voice, width, 4), self.look.theme.soft)]


class MarkRow(PaintedRow):
    """One of the reader's highlights: the passage, the note, and the article that it is in."""

    def __init__(self, mark: Highlight, article: Summary | None, translator: Translator, look: Look) -> None:
        super().__init__(look)
        self.mark = mark
        title = article.metadata.title if article else ""
        self._where = " · ".join(part for part in (title, article and _where(article, translator)) if part)
        said = (mark.selector.exact, mark.note, self._where)
        self.setAccessibleName(", ".join(" ".join(part.split()) for part in said if part))

    def bar(self) -> str:
        """Return the colour of the highlight."""
        return self.look.theme.highlights[self.mark.color]

    def parts(self, width: int) -> list[tuple[Lines, str]]:
        """Return the passage, the note and the article."""
        theme, passage, small = self.look.theme, _voice(self.look, "passage"), _voice(self.look, "small")
        texts = [(self.mark.selector.exact, passage, 3, theme.ink)]
        texts += [(self.mark.note, _voice(self.look, "label"), 3, theme.soft)] if self.mark.note else []
        texts += [(self._where, small, 1, theme.faint)] if self._where else []
        return [
            (lay_out(Snippet(" ".join(text.split())), voice, width, most), ink)
            for text, voice, most, ink in texts
        ]


def _where(article: Summary, translator: Translator) -> str:
    known = article.metadata
    date = translator.date(known.published) if known.published else ""
    return " · ".join(part for part in (known.source, date) if part)


def _voice(look: Look, name: str, hue: str = "") -> Voice:
    fonts = {
        "title": look.title(), "small": look.small(), "passage": look.passage(), "label": look.label(),
    }  # fmt: skip
    mark = None
    if hue:
        mark = QTextCharFormat()
        mark.setForeground(QColor(hue))
        mark.setFontWeight(SEMIBOLD)
    return Voice(fonts[name], round(QFontMetrics(fonts[name]).lineSpacing() * 1.12), mark)
