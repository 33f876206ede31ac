"""The canonical form of text: NFC, one kind of space, no invisible characters."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, zero-width characters, byte-order and direction marks carry no text; controls are damage.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]"
)
_LINE_ENDS = re.compile("\r\n?|\x0c|\u2028|\u2029|\u0085")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def nfc(text: str) -> str:
    """Return ``text`` in NFC, the form of everything that enters Docbao."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Return ``text`` in NFC with line feeds for line ends, single plain spaces and nothing invisible.

    Spaces at the ends of lines go; more than one blank line becomes one. The function is idempotent.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\x0b", "\n")
    text = nfc(_INVISIBLE.sub("", text))
    text = _SPACES.sub(" ", text)
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def one_line(text: str) -> str:
    """Return ``text`` cleaned and on one line: for titles, names and captions."""
    return " ".join(clean(text).split())
