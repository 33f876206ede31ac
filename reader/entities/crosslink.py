"""Names of one thing in several languages and scripts.

What a list or CLDR knows is sure (:func:`concept`); what only sounds the same may be the same
(:func:`sound` brings such names together, :func:`likeness` compares two of them).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from rapidfuzz import fuzz

from reader.entities import gazetteers
from reader.entities.syllables import is_vietnamese
from reader.models import EntityType
from reader.text.fold import canonical, fold, fold_case, has_marks, words

VERSION = 1
"""The version of the lists and rules: links of an earlier one are made again."""

_LIST = "cross_names"
_LANGUAGES = ("vi", "ru", "en")
_ALIKE = 0.75
_ALIKE_IN_ONE_SCRIPT = 0.85


class _Script(StrEnum):
    VIETNAMESE = "vietnamese"
    LATIN = "latin"
    CYRILLIC = "cyrillic"
    OTHER = "other"


# What lists know --------------------------------------------------------------------------------------


def concept(kind: EntityType, name: str) -> str:
    """Return what the lists call the thing that ``name`` means as a ``kind``, empty where they do not know.

    Names with one concept are one entity: ``Liên Hợp Quốc``, ``LHQ``, ``United Nations``, ``ООН``.
    """
    return _concepts().get((kind, _key(name)), "")


def _key(name: str) -> str:
    """Return what is compared of a name; short forms in capitals are not words (``WHO``, ``who``)."""
    if len(name) > 1 and name.isupper() and " " not in name:
        return name
    return " ".join(map(canonical, re.findall(r"[^\W_]+", name)))


@functools.cache
def _concepts() -> Mapping[tuple[EntityType, str], str]:
    found: dict[tuple[EntityType, str], str] = {}
    for code, names in _territories().items():
        for name in names:
            found.setdefault((EntityType.LOC, _key(name)), code)
    for section, lines in gazetteers.sections(_LIST).items():
        kind = EntityType(section)
        for line in lines:
            same = tuple(name.strip() for name in line.split("|"))
            code = next(
                (found[kind, _key(name)] for name in same if (kind, _key(name)) in found),
                f"{section}:{_key(same[0])}",
            )
            for name in same:
                found.setdefault((kind, _key(name)), code)
    return found


def _territories() -> dict[str, set[str]]:
    """Return the names that CLDR gives countries and regions in our languages, by their codes."""
    from babel import Locale  # noqa: PLC0415 - 30 ms that are not needed before the first name

    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "EU", "EZ", "UN", "XA", "XB"}:  # noqa: PLR2004
                found.setdefault(f"LOC:{code}", set()).add(name)
    return found


# What sounds the same ---------------------------------------------------------------------------------

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "",
        "э": "e", "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g",
    }
)  # fmt: skip
# In order: a longer spelling before the shorter ones that it holds.
_RUSSIAN = (("тх", "т"), ("кх", "х"), ("дж", "дж"))
_VIETNAMESE = (
    ("ngh", "ng"), ("đ", "Đ"), ("gi", "z"), ("d", "z"), ("Đ", "d"), ("tr", "ch"), ("nh", "n"), ("th", "t"),
    ("ph", "f"), ("kh", "h"), ("qu", "ku"), ("x", "s"), ("c(?!h)", "k"), ("y", "i"),
)  # fmt: skip
_FOREIGN = (
    ("shch|schtsch|sch", "sh"), ("tsch|tch", "ch"), ("dzh|dj|j(?=o)", "dzh"), ("kh", "h"), ("ph", "f"),
    ("th", "t"), ("tz", "ts"), ("ck|q", "k"), ("x", "ks"), ("c(?=[eiy])", "s"), ("c(?!h)", "k"),
    ("ff\\b|w", "v"), ("\\bye", "e"), ("[yj]", "i"), ("ii+", "i"), ("ie\\b", "i"),
)  # fmt: skip
# Consonants that romanisations and scripts mistake for each other are one.
_CONSONANTS = (("dzh", "j"), ("zh|sh|z", "s"), ("ch|ts", "c"), ("[hg]", "g"), ("[vf]", "f"), ("[aeiou]", ""))


def sound(kind: EntityType, name: str) -> str:
    """Return a key that the spellings of a person's name in several scripts share; empty for other things.

    Many names share a key that are not the same: :func:`likeness` tells.
    """
    if kind is not EntityType.PER:
        return ""
    skeletons = [_skeleton(token) for token in _spoken(name)]
    return " ".join(sorted(filter(None, skeletons)))


def likeness(one: str, other: str) -> float:
    """Return how sure it is that two persons' names are one in two scripts or romanisations, from 0 to 1.

    Two Vietnamese names are never alike: their marks tell people apart.
    """
    scripts = (_script(one), _script(other))
    if _Script.OTHER in scripts or fold_case(one) == fold_case(other):
        return 0.0
    if _Script.VIETNAMESE in scripts and _Script.CYRILLIC not in scripts:
        return 0.0
    ours, theirs = sorted(_spoken(one)), sorted(_spoken(other))
    if len(ours) != len(theirs) or not ours or (len(ours) == 1 and scripts[0] is scripts[1]):
        return 0.0
    pairs = _aligned(ours, theirs)
    worst = min(fuzz.ratio(a, b) / 100 for a, b in pairs)
    mean = sum(fuzz.ratio(a, b) / 100 for a, b in pairs) / len(pairs)
    needed = _ALIKE_IN_ONE_SCRIPT if scripts[0] is scripts[1] else _ALIKE
    same_bones = all(_skeleton(a) == _skeleton(b) for a, b in pairs)
    return round(mean, 3) if same_bones and mean >= needed and worst >= needed - 0.15 else 0.0


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but capitals."""
    return fold_case(one) == fold_case(other)


