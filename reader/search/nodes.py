"""A query as it was understood."""

from __future__ import annotations

from dataclasses import dataclass

from reader.search.dates import Span
from reader.text.fold import plain

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in canonical spelling; without accents it stands for all its spellings.

    ``prefix`` means all words that begin so, ``fuzzy`` words at most so many letters away.
    """

    text: str
    prefix: bool = False
    fuzzy: int = 0

    @property
    def accented(self) -> bool:
        """Whether the word asks for its own accents."""
        return plain(self.text) != self.text

    def __str__(self) -> str:
        return self.text + (
            "*" if self.prefix else "~" if self.fuzzy == 1 else f"~{self.fuzzy}" if self.fuzzy else ""
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand in order, each at most ``slop`` places after the one before; one word is a phrase too.

    ``typed`` keeps the signs of a word like 15/2020/NĐ-CP.
    """

    words: tuple[Word, ...]
    slop: int = 1
    typed: str = ""

    def __str__(self) -> str:
        if self.typed or len(self.words) == 1:
            return self.typed or str(self.words[0])
        quoted = '"' + " ".join(str(word) for word in self.words) + '"'
        return quoted if self.slop == 1 else f"{quoted}~{self.slop - 1}"


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases at most ``distance`` words apart, in any order."""

    one: Phrase
    other: Phrase
    distance: int

    def __str__(self) -> str:
        return f"{self.one} NEAR/{self.distance} {self.other}"


@dataclass(frozen=True, slots=True)
class Dates:
    """Published from the one day to the other, both in it; ``typed`` is how it was said."""

    span: Span
    typed: str

    def __str__(self) -> str:
        return f"date:{self.typed}"


@dataclass(frozen=True, slots=True)
class Value:
    """A property: a flag (``is``), something beside the text (``has``), or a language (``lang``)."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Not:
    """What ``part`` does not match."""

    part: Node

    def __str__(self) -> str:
        return f"NOT {_alone(self.part)}"


@dataclass(frozen=True, slots=True)
class And:
    """What all parts match; no parts match everything."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        if not self.parts:
            return EVERYTHING
        return str(self.parts[0]) if len(self.parts) == 1 else " ".join(_inner(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """What any part matches."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(_inner(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Field:
    """``part`` looked for in one field."""

    name: str
    part: Node

    def __str__(self) -> str:
        return f"{self.name}:{_alone(self.part)}"


Node = Phrase | Near | Dates | Value | Not | And | Or | Field


def _alone(node: Node) -> str:
    """Say a node where only one thing is expected."""
    return f"({node})" if isinstance(node, (Near, Not)) else _inner(node)


def _inner(node: Node) -> str:
    return f"({node})" if isinstance(node, (And, Or)) and len(node.parts) > 1 else str(node)
