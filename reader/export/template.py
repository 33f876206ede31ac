"""Templates: formats that the reader writes, in Jinja2, run in its sandbox.

https://jinja.palletsprojects.com/en/stable/templates/. A template sees plain values and nothing of the
program: ``title``, ``language`` and ``articles``; what an article and a highlight hold is in :func:`values`.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import N_, ReaderError
from reader.export import html, markdown
from reader.export.citation import citation
from reader.export.item import ExportItem, Options, caption, color_name, document_title, hashtag, heading
from reader.export.links import link
from reader.export.notes import note_html
from reader.i18n import Translator
from reader.models import Highlight

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name in messages, its source, and whether it makes HTML and so escapes by itself."""

    name: str
    source: str
    html: bool

    def render(self, items: Sequence[ExportItem], translator: Translator, options: Options) -> str:
        """Fill the template.

        Raises:
            ReaderError: the template has a mistake; the message names its line.
        """
        from jinja2 import TemplateError, TemplateSyntaxError  # noqa: PLC0415 - 60 ms, for templates alone

        try:
            template = _environment(translator, html_output=self.html).from_string(self.source)
            return str(template.render(values(items, translator, options)))
        except TemplateSyntaxError as error:
            raise self._mistake(error.lineno, error.message or "") from error
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
            raise self._mistake(_line(error), str(error)) from error

    def _mistake(self, line: int, problem: str) -> ReaderError:
        said = " ".join(problem.split()).rstrip(".")
        return ReaderError(
            N_("The template {name} has a mistake in line {line}: {problem}."),
            name=self.name,
            line=line,
            problem=said,
        )


def values(items: Sequence[ExportItem], translator: Translator, options: Options) -> dict[str, object]:
    """Return what a template sees."""
    return {
        "title": document_title(items, translator),
        "language": translator.language,
        "articles": [_article(item, translator, options) for item in items],
    }


def _article(item: ExportItem, translator: Translator, options: Options) -> dict[str, object]:
    article, meta = item.article, item.article.metadata
    return {
        "id": article.id,
        "title": heading(article, translator),
        "authors": list(meta.authors),
        "source": meta.source,
        "section": meta.section,
        "published": meta.published,
        "language": meta.language,
        "url": meta.url,
        "tags": list(article.tags),
        "starred": article.starred,
        "note": article.note.strip(),
        "added": article.added,
        "words": article.words,
        "link": link(article.id),
        "citation": citation(article, translator, article.added[:10], options.style),
        "text": article.text if options.whole else "",
        "highlights": [_highlight(highlight, translator, options) for highlight in item.in_text_order],
    }


def _highlight(highlight: Highlight, translator: Translator, options: Options) -> dict[str, object]:
    return {
        "id": highlight.id,
        "quote": highlight.selector.exact,
        "before": highlight.selector.prefix,
        "after": highlight.selector.suffix,
        "note": highlight.note.strip(),
        "color": highlight.color.value,
        "color_name": color_name(highlight.color, translator, options),
        "style": highlight.style.value,
        "starred": highlight.starred,
        "tags": list(highlight.tags),
        "created": highlight.created,
        "modified": highlight.modified,
        "lost": highlight.orphan,
        "caption": caption(highlight, translator, options),
        "link": link(highlight.article_id, highlight.id),
    }


def _environment(translator: Translator, *, html_output: bool) -> SandboxedEnvironment:
    from jinja2 import StrictUndefined  # noqa: PLC0415 - see above
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    environment = SandboxedEnvironment(
        autoescape=html_output,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        {
            "md": markdown.escape,
            "quotation": markdown.quotation,
            "hashtag": hashtag,
            "date": translator.date,
            "paragraphs": lambda text: Markup(html.paragraphs(text)),  # noqa: S704 - escaped there
            "note": lambda text: Markup(note_html(text)),  # noqa: S704
        }
    )
    return environment


def _line(error: BaseException) -> int:
    """Return the line of the template in which something went wrong, from Jinja's rewritten traceback."""
    lines = [
        each.lineno for each in traceback.extract_tb(error.__traceback__) if each.filename == "<template>"
    ]
    return (lines[-1] if lines else None) or 1
