"""The search index: adding articles, removing them, finding them."""

from __future__ import annotations

import contextlib
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from whoosh.index import LockError

from reader.errors import N_, CancelledError
from reader.models import Hit, Ids, Query, Result, Snippet, Sort
from reader.search import related, suggest
from reader.search.compile import compile_filter, compile_pairs, compile_query
from reader.search.documents import Document, IndexState
from reader.search.engine import DamagedError, Found, NumpyIndex, OtherVersionError, Snapshot, Writer
from reader.search.errors import IndexBusyError, IndexDamagedError, IndexMissingError, IndexWriteError
from reader.search.facets import count
from reader.search.marks import join_adjacent
from reader.search.parse import Parsed, parse
from reader.search.ranking import Ordered, order
from reader.search.schema import VERSION, row, schema
from reader.search.snippets import passage, title_snippets

_TRIES = 5  # a commit may delete files while they are being opened


def _never() -> bool:
    return False


class SearchIndex:
    """The index in ``folder``. One writer at a time, in any process; any number of readers, in any thread."""

    def __init__(self, folder: Path) -> None:
        self._index = NumpyIndex(folder, schema(), VERSION)
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None

    def state(self) -> IndexState:
        """Return whether the index can answer; reads one small file and looks at the sizes of the others."""
        try:
            self._index.toc()
        except FileNotFoundError:
            return IndexState.MISSING
        except OtherVersionError:
            return IndexState.OTHER_VERSION
        except (DamagedError, OSError):
            return IndexState.DAMAGED
        return IndexState.READY

    def size(self) -> int:
        """Return how many articles are in the index; reads what :meth:`state` reads.

        Raises:
            IndexMissingError, IndexDamagedError: as :meth:`search`.
        """
        with self._reading():
            return sum(segment.doc_count() for segment in self._index.toc().segments)

    def verify(self) -> tuple[int, ...]:
        """Read every byte of the index against its checksums; return the ids of the articles in it.

        Raises:
            IndexMissingError, IndexDamagedError: as :meth:`search`.
        """
        self.close()
        with self._reading():
            self._index.verify()
        return tuple(self.search(Query("", limit=0), lambda _ids: {}, facets=False).ids)

    def clear(self) -> None:
        """Empty the index; makes it where it is missing, of another version or damaged.

        Raises:
            IndexBusyError: when another writer is at work.
            IndexWriteError: when the folder cannot be written.
        """
        self.close()
        with _told():
            self._index.create()

    def update(self, documents: Iterable[Document], *, progress: Callable[[int], None] | None = None) -> None:
        """Add ``documents``, each in the place of the one with its id, in one commit.

        ``progress`` is called with the number of documents done so far; what it raises ends the work and
        leaves the index as it was.

        Raises:
            IndexBusyError: when another writer is at work.
            IndexDamagedError: when the index cannot be trusted.
            IndexWriteError: when the files cannot be written.
        """
        with self._writing() as writer:
            _add(writer, documents, progress)
            writer.commit()

    def remove(self, ids: Iterable[int]) -> None:
        """Remove the articles of these ids, in one commit; raises what :meth:`update` raises."""
        with self._writing() as writer:
            writer.delete(str(number) for number in ids)
            writer.commit()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Writer]:
        if self.state() in {IndexState.MISSING, IndexState.OTHER_VERSION}:
            self.clear()
        with _told(), Writer(self._index) as writer:
            yield writer

    def close(self) -> None:
        """Let go of the files; the index opens them again at the next search."""
        with self._lock:
            self._snapshot = None

    def search(
        self,
        query: Query,
        texts: Callable[[Sequence[int]], Mapping[int, str]],
        *,
        cancelled: Callable[[], bool] = _never,
        typing: bool = False,
        facets: bool = True,
    ) -> Result:
        """Find articles. An empty query lists everything that the filter lets pass.

        ``texts`` is asked for the texts of the hits of one page, by id, for their passages. With ``typing``
        the last word of the query is not finished and stands for all words that begin so. Without
        ``facets`` none are counted.

        Raises:
            IndexMissingError: when there is no index of this version.
            IndexDamagedError: when its files cannot be trusted.
            CancelledError: when ``cancelled`` turned true.
        """

        def pause() -> None:
            if cancelled():
                raise CancelledError(N_("The search was stopped."))

        parsed = parse(query.text, typing=typing)
        with self._reading() as snapshot:
            found = _find(snapshot, query, parsed, pause)
            numbers = snapshot.column("number")
            ordered = _ordered(snapshot, query, parsed, found)
            page = ordered.docs[query.offset : query.offset + query.limit]
            scores = ordered.scores[query.offset : query.offset + query.limit].tolist()
            ids = numbers[page].tolist()
            titles = [str(row["shown"]) for row in snapshot.stored(page.tolist())]
            result = Result(
                query=query,
                total=len(found),
                hits=(),
                ids=Ids(len(found), lambda: array("q", numbers[ordered.all()].astype("q").tobytes())),
                reading=parsed.reading,
                suggestion=""
                if len(found)
                else suggest.did_you_mean(snapshot, parsed.node, query.filter, pause),
                facets=count(snapshot, found.matched) if facets else {},
            )
        pause()
        bodies = texts(ids) if parsed.has_words and ids else {}
        marker = parsed.marker
        hits = []
        for number, title, score in zip(ids, title_snippets(titles, marker), scores, strict=True):
            pause()
            body = bodies.get(number)
            hits.append(Hit(number, score, title, passage(body, marker) if body else Snippet("")))
        return replace(result, hits=tuple(hits))

    def suggest(
        self, prefix: str, limit: int = 8, *, earlier: Sequence[str] = ()
    ) -> tuple[suggest.Suggestion, ...]:
        """Return what a beginning may become: ``earlier`` searches, names, sources, tags, titles.

        Raises:
            IndexMissingError, IndexDamagedError: as :meth:`search`.
        """
        with self._reading() as snapshot:
            return suggest.suggestions(snapshot, prefix, limit, earlier)

    def more_like(self, article_id: int, limit: int = 5) -> tuple[int, ...]:
        """Return the ids of the articles most like one, the most alike first; none for an unknown id.

        Raises:
            IndexMissingError, IndexDamagedError: as :meth:`search`.
        """
        with self._reading() as snapshot:
            return related.more_like(snapshot, article_id, limit)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        try:
            yield self._open()
        except (FileNotFoundError, OtherVersionError) as error:
            raise IndexMissingError from error
        except (DamagedError, OSError) as error:
            self.close()
            raise IndexDamagedError from error

    def _open(self) -> Snapshot:
        """Return the last commit, opened."""
        with self._lock:
            for tries in range(_TRIES):
                if self._snapshot is not None and self._snapshot.stamp == self._index.stamp():
                    return self._snapshot
                try:
                    self._snapshot = Snapshot(self._index, self._snapshot)
                except (DamagedError, FileNotFoundError):
                    if tries == _TRIES - 1 or self._index.stamp() is None:
                        raise
            assert self._snapshot is not None
            return self._snapshot


