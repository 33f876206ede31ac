"""Folding: what makes ``dai tuong`` find ``Đại tướng``.

Both folds keep the length of NFC text, so an offset into the folded text is an offset into the original.
Unicode does not decompose đ (U+0111): it is a letter, and folded here by hand.
"""

from __future__ import annotations

import re
import unicodedata

_LAST = 0x2000  # Latin, Greek, Cyrillic and their extensions, Vietnamese (U+1EA0 to U+1EF9) among them


def _lower(char: str) -> str:
    """Lower-case one character, unless that would change the length."""
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _plain(char: str) -> str:
    """Lower-case one character and take its marks away; й stays a letter of its own, ё becomes е."""
    lower = _lower(char)
    if lower == "đ":
        return "d"
    if lower == "й":
        return lower
    parts = unicodedata.normalize("NFD", lower)
    marked = len(parts) > 1 and all(unicodedata.combining(mark) for mark in parts[1:])
    return parts[0] if marked else lower


_LOWER_TABLE = {cp: _lower(chr(cp)) for cp in range(0x41, _LAST) if _lower(chr(cp)) != chr(cp)}
_PLAIN_TABLE = {cp: _plain(chr(cp)) for cp in range(0x41, _LAST) if _plain(chr(cp)) != chr(cp)}


def fold_case(text: str) -> str:
    """Return NFC ``text`` in lower case, of the same length."""
    return text.translate(_LOWER_TABLE)


def fold(text: str) -> str:
    """Return NFC ``text`` in lower case without accents, đ as d and ё as е, of the same length."""
    return text.translate(_PLAIN_TABLE)


def has_marks(text: str) -> bool:
    """Whether NFC ``text`` carries accents (đ among them) that folding would take away."""
    return fold(text) != fold_case(text)


# A word: letters and digits, and the combining marks that Unicode cannot compose (a Russian stress).
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")

_COMBINING = re.compile("[\u0300-\u036f]+")
_OPEN_TONE = re.compile("(?:[òóỏõọ][ae]|[ùúủũụ]y)$")
_TONES = {
    vowel: (bare, tone)
    for bare, row in {"o": "òóỏõọ", "u": "ùúủũụ"}.items()
    for vowel, tone in zip(row, "\u0300\u0301\u0309\u0303\u0323", strict=True)
}


def canonical(word: str) -> str:
    """Return the one spelling of a word that search compares: lower case, accents kept.

    The two placements of a tone are one word (hòa is hoà, thúy is thuý; the newer one is returned), ё is е,
    the final ς is σ, and marks that stand for themselves (stress in Russian) are dropped.
    The length may change.
    """
    word = fold_case(word)
    if word.isascii():
        return word
    word = _COMBINING.sub("", word).replace("ё", "е").replace("ς", "σ")
    if _OPEN_TONE.search(word):
        bare, tone = _TONES[word[-2]]
        word = word[:-2] + bare + unicodedata.normalize("NFC", word[-1] + tone)
    return word


def plain(word: str) -> str:
    """Return a canonical ``word`` without its accents: what an unaccented query word is compared with."""
    return fold(word)


def words(text: str) -> list[str]:
    """Return the words of NFC ``text`` in canonical spelling, in order."""
    return [canonical(word) for word in WORD.findall(text)]
