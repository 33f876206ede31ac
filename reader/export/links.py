"""Links that lead from an exported note back into Docbao: ``docbao://article/<id>#<highlight id>``."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from reader.errors import N_, ReaderError

SCHEME = "docbao"

# Eighteen digits always fit the database's 64-bit ids.
_LINK = re.compile(r"docbao://article/([0-9]{1,18})/?(?:#(.*))?", re.IGNORECASE)


def link(article_id: int, highlight_id: str = "") -> str:
    """Return the address of an article, or of a highlight in it."""
    fragment = f"#{quote(highlight_id, safe='')}" if highlight_id else ""
    return f"{SCHEME}://article/{article_id}{fragment}"


def is_link(text: str) -> bool:
    """Whether ``text`` means to be such an address (a file name never does)."""
    return text.strip().lower().startswith(f"{SCHEME}:")


def parse_link(text: str) -> tuple[int, str]:
    """Return the article's and the highlight's id (empty for the article itself) that a link names.

    Raises:
        ReaderError: ``text`` is no such link.
    """
    found = _LINK.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        raise ReaderError(N_("“{link}” is not a link to an article in Docbao."), link=text.strip())
    return int(found[1]), unquote(found[2] or "")
