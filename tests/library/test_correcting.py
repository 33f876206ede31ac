"""Entities are merged, split, renamed and put right; each step can be undone and outlives a new analysis."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from reader.errors import NotFoundError, ReaderError
from reader.i18n import Translator
from reader.library import Library
from reader.library import steps as steps_module
from reader.library.deriving import name_keys
from reader.models import ChangeKind, CorrectionKind, EntityType, Filter, Mention, Query, Scope
from reader.paths import folders
from reader.store.pending import Work
from tests import samples

PER, ORG, LOC = EntityType.PER, EntityType.ORG, EntityType.LOC
TEXT = "Hôm nay bà Vũ Thu Ngân gặp Ngân ở Bến Quán.\n\nBà Vũ Thu Ngân rời Bến Quán cùng Đào Tiên Sa."
NAMES = {
    "Vũ Thu Ngân": (PER, "Vũ Thu Ngân"),
    "Bến Quán": (LOC, "Bến Quán"),
    "Đào Tiên Sa": (PER, "Đào Tiên Sa"),
}


def add(library: Library, title: str, text: str = TEXT, names=NAMES, published: str = "2025-10-25") -> int:
    """Store an article as if a recogniser had found just these names in it."""
    store = library._store
    metadata = replace(samples.article().metadata, title=title, published=published)
    article_id = store.articles.add(samples.article(text, title, metadata=metadata), samples.original())
    found = [
        Mention(at, at + len(name), name, kind, entity)
        for name, (kind, entity) in names.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    store.mentions.replace(article_id, sorted(found, key=lambda m: m.start), name_keys)
    store.pending.mark((article_id,), Work.INDEX)
    return article_id


@pytest.fixture
def two(library):
    return add(library, "Một"), add(library, "Hai")


def state(library: Library):
    """Everything that a reader sees of the entities."""
    ids = library.reading.ids(Filter())
    return (
        {i: [(m.text, m.type, m.entity, m.start) for m in library.reading.mentions(i)] for i in ids},
        {(e.name, e.type, e.aliases, e.mentions, e.articles) for e in library.naming.browse().entities},
        [replace(c, id="") for c in library.correcting.corrections()],
    )


def entity(library: Library, name: str) -> int:
    return next(e.id for e in library.naming.browse(limit=10_000).entities if e.name == name)


def place(library: Library, article_id: int, surface: str) -> tuple[int, int]:
    start = library.reading.article(article_id).text.index(surface)
    return start, start + len(surface)


def texts(library: Library, article_id: int) -> list[str]:
    return [m.text for m in library.reading.mentions(article_id)]


EDITS = {
    "reject this": lambda c, a, e: c.reject(a, *e["span"]),
    "reject here": lambda c, a, e: c.reject(a, *e["span"], Scope.ARTICLE),
    "reject everywhere": lambda c, a, e: c.reject(a, *e["span"], Scope.EVERYWHERE),
    "mark this": lambda c, a, e: c.mark(a, *e["span"], ORG, name="Hội Bến Quán"),
    "mark everywhere": lambda c, a, e: c.mark(
        a, *e["other"], PER, name="Vũ Thu Ngân", scope=Scope.EVERYWHERE
    ),
    "resize": lambda c, a, e: c.resize(a, e["span"], (e["span"][0], e["span"][1] - 5), Scope.EVERYWHERE),
    "merge": lambda c, a, e: c.merge(e["Vũ Thu Ngân"], e["Đào Tiên Sa"]),
    "split": lambda c, a, e: c.split(e["Vũ Thu Ngân"], articles=(a,)),
    "split one": lambda c, a, e: c.split(e["Bến Quán"], mentions=((a, *e["span"]),), name="Bến Quán (quán)"),
    "rename": lambda c, a, e: c.rename(e["Bến Quán"], "Bến Quán Cũ"),
    "retype": lambda c, a, e: c.retype(e["Bến Quán"], ORG),
    "retype here": lambda c, a, e: c.retype(e["Bến Quán"], ORG, article_id=a),
    "mark within": lambda c, a, e: c.mark(
        a, e["span"][0] + 4, e["span"][1], LOC, name="Quán", scope=Scope.ARTICLE
    ),
    "reject an entity here": lambda c, a, e: c.reject_entity(e["Bến Quán"], article_id=a),
    "merge three": lambda c, a, e: c.merge(e["Vũ Thu Ngân"], e["Đào Tiên Sa"], e["Bến Quán"]),
    "reject an entity": lambda c, a, e: c.reject_entity(e["Bến Quán"]),
    "add a name": lambda c, a, e: c.add_alias(e["Vũ Thu Ngân"], "Ngân"),
    "keep apart": lambda c, a, e: c.keep_apart(e["Vũ Thu Ngân"], e["Đào Tiên Sa"]),
}


def known(library: Library, article_id: int) -> dict[str, Any]:
    return {
        **{name: entity(library, name) for name in NAMES},
        "span": place(library, article_id, "Bến Quán"),
        "other": (place(library, article_id, "gặp Ngân")[0] + 4, place(library, article_id, "gặp Ngân")[1]),
    }


@pytest.mark.parametrize("edit", EDITS)
def test_every_correction_is_one_step_that_is_undone_and_made_again_exactly(library, two, edit):
    before = state(library)
    change = EDITS[edit](library.correcting, two[0], known(library, two[0]))
    after = state(library)
    assert after != before
    assert change.touches(ChangeKind.MENTIONS)
    assert change.done
    assert library.editing.undo().done == change.done
    assert state(library) == before
    assert library.editing.redo().articles == change.articles
    assert state(library) == after
    library.editing.undo()
    assert state(library) == before


@pytest.mark.parametrize("edit", EDITS)
def test_a_correction_that_is_made_twice_is_no_second_step(library, two, edit):
    facts = known(library, two[0])
    EDITS[edit](library.correcting, two[0], facts)
    after = state(library)
    if edit in {"split", "split one", "resize"}:
        return
    assert EDITS[edit](library.correcting, two[0], facts).done == ""
    assert state(library) == after


@pytest.mark.parametrize("edit", EDITS)
def test_every_entry_of_the_list_can_be_deleted_and_that_undone(library, two, edit):
    before = state(library)
    EDITS[edit](library.correcting, two[0], known(library, two[0]))
    after = state(library)
    listed = library.correcting.corrections()
    assert listed
    for correction in listed:
        library.correcting.delete(correction.id)
    assert library.correcting.corrections() == ()
    assert state(library)[0] == before[0]
    for _ in listed:
        library.editing.undo()
    assert state(library) == after


@pytest.mark.parametrize("edit", EDITS)
def test_corrections_survive_a_new_analysis_by_a_recogniser_that_finds_the_same(
    library, two, edit, monkeypatch
):
    raw = {library.reading.article(i).text + str(i): library._store.mentions.as_found(i) for i in two}
    EDITS[edit](library.correcting, two[0], known(library, two[0]))
    after = state(library)
    monkeypatch.setattr(
        "reader.library.deriving.entities.recognise", lambda text, *a, **k: next(iter(raw.values()))
    )
    list(library.intake.reindex())
    assert state(library) == after


@pytest.mark.parametrize("edit", EDITS)
def test_corrections_carry_over_to_another_library(library, two, edit, tmp_path):
    EDITS[edit](library.correcting, two[0], known(library, two[0]))
    text = library.correcting.export_corrections()
    with Library(folders(tmp_path / "other")) as other:
        for title in ("Nền", "Một", "Hai"):
            add(other, title, *(["Không có gì."] if title == "Nền" else []))
        change, taken, homeless = other.correcting.import_corrections(text)
        assert (taken >= 1, homeless, bool(change.done)) == (True, 0, True)

        def shown(lib):
            return sorted(
                [(m.text, m.type, m.entity, m.start) for m in lib.reading.mentions(i)]
                for i in lib.reading.ids(Filter())
                if lib.reading.mentions(i)
            )

        assert shown(other) == shown(library)
        listed = [c["kind"] for c in json.loads(text)["corrections"]]
        assert sorted(c.kind for c in other.correcting.corrections()) == sorted(listed)
        assert other.correcting.import_corrections(text)[0].done == ""
        other.editing.undo()
        assert other.correcting.corrections() == ()


def test_a_merger_gathers_names_and_counts_and_is_marked_for_the_index(library, two):
    kept, other = entity(library, "Vũ Thu Ngân"), entity(library, "Đào Tiên Sa")
    list(library.intake.work())
    change = library.correcting.merge(kept, other)
    merged = library.naming.entity(kept)
    assert (merged.aliases, merged.mentions, merged.articles) == (("Đào Tiên Sa",), 6, 2)
    assert library.naming.entity(other).mentions == 0
    assert (change.articles, change.entity) == (set(two), kept)
    assert library.intake.waiting() == 2
    library.editing.trash([two[0]])
    assert library.naming.entity(kept).mentions == 3
    library.editing.undo()
    assert library.naming.entity(kept).mentions == 6


def test_an_entity_is_put_right_in_one_article_only(library, two):
    one, other = two
    change = library.correcting.retype(entity(library, "Bến Quán"), ORG, article_id=one)
    assert library.naming.entity(change.entity).type is ORG
    assert {m.type for m in library.reading.mentions(one) if m.text == "Bến Quán"} == {ORG}
    assert {m.type for m in library.reading.mentions(other) if m.text == "Bến Quán"} == {LOC}
    library.correcting.reject_entity(entity(library, "Vũ Thu Ngân"), article_id=one)
    assert "Vũ Thu Ngân" not in texts(library, one)
    assert "Vũ Thu Ngân" in texts(library, other)


def test_an_entity_that_the_reader_marked_and_then_rejects_is_gone(library, two):
    for scope in (Scope.MENTION, Scope.ARTICLE, Scope.EVERYWHERE):
        library.correcting.mark(two[0], *known(library, two[0])["other"], PER, name="Ngân Hà", scope=scope)
    library.correcting.reject_entity(entity(library, "Ngân Hà"))
    assert "Ngân" not in texts(library, two[0])
    library.editing.undo()
    assert "Ngân" in texts(library, two[0])


def test_a_part_of_a_name_takes_its_place_in_the_whole_article(library, two):
    start, end = place(library, two[0], "Vũ Thu Ngân")
    library.correcting.mark(two[0], start + 3, end, PER, scope=Scope.ARTICLE)
    assert texts(library, two[0]).count("Thu Ngân") == 2
    assert "Vũ Thu Ngân" not in texts(library, two[0])
    assert "Vũ Thu Ngân" in texts(library, two[1])


def test_a_change_names_the_articles_that_it_changed(library, two):
    other = add(library, "Ba", "Quán Bến Quán Xưa mở cửa.", {"Quán Bến Quán Xưa": (ORG, "Quán Bến Quán Xưa")})
    list(library.intake.work())
    change = library.correcting.mark(two[0], *place(library, two[0], "Bến Quán"), ORG, scope=Scope.EVERYWHERE)
    assert change.articles == frozenset(two)
    assert texts(library, other) == ["Quán Bến Quán Xưa"]  # the longer name is another thing


def test_two_people_of_one_name_are_kept_apart_by_article(library, two):
    one = entity(library, "Vũ Thu Ngân")
    change = library.correcting.split(one, articles=(two[1],))
    other = library.naming.entity(change.entity)
    assert (other.name, other.mentions) == ("Vũ Thu Ngân (2)", 2)
    assert library.naming.entity(one).mentions == 2
    library.correcting.rename(other.id, "Vũ Thu Ngân, nhà báo")
    assert {m.entity for m in library.reading.mentions(two[1]) if m.entity_id == other.id} == {
        "Vũ Thu Ngân, nhà báo"
    }
    with pytest.raises(ReaderError, match="choose another name"):
        library.correcting.split(one, articles=(two[0],), name="vũ thu ngân")


def test_a_name_is_separated_again_also_the_first_one(library, two):
    kept, other = entity(library, "Vũ Thu Ngân"), entity(library, "Đào Tiên Sa")
    library.correcting.merge(kept, other)
    merged = state(library)
    first, second = sorted(library.naming.dossier(kept).aliases, key=lambda alias: alias.id)
    change = library.correcting.separate(first.id)
    assert (library.naming.entity(kept).name, library.naming.entity(change.entity).name) == (
        second.name, first.name,
    )  # fmt: skip
    library.editing.undo()
    assert state(library) == merged
    assert library.correcting.separate(second.id).entity == other
    assert library.correcting.separate(second.id).done == ""


def test_a_name_that_another_entity_has_is_refused(library, two):
    with pytest.raises(ReaderError, match="merge the two"):
        library.correcting.rename(entity(library, "Vũ Thu Ngân"), "đào tiên sa")
    assert library.editing.undo().done == ""


def test_a_type_under_which_the_name_is_known_brings_both_together(library):
    add(library, "Một")
    add(library, "Hai", names={"Bến Quán": (ORG, "Bến Quán")})
    as_place = entity(library, "Bến Quán")
    ids = {e.type: e.id for e in library.naming.browse().entities if e.name == "Bến Quán"}
    change = library.correcting.retype(ids[LOC], ORG)
    assert (change.entity, library.naming.entity(ids[ORG]).mentions) == (ids[ORG], 4)
    library.editing.undo()
    assert library.naming.entity(as_place).mentions == 2


def test_a_retyped_entity_keeps_its_type_when_a_recogniser_learns_it(library, two):
    place_id = entity(library, "Bến Quán")
    library.correcting.retype(place_id, ORG)
    third = add(library, "Ba", names={"Bến Quán": (ORG, "Bến Quán")})
    assert {m.entity_id for m in library.reading.mentions(third)} == {place_id}


def test_what_was_said_everywhere_is_learned_for_later_imports(library, two, tmp_path):
    start, end = place(library, two[0], "Hôm nay")
    library.correcting.mark(two[0], start, end, ORG, name="Báo Hôm nay", scope=Scope.EVERYWHERE)
    file = tmp_path / "mới.txt"
    file.write_text("Tin vắn\n\nHôm nay trời mưa to, theo tin của trạm.\n", encoding="utf-8")
    outcomes = [p.outcome for p in library.intake.import_files([file], Translator("en")) if p.outcome]
    found = {m.text: (m.type, m.entity, m.reason) for m in library.reading.mentions(outcomes[0].id)}
    assert found["Hôm nay"] == (ORG, "Báo Hôm nay", "user")
    library.editing.undo()
    list(library.intake.work())
    assert "Hôm nay" not in texts(library, outcomes[0].id)


def test_articles_beyond_the_first_wait_for_the_background(library, monkeypatch):
    ids = [add(library, str(number)) for number in range(4)]
    list(library.intake._update_index())
    monkeypatch.setattr(steps_module, "AT_ONCE", 2)
    change = library.correcting.reject(ids[0], *place(library, ids[0], "Bến Quán"), scope=Scope.EVERYWHERE)
    assert change.articles == set(ids)
    assert ["Bến Quán" in texts(library, i) for i in ids] == [False, True, True, False]
    list(library.intake.work())
    assert not any("Bến Quán" in texts(library, i) for i in ids)


def test_articles_in_the_trash_are_corrected_too(library, two):
    library.editing.trash([two[1]])
    library.correcting.reject(two[0], *place(library, two[0], "Bến Quán"), scope=Scope.EVERYWHERE)
    assert "Bến Quán" not in texts(library, two[1])
    library.editing.restore([two[1]])
    assert [e.name for e in library.naming.browse((LOC,)).entities] == []


def test_an_everywhere_correction_does_not_need_a_sound_index(library, two):
    list(library.intake.work())
    library.intake.forget_index()
    library.correcting.reject(two[0], *place(library, two[0], "Đào Tiên Sa"), scope=Scope.EVERYWHERE)
    assert "Đào Tiên Sa" not in texts(library, two[1])


def test_the_word_about_one_place_outlives_one_about_all(library, two):
    span = place(library, two[0], "Bến Quán")
    library.correcting.mark(two[0], *span, ORG)
    library.correcting.reject(two[1], *span, Scope.EVERYWHERE)
    assert [m.type for m in library.reading.mentions(two[0]) if m.text == "Bến Quán"] == [ORG]


def test_a_wider_word_from_the_same_place_replaces_the_narrower(library, two):
    span = place(library, two[0], "Bến Quán")
    for narrow, wide in ((Scope.MENTION, Scope.ARTICLE), (Scope.ARTICLE, Scope.EVERYWHERE)):
        library.correcting.mark(two[0], *span, ORG, scope=narrow)
        library.correcting.reject(two[0], *span, wide)
        assert "Bến Quán" not in texts(library, two[0])
        library.editing.undo()
        assert ORG in {m.type for m in library.reading.mentions(two[0]) if m.text == "Bến Quán"}


def test_a_later_word_about_the_same_text_replaces_the_earlier(library, two):
    span = place(library, two[0], "Bến Quán")
    library.correcting.reject(two[0], *span, Scope.EVERYWHERE)
    library.correcting.mark(two[0], *span, ORG, scope=Scope.EVERYWHERE)
    (only,) = library.correcting.corrections()
    assert (only.kind, only.type) == (CorrectionKind.MARK, ORG)
    library.editing.undo()
    (only,) = library.correcting.corrections()
    assert only.kind is CorrectionKind.REJECT


def test_what_cannot_be_corrected_is_said(library, two):
    correcting = library.correcting
    text = library.reading.article(two[0]).text
    with pytest.raises(NotFoundError, match="no article 99"):
        correcting.reject(99, 0, 3)
    for span in ((3, 3), (text.index("\n"), text.index("\n") + 2), (40, 60), (-5, 0)):
        with pytest.raises(ReaderError, match="name on one line"):
            correcting.mark(two[0], *span, PER)
    with pytest.raises(NotFoundError, match="no mention at 0"):
        correcting.resize(two[0], (0, 3), (0, 7))
    for call in (correcting.merge, correcting.keep_apart):
        with pytest.raises(NotFoundError, match="no entity 99"):
            call(entity(library, "Bến Quán"), 99)
    with pytest.raises(NotFoundError, match="no name 99"):
        correcting.separate(99)
    with pytest.raises(NotFoundError, match="no correction c9"):
        correcting.delete("c9")
    with pytest.raises(ReaderError, match="needs a letter"):
        correcting.add_alias(entity(library, "Bến Quán"), " - ")
    assert library.editing.undo().done == ""


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", '{"format": "docbao"}',
        '{"format": "docbao-corrections", "version": 1}',
        '{"format": "docbao-corrections", "version": 1, "corrections": [{"kind": "reject"}]}',
        '{"format": "docbao-corrections", "version": 1, "corrections":'
        ' [{"kind": "mark", "scope": "everywhere", "surface": "x"}]}',
        '{"format": "docbao-corrections", "version": 1, "corrections":'
        ' [{"kind": "reject", "scope": "mention", "surface": "x", "article": {"sha256": "x"}}]}',
        '{"format": "docbao-corrections", "version": "x", "corrections": []}',
    ],
)  # fmt: skip
def test_a_file_that_holds_no_corrections_changes_nothing(library, two, text):
    before = state(library)
    with pytest.raises(ReaderError, match="not a file of corrections"):
        library.correcting.import_corrections(text)
    assert state(library) == before


def test_a_file_of_a_newer_version_is_refused(library):
    with pytest.raises(ReaderError, match="newer"):
        library.correcting.import_corrections('{"format": "docbao-corrections", "version": 2}')


def test_corrections_of_articles_that_are_not_here_are_counted(library, two, tmp_path):
    library.correcting.reject(two[0], *place(library, two[0], "Bến Quán"))
    text = library.correcting.export_corrections()
    with Library(folders(tmp_path / "other")) as other:
        change, taken, homeless = other.correcting.import_corrections(text)
    assert (change.done, taken, homeless) == ("", 0, 1)


def test_a_corrected_name_is_found_by_search(library, two):
    list(library.intake.work())
    library.correcting.rename(entity(library, "Bến Quán"), "Cảng Phù Du")
    list(library.intake._update_index())
    assert {hit.id for hit in library.reading.search(Query('place:"cảng phù du"')).hits} == set(two)


def test_a_name_that_the_reader_gave_is_taken_back(library, two):
    who = entity(library, "Vũ Thu Ngân")
    before = state(library)
    library.correcting.add_alias(who, "Ngân")
    named = library.naming.dossier(who)
    (alias,) = [each for each in named.aliases if each.name == "Ngân"]
    library.correcting.remove_alias(alias.id)
    assert state(library) == before
    library.editing.undo()
    assert library.naming.dossier(who).aliases == named.aliases


def test_an_entity_that_is_none_loses_all_its_texts_but_not_those_of_others(library, two):
    other = add(library, "Ba", "Bến Quán và Quán.", {"Bến Quán": (LOC, "Bến Quán")})
    shared = add(library, "Bốn", "Bến Quán đá bóng.", {"Bến Quán": (ORG, "Bến Quán FC")})
    library.correcting.reject_entity(next(e.id for e in library.naming.browse((LOC,)).entities))
    assert texts(library, other) == []
    assert texts(library, shared) == ["Bến Quán"]
