"""The commands as a user types them: what they print, and their exit status."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.i18n import Translator
from reader.library import Library
from reader.paths import folders
from reader.search.engine import NumpyIndex
from reader.search.schema import VERSION, schema
from tests.samples import FILES


@pytest.fixture
def docbao(tmp_path, capsys):
    """Run a command in a fresh library; return (status, stdout, stderr)."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--data-dir", str(tmp_path / "data"), *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files" / "sub"
    made.mkdir(parents=True)
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made.parent


@pytest.fixture
def filled(docbao, folder):
    docbao("import", str(folder))
    return {row["title"]: row["id"] for row in json.loads(docbao("list", "--json")[1])}


def test_import_reports_every_file(docbao, folder):
    (folder / "bad.txt").write_bytes(b"")
    status, out, err = docbao("import", str(folder), "--json")
    rows = json.loads(out)
    assert status == 1
    assert {Path(row["path"]).name: row["status"] for row in rows} == {
        "bad.txt": "failed", "cau.md": "added", "ru.txt": "added", "tau.txt": "added",
    }  # fmt: skip
    assert all(set(row) == {"path", "id", "title", "status", "error"} for row in rows)
    assert err.count("\n") == 1
    assert "bad.txt" in err
    status, out, _ = docbao("import", str(folder / "sub"), "--json")
    assert (status, {row["status"] for row in json.loads(out)}) == (0, {"known"})


def test_import_without_json_prints_a_line_a_file(docbao, folder):
    status, out, err = docbao("import", str(folder))
    assert (status, len(out.splitlines()), err) == (0, 3, "")


def test_list_and_show_have_the_documented_keys(docbao, filled):
    (row,) = (r for r in json.loads(docbao("list", "--json")[1]) if r["title"] == "Đoàn tàu đầu tiên")
    assert {
        "id", "title", "title_derived", "authors", "source", "published", "language", "words", "tags",
        "starred", "read",
    } <= set(row)  # fmt: skip
    assert (row["authors"], row["language"], row["starred"], row["read"]) == (
        ["Minh Anh"],
        "vi",
        False,
        False,
    )
    shown = json.loads(docbao("show", str(row["id"]), "--json")[1])
    assert {key: shown[key] for key in row} == row
    text = shown["text"]
    assert [text[b["start"] : b["end"]] for b in shown["blocks"]] == text.split("\n\n")
    assert all(text[m["start"] : m["end"]] == m["text"] and m["entity"] for m in shown["mentions"])
    assert "Lương Văn Tám" in {m["text"] for m in shown["mentions"] if m["type"] == "PER"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("query", ["luong van tam", "Lương Văn Tám", '"đoàn tàu"', "SONG LAM"])
def test_search_finds_the_article_and_marks_the_match(docbao, filled, query, form):
    found = json.loads(docbao("search", unicodedata.normalize(form, query), "--json")[1])
    assert found["total"] == 1
    assert found["hits"][0]["id"] == filled["Đoàn tàu đầu tiên"]
    assert "**" in found["hits"][0]["snippet"]


def test_an_accented_word_asks_for_its_accents(docbao, filled):
    assert json.loads(docbao("search", "đoán", "--json")[1])["total"] == 0
    assert json.loads(docbao("search", "doan", "--json")[1])["total"] == 1


def test_a_limit_shortens_the_page_and_not_the_total(docbao, filled):
    found = json.loads(docbao("search", "ngày OR mới OR мост", "--limit", "1", "--json")[1])
    assert (found["total"], len(found["hits"])) == (3, 1)


def test_a_highlight_is_shown_and_exported_with_its_citation(docbao, filled, tmp_path):
    article_id = str(filled["Đoàn tàu đầu tiên"])
    status, out, _ = docbao(
        "highlight", article_id, "--quote", "tàu chạy đúng giờ", "--note", "Kiểm lại", "--color", "green"
    )
    assert status == 0
    (made,) = json.loads(docbao("show", article_id, "--json")[1])["highlights"]
    assert out.strip() == made["link"] == f"docbao://article/{article_id}#{made['id']}"
    for fmt, ending in (("markdown", "md"), ("html", "html"), ("json", "json")):
        target = tmp_path / f"out.{ending}"
        assert docbao("export", "--format", fmt, "--output", str(target))[0] == 0
        text = target.read_text(encoding="utf-8")
        assert "tàu chạy đúng giờ" in text
        assert "Kiểm lại" in text
        assert made["link"] in text
        assert "Minh Anh" in text
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["version"] == 2


def test_recognise_reads_stdin_and_normalises_it(docbao, monkeypatch):
    text = unicodedata.normalize("NFD", "Hôm 25/10/2025, ông Lương Tam Quang đến Hà Nội.")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    status, out, _ = docbao("recognise", "--language", "vi", "--json")
    nfc = unicodedata.normalize("NFC", text)
    rows = json.loads(out)
    assert status == 0
    assert all(nfc[row["start"] : row["end"]] == row["text"] for row in rows)
    assert {("Lương Tam Quang", "PER"), ("Hà Nội", "LOC")} <= {(row["text"], row["type"]) for row in rows}


def test_reindex_keeps_everything_found(docbao, filled):
    assert docbao("reindex")[0] == 0
    assert json.loads(docbao("search", "tau", "--json")[1])["total"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "99"),
        ("highlight", "99", "--quote", "x"),
        ("export", "99"),
        ("export", "--format", "papyrus"),
        ("export", "1", "--query", "x"),
        ("import-notes", "/nowhere/at/all.json"),
        ("templates", "--copy", "nope"),
        ("recognise", "/nowhere/at/all.txt"),
        ("import", "/nowhere/at/all.txt"),
        ("export", "--output", "/nowhere/at/all.md"),
    ],
)
def test_what_fails_says_so_in_one_line(docbao, arguments):
    status, out, err = docbao(*arguments)
    assert (status, out) == (1, "")
    assert err.startswith("docbao: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("show", "x"),
        ("search",),
        ("--nope",),
        ("lst",),
        ("list", "--limit"),
    ],
)
def test_bad_usage_is_two_and_one_line(docbao, arguments):
    status, _, err = docbao(*arguments)
    assert status == 2
    assert err.startswith("docbao: ")
    assert err.count("\n") == 1


