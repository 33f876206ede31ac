"""What a sequence model is told about each word of a text.

The features are those that are usual for names (Ratinov and Roth, "Design Challenges and Misconceptions in
Named Entity Recognition", CoNLL 2009): the word and its neighbours, its shape, lists, what the whole text
says of the word; and, as its strongest witness, what the rules made of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from reader.entities.spans import Span
from reader.entities.tokens import COMMA, POINT, Words
from reader.models import EntityType

OUTSIDE = "O"
_SURE = 0.85
_AFFIX = 3
_LONG_RUN = 5
_ABBREVIATION = 3  # letters before a point that does not end a sentence: "Jr. ", "ThS. "


def places(words: Words, spans: Sequence[Span]) -> list[str]:
    """Return for each word how the sorted, flat ``spans`` tag it.

    ``B-PER`` begins a name, ``I-PER`` goes on, ``E-PER`` ends it, ``S-PER`` is one of a single word, ``O``
    is none (Ratinov and Roth call it BILOU).
    """
    tags = [OUTSIDE] * len(words)
    at = 0
    for span in spans:
        while at < len(words) and words.ends[at] <= span.start:
            at += 1
        first = at
        while at < len(words) and words.starts[at] < span.end:
            tags[at] = "I-" + span.type
            at += 1
        if at == first + 1:
            tags[first] = "S-" + span.type
        elif at > first:
            tags[first], tags[at - 1] = "B-" + span.type, "E-" + span.type
    return tags


def shape(word: str) -> str:
    """Return what a word looks like: ``X`` capitals, ``Xx`` a capital first, ``x``, ``9``, or a mixture."""
    if word.isdigit():
        return "9" * min(len(word), 4)
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x" if word.islower() else "x9"


def _witness(words: Words, spans: Sequence[Span], tags: list[str]) -> list[str]:
    """Return for each word how sure the rules were, and why."""
    said = ["-"] * len(tags)
    at = 0
    for span in spans:
        while at < len(tags) and words.ends[at] <= span.start:
            at += 1
        level = f"{span.reason[0]}{'+' if span.score >= _SURE else '-'}{'c' if span.cued else ''}"
        while at < len(tags) and words.starts[at] < span.end:
            said[at] = tags[at] + level
            at += 1
    return said


def _whole_text(words: Words, tags: list[str]) -> tuple[dict[str, str], set[str]]:
    """Return the usual tag of each capitalised word, and the words that also stand in small letters."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    small = set()
    for word, norm, cap, tag in zip(words.words, words.norms, words.caps, tags, strict=True):
        if cap:
            seen[word][tag[2:] or OUTSIDE] += 1
        else:
            small.add(norm)
    return {word: counts.most_common(1)[0][0] for word, counts in seen.items()}, small


def _runs(words: Words) -> list[tuple[int, int]]:
    """Return for each word the run of capitalised words that it stands in; an empty one for others."""
    runs = [(0, 0)] * len(words)
    at = 0
    while at < len(words):
        if not words.caps[at]:
            at += 1
            continue
        end = at + 1
        while end < len(words) and words.caps[end] and words.gaps[end]:
            if words.gaps[end] == COMMA:
                break
            end += 1
        for inside in range(at, end):
            runs[inside] = (at, end)
        at = end
    return runs


