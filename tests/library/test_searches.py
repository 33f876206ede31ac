"""Searches are saved with live numbers, deleted and brought back; earlier ones are offered again."""

from __future__ import annotations

from dataclasses import replace

from reader.library import Library
from reader.models import ChangeKind, Filter, Query, Sort
from reader.paths import folders
from reader.store.pending import Work


def test_a_saved_search_counts_what_it_finds_now(library, filled):
    change = library.searches.save("Tàu", "doan tau", Filter(language="vi"))
    assert change.touches(ChangeKind.SEARCHES)
    (saved,) = library.searches.saved()
    assert (saved.name, saved.text, saved.filter) == ("Tàu", "doan tau", Filter(language="vi"))
    assert library.searches.count(saved) == 1
    library.editing.trash([filled["tau.txt"]])
    list(library.intake.work())
    assert library.searches.count(saved) == 0


def test_notes_marked_text_and_tags_of_highlights_are_found_apart(library, filled):
    library.editing.highlight_quote(filled["tau.txt"], "đúng giờ")
    (marked,) = library.reading.opened(filled["tau.txt"]).highlights
    library.editing.set_note(marked.id, "hỏi lại ga")
    (marked,) = library.reading.opened(filled["tau.txt"]).highlights
    with library._store.transaction():
        library._store.highlights.put(replace(marked, tags=("lịch trình",)))
        library._store.pending.mark((filled["tau.txt"],), Work.INDEX)
    list(library.intake.work())
    total = lambda text: library.reading.search(Query(text)).total  # noqa: E731
    assert [total("note:hỏi"), total("highlight:hỏi"), total("hỏi lại")] == [1, 0, 1]
    assert [total("highlight:đúng"), total("note:đúng")] == [1, 0]
    assert [total('tag:"lịch trình"'), total("has:note"), total("-has:note")] == [1, 1, len(filled) - 1]
    facets = library.reading.search(Query("")).facets
    assert [each.count for each in facets["annotated"]] == [1]
    assert len(library.reading.ids(Filter(annotated=True))) == 1


def test_saving_and_deleting_a_search_are_undone(library, filled):
    library.searches.save("Huế", "Huế", Filter())
    (saved,) = library.searches.saved()
    library.searches.remove(saved.id)
    assert library.searches.saved() == ()
    library.editing.undo()
    assert library.searches.saved() == (saved,)
    library.editing.undo()
    assert library.searches.saved() == ()
    library.editing.redo()
    assert library.searches.saved() == (saved,)


def test_saved_searches_survive_a_restart(library, filled, tmp_path):
    library.searches.save("", "  cầu   mới ", Filter(starred=True))
    library.close()
    with Library(folders(tmp_path / "data")) as again:
        assert [(s.name, s.text) for s in again.searches.saved()] == [("cầu mới", "cầu   mới")]


def test_earlier_searches_and_names_are_offered(library, filled):
    library.searches.note("đoàn tàu chậm")
    offered = library.searches.suggest("doan")
    assert ("đoàn tàu chậm", "search") in {(each.text, each.kind) for each in offered}
    assert "Lương Văn Tám" in {each.text for each in library.searches.suggest("luong v")}


def test_the_last_word_while_typing_is_a_beginning(library, filled):
    assert library.reading.search(Query("lương vă")).total == 0
    assert library.reading.search(Query("lương vă"), typing=True).total == 1
    opened = library.reading.opened(filled["tau.txt"], "lương vă")
    assert {opened.article.text[a:b] for a, b in opened.matches} == {"Lương Văn"}


def test_the_longest_come_first(library, filled):
    lengths = {row.id: row.words for row in library.reading.summaries(list(filled.values()))}
    longest = sorted(lengths, key=lambda article_id: -lengths[article_id])
    assert list(library.reading.ids(Filter(), Sort.LENGTH)) == longest
    assert list(library.reading.search(Query("", sort=Sort.LENGTH)).ids) == longest
