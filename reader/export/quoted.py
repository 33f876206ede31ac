"""A quotation with its citation, for the clipboard and for dragging: plain, as HTML, as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from reader.export import markdown
from reader.export.citation import citation, citation_html
from reader.export.html import paragraphs
from reader.export.notes import note_html
from reader.i18n import Translator
from reader.models import Article


@dataclass(frozen=True, slots=True)
class Quoted:
    """The same in three forms."""

    text: str
    html: str
    markdown: str


def quoted(article: Article, quote: str, translator: Translator, style: str, note: str = "") -> Quoted:
    """Return a quotation of an article with its citation, and with the reader's note if there is one."""
    cited = citation(article, translator, style=style)
    plain = translator.pgettext("quotation marks", "“{title}”").format(title=" ".join(quote.split()))
    language = article.metadata.language
    spoken = "" if language in {"", "und"} else f' lang="{escape(language)}"'
    html = [
        f"<blockquote{spoken}>{paragraphs(quote)}</blockquote>",
        f"<p>— {citation_html(article, translator, style=style)}</p>",
    ]
    lines = [plain, f"— {cited}"]
    blocks = [markdown.quotation(quote), f"— {markdown.escape(cited)}"]
    if note.strip():
        html.append(note_html(note))
        lines += ["", re.sub(r"\n{3,}", "\n\n", note.strip())]
        blocks.append(markdown.note_item(note))
    return Quoted("\n".join(lines), "\n".join(html), "\n\n".join(blocks) + "\n")
