"""Ways out: models to text or bytes, one format a file. The formats are in :data:`FORMATS`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.errors import N_, ReaderError
from reader.export.citation import citation, citation_html
from reader.export.formats import FORMATS, Exporter, Purpose
from reader.export.item import ExportItem, Options
from reader.export.links import is_link, link, parse_link
from reader.export.styles import STYLES, check_style
from reader.i18n import Translator

__all__ = [
    "FORMATS",
    "STYLES",
    "ExportItem",
    "Exporter",
    "Options",
    "Purpose",
    "citation",
    "citation_html",
    "is_link",
    "link",
    "parse_link",
    "render",
]


def render(
    fmt: str,
    items: Sequence[ExportItem],
    translator: Translator,
    options: Options | None = None,
    *,
    keep_empty: bool = False,
    formats: Mapping[str, Exporter] = FORMATS,
) -> str | bytes:
    """Return the highlights and notes of ``items``, in the order given, in the format named ``fmt``.

    Articles without highlights and notes are left out unless ``keep_empty`` says that they were asked for.

    Raises:
        ReaderError: there is no such format or citation style, or a template has a mistake.
    """
    exporter, wanted = formats.get(fmt), options or Options()
    if exporter is None:
        raise ReaderError(
            N_("There is no format “{name}”; choose one of {known}."), name=fmt, known=", ".join(formats)
        )
    check_style(wanted.style)
    return exporter.render([item for item in items if keep_empty or item.noted], translator, wanted)
