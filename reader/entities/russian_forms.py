"""Case forms of Russian names, by the regular patterns of declension: enough to find them, not a grammar."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable

_VOWELS = "аеёиоуыэюя"
_ADJECTIVES = {
    "ая": ("ая", "ой", "ую", "ою"),
    "яя": ("яя", "ей", "юю"),
    "ый": ("ый", "ого", "ому", "ым", "ом"),
    "ое": ("ое", "ого", "ому", "ым", "ом"),
    "ее": ("ее", "его", "ему", "им", "ем"),
    "ые": ("ые", "ых", "ым", "ыми"),
    "ие": ("ие", "их", "им", "ими"),
}
_SOFT = "гкхжчшщ"
_SHORTEST = 2
_SHORT_ADJECTIVE = 4
_SPLIT = re.compile(r"([\s-]+)")
_INDECLINABLE = ("о", "е", "и", "у", "ю", "э")
_NOUN_ENDINGS = (
    ("ия", ("ия", "ии", "ию", "ией")),
    ("ие", ("ие", "ия", "ию", "ием", "ии")),
    ("ье", ("ье", "ья", "ью", "ьем")),
    ("ья", ("ья", "ьи", "ью", "ьей", "ье")),
    ("ово", ("ово", "ова", "ову", "овом", "ове")),
    ("ево", ("ево", "ева", "еву", "евом", "еве")),
    ("ино", ("ино", "ина", "ину", "ином", "ине")),
    ("ство", ("ство", "ства", "ству", "ством", "стве")),
    ("а", ("а", "ы", "и", "е", "у", "ой", "ою", "ей")),
    ("я", ("я", "и", "е", "ю", "ей", "ёй", "й")),
    ("ий", ("ий", "ия", "ию", "ием", "ии")),
    ("ей", ("ей", "ея", "ею", "еем", "ее")),
    ("ай", ("ай", "ая", "аю", "аем", "ае")),
    ("ой", ("ой", "оя", "ою", "оем", "ое")),
    ("й", ("й", "я", "ю", "ем", "е")),
    ("ёл", ("ёл", "ла", "лу", "лом", "ле")),
    ("лев", ("лев", "льва", "льву", "львом", "льве")),
    ("ец", ("ец", "ца", "цу", "цом", "цем", "це")),
    ("ь", ("ь", "я", "ю", "ем", "ём", "е", "и", "ью")),
    ("ы", ("ы", "", "ам", "ами", "ах", "ов")),
    ("", ("", "а", "у", "ом", "ем", "е")),
)


def _adjective(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if lower.endswith(("ский", "цкий", "кий", "гий", "хий")):
        return tuple(word[:-2] + ending for ending in ("ий", "ого", "ому", "им", "ом"))
    if lower.endswith(("жний", "шний", "дний", "тний", "зний", "чий", "щий")):
        return tuple(word[:-2] + ending for ending in ("ий", "его", "ему", "им", "ем"))
    endings = _ADJECTIVES.get(lower[-2:])
    if endings is None or len(word) <= _SHORT_ADJECTIVE or (lower.endswith("ие") and lower[-3] in "нртдсзлв"):
        return ()
    return tuple(word[:-2] + ending for ending in endings)


@functools.lru_cache(maxsize=8192)
def forms(word: str) -> tuple[str, ...]:
    """Return the case forms that ``word``, a nominative, may take; itself first."""
    if word.isupper() or not word[-1].isalpha() or len(word) <= _SHORTEST or word[0].islower():
        return (word, *(_adjective(word) if word[0].islower() else ()))
    adjective = _adjective(word)
    if adjective:
        return adjective
    lower = word.lower()
    for ending, others in _NOUN_ENDINGS:
        if lower.endswith(ending) and len(word) > len(ending) + 1:
            if not ending and lower.endswith(_INDECLINABLE):
                break
            stem = word[: len(word) - len(ending)]
            return (word, *dict.fromkeys(stem + other for other in others if stem + other != word))
    return (word,)


def lower_forms(word: str) -> tuple[str, ...]:
    """Return the case forms of a common noun or adjective in lower case."""
    return tuple(form.lower() for form in forms(word.capitalize())) + _plurals(word)


def _plurals(word: str) -> tuple[str, ...]:
    if word[-1] in _VOWELS or word[-1] == "ь":
        return ()
    return tuple(word + ending for ending in ("ы", "и", "ов", "ам", "ами", "ах"))


def phrase_forms(phrase: str) -> Iterable[str]:
    """Yield the case forms of a name: adjectives and the first noun change, what follows stands still."""
    parts = _SPLIT.split(phrase)
    choices: list[tuple[str, ...]] = []
    done = False
    for index, part in enumerate(parts):
        if index % 2 or done or not part:
            choices.append((part,))
            continue
        if "-" in parts[index + 1 : index + 2]:
            choices.append((part,))
            continue
        adjective = _adjective(part)
        last = index == len(parts) - 1
        if adjective and not last:
            choices.append(adjective)
        else:
            capital = part if part[0].isupper() else part.capitalize()
            found = forms(capital)
            choices.append(
                found if part[0].isupper() else tuple(form[0].lower() + form[1:] for form in found)
            )
            done = True
    if all(len(choice) <= 1 or choice[0][-2:] in _ADJECTIVES for choice in choices[:-1]):
        yield phrase
    seen = {phrase}
    sizes = [choice for choice in choices if len(choice) > 1]
    # Words agree in case, so the n-th forms go together; endings shared by cases make a full product safer.
    combinations = itertools.product(*choices) if len(sizes) <= _SHORTEST else [tuple(c[0] for c in choices)]
    yield phrase
    for combination in combinations:
        form = "".join(combination)
        if form not in seen:
            seen.add(form)
            yield form


_CASE_ENDING = re.compile(r"(?:ого|его|ому|ему|ыми|ими|ым|им|ом|ем|ой|ей|ую|юю|ая|яя|ый|ий|[аяуюыиейь])$")


def stem(word: str) -> str:
    """Return ``word`` without its case ending: «Гуцана» and «Гуцан», «Чайковского» and «Чайковский» agree."""
    lower = word.lower().replace("ё", "е")
    cut = _CASE_ENDING.sub("", lower)
    return cut if len(cut) > _SHORTEST else lower


_MALE = (
    (re.compile(r"(ск|цк)(?:ого|ому|им|ом)$"), r"\1ий"),
    (re.compile(r"(ов|ев|ёв|ин|ын)(?:а|у|ым|е)$"), r"\1"),
    (re.compile(r"([бвгдзклмнпрстфхжчшщц])(?:а|у|ом|ем|е)$"), r"\1"),
    (re.compile(r"(?:ого|ому|ым|ом)$"), "ый"),
)
_FEMALE = (
    (re.compile(r"(ск|цк)(?:ой|ую)$"), r"\1ая"),
    (re.compile(r"(ов|ев|ёв|ин|ын)(?:ой|у)$"), r"\1а"),
)


def surname(word: str, *, male: bool) -> str:
    """Return the nominative of a surname that stands in another case, as far as endings tell."""
    for pattern, replacement in _MALE if male else _FEMALE:
        if pattern.search(word):
            return pattern.sub(replacement, word)
    return word
