"""Highlights and notes from a terminal: listed, exported, imported."""

from __future__ import annotations

import json

import pytest

from reader.__main__ import main
from reader.library import Library
from reader.models import Color
from reader.paths import folders
from tests.samples import FILES


@pytest.fixture
def docbao(tmp_path, capsys):
    """Run a command in a library with three articles and two highlights; return (status, stdout, stderr)."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--data-dir", str(tmp_path / "data"), *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    run("import", *(str(tmp_path / name) for name in FILES))
    run.ids = {row["title"]: str(row["id"]) for row in json.loads(run("list", "--json")[1])}  # type: ignore[attr-defined]
    tau, cau = run.ids["Đoàn tàu đầu tiên"], run.ids["Cây cầu mới"]  # type: ignore[attr-defined]
    run("highlight", tau, "--quote", "đúng giờ", "--note", "Kiểm lại", "--color", "red")
    run("highlight", cau, "--quote", "khánh thành")
    return run


def test_notes_are_listed_and_narrowed(docbao):
    status, out, _ = docbao("notes")
    assert (status, len(out.splitlines())) == (0, 2)
    line = docbao("notes", "--query", "sông lam")[1].strip().split("\t")
    assert line[1:] == ["red", "đúng giờ", "Kiểm lại"]
    assert line[0].startswith("docbao://article/")
    (found,) = json.loads(docbao("notes", "--color", "red", "--json")[1])
    assert (found["title"], found["selector"]["exact"]) == ("Đoàn tàu đầu tiên", "đúng giờ")
    assert docbao("notes", "--tag", "x")[1] == ""


def test_a_colour_is_known_by_its_own_name_and_by_the_one_that_the_reader_gave(docbao, tmp_path):
    with Library(folders(tmp_path / "data")) as library:
        library.editing.set_color_names({Color.RED: "Số liệu"})
    for name in ("red", "SO LIEU", "Red"):
        assert "đúng giờ" in docbao("notes", "--color", name)[1]
    assert "\tSố liệu\t" in docbao("notes")[1]
    cau = docbao.ids["Cây cầu mới"]
    docbao("highlight", cau, "--quote", "cây cầu", "--color", "số liệu", "--style", "underline")
    (made,) = (each for each in json.loads(docbao("notes", "--json")[1]) if each["style"] == "underline")
    assert (made["color"], made["selector"]["exact"]) == ("red", "cây cầu")
    status, _, error = docbao("notes", "--color", "hồng")
    assert status == 1
    assert "hồng" in error
    assert "Số liệu" in error


def test_an_export_is_narrowed_and_cites_in_the_style_chosen(docbao):
    out = docbao("export", "--query", "sông lam", "--style", "vietnam")[1]
    assert "đúng giờ" in out
    assert "khánh thành" not in out
    assert "Minh Anh" in out


def test_formats_that_are_not_text_are_written_to_a_file(docbao, tmp_path):
    target = tmp_path / "notes.xlsx"
    assert docbao("export", "--format", "xlsx", "--output", str(target))[0] == 0
    assert target.read_bytes().startswith(b"PK")


def test_whole_articles_are_exported_when_asked_for(docbao):
    document = json.loads(docbao("export", "--format", "json", "--whole")[1])
    assert all(article["text"] for article in document["articles"])


def test_what_was_exported_is_imported_again(docbao, tmp_path):
    target = tmp_path / "notes.json"
    docbao("export", "--format", "json", "--output", str(target))
    status, out, err = docbao("import-notes", str(target))
    assert (status, [line.split("\t")[0] for line in out.splitlines()], err) == (0, ["unchanged"] * 2, "")
    document = json.loads(target.read_text(encoding="utf-8"))
    document["articles"][0] |= {"sha256": "", "title": "Không có bài này", "url": ""}
    document["articles"][0]["highlights"][0] |= {"id": "new"}
    document["articles"][0]["highlights"][0]["selectors"][0]["exact"] = "không đâu có"
    target.write_text(json.dumps(document), encoding="utf-8")
    status, out, err = docbao("import-notes", str(target), "--json")
    rows = json.loads(out)
    assert status == 1
    assert {row["status"] for row in rows} == {"failed", "unchanged"}
    assert err.count("\n") == 1
    assert "Không có bài này" in err


def test_a_template_is_copied_and_used(docbao):
    assert "reading-notes.md\t-" in docbao("templates")[1]
    copied = docbao("templates", "--copy", "reading-notes.md")[1].strip()
    with open(copied, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("{{ articles | length }} bài")
    assert docbao("export", "--format", "reading-notes.md")[1] == "2 bài"
    assert copied in docbao("templates")[1]
