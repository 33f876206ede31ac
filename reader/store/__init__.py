"""The library's database: the only SQL."""

from reader.store.store import Store

__all__ = ["Store"]