def of_words(words: Words, spans: Sequence[Span], clues: Sequence[str]) -> list[list[str]]:
    """Return the features of every word.

    ``spans`` are what the rules found, sorted and flat; ``clues`` are what the lists say of each word: ``B-``
    or ``I-`` and a list for a word of a listed phrase, else a letter for each list of single words, or ``-``.
    """
    count = len(words)
    tags = places(words, spans)
    said = _witness(words, spans, tags)
    usual, small = _whole_text(words, tags)
    runs = _runs(words)
    shapes = [shape(word) for word in words.words]
    edge = ["^"]
    norms = [*edge * 2, *(norm if not norm.isdigit() else "9" * len(norm) for norm in words.norms), *edge * 2]
    ruled, looks, lists = ([*edge * 2, *values, *edge * 2] for values in (tags, shapes, clues))
    result = []
    for i in range(count):
        at = i + 2
        word, rule, look, clue = norms[at], ruled[at], looks[at], lists[at]
        before, after = norms[at - 1], norms[at + 1]
        rule_before, rule_after = ruled[at - 1], ruled[at + 1]
        look_before, look_after = looks[at - 1], looks[at + 1]
        gap = words.gaps[i] or ("^" if words.opening[i] else ";")
        next_gap = (words.gaps[i + 1] or ";") if i + 1 < count else "$"
        features = [
            "w=" + word,
            "a=" + before,
            "b=" + after,
            "c=" + norms[at - 2],
            "d=" + norms[at + 2],
            f"e={before}|{word}",
            f"f={word}|{after}",
            "s=" + look,
            f"t={look_before}|{look}|{look_after}",
            f"u={look}|{word}",
            "r=" + rule,
            f"R={said[i]}",
            f"q={rule_before}|{rule}|{rule_after}",
            f"p={rule}|{word}",
            f"o={rule}|{before}",
            f"n={rule}|{look}|{gap}{next_gap}",
            f"m={ruled[at - 2]}|{rule_before}",
            f"M={rule_after}|{ruled[at + 2]}",
            "l=" + clue,
            f"k={lists[at - 1]}|{clue}|{lists[at + 1]}",
            f"j={rule}|{clue}",
            f"g={gap}{next_gap}{look}",
        ]
        features += [f"L{letter}" for letter in _letters(clue)]
        features += [f"K{letter}" for letter in _letters(lists[at - 1])]
        features += [f"N{letter}" for letter in _letters(lists[at + 1])]
        if words.caps[i]:
            first, end = runs[i]
            features += [
                f"A={min(i - first, _LONG_RUN)}/{min(end - first, _LONG_RUN)}",
                f"B={norms[first + 1]}|{'B' if i == first else 'I'}",
                f"C={norms[first]}|{norms[first + 1]}",
                f"D={norms[end + 2]}|{'L' if i == end - 1 else 'I'}",
                f"E={norms[first + 2]}",
                f"F={norms[end + 1]}",
                f"G={usual[words.words[i]]}",
                f"H={'y' if word in small else 'n'}{words.opening[i]}",
                f"I={lists[first + 1]}",
            ]
            if not words.vietnamese(i):
                features += ["y=" + word[-_AFFIX:], "z=" + word[:_AFFIX], "v=n"]
        result.append(features)
    return result


def _letters(clue: str) -> str:
    """Return the lists that a single word stands in, a letter each; none for a phrase or an unlisted word."""
    return "" if "-" in clue else clue


def spans_of(words: Words, tags: Sequence[str], scores: Sequence[float]) -> list[Span]:
    """Return the spans that tags of words mean, each as sure as its least sure word."""
    found = []
    at = 0
    while at < len(tags):
        if tags[at] == OUTSIDE:
            at += 1
            continue
        end, kind = at + 1, tags[at][2:]
        while end < len(tags) and tags[end] in {f"I-{kind}", f"E-{kind}"} and not _parted(words, end):
            end += 1
            if tags[end - 1][0] == "E":
                break
        found.append(
            Span(words.starts[at], words.ends[end - 1], EntityType(kind), "model", min(scores[at:end]))
        )
        at = end
    return found


def _parted(words: Words, at: int) -> bool:
    """Whether a sentence, a bracket or a line ends before a word: no name goes on across it."""
    between = words.text[words.ends[at - 1] : words.starts[at]]
    if "\n" in between or ";" in between or ")" in between:
        return True
    return words.gaps[at] == POINT and len(words.words[at - 1]) > _ABBREVIATION


def lines(words: Words) -> list[tuple[int, int]]:
    """Return the lines of the text as ranges of words: names do not cross them."""
    found = []
    first = 0
    for at in range(1, len(words)):
        if "\n" in words.text[words.ends[at - 1] : words.starts[at]]:
            found.append((first, at))
            first = at
    return [*found, (first, len(words))] if len(words) else []
