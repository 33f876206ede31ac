"""Citation styles: citations set by a CSL processor from the style files in ``resources/styles``.

The processor is citeproc-py; terms and dates come from its locales, in the reader's language unless a style
is bound to one (a reference by GOST is Russian, one by the Vietnamese rules Vietnamese).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.errors import N_, ReaderError
from reader.export.csl import reference
from reader.export.item import heading
from reader.i18n import Translator
from reader.models import Article
from reader.paths import shipped

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: ``label`` is a gettext message, ``language`` the one it is bound to."""

    label: str
    language: str = ""


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        PLAIN: Style(N_("Plain")),
        "chicago": Style(N_("Chicago")),
        "apa": Style(N_("APA")),
        "gost": Style(N_("GOST R 7.0.5"), "ru"),
        "vietnam": Style(N_("Vietnamese academic style"), "vi"),
    }
)

_LOCALES = {"vi": "vi-VN", "en": "en-US", "ru": "ru-RU"}
# A style that was read is used by one thread at a time: the processor keeps state in it.
_LOCK = threading.Lock()


def check_style(name: str) -> None:
    """Make sure that a style is one of :data:`STYLES`.

    Raises:
        ReaderError: it is not.
    """
    if name not in STYLES:
        raise ReaderError(
            N_("There is no citation style “{name}”; choose one of {known}."),
            name=name,
            known=", ".join(STYLES),
        )


def cite(article: Article, translator: Translator, accessed: str, style: str) -> str:
    """Return the entry of a bibliography for an article in a style other than plain, on one line."""
    return unescape(re.sub(r"</?[a-z][^<>]*>", "", cite_html(article, translator, accessed, style)))


def cite_html(article: Article, translator: Translator, accessed: str, style: str) -> str:
    """Return the same as HTML: titles of newspapers in italics where the style has them so."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter  # noqa: PLC0415 - 60 ms
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    check_style(style)
    entry = _escaped(reference(article, translator, accessed) | {"title": _title(article, translator)})
    language = STYLES[style].language or translator.language
    with _LOCK:
        rules = _rules(style, _LOCALES[language])
        bibliography = CitationStylesBibliography(rules, CiteProcJSON([entry]), formatter.html)
        bibliography.register(Citation([CitationItem(str(entry["id"]))]))
        text = str(bibliography.bibliography()[0])
    text = " ".join(text.split()).replace("( ", "(")
    if article.metadata.title_derived:  # brackets instead of quotation marks, as in the plain style
        text = re.sub(r"[“«](\[.*?\])[”»]", r"\1", text)
    if language == "en":  # American punctuation, which the locale asks for and the processor leaves out
        text = re.sub("”([.,])", r"\1”", text)
    return text


@lru_cache(maxsize=8)
def _rules(style: str, locale: str) -> CitationStylesStyle:
    """Read a style for a locale: 20 ms each."""
    from citeproc import CitationStylesStyle  # noqa: PLC0415

    path = shipped("resources", "styles", f"{style}.csl")
    return CitationStylesStyle(str(path), locale=locale, validate=False)


def _title(article: Article, translator: Translator) -> str:
    """Return the title without a full stop, which the style sets; one derived from the text in brackets."""
    title = heading(article, translator)
    if not title.endswith(("..", "…")):
        title = title.rstrip(".")
    return f"[{title}]" if article.metadata.title_derived else title


def _escaped(value: object) -> dict[str, object]:
    """Return an item of CSL-JSON whose texts are HTML: the processor takes markup in them for its own."""
    escaped = _escape(value)
    assert isinstance(escaped, dict)
    return escaped


def _escape(value: object) -> object:
    match value:
        case str():
            return escape(value, quote=False)
        case dict():
            return {key: _escape(each) for key, each in value.items()}
        case list():
            return [_escape(each) for each in value]
    return value
