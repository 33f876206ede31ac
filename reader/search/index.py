"""The search index: adding articles, removing them, finding them."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index
from whoosh import query as wq
from whoosh.analysis import Analyzer, Token
from whoosh.index import LockError
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from reader.errors import N_, CancelledError
from reader.i18n import sort_key
from reader.models import FacetValue, Filter, Hit, Query, Result, Snippet, Sort
from reader.search.documents import Document, IndexState
from reader.search.errors import IndexBusyError, IndexDamagedError, IndexMissingError, IndexWriteError
from reader.search.marks import Marker
from reader.search.parse import Parsed, parse
from reader.search.snippets import passage, title_snippet
from reader.text.fold import plain, words

VERSION = "docbao search 1"
FACETS = ("source", "author", "language", "month", "tag", "entity")
_TEXTS = ("title", "body", "extra")
_WEIGHTS = {"title": 3.0, "body": 1.0, "extra": 1.0}


def _never() -> bool:
    return False


class _Words(Analyzer):  # type: ignore[misc]  # Whoosh is untyped
    """Each word without its accents and, where it carries some, also as it stands, at the same position."""

    def __call__(self, value: str, **_: object) -> Iterator[Token]:
        token = Token(positions=True)
        for position, word in enumerate(words(value)):
            token.pos = position
            for text in dict.fromkeys((plain(word), word)):
                token.text = text
                yield token


def _schema() -> fields.Schema:
    text = fields.TEXT(analyzer=_Words(), phrase=True)
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        flag=fields.KEYWORD,
        facets=fields.STORED,
        order=fields.STORED,
        shown=fields.STORED,
        **dict.fromkeys(_TEXTS, text),
        **dict.fromkeys(FACETS, fields.KEYWORD(commas=True)),
    )


class SearchIndex:
    """The index in ``folder``. One writer at a time (in any process), any number of readers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None

    def state(self) -> IndexState:
        """Return whether the index can answer; reads two small files."""
        version = self._folder / "version"
        try:
            if not version.is_file() or not index.exists_in(str(self._folder)):
                return IndexState.MISSING
            if version.read_text(encoding="utf-8", errors="replace") != VERSION:
                return IndexState.OTHER_VERSION
            index.open_dir(str(self._folder)).close()
        except Exception:  # noqa: BLE001 - whatever a damaged file makes Whoosh raise
            return IndexState.DAMAGED
        return IndexState.READY

    def clear(self) -> None:
        """Empty the index; makes it where it is missing, of another version or damaged.

        Raises:
            IndexWriteError: when the folder cannot be written.
        """
        self.close()
        try:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True, exist_ok=True)
            index.create_in(str(self._folder), _schema())
            (self._folder / "version").write_text(VERSION, encoding="utf-8")
        except OSError as error:
            raise IndexWriteError(error.strerror) from error

    def update(self, documents: Iterable[Document], *, progress: Callable[[int], None] | None = None) -> None:
        """Add ``documents``, each in the place of the one with its id, in one commit.

        ``progress`` is called with the number of documents done so far.

        Raises:
            IndexBusyError: when another writer is at work.
            IndexWriteError: when the files cannot be written.
        """
        with self._writing() as writer:
            latest = {document.article.id: document for document in documents}
            for done, document in enumerate(latest.values(), 1):
                writer.update_document(**_row(document))
                if progress:
                    progress(done)

    def remove(self, ids: Iterable[int]) -> None:
        """Remove the articles of these ids, in one commit."""
        with self._writing() as writer:
            for number in ids:
                writer.delete_by_term("id", str(number))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[SegmentWriter]:
        state = self.state()
        if state is IndexState.MISSING:
            self.clear()
        elif state is not IndexState.READY:
            raise IndexDamagedError
        try:
            writer = index.open_dir(str(self._folder)).writer(compound=False)
        except LockError as error:
            raise IndexBusyError from error
        try:
            yield writer
            writer.commit()
        except OSError as error:
            raise IndexWriteError(error.strerror) from error
        finally:
            if not writer.is_closed:
                writer.cancel()

    def close(self) -> None:
        """Let go of the files; the index opens them again at the next search."""
        with self._lock:
            if self._searcher is not None:
                self._searcher.close()
                self._searcher = None

    def search(
        self,
        query: Query,
        texts: Callable[[Sequence[int]], Mapping[int, str]],
        *,
        cancelled: Callable[[], bool] = _never,
    ) -> Result:
        """Find articles.

        ``texts`` is asked for the texts of the hits of one page, by id, for their passages.

        Raises:
            IndexMissingError: when there is no index of this version.
            IndexDamagedError: when its files cannot be trusted.
            CancelledError: when ``cancelled`` turned true.
        """
        state = self.state()
        if state is IndexState.DAMAGED:
            raise IndexDamagedError
        if state is not IndexState.READY:
            raise IndexMissingError
        parsed = parse(query.text)
        try:
            with self._lock:
                found = self._find(parsed, query.filter)
        except Exception as error:
            raise IndexDamagedError from error
        _check(cancelled)
        found.sort(
            key=_order(query.sort if parsed.sequences or query.sort is not Sort.RELEVANCE else Sort.ADDED)
        )
        page = found[query.offset : query.offset + query.limit]
        bodies = texts([int(row["id"]) for row, _ in page]) if parsed.sequences else {}
        _check(cancelled)
        marker = parsed.marker
        return Result(
            query=query,
            total=len(found),
            hits=tuple(_hit(row, score, bodies, marker) for row, score in page),
            ids=tuple(int(row["id"]) for row, _ in found),
            facets=_facets(row for row, _ in found),
        )

    def _find(self, parsed: Parsed, narrow: Filter) -> list[tuple[dict[str, Any], float]]:
        if self._searcher is None or not self._searcher.up_to_date():
            if self._searcher is not None:
                self._searcher.close()
            self._searcher = index.open_dir(str(self._folder)).searcher()
        hits = self._searcher.search(_compile(parsed), filter=_narrow(narrow), limit=None)
        return [(hit.fields(), float(hit.score or 0)) for hit in hits]