def _run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        env=env | environ, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_commands_never_load_qt(tmp_path):
    code = (
        "import sys; from reader.__main__ import main; main(sys.argv[1:]);"
        "assert not any(name.startswith('PySide6') for name in sys.modules)"
    )
    done = _run("-c", code, "list", "--json", DOCBAO_DATA_DIR=str(tmp_path))
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], "")
    assert (tmp_path / "library.sqlite").exists()


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ":987"}])
def test_without_a_display_the_window_ends_with_one_line(tmp_path, environ):
    done = _run("-m", "reader", "--data-dir", str(tmp_path), **environ)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("docbao: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "reading"),
    [("foo:bar", '"foo bar"'), ("(((", "*"), ('"tàu', "tàu"), ("tàu", "")],
)
def test_search_says_how_it_read_a_query(docbao, filled, typed, reading):
    found = json.loads(docbao("search", typed, "--json")[1])
    assert set(found) == {"total", "reading", "suggestion", "missing", "hits"}
    assert found["reading"] == reading
    assert (f": {reading}\n" in docbao("search", typed)[1]) is bool(reading)


def test_search_offers_what_may_have_been_meant(docbao, filled):
    _, out, _ = docbao("search", "chay dung gioo")
    assert "chạy đúng giờ" in out
    assert json.loads(docbao("search", "chay dung gioo", "--json")[1])["suggestion"] == "chạy đúng giờ"


def test_a_query_may_begin_with_a_minus(docbao, filled):
    everything = json.loads(docbao("search", "", "--json")[1])["total"]
    for call in ("-tàu --json", "--json --limit 1 -tàu", "--limit=1 --json -- -tàu"):
        status, out, _ = docbao("search", *call.split())
        assert (status, json.loads(out)["total"]) == (0, everything - 1)
    assert docbao("search", "--json")[0] == 2


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "", "9" * 30])
@pytest.mark.parametrize("call", [["show"], ["entity"], ["versions"], ["diff"], ["export"], ["merge", "1"]])
def test_a_bad_number_is_refused_in_plain_words(docbao, call, number):
    status, out, err = docbao(*call, number)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "number" in err
    assert "_id" not in err


