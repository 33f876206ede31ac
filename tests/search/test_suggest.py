"""Did you mean, completions, related articles."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.models import EntityType, Filter
from reader.search.engine import Snapshot
from tests.search.conftest import Room, make_document


@pytest.fixture
def library(room: Room) -> Room:
    quang = ("Lương Tam Quang", EntityType.PER, 7)
    hanoi = ("Hà Nội", EntityType.LOC, 9)
    room.add(
        make_document(1, "Công ước Hà Nội về tội phạm mạng", "Lễ ký công ước tội phạm mạng tại thủ đô",
                      source="Nhân Dân", tags=("an ninh",), entities=(quang, hanoi)),
        make_document(2, "Tội phạm mạng tăng", "Tội phạm mạng và công ước mới", source="Tiền Phong",
                      entities=(hanoi,)),
        make_document(3, "Mùa gạo mới", "Nông dân gặt lúa, gạo thơm ngon", source="Nhân Dân"),
        make_document(4, "Giá gạo", "Gạo xuất khẩu, lúa được mùa", source="Nhân Dân"),
    )  # fmt: skip
    return room


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("côgn ước", "công ước"),
        ("tội phạn mạng", "tội phạm mạng"),
        ("tọi phạm", "tội phạm"),
        ("gao thomm", "gạo thơm"),
        ("gạo", ""),
        ("qqqqqqqq", ""),
        ("title:xyz", ""),
        ("title:gaoo", "title:gạo"),
        ("gạoo source:nhân", "gạo source:nhân"),
        ("gạoo -thomm lang:vi", ""),
        ("gạoo -nướng", "gạo NOT nướng"),
        ("côgn OR lúaa", "công OR lúa"),
        ('"tội phạn"~2', '"tội phạm"~2'),
        ("gạoo NEAR/3 thơm", "gạo NEAR/3 thơm"),
        ("", ""),
    ],
)
def test_did_you_mean_speaks_in_accents_and_finds_something(library: Room, typed: str, meant: str) -> None:
    suggestion = library.search(typed).suggestion
    assert suggestion == meant
    assert not meant or library.search(meant).total


def test_did_you_mean_offers_nothing_that_the_filter_hides(library: Room) -> None:
    assert library.search("gaoo", filter=Filter(source="Tiền Phong")).suggestion == ""
    assert library.search("gạo", filter=Filter(source="Tiền Phong")).suggestion == ""
    assert library.search("côgn", filter=Filter(source="Tiền Phong")).suggestion == "công"


def test_a_pasted_page_is_not_spelled_word_by_word(library: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Snapshot, "terms", lambda *_: pytest.fail("spelled"))
    assert library.search("lorem ipsum dolor " * 200).suggestion == ""


def texts(library: Room, prefix: str, **options: object) -> list[tuple[str, str]]:
    return [(s.kind, s.text) for s in library.index.suggest(prefix, **options)]  # type: ignore[arg-type]


def test_completions_while_typing(library: Room) -> None:
    assert texts(library, "ha n")[0] == ("LOC", "Hà Nội")
    assert texts(library, "tam qu") == [("PER", "Lương Tam Quang")]
    assert ("source", "Nhân Dân") in texts(library, "nh")
    assert ("tag", "an ninh") in texts(library, "an")
    assert ("title", "Giá gạo") in texts(library, "giá g")
    assert texts(library, "hạ n") == []
    assert texts(library, "gạo", earlier=("gạo thơm", "khác"))[0] == ("search", "gạo thơm")
    assert texts(library, "", earlier=("gạo thơm",)) == [("search", "gạo thơm")]
    assert len(texts(library, "n", limit=2)) <= 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=20))
def test_every_beginning_is_answered(library: Room, typed: str) -> None:
    for prefix in (typed, f"Hà {typed}", f"{typed}gạo", "\ud800gạo"):
        library.index.suggest(prefix, earlier=("hà nội", typed))


def test_completions_carry_ids_and_counts(library: Room) -> None:
    first = library.index.suggest("hà")[0]
    assert (first.id, first.count) == (9, 2)


def test_related_articles_share_rare_words_and_entities(library: Room) -> None:
    assert library.index.more_like(1, 1) == (2,)
    assert library.index.more_like(3, 1) == (4,)
    assert library.index.more_like(99, 3) == ()
    assert 1 not in library.index.more_like(1, 5)
