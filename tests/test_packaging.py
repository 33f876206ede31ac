"""What a wheel of Docbao carries."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.conftest import REPOSITORY

SHIPPED = "reader/_shipped"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """The files of a wheel built from this checkout, with their sizes."""
    folder = tmp_path_factory.mktemp("dist")
    built = Path(
        next(iter(WheelBuilder(str(REPOSITORY)).build(directory=str(folder), versions=["standard"])))
    )
    with zipfile.ZipFile(built) as archive:
        assert archive.testzip() is None
        return {info.filename: info.file_size for info in archive.infolist()}


def in_repository(pattern: str) -> set[str]:
    """Files of the checkout, as the wheel names them."""
    return {
        f"{SHIPPED}/{path.relative_to(REPOSITORY).as_posix()}"
        for path in REPOSITORY.glob(pattern)
        if path.is_file()
    }


@pytest.mark.parametrize(
    "pattern",
    [
        "corpus/articles/*",
        "resources/desktop/*.desktop",
        "resources/fonts/*",
        "resources/gazetteers/*.txt",
        "resources/icons/*.svg",
        "resources/icons/hicolor/*/apps/*.png",
    ],
)
def test_what_the_program_reads_travels_inside(wheel: dict[str, int], pattern: str):
    wanted = {name for name in in_repository(pattern) if not name.endswith(".py")}
    assert wanted
    assert wanted <= wheel.keys()


def test_the_translations_are_compiled(wheel: dict[str, int]):
    for language in ("vi", "en", "ru"):
        assert wheel[f"{SHIPPED}/resources/translations/{language}/LC_MESSAGES/docbao.mo"] > 1000


def test_every_module_is_in_it_and_nothing_else_of_the_repository(wheel: dict[str, int]):
    modules = {path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.glob("reader/**/*.py")}
    assert modules <= wheel.keys()
    strangers = [name for name in wheel if not name.startswith(("reader/", "docbao-"))]
    assert strangers == []


def test_what_only_developers_need_stays_at_home(wheel: dict[str, int]):
    for part in ("/screenshots/", "/gold/", ".po", "__pycache__", "/tests/"):
        assert [name for name in wheel if part in name and not name.startswith("docbao-")] == []


def test_the_command_is_declared():
    metadata = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert 'docbao = "reader.__main__:main"' in metadata