def test_the_empty_name_is_no_folder(docbao):
    status, out, err = docbao("import", "")
    assert (status, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("name", ["red", "RED", "đỏ", "Do", "красный"])
def test_a_colour_is_known_by_its_name_in_any_language(docbao, filled, name):
    tau = str(filled["Đoàn tàu đầu tiên"])
    assert docbao("highlight", tau, "--quote", "đúng giờ", "--color", name)[0] == 0
    assert json.loads(docbao("notes", "--json")[1])[0]["color"] == "red"
    assert len(json.loads(docbao("notes", "--color", name, "--json")[1])) == 1


@pytest.mark.parametrize(
    "call",
    [
        ["search", "tàu"],
        ["notes", "--query", "tàu"],
        ["export", "--query", "tàu", "--format", "markdown"],
        ["import"],
        ["reindex"],
    ],
)
def test_a_damaged_index_is_built_again_and_nobody_is_told(docbao, filled, tmp_path, call):
    docbao("highlight", str(filled["Đoàn tàu đầu tiên"]), "--quote", "đúng giờ")
    right = docbao(*call)[:2] if call != ["import"] else None
    if call == ["import"]:
        new = tmp_path / "new.txt"
        new.write_text("Chợ nổi\n\nChợ nổi họp từ sáng sớm trên sông Hậu.\n", encoding="utf-8")
        call = ["import", str(new)]
    for path in (tmp_path / "data" / "cache" / "index").glob("MAIN_*"):
        whole = bytearray(path.read_bytes())
        whole[16::50] = bytes(byte ^ 0x55 for byte in whole[16::50])
        path.write_bytes(whole)
    status, out, err = docbao(*call)
    assert (status, err) == (0, "")
    assert right is None or (status, out) == right
    assert json.loads(docbao("search", "tàu", "--json")[1])["total"] == 1


def test_while_another_docbao_builds_the_index_a_search_answers_and_says_what_is_missing(
    docbao, filled, tmp_path
):
    new = tmp_path / "new.txt"
    new.write_text("Chợ nổi\n\nChợ nổi họp từ sáng sớm, tàu ghé lại.\n", encoding="utf-8")
    with Library(folders(tmp_path / "data")) as library:
        library.intake.import_file(new, Translator("en"))
    index = NumpyIndex(tmp_path / "data" / "cache" / "index", schema(), VERSION)
    with index.locked():
        status, out, err = docbao("search", "tàu")
        assert (status, out.count("Đoàn tàu đầu tiên"), "Chợ nổi" in out) == (0, 1, False)
        assert err.startswith("docbao: 1 ")
        assert json.loads(docbao("search", "tàu", "--json")[1])["missing"] == 1
    status, out, err = docbao("search", "tàu")
    assert (status, "Chợ nổi" in out, err) == (0, True, "")


def test_on_a_full_disk_a_search_answers_from_what_is_indexed(docbao, filled, tmp_path, monkeypatch):
    new = tmp_path / "new.txt"
    new.write_text("Chợ nổi\n\nChợ nổi họp từ sáng sớm, tàu ghé lại.\n", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("reader.search.engine.writer.write_postings", full)
        assert docbao("import", str(new))[0] == 1
        status, out, err = docbao("search", "tàu")
        assert (status, out.count("Đoàn tàu đầu tiên"), "Chợ nổi" in out) == (0, 1, False)
        assert "No space left on device" in err
        assert "\ndocbao: 1 " in err
        assert docbao("entities")[0] == 0
    assert "Chợ nổi" in docbao("search", "tàu")[1]


def test_files_come_in_while_another_docbao_writes_the_index(docbao, folder, tmp_path, monkeypatch):
    monkeypatch.setattr("reader.library.intake._BATCH", 1)
    monkeypatch.setattr("reader.library.intake._INDEX_BATCH", 1)
    docbao("list")
    with NumpyIndex(tmp_path / "data" / "cache" / "index", schema(), VERSION).locked():
        status, out, err = docbao("import", str(folder))
        assert (status, err) == (0, "")
        assert out.count("added") == len(FILES)
    assert json.loads(docbao("search", "tàu", "--json")[1])["total"] == 1
