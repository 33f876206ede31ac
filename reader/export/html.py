"""HTML: one self-contained page, light or dark as its reader's system is, that fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from reader.export.citation import citation_html
from reader.export.html_whole import STYLE, whole
from reader.export.item import ExportItem, Options, caption, document_title, heading
from reader.export.links import link
from reader.export.notes import note_html
from reader.i18n import Translator
from reader.models import Article, Highlight

# Characters that no HTML document may hold, not even as references.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

_STYLE = """
:root { color-scheme: light dark;
  --page: #fcfbf7; --ink: #23211d; --soft: #6b675e; --line: #dfdbd1; --accent: #2f6f6b;
  --yellow: #f9e58c; --green: #cde9b8; --blue: #c5dff3; --red: #f6cbc6; --purple: #e3d3f0; }
@media (prefers-color-scheme: dark) { :root {
  --page: #1f2022; --ink: #e4e1da; --soft: #a19d94; --line: #303236; --accent: #6fb8b2;
  --yellow: #5e5320; --green: #37512a; --blue: #294760; --red: #5e3330; --purple: #4b3a5e; } }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 1.1875rem/1.6 "Source Serif 4", "Noto Serif", Georgia, serif; }
main { max-width: 38em; margin: 0 auto; padding: 3rem 1.5rem; overflow-wrap: break-word; }
h1, h2 { line-height: 1.2; text-wrap: balance; }
h1 { font-size: 1.75em; } h2 { font-size: 1.3em; margin: 0 0 .5rem; }
article { margin: 0 0 3rem; } article + article { border-top: 1px solid var(--line); padding-top: 2rem; }
.citation, figcaption { color: var(--soft); font-size: .85em; }
figure { margin: 2rem 0; }
blockquote { margin: 0; padding: .6em 1em; border-radius: 6px; }
blockquote p { margin: 0; } blockquote p + p { margin-top: .6em; }
.note { margin: .6em 1em; } .note > :first-child { margin-top: 0; } .note > :last-child { margin-bottom: 0; }
figcaption { margin: .4em 1em 0; }
a { color: var(--accent); } figcaption a { color: inherit; }
.yellow blockquote { background: var(--yellow); } .green blockquote { background: var(--green); }
.blue blockquote { background: var(--blue); } .red blockquote { background: var(--red); }
.purple blockquote { background: var(--purple); }
@media print { figure { break-inside: avoid; }
  blockquote { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Docbao">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main{kind}>
{body}
</main>
</body>
</html>
"""


def render(items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
    """Return one HTML page with the highlights of ``items``; every text carries its own language."""
    title = document_title(items, translator)
    single = len(items) == 1
    body = [] if single else [f"<h1>{escape(title)}</h1>"]
    if not items:
        body.append(f"<p>{escape(translator.gettext('There are no highlights yet.'))}</p>")
    body.extend(_article(item, translator, options, "h1" if single else "h2") for item in items)
    page = _PAGE.format(
        language=escape(translator.language),
        title=escape(title),
        style=_STYLE + STYLE if options.whole else _STYLE,
        kind=' class="whole"' if options.whole else "",
        body="\n".join(body),
    )
    return _FORBIDDEN.sub("\ufffd", page)


def _article(item: ExportItem, translator: Translator, options: Options, level: str) -> str:
    """Return one article: heading, citation, highlights."""
    article = item.article
    parts = [
        "<article>",
        f"<{level}{_language(article)}>{escape(heading(article, translator))}</{level}>",
        f'<p class="citation">{citation_html(article, translator, article.added[:10], options.style)}</p>',
    ]
    if article.note.strip():
        parts.append(f'<div class="note">{note_html(article.note)}</div>')
    if options.whole:
        parts.append(f"<div{_language(article)}>{whole(item, translator, options, int(level[1]))}</div>")
    alone = [each for each in item.in_text_order if each.orphan or not options.whole]
    parts.extend(_highlight(highlight, article, translator, options) for highlight in alone)
    if not item.highlights and not options.whole:
        parts.append(f"<p>{escape(translator.gettext('No highlights in this article.'))}</p>")
    parts.append("</article>")
    return "\n".join(parts)


def _highlight(highlight: Highlight, article: Article, translator: Translator, options: Options) -> str:
    """Return one highlight: the quotation, the note, the way back."""
    parts = [
        f'<figure class="{highlight.color.value}">',
        f"<blockquote{_language(article)}>{paragraphs(highlight.selector.exact)}</blockquote>",
    ]
    if highlight.note.strip():
        parts.append(f'<div class="note">{note_html(highlight.note)}</div>')
    address = escape(link(highlight.article_id, highlight.id))
    said = escape(caption(highlight, translator, options))
    parts.append(f'<figcaption><a href="{address}">{said}</a></figcaption>')
    parts.append("</figure>")
    return "\n".join(parts)


def _language(article: Article) -> str:
    """Return the ``lang`` attribute of an article's own text; none where its language is unknown."""
    language = article.metadata.language
    return "" if language in {"", "und"} else f' lang="{escape(language)}"'


def paragraphs(text: str) -> str:
    """Return plain text as paragraphs, with its line breaks."""
    paragraphs = re.split(r"\n\s*\n", text.strip("\n"))
    return "".join(f"<p>{escape(paragraph).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)
