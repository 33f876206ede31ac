"""Sets an article in a view, and keeps the place: when it scrolls, is resized or set anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QTextBlock, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QStyle, QTextBrowser, QWidget

from reader.i18n import Translator
from reader.models import Article
from reader.ui.fonts import FontFamilies
from reader.ui.page.document import SetPage, set_page
from reader.ui.page.geometry import Geometry
from reader.ui.page.margin_notes import Column, place_column
from reader.ui.page.typography import DRAWN_AT, Styles, Typography, balanced_width
from reader.ui.theme import Theme, themes

HEAD, FOOT = 44, 120  # the empty space above the kicker and below the last line
INSET = 24  # how far below the upper edge a line is put that was scrolled to
NARROW = 460  # a column in which large titles break too often, for text of 19 px
GLIDE_MS = 180
FAR = 2.5  # heights of the view; what is further is jumped to
SETTLED_MS = 300


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that is to be kept: ``offset`` stands ``below`` pixels under the upper edge; -1 is the head."""

    offset: int
    below: float


class SetView(QTextBrowser):
    """Shows an article as it was set. Offsets are code points into ``Article.text``."""

    position_changed = Signal(int)

    def __init__(self, translator: Translator, fonts: FontFamilies, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.translator = translator
        self.fonts = fonts
        self.theme: Theme = themes["light"]
        self.typography = Typography()
        self.article: Article | None = None
        self.page: SetPage | None = None
        self.geometry_of_text = Geometry(self.document())
        self.column = Column(0, 0)
        self._styles = Styles(self.typography, fonts)
        self._anchor: Anchor | None = None
        self._holding = False
        self._placeholder = ""
        self._glide = QVariantAnimation(self, duration=GLIDE_MS)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._dress()

    def _dress(self) -> None:
        self.setProperty("role", "reader")
        self.setAccessibleName(self.translator.gettext("Article"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._glide.valueChanged.connect(self._on_glided)
        self._settled.timeout.connect(lambda: self.position_changed.emit(self.position()))

    # What is shown

    def show_text(self, article: Article) -> None:
        """Show ``article`` from its head."""
        self._glide.stop()
        self.article = article
        self._anchor = Anchor(-1, 0)
        self._set_page()

    def clear(self) -> None:
        """Show the empty page."""
        self._glide.stop()
        self.article = None
        self.page = None
        self._anchor = None
        self._swap(QTextDocument(self))

    def set_placeholder(self, text: str) -> None:
        """Say what an empty page says: a line, and after a newline what to do next."""
        self._placeholder = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours. The layout stays."""
        self.theme = theme
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.page), (QPalette.ColorRole.Text, theme.ink),
            (QPalette.ColorRole.Highlight, theme.selection), (QPalette.ColorRole.HighlightedText, theme.ink),
        ):  # fmt: skip
            palette.setColor(role, QColor(colour))
        self.setPalette(palette)
        self.viewport().update()

    def set_typography(self, typography: Typography) -> None:
        """Set the page anew; the line that was on top stays there."""
        if typography == self.typography:
            return
        with self._place_kept():
            self.typography = typography
            self._set_page()

    # Place

    def position(self) -> int:
        """Return the offset of the line on top of the view, 0 at the head of the page."""
        if not self.page or not self.page.positions:
            return 0
        if self._anchor is None:
            self._anchor = self._here()
        return max(self._anchor.offset, 0)

    def scroll_to(self, offset: int, *, animate: bool = False) -> None:
        """Bring the line of ``offset`` to the top of the view; 0 shows the head of the page."""
        if not self.page or not self.page.positions:
            return
        if offset <= 0:
            self._scroll(0, animate=animate)
            return
        self._lay_out_all()
        line = self.geometry_of_text.line_at(self.page.positions.to_position(offset))
        self._scroll(round(line.top - INSET), animate=animate)
        self._anchor = Anchor(offset, line.top - self.verticalScrollBar().value())

    def reveal(self, offset: int, *, animate: bool = True) -> None:
        """Scroll so that the line of ``offset`` is well in view; not at all where it is already."""
        if not self.page:
            return
        self._lay_out_all()
        line = self.geometry_of_text.line_at(self.page.positions.to_position(offset))
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if not top + 2 * INSET <= line.top <= top + height - 4 * INSET:
            self._scroll(round(line.top - height / 3), animate=animate)

    def read_on(self, direction: int) -> None:
        """Turn the page: the height of the view without two lines, so that the eye finds its place."""
        step = max(self.viewport().height() - 2 * self.typography.line, self.typography.line)
        start = self._glide.endValue() if self._gliding() else self.verticalScrollBar().value()
        self._scroll(int(start) + direction * step, animate=True)

    # Setting

    def _set_page(self) -> None:
        if self.article is None:
            return
        self._styles = self._fitting_styles()
        page = set_page(self.article, self._styles, self.translator, self)
        with self._place_kept():
            self.page = page
            self._swap(page.document)

    def _fitting_styles(self) -> Styles:
        styles = Styles(self.typography, self.fonts)
        self.column = place_column(self.viewport().width(), styles.column())
        narrow = self.column.width < NARROW * self.typography.size / DRAWN_AT
        return Styles(self.typography, self.fonts, narrow=True) if narrow else styles

    def _swap(self, document: QTextDocument) -> None:
        old = self.document() if self.document().parent() is self else None  # Qt deletes its own first one
        self._give_margins(document)
        self.setDocument(document)
        self.setCursorWidth(0)
        self.geometry_of_text = Geometry(document)
        if old is not None:
            old.deleteLater()
        self.page_was_set()
        self.viewport().update()

    def _give_margins(self, document: QTextDocument) -> None:
        frame = document.rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(self.column.left)
        form.setRightMargin(max(self.viewport().width() - self.column.left - self.column.width, 0))
        form.setTopMargin(HEAD)
        form.setBottomMargin(FOOT)
        frame.setFrameFormat(form)
        if self.page is not None and self.page.document is document:
            self._balance(document.findBlockByNumber(self.page.title))

    def _balance(self, title: QTextBlock) -> None:
        """Let the lines of the title be of one length, rather than leave a word or two to the last."""
        form, column = title.blockFormat(), self.column.width
        form.setRightMargin(column - ceil(balanced_width(title.text(), title.charFormat().font(), column)))
        QTextCursor(title).setBlockFormat(form)

    def page_was_set(self) -> None:
        """Lay marks anew: the document, its layout or the column has changed."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the column anew and keep the line that was on top."""
        with self._place_kept():
            narrow = self._styles.narrow
            styles = self._fitting_styles()
            if styles.narrow != narrow:
                self._set_page()
            else:
                self._give_margins(self.document())
            super().resizeEvent(event)
            self.page_was_set()

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        """Keep the line on top, whatever happens to the layout."""
        if self._holding or self.page is None:
            yield
            return
        anchor = self._anchor or self._here()
        self._glide.stop()
        self._holding = True
        try:
            yield
            if anchor.offset > 0:
                self._lay_out_all()
            self.verticalScrollBar().setValue(self._height_of(anchor))
        finally:
            self._holding = False
        self._anchor = anchor

    def _height_of(self, anchor: Anchor) -> int:
        if anchor.offset < 0 or not self.page:
            return 0
        line = self.geometry_of_text.line_at(self.page.positions.to_position(anchor.offset))
        return round(line.top - anchor.below)

    def _here(self) -> Anchor:
        top = self.verticalScrollBar().value()
        if top <= 0 or not self.page:
            return Anchor(-1, 0)
        at = self.geometry_of_text.position_at(QPointF(self.column.left + 1, top + INSET + 2), exact=False)
        start = self.geometry_of_text.line_start(max(at, 0))
        start = max(start, self.page.positions.first_position)
        below = self.geometry_of_text.line_at(start).top - top
        return Anchor(self.page.positions.to_offset(start), below)

    def _lay_out_all(self) -> None:
        """Lay out what Qt would only do later: a place far down needs it, and the true range of the bar."""
        self.document().documentLayout().documentSize()

    def changeEvent(self, event: QEvent) -> None:
        """Leave the document's fonts alone when the interface's font changes."""
        if event.type() not in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            super().changeEvent(event)

    # Scrolling

    def _scroll(self, value: int, *, animate: bool) -> None:
        bar = self.verticalScrollBar()
        value = min(max(value, bar.minimum()), bar.maximum())
        self._glide.stop()
        near = abs(value - bar.value()) <= FAR * self.viewport().height()
        if animate and near and self.isVisible() and self._may_animate():
            self._glide.setStartValue(bar.value())
            self._glide.setEndValue(value)
            self._glide.start()
        else:
            bar.setValue(value)

    def _may_animate(self) -> bool:
        return self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the hand have its way against a movement that has begun."""
        self._glide.stop()
        super().wheelEvent(event)

    def _gliding(self) -> bool:
        return self._glide.state() == QVariantAnimation.State.Running

    def _on_glided(self, value: int) -> None:
        self.verticalScrollBar().setValue(int(value))

    def _on_scrolled(self) -> None:
        if not self._holding:
            self._anchor = None
            self._settled.start()

    def _on_range_changed(self, _least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > 0)
