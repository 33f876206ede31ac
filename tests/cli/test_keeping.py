"""``backup``, ``restore`` and ``doctor`` as a user types them, and what a hostile disk makes of commands."""

from __future__ import annotations

import json
import sqlite3

import pytest

from reader.__main__ import main
from reader.store import database
from tests.library.keeping.conftest import fill, places, read_only, small_disk
from tests.library.keeping.test_disks import held

__all__ = ["fill", "places", "read_only", "small_disk"]


@pytest.fixture
def docbao(tmp_path, capsys, monkeypatch):
    """Run a command on the filled library; return (status, stdout, stderr)."""
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str, data: str = "data") -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--data-dir", str(tmp_path / data), *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_a_library_goes_to_a_file_and_comes_back_elsewhere(places, docbao, tmp_path):
    target = str(tmp_path / "copy.zip")
    status, out, err = docbao("backup", target)
    assert (status, err) == (0, "")
    assert target in out
    status, out, err = docbao("restore", target, data="other")
    assert (status, err) == (0, "")
    rows = [json.loads(docbao("list", "--json", data=name)[1]) for name in ("data", "other")]
    assert rows[0] == rows[1]
    assert json.loads(docbao("search", "tau", "--json", data="other")[1])["total"] == 1


def test_restore_says_where_the_library_before_is(places, docbao, tmp_path):
    target = str(tmp_path / "copy.zip")
    docbao("backup", target)
    status, out, _ = docbao("restore", target)
    assert status == 0
    (kept,) = places.backups.iterdir()
    assert str(kept) in out


def test_doctor_says_a_line_a_check_and_its_status_is_the_health(places, docbao):
    status, out, _ = docbao("doctor")
    assert status == 0
    assert [line.split("\t")[:2] for line in out.splitlines()][:2] == [
        ["ok", "database"],
        ["ok", "references"],
    ]
    connection = sqlite3.connect(places.database)
    connection.execute("UPDATE entity SET mentions = 99")
    connection.commit()
    connection.close()
    status, out, _ = docbao("doctor", "--json")
    report = json.loads(out)
    assert (status, report["healthy"]) == (1, False)
    assert [row["check"] for row in report["checks"] if row["status"] == "problem"] == ["counts"]
    assert all(set(row) == {"check", "status", "message", "details"} for row in report["checks"])
    status, out, _ = docbao("doctor", "--repair")
    assert status == 0
    assert "repaired\tcounts" in out
    assert docbao("doctor")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("backup", "/nowhere/at/all\0.zip"),
        ("backup", "/proc/copy.zip"),
        ("restore", "/nowhere/at/all.zip"),
        ("restore", __file__),
    ],
)
def test_what_fails_says_so_in_one_line(places, docbao, arguments):
    if "\0" in arguments[1]:
        arguments = ("backup", str(places.database / "below" / "copy.zip"))
    status, out, err = docbao(*arguments)
    assert (status, out) == (1, "")
    assert err.startswith("docbao: ")
    assert err.count("\n") == 1


def _one_line(done: tuple[int, str, str], words: str) -> None:
    status, out, err = done
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert words in err


def test_a_full_disk_is_one_line(places, docbao, small_disk):
    disk = small_disk(64)
    _one_line(docbao("backup", str(disk / "copy.zip")), "disk is full")
    assert list(disk.iterdir()) == []
    fresh = disk / "data"
    _one_line(docbao("list", data=str(fresh)), "disk is full")


def test_a_read_only_database_is_one_line(places, docbao, read_only):
    before = places.database.read_bytes()
    read_only(places.database)
    _one_line(docbao("highlight", "1", "--quote", "Thành phố Huế"), "may not be written to")
    assert places.database.read_bytes() == before


def test_a_read_only_folder_is_one_line(places, docbao, read_only):
    read_only(places.data)
    _one_line(docbao("list"), "library")


def test_a_library_that_another_process_holds_is_one_line(places, docbao, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    with held(places.database):
        _one_line(docbao("highlight", "1", "--quote", "Thành phố Huế"), "in use by another program")
    assert docbao("doctor")[0] == 0
