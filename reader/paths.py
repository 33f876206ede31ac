"""Where things are: the reader's own folders, and the files that ship with the program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "docbao"
DATA_DIR_VARIABLE = "DOCBAO_DATA_DIR"


@dataclass(frozen=True, slots=True)
class Folders:
    """The reader's folders. They are made when something is first written to them."""

    data: Path
    config: Path
    cache: Path

    @property
    def database(self) -> Path:
        """The SQLite library: the truth."""
        return self.data / "library.sqlite"

    @property
    def index(self) -> Path:
        """The search index: derived, may be deleted at any time."""
        return self.cache / "index"

    @property
    def backups(self) -> Path:
        """The backups that are made without asking."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """The settings of the window."""
        return self.config / "settings.json"

    @property
    def log(self) -> Path:
        """The log of unexpected errors."""
        return self.cache / "docbao.log"


def folders(data_dir: str | Path | None = None) -> Folders:
    """Return the folders below ``data_dir``, below ``$DOCBAO_DATA_DIR``, or where the system wants them."""
    chosen = data_dir or os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        root = Path(chosen).expanduser().absolute()
        return Folders(data=root, config=root / "config", cache=root / "cache")
    dirs = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return Folders(data=dirs.user_data_path, config=dirs.user_config_path, cache=dirs.user_cache_path)


def shipped(*parts: str) -> Path:
    """Return the path of a file or folder that ships with the program.

    ``shipped("resources", "icons")`` and ``shipped("corpus", "articles")`` work in a checkout and in
    an installed wheel, which carries both folders inside the package.
    """
    package = Path(__file__).resolve().parent
    inside = package / "_shipped"
    root = inside if inside.is_dir() else package.parent
    return root.joinpath(*parts)
