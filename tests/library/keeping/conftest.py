"""A library on a disk, and small or read-only disks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.i18n import Translator
from reader.library import Library
from reader.paths import Folders, folders
from tests.samples import FILES


def fill(places: Folders) -> None:
    """Make a library of three articles with two highlights, a note and settings."""
    source = places.data / "files"
    source.mkdir(parents=True)
    for name, text in FILES.items():
        (source / name).write_text(text, encoding="utf-8")
    with Library(places) as library:
        library.intake.check()
        for _ in library.intake.import_files(sorted(source.iterdir()), Translator("en")):
            pass
        library.editing.highlight(1, 0, 12, note="xem lại")
        library.editing.highlight(2, 0, 9)
        for _ in library.intake.work():
            pass
    shutil.rmtree(source)
    places.config.mkdir(exist_ok=True)
    places.settings.write_text('{"theme": "sepia"}\n', encoding="utf-8")
    (places.config / "templates").mkdir()
    (places.config / "templates" / "mẫu.md").write_text("{{ tiêu đề }}", encoding="utf-8")


@pytest.fixture
def places(tmp_path: Path) -> Folders:
    """The folders of a filled library."""
    made = folders(tmp_path / "data")
    fill(made)
    return made


def _mount(*arguments: str) -> bool:
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"):
        return False
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Make a disk of so many KiB; the test is skipped where that is not allowed."""
    mounted: list[Path] = []

    def make(size: int) -> Path:
        place = tmp_path / "disk"
        place.mkdir()
        if not _mount("-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(place)):
            pytest.skip("only root may mount a small disk")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Let nobody write to a folder or file, not even root."""
    undo: list[list[str]] = []

    def make(path: Path) -> None:
        if os.name != "posix":
            pytest.skip("needs POSIX permissions")
        if os.geteuid() != 0:
            mode = path.stat().st_mode & 0o777
            path.chmod(mode & 0o555)
            undo.append(["chmod", f"{mode:o}", str(path)])
            return
        if not _mount("--bind", str(path), str(path)):
            pytest.skip("root may not mount here")
        undo.append(["umount", "-l", str(path)])
        assert _mount("-o", "remount,bind,ro", str(path))

    yield make
    for command in undo:
        subprocess.run(command, check=True)
