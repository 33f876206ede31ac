"""Docbao, an offline desktop reader for news articles.

The rooms, and the one direction of imports (held by import-linter)::

    __main__  ->  ui | cli
              ->  library | desktop          joins the parts; every change returns a Change
              ->  importers | search | entities | annotations | exchange | export | store
              ->  text                       pure functions on strings
              ->  models, errors, paths, i18n

SQLite (store) is the truth; the search index and the automatic mentions are derived from it.
Text is NFC everywhere, and an offset is a code point into ``Article.text``, end exclusive.
"""

__version__ = "0.1.0"
