"""Notes that come in from other programs, and our own that come back: a file's bytes to highlights.

Which article a highlight belongs to, and where in it, is decided in :mod:`reader.library.exchange`.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from reader.errors import N_, UnreadableFileError
from reader.exchange import calibre, docbao, readwise, webannotation, zotero
from reader.exchange.notes import Clues, Incoming, Notes, Skipped, Whole, entry

__all__ = ["Clues", "Incoming", "Notes", "Skipped", "Whole", "read"]


def read(data: bytes) -> Notes:
    """Return the notes in a file, whichever of the known forms it has.

    Raises:
        UnreadableFileError: it is not text in UTF-8, or has no form that is known.
        ReaderError: a newer version of Docbao wrote it.
    """
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(N_("The file is not UTF-8 text.")) from error
    if content.lstrip()[:1] in {"{", "["} and (notes := _json(content)) is not None:
        return notes
    if zotero.is_note(content):
        return zotero.read_note(content)
    if readwise.is_readwise(content):
        return readwise.read(content)
    raise UnreadableFileError(
        N_(
            "The file holds no notes in a form that Docbao knows: its own JSON, W3C annotations, or what"
            " Hypothesis, Readwise, calibre or Zotero export."
        )
    )


def _json(content: str) -> Notes | None:
    """Return the notes of a JSON file; None where it is none of the known ones."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        if zotero.is_note(content):
            return None  # a Markdown note that begins with a link
        raise UnreadableFileError(N_("The file is damaged: it is not complete JSON.")) from error
    reader = _reader(document)
    try:
        return reader(document) if reader else None
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(N_("The file is damaged.")) from error


def _reader(document: object) -> Callable[[object], Notes] | None:
    """Return what reads a document, told by the keys that only one program writes."""
    about = entry(document)
    first = entry(document[0]) if isinstance(document, list) and document else about
    inner = entry(first.get("data")) or entry(first.get("annotation")) or first
    chosen: Callable[[object], Notes] | None = None
    if about.get("format") == "docbao":
        chosen = docbao.read
    elif about.get("type") in calibre.TYPES or "highlighted_text" in inner:
        chosen = calibre.read
    elif "rows" in about or {"uri", "target"} <= first.keys():
        chosen = webannotation.read_hypothesis
    elif {"itemType", "annotationType"} & inner.keys() or _zotero_items(about):
        chosen = zotero.read
    elif "target" in first or {"first", "items"} & about.keys():
        chosen = webannotation.read
    return chosen


def _zotero_items(about: dict[str, object]) -> bool:
    """Whether a document is an export of Better BibTeX."""
    items = about.get("items")
    return isinstance(items, list) and any("itemType" in entry(item) for item in items[:3])
