"""Ways in: one format a file, from bytes to an article.

``load`` reads a file, ``load_bytes`` what is in memory already; a table maps suffix and content to the
function that reads the format. Nothing here reaches for a network.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePath

from reader.errors import N_, UnreadableFileError
from reader.importers.draft import DraftBlock, Found, assemble
from reader.importers.encoding import decode
from reader.importers.files import LIMIT, TOO_LARGE, read_bytes
from reader.models import Article, Original
from reader.text.normalise import clean, one_line

__all__ = ["LIMIT", "SUFFIXES", "Loaded", "find_files", "load", "load_bytes"]

Read = Callable[[str], tuple[Found, list[DraftBlock]]]

_EMPTY = N_("“{name}” is empty.")
_EXPORTED = N_("“{name}” was exported by Docbao. Bring it back with “Import notes…”.")
_NO_WORDS = N_("“{name}” holds no text to read.")
_NO_ARTICLE = N_("No readable text was found in the page “{name}”.")
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_OURS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"docbao"\s*,')
_TAGS = re.compile(r"</(?:p|div|article|h[1-3])>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:[\w.-]+[ \t]*:.*\r?\n)+---[ \t]*\r?\n")
_FEWEST_TAGS = 3


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article that is not stored yet, and the bytes that it was made from."""

    article: Article
    original: Original


@dataclass(frozen=True, slots=True)
class _Format:
    media_type: str
    read: Read
    markup: bool = False


def _late(module: str) -> Read:
    """Return what reads a format, loaded with its parsers when it is first used: most calls read no file."""

    def read(text: str) -> tuple[Found, list[DraftBlock]]:
        found: Read = getattr(import_module(f"reader.importers.{module}"), f"read_{module}")
        return found(text)

    return read


_PLAIN = _Format("text/plain", _late("plain"))
_MARKDOWN = _Format("text/markdown", _late("markdown"))
_HTML = _Format("text/html", _late("webpage"), markup=True)
_XHTML = _Format("application/xhtml+xml", _late("webpage"), markup=True)

_BY_SUFFIX = {
    ".txt": _PLAIN,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _XHTML,
}
SUFFIXES = tuple(_BY_SUFFIX)


def load(path: Path) -> Loaded:
    """Read a file into an article.

    Raises:
        UnreadableFileError: It is missing, a folder, a device, too large, empty, binary, or not permitted.
    """
    return load_bytes(read_bytes(path), _display_name(path))


def load_bytes(data: bytes, name: str) -> Loaded:
    """Make an article of the bytes of a file called ``name``.

    The article has id 0, its hash is that of ``data``, its format the media type that it was read as.

    Raises:
        UnreadableFileError: The bytes are too many, empty, binary, undecodable, or hold nothing to read.
    """
    if len(data) > LIMIT:
        raise UnreadableFileError(TOO_LARGE, name=name, limit=LIMIT // (1024 * 1024))
    if not data:
        raise UnreadableFileError(_EMPTY, name=name)
    if _OURS.match(data):
        raise UnreadableFileError(_EXPORTED, name=name)
    suffixed = _BY_SUFFIX.get(PurePath(name).suffix.lower(), _PLAIN)
    text = decode(data, name, markup=suffixed.markup or data.lstrip()[:1] == b"<")
    if not clean(text).strip():
        raise UnreadableFileError(_EMPTY, name=name)
    chosen = _by_content(text, suffixed)
    found, blocks = chosen.read(text)
    article = assemble(
        found,
        blocks,
        sha256=hashlib.sha256(data).hexdigest(),
        format=chosen.media_type,
        original_name=name,
    )
    if not article.words:
        raise UnreadableFileError(_NO_ARTICLE if chosen.markup else _NO_WORDS, name=name)
    if not article.metadata.title:
        article = replace(
            article,
            metadata=replace(
                article.metadata, title=one_line(PurePath(name).stem) or name, title_derived=True
            ),
        )
    return Loaded(article, Original(data, name))


def find_files(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder`` that can be imported, sorted, without hidden ones.

    A symbolic link to a folder is followed once; a folder that may not be read is passed over.
    """
    yield from _walk(folder, set())


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError:
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen)
        elif entry.suffix.lower() in _BY_SUFFIX:
            yield entry


def _by_content(text: str, suffixed: _Format) -> _Format:
    """Return the format that the text shows, where its suffix says something plainer."""
    if suffixed is _PLAIN:
        start = text.lstrip("\ufeff \t\r\n")
        if _MARKUP.match(start) or (start.startswith("<") and len(_TAGS.findall(text)) >= _FEWEST_TAGS):
            return _HTML
        if _FRONT_MATTER.match(start):
            return _MARKDOWN
    return suffixed


def _display_name(path: Path) -> str:
    """Return the file's name, readable even where its bytes are no UTF-8."""
    return os.fsencode(path.name).decode("utf-8", errors="replace") or str(path)
