"""The ends of a highlight: handles to drag, keys, and which highlight a click means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication

from reader.models import Color, Highlight, Selector, Style
from reader.text.stretch import Edge
from reader.ui.page.selection_bar import SelectionBar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def marked(view, article):
    """The page with one highlight that stands out, of the second to fourth word of the text."""
    words = article.text.split(maxsplit=4)
    start = len(words[0]) + 1
    quote = article.text[start : start + len(" ".join(words[1:4]))]
    mark = Highlight(
        "a", 1, Selector(quote, "", "", start, start + len(quote)), Color.GREEN, created="2025-01-01"
    )
    view.show_article(article, highlights=(mark,))
    view.focus_highlight("a")
    QApplication.processEvents()
    return mark


def place(view, offset):
    """Return the point of the viewport at which a character begins."""
    line = view.geometry_of_text.line_at(view.page.positions.to_position(offset))
    piece = next(iter(view._laid_for.pieces(offset, offset + 1)))
    box = view.geometry_of_text.boxes(view.document().findBlockByNumber(piece.block), piece)[0]
    return QPoint(round(box.left), round((line.top + line.bottom) / 2 - view.verticalScrollBar().value()))


def drag(view, edge, to, modifiers=Qt.KeyboardModifier.NoModifier, *, drop=True):
    """Drag a handle so that its end comes to a point of the viewport; None drags it nowhere."""
    at = view.handle(edge)
    half = QPointF(0, view.typography.line / 2) * edge.value
    goal = at if to is None else QPointF(to) + half
    kinds = [(QMouseEvent.Type.MouseButtonPress, at), (QMouseEvent.Type.MouseMove, goal)]
    for kind, point in kinds + ([(QMouseEvent.Type.MouseButtonRelease, goal)] if drop else []):
        held = (
            Qt.MouseButton.NoButton
            if kind == QMouseEvent.Type.MouseButtonRelease
            else Qt.MouseButton.LeftButton
        )
        button = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, point, view.viewport().mapToGlobal(point), button, held, modifiers)
        QApplication.sendEvent(view.viewport(), event)


def test_handles_stand_at_the_ends_of_the_highlight_that_stands_out(view, marked):
    start, end = view.handle(Edge.START), view.handle(Edge.END)
    assert abs(start.x() - place(view, marked.selector.start).x()) <= 3
    assert end.x() > start.x()
    view.focus_highlight("")
    assert view.handle(Edge.START) is None


def test_a_dragged_end_snaps_to_words_and_is_told_once(view, article, marked, qtbot):
    inside = article.text.index(" ", marked.selector.end + 1) + 3  # within the next word but one
    with qtbot.waitSignal(view.span_changed) as told:
        drag(view, Edge.END, place(view, inside))
    name, start, end = told.args
    assert (name, start) == ("a", marked.selector.start)
    assert end > marked.selector.end
    assert not article.text[end].isalnum()
    assert article.text[end - 1].isalnum()


def test_with_alt_an_end_stops_between_letters(view, article, marked, qtbot):
    start = marked.selector.start + 2
    with qtbot.waitSignal(view.span_changed) as told:
        drag(view, Edge.START, place(view, start), Qt.KeyboardModifier.AltModifier)
    assert told.args[1:] == [start, marked.selector.end]


def test_an_end_never_passes_the_other(view, marked, qtbot):
    with qtbot.waitSignal(view.span_changed) as told:
        drag(view, Edge.END, place(view, 0))
    assert told.args[1] < told.args[2]


def test_escape_lets_go_and_a_press_without_a_move_changes_nothing(view, marked, qtbot):
    with qtbot.assertNotEmitted(view.span_changed):
        drag(view, Edge.END, place(view, marked.selector.end + 20), drop=False)
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        drag(view, Edge.END, None)
    item = view._highlight_layer.items[0]
    assert (item.selector.start, item.selector.end) == (marked.selector.start, marked.selector.end)


def test_a_second_click_goes_to_the_longer_highlight_beneath_and_round(view, marked, qtbot):
    middle = (marked.selector.start + marked.selector.end) // 2
    long = replace(marked, id="b", selector=replace(marked.selector, start=0, end=marked.selector.end + 30))
    view.set_highlights([marked, long])
    view.focus_highlight("")
    told: list[str] = []
    view.highlight_clicked.connect(told.append)
    for _ in range(3):
        view._click(QPointF(place(view, middle)))
    assert told == ["a", "b", "a"]


def test_the_keys_step_from_highlight_to_highlight(view, marked):
    later = replace(marked, id="b", selector=replace(marked.selector, start=60, end=70))
    view.set_highlights([marked, later])
    view.focus_highlight("")
    seen = []
    for _ in range(3):
        view.step_highlight(1)
        seen.append(view.current_highlight.id)
    assert seen == ["a", "b", "a"]


def test_a_line_below_leaves_the_ground_of_the_words_and_is_thick(view, marked):
    view.focus_highlight("")
    line = view.geometry_of_text.line_at(view.page.positions.to_position(marked.selector.start))
    x = place(view, marked.selector.start).x() + 3

    def column():
        image = view.viewport().grab().toImage()
        return [QColor(image.pixel(x, y)) for y in range(int(line.top), int(line.bottom) + 4)]

    view.set_highlights([])
    bare = column()
    view.set_highlights([replace(marked, style=Style.UNDERLINE)])
    changed = [y for y, (one, other) in enumerate(zip(bare, column(), strict=True)) if one != other]
    assert 3 <= len(changed) <= 6
    assert min(changed) > line.baseline - line.top
    view.set_highlights([marked])
    filled = [y for y, (one, other) in enumerate(zip(bare, column(), strict=True)) if one != other]
    assert len(filled) > 15


def test_the_bar_names_colours_takes_the_last_one_by_h_and_switches_the_line(view, qtbot):
    bar: SelectionBar = view._bar
    bar.set_color_names(view.translator.color_names({Color.RED: "số liệu"}))
    assert "số liệu" in bar._dots[Color.RED].toolTip()
    assert "yellow" in bar._dots[Color.YELLOW].toolTip()
    with qtbot.waitSignal(bar.highlight_requested) as told:
        bar._keys()["H"]()
    assert told.args[2] is None
    with qtbot.waitSignal(bar.style_chosen) as style:
        bar._tools["underline"].click()
    assert style.args == [Style.UNDERLINE]
    view.set_style(Style.FILL)
    assert not bar._tools["underline"].isChecked()
