"""The search index: derived from the store, rebuildable at any time.

:class:`SearchIndex` holds the articles, :func:`matches` finds a query's words in an opened one.
"""

from reader.search.documents import Document, IndexState
from reader.search.errors import IndexBusyError, IndexDamagedError, IndexMissingError, IndexWriteError
from reader.search.index import SearchIndex, matches
from reader.search.suggest import Suggestion

__all__ = [
    "Document",
    "IndexBusyError",
    "IndexDamagedError",
    "IndexMissingError",
    "IndexState",
    "IndexWriteError",
    "SearchIndex",
    "Suggestion",
    "matches",
]
