"""What is marked on the page: how it is seen, pointed at, and gone through."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.models import Article, Color, EntityType, Highlight, Mention
from reader.ui.page.entity_card import EntityInfo
from reader.ui.page.margin_notes import place_column
from reader.ui.page.marks import highlight_layer
from reader.ui.page.reader_view import ReaderView
from reader.ui.theme import themes

from .conftest import box_of, colours_in, find, highlight, middle, picture

# Marks


def test_highlights_own_the_background(page: ReaderView, article: Article) -> None:
    stretch = find(article, "Quốc Bảo bên")
    before = colours_in(picture(page), box_of(page, *stretch))
    page.set_mentions([])
    page.set_highlights([highlight(article, "Quốc Bảo bên", Color.PURPLE)])
    after = colours_in(picture(page), box_of(page, *stretch))
    wanted = themes["light"].highlights[Color.PURPLE].lower()
    assert wanted not in before
    assert wanted in after


def test_both_of_two_overlapping_highlights_are_seen(page: ReaderView, article: Article) -> None:
    page.set_mentions([])
    page.set_highlights([
        highlight(article, "Sách còn thì", Color.YELLOW), highlight(article, "còn thì người", Color.BLUE),
    ])  # fmt: skip
    page.scroll_to(find(article, "Sách")[0])
    seen = colours_in(picture(page), box_of(page, *find(article, "còn thì")))
    assert {themes["light"].highlights[c].lower() for c in (Color.YELLOW, Color.BLUE)} <= seen


def test_entities_are_underlined_by_type_and_can_be_switched_off(page: ReaderView, article: Article) -> None:
    box, hue = box_of(page, *find(article, "Đà Nẵng")), themes["light"].entities[EntityType.LOC].lower()
    assert hue in colours_in(picture(page), box)
    page.set_visible_types(frozenset({EntityType.PER}))
    assert hue not in colours_in(picture(page), box)


def test_an_underline_is_seen_upon_a_highlight(page: ReaderView, article: Article) -> None:
    page.set_highlights([highlight(article, "Đà Nẵng đón", Color.GREEN)])
    seen = colours_in(picture(page), box_of(page, *find(article, "Đà Nẵng")))
    light = themes["light"]
    assert {light.entities[EntityType.LOC].lower(), light.highlights[Color.GREEN].lower()} <= seen


def nested(page: ReaderView, article: Article) -> tuple[tuple[int, int], tuple[int, int]]:
    """An organisation, and a place within its name."""
    outer, inner = find(article, "Thư viện Sông Hàn"), find(article, "Sông Hàn")
    page.set_mentions([
        Mention(*inner, "Sông Hàn", EntityType.LOC, "Sông Hàn"),
        Mention(*outer, "Thư viện Sông Hàn", EntityType.ORG, "Thư viện Sông Hàn"),
    ])  # fmt: skip
    return outer, inner


def test_a_name_within_a_longer_one_has_a_line_of_its_own_and_is_pointed_at(
    page: ReaderView, article: Article
) -> None:
    outer, inner = nested(page, article)
    light = themes["light"].entities
    seen = colours_in(picture(page), box_of(page, *inner).adjusted(0, 0, 0, 4))
    assert {light[EntityType.ORG].lower(), light[EntityType.LOC].lower()} <= seen
    there = page._mention_layer.items[page.mention_at(middle(page, *inner).toPointF())]
    assert (there.start, there.end) == inner
    before = page._mention_layer.items[page.mention_at(middle(page, outer[0], inner[0]).toPointF())]
    assert (before.start, before.end) == outer


def test_stepping_goes_from_name_to_name_and_into_one_where_the_longer_is_off(
    page: ReaderView, article: Article
) -> None:
    outer, inner = nested(page, article)
    for _ in range(3):
        mention = page.step_mention(1)
        assert mention is not None
        assert (mention.start, mention.end) == outer
    page.set_visible_types(frozenset({EntityType.LOC}))
    mention = page.step_mention(1)
    assert mention is not None
    assert (mention.start, mention.end) == inner


def test_after_a_mention_is_gone_stepping_goes_on_from_its_place(
    page: ReaderView, article: Article, mentions: list[Mention]
) -> None:
    page.step_mention(1)
    second = page.step_mention(1)
    assert second is not None
    page.set_mentions([each for each in mentions if each.start != second.start])
    third = page.step_mention(1)
    assert third is not None
    assert third.start == min(each.start for each in mentions if each.start > second.start)


def test_a_mention_of_another_type_stays_the_current_one(
    page: ReaderView, article: Article, mentions: list[Mention]
) -> None:
    from dataclasses import replace

    first = page.step_mention(1)
    assert first is not None
    other = [replace(each, type=EntityType.EVENT) if each == first else each for each in mentions]
    page.set_mentions(other)
    assert page.current_mention == replace(first, type=EntityType.EVENT)


def test_matches_look_like_nothing_else_and_the_current_one_is_stronger(
    page: ReaderView, article: Article
) -> None:
    page.set_mentions([])
    stretch = find(article, "Một ngày mưa")
    page.set_matches([stretch])
    assert themes["light"].match.lower() in colours_in(picture(page), box_of(page, *stretch))
    assert page.step_match(1) == 0
    seen = colours_in(picture(page), box_of(page, *stretch))
    assert themes["light"].match_current.lower() in seen
    assert not seen & {colour.lower() for colour in themes["light"].highlights.values()}


def test_an_orphan_is_not_painted(page: ReaderView, article: Article) -> None:
    from dataclasses import replace

    lost = replace(highlight(article, "Một ngày mưa"), orphan=True)
    page.set_highlights([lost])
    assert highlight_layer([lost], page.page.positions).items == []  # type: ignore[union-attr]
    assert page.highlight_in(0, len(article.text)) is None


def test_mentions_are_stepped_through_in_order_and_round(page: ReaderView, mentions: list[Mention]) -> None:
    ordered = sorted(mentions, key=lambda item: item.start)
    assert [page.step_mention(1) for _ in ordered] == ordered
    assert page.step_mention(1) == ordered[0]
    assert page.step_mention(-1) == ordered[-1]


def test_stepping_keeps_to_one_entity_and_to_what_is_shown(page: ReaderView, mentions: list[Mention]) -> None:
    names = {page.step_mention(1, "Trần Quốc Bảo") for _ in range(4)}
    assert {found.start for found in names if found} == {
        m.start for m in mentions if m.type is EntityType.PER
    }
    page.set_visible_types(frozenset({EntityType.LOC}))
    assert page.step_mention(1, "Trần Quốc Bảo") is None


def test_stepping_begins_where_one_reads(page: ReaderView, article: Article, mentions: list[Mention]) -> None:
    page.scroll_to(find(article, "Đoạn 5.")[0])
    found = page.step_mention(1)
    assert found is not None
    assert found.start == find(article, "Trần Quốc Bảo", 2)[0]


def test_a_mention_can_be_shown_even_when_its_type_is_not(page: ReaderView, article: Article) -> None:
    wanted = page._mention_layer.items[-1]
    page.set_visible_types(frozenset())
    page.show_mention(wanted)
    hue = themes["light"].entities[wanted.type].lower()
    assert hue in colours_in(picture(page), box_of(page, wanted.start, wanted.end))


def test_new_marks_keep_what_was_current(page: ReaderView, article: Article, mentions: list[Mention]) -> None:
    page.step_mention(1)
    found = page.step_mention(1)
    page.set_mentions(mentions[:])
    assert page.step_mention(-1) == min(mentions, key=lambda item: item.start)
    assert page.step_mention(1) == found
    matches = [find(article, "Trần Quốc Bảo", number) for number in range(2)]
    page.set_matches(matches)
    page.step_match(1)
    page.set_matches(list(matches))
    assert page.overlay.pointed.current_match == 0


def test_clicks_tell_of_entities_highlights_and_links(
    page: ReaderView, article: Article, qtbot: QtBot
) -> None:
    mark = highlight(article, "ở thư viện" if "ở thư viện" in article.text else "bên giá", Color.RED)
    page.set_highlights([mark])
    click = lambda stretch: QTest.mouseClick(  # noqa: E731
        page.viewport(), Qt.MouseButton.LeftButton, pos=middle(page, *stretch)
    )
    with qtbot.waitSignal(page.entity_clicked) as told:
        click(find(article, "Thư viện Sông Hàn"))
    assert told.args[0].entity == "Thư viện Sông Hàn"
    with qtbot.waitSignal(page.highlight_clicked) as told:
        click((mark.selector.start, mark.selector.end))
    assert told.args == [mark.id]
    with qtbot.waitSignal(page.link_clicked) as told:
        click(find(article, "đoàn khách"))
    assert told.args == ["https://example.org/khach"]


def test_pointing_at_an_entity_shows_its_card(page: ReaderView, article: Article, qtbot: QtBot) -> None:
    page.set_entity_info(lambda m: EntityInfo(m.entity, m.type, "Giám đốc", ("Bảo",), here=3, articles=1))
    with qtbot.waitSignal(page.entity_hovered) as told:
        QTest.mouseMove(page.viewport(), middle(page, *find(article, "Trần Quốc Bảo")))
    assert told.args[0].entity == "Trần Quốc Bảo"
    qtbot.waitUntil(page._card.isVisible)
    words = [label.text() for label in page._card.findChildren(QWidget) if hasattr(label, "text")]
    assert words[:4] == ["Trần Quốc Bảo", "Person · Giám đốc", "Also: Bảo", "3 times here · in 1 article"]
    with qtbot.waitSignal(page.search_requested) as told:
        page._card._search.click()
    assert told.args == ["Trần Quốc Bảo"]
    QTest.mouseMove(page.viewport(), QPoint(5, 5))
    qtbot.waitUntil(lambda: not page._card.isVisible())


def test_a_highlight_is_brought_into_view(page: ReaderView, article: Article, qtbot: QtBot) -> None:
    mark = highlight(article, "rời Đà Nẵng")
    page.set_highlights([mark])
    page.focus_highlight(mark.id)
    visible = page.viewport().rect()
    qtbot.waitUntil(lambda: visible.contains(box_of(page, mark.selector.start, mark.selector.end)))


def test_marks_in_one_endless_paragraph_are_painted_where_they_are(view: ReaderView) -> None:
    from reader.models import Block, BlockKind, Metadata

    text = "Hà Nội ở đâu cũng có tên trong bài này. " * 2000
    endless = Article(Metadata("T"), text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    marks = [Mention(at, at + 6, "Hà Nội", EntityType.LOC, "Hà Nội") for at in range(0, len(text), 40)]
    view.show_article(endless, marks)
    view.scroll_to(40 * 1000)
    hue = themes["light"].entities[EntityType.LOC].lower()
    assert hue in colours_in(picture(view), box_of(view, 40 * 1000, 40 * 1000 + 3))


# Notes in the margin


def noted(article: Article, count: int) -> list[Highlight]:
    long_note = "Một lời ghi khá dài, để cho nó phải xuống dòng vài lần trong lề hẹp của trang."
    words = [word for word in article.text[:400].split() if len(word) > 2][:count]
    return [highlight(article, word, note=long_note) for word in dict.fromkeys(words)]


def test_notes_stand_beside_their_line_and_never_upon_each_other(page: ReaderView, article: Article) -> None:
    page.set_highlights(noted(article, 6))
    picture(page)
    boxes = [note.box for note in page._notes._placed]
    assert len(boxes) > 3
    assert all(above.bottom() < below.top() for above, below in pairwise(boxes))
    assert abs(boxes[0].top() - page._line_top(page._notes._placed[0].highlight)) < 2
    assert all(box.left() >= page.column.left + page.column.width for box in boxes)
    assert all(box.right() <= page.viewport().width() for box in boxes)


def test_a_narrow_page_has_no_notes_in_the_margin(page: ReaderView, article: Article) -> None:
    page.set_highlights(noted(article, 2))
    page.resize(600, 700)
    QApplication.processEvents()
    picture(page)
    assert page.column.notes_width == 0
    assert not page._notes._placed


def test_a_click_on_a_note_tells_of_its_highlight(page: ReaderView, article: Article, qtbot: QtBot) -> None:
    marks = noted(article, 1)
    page.set_highlights(marks)
    picture(page)
    at = page._notes._placed[0].box.center().toPoint()
    with qtbot.waitSignal(page.highlight_clicked) as told:
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [marks[0].id]
    with qtbot.waitSignal(page.note_edit_requested) as told:
        QTest.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [marks[0].id]


@pytest.mark.parametrize("available", [320, 500, 700, 850, 1000, 1280, 1920])
def test_text_and_notes_have_room(available: int) -> None:
    column = place_column(available, 620)
    assert column.left >= 0
    assert column.left + column.width <= available
    if column.notes_width:
        assert column.notes_left > column.left + column.width
        assert column.notes_left + column.notes_width <= available
