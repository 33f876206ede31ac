"""Compiles the translations before a wheel is made, so that the wheel carries them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface[BuilderConfig]):
    """Turn every ``docbao.po`` below resources/translations into the ``docbao.mo`` beside it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile, and have the compiled files packed although git ignores them."""
        for source in Path(self.root, "resources", "translations").glob("*/LC_MESSAGES/docbao.po"):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
            compiled = source.with_suffix(".mo").relative_to(self.root)
            build_data.setdefault("artifacts", []).append(str(compiled))
