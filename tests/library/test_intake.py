"""Files come in once, failures stop nothing, and what was interrupted is done later."""

from __future__ import annotations

import pytest

from reader.i18n import Translator
from reader.library import Library, Stage
from reader.models import EntityType, Filter, ImportStatus, Query
from reader.paths import folders


def _import(library, *paths):
    steps = library.intake.import_files(library.intake.find(paths), Translator("en"))
    return [step.outcome for step in steps if step.outcome]


def test_an_imported_article_is_listed_read_and_found(library, filled):
    assert len(library.reading.ids(Filter())) == 3
    opened = library.reading.opened(filled["tau.txt"], "song lam")
    assert opened.article.metadata.title == "Đoàn tàu đầu tiên"
    assert [opened.article.text[a:b] for a, b in opened.matches] == ["Sông Lam", "Sông Lam"]
    assert ("Lương Văn Tám", EntityType.PER) in {(m.text, m.type) for m in opened.mentions}
    assert [hit.id for hit in library.reading.search(Query("luong van tam")).hits] == [filled["tau.txt"]]
    assert library.intake.waiting() == 0


def test_the_original_bytes_are_kept(library, filled, files):
    for path in files:
        assert library.reading.original(filled[path.name]).data == path.read_bytes()


def test_the_same_file_twice_is_one_article(library, filled, files, tmp_path):
    copy = tmp_path / "another name.txt"
    copy.write_bytes((files[0].parent / "tau.txt").read_bytes())
    (outcome,) = _import(library, copy)
    assert (outcome.status, outcome.id) == (ImportStatus.KNOWN, filled["tau.txt"])
    assert len(library.reading.ids(Filter())) == 3


def test_importing_a_trashed_article_again_takes_it_out_of_the_trash(library, filled, files):
    library.editing.trash([filled["tau.txt"]])
    _import(library, files[0].parent / "tau.txt")
    assert filled["tau.txt"] in library.reading.ids(Filter())


def test_a_bad_file_says_why_and_stops_nothing(library, files, tmp_path):
    empty, binary = tmp_path / "empty.txt", tmp_path / "binary.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 40)
    outcomes = _import(library, empty, *files, binary, tmp_path / "gone.txt")
    assert [o.status.value for o in outcomes] == ["failed", "added", "added", "added", "failed", "failed"]
    assert all(o.error and "\n" not in o.error for o in outcomes if o.status is ImportStatus.FAILED)


def test_work_that_was_interrupted_is_done_at_the_next_start(library, files, tmp_path):
    for step in library.intake.import_files(files, Translator("en")):
        if step.stage is Stage.RECOGNISE:
            break  # as if the program were stopped here
    assert library.intake.waiting() > 0
    with Library(folders(tmp_path / "data")) as again:
        again.intake.check()
        stages = {step.stage for step in again.intake.work()}
        assert Stage.INDEX in stages
        assert again.intake.waiting() == 0
        assert again.reading.search(Query("song lam")).total == 1


def test_a_lost_index_is_built_again_from_the_library(library, filled, tmp_path):
    import shutil

    library.close()
    shutil.rmtree(tmp_path / "data" / "cache")
    with Library(folders(tmp_path / "data")) as again:
        again.intake.check()
        list(again.intake.work())
        assert again.reading.search(Query("doan tau")).total == 1


def damage(tmp_path):
    """Change bytes all over the files of the index, whose sizes stay as they were."""
    for path in (tmp_path / "data" / "cache" / "index").glob("MAIN_*"):
        whole = bytearray(path.read_bytes())
        whole[16::50] = bytes(byte ^ 0x55 for byte in whole[16::50])
        path.write_bytes(whole)


def test_a_change_that_meets_a_damaged_index_has_it_built_again(library, filled, tmp_path):
    library.editing.set_tags({filled["tau.txt"]: ("đường sắt",)})
    damage(tmp_path)
    steps = list(library.intake.work())
    assert [step.done for step in steps if step.stage is Stage.INDEX][-1] == 3
    assert library.intake.waiting() == 0
    assert library.reading.search(Query("")).total == 3
    assert library.reading.search(Query('tag:"đường sắt"')).total == 1


def test_an_index_that_is_swept_away_under_a_running_program_comes_back_whole(library, filled, tmp_path):
    import shutil

    shutil.rmtree(tmp_path / "data" / "cache" / "index")
    library.editing.set_tags({filled["tau.txt"]: ("đường sắt",)})
    list(library.intake.work())
    assert library.reading.search(Query("")).total == 3


