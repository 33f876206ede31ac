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
_EDGE = ("^", "^")
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
    text = _Text(words, spans, clues)
    return [
        [*text.of_word(at), *text.of_lists(at), *(text.of_run(at) if cap else ())]
        for at, cap in enumerate(words.caps)
    ]


class _Text:
    """What is known of the words of a text, as columns with two places more at either end."""

    def __init__(self, words: Words, spans: Sequence[Span], clues: Sequence[str]) -> None:
        tags = places(words, spans)
        norms = [norm if not norm.isdigit() else "9" * len(norm) for norm in words.norms]
        self._words = words
        self._said = _witness(words, spans, tags)
        self._usual, self._small = _whole_text(words, tags)
        self._runs = _runs(words)
        self._norms, self._ruled, self._looks, self._lists = (
            [*_EDGE, *values, *_EDGE] for values in (norms, tags, map(shape, words.words), clues)
        )

    def of_word(self, index: int) -> list[str]:
        """Return the features of a word, its neighbours, and what the rules made of them."""
        words, at = self._words, index + 2
        far_before, before, word, after, far_after = self._norms[at - 2 : at + 3]
        rule_far_before, rule_before, rule, rule_after, rule_far_after = self._ruled[at - 2 : at + 3]
        look_before, look, look_after = self._looks[at - 1 : at + 2]
        gap = words.gaps[index] or ("^" if words.opening[index] else ";")
        next_gap = (words.gaps[index + 1] or ";") if index + 1 < len(words) else "$"
        return [
            "w=" + word,
            "a=" + before,
            "b=" + after,
            "c=" + far_before,
            "d=" + far_after,
            f"e={before}|{word}",
            f"f={word}|{after}",
            "s=" + look,
            f"t={look_before}|{look}|{look_after}",
            f"u={look}|{word}",
            "r=" + rule,
            f"R={self._said[index]}",
            f"q={rule_before}|{rule}|{rule_after}",
            f"p={rule}|{word}",
            f"o={rule}|{before}",
            f"n={rule}|{look}|{gap}{next_gap}",
            f"m={rule_far_before}|{rule_before}",
            f"M={rule_after}|{rule_far_after}",
            f"g={gap}{next_gap}{look}",
        ]

    def of_lists(self, index: int) -> list[str]:
        """Return what the lists say of a word and its neighbours."""
        before, clue, after = self._lists[index + 1 : index + 4]
        return [
            "l=" + clue,
            f"k={before}|{clue}|{after}",
            f"j={self._ruled[index + 2]}|{clue}",
            *(f"L{letter}" for letter in _letters(clue)),
            *(f"K{letter}" for letter in _letters(before)),
            *(f"N{letter}" for letter in _letters(after)),
        ]

    def of_run(self, index: int) -> list[str]:
        """Return the features of a capitalised word by the run that it stands in, and by the whole text."""
        words, norms = self._words, self._norms
        first, end = self._runs[index]
        word = norms[index + 2]
        features = [
            f"A={min(index - first, _LONG_RUN)}/{min(end - first, _LONG_RUN)}",
            f"B={norms[first + 1]}|{'B' if index == first else 'I'}",
            f"C={norms[first]}|{norms[first + 1]}",
            f"D={norms[end + 2]}|{'L' if index == end - 1 else 'I'}",
            f"E={norms[first + 2]}",
            f"F={norms[end + 1]}",
            f"G={self._usual[words.words[index]]}",
            f"H={'y' if word in self._small else 'n'}{words.opening[index]}",
            f"I={self._lists[first + 1]}",
        ]
        if not words.vietnamese(index):
            features += ["y=" + word[-_AFFIX:], "z=" + word[:_AFFIX], "v=n"]
        return features


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
    if any(mark in between for mark in "\n;()"):
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
