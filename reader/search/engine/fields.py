"""Field types that take in a whole text at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from whoosh.fields import FieldType
from whoosh.formats import Existence, Frequency, Positions


def utf8(word: str) -> bytes:
    """Return the key of a word that is kept as it stands."""
    return word.encode()


def as_given(words: Iterable[str]) -> Iterable[str]:
    """Take a value that is a sequence of words already."""
    return words


class Words(FieldType):  # type: ignore[misc]  # Whoosh is untyped
    """A field whose values are split by one function call into words, and whose words become keys by another.

    ``split`` and ``key`` must be functions of a module. ``key`` is called once for each distinct word of a
    flush; its order (as bytes) is the order of the terms. With ``positions`` phrases can be found; with
    ``scorable`` the length of each value is kept, which BM25 needs.
    """

    def __init__(
        self,
        split: Callable[[Any], Iterable[str]] = as_given,
        key: Callable[[str], bytes] = utf8,
        *,
        positions: bool = False,
        scorable: bool = False,
        unique: bool = False,
    ) -> None:
        self.split = split
        self.key = key
        self.positions = positions
        self.scorable = scorable
        self.unique = unique
        self.stored = False
        self.indexed = True
        self.vector = None
        self.column_type = None
        self.spelling = False
        self.analyzer = None
        self.multitoken_query = "default"
        self.format = Positions() if positions else Frequency() if scorable else Existence()

    def index(self, value: object, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (key, frequency, weight, encoded positions): what Whoosh's own writer asks for."""
        places: dict[bytes, list[int]] = {}
        for position, word in enumerate(self.split(value)):
            places.setdefault(self.key(word), []).append(position)
        for key, found in places.items():
            encoded = self.format.encode(found) if self.positions else b""
            yield key, len(found), float(len(found)), encoded

    def to_bytes(self, value: str | bytes) -> bytes:
        """Return the key of a word."""
        return value if isinstance(value, bytes) else self.key(value)

    def from_bytes(self, bs: bytes) -> str:
        """Return a key as text."""
        return bs.decode("utf-8", "replace")

    def self_parsing(self) -> bool:
        """Whoosh's parser splits queries itself."""
        return False
