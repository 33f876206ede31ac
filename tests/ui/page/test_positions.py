"""Code points, UTF-16 units and document positions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.page.positions import Piece, PositionMap, Span, Utf16Text, shown

CHARS = st.sampled_from("aế đЖё\u0301\u0309😀👩\u200d𝔻\u00a0\n")
TEXTS = st.text(CHARS, max_size=30)
BLOCKS = st.lists(st.text(CHARS, min_size=1, max_size=12), min_size=1, max_size=6)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def laid_out(blocks: list[str], header: int = 7) -> tuple[str, PositionMap]:
    """Blocks parted by a blank line in the text, by one unit in the document, after a header."""
    spans, offset, position = [], 0, header
    for number, block in enumerate(blocks):
        spans.append(Span(number + 1, position, offset, offset + len(block)))
        offset += len(block) + 2
        position += units(block) + 1
    text = "\n\n".join(blocks)
    return text, PositionMap(text, spans)


@given(TEXTS)
def test_units_are_those_of_utf16(text: str) -> None:
    counted = Utf16Text(text)
    for offset in range(len(text) + 1):
        assert counted.to_units(offset) == units(text[:offset])
        assert counted.to_offset(counted.to_units(offset)) == offset


@given(BLOCKS)
def test_every_offset_in_a_block_comes_back(blocks: list[str]) -> None:
    _, positions = laid_out(blocks)
    for span in positions.spans:
        for offset in range(span.start, span.end + 1):
            assert positions.to_offset(positions.to_position(offset)) == offset


@given(BLOCKS)
def test_positions_grow_with_offsets(blocks: list[str]) -> None:
    text, positions = laid_out(blocks)
    found = [positions.to_position(offset) for offset in range(len(text) + 1)]
    assert found == sorted(found)


@given(BLOCKS, st.data())
def test_pieces_together_are_the_stretch_without_the_gaps(blocks: list[str], data: st.DataObject) -> None:
    text, positions = laid_out(blocks)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    expected = 0
    for span in positions.spans:
        expected += units(text[max(start, span.start) : min(end, span.end)] if start < span.end else "")
    pieces = list(positions.pieces(start, end))
    assert sum(piece.end - piece.start for piece in pieces) == expected
    assert all(piece.start < piece.end for piece in pieces)
    assert [piece.block for piece in pieces] == sorted({piece.block for piece in pieces})


def test_pieces_cut_a_stretch_at_block_ends() -> None:
    _, positions = laid_out(["😀 một", "hai"])
    assert list(positions.pieces(2, 9)) == [Piece(1, 3, 6), Piece(2, 0, 2)]


def test_header_positions_belong_to_the_first_character() -> None:
    _, positions = laid_out(["một", "hai"])
    assert positions.to_offset(0) == 0
    assert positions.to_position(0) == positions.first_position == 7


def test_an_empty_map_answers_zero() -> None:
    positions = PositionMap("", ())
    assert not positions
    assert (positions.to_position(5), positions.to_offset(5), list(positions.pieces(0, 9))) == (0, 0, [])


@given(st.text(max_size=40))
def test_shown_text_keeps_every_count(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert units(shown(text)) == units(text)
    assert not set(shown(text)) & set("\n\r\u2029\ufffc\ufdd0\ufdd1")
