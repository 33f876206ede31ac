"""What the reader has put right stands on top of what a recogniser found."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.entities.corrections import corrected, occurrences
from reader.entities.lexicon import EMPTY, Lexicon
from reader.models import Correction, CorrectionKind, EntityType, Mention, Scope
from reader.text import anchor

TEXT = "Ông Lê Văn Tám gặp Tám ở Sông Lam. Lê Văn Tám rời Sông Lam, còn Tám ở lại."
PER, ORG, LOC = EntityType.PER, EntityType.ORG, EntityType.LOC
REJECT, MARK, ASSIGN = CorrectionKind.REJECT, CorrectionKind.MARK, CorrectionKind.ASSIGN


def at(surface: str, nth: int = 0, kind: EntityType = PER, entity: str = "") -> Mention:
    start = list(occurrences(TEXT, surface))[nth][0]
    return Mention(start, start + len(surface), surface, kind, entity or surface)


FOUND = (
    at("Lê Văn Tám"), at("Sông Lam", 0, LOC), at("Lê Văn Tám", 1), at("Sông Lam", 1, LOC),
)  # fmt: skip


def said(kind: CorrectionKind, surface: str, scope: Scope = Scope.EVERYWHERE, **more) -> Correction:
    return Correction(kind, scope, surface, **more)


def here(kind: CorrectionKind, surface: str, nth: int, **more) -> Correction:
    start, end = list(occurrences(TEXT, surface))[nth]
    return said(kind, surface, Scope.MENTION, selector=anchor.describe(TEXT, start, end), **more)


def seen(*corrections: Correction, text: str = TEXT, found: tuple[Mention, ...] = FOUND):
    return [(m.text, m.type, m.entity) for m in corrected(text, found, corrections)]


def test_without_corrections_nothing_changes():
    assert corrected(TEXT, FOUND, ()) == FOUND


def test_a_text_that_is_rejected_everywhere_names_nothing():
    assert seen(said(REJECT, "Sông Lam")) == [("Lê Văn Tám", PER, "Lê Văn Tám")] * 2


def test_a_rejected_text_inside_a_longer_name_leaves_the_longer_one():
    assert seen(said(REJECT, "Tám")) == seen()


def test_one_mention_is_rejected_alone():
    assert corrected(TEXT, FOUND, (here(REJECT, "Sông Lam", 1),)) == FOUND[:3]


def test_a_correction_finds_its_mention_in_an_edited_text():
    edited = "Tin mới: " + TEXT.replace("gặp", "vừa gặp")
    moved = [
        replace(m, start=edited.index(m.text), end=edited.index(m.text) + len(m.text)) for m in FOUND[:2]
    ]
    assert seen(here(REJECT, "Sông Lam", 0), text=edited, found=tuple(moved)) == [
        ("Lê Văn Tám", PER, "Lê Văn Tám")
    ]


def test_a_mark_retypes_every_mention_of_the_text():
    assert (
        seen(said(MARK, "Sông Lam", type=ORG, name="Công ty Sông Lam"))[1::2]
        == [("Sông Lam", ORG, "Công ty Sông Lam")] * 2
    )


def test_a_name_within_a_longer_one_is_put_right_in_its_place():
    found = (at("ở Sông Lam", 0, ORG), *FOUND)
    after = corrected(TEXT, found, [said(MARK, "Sông Lam", type=PER)])
    assert [(m.text, m.type) for m in after if "Sông" in m.text] == [
        ("ở Sông Lam", ORG), ("Sông Lam", PER), ("Sông Lam", PER),
    ]  # fmt: skip


def test_a_mark_everywhere_leaves_longer_names_alone():
    assert [text for text, *_ in seen(said(MARK, "Tám", type=PER, name="Lê Văn Tám"))] == [
        "Lê Văn Tám", "Tám", "Sông Lam", "Lê Văn Tám", "Sông Lam", "Tám",
    ]  # fmt: skip


def test_a_name_is_shortened_everywhere():
    shorter = said(MARK, "Văn Tám", type=PER, before="Lê Văn Tám")
    assert [text for text, *_ in seen(shorter)][::2] == ["Văn Tám", "Văn Tám"]


def test_a_mention_is_extended_and_takes_the_place_of_what_it_overlaps():
    found = (at("Văn Tám", 0), at("Sông Lam", 0, LOC))
    assert [t for t, *_ in seen(here(MARK, "Lê Văn Tám", 0, type=PER), found=found)] == [
        "Lê Văn Tám", "Sông Lam",
    ]  # fmt: skip


def test_a_title_stays_with_a_mention_that_begins_at_the_same_place():
    found = (replace(at("Lê Văn Tám"), title="Ông"),)
    (shorter,) = corrected(TEXT, found, (here(MARK, "Lê Văn", 0, type=PER),))
    assert (shorter.text, shorter.title, shorter.reason) == ("Lê Văn", "Ông", "user")


def test_names_are_given_to_another_entity_by_what_they_mean():
    found = (*FOUND[:2], at("Tám", 3, PER, "Lê Văn Tám"))
    other = said(ASSIGN, "Lê văn Tám", Scope.ARTICLE, was=PER, type=PER, name="Lê Văn Tám (2)")
    assert [entity for _, _, entity in seen(other, found=found)] == [
        "Lê Văn Tám (2)", "Sông Lam", "Lê Văn Tám (2)",
    ]  # fmt: skip


def test_the_last_correction_wins():
    away, back = said(REJECT, "Sông Lam"), said(MARK, "Sông Lam", type=LOC)
    assert seen(away, back) == seen()
    assert seen(back, away) == seen(away)


def test_mentions_of_an_older_text_are_left_out():
    assert corrected(TEXT[5:], FOUND, ()) == ()


def test_words_are_found_whole_and_in_the_same_capitals():
    assert list(occurrences("An, Ban An. AN Anh An", "An")) == [(0, 2), (8, 10), (19, 21)]
    assert list(occurrences("abc", "")) == []


WORDS = st.sampled_from(["An", "Ba", "Cao", "ở", "Đà", "Ba An"])
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@st.composite
def cases(draw):
    text = draw(TEXTS)
    mentions, at = [], 0
    for word in text.split():
        if draw(st.booleans()):
            mentions.append(Mention(at, at + len(word), word, draw(st.sampled_from([PER, ORG])), word))
        at += len(word) + 1
    corrections = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        scope = draw(st.sampled_from(list(Scope)))
        corrections.append(
            Correction(
                draw(st.sampled_from([REJECT, MARK, ASSIGN])),
                scope,
                text[start:end] if scope is Scope.MENTION else draw(WORDS),
                type=draw(st.sampled_from([PER, LOC])),
                name=draw(st.sampled_from(["", "Cao Bá"])),
                was=PER,
                before=draw(st.sampled_from(["", "Ba An"])),
                selector=anchor.describe(text, start, end) if scope is Scope.MENTION else None,
            )
        )
    return text, tuple(mentions), corrections


@given(cases())
def test_the_result_is_sorted_flat_and_agrees_with_the_text(case):
    text, mentions, corrections = case
    result = corrected(text, mentions, corrections)
    assert all(m.text == text[m.start : m.end] and m.start < m.end for m in result)
    assert all(a.end <= b.start for a, b in itertools.pairwise(result))


@given(cases())
def test_corrections_made_one_by_one_are_those_made_together(case):
    text, mentions, corrections = case
    one_by_one = mentions
    for correction in corrections:
        one_by_one = corrected(text, one_by_one, [correction])
    assert one_by_one == corrected(text, mentions, corrections)


def test_the_lexicon_holds_what_was_said_last():
    lexicon = Lexicon.of(
        [
            said(REJECT, "Sông Lam"),
            said(MARK, "Sông Lam", type=ORG, name="Công ty Sông Lam"),
            said(REJECT, "Tám"),
        ]
    )
    assert (dict(lexicon.names), set(lexicon.rejected)) == ({"Sông Lam": (ORG, "Công ty Sông Lam")}, {"Tám"})
    assert [(TEXT[s.start : s.end], s.type, s.entity) for s in lexicon.spans(TEXT)] == [
        ("Sông Lam", ORG, "Công ty Sông Lam")
    ] * 2
    assert not lexicon.allows("Tám")
    assert (EMPTY.spans(TEXT), EMPTY.allows("Tám")) == ([], True)


def test_a_shortened_name_is_not_found_in_its_old_length():
    lexicon = Lexicon.of([said(MARK, "Văn Tám", type=PER, before="Lê Văn Tám")])
    assert (lexicon.allows("Lê Văn Tám"), lexicon.allows("Văn Tám")) == (False, True)
