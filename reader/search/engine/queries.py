"""Queries that Whoosh has not: runs of keys, phrases of them, nearness, typing errors in part of a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from whoosh.query import Query

Span = tuple[bytes, bytes | None]


def only(key: bytes) -> Span:
    """Return the span that holds one key."""
    return key, key + b"\0"


@dataclass(frozen=True, eq=True)
class Keys(Query):  # type: ignore[misc]
    """Documents with any term in one of ``spans`` (first key, first key beyond) that ``accept`` lets pass.

    All of them count as one term: its frequency is the sum of theirs, its document frequency that of their
    union. With ``constant`` the score is the boost.
    """

    fieldname: str
    spans: tuple[Span, ...]
    accept: Callable[[bytes], bool] | None = field(default=None, compare=False)
    constant: bool = False
    boost: float = 1.0

    def terms(self, phrases: bool = False) -> Sequence[tuple[str, bytes]]:  # noqa: ARG002
        """A set of terms tells Whoosh none."""
        return ()


@dataclass(frozen=True, eq=True)
class Similar(Query):  # type: ignore[misc]
    """Documents with a term whose ``part`` (of its key) is at most ``distance`` edits from ``word``.

    An edit leaves a letter out, puts one in, changes one, or lets two neighbours change places. ``part`` ends
    at the first zero byte of the key. The score is the boost.
    """

    fieldname: str
    word: str
    distance: int = 1
    part: Callable[[bytes], bytes] = field(default=bytes, compare=False)
    boost: float = 1.0

    def terms(self, phrases: bool = False) -> Sequence[tuple[str, bytes]]:  # noqa: ARG002
        """A set of terms tells Whoosh none."""
        return ()


@dataclass(frozen=True, eq=True)
class KeysPhrase(Query):  # type: ignore[misc]
    """Documents in which ``words`` stand in order, each at most ``slop`` positions after the one before.

    With a ``column`` they stand before the position that this column of the document tells. A word ``gap``
    does not stand between them: it parts the values of a field.
    """

    fieldname: str
    words: tuple[Query, ...]
    slop: int = 1
    boost: float = 1.0
    column: str = ""
    gap: Query | None = None

    def terms(self, phrases: bool = False) -> Sequence[tuple[str, bytes]]:  # noqa: ARG002
        """A set of terms tells Whoosh none."""
        return ()


@dataclass(frozen=True, eq=True)
class Near(Query):  # type: ignore[misc]
    """Documents with the phrases ``one`` and ``other`` at most ``distance`` positions apart, in any order.

    ``column`` and ``gap`` mean the same as in :class:`KeysPhrase`.
    """

    fieldname: str
    one: tuple[Query, ...]
    other: tuple[Query, ...]
    distance: int
    boost: float = 1.0
    column: str = ""
    gap: Query | None = None

    def terms(self, phrases: bool = False) -> Sequence[tuple[str, bytes]]:  # noqa: ARG002
        """A set of terms tells Whoosh none."""
        return ()


@dataclass(frozen=True, eq=True)
class Pairs(Query):  # type: ignore[misc]
    """Documents in which one of ``words`` is followed at once by the next of them.

    The score is the sum of what the phrases of two would score.
    """

    fieldname: str
    words: tuple[Query, ...]
    boost: float = 1.0

    def terms(self, phrases: bool = False) -> Sequence[tuple[str, bytes]]:  # noqa: ARG002
        """A set of terms tells Whoosh none."""
        return ()
