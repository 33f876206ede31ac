"""The list of entities, the page of one, and what may be one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import NotFoundError
from reader.library.deriving import relink
from reader.models import EntitySort, EntityType, Mention
from reader.store.aliases import NameKeys
from tests import samples
from tests.library.test_correcting import LOC, ORG, PER, add, entity, place

TEXT = "Bà Vũ Thu Ngân gặp ông Đào Tiên Sa ở Bến Quán."
NAMES = {
    "Vũ Thu Ngân": (PER, "Vũ Thu Ngân"),
    "Bến Quán": (LOC, "Bến Quán"),
    "Đào Tiên Sa": (PER, "Đào Tiên Sa"),
}
FAR = f"Vũ Thu Ngân.\n\n{'Mưa rơi. ' * 60}\n\nĐào Tiên Sa."


def names(page):
    return [found.name for found in page.entities]


@pytest.fixture
def three(library):
    return (
        add(library, "Một", TEXT, NAMES, "2025-10-25"),
        add(library, "Hai", TEXT, NAMES, "2024-03"),
        add(library, "Ba", FAR, NAMES, ""),
    )


def test_entities_are_listed_by_mentions_or_by_the_vietnamese_alphabet(library, three):
    add(library, "Bốn", "Ân An Ăn", {n: (PER, n) for n in ("Ân", "An", "Ăn")})
    assert names(library.naming.browse((PER,), limit=2)) == ["Đào Tiên Sa", "Vũ Thu Ngân"]
    assert names(library.naming.browse(sort=EntitySort.NAME)) == [
        "An", "Ăn", "Ân", "Bến Quán", "Đào Tiên Sa", "Vũ Thu Ngân",
    ]  # fmt: skip
    page = library.naming.browse(sort=EntitySort.NAME, offset=4, limit=9)
    assert (names(page), page.total) == (["Đào Tiên Sa", "Vũ Thu Ngân"], 6)
    assert library.naming.browse((ORG,)).total == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [("thu ng", ["Vũ Thu Ngân"]), ("ĐÀO", ["Đào Tiên Sa"]), ("dao  tien", ["Đào Tiên Sa"]), ("100%", []),
     ("  ", ["Đào Tiên Sa", "Vũ Thu Ngân", "Bến Quán"])],
)  # fmt: skip
def test_entities_are_found_by_a_part_of_their_names_without_accents(library, three, query, found):
    assert names(library.naming.browse(query=query)) == found
    assert sum(n for _, n in library.naming.counts(query)) == len(found)


def test_an_entity_is_found_by_any_of_its_names(library, three):
    library.correcting.merge(entity(library, "Vũ Thu Ngân"), entity(library, "Bến Quán"))
    page = library.naming.browse(query="ben quan")
    assert (names(page), page.total, page.entities[0].aliases) == (["Vũ Thu Ngân"], 1, ("Bến Quán",))


def test_the_page_of_an_entity_holds_all_about_it(library, three):
    one = entity(library, "Vũ Thu Ngân")
    made = library.editing.highlight(three[0], *place(library, three[0], "Ngân gặp")).highlight
    library.editing.highlight(three[0], *place(library, three[0], "Bến Quán"))
    page = library.naming.dossier(one)
    assert (page.entity.mentions, page.entity.articles) == (3, 3)
    assert [(alias.name, alias.origin, alias.mentions) for alias in page.aliases] == [
        ("Vũ Thu Ngân", "found", 3)
    ]
    assert [(use.text, use.language, use.mentions) for use in page.names] == [("Vũ Thu Ngân", "vi", 3)]
    assert [(found.reason, found.mentions, found.score) for found in page.evidence] == [("rule", 3, 1.0)]
    assert (page.months, page.years, page.undated) == (
        (("2024-03", 1), ("2025-10", 1)), (("2024", 1), ("2025", 1)), 1,
    )  # fmt: skip
    assert [(shown.article.id, shown.mentions) for shown in page.appearances] == [(i, 1) for i in three]
    passage = page.appearances[0].passages[0]
    start, end = passage.snippet.marks[0]
    assert passage.snippet.text[start:end] == TEXT[passage.start : passage.end] == "Vũ Thu Ngân"
    assert {(c.entity.name, c.articles, c.near) for c in page.companions} == {
        ("Đào Tiên Sa", 3, 2), ("Bến Quán", 2, 2),
    }  # fmt: skip
    assert [highlight.id for highlight in page.marked] == [made]
    assert page.suggestions == ()


def test_the_trash_is_not_on_the_page(library, three):
    one = entity(library, "Vũ Thu Ngân")
    library.editing.trash([three[0]])
    page = library.naming.dossier(one)
    assert [shown.article.id for shown in page.appearances] == [three[1], three[2]]
    assert sum(n for _, n in page.months) + page.undated == page.entity.mentions == 2
    assert {c.entity.name: c.articles for c in page.companions} == {"Đào Tiên Sa": 2, "Bến Quán": 1}


def test_further_articles_come_in_stretches(library, three):
    one = entity(library, "Vũ Thu Ngân")
    assert [a.article.id for a in library.naming.appearances(one, offset=1, limit=1)] == [three[1]]
    assert library.naming.dossier(one, articles=0).appearances == ()
    with pytest.raises(NotFoundError, match="no entity 99"):
        library.naming.dossier(99)


def test_a_passage_is_cut_between_words_and_on_one_line(library):
    text = f"{'gió ' * 60}\nVũ Thu Ngân\n{'mưa ' * 60}".strip()
    add(library, "Một", text, {"Vũ Thu Ngân": (PER, "Vũ Thu Ngân")})
    ((passage,),) = (a.passages for a in library.naming.appearances(entity(library, "Vũ Thu Ngân")))
    start, end = passage.snippet.marks[0]
    assert passage.snippet.text[start:end] == "Vũ Thu Ngân"
    assert set(passage.snippet.text.split()) == {"…", "gió", "mưa", "Vũ", "Thu", "Ngân"}
    assert "\n" not in passage.snippet.text


def test_names_across_languages_are_one_entity_from_the_start(library):
    text = "Liên Hợp Quốc, United Nations, ООН"
    article_id = add(library, "Một", text, {name: (ORG, name) for name in text.split(", ")})
    (only,) = library.naming.browse().entities
    assert (only.name, only.aliases, only.mentions) == ("Liên Hợp Quốc", ("United Nations", "ООН"), 3)
    assert {m.entity for m in library.reading.mentions(article_id)} == {"Liên Hợp Quốc"}


def test_names_of_an_older_library_are_brought_together(library):
    store = library._store
    ids = [store.articles.add(samples.article(title=t), samples.original()) for t in ("Một", "Hai")]
    for article_id, name in zip(ids, ("Vietnam", "Вьетнам"), strict=True):
        store.mentions.replace(article_id, [Mention(0, 4, name, LOC, name)])
    assert library.naming.browse().total == 2
    store.set_setting("cross_names", "0")
    with store.transaction():
        relink(store)
    (only,) = library.naming.browse().entities
    assert (only.name, only.articles) == ("Vietnam", 2)
    assert library.intake.waiting() == 2


def test_what_the_reader_separated_is_not_brought_together_again(library):
    add(library, "Một", "Vietnam, Вьетнам", {name: (LOC, name) for name in ("Vietnam", "Вьетнам")})
    alias = next(a for a in library.naming.dossier(entity(library, "Vietnam")).aliases if a.name == "Вьетнам")
    library.correcting.separate(alias.id)
    library._store.set_setting("cross_names", "0")
    library.intake.check()
    assert library.naming.browse().total == 2


@pytest.fixture
def spies(library):
    add(library, "Một", "Artur Liukmanov, Thu Hà", {n: (PER, n) for n in ("Artur Liukmanov", "Thu Hà")})
    add(library, "Hai", "Артур Люкманов, Thu Hạ", {n: (PER, n) for n in ("Артур Люкманов", "Thu Hạ")})
    return entity(library, "Artur Liukmanov"), entity(library, "Артур Люкманов")


def test_one_person_in_two_scripts_is_suggested_and_two_marks_are_not(library, spies):
    (found,) = library.naming.all_suggestions()
    assert ((found.entity.id, found.other.id), found.reason, found.score) == (spies, "script", 1.0)
    assert [s.other.id for s in library.naming.suggest_merges(spies[1])] == [spies[0]]
    assert library.naming.suggest_merges(entity(library, "Thu Hà")) == ()


def test_what_is_kept_apart_is_not_suggested_until_it_is_undone(library, spies):
    library.correcting.keep_apart(*spies)
    assert library.naming.all_suggestions() == library.naming.suggest_merges(spies[0]) == ()
    library.editing.undo()
    assert len(library.naming.all_suggestions()) == 1


def test_a_merger_of_what_was_kept_apart_holds_and_is_undone_whole(library, spies):
    library.correcting.keep_apart(*spies)
    library.correcting.merge(*spies)
    assert [c.kind for c in library.correcting.corrections()] == ["link"]
    library.editing.undo()
    assert [c.kind for c in library.correcting.corrections()] == ["apart"]


def test_one_name_of_two_types_is_suggested(library):
    add(library, "Một", "Bến Quán", {"Bến Quán": (LOC, "Bến Quán")})
    add(library, "Hai", "Bến Quán", {"Bến Quán": (ORG, "Bến Quán")})
    first = entity(library, "Bến Quán")
    (found,) = library.naming.suggest_merges(first)
    assert (found.reason, found.other.name, found.other.type) == (
        "type", "Bến Quán", ORG if found.entity.type is LOC else LOC,
    )  # fmt: skip


def test_amounts_and_dates_are_no_company(library):
    kinds = {"Vũ Thu Ngân": PER, "hôm nay": EntityType.DATE, "ba phần trăm": EntityType.PERCENT}
    add(library, "Một", "Vũ Thu Ngân hôm nay ba phần trăm", {n: (k, n) for n, k in kinds.items()})
    assert library.naming.dossier(entity(library, "Vũ Thu Ngân")).companions == ()


def test_a_name_that_is_new_to_the_library_keeps_what_it_sounds_like(library, spies):
    sounds = library._store._database.column("SELECT sound FROM alias WHERE entity_id = ?", (spies[0],))
    assert sounds == [NameKeys("", "lkmnf rtr").sound]
    assert replace(library.naming.entity(spies[0]), mentions=0).articles == 1


def test_the_mentions_of_an_entity_are_narrowed_by_month_and_by_words(library):
    add(library, "Một", published="2025-10-25")
    add(library, "Hai", published="2024-03-01")
    who = entity(library, "Vũ Thu Ngân")
    naming = library.naming
    assert [a.article.metadata.title for a in naming.appearances(who, month="2025-10")] == ["Một"]
    assert [a.article.metadata.title for a in naming.appearances(who, month="2024")] == ["Hai"]
    (found,) = naming.appearances(who, query="MOT")
    assert (found.article.metadata.title, found.mentions) == ("Một", 2)
    spoken = naming.appearances(who, query="hom nay")
    assert [(a.article.metadata.title, len(a.passages)) for a in spoken] == [("Một", 2), ("Hai", 2)]
    assert naming.appearances(who, query="không có gì") == ()
    assert len(naming.passages(who, found.article.id)) == 2
