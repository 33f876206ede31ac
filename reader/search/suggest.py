"""What may have been meant: corrections from the words of the index, and completions while typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from reader.models import Filter
from reader.search.compile import ALL, compile_filter, compile_query
from reader.search.engine import Similar, Snapshot
from reader.search.engine.termlist import after
from reader.search.nodes import And, Field, Near, Node, Or, Phrase, Word
from reader.search.parse import parse
from reader.search.schema import bare_part, spelled_part
from reader.text.fold import fold, plain, words
from reader.text.normalise import nfc

_CANDIDATES = 6  # spellings that are tried for each word
_MOST_WORDS = 10  # of a query that is spelled anew: each is compared with all words of the index
_TRIED = 60  # queries that are tried at most
_ENOUGH = 8  # so many times more names of a segment than are wanted, as others may hold them too
_SCANNED = 5000  # names that are looked through for a short beginning


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion; ``kind`` is ``search``, ``title``, ``source``, ``tag``, ``author`` or an entity's type.

    ``id`` is the entity's or the article's (for a title), else 0; ``count`` the number of articles.
    """

    text: str
    kind: str
    id: int = 0
    count: int = 0


def did_you_mean(snapshot: Snapshot, node: And, narrow: Filter, pause: Callable[[], None]) -> str:
    """Return the query in other spellings that finds something, in accents; empty where there is none.

    Of the spellings with the fewest letters changed it is the one that finds most of what the filter shows.
    ``pause`` is called between steps; what it raises ends the work.
    """
    asked = list(_asked(node))
    if not 0 < len(asked) <= _MOST_WORDS:
        return ""
    choices = []
    for word in asked:
        pause()
        choices.append(_spellings(snapshot, word))
    if not all(choices):
        return ""
    best: tuple[int, int, str] = (0, 0, "")
    changed = 0
    passing = compile_filter(narrow)
    for letters, tried in _combinations(choices):
        if best[2] and letters > changed:
            break
        changed = letters
        if list(tried) == asked:
            continue  # spelled well: what was asked for is not there, or not here
        replaced = _rebuilt(node, iter(tried))
        found = len(snapshot.find(compile_query(replaced), scored=False, narrow=passing, pause=pause))
        accented = sum(plain(word) != word for word in tried)
        best = max(best, (found, accented, str(replaced))) if found else best
    return best[2]


def _asked(node: Node) -> Iterator[str]:
    """Yield the words that articles must have, in order."""
    if isinstance(node, Phrase):
        yield from (word.text for word in node.words)
    elif isinstance(node, Near):
        yield from (*_asked(node.one), *_asked(node.other))
    elif isinstance(node, (And, Or)):
        for part in node.parts:
            yield from _asked(part)
    elif isinstance(node, Field):
        yield from _asked(node.part)


def _rebuilt(node: Node, spelled: Iterator[str]) -> Node:
    """Return a node with the words of :func:`_asked` in other spellings."""
    match node:
        case Phrase():
            return _respelled(node, spelled)
        case Near():
            return Near(_respelled(node.one, spelled), _respelled(node.other, spelled), node.distance)
        case And() | Or():
            return type(node)(tuple(_rebuilt(part, spelled) for part in node.parts))
        case Field():
            return Field(node.name, _rebuilt(node.part, spelled))
    return node


def _respelled(phrase: Phrase, spelled: Iterator[str]) -> Phrase:
    return Phrase(tuple(Word(next(spelled)) for _ in phrase.words), phrase.slop)


def _combinations(choices: list[list[tuple[int, str]]]) -> list[tuple[int, tuple[str, ...]]]:
    """Return (letters changed, spellings) of combinations, those with the fewest letters changed first."""
    combined: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for spellings in choices:
        more = [(far + n, (*before, word)) for far, before in combined for n, word in spellings]
        combined = sorted(more, key=lambda tried: tried[0])[:_TRIED]
    return combined


def _spellings(snapshot: Snapshot, word: str) -> list[tuple[int, str]]:
    """Return (letters changed, word of the index) that ``word`` may have meant, the likeliest first."""
    asked = plain(word)
    found: list[tuple[int, bool, int, str]] = []
    for far in range(1 + (len(asked) > 2) + (len(asked) > 5)):  # noqa: PLR2004 - short words change meaning
        if len(found) < _CANDIDATES:
            near = snapshot.terms(Similar(ALL, asked, far, bare_part))
            known = ((bare_part(key).decode(), spelled_part(key), count) for key, count in near.items())
            found = [(OSA.distance(asked, bare), own != word, -count, own) for bare, own, count in known]
    return [(letters, own) for letters, _, _, own in sorted(found)[:_CANDIDATES]]


def suggestions(
    snapshot: Snapshot, prefix: str, limit: int, earlier: Sequence[str]
) -> tuple[Suggestion, ...]:
    """Return completions of ``prefix``: earlier searches, names by the number of articles, then titles."""
    prefix = nfc(prefix).encode("utf-8", "ignore").decode().lstrip()  # halves of letters have no bytes
    folded = " ".join(fold(prefix).split())
    if not folded:
        return tuple(Suggestion(text, "search") for text in earlier[:limit])
    found = [Suggestion(text, "search") for text in earlier if fold(nfc(text)).startswith(folded)][
        : limit // 2
    ]
    found += _names(snapshot, prefix, folded, limit)
    if len(found) < limit:
        found += _titles(snapshot, prefix, limit - len(found))
    return tuple(dict.fromkeys(found))[:limit]


def _names(snapshot: Snapshot, prefix: str, folded: str, limit: int) -> list[Suggestion]:
    counts: Counter[tuple[str, str, int]] = Counter()
    low = folded.encode()
    accents = words(prefix)
    for view in snapshot.views:
        field = view.field("known")
        if field is None:
            continue
        start, end = field.terms.span(low, after(low))
        posts = field.frequencies()[start:end]
        best = np.argsort(-posts, kind="stable")[:_SCANNED]
        taken = 0
        for place in best.tolist():
            _, kind, number, name = field.terms[start + place].decode().split("\0", 3)
            if _spelled_like(accents, name):
                counts[name, kind, int(number or 0)] += int(posts[place])
                taken += 1
                if taken == _ENOUGH * limit:
                    break
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Suggestion(name, kind, number, count) for (name, kind, number), count in ranked[:limit]]


def _spelled_like(typed: Sequence[str], name: str) -> bool:
    """Whether the accented words that were typed stand in ``name`` so; the last may be a beginning."""
    held = words(name)
    for place, word in enumerate(typed):
        if plain(word) == word:
            continue
        last = place == len(typed) - 1
        if not any(other.startswith(word) if last else other == word for other in held):
            return False
    return True


def _titles(snapshot: Snapshot, prefix: str, limit: int) -> list[Suggestion]:
    parsed = parse(prefix, typing=True)
    phrases = [part for part in parsed.node.parts if isinstance(part, Phrase)]
    if not phrases or not snapshot.views:
        return []
    query = compile_query(parsed.node, "title")
    docs = snapshot.find(query, scored=False).docs
    newest = docs[np.lexsort((-snapshot.column("number")[docs], -snapshot.column("published")[docs]))[:limit]]
    numbers = snapshot.column("number")[newest].tolist()
    rows = snapshot.stored(newest.tolist())
    return [
        Suggestion(str(row["shown"]), "title", number, 1) for row, number in zip(rows, numbers, strict=True)
    ]
