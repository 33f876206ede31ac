"""Which language a text is written in, by its script, its diacritics and its commonest words."""

from __future__ import annotations

import re

from reader.text.fold import fold, fold_case
from reader.text.normalise import nfc

UNKNOWN = "und"


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_SAMPLE = 20_000  # code points: enough to be sure, and quick for a book
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER_CYRILLIC = re.compile("[іїєґўјљњћђџѓќқғңүұһәө]", re.IGNORECASE)
# Letters that of the languages in Latin script only Vietnamese heaps up.
_VIETNAMESE = re.compile("[đơưă\u1ea0-\u1ef9]", re.IGNORECASE)
_ENGLISH_WORDS = _words(
    """
    the of and to in a is that for on was with as it by at from are be this have not has were which
    their said or an its but they will had after who been more about than one into he she his her would
    also when
    """
)
_RUSSIAN_WORDS = _words(
    """
    и в на с не что по как для из его это за от к о а но при все они был было были также который
    которые которая года году уже или до более после чтобы так ещё еще она он мы у же только
    """
)
_VIETNAMESE_WORDS = _words(
    """
    cua va la nhung trong duoc khong cho voi nguoi cac mot nay da den khi tai ve vao theo tren sau
    nhieu hon phai cung viec nam ngay voi tu nha nuoc nhu se dang bi
    """
)
# An unaccented word that is Vietnamese and English at once proves neither.
_SHARED = _words(
    """
    a an to in on the he la da me do so no man can nay tu bi
    """
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|uoi|uou|oai|oay|oeo|uay|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye"
    r"|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_MIN_WORDS = 4
# Shares, chosen between what news in the language shows and what its neighbours show.
_VIETNAMESE_LETTERS = 0.06
_VIETNAMESE_SYLLABLES = 0.85
_VIETNAMESE_COMMON = 0.08
_RUSSIAN_COMMON = 0.08
_ENGLISH_COMMON = 0.12
_FOREIGN_LETTERS = 0.01


def detect(text: str) -> str:
    """Return ``vi``, ``ru`` or ``en``, or ``und`` where the text is too short or something else."""
    sample = nfc(text[:_SAMPLE])
    latin = len(_LATIN.findall(sample))
    cyrillic = len(_CYRILLIC.findall(sample))
    if cyrillic > latin:
        return _cyrillic(sample, cyrillic)
    return _latin(sample, latin)


def is_vietnamese_syllable(word: str) -> bool:
    """Whether ``word`` could be a Vietnamese syllable, accented or not."""
    return _SYLLABLE.fullmatch(fold(nfc(word))) is not None


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0


def _cyrillic(sample: str, letters: int) -> str:
    words = _WORD.findall(fold_case(sample))
    if len(_OTHER_CYRILLIC.findall(sample)) > letters * _FOREIGN_LETTERS:
        return UNKNOWN
    if "ы" in fold_case(sample) or _share(words, _RUSSIAN_WORDS) > _RUSSIAN_COMMON:
        return "ru" if len(words) > 1 else UNKNOWN
    return UNKNOWN


def _latin(sample: str, letters: int) -> str:
    words = _WORD.findall(fold_case(sample))
    if not words:
        return UNKNOWN
    marked = len(_VIETNAMESE.findall(sample))
    if marked > 1 and marked > letters * _VIETNAMESE_LETTERS:
        return "vi"
    if len(words) < _MIN_WORDS:
        return UNKNOWN
    folded = [fold(word) for word in words]
    if _is_unaccented_vietnamese(folded):
        return "vi"
    several = len(set(words) & _ENGLISH_WORDS) > 1
    return "en" if several and _share(words, _ENGLISH_WORDS) > _ENGLISH_COMMON else UNKNOWN


def _is_unaccented_vietnamese(words: list[str]) -> bool:
    syllables = sum(map(is_vietnamese_syllable, words)) / len(words)
    common = _share(words, _VIETNAMESE_WORDS - _SHARED)
    return syllables > _VIETNAMESE_SYLLABLES and common > max(
        _VIETNAMESE_COMMON, _share(words, _ENGLISH_WORDS)
    )
