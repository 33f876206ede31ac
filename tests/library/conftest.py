"""A library in a folder of its own, with three articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.i18n import Translator
from reader.library import Library
from reader.paths import folders
from tests.samples import FILES


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three files to import."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture
def library(tmp_path: Path):
    """An empty library."""
    with Library(folders(tmp_path / "data")) as opened:
        opened.intake.check()
        yield opened


@pytest.fixture
def filled(library, files):
    """A library with three articles: their ids by file name."""
    outcomes = [p.outcome for p in library.intake.import_files(files, Translator("en")) if p.outcome]
    return {outcome.path.name: outcome.id for outcome in outcomes}
