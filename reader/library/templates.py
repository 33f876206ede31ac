"""Templates on the disk: those that ship with the program, and the reader's own, which come before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from reader.errors import N_, NotFoundError, ReaderError
from reader.export import FORMATS, Exporter, Options, Purpose
from reader.export.item import ExportItem, Render
from reader.i18n import Translator
from reader.library.files import write_file
from reader.paths import Folders, shipped

_ENDING = ".j2"
_MEDIA_TYPES = {".md": "text/markdown", ".html": "text/html"}


def folder(folders: Folders) -> Path:
    """Return where the reader's own templates are."""
    return folders.config / "templates"


def formats(folders: Folders) -> Mapping[str, Exporter]:
    """Return all formats: the built-in ones, then the templates by name (``reading-notes.md``)."""
    found = {
        path.name.removesuffix(_ENDING): path for path in (*_files(_shipped()), *_files(folder(folders)))
    }
    made = {name: _exporter(name, path) for name, path in sorted(found.items())}
    return MappingProxyType({**FORMATS, **made})


def copy_template(name: str, folders: Folders) -> Path:
    """Copy a template that ships with the program into the reader's folder, and return where it is.

    One that is there already stays as it is.

    Raises:
        NotFoundError: no such template ships with the program.
        ReaderError: the folder cannot be written.
    """
    source = _shipped() / f"{name}{_ENDING}"
    if not source.is_file():
        known = ", ".join(path.name.removesuffix(_ENDING) for path in _files(_shipped()))
        raise NotFoundError(
            N_("There is no template “{name}”; choose one of {known}."), name=name, known=known
        )
    target = folder(folders) / source.name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, source.read_text(encoding="utf-8"))
    return target


def shipped_names() -> tuple[str, ...]:
    """Return the names of the templates that ship with the program."""
    return tuple(path.name.removesuffix(_ENDING) for path in _files(_shipped()))


def _shipped() -> Path:
    return shipped("resources", "templates")


def _files(place: Path) -> Iterator[Path]:
    """Yield the templates in a folder; none where there is no folder."""
    for path in sorted(place.glob(f"*{_ENDING}")):
        if Path(path.stem).suffix in _MEDIA_TYPES:
            yield path


def _exporter(name: str, path: Path) -> Exporter:
    suffix = Path(name).suffix
    return Exporter(
        name, name, suffix, _MEDIA_TYPES[suffix], Purpose.TEMPLATES, _render(name, path), whole=True
    )


def _render(name: str, path: Path) -> Render:
    """Return what fills a template, read anew each time: it may have been changed in an editor."""

    def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
        try:
            source = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            reason = error.strerror or str(error)
            raise ReaderError(N_("{path} cannot be read: {reason}."), path=path, reason=reason) from error
        except UnicodeDecodeError as error:
            raise ReaderError(N_("{path} is not UTF-8 text."), path=path) from error
        from reader.export.template import Template  # noqa: PLC0415 - with its parsers, when it is used

        return Template(name, source, html=name.endswith(".html")).render(items, translator, options)

    return render
