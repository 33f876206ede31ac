"""Tables: CSV and XLSX with one row a highlight, safe to open in a spreadsheet.

A cell that a spreadsheet would take for a formula begins with an apostrophe in CSV, as OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection); in XLSX every cell is of the type text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from reader.errors import N_
from reader.export.citation import citation
from reader.export.item import ExportItem, Options, color_name
from reader.export.links import link
from reader.i18n import Translator
from reader.models import Highlight, Selector

COLUMNS = (
    N_("Quote"),
    N_("Note"),
    N_("Colour"),
    N_("Tags"),
    N_("Star"),
    N_("Title"),
    N_("Authors"),
    N_("Source"),
    N_("Published"),
    N_("Address"),
    N_("Citation"),
    N_("Created"),
    N_("Changed"),
    N_("Start"),
    N_("End"),
    N_("Link"),
)
_WIDTHS = (60, 40, 10, 16, 6, 40, 24, 18, 12, 30, 50, 22, 22, 8, 8, 28)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NO_PLACE = Selector("", "", "", 0, 0)
_MOST_IN_CELL = 32_767  # characters, a limit of the format
# XML 1.0 has no place for these.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_csv(items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
    """Return CSV (RFC 4180) with a byte order mark, by which Excel tells that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([translator.gettext(column) for column in COLUMNS])
    writer.writerows([_safe(cell) for cell in row] for row in rows(items, translator, options))
    return "\ufeff" + text.getvalue()


def render_xlsx(items: Sequence[ExportItem], translator: Translator, options: Options) -> bytes:
    """Return an Excel workbook with one sheet, its head fixed and filterable."""
    import xlsxwriter  # noqa: PLC0415 - only who writes a workbook waits for it

    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": translator.gettext("Highlights and notes"), "comments": "Docbao"})
    sheet = book.add_worksheet(translator.gettext("Highlights")[:31])
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, wrapped)
        sheet.write_string(0, column, translator.gettext(name), bold)
    number = 0
    for number, row in enumerate(rows(items, translator, options), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell, wrapped)
            else:
                sheet.write_string(number, column, _FORBIDDEN.sub("\ufffd", cell)[:_MOST_IN_CELL], wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, len(COLUMNS) - 1)
    book.close()
    return data.getvalue()


def rows(
    items: Sequence[ExportItem], translator: Translator, options: Options
) -> Iterator[tuple[str | int, ...]]:
    """Yield a row a highlight; a note on a whole article is a row without a quote."""
    for item in items:
        cited = citation(item.article, translator, item.article.added[:10], options.style)
        if item.article.note.strip():
            whole = Highlight("", item.article.id, _NO_PLACE, note=item.article.note, tags=item.article.tags)
            yield _row(whole, item, cited, translator, options)
        for highlight in item.in_text_order:
            yield _row(highlight, item, cited, translator, options)


def _row(
    highlight: Highlight, item: ExportItem, cited: str, translator: Translator, options: Options
) -> tuple[str | int, ...]:
    meta = item.article.metadata
    placed = bool(highlight.id) and not highlight.orphan
    return (
        highlight.selector.exact,
        highlight.note,
        color_name(highlight.color, translator, options) if highlight.id else "",
        ", ".join(highlight.tags),
        "★" if highlight.starred else "",
        meta.title,
        "; ".join(meta.authors),
        meta.source,
        meta.published,
        meta.url,
        cited,
        highlight.created,
        highlight.modified,
        highlight.selector.start if placed else "",
        highlight.selector.end if placed else "",
        link(item.article.id, highlight.id),
    )


def _safe(cell: str | int) -> str | int:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and (cell.startswith(("\t", "\r")) or cell.lstrip().startswith(_FORMULA)):
        return f"'{cell}"
    return cell
