"""From a query as understood to one that the engine evaluates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from whoosh import query as wq
from whoosh.query import Query

from reader.models import Filter
from reader.search.engine import Keys, KeysPhrase, Near, Pairs, Similar, only
from reader.search.engine.termlist import after
from reader.search.nodes import And, Dates, Field, Node, Not, Or, Phrase, Value, Word
from reader.search.nodes import Near as NearNode
from reader.search.schema import ENTITY_FIELDS, GAP, bare_part, spelled_key, spelled_part
from reader.search.vocabulary import ENTITY_OF
from reader.text.fold import plain

ALL = "all"
BODY_WORDS = "body_words"
TITLE_BOOST = 2.0
EXACT_BOOST = 2.0  # an unaccented word that stands so in the text, above its accented forms
PAIR_BOOST = 0.7
_PARTIAL = 0.5  # a word of which only the beginning is there


def compile_query(node: Node, field: str = "") -> Query:
    """Return the engine's query for a node, looked for in one field of the language or (empty) everywhere."""
    return _compile(node, field)


def compile_filter(narrow: Filter) -> Query | None:
    """Return the engine's query for a filter, ``None`` where it does not narrow."""
    wanted = [wq.Term("flag", name) for name in ("unread", "starred", "annotated") if getattr(narrow, name)]
    wanted += [
        wq.Term(f"{name}_is", str(value))
        for name in ("source", "author", "language", "tag")
        if (value := getattr(narrow, name))
    ]
    if narrow.entity:
        wanted.append(wq.Or([wq.Term(f"{name}_is", str(narrow.entity)) for name in ENTITY_FIELDS]))
    if narrow.month:
        wanted.append(wq.Prefix("month_is", narrow.month))
    return wq.And(wanted) if wanted else None


def compile_pairs(node: And) -> Query | None:
    """Return what adds to the score of articles in which neighbouring words of the query are neighbours."""
    singles = [part.words[0] for part in node.parts if isinstance(part, Phrase) and len(part.words) == 1]
    usable = [word for word in singles if not (word.fuzzy or word.prefix)]
    return Pairs(ALL, tuple(word_keys(ALL, word) for word in usable), PAIR_BOOST) if usable[1:] else None


def _compile(node: Node, field: str) -> Query:
    match node:
        case Phrase():
            query = _phrase(node, field)
        case And():
            parts = [_compile(part, field) for part in dict.fromkeys(node.parts)]
            query = wq.And(parts) if len(parts) > 1 else parts[0] if parts else wq.Every()
        case Or():
            query = wq.Or([_compile(part, field) for part in node.parts])
        case Not():
            query = wq.And([wq.Not(_compile(node.part, field))])
        case Field():
            query = _compile(node.part, node.name)
        case NearNode():
            query = _near(node, field)
        case Dates():
            query = wq.NumericRange("published", node.span.low, node.span.high, boost=0.0)
        case Value():
            query = _value(node)
    return query


def _value(node: Value) -> Query:
    if node.name == "has":
        return wq.ConstantScoreQuery(wq.Every(node.value), 0.0)
    name = "flag" if node.name == "is" else "language_is"
    return wq.ConstantScoreQuery(wq.Term(name, node.value), 0.0)


def _phrase(phrase: Phrase, field: str) -> Query:
    if field == "body":
        found = KeysPhrase(ALL, _words(ALL, phrase), phrase.slop, column=BODY_WORDS, gap=_gap(ALL))
        return _exact_first(found, ALL, phrase)
    if field == "title":
        return _exact_first(_in_field(field, phrase), field, phrase)
    if field:
        return wq.Or([_in_field(name, phrase) for name in fields_of(field)])
    title = _in_field("title", phrase, TITLE_BOOST)
    return _exact_first(_in_field(ALL, phrase), ALL, phrase, title)


def _exact_first(found: Query, name: str, phrase: Phrase, *extras: Query) -> Query:
    """Add to the score of what holds the words as they are spelled, where other spellings are found, too."""
    words = phrase.words
    exact: list[Query] = [
        Keys(name, (only(spelled_key(word.text)),), boost=EXACT_BOOST)
        for word in words
        if word.fuzzy or word.prefix or not word.accented
    ]
    if len(words) == 1 and words[0].fuzzy:
        exact.append(word_keys(name, Word(plain(words[0].text))))
    return wq.AndMaybe(found, wq.Or([*extras, *exact])) if extras or exact else found


def fields_of(field: str) -> Sequence[str]:
    """Return the names of the index's fields that a field of the query language means."""
    if field == "entity":
        return ENTITY_FIELDS
    if field in ENTITY_OF:
        return (f"entity_{ENTITY_OF[field]}",)
    return (field,)


def _in_field(name: str, phrase: Phrase, boost: float = 1.0) -> Query:
    if len(phrase.words) == 1:
        return word_keys(name, phrase.words[0], boost)
    return KeysPhrase(name, _words(name, phrase), phrase.slop, boost, gap=_gap(name))


def _words(name: str, phrase: Phrase) -> tuple[Query, ...]:
    return tuple(word_keys(name, word) for word in phrase.words)


def _near(node: NearNode, field: str) -> Query:
    names, column = ((ALL,), BODY_WORDS) if field == "body" else (fields_of(field) if field else (ALL,), "")
    return wq.Or(
        [
            Near(
                name,
                _words(name, node.one),
                _words(name, node.other),
                node.distance,
                column=column,
                gap=_gap(name),
            )
            for name in names
        ]
    )


def _gap(name: str) -> Query:
    """Return what parts the values of a field: no nearness reaches from one into the next."""
    return Keys(name, (only(spelled_key(GAP)),))


def word_keys(name: str, word: Word, boost: float = 1.0) -> Query:
    """Return the engine's query for a word in one field of the index."""
    bare = plain(word.text)
    low = bare.encode()
    if word.fuzzy:
        return Similar(name, bare, word.fuzzy, bare_part, boost * _PARTIAL)
    if word.prefix:
        accept = partial(_begins, word.text) if word.accented else None
        return Keys(name, ((low, after(low)),), accept, constant=True, boost=boost * _PARTIAL)
    if word.accented:
        return Keys(name, (only(spelled_key(word.text)),), boost=boost)
    return Keys(name, ((low, low + b"\x01"),), boost=boost)


def _begins(prefix: str, key: bytes) -> bool:
    return spelled_part(key).startswith(prefix)
