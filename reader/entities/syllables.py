"""Whether a word can be a Vietnamese syllable: initial, rhyme, tone, by the rules of the spelling."""

from __future__ import annotations

import functools
import re
import unicodedata

from reader.text.fold import canonical

_INITIAL = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_RHYME = (
    "iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|uyên|uyêt|"
    "ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|"
    "ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|im|in|inh|ip|it|iu|"
    "oa|oac|oach|oam|oan|oang|oanh|oap|oat|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oet|oi|om|on|ong|oong|ooc|op|ot|"
    "ôc|ôi|ôm|ôn|ông|ôp|ôt|ơi|ơm|ơn|ơp|ơt|ua|uân|uâng|uât|uc|uê|uêch|uênh|ui|um|un|ung|uôc|uôm|uôn|uông|uôt|up|ut|"
    "uy|uych|uynh|uyt|uyp|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươm|ươn|ương|ươp|ươt|ưt|ưu|yêm|yên|yêt|ynh|"
    "uơ|oan|uan|uang|uanh|uao|uai|uay|uac|uat|ue|uen|ueo|uet|uen|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_INITIAL})?(?:{_RHYME})")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED = re.compile("(?:c|ch|p|t)$")
_CLOSED_TONES = frozenset("\u0301\u0323")


@functools.lru_cache(maxsize=65536)
def is_vietnamese(word: str) -> bool:
    """Whether ``word`` (NFC, any case) is a possible Vietnamese syllable: ``Nghĩa`` is, ``Kaspersky`` is not.

    Syllables that end in a stop carry the tones sắc or nặng alone; one without a tone mark is foreign or
    written without accents.
    """
    if not word.isalpha():
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in decomposed if char in _TONES]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    if not _SYLLABLE.fullmatch(plain):
        return False
    if _STOPPED.search(plain):
        return bool(tones) and tones[0] in _CLOSED_TONES
    return True


@functools.lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """Return the spelling of ``word`` that lists are compared in: lower case, one placement of the tone."""
    return canonical(word)