def matches(text: str, query_text: str) -> tuple[tuple[int, int], ...]:
    """Return every match of a query in NFC ``text``, as (start, end) code points, in order."""
    return tuple(parse(query_text).marker.spans(text))


def _check(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError(N_("The search was stopped."))


def _row(document: Document) -> dict[str, Any]:
    article, meta = document.article, document.article.metadata
    facets = {
        "source": [meta.source],
        "author": list(meta.authors),
        "language": [meta.language],
        "month": [meta.published[:7]],
        "tag": list(article.tags),
        "entity": [str(number) for _, _, number in document.entities],
    }
    facets = {
        name: list(dict.fromkeys(value for value in values if value)) for name, values in facets.items()
    }
    flags = [
        "starred" if article.starred else "",
        "" if article.read else "unread",
        "annotated" if document.notes else "",
    ]
    extra = (*meta.authors, meta.source, *article.tags, *document.notes)
    months = [month[:end] for month in facets["month"] for end in (4, 7)]
    return {
        "id": str(article.id),
        "title": meta.title,
        "body": article.text,
        "extra": "\n".join(extra),
        "flag": " ".join(flags),
        **{name: ",".join(_term(value) for value in values) for name, values in facets.items()},
        "month": ",".join(dict.fromkeys(months)),
        "facets": facets,
        "order": {"added": article.added, "published": meta.published},
        "shown": meta.title,
    }


def _term(value: str) -> str:
    return value.replace(",", "\ufe10")


def _compile(parsed: Parsed) -> wq.Query:
    if not parsed.sequences:
        return wq.Every()
    return wq.And([_anywhere(sequence) for sequence in parsed.sequences])


def _anywhere(sequence: tuple[str, ...]) -> wq.Query:
    def within(name: str) -> wq.Query:
        boost = _WEIGHTS[name]
        return (
            wq.Term(name, sequence[0], boost=boost)
            if len(sequence) == 1
            else wq.Phrase(name, list(sequence), boost=boost)
        )

    return wq.Or([within(name) for name in _TEXTS])


def _narrow(narrow: Filter) -> wq.Query | None:
    wanted = [wq.Term("flag", name) for name in ("unread", "starred", "annotated") if getattr(narrow, name)]
    for name in ("source", "author", "language", "month", "tag", "entity"):
        value = getattr(narrow, name)
        if value:
            wanted.append(wq.Term(name, _term(str(value))))
    return wq.And(wanted) if wanted else None


def _order(sort: Sort) -> Callable[[tuple[dict[str, Any], float]], Any]:
    """Return the sort key of a found row; equals are in the order of their ids."""

    def newest(text: str) -> tuple[int, ...]:
        return tuple(-ord(char) for char in text) or (1,)

    def key(found: tuple[dict[str, Any], float]) -> tuple[Any, int]:
        row, score = found
        number = int(row["id"])
        keys: dict[Sort, Callable[[], Any]] = {
            Sort.RELEVANCE: lambda: -score,
            Sort.ADDED: lambda: newest(row["order"]["added"]),
            Sort.NEWEST: lambda: newest(row["order"]["published"]),
            Sort.OLDEST: lambda: row["order"]["published"] or "\uffff",
            Sort.TITLE: lambda: sort_key(row["shown"]),
            Sort.SOURCE: lambda: (not row["facets"]["source"], sort_key("".join(row["facets"]["source"]))),
        }
        return keys[sort](), -number if sort in {Sort.ADDED, Sort.NEWEST, Sort.RELEVANCE} else number

    return key


def _hit(row: dict[str, Any], score: float, bodies: Mapping[int, str], marker: Marker) -> Hit:
    number = int(row["id"])
    body = bodies.get(number, "")
    snippet = passage(body, marker) if body else Snippet("")
    return Hit(id=number, score=score, title=title_snippet(row["shown"], marker), snippet=snippet)


def _facets(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[FacetValue, ...]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for row in rows:
        for name, values in row["facets"].items():
            counts[name].update(values)
    return {
        name: tuple(
            FacetValue(value, number) for value, number in sorted(c.items(), key=lambda i: (-i[1], i[0]))
        )
        for name, c in counts.items()
    }
