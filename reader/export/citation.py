"""The full citation of an article, as a reader would write it below a quotation."""

from __future__ import annotations

from html import escape

from reader.export.styles import PLAIN, cite, cite_html
from reader.i18n import Translator
from reader.models import Article
from reader.text.normalise import one_line


def citation(article: Article, translator: Translator, accessed: str = "", style: str = PLAIN) -> str:
    """Return the citation of ``article`` in one of :data:`~reader.export.styles.STYLES`, on one line.

    ``accessed`` is the ISO 8601 day on which an address was read.

    Raises:
        ReaderError: there is no such style.
    """
    if style != PLAIN:
        return cite(article, translator, accessed, style)
    return _plain(article, translator, accessed)


def citation_html(article: Article, translator: Translator, accessed: str = "", style: str = PLAIN) -> str:
    """Return the same as HTML, with the article's web address as a link.

    Raises:
        ReaderError: there is no such style.
    """
    if style != PLAIN:
        text = cite_html(article, translator, accessed, style)
    else:
        text = escape(_plain(article, translator, accessed))
    url = one_line(article.metadata.url)
    shown = escape(url, quote=style == PLAIN)
    if not url.startswith(("https://", "http://")) or shown not in text:
        return text
    return text.replace(shown, f'<a href="{escape(url)}">{shown}</a>', 1)


def _plain(article: Article, translator: Translator, accessed: str) -> str:
    """Return authors, title, source, date and address of ``article``; it ends with a full stop.

    A title that Docbao derived from the text stands in square brackets instead of quotation marks, as
    bibliographies mark what the cataloguer supplied (ISO 690, 5.2). The name of the original file
    stands in for a missing address.
    """
    meta = article.metadata
    _ = translator.gettext
    details = [one_line(meta.source), translator.date(meta.published, "long"), *_place(article)]
    if meta.url and accessed:
        details.append(_("accessed {date}").format(date=translator.date(accessed, "long")))
    sentences = [
        ", ".join(map(one_line, meta.authors)),
        _title(article, translator),
        ", ".join(filter(None, details)),
    ]
    return ". ".join(filter(None, (sentence.rstrip(". ") for sentence in sentences))) + "."


def _title(article: Article, translator: Translator) -> str:
    """Return the title as it is quoted, empty where there is none."""
    title = one_line(article.metadata.title)
    if not title:
        return ""
    if article.metadata.title_derived:
        return f"[{title}]"
    return translator.pgettext("quotation marks", "“{title}”").format(title=title)


def _place(article: Article) -> tuple[str, ...]:
    """Return where the article is to be found: its address, else its file."""
    place = one_line(article.metadata.url) or one_line(article.original_name)
    return (place,) if place else ()
