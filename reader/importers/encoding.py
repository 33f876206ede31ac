"""From bytes to text: byte-order marks, declared and legacy encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import charset_normalizer

from reader.errors import N_, UnreadableFileError
from reader.text.language import is_vietnamese_syllable
from reader.text.normalise import nfc

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"BZh", b"Rar!",
    b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"ID3", b"OggS", b"RIFF", b"MZ\x90", b"{\\rtf",
)  # fmt: skip
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{2,30})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CYRILLIC_WORD = re.compile(r"[А-ЯЁа-яё][а-яё]*|[А-ЯЁ]+")
_VIETNAMESE_WORD = re.compile("[a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]+", re.IGNORECASE)
_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйх")

_SAMPLE = 60_000  # bytes that are enough to choose an encoding
_SURE = 0.85  # share of marked words that must be possible words of the language
_CONTROL_SHARE = 0.005
_DAMAGE_SHARE = 0.002
_MIN_TEXT = 2
_ASCII = "\x7f"
_WESTERN_SHARE = 0.12  # the accents and curly quotes of English and French text
_MOST_CHAOS = 0.1  # charset-normalizer's own measures
_LEAST_COHERENCE = 0.3

NO_TEXT = N_("“{name}” is not a text file.")
UNKNOWN_ENCODING = N_(
    "The characters of “{name}” cannot be read: its encoding is unknown. Save it as UTF-8 and try again."
)


def decode(data: bytes, name: str, *, markup: bool = False) -> str:
    """Return the text of ``data``, not normalised yet.

    Args:
        data: The bytes of the file.
        name: What to call the file in an error.
        markup: Whether a declaration inside the text (``<meta charset>``) counts.

    Raises:
        UnreadableFileError: The bytes are no text, or no known encoding gives sensible text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding), name)
    if data.startswith(_MAGIC):
        raise UnreadableFileError(NO_TEXT, name=name)
    if b"\x00" in data:
        return _checked(_without_mark(data), name)
    text = _strict(data, "utf-8")
    if text is None and markup:
        text = _declared(data)
    if text is None:
        text = _damaged_utf8(data)
    if text is None:
        text = _legacy(data)
    if text is None and _control_share(data.decode("latin-1")) > _CONTROL_SHARE:
        raise UnreadableFileError(NO_TEXT, name=name)
    return _checked(text, name)


def _checked(text: str | None, name: str) -> str:
    if text is None:
        raise UnreadableFileError(UNKNOWN_ENCODING, name=name)
    if _control_share(text) > _CONTROL_SHARE:
        raise UnreadableFileError(NO_TEXT, name=name)
    return text


def _control_share(text: str) -> float:
    return len(_CONTROLS.findall(text)) / len(text) if text else 0.0


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _without_mark(data: bytes) -> str | None:
    """Read UTF-16 that has no byte-order mark: in text, the zero bytes are nearly all on one side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < len(data) * 0.05 or min(even, odd) > max(even, odd) * 0.05:
        return None
    text = _strict(data, "utf-16-le" if odd > even else "utf-16-be")
    return text if text and "\x00" not in text else None


def _declared(data: bytes) -> str | None:
    """Read by the encoding that the page declares, where it yields text."""
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    encoding = (match.group(1) or match.group(2)).decode("ascii")
    try:
        known = codecs.lookup(encoding)
    except LookupError:
        return None
    if not known._is_text_encoding or known.name == "utf-8":  # noqa: SLF001 - the codec registry has no other way
        return None
    text = _strict(data, known.name)
    return text if text is not None and _control_share(text) <= _CONTROL_SHARE else None


def _damaged_utf8(data: bytes) -> str | None:
    """Read UTF-8 in which a few bytes are broken."""
    text = data.decode("utf-8", errors="replace")
    damage = text.count("\ufffd")
    sound = sum(char > _ASCII for char in text) - damage
    return text if damage <= max(1, len(text) * _DAMAGE_SHARE) and sound > damage * 20 else None


def _candidates(data: bytes) -> Iterator[tuple[str, float]]:
    """Yield encodings with the share of words beyond ASCII that they make possible words of."""
    for encoding, fits in (
        ("cp1258", _is_vietnamese),
        ("cp1251", _is_russian),
        ("koi8-r", _is_russian),
        ("cp866", _is_russian),
    ):
        text = _strict(data, encoding)
        if text is not None:
            words = [word for word in _WORD.findall(nfc(text)) if not word.isascii()]
            if len(words) >= _MIN_TEXT:
                yield encoding, sum(map(fits, words)) / len(words) + _common(words, fits)


def _is_vietnamese(word: str) -> bool:
    return _VIETNAMESE_WORD.fullmatch(word) is not None and is_vietnamese_syllable(word)


def _is_russian(word: str) -> bool:
    return _CYRILLIC_WORD.fullmatch(word) is not None


def _common(words: list[str], fits: object) -> float:
    """Tell the Cyrillic encodings apart: in the right one, common letters are common and capitals rare."""
    if fits is not _is_russian:
        return 0.0
    letters = "".join(words)
    return 0.3 * sum(char in _COMMON_CYRILLIC for char in letters) / len(letters) - 0.25


def _legacy(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    best = max(_candidates(sample), key=lambda found: found[1], default=None)
    if best and best[1] >= _SURE:
        return _strict(data, best[0])
    western = _strict(data, "cp1252")
    if western is not None and sum(char > _ASCII for char in western) < len(western) * _WESTERN_SHARE:
        return western
    guess = charset_normalizer.from_bytes(sample).best()
    if guess is None or guess.chaos > _MOST_CHAOS or guess.coherence < _LEAST_COHERENCE:
        return None
    return _strict(data, guess.encoding)
