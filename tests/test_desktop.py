"""The entry in the desktop's menu."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import desktop
from reader.errors import StorageError


def entry(path: Path) -> configparser.SectionProxy:
    """The keys of a desktop entry, case and all."""
    parser = configparser.RawConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def tree(folder: Path) -> dict[Path, bytes | None]:
    """Every file and folder below ``folder``."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_entries_and_icons_are_written_and_named(tmp_path: Path):
    written = desktop.install(tmp_path, ["/opt/docbao/bin/docbao"])
    assert all(path.is_file() for path in written)
    names = {path.relative_to(tmp_path).as_posix() for path in written}
    assert {
        "applications/docbao.desktop",
        "applications/docbao-link.desktop",
        "icons/hicolor/scalable/apps/docbao.svg",
        "icons/hicolor/16x16/apps/docbao.png",
        "icons/hicolor/512x512/apps/docbao.png",
    } <= names


def test_the_entry_starts_the_command_with_files_and_the_other_with_a_link(tmp_path: Path):
    desktop.install(tmp_path, ["/opt/my reader/docbao"])
    files = entry(tmp_path / "applications" / "docbao.desktop")
    assert files["Exec"] == '"/opt/my reader/docbao" %F'
    assert set(files["MimeType"].split(";")) == {
        "text/html", "text/plain", "text/markdown", "application/xhtml+xml", "",
    }  # fmt: skip
    assert files["StartupWMClass"] == "docbao"
    link = entry(tmp_path / "applications" / "docbao-link.desktop")
    assert link["Exec"] == '"/opt/my reader/docbao" %u'
    assert link["MimeType"] == "x-scheme-handler/docbao;"
    assert link["NoDisplay"] == "true"


@pytest.mark.parametrize("language", ["", "[vi]", "[ru]"])
def test_the_menu_shows_it_in_three_languages(tmp_path: Path, language: str):
    desktop.install(tmp_path)
    assert entry(tmp_path / "applications" / "docbao.desktop")[f"GenericName{language}"]
    assert entry(tmp_path / "applications" / "docbao.desktop")[f"Comment{language}"]


@pytest.mark.skipif(
    not shutil.which("desktop-file-validate"), reason="desktop-file-validate is not installed"
)
@pytest.mark.parametrize("name", ["docbao.desktop", "docbao-link.desktop"])
def test_the_validator_has_nothing_to_say(tmp_path: Path, name: str):
    desktop.install(tmp_path, ["/opt/100% mine/$HOME/docbao"])
    done = subprocess.run(
        ["desktop-file-validate", tmp_path / "applications" / name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_removing_leaves_the_folder_as_it_was(tmp_path: Path):
    (tmp_path / "applications").mkdir()
    (tmp_path / "applications" / "other.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=Other\nExec=true\n"
    )
    (tmp_path / "icons" / "hicolor" / "16x16" / "apps").mkdir(parents=True)
    (tmp_path / "icons" / "hicolor" / "16x16" / "apps" / "other.png").write_bytes(b"x")
    before = tree(tmp_path)
    written = desktop.install(tmp_path)
    assert set(desktop.uninstall(tmp_path)) == set(written)
    assert tree(tmp_path) == before
    assert desktop.uninstall(tmp_path) == []


def test_nothing_is_left_where_nothing_was(tmp_path: Path):
    desktop.install(tmp_path / "share")
    desktop.uninstall(tmp_path / "share")
    assert tree(tmp_path / "share") == {}


def test_installing_twice_is_installing_once(tmp_path: Path):
    first = desktop.install(tmp_path, ["/old"])
    assert desktop.install(tmp_path, ["/new"]) == first
    assert entry(tmp_path / "applications" / "docbao.desktop")["Exec"] == "/new %F"


def test_it_works_on_a_system_without_desktop_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert desktop.install(tmp_path)
    assert desktop.uninstall(tmp_path)


@pytest.mark.skipif(
    not shutil.which("update-desktop-database"), reason="update-desktop-database is not installed"
)
def test_desktops_learn_of_the_types(tmp_path: Path):
    desktop.install(tmp_path)
    cache = (tmp_path / "applications" / "mimeinfo.cache").read_text()
    assert "text/markdown=docbao.desktop;" in cache
    assert "x-scheme-handler/docbao=docbao-link.desktop;" in cache


def test_the_default_programs_are_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    desktop.install()
    assert not (tmp_path / "config").exists()
    assert not list((tmp_path / "share").rglob("mimeapps.list"))


def test_the_data_folder_of_the_desktop_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert desktop.data_home() == tmp_path / "share"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert desktop.data_home() == tmp_path / ".local" / "share"


def test_the_command_is_the_script_beside_the_interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "docbao").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert desktop.command() == [str(tmp_path / "docbao")]


def test_without_a_script_the_package_is_run_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    python = sys.executable
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    found = desktop.command()
    assert found[-3:] == [str(tmp_path / "python"), "-m", "reader"]
    starting = [*found[:-3], python, "-c", "import reader"]
    assert subprocess.run(starting, cwd=tmp_path, check=False).returncode == 0


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path):
    (tmp_path / "applications").write_text("a file where a folder belongs")
    with pytest.raises(StorageError, match="cannot be written: "):
        desktop.install(tmp_path)


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_any_argument_is_read_back_as_it_was(argument: str):
    value = desktop.quote(argument)
    assert "\n" not in value
    line = value.replace("\\\\", "\\")  # the file's own escapes; those of the command line come next
    if line.startswith('"'):
        line = re.sub(r'\\(["`$\\])', r"\1", line[1:-1])
    else:
        assert not set(line) & set(" \"'\\><~|&;$*?#()`")
    assert line.replace("%%", "%") == argument
