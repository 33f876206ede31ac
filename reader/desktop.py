"""Docbao in the desktop's menu: the entries, the icons, "Open with" and ``docbao://`` links.

Everything goes below the user's own data folder (``$XDG_DATA_HOME``), so that no rights are needed and
removing it is deleting files. Docbao becomes a choice for its file types, never their default; it is
the only handler of its own links. There are two entries because files and links reach a program in two ways
(``%F`` and ``%u``, Desktop Entry Specification, "The Exec key").
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reader.errors import N_, StorageError
from reader.paths import APP_NAME, shipped

_ENTRIES = ("docbao.desktop", "docbao-link.desktop")
# Characters that the specification wants escaped inside double quotes.
_QUOTED = str.maketrans({char: f"\\{char}" for char in '"`$\\'})
_RESERVED = set(" \t\n\"'\\><~|&;$*?#()`")


def data_home() -> Path:
    """Return the folder that desktops look into for the user's entries and icons."""
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    # The specification has relative paths ignored.
    return chosen if chosen.is_absolute() else Path.home() / ".local" / "share"


def command() -> list[str]:
    """Return the command that starts this very Docbao from anywhere."""
    script = Path(sys.executable).with_name(APP_NAME)
    if getattr(sys, "frozen", False):  # a bundle: the executable is the program
        return [sys.executable]
    if script.is_file():
        return [str(script)]
    # Run from a checkout that was not installed: the package has to be found from any folder.
    root = Path(__file__).resolve().parent.parent
    return ["/usr/bin/env", f"PYTHONPATH={root}", sys.executable, "-m", "reader"]


def install(home: Path | None = None, arguments: Sequence[str] | None = None) -> list[Path]:
    """Write the entries and icons below ``home`` (by default :func:`data_home`) and return them.

    ``arguments`` is the command that the entries start, by default :func:`command`. Files that are
    there already are brought up to date.

    Raises:
        StorageError: a file cannot be written.
    """
    base = home or data_home()
    written = []
    try:
        for target, content in _files(base, arguments or command()).items():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            written.append(target)
    except OSError as error:
        raise StorageError(
            N_("{path} cannot be written: {reason}."), path=error.filename, reason=error.strerror
        ) from error
    _refresh(base)
    return written


def uninstall(home: Path | None = None) -> list[Path]:
    """Remove what :func:`install` wrote, with the folders that are empty after it, and return the files.

    Raises:
        StorageError: a file cannot be removed.
    """
    base = home or data_home()
    removed = []
    try:
        for target in _files(base, [APP_NAME]):
            if target.exists():
                target.unlink()
                removed.append(target)
    except OSError as error:
        raise StorageError(
            N_("{path} cannot be removed: {reason}."), path=error.filename, reason=error.strerror
        ) from error
    _refresh(base)
    for target in removed:
        _remove_empty_folders(target.parent, base)
    return removed


def quote(argument: str) -> str:
    """Return one argument as it stands in an entry's ``Exec`` key, by the rules of the specification.

    First quoted like a shell would, then escaped as a string value of the file; ``%`` begins a field code.
    """
    text = argument.replace("%", "%%")
    if not text or _RESERVED & set(text):
        text = f'"{text.translate(_QUOTED)}"'
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _files(home: Path, arguments: Sequence[str]) -> dict[Path, bytes]:
    """Return every file of an installation and what is in it."""
    line = " ".join(map(quote, arguments))
    files = {
        home / "applications" / name: shipped("resources", "desktop", name)
        .read_text(encoding="utf-8")
        .replace("@EXEC@", line)
        .encode()
        for name in _ENTRIES
    }
    icons = shipped("resources", "icons")
    hicolor = home / "icons" / "hicolor"
    for picture in sorted((icons / "hicolor").rglob("*.png")):
        files[hicolor / picture.relative_to(icons / "hicolor")] = picture.read_bytes()
    files[hicolor / "scalable" / "apps" / f"{APP_NAME}.svg"] = (icons / f"{APP_NAME}.svg").read_bytes()
    return files


def _refresh(home: Path) -> None:
    """Let the desktop see the change where it has the means: cache of file types, age of icons."""
    applications = home / "applications"
    hicolor = home / "icons" / "hicolor"
    tool = shutil.which("update-desktop-database")
    with suppress(OSError, subprocess.SubprocessError):
        if tool and applications.is_dir():
            arguments = [tool, "-q", str(applications)]
            subprocess.run(arguments, check=False, capture_output=True, timeout=30)  # noqa: S603 - our own folder
        cache = applications / "mimeinfo.cache"
        if cache.is_file() and cache.read_bytes().strip() == b"[MIME Cache]":
            cache.unlink()  # nothing is left in it
        if hicolor.is_dir():
            hicolor.touch()  # an icon cache older than its folder is not trusted


def _remove_empty_folders(folder: Path, home: Path) -> None:
    """Remove ``folder`` and those above it up to ``home`` as long as they are empty."""
    while folder != home and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
