"""A text that is replaced keeps its highlights, its older texts and the way back."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from reader.errors import NotFoundError, ReaderError
from reader.i18n import Translator
from reader.library.pieces import Piece
from reader.library.versions import Replacement, compose
from reader.models import BlockKind, Body, ImportStatus, Inline, InlineKind, Query
from tests import samples

QUOTE = "đoàn tàu đầu tiên rời ga Sông Lam"


@pytest.fixture
def train(filled, library) -> int:
    """The id of the article about the train, with its derived work done."""
    return next(
        int(row.id)
        for row in library.reading.summaries(list(filled.values()))
        if "Đoàn tàu" in row.metadata.title
    )


def pieces(library, article_id: int, **texts: str) -> list[Piece]:
    """The blocks of an article; what is named in ``texts`` is replaced."""
    article = library.reading.article(article_id)
    made = [
        Piece(block.kind, article.text[block.start : block.end], block.level, block.image)
        for block in article.blocks
    ]
    return [replace(each, text=texts.get("all", each.text)) for each in made]


def edited(library, article_id: int, old: str, new: str):
    """Replace words in the text of an article as its editor does."""
    made = [replace(each, text=each.text.replace(old, new)) for each in pieces(library, article_id)]
    return library.revising.edit_text(article_id, made)


def quotes(library, article_id: int) -> list[str]:
    """The words at the places of the highlights."""
    article = library.reading.article(article_id)
    return [
        article.text[each.selector.start : each.selector.end]
        for each in library.reading.highlights(article)
        if not each.orphan
    ]


def state(library, article_id: int):
    """All that a replaced text touches."""
    article = library.reading.article(article_id)
    return article, library.reading.highlights(article), library.reading.original(article_id)


def test_highlights_go_along_when_the_text_is_edited(library, train):
    library.editing.highlight_quote(train, QUOTE, note="xem lại")
    change = edited(library, train, "đoàn tàu đầu tiên", "hôm nay, đoàn tàu hỏa đầu tiên")
    assert change.lost == 0
    assert quotes(library, train) == ["đoàn tàu hỏa đầu tiên rời ga Sông Lam"]
    (highlight,) = library.reading.highlights(library.reading.article(train))
    assert (highlight.note, highlight.version) == ("xem lại", 1)


def test_undo_puts_text_highlights_and_version_back_and_redo_makes_them_again(library, train):
    library.editing.highlight_quote(train, QUOTE)
    library.editing.set_position(train, 20)
    before = state(library, train)
    edited(library, train, "đoàn tàu đầu tiên", "hôm nay, đoàn tàu hỏa đầu tiên")
    after = state(library, train)
    assert library.editing.undo().articles == {train}
    assert state(library, train) == before
    assert len(library.revising.versions(train)) == 1
    library.editing.redo()
    assert state(library, train) == after
    assert (
        after[0].text[after[0].position :] == before[0].text[20:].replace("đoàn", "đoàn") or after[0].position
    )


def test_a_passage_that_is_taken_out_leaves_an_orphan_with_its_note_and_context(library, train):
    library.editing.highlight_quote(train, "sáu toa", note="đếm lại")
    (old,) = library.reading.highlights(library.reading.article(train))
    kept = [each for each in pieces(library, train) if "sáu toa" not in each.text]
    change = library.revising.edit_text(train, kept)
    assert change.lost == 1
    (orphan,) = library.revising.orphans(train)
    assert orphan.highlight == replace(old, orphan=True)
    assert orphan.highlight.version == 0
    library.editing.undo()
    assert library.reading.highlights(library.reading.article(train)) == (old,)


def test_an_orphan_finds_its_place_when_its_text_comes_back(library, train):
    library.editing.highlight_quote(train, "sáu toa")
    kept = [each for each in pieces(library, train) if "sáu toa" not in each.text]
    library.revising.edit_text(train, kept)
    library.revising.restore_version(train, 0)
    assert quotes(library, train) == ["sáu toa"]
    assert library.reading.article(train).version == 2


def test_an_orphan_is_placed_by_hand_or_kept_as_a_note_and_both_can_be_undone(library, train):
    library.editing.highlight_quote(train, "sáu toa")
    library.revising.edit_text(train, [each for each in pieces(library, train) if "sáu toa" not in each.text])
    (orphan,) = library.revising.orphans(train)
    name = orphan.highlight.id
    library.revising.keep_as_note(name)
    assert library.revising.orphans(train)[0].highlight.kept
    library.editing.undo()
    assert not library.revising.orphans(train)[0].highlight.kept
    text = library.reading.article(train).text
    start = text.index("Sông Lam")
    library.revising.place(name, start - 1, start + 8)
    assert quotes(library, train) == ["Sông Lam"]
    library.editing.undo()
    assert library.revising.orphans(train) == (orphan,)
    with pytest.raises(ReaderError):
        library.revising.place(name, 5, 5)
    with pytest.raises(NotFoundError):
        library.revising.place("nothing", 0, 5)


def test_orphans_stay_in_notes_search_and_exports(library, train):
    library.editing.highlight_quote(train, "sáu toa", note="dưa hấu")
    library.revising.edit_text(train, [each for each in pieces(library, train) if "sáu toa" not in each.text])
    for _ in library.intake.work():
        pass

    assert [hit.id for hit in library.reading.search(Query("note:dưa")).hits] == [train]
    assert [mark.orphan for noted in library.reading.notes() for mark in noted.highlights] == [True]
    assert train in library.exchange.noted()


def test_guesses_are_given_for_an_orphan(library, train):
    library.editing.highlight_quote(train, "Đoàn tàu có sáu toa và chạy hai chuyến mỗi ngày.")
    edited(
        library,
        train,
        "Đoàn tàu có sáu toa và chạy hai chuyến mỗi ngày.",
        "Ngày hai chuyến tàu, mỗi chuyến bảy toa.",
    )
    (orphan,) = library.revising.orphans(train)
    text = library.reading.article(train).text
    assert all(text[each.start : each.end].strip() for each in orphan.candidates)


def test_an_edit_of_long_ago_never_puts_a_highlight_into_another_text(library, train, files, tmp_path):
    """What is undone after another lane has replaced the text is carried into it first."""
    change = library.editing.highlight_quote(train, QUOTE, note="một")
    library.editing.set_note(change.highlight, "hai")
    article = library.reading.article(train)
    body = Body("Mới.\n\n" + article.text, ())

    Replacement(library._store, train, body, "2026-01-01").forward()
    library.editing.undo()
    (highlight,) = library.reading.highlights(library.reading.article(train))
    assert (highlight.note, highlight.version) == ("một", 1)
    assert quotes(library, train) == [QUOTE]


def test_undo_after_another_replacement_restores_the_text_as_a_newer_version(library, train):

    library.editing.highlight_quote(train, QUOTE)
    first = library.reading.article(train).text
    edited(library, train, "sáu toa", "bảy toa")
    Replacement(library._store, train, Body("Khác hẳn.\n\n" + first, ()), "2026-01-01").forward()
    library.editing.undo()
    article = library.reading.article(train)
    assert (article.text, article.version) == (first, 3)
    assert quotes(library, train) == [QUOTE]


def test_entities_and_index_follow_the_new_text(library, train):
    edited(library, train, "sáu toa", "bảy toa xanh biếc")
    assert library.intake.waiting()
    for _ in library.intake.work():
        pass

    assert [hit.id for hit in library.reading.search(Query('"xanh biếc"')).hits] == [train]
    article = library.reading.article(train)
    assert all(article.text[each.start : each.end] == each.text for each in library.reading.mentions(train))


def test_an_empty_text_is_refused_and_an_unchanged_one_is_no_edit(library, train):
    with pytest.raises(ReaderError, match="without any text"):
        library.revising.edit_text(train, [Piece(BlockKind.PARAGRAPH, " \n")])
    assert not library.revising.edit_text(train, pieces(library, train)).kinds
    with pytest.raises(NotFoundError):
        library.revising.edit_text(99, [Piece(BlockKind.PARAGRAPH, "a")])
    with pytest.raises(NotFoundError):
        library.revising.body(train, 7)


def test_edited_blocks_keep_links_that_are_still_there():
    old = Body("Xem trang chủ.\n\nHết.", (), (Inline(InlineKind.LINK, 4, 13, "https://a.example"),))
    made = compose(
        [Piece(BlockKind.HEADING, "Hôm nay", 2), Piece(BlockKind.PARAGRAPH, "Xem  trang chủ nhé.")], old
    )
    assert made.text == "Hôm nay\n\nXem trang chủ nhé."
    assert [(each.kind, each.level) for each in made.blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert [made.text[each.start : each.end] for each in made.inlines] == ["trang chủ"]
    assert compose([Piece(BlockKind.PARAGRAPH, "Khác.")], old).inlines == ()


# Files --------------------------------------------------------------------------------------------


PAGE = """<html lang="vi"><head><title>{title}</title><link rel="canonical" href="{url}"></head>
<body><article><h1>{title}</h1><p>{first}</p><p>Bà Trần Thu Nguyệt, giám đốc Công ty Đường sắt Sông Lam, cho
biết tàu chạy đúng giờ và kín chỗ trong cả tuần đầu tiên, kể cả những chuyến sớm.</p><p>Vé tháng được bán tại
các bưu điện trong tỉnh từ đầu tuần sau, và trên trang của ngành đường sắt.</p></article></body></html>"""
URL = "https://docbao.example/tau.html"
FIRST = "Sáng 3/6, đoàn tàu đầu tiên rời ga Sông Lam trong tiếng vỗ tay của hàng trăm người dân hai bên bờ."


def page(tmp_path, name: str, **values: str):
    """A web page in a file."""
    path = tmp_path / name
    values = {"title": "Đoàn tàu đầu tiên", "url": URL, "first": FIRST} | values
    path.write_text(PAGE.format(**values), encoding="utf-8")
    return path


def imported(library, path):
    """What became of one file."""
    return library.intake.import_file(path, Translator("en"))[0]


def test_a_newer_file_of_an_address_becomes_a_version(library, tmp_path):
    first = imported(library, page(tmp_path, "a.html"))
    library.editing.highlight_quote(first.id, "đoàn tàu đầu tiên rời ga")
    newer = page(tmp_path, "b.html", first=FIRST.replace("hàng trăm", "hàng nghìn"), url=URL + "#top")
    second = imported(library, newer)
    assert (second.status, second.id) == (ImportStatus.UPDATED, first.id)
    assert "hàng nghìn" in library.reading.article(first.id).text
    assert quotes(library, first.id) == ["đoàn tàu đầu tiên rời ga"]
    assert library.reading.original(first.id).name == "b.html"
    assert [(each.number, each.file) for each in library.revising.versions(first.id)] == [
        (0, "a.html"),
        (1, "b.html"),
    ]
    assert imported(library, page(tmp_path, "a.html")).status is ImportStatus.KNOWN
    assert imported(library, newer).status is ImportStatus.KNOWN
    assert library.reading.article(first.id).version == 1


def test_another_article_at_the_same_address_stays_another_article(library, tmp_path):
    first = imported(library, page(tmp_path, "a.html"))
    other = tmp_path / "b.html"
    other.write_text(
        f'<html><head><title>Chè</title><link rel="canonical" href="{URL}"></head><body><article>'
        "<h1>Chè</h1><p>Nồi chè hạt sen nấu từ sáng sớm, đường phèn để riêng, ai thích ngọt thì thêm vào.</p>"
        "<p>Hạt sen phải ngâm qua đêm rồi mới ninh, nếu không sẽ sượng.</p></article></body></html>",
        encoding="utf-8",
    )
    second = imported(library, other)
    assert second.status is ImportStatus.ADDED
    assert second.id != first.id


def test_the_same_text_in_another_file_is_known(library, tmp_path):
    first = imported(library, page(tmp_path, "a.html"))
    path = page(tmp_path, "b.html")
    path.write_text(path.read_text(encoding="utf-8") + "<!-- later -->", encoding="utf-8")
    again = imported(library, path)
    assert (again.status, again.id) == (ImportStatus.KNOWN, first.id)
    assert library.reading.article(first.id).version == 0


def test_a_file_that_was_edited_is_known_by_its_name_and_title(library, tmp_path):
    path = tmp_path / "tau.txt"
    path.write_text(samples.TRAIN, encoding="utf-8")
    first = imported(library, path)
    path.write_text(samples.TRAIN.replace("sáu toa", "bảy toa"), encoding="utf-8")
    second = imported(library, path)
    assert (second.status, second.id) == (ImportStatus.UPDATED, first.id)


def test_a_newer_file_that_the_reader_chose_can_be_undone(library, train, tmp_path):
    before = state(library, train)
    path = tmp_path / "moi.txt"
    path.write_text(samples.TRAIN.replace("sáu toa", "bảy toa"), encoding="utf-8")
    library.revising.replace_by_file(train, path)
    article, _, original = state(library, train)
    assert original.name == "moi.txt"
    assert article.metadata == before[0].metadata
    library.editing.undo()
    assert state(library, train) == before
    library.editing.redo()
    assert not library.revising.replace_by_file(train, path).kinds


def test_a_file_of_another_article_is_refused(library, filled, files, train):
    other = next(path for path in files if filled[path.name] != train)
    with pytest.raises(ReaderError, match="another article"):
        library.revising.replace_by_file(train, other)


def test_versions_can_be_compared(library, train):
    edited(library, train, "sáu toa", "bảy toa")
    comparison = library.revising.compare(train, 0, 1)
    changed = [each for each in comparison.stretches if not each.same]
    assert [comparison.old[each.old_start : each.old_end] for each in changed] == ["sáu"]
    assert [comparison.new[each.new_start : each.new_end] for each in changed] == ["bảy"]


@pytest.mark.parametrize("step", ["texts.replace", "highlights.put", "articles.set_state", "pending.mark"])
def test_a_program_that_dies_between_two_steps_leaves_the_old_text(library, train, tmp_path, step):
    """A child process is killed in the middle of the transaction."""
    library.editing.highlight_quote(train, QUOTE)
    before = state(library, train)
    child = textwrap.dedent(
        f"""
        import os, signal
        from reader.library import Library
        from reader.models import Body
        from reader.paths import folders
        library = Library(folders({str(library.folders.data)!r}))
        part = library._store.{step.split(".")[0]}
        real = part.{step.split(".")[1]}
        def dying(*arguments, **named):
            real(*arguments, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        part.{step.split(".")[1]} = dying
        library.revising.replace_text({train}, Body("Mới. " + library.reading.article({train}).text, ()))
        """
    )
    died = subprocess.run([sys.executable, "-c", child], check=False, capture_output=True)
    assert died.returncode == -9, died.stderr
    assert state(library, train) == before
    edited(library, train, "sáu toa", "bảy toa")
    assert quotes(library, train) == [QUOTE]
