"""Errors of the search room that the user is told about."""

from __future__ import annotations

from reader.errors import N_, ReaderError


class IndexDamagedError(ReaderError):
    """The index cannot be read: the library answers with a rebuild."""

    def __init__(self) -> None:
        super().__init__(N_("The search index is damaged and has to be built again."))


class IndexMissingError(ReaderError):
    """There is no index of this version yet: the library answers with a rebuild."""

    def __init__(self) -> None:
        super().__init__(N_("The search index has to be built first."))


class IndexBusyError(ReaderError):
    """Another process is writing to the index."""

    def __init__(self) -> None:
        super().__init__(N_("The search index is being updated by another Docbao. Try again in a moment."))


class IndexWriteError(ReaderError):
    """The index could not be written: full disk, no permission."""

    def __init__(self, reason: object) -> None:
        super().__init__(N_("The search index cannot be written: {reason}"), reason=reason)
