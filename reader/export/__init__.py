"""Ways out: models to text, one format a file.

A new format is a module with a ``render`` function and a line in :data:`FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reader.errors import N_, ReaderError
from reader.export import html, json_, markdown
from reader.export.citation import citation
from reader.export.item import ExportItem
from reader.export.links import is_link, link, parse_link
from reader.i18n import Translator

__all__ = ["FORMATS", "ExportItem", "Exporter", "citation", "is_link", "link", "parse_link", "render"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its name on the command line, its files' suffix, its media type, and what writes it.

    ``label`` is a gettext message, the format's name in menus and dialogues.
    """

    name: str
    label: str
    suffix: str
    media_type: str
    render: Callable[[Sequence[ExportItem], Translator], str]


FORMATS: Mapping[str, Exporter] = MappingProxyType(
    {
        exporter.name: exporter
        for exporter in (
            Exporter("markdown", N_("Markdown"), ".md", "text/markdown", markdown.render),
            Exporter("html", N_("Web page (HTML)"), ".html", "text/html", html.render),
            Exporter("json", N_("Data (JSON)"), ".json", "application/json", json_.render),
        )
    }
)


def render(fmt: str, items: Sequence[ExportItem], translator: Translator, *, keep_empty: bool = False) -> str:
    """Return the highlights and notes of ``items``, in the order given, in the format named ``fmt``.

    Articles without highlights are left out unless ``keep_empty`` says that they were asked for.

    Raises:
        ReaderError: there is no such format.
    """
    exporter = FORMATS.get(fmt)
    if exporter is None:
        raise ReaderError(
            N_("There is no format “{name}”; choose one of {known}."), name=fmt, known=", ".join(FORMATS)
        )
    return exporter.render([item for item in items if keep_empty or item.highlights], translator)
