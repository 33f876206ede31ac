"""The dossier of an entity: all that the library knows of it, as Markdown, HTML, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from html import escape as escape_html
from types import MappingProxyType

from reader.errors import N_, ReaderError
from reader.export.links import link
from reader.export.markdown import escape
from reader.i18n import Translator
from reader.models import Appearance, Dossier, EntityType, Passage, Summary
from reader.text.normalise import one_line

TYPES: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PER: N_("Person"),
        EntityType.ORG: N_("Organisation"),
        EntityType.LOC: N_("Place"),
        EntityType.EVENT: N_("Event"),
        EntityType.DOC: N_("Law or document"),
        EntityType.DATE: N_("Date"),
        EntityType.MONEY: N_("Sum of money"),
        EntityType.PERCENT: N_("Percentage"),
    }
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_COLUMNS = (
    N_("Published"), N_("Source"), N_("Title"), N_("Name"), N_("Context"), N_("Start"), N_("End"), N_("Link"),
)  # fmt: skip
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Docbao">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --page: #fcfbf7; --ink: #23211d; --soft: #6b675e; --line: #dfdbd1;
  --accent: #2f6f6b; --mark: #f9e58c; }}
@media (prefers-color-scheme: dark) {{ :root {{ --page: #1f2022; --ink: #e4e1da; --soft: #a19d94;
  --line: #303236; --accent: #6fb8b2; --mark: #5e5320; }} }}
body {{ margin: 0; background: var(--page); color: var(--ink);
  font: 1.125rem/1.6 "Source Serif 4", "Noto Serif", Georgia, serif; }}
main {{ max-width: 40em; margin: 0 auto; padding: 3rem 1.5rem; overflow-wrap: break-word; }}
h1, h2, h3 {{ line-height: 1.2; text-wrap: balance; }}
.soft {{ color: var(--soft); }} a {{ color: var(--accent); }}
table {{ border-collapse: collapse; }} td, th {{ text-align: left; padding: .2em 1.5em .2em 0;
  border-bottom: 1px solid var(--line); }}
td.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
mark {{ background: var(--mark); color: inherit; }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
Table = tuple[str, Sequence[tuple[str, int]]]


def render_dossier(fmt: str, dossier: Dossier, translator: Translator) -> str:
    """Return the dossier of an entity in a format of :data:`DOSSIER_FORMATS`.

    Raises:
        ReaderError: there is no such format.
    """
    renderer = DOSSIER_FORMATS.get(fmt)
    if renderer is None:
        raise ReaderError(
            N_("There is no format “{name}”; choose one of {known}."),
            name=fmt,
            known=", ".join(DOSSIER_FORMATS),
        )
    return renderer(dossier, translator)


def _markdown(dossier: Dossier, translator: Translator) -> str:
    _ = translator.gettext
    parts = [f"# {escape(dossier.entity.name)}", escape(_summary(dossier, translator))]
    if dossier.entity.aliases:
        parts.append(escape(_also(dossier, translator)))
    for heading, rows in _tables(dossier, translator):
        parts.append(f"## {escape(heading)}")
        parts.append("\n".join(f"- {escape(one_line(name))}: {translator.number(n)}" for name, n in rows))
    if dossier.appearances:
        parts.append(f"## {escape(_('Mentions'))}")
    for appearance in dossier.appearances:
        parts.append(f"### {escape(_title(appearance.article, translator))}")
        where = escape(_where(appearance, translator))
        parts.append(f"{where} [{escape(_('Open in Docbao'))}]({link(appearance.article.id)})".strip())
        parts.append("\n".join(f"- {_emphasised(passage)}" for passage in appearance.passages))
    if dossier.marked:
        parts.append(f"## {escape(_('Highlights and notes'))}")
    for marked in dossier.marked:
        note = f" — {escape(one_line(marked.note))}" if marked.note else ""
        address = link(marked.article_id, marked.id)
        parts.append(f"> [{escape(one_line(marked.selector.exact))}]({address}){note}")
    return "\n\n".join(parts) + "\n"


def _emphasised(passage: Passage) -> str:
    before, name, after = _cut(passage)
    return f"{escape(before)}**{escape(name)}**{escape(after)}"


def _html(dossier: Dossier, translator: Translator) -> str:
    _, e = translator.gettext, escape_html
    parts = [f"<h1>{e(dossier.entity.name)}</h1>", f'<p class="soft">{e(_summary(dossier, translator))}</p>']
    if dossier.entity.aliases:
        parts.append(f"<p>{e(_also(dossier, translator))}</p>")
    for heading, rows in _tables(dossier, translator):
        cells = "\n".join(
            f'<tr><td>{e(name)}</td><td class="number">{e(translator.number(n))}</td></tr>'
            for name, n in rows
        )
        parts.append(f"<h2>{e(heading)}</h2>\n<table>\n{cells}\n</table>")
    if dossier.appearances:
        parts.append(f"<h2>{e(_('Mentions'))}</h2>")
    for appearance in dossier.appearances:
        title = e(_title(appearance.article, translator))
        parts.append(f'<h3><a href="{e(link(appearance.article.id))}">{title}</a></h3>')
        parts.append(f'<p class="soft">{e(_where(appearance, translator))}</p>')
        for before, name, after in map(_cut, appearance.passages):
            parts.append(f"<p>{e(before)}<mark>{e(name)}</mark>{e(after)}</p>")
    if dossier.marked:
        parts.append(f"<h2>{e(_('Highlights and notes'))}</h2>")
    for marked in dossier.marked:
        address = e(link(marked.article_id, marked.id))
        parts.append(f'<blockquote><a href="{address}">{e(marked.selector.exact)}</a></blockquote>')
        if marked.note:
            parts.append(f"<p>{e(marked.note)}</p>")
    title = e(dossier.entity.name)
    return _PAGE.format(language=e(translator.language), title=title, body="\n".join(parts))


def _csv(dossier: Dossier, translator: Translator) -> str:
    """Return a row for each mention, as RFC 4180 with the mark by which Excel tells UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([translator.gettext(column) for column in _COLUMNS])
    for appearance in dossier.appearances:
        metadata = appearance.article.metadata
        for passage in appearance.passages:
            name, context = _cut(passage)[1], passage.snippet.text
            cells = (metadata.published, metadata.source, metadata.title, name, context)
            place = (str(passage.start), str(passage.end), link(appearance.article.id))
            writer.writerow([*map(_safe, cells), *place])
    return "\ufeff" + text.getvalue()


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def dossier_shape(dossier: Dossier) -> dict[str, object]:
    """Return a dossier as JSON values; offsets are code points."""
    return {**asdict(dossier), "years": [list(year) for year in dossier.years]}


