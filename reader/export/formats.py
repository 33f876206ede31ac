"""The table of formats. A new one is a module that renders, a line here, and a line in the tests.

What a format stands on (a library for workbooks, for PDF …) is imported when it is used, not before: the
window shows the names of all formats and should not wait for any of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType

from reader.errors import N_
from reader.export.item import ExportItem, Options, Render
from reader.i18n import Translator


class Purpose(StrEnum):
    """What a format is for; the values are gettext messages, heads of the list of formats."""

    NOTES = N_("Notes")
    DOCUMENTS = N_("Documents")
    TABLES = N_("Tables")
    REFERENCES = N_("References")
    EXCHANGE = N_("Data")
    TEMPLATES = N_("Templates")


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its name on the command line, its files' suffix, its media type, and what writes it.

    ``label`` is a gettext message, the format's name in menus and dialogues. ``whole`` says that it can hold
    whole articles, ``styled`` that it cites in the style chosen, ``preview`` which text format shows what a
    binary one will hold.
    """

    name: str
    label: str
    suffix: str
    media_type: str
    purpose: Purpose
    render: Render
    whole: bool = False
    styled: bool = True
    preview: str = ""


def _late(module: str, function: str = "render") -> Render:
    """Return what renders a format, loaded when it is first used."""

    def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> str | bytes:
        found: Render = getattr(import_module(f"reader.export.{module}"), function)
        return found(items, translator, options)

    return render


def _table(exporters: Sequence[Exporter]) -> Mapping[str, Exporter]:
    return MappingProxyType({exporter.name: exporter for exporter in exporters})


FORMATS: Mapping[str, Exporter] = _table(
    (
        Exporter("markdown", N_("Markdown"), ".md", "text/markdown", Purpose.NOTES, _late("markdown")),
        Exporter("obsidian", N_("Obsidian"), ".md", "text/markdown", Purpose.NOTES, _late("obsidian")),
        Exporter("logseq", N_("Logseq"), ".md", "text/markdown", Purpose.NOTES, _late("logseq")),
        Exporter(
            "html",
            N_("Web page (HTML)"),
            ".html",
            "text/html",
            Purpose.DOCUMENTS,
            _late("html"),
            whole=True,
        ),
        Exporter(
            "pdf",
            N_("PDF"),
            ".pdf",
            "application/pdf",
            Purpose.DOCUMENTS,
            _late("pdf"),
            whole=True,
            preview="html",
        ),
        Exporter(
            "docx",
            N_("Word document (DOCX)"),
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Purpose.DOCUMENTS,
            _late("word"),
            whole=True,
            preview="html",
        ),
        Exporter(
            "odt",
            N_("LibreOffice document (ODT)"),
            ".odt",
            "application/vnd.oasis.opendocument.text",
            Purpose.DOCUMENTS,
            _late("odt"),
            whole=True,
            preview="html",
        ),
        Exporter("csv", N_("Table (CSV)"), ".csv", "text/csv", Purpose.TABLES, _late("tables", "render_csv")),
        Exporter(
            "xlsx",
            N_("Excel workbook"),
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Purpose.TABLES,
            _late("tables", "render_xlsx"),
            preview="csv",
        ),
        Exporter("anki", N_("Anki cards"), ".txt", "text/plain", Purpose.TABLES, _late("anki")),
        Exporter(
            "ris",
            N_("Zotero, Mendeley (RIS)"),
            ".ris",
            "application/x-research-info-systems",
            Purpose.REFERENCES,
            _late("references", "render_ris"),
            styled=False,
        ),
        Exporter(
            "bibtex",
            N_("LaTeX (BibTeX)"),
            ".bib",
            "application/x-bibtex",
            Purpose.REFERENCES,
            _late("references", "render_bibtex"),
            styled=False,
        ),
        Exporter(
            "csl",
            N_("References (CSL-JSON)"),
            ".json",
            "application/vnd.citationstyles.csl+json",
            Purpose.REFERENCES,
            _late("references", "render_csl"),
            styled=False,
        ),
        Exporter(
            "json",
            N_("Everything (JSON)"),
            ".json",
            "application/json",
            Purpose.EXCHANGE,
            _late("json_"),
            whole=True,
        ),
        Exporter(
            "webannotation",
            N_("Web annotations (JSON-LD)"),
            ".jsonld",
            "application/ld+json",
            Purpose.EXCHANGE,
            _late("webannotation"),
            styled=False,
        ),
    )
)
