from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import UnreadableFileError
from reader.i18n import Translator
from reader.importers import LIMIT, SUFFIXES, find_files, load, load_bytes

TEXT = "Bão số 12 suy yếu\n\nSáng nay, bão số 12 đi vào đất liền và suy yếu thành áp thấp nhiệt đới."


def refuse(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        load(path)
    assert Translator("en").error(caught.value) == str(caught.value)
    return str(caught.value)


def test_a_loaded_file_keeps_its_bytes_hash_and_name(tmp_path: Path) -> None:
    path = tmp_path / "bão số 12.txt"
    path.write_text(TEXT, encoding="utf-8")
    loaded = load(path)
    assert loaded.original.data == path.read_bytes()
    assert loaded.original.name == loaded.article.original_name == "bão số 12.txt"
    assert len(loaded.article.sha256) == 64
    assert loaded.article.id == 0
    assert loaded.article.format == "text/plain"
    assert loaded.article.words == 17


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "“a.txt” is empty."),
        ("a.txt", b" \n\t\r\n \xc2\xa0", "“a.txt” is empty."),
        ("a.txt", "\ufeff\u200b\n".encode(), "“a.txt” is empty."),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00", "“a.txt” is not a text file."),
        ("a.md", b"%PDF-1.7\n1 0 obj\n", "“a.md” is not a text file."),
        ("a.html", b"PK\x03\x04\x14\x00\x06\x00", "“a.html” is not a text file."),
        ("a.txt", bytes(range(1, 32)) * 20, "“a.txt” is not a text file."),
        ("a.txt", b"\xff\xfe\x00\xd8", "its encoding is unknown"),
        ("a.txt", b"*** --- ...", "“a.txt” holds no text to read."),
        (
            "a.html",
            b"<html><body><script>var a = 1;</script></body></html>",
            "No readable text was found in the page",
        ),
        ("a.html", b"<html><head><title>Only a title</title></head><body></body></html>", "No readable text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert says in refuse(path)


def test_a_file_of_two_hundred_megabytes_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert refuse(path) == "“big.txt” is larger than 32 MB, too large for an article."


def test_too_many_bytes_in_memory_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="larger than 32 MB"):
        load_bytes(b"a" * (LIMIT + 1), "big.txt")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refuse(tmp_path / "none.txt") == "“none.txt” does not exist."


def test_a_name_with_a_zero_byte_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refuse(tmp_path / "a\0b.txt")


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "could not be read" in refuse(tmp_path / ("a" * 300 + ".txt"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refuse(tmp_path)


def test_a_broken_link_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    assert refuse(link) == "“link.txt” is a link to a file that does not exist."


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "loop.txt"
    link.symlink_to(link)
    assert "leads back to itself" in refuse(link)


def test_a_pipe_is_refused_and_nothing_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "is a device or a pipe" in refuse(pipe)


def test_a_device_is_refused() -> None:
    assert "is a device or a pipe" in refuse(Path("/dev/zero"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert "no permission" in refuse(path)


def test_a_permission_error_of_the_system_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbid)
    assert refuse(path) == "“secret.txt” may not be read: you have no permission for it."


def test_a_name_that_is_no_utf8_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xe3o.txt")
    path.write_text(TEXT, encoding="utf-8")
    assert load(path).article.original_name == "b\ufffdo.txt"


def test_files_of_a_folder_are_found_sorted_and_without_hidden_ones(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.MD",
        "c.pdf",
        ".hidden.txt",
        "sub/d.html",
        ".git/e.txt",
        "sub/x.xhtml",
        "sub/y.markdown",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)]
    assert found == ["a.MD", "b.txt", "sub/d.html", "sub/x.xhtml", "sub/y.markdown"]


def test_links_between_folders_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "sub")
    assert [path.name for path in find_files(tmp_path)] == ["a.txt"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert list(find_files(tmp_path / "none")) == []


def test_suffixes_name_what_a_scan_takes() -> None:
    assert set(SUFFIXES) == {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"}
