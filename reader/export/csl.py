"""An article as the Citation Style Language knows it: one item of CSL-JSON.

https://docs.citationstyles.org/en/stable/specification.html and its schema ``csl-data.json``.
"""

from __future__ import annotations

import re

from reader.export.item import heading
from reader.i18n import Translator
from reader.models import Article
from reader.text.normalise import one_line

_MOST_NAMES = 3  # words of a person's name that are told apart; more of them are rather an office

# Names of these languages come in the order given, family. Vietnamese ones are cited as they are written.
_GIVEN_FIRST = frozenset({"en", "ru"})
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def reference(article: Article, translator: Translator, accessed: str = "") -> dict[str, object]:
    """Return an article as an item of CSL-JSON.

    ``accessed`` is the ISO 8601 day on which the address was read, by default the day of the import.
    """
    meta = article.metadata
    source, url = one_line(meta.source), one_line(meta.url)
    found: dict[str, object] = {
        "id": f"docbao{article.id}",
        "type": "article-newspaper" if source else "webpage",
        "title": heading(article, translator),
    }
    names = [name(author, meta.language) for author in map(one_line, meta.authors) if author]
    values: dict[str, object] = {
        "author": names,
        "container-title": source,
        "section": one_line(meta.section),
        "issued": date(meta.published),
        "URL": url,
        "accessed": date(accessed or article.added) if url else None,
        "language": "" if meta.language == "und" else meta.language,
    }
    return found | {key: value for key, value in values.items() if value}


def name(author: str, language: str) -> dict[str, str]:
    """Return a name in its parts where they can be told, else as it is."""
    words = author.split()
    told = language in _GIVEN_FIRST and 1 < len(words) <= _MOST_NAMES
    if told and all(word[0].isupper() and not word.isupper() and word.isalpha() for word in words):
        return {"family": words[-1], "given": " ".join(words[:-1])}
    return {"literal": author}


def date(iso: str) -> dict[str, object] | None:
    """Return an ISO 8601 date as CSL's date parts; None where there is none."""
    found = _DATE.match(iso)
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else None