def _json(dossier: Dossier, _translator: Translator) -> str:
    return json.dumps(dossier_shape(dossier), ensure_ascii=False, indent=1) + "\n"


def _summary(dossier: Dossier, translator: Translator) -> str:
    """Return type and counts on one line."""
    entity = dossier.entity
    return " · ".join(
        (
            translator.gettext(TYPES[entity.type]),
            translator.ngettext("{n} mention", "{n} mentions", entity.mentions),
            translator.ngettext("{n} article", "{n} articles", entity.articles),
        )
    )


def _also(dossier: Dossier, translator: Translator) -> str:
    names = ", ".join(map(one_line, dossier.entity.aliases))
    return translator.gettext("Also called: {names}").format(names=names)


def _tables(dossier: Dossier, translator: Translator) -> Iterator[Table]:
    """Yield headings with names and numbers; a table without rows is left out."""
    _ = translator.gettext
    names = [
        (f"{use.text} ({translator.language_name(use.language)})", use.mentions) for use in dossier.names
    ]
    company = [(each.entity.name, each.articles) for each in dossier.companions]
    yield from (
        (heading, rows)
        for heading, rows in (
            (_("Names"), names),
            (_("Mentions by year"), list(dossier.years)),
            (_("Appears with (articles)"), company),
        )
        if rows
    )


def _title(article: Summary, translator: Translator) -> str:
    return one_line(article.metadata.title) or translator.gettext("Untitled")


def _where(appearance: Appearance, translator: Translator) -> str:
    metadata = appearance.article.metadata
    parts = (
        one_line(metadata.source),
        translator.date(metadata.published),
        translator.ngettext("{n} mention", "{n} mentions", appearance.mentions),
    )
    return " · ".join(filter(None, parts))


def _cut(passage: Passage) -> tuple[str, str, str]:
    """Return what stands before the mention, the mention, and what stands after it."""
    text, (start, end) = passage.snippet.text, passage.snippet.marks[0]
    return text[:start], text[start:end], text[end:]


DOSSIER_FORMATS: Mapping[str, Callable[[Dossier, Translator], str]] = MappingProxyType(
    {"markdown": _markdown, "html": _html, "csv": _csv, "json": _json}
)
