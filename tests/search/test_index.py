"""The index as a place: adding, removing, filters, facets, orders, states."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reader.errors import CancelledError
from reader.models import EntityType, FacetValue, Filter, Query, Sort
from reader.search import IndexDamagedError, IndexMissingError, IndexState, SearchIndex
from reader.search.engine import NumpyIndex
from reader.search.schema import schema
from tests.search.conftest import Room, make_document


@pytest.fixture
def papers(room: Room) -> Room:
    quang = ("Lương Tam Quang", EntityType.PER, 7)
    hanoi = ("Hà Nội", EntityType.LOC, 9)
    room.add(
        make_document(
            1,
            "Ăn gì hôm nay",
            "tin một",
            source="Nhân Dân",
            authors=("An", "Bình"),
            language="vi",
            published="2025-10-25",
            entities=(quang, hanoi),
            tags=("an ninh mạng",),
            starred=True,
        ),
        make_document(
            2,
            "Ao cá",
            "tin hai",
            source="Tiền Phong",
            authors=("An",),
            language="vi",
            published="2025-09",
            entities=(hanoi,),
            notes=("đọc lại đoạn này",),
            read=True,
        ),
        make_document(3, "Баня", "tin ba", source="Tiền Phong", language="ru", published="2024"),
        make_document(4, "Đời sống", "tin bốn"),
    )
    return room


@pytest.mark.parametrize(
    ("narrow", "ids"),
    [
        (Filter(unread=True), [1, 3, 4]),
        (Filter(starred=True), [1]),
        (Filter(annotated=True), [2]),
        (Filter(source="Tiền Phong"), [2, 3]),
        (Filter(author="An"), [1, 2]),
        (Filter(language="ru"), [3]),
        (Filter(month="2025"), [1, 2]),
        (Filter(month="2025-10"), [1]),
        (Filter(tag="an ninh mạng"), [1]),
        (Filter(entity=9), [1, 2]),
        (Filter(entity=9, unread=True), [1]),
        (Filter(source="Không có"), []),
    ],
)
def test_filter_narrows(papers: Room, narrow: Filter, ids: list[int]) -> None:
    assert papers.ids("", filter=narrow) == ids
    assert papers.ids("tin", filter=narrow) == ids


def test_facets_count_the_whole_result(papers: Room) -> None:
    facets = papers.search("tin", limit=1).facets
    assert facets["source"] == (FacetValue("Tiền Phong", 2), FacetValue("Nhân Dân", 1))
    assert facets["author"] == (FacetValue("An", 2), FacetValue("Bình", 1))
    assert facets["entity_loc"] == (FacetValue("9", 2),)
    assert facets["entity_per"] == (FacetValue("7", 1),)
    assert facets["annotated"] == (FacetValue("annotated", 1),)
    assert {v.value: v.count for v in facets["month"]} == {"2025-10": 1, "2025-09": 1, "2024": 1}
    assert facets["tag"] == (FacetValue("an ninh mạng", 1),)


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        (Sort.ADDED, (4, 3, 2, 1)),
        (Sort.NEWEST, (1, 2, 3, 4)),
        (Sort.OLDEST, (3, 2, 1, 4)),
        (Sort.TITLE, (2, 1, 4, 3)),
        (Sort.SOURCE, (4, 1, 2, 3)),
    ],
)
def test_orders(papers: Room, sort: Sort, ids: tuple[int, ...]) -> None:
    assert papers.search("tin", sort=sort).ids == ids
    assert papers.search("", sort=sort).ids == ids


def test_pages_cut_the_whole_result(papers: Room) -> None:
    whole = papers.search("tin", sort=Sort.ADDED)
    page = papers.search("tin", sort=Sort.ADDED, limit=2, offset=1)
    assert [hit.id for hit in page.hits] == list(whole.ids[1:3])
    assert page.total == 4
    assert page.ids == whole.ids


def test_notes_authors_sources_and_tags_are_searched(papers: Room) -> None:
    assert papers.ids("đọc lại") == [2]
    assert papers.ids("bình") == [1]
    assert papers.ids('"tien phong"') == [2, 3]
    assert papers.ids("an ninh") == [1]


def test_update_replaces_and_remove_removes(papers: Room) -> None:
    papers.add(make_document(1, "Khác hẳn", "nội dung mới"))
    assert papers.ids("tin") == [2, 3, 4]
    assert papers.ids("nội dung") == [1]
    papers.index.remove([1, 2, 99])
    assert papers.ids("") == [3, 4]


def test_the_same_id_twice_in_one_update_keeps_the_last(room: Room) -> None:
    room.add(make_document(1, "cũ"), make_document(1, "mới"))
    assert room.ids("") == [1]
    assert room.ids("mới") == [1]
    assert room.ids("cũ") == []


def test_progress_counts_documents(room: Room) -> None:
    seen: list[int] = []
    room.index.update([make_document(n, f"bài {n}") for n in range(1, 4)], progress=seen.append)
    assert seen[-1] == 3


def test_a_reader_elsewhere_sees_a_commit_at_its_next_search(room: Room, tmp_path: Path) -> None:
    room.add(make_document(1, "một"))
    other = SearchIndex(tmp_path / "index")
    assert other.search(Query("một"), lambda ids: {}).total == 1
    room.add(make_document(2, "một hai"))
    assert other.search(Query("một"), lambda ids: {}).total == 2
    other.close()


def test_searches_run_in_several_threads(papers: Room) -> None:
    totals: list[int] = []
    threads = [threading.Thread(target=lambda: totals.append(papers.search("tin").total)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [4] * 4


def test_cancelled_search_stops(papers: Room) -> None:
    with pytest.raises(CancelledError):
        papers.index.search(Query("tin"), papers.bodies, cancelled=lambda: True)


def test_states(room: Room, tmp_path: Path) -> None:
    assert room.index.state() is IndexState.MISSING
    with pytest.raises(IndexMissingError):
        room.search("tin")
    room.index.clear()
    assert room.index.state() is IndexState.READY
    assert room.search("tin").total == 0
    NumpyIndex(tmp_path / "index", schema(), "docbao 0").create()
    assert room.index.state() is IndexState.OTHER_VERSION
    with pytest.raises(IndexMissingError):
        room.search("tin")
    room.add(make_document(1, "tin"))
    assert room.index.state() is IndexState.READY
    for file in (tmp_path / "index").glob("toc.*"):
        file.write_bytes(b"not an index")
    assert room.index.state() is IndexState.DAMAGED
    with pytest.raises(IndexDamagedError):
        room.search("tin")
    with pytest.raises(IndexDamagedError):
        room.add(make_document(1, "tin"))
    room.index.clear()
    assert room.index.state() is IndexState.READY
    assert room.search("tin").total == 0


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST, Sort.TITLE])
def test_pages_are_parts_of_one_order(room: Room, sort: Sort) -> None:
    words = ["tàu", "tàu tàu", "tàu ga", "ga tàu ga", "xe tàu"]
    room.add(
        *(
            make_document(n, f"Bài {n % 7}", f"{words[n * 7 % 5]} {n % 11}", published=f"20{n % 20 + 10}")
            for n in range(1, 3001)
        )
    )
    whole = list(room.search("tau ga OR tau", sort=sort).ids)
    assert sorted(whole) == list(range(1, 3001))
    for offset in (0, 20, 90, 140, 2990):
        page = room.search("tau ga OR tau", sort=sort, limit=20, offset=offset)
        assert [hit.id for hit in page.hits] == whole[offset : offset + 20]