def comparable(names: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the positions of pairs of ``names`` that may be alike: not two Vietnamese ones."""
    scripts = [_script(name) for name in names]
    others = [at for at, script in enumerate(scripts) if script is not _Script.VIETNAMESE]
    for position, one in enumerate(others):
        for other in others[position + 1 :]:
            yield one, other
        if scripts[one] is _Script.CYRILLIC:
            for at, script in enumerate(scripts):
                if script is _Script.VIETNAMESE:
                    yield one, at


def _aligned(ours: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """Pair the parts of two names, each with the most alike that is left."""
    left, pairs = list(theirs), []
    for part in ours:
        best = max(left, key=lambda other: (_skeleton(part) == _skeleton(other), fuzz.ratio(part, other)))
        left.remove(best)
        pairs.append((part, best))
    return pairs


def _script(name: str) -> _Script:
    letters = [char for char in fold(name) if char.isalpha()]
    if letters and all("a" <= char <= "z" for char in letters):
        parts = words(name)
        vietnamese = has_marks(name) or len(parts) > 1
        return _Script.VIETNAMESE if vietnamese and all(map(is_vietnamese, parts)) else _Script.LATIN
    if letters and all("\u0400" <= char <= "\u04ff" for char in letters):
        return _Script.CYRILLIC
    return _Script.OTHER


@functools.lru_cache(maxsize=4096)
def _spoken(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are spoken, roughly, in Latin letters."""
    script = _script(name)
    if script is _Script.OTHER:
        return ()
    if script is _Script.CYRILLIC:
        return tuple(_doubles(_replaced(word, _RUSSIAN).translate(_CYRILLIC)) for word in words(name))
    rules = _VIETNAMESE if script is _Script.VIETNAMESE else _FOREIGN
    kept = [fold_case(word) if script is _Script.VIETNAMESE else fold(word) for word in words(name)]
    return tuple(_doubles(fold(_replaced(_keep_d(word), rules))) for word in kept)


def _keep_d(word: str) -> str:
    """Take the marks from a word, but leave đ, which is another sound than d."""
    return "".join(char if char == "đ" else fold(char) for char in word)


def _replaced(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, spelling in rules:
        word = re.sub(pattern, spelling, word)
    return word


def _doubles(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


@functools.lru_cache(maxsize=4096)
def _skeleton(spoken: str) -> str:
    """Return the consonants of a spoken word."""
    return _doubles(_replaced(spoken, _CONSONANTS)) or spoken[:1]
