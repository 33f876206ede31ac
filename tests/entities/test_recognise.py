"""What holds for every text, and what the whole text tells about its parts."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities import recognise
from reader.models import Block, BlockKind, EntityType, Mention
from tests.conftest import REPOSITORY
from tests.entities.outermost import outermost

ARTICLES = REPOSITORY.parent / "shared" / "articles"

VIETNAMESE = (
    *(
        "Bộ trưởng ",
        "ông ",
        "Nguyễn Văn A. ",
        "Bộ Công an ",
        "Hà Nội",
        "Luật ",
        "25/10",
        "ngày ",
        "năm 2025 ",
    ),
    *(
        "TS. ",
        "Kaspersky ",
        "của ",
        "và ",
        "về ",
        "Lễ ký ",
        "SEA Games 33",
        "TP.HCM",
        "số ",
        "7",
        "quận ",
        "cầu ",
    ),
    *("Ảnh: ", "đ", "Anh ", "Đức ", "Linh ", "đội tuyển ", "Đại hội ", "lần thứ XIV"),
)
OTHERS = (
    "Москва ",
    "Александр ",
    "область ",
    "имени ",
    "А. Н. ",
    "№ 5",
    "The ",
    "of ",
    "University ",
    "Mr. ",
    "UN",
)
SIGNS = (" - ", ", ", "\n", "«", "»", "“", "”", "'", "&", "(", ")", "\U0001f600", "\u0301")
PIECES = st.sampled_from([*VIETNAMESE, *OTHERS, *SIGNS])
LANGUAGES = st.sampled_from(["vi", "ru", "en", "", "xx"])


def check(text: str, mentions: tuple[Mention, ...]) -> None:
    outer = inner = 0
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        within = mention.end <= outer
        assert mention.start >= (inner if within else outer)
        assert mention.text == text[mention.start : mention.end]
        assert "\n" not in mention.text
        assert mention.entity
        assert 0 <= mention.score <= 1
        assert mention.reason in {"rule", "list", "document", "model"}
        outer, inner = max(outer, mention.end), mention.end if within else 0


@given(st.text(max_size=300), LANGUAGES)
def test_any_text_gives_sorted_mentions_that_do_not_cross(text: str, language: str) -> None:
    text = unicodedata.normalize("NFC", text)
    check(text, recognise(text, language))


@given(st.lists(PIECES, max_size=40), LANGUAGES)
def test_texts_made_of_names_and_marks_hold_as_well(pieces: list[str], language: str) -> None:
    text = unicodedata.normalize("NFC", "".join(pieces))
    check(text, recognise(text, language))


def test_an_empty_text_names_nothing() -> None:
    assert recognise("") == ()


def test_a_short_form_is_linked_to_the_full_name() -> None:
    text = "Ông Artur Liukmanov nói. Theo ông Liukmanov, hợp tác chặt chẽ."
    assert [mention.entity for mention in recognise(text, "vi")] == ["Artur Liukmanov"] * 2


def test_a_vietnamese_given_name_is_linked_after_a_title() -> None:
    text = "Bị cáo Trương Mỹ Lan có mặt. Luật sư bào chữa cho bà Lan."
    assert [mention.entity for mention in recognise(text, "vi")] == ["Trương Mỹ Lan"] * 2


def test_two_people_of_one_given_name_are_kept_apart() -> None:
    text = "Ông Nguyễn Văn Nam và ông Trần Hoài Nam đến. Ông Nam phát biểu."
    assert [mention.entity for mention in recognise(text, "vi")][-1] == "Nam"


def test_letters_in_brackets_stand_for_the_name_before() -> None:
    text = "Liên đoàn Bóng đá Đông Á (EAFF) họp. EAFF công bố."
    assert {mention.entity for mention in outermost(text, "vi")} == {"Liên đoàn Bóng đá Đông Á"}


@pytest.mark.parametrize("name", ["Liên Hợp Quốc", "Liên hợp quốc", "LHQ", "Liên hiệp quốc"])
def test_spellings_of_one_body_are_one_entity(name: str) -> None:
    (mention,) = recognise(f"theo báo cáo của {name} công bố", "vi")
    assert (mention.text, mention.entity, mention.type) == (name, "Liên Hợp Quốc", EntityType.ORG)


def test_the_man_and_his_company_are_kept_apart() -> None:
    text = (
        "Ngài Kaspersky Evgeny Valentinovich đến thăm. Tập đoàn Kaspersky có trụ sở ở Nga. "
        "Ông cảm ơn ngài Kaspersky. Thống kê cho thấy Kaspersky là hãng lớn."
    )
    found = [
        (mention.text, mention.type.value) for mention in recognise(text, "vi") if "Kaspersky" in mention.text
    ]
    assert found == [
        ("Kaspersky Evgeny Valentinovich", "PER"),
        ("Tập đoàn Kaspersky", "ORG"),
        ("Kaspersky", "PER"),
        ("Kaspersky", "ORG"),
    ]


def test_a_country_after_a_pronoun_is_known_by_the_rest_of_the_text() -> None:
    text = "Phái đoàn Nga đến. Chuyên gia Nga giúp đỡ. Theo ông Nga là một trong các nước."
    assert {mention.type for mention in recognise(text, "vi")} == {EntityType.LOC}


def test_a_title_with_a_given_name_alone_is_no_trouble() -> None:
    assert [mention.text for mention in recognise("Ông Bình nói.", "vi")] == ["Bình"]


def test_a_name_is_found_again_where_nothing_announces_it() -> None:
    mentions = recognise("Giám đốc Lê Xuân Định nói. Hôm sau Lê Xuân Định đi.", "vi")
    assert [mention.text for mention in mentions] == ["Lê Xuân Định", "Lê Xuân Định"]


def test_an_author_is_a_person_in_the_text() -> None:
    (mention,) = recognise("Bài của Sông Thao", "vi", authors=["Sông Thao"])
    assert mention.type is EntityType.PER


def test_code_names_nothing() -> None:
    text = "import Hà Nội"
    assert recognise(text, "vi", blocks=[Block(BlockKind.CODE, 0, len(text))]) == ()


def test_an_unknown_language_is_guessed() -> None:
    assert [
        mention.text for mention in recognise("Президент России Владимир Путин выступил в Москве.", "")
    ] == [
        "России",
        "Владимир Путин",
        "Москве",
    ]


def test_nothing_is_read_before_the_first_text() -> None:
    code = (
        "import sys, reader.entities, reader.entities.gazetteers as g;"
        "assert g.sections.cache_info().currsize == 0;"
        "assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=REPOSITORY)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the two real articles are not beside the repository")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "000_e3f5dbad5fe6ba9c.txt",
            {("Lương Tam Quang", "PER"), ("Bộ Công an", "ORG"), ("Liên bang Nga", "LOC")},
        ),
        ("003_353d9c88c1fad944.txt", {("Alexander Gutsan", "PER"), ("TTXVN", "ORG"), ("năm 2019", "DATE")}),
    ],
)
def test_a_real_article_names_its_people_and_bodies(name: str, expected: set[tuple[str, str]]) -> None:
    text = unicodedata.normalize("NFC", (ARTICLES / name).read_text(encoding="utf-8"))
    mentions = recognise(text)
    check(text, mentions)
    assert expected <= {(mention.text, mention.type.value) for mention in mentions}


@pytest.mark.parametrize(
    ("text", "outer", "inside"),
    [
        ("Hôm qua, UBND tỉnh Đồng Nai họp.", "UBND tỉnh Đồng Nai", ["Đồng Nai"]),
        ("Các nước ký Công ước Hà Nội.", "Công ước Hà Nội", ["Hà Nội"]),
        ("Em học ở Trường THPT Lương Thế Vinh.", "Trường THPT Lương Thế Vinh", []),
    ],
)
def test_a_name_may_hold_another(text: str, outer: str, inside: list[str]) -> None:
    whole, *rest = recognise(text, "vi")
    assert whole.text == outer
    assert [mention.text for mention in rest] == inside


def test_letters_after_a_longer_name_are_not_those_of_its_end() -> None:
    text = "Đội lên đường trong Lực lượng an ninh lâm thời của Liên Hợp Quốc (UNISFA) năm ấy."
    assert {m.entity for m in outermost(text, "vi") if m.text == "UNISFA"} <= {"UNISFA"}
