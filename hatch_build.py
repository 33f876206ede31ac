"""Compiles the translations and packs what the program reads at run time into the wheel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Pictures of the program, training text, the marked corpus, sources of what is compiled, scripts that make
# resources.
LEFT_OUT = ("resources/screenshots", "resources/training", "corpus/gold")
LEFT_OUT_SUFFIXES = {".po", ".py", ".pyc"}


class ShipResources(BuildHookInterface[BuilderConfig]):
    """Put resources/ and corpus/ into the package as ``reader/_shipped``, where ``reader.paths`` looks.

    A checkout (an editable installation) reads them where they are.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues, and name the files to pack when this is a wheel."""
        for source in Path(self.root, "resources", "translations").glob("*/LC_MESSAGES/docbao.po"):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
        if self.target_name == "wheel" and version == "standard":
            for path in self._shipped():
                build_data["force_include"][path] = f"reader/_shipped/{path}"

    def _shipped(self) -> Iterator[str]:
        """Return the files of both folders, relative to the repository."""
        for folder in ("resources", "corpus"):
            for file in sorted(Path(self.root, folder).rglob("*")):
                path = file.relative_to(self.root).as_posix()
                if file.is_file() and not path.startswith(LEFT_OUT) and file.suffix not in LEFT_OUT_SUFFIXES:
                    yield path