def matches(text: str, query_text: str, *, typing: bool = False) -> tuple[tuple[int, int], ...]:
    """Return every match of a query in NFC ``text``, as (start, end) code points, in order.

    Matches with nothing but white space between them are one. With ``typing`` the last word is not finished.
    """
    return tuple(join_adjacent(text, parse(query_text, typing=typing).marker.spans(text)))


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Say a writer's failures in the words of this room."""
    try:
        yield
    except LockError as error:
        raise IndexBusyError from error
    except DamagedError as error:
        raise IndexDamagedError from error
    except OSError as error:
        raise IndexWriteError(error.strerror or error) from error


def _add(writer: Writer, documents: Iterable[Document], progress: Callable[[int], None] | None) -> None:
    for done, document in enumerate(documents, 1):
        writer.update_document(**row(document))
        if progress:
            progress(done)


def _find(snapshot: Snapshot, query: Query, parsed: Parsed, pause: Callable[[], None]) -> Found:
    by_score = query.sort is Sort.RELEVANCE and parsed.has_words
    found = snapshot.find(
        compile_query(parsed.node), scored=by_score, narrow=compile_filter(query.filter), pause=pause
    )
    pause()
    return found


def _ordered(snapshot: Snapshot, query: Query, parsed: Parsed, found: Found) -> Ordered:
    last = query.offset + query.limit
    if query.sort is not Sort.RELEVANCE:
        return order(snapshot, found, query.sort, None, last)
    if not parsed.has_words:
        return order(snapshot, found, Sort.ADDED, None, last)
    return order(snapshot, found, Sort.RELEVANCE, compile_pairs(parsed.node), last)
