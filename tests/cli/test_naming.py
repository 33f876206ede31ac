"""Entities from a terminal: listed, written out, merged, put right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.__main__ import main

TEXT = """Tin sông

Ông Lương Văn Tám, giám đốc Công ty Đường sắt Sông Lam, và bà Trần Thu Nguyệt đến thành phố Huế.
"""


@pytest.fixture
def docbao(tmp_path, capsys):
    """Run a command in a library with one article; return (status, stdout, stderr)."""

    def run(*arguments: str, library: str = "data") -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--data-dir", str(tmp_path / library), *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")
    run("import", str(tmp_path / "tin.txt"))
    return run


@pytest.fixture
def ids(docbao) -> dict[str, int]:
    return {e["name"]: e["id"] for e in json.loads(docbao("entities", "--json")[1])["entities"]}


def test_entities_are_listed_and_found_without_accents(docbao, ids):
    status, out, err = docbao("entities", "luong van")
    assert (status, out, err) == (0, f"{ids['Lương Văn Tám']}\tPER\t1\t1\tLương Văn Tám\n", "")
    listed = json.loads(docbao("entities", "--type", "PER", "--limit", "1", "--json")[1])
    assert (listed["total"], len(listed["entities"])) == (2, 1)
    assert set(listed["entities"][0]) == {"id", "name", "type", "aliases", "mentions", "articles"}


def test_a_dossier_is_printed_or_written(docbao, ids, tmp_path: Path):
    number = str(ids["Lương Văn Tám"])
    status, out, err = docbao("entity", number)
    assert (status, out.splitlines()[0], err) == (0, "# Lương Văn Tám", "")
    assert json.loads(docbao("entity", number, "--json")[1])["entity"]["id"] == int(number)
    file = tmp_path / "tám.csv"
    assert docbao("entity", number, "--format", "csv", "--output", str(file))[:2] == (0, "")
    assert "Lương Văn Tám" in file.read_text(encoding="utf-8-sig")


def test_a_merger_holds_and_is_listed(docbao, ids):
    kept, other = ids["Lương Văn Tám"], ids["Trần Thu Nguyệt"]
    assert docbao("merge", str(kept), str(other)) == (0, f"{kept}\tPER\t2\t1\tLương Văn Tám\n", "")
    assert docbao("corrections")[1].split("\t")[1:] == [
        "link", "everywhere", "", "Trần Thu Nguyệt", "PER Lương Văn Tám\n",
    ]  # fmt: skip
    assert json.loads(docbao("corrections", "--json")[1])[0]["kind"] == "link"


def test_corrections_go_to_another_library(docbao, ids, tmp_path):
    docbao("merge", str(ids["Lương Văn Tám"]), str(ids["Trần Thu Nguyệt"]))
    file = str(tmp_path / "mine.json")
    assert docbao("corrections", "--export", file) == (0, "", "")
    status, out, err = docbao("corrections", "--import", file, library="other")
    assert (status, out.count("1"), err) == (0, 1, "")
    assert json.loads(docbao("corrections", "--json", library="other")[1])[0]["surface"] == "Trần Thu Nguyệt"


@pytest.mark.parametrize(
    "arguments",
    [
        ("entity", "999"), ("merge", "1", "999"), ("corrections", "--import", "/nowhere/x.json"),
        ("corrections", "--export", "/nowhere/x.json"), ("corrections", "--import", "."),
        ("entity", "1", "--output", "/nowhere/x.md"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said_in_one_line(docbao, arguments):
    status, out, err = docbao(*arguments)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("docbao: ")


@pytest.mark.parametrize(
    "arguments", [("entity",), ("entity", "x"), ("entities", "--type", "X"), ("merge", "1"), ("entity", "0")]
)
def test_what_is_not_understood_has_the_status_of_bad_usage(docbao, arguments):
    status, _, err = docbao(*arguments)
    assert (status, err.count("\n")) == (2, 1)
