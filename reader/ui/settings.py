"""The window's settings: a table of names, defaults and checks, kept as JSON.

A value that is missing or does not pass its check counts as its default, so that an old or a damaged
file never keeps the window from opening.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from reader.errors import N_, ReaderError
from reader.export.styles import PLAIN, STYLES
from reader.i18n import LANGUAGES
from reader.library.files import write_file
from reader.models import NUMBERS, Color, EntityType, Scope, Sort, Style

Check = Callable[[object], bool]
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its default, and whether a stored value is one that it can have."""

    default: object
    check: Check


def _one_of(*values: object) -> Check:
    return lambda value: value in values


def _whole(low: int, high: int) -> Check:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _number(low: float, high: float) -> Check:
    return lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    )


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _types(value: object) -> bool:
    return isinstance(value, list) and all(item in set(EntityType) for item in value)


def _whole_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, int) for item in value)


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "language": Setting(SYSTEM, _one_of(SYSTEM, *LANGUAGES)),
        "theme": Setting(SYSTEM, _one_of(SYSTEM, "light", "sepia", "dark")),
        "typography.family": Setting("serif", _one_of("serif", "sans")),
        "typography.size": Setting(19, _whole(14, 32)),
        "typography.spacing": Setting(1.63, _number(1.3, 2.0)),
        "typography.measure": Setting(68, _whole(50, 90)),
        "typography.justify": Setting(False, _is_bool),  # noqa: FBT003
        "entities.types": Setting([kind.value for kind in EntityType if kind not in NUMBERS], _types),
        "entities.shown": Setting(True, _is_bool),  # noqa: FBT003
        "correction.scope": Setting(Scope.ARTICLE.value, _one_of(*Scope)),
        "highlight.color": Setting(Color.YELLOW.value, _one_of(*Color)),
        "highlight.style": Setting(Style.FILL.value, _one_of(*Style)),
        "list.sort": Setting(Sort.ADDED.value, _one_of(*Sort)),
        "window.geometry": Setting("", _is_text),
        "window.splitter": Setting([], _whole_list),
        "window.sidebar": Setting(True, _is_bool),  # noqa: FBT003
        "window.list": Setting(True, _is_bool),  # noqa: FBT003
        "window.panel": Setting(True, _is_bool),  # noqa: FBT003
        "window.panel_tab": Setting("entities", _is_text),
        "window.sidebar_state": Setting({}, _is_object),
        "window.article": Setting(0, _whole(0, 2**62)),
        "export.format": Setting("markdown", _is_text),
        "export.whole": Setting(False, _is_bool),  # noqa: FBT003
        "citation.style": Setting(PLAIN, _one_of(*STYLES)),
    }
)


class Settings:
    """The settings of one library folder. Reading never fails; writing is atomic."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _load(path)

    def get(self, name: str) -> object:
        """Return a setting that passes its check."""
        setting = SETTINGS[name]
        value = self._values.get(name, setting.default)
        return value if setting.check(value) else setting.default

    def text(self, name: str) -> str:
        """Return a setting that is a text."""
        return str(self.get(name))

    def flag(self, name: str) -> bool:
        """Return a setting that is yes or no."""
        return bool(self.get(name))

    def set(self, name: str, value: object) -> None:
        """Change a setting in memory; :meth:`save` keeps it.

        Raises:
            ValueError: if the value does not pass the setting's check: a mistake of ours.
        """
        if not SETTINGS[name].check(value):
            raise ValueError(name, value)
        self._values[name] = value

    def reload(self) -> None:
        """Read the settings again: another file has taken their place."""
        self._values = _load(self._path)

    def save(self) -> None:
        """Write the settings.

        Raises:
            ReaderError: where the folder or the disk does not allow it.
        """
        known = {name: value for name, value in self._values.items() if name in SETTINGS}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReaderError(
                N_("{path} cannot be written: {reason}."),
                path=self._path,
                reason=error.strerror or str(error),
            ) from error
        write_file(self._path, json.dumps(known, ensure_ascii=False, indent=1) + "\n")


def _load(path: Path) -> dict[str, object]:
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
