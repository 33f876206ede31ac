"""Notes leave the library and come back: to their articles, to their places, never twice."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.i18n import Translator
from reader.models import Color, Metadata

ENGLISH = Translator("en")


@pytest.fixture
def bring(library, filled, tmp_path):
    """Import notes from a value written as JSON, or from text; return the statuses in order."""

    def run(content: object) -> list[str]:
        path = tmp_path / "notes"
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        run.change, run.report = library.exchange.import_notes(path)  # type: ignore[attr-defined]
        return [outcome.status.value for outcome in run.report.outcomes]  # type: ignore[attr-defined]

    return run


def _stored(library, article_id):
    return library.reading.highlights(library.reading.article(article_id))


def _export(library, ids) -> str:
    made = library.exchange.export(ids, "json", ENGLISH)
    assert isinstance(made, str)
    return made


def _annotation(quote: str, **changes: object) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": quote}
    made: dict[str, Any] = {
        "id": "urn:x:1",
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": "Xem lại"}],
        "target": {"source": {"id": "urn:sha256:00", "label": "Đoàn tàu đầu tiên"}, "selector": selector},
    }
    return made | changes


def test_what_was_exported_and_deleted_comes_back_equal(library, filled, bring):
    tau = filled["tau.txt"]
    library.editing.highlight_quote(tau, "tàu chạy đúng giờ", color=Color.GREEN, note="**Kiểm** lại")
    library.editing.highlight_quote(tau, "sáu toa")
    before = _stored(library, tau)
    document = _export(library, [tau])
    for each in before:
        library.editing.delete_highlight(each.id)
    assert bring(document) == ["added", "added"]
    assert _stored(library, tau) == before


def test_the_same_file_twice_changes_nothing(library, filled, bring):
    library.editing.highlight_quote(filled["tau.txt"], "đúng giờ", note="a")
    document = _export(library, [filled["tau.txt"]])
    assert bring(document) == ["unchanged"]
    assert not bring.change.kinds
    foreign = _annotation("tàu chạy đúng giờ")
    assert bring(foreign) == ["added"]
    before = _stored(library, filled["tau.txt"])
    assert bring(foreign) == ["unchanged"]
    assert _stored(library, filled["tau.txt"]) == before


def test_all_of_an_import_is_one_step_to_undo_and_to_redo(library, filled, bring):
    tau = filled["tau.txt"]
    library.editing.highlight_quote(tau, "đúng giờ", note="cũ")
    document = json.loads(_export(library, [tau]))
    record = document["articles"][0]["highlights"][0]
    other = dict(record, id="other", selectors=[{"type": "TextQuoteSelector", "exact": "sáu toa"}])
    record |= {"note": "mới", "modified": "2099-01-01T00:00:00.000+00:00"}
    document["articles"][0]["highlights"].append(other)
    document["articles"][0]["note"] = "Cả bài"
    before = _stored(library, tau)
    assert bring(document) == ["added", "updated", "added"]
    assert bring.change.done
    assert {each.note for each in _stored(library, tau)} == {"mới", "cũ"}
    assert library.reading.article(tau).note == "Cả bài"
    library.editing.undo()
    assert _stored(library, tau) == before
    assert library.reading.article(tau).note == ""
    library.editing.redo()
    assert len(_stored(library, tau)) == 2
    assert library.reading.article(tau).note == "Cả bài"


def test_what_was_changed_here_since_is_not_overwritten(library, filled, bring):
    change = library.editing.highlight_quote(filled["tau.txt"], "đúng giờ", note="cũ")
    document = json.loads(_export(library, [filled["tau.txt"]]))
    document["articles"][0]["highlights"][0]["modified"] = "2001-01-01T00:00:00.000+00:00"
    library.editing.set_note(change.highlight, "mới hơn")
    assert bring(document) == ["kept"]
    assert [each.note for each in _stored(library, filled["tau.txt"])] == ["mới hơn"]


def test_a_quote_without_a_place_becomes_an_orphan_with_its_note(library, filled, bring):
    assert bring(_annotation("một câu không hề có ở trong bài này cả")) == ["orphan"]
    (orphan,) = _stored(library, filled["tau.txt"])
    assert (orphan.orphan, orphan.note) == (True, "Xem lại")
    assert orphan.selector.exact == "một câu không hề có ở trong bài này cả"


def test_what_finds_no_article_is_told_and_the_rest_comes_in(library, filled, bring):
    lost = _annotation("gì đó", id="urn:x:2")
    lost["target"] = {"source": "https://other.example/x", "selector": lost["target"]["selector"]}
    assert bring([lost, _annotation("tàu chạy đúng giờ")]) == ["failed", "added"]
    reason = bring.report.outcomes[0].reason
    assert ENGLISH.error(reason) == "The library has no article “https://other.example/x”."


@pytest.mark.parametrize(
    "source",
    [
        "http://www.docbao.example/tau/?utm_source=x#top",
        {"id": "urn:x:2", "label": "DOAN TAU DAU TIEN"},
        {"id": "urn:x:2", "label": "Đoàn tàu đầu tiên - Báo Sông Lam"},
        {"id": "urn:x:2"},
    ],
    ids=["address", "folded title", "title with the site", "the quote alone"],
)
def test_an_article_is_found_by(library, filled, bring, source):
    meta = library.reading.article(filled["tau.txt"]).metadata
    library.editing.set_metadata(filled["tau.txt"], replace(meta, url="https://docbao.example/tau"))
    quote = "giám đốc Công ty Đường sắt Sông Lam, cho biết"
    note = _annotation(quote)
    note["target"] = {"source": source, "selector": note["target"]["selector"]}
    assert bring(note) == ["added"]
    assert _stored(library, filled["tau.txt"])[0].selector.exact == quote


def test_two_articles_of_one_title_are_told_apart_by_the_quote(library, filled, bring):
    library.editing.set_metadata(filled["cau.md"], Metadata(title="Đoàn tàu đầu tiên", language="vi"))
    assert bring(_annotation("khánh thành cây cầu mới")) == ["added"]
    assert _stored(library, filled["cau.md"])
    assert bring(_annotation("chữ ở đâu đó khác hẳn", id="urn:x:3")) == ["failed"]
    assert "More than one article" in ENGLISH.error(bring.report.outcomes[0].reason)


def test_a_quote_is_found_in_any_normal_form_and_across_lines(library, filled, bring):
    import unicodedata

    quote = unicodedata.normalize("NFD", "Sông\nLam,  cho biết tàu chạy")
    assert bring(_annotation(quote)) == ["added"]
    assert _stored(library, filled["tau.txt"])[0].selector.exact == "Sông Lam, cho biết tàu chạy"


@pytest.mark.parametrize("quote", ["Sáng 3/6/2026, đoàn tàu", "tàu", "Sông Lam"])
def test_a_quote_without_its_surroundings_gets_its_first_place(library, filled, bring, quote):
    assert bring(_annotation(quote)) == ["added"]
    text = library.reading.article(filled["tau.txt"]).text
    (made,) = _stored(library, filled["tau.txt"])
    assert (made.selector.start, made.selector.exact) == (text.index(quote), quote)


def test_a_highlight_that_came_in_is_found_by_the_search(library, filled, bring):
    from reader.models import Query

    bring(_annotation("tàu chạy đúng giờ"))
    list(library.intake.work())
    assert library.reading.search(Query("note:lại")).total == 1


def test_a_file_that_cannot_be_read_says_why(library, tmp_path):
    with pytest.raises(ReaderError, match="cannot be read"):
        library.exchange.import_notes(tmp_path / "gone.json")


def test_an_export_may_be_narrowed_by_a_search(library, filled):
    library.editing.highlight_quote(filled["tau.txt"], "đúng giờ")
    library.editing.highlight_quote(filled["cau.md"], "cây cầu mới")
    list(library.intake.work())
    assert library.exchange.noted("khánh thành") == (filled["cau.md"],)
    assert set(library.exchange.noted()) == {filled["tau.txt"], filled["cau.md"]}
    made = library.exchange.export(library.exchange.noted("khánh thành"), "csv", ENGLISH)
    assert [row["Quote"] for row in csv.DictReader(io.StringIO(made.removeprefix("\ufeff")))] == [
        "cây cầu mới"
    ]


def test_highlights_are_listed_by_colour_and_tag(library, filled, bring):
    library.editing.highlight_quote(filled["tau.txt"], "đúng giờ", color=Color.RED)
    tag = {"type": "TextualBody", "value": "giao thông", "purpose": "tagging"}
    bring(_annotation("sáu toa", body=[tag]))
    assert [each.selector.exact for _, each in library.exchange.notes(color=Color.RED)] == ["đúng giờ"]
    assert [each.selector.exact for _, each in library.exchange.notes(tag="giao thông")] == ["sáu toa"]
    assert len(list(library.exchange.notes())) == 2