def test_an_answer_says_how_many_articles_the_index_still_lacks(library, filled, files, tmp_path):
    assert library.reading.search(Query("")).missing == 0
    library.intake.forget_index()
    result = library.reading.search(Query("tàu"))
    assert (result.total, result.missing) == (0, 3)
    list(library.intake.work())
    assert library.reading.search(Query("tàu")).missing == 0
    new = tmp_path / "new.txt"
    new.write_text("Chợ nổi\n\nChợ nổi họp từ sáng sớm trên sông Hậu.\n", encoding="utf-8")
    library.intake.import_file(new, Translator("en"))
    library.editing.set_starred([filled["tau.txt"]], starred=True)
    assert library.reading.search(Query("chợ nổi")).missing == 1


def test_a_lost_index_comes_before_a_new_recogniser_so_that_searching_is_not_long_gone(
    library, filled, monkeypatch
):
    monkeypatch.setattr("reader.entities.version", lambda: "another")
    library.intake.forget_index()
    library.intake.check()
    stages = [step.stage for step in library.intake.work()]
    assert stages[0] is Stage.INDEX
    assert Stage.RECOGNISE in stages
    assert library.intake.waiting() == 0
    assert library.reading.search(Query("luong van tam")).total == 1


def test_reindexing_mends_a_damaged_index(library, filled, tmp_path):
    damage(tmp_path)
    list(library.intake.reindex())
    assert library.reading.search(Query("")).total == 3
    assert library.reading.search(Query("song lam")).total == 1


def test_reindexing_keeps_highlights_and_finds_everything(library, filled):
    library.editing.highlight_quote(filled["tau.txt"], "đúng giờ")
    list(library.intake.reindex())
    assert len(library.reading.opened(filled["tau.txt"]).highlights) == 1
    assert library.reading.search(Query("Huế")).total == 1


def test_the_articles_that_ship_all_import(library):
    outcomes = _import(library, *library.intake.samples())
    assert len(outcomes) >= 24
    assert [o for o in outcomes if o.status is not ImportStatus.ADDED] == []


@pytest.mark.parametrize("query", ['"', "(", "AND", "a*b:[", "title:", "\x00", "🙂", " " * 50, "x" * 5000])
def test_every_query_is_answered(library, filled, query):
    assert library.reading.search(Query(query)).total >= 0


@pytest.mark.usefixtures("filled")
def test_another_recogniser_makes_the_mentions_anew(library, monkeypatch):
    library.intake.check()
    assert library.intake.waiting() == 0
    monkeypatch.setattr("reader.entities.version", lambda: "another")
    library.intake.check()
    assert library.intake.waiting() > 0


def test_an_entity_with_names_in_many_languages_is_called_as_the_texts_mostly_do(library, tmp_path):
    texts = {
        "en.txt": "The United Nations met in Geneva on Monday, and the UN published a report about rice.",
        "vi.txt": "Hôm qua, Liên Hợp Quốc họp tại Genève. Theo Liên Hợp Quốc, lúa gạo đủ dùng.",
        "vi2.txt": "Báo cáo của Liên Hợp Quốc nói về lúa gạo, LHQ và LHQ, rồi lại LHQ, LHQ.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        _import(library, tmp_path / name)
    (entity,) = library.naming.browse(query="united nations").entities
    assert entity.name == "Liên Hợp Quốc"
    assert "United Nations" in entity.aliases


def test_names_in_the_language_of_most_articles_come_first(library, tmp_path):
    texts = {
        "en.txt": "Sweden signed. The delegation of Sweden left Sweden on Monday for a meeting about rice.",
        "vi.txt": "Hôm qua, đoàn Thụy Điển đã ký văn bản về lúa gạo.",
        "vi2.txt": "Hôm nay trời mưa to, lúa gạo ướt hết cả.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    _import(library, *(tmp_path / name for name in texts))
    assert [entity.name for entity in library.naming.browse(query="sweden").entities] == ["Thụy Điển"]


def test_an_entity_is_found_by_its_names_in_other_languages(library, tmp_path):
    texts = {
        "en.txt": "The United Nations met in Geneva on Monday and published a report about rice.",
        "vi.txt": "Hôm qua, Liên Hợp Quốc họp tại Genève. Theo Liên Hợp Quốc, lúa gạo đủ dùng.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    _import(library, *(tmp_path / name for name in texts))
    for _ in library.intake.reindex():
        pass
    for query in ('org:"united nations"', 'entity:"liên hợp quốc"'):
        assert library.reading.search(Query(query)).total == 2


def test_an_entity_is_found_by_the_short_form_that_its_article_uses(library, tmp_path):
    text = "Signing\n\nThe United Nations opened the treaty in Hanoi. A spokesman of the UN said so."
    (tmp_path / "un.txt").write_text(text, encoding="utf-8")
    list(library.intake.import_files([tmp_path / "un.txt"], Translator("en")))
    (mention, *_) = (each for each in library.reading.mentions(1) if each.text == "UN")
    assert mention.entity == "United Nations"
    for query in ("entity:UN", 'org:"united nations"'):
        assert library.reading.search(Query(query)).total == 1
