"""Words of a text with their offsets, and a trie of names over words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from reader.entities.syllables import is_vietnamese, normal

_WORD = re.compile(r"[^\W_]+")
_JOINERS = frozenset(("-", "–", "‑", "'", "’", ".", "&", "/", " - ", " – ", " — ", " & ", "- ", " -", ","))
_SENTENCE_END = re.compile('[.!?:;…\n*•"“”«»‘]|^$')

SPACE = " "
JOIN = "-"
COMMA = ","
POINT = "."
BREAK = ""


def _gap(between: str) -> str:
    """Say what parts two words: a space, a joining mark, a comma or a point with a space, or more."""
    if between == " ":
        return SPACE
    if between == ". ":
        return POINT
    if between == ", ":
        return COMMA
    return JOIN if between in _JOINERS else BREAK


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as parallel lists, all of one length.

    ``gaps[i]`` tells what parts word ``i`` from the one before, ``opening[i]`` whether a sentence, a
    quotation or a line may begin with it.
    """

    text: str
    words: list[str]
    norms: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    caps: list[bool]
    opening: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def follows(self, index: int) -> bool:
        """Whether word ``index`` exists and only a space parts it from the word before."""
        return index < len(self.words) and self.gaps[index] == SPACE

    def cap_follows(self, index: int) -> bool:
        """Whether a capitalised word ``index`` follows after a space."""
        return self.follows(index) and self.caps[index]

    def vietnamese(self, index: int) -> bool:
        """Whether word ``index`` is a possible Vietnamese syllable."""
        return is_vietnamese(self.words[index])

    def slice(self, first: int, last: int) -> str:
        """Return the text from word ``first`` to before word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def before(self, index: int) -> str:
        """Return the normal form of the word before ``index`` on the same stretch, empty if there is none."""
        return self.norms[index - 1] if index and self.gaps[index] == SPACE else ""


def read(text: str) -> Words:
    """Split NFC ``text`` into words."""
    result = Words(text, [], [], [], [], [], [], [])
    position = 0
    for match in _WORD.finditer(text):
        word = match.group()
        between = text[position : match.start()]
        result.words.append(word)
        result.norms.append(normal(word))
        result.starts.append(match.start())
        result.ends.append(match.end())
        result.gaps.append(_gap(between) if position else BREAK)
        result.caps.append(word[0].isupper())
        result.opening.append(position == 0 or _opens(between))
        position = match.end()
    return result


def _opens(between: str) -> bool:
    return between not in (" ", ", ", "-", ".", "'", "’", "/") and bool(_SENTENCE_END.search(between))


V = TypeVar("V")


class _Node(Generic[V]):
    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[V]] = {}
        self.value: V | None = None


class Trie(Generic[V]):
    """Names over words, found without regard to case; the first value that is added for a name stays."""

    def __init__(self, entries: Iterable[tuple[str, V]] = ()) -> None:
        self._root: _Node[V] = _Node()
        for name, value in entries:
            self.add(name, value)

    def add(self, name: str, value: V) -> None:
        """Add ``name``, of one word or more."""
        words = read(name)
        node = self._root
        for index in range(len(words)):
            node = node.children.setdefault(_key(words, index, first=index == 0), _Node())
        if len(words) and node.value is None:
            node.value = value

    def matches(self, words: Words, first: int) -> list[tuple[int, V]]:
        """Return (end, value) of every name that begins at word ``first``, the longest first."""
        node = self._root.children.get(words.norms[first])
        if node is None:
            return []
        found: list[tuple[int, V]] = []
        last = first + 1
        while True:
            if node.value is not None:
                found.append((last, node.value))
            if last >= len(words) or not words.gaps[last]:
                break
            node = node.children.get(_key(words, last, first=False))
            if node is None:
                break
            last += 1
        found.reverse()
        return found

    def longest(self, words: Words, first: int) -> tuple[int, V] | None:
        """Return (end, value) of the longest name that begins at word ``first``."""
        found = self.matches(words, first)
        return found[0] if found else None


def _key(words: Words, index: int, *, first: bool) -> str:
    gap = words.gaps[index]
    return words.norms[index] if first or gap == SPACE else gap + words.norms[index]
