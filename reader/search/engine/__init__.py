"""Fast posting lists for Whoosh: a codec of numpy arrays, a writer, an evaluator that works on whole arrays.

It stands on Whoosh's schema, query objects, scoring and codec interface, and knows nothing of what the
documents are. FORMAT.md describes the files.
"""

from reader.search.engine.arrays import Array, DamagedError
from reader.search.engine.codec import NumpyCodec
from reader.search.engine.docset import Docs
from reader.search.engine.fields import Words
from reader.search.engine.found import Found
from reader.search.engine.index import NumpyIndex, OtherVersionError
from reader.search.engine.queries import Keys, KeysPhrase, Near, Pairs, Similar, only
from reader.search.engine.snapshot import Snapshot
from reader.search.engine.writer import Writer

__all__ = [
    "Array",
    "DamagedError",
    "Docs",
    "Found",
    "Keys",
    "KeysPhrase",
    "Near",
    "NumpyCodec",
    "NumpyIndex",
    "OtherVersionError",
    "Pairs",
    "Similar",
    "Snapshot",
    "Words",
    "Writer",
    "only",
]
