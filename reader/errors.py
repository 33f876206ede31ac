"""Errors that are told to the user. Anything else that is raised is a bug and goes to the log."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark ``message`` for translation without translating it here."""
    return message


class ReaderError(Exception):
    """What happened and what to do about it, in one sentence for the user.

    ``message`` is an English template marked with :func:`N_`; ``values`` fill its ``{names}``.
    ``Translator.error`` says it in the reader's language, ``str()`` in English.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)


class UnreadableFileError(ReaderError):
    """A file that cannot become an article: empty, binary, too large, no permission."""


class NotFoundError(ReaderError):
    """An article, highlight or quote that is not in the library."""


class StorageError(ReaderError):
    """The library's folder or database cannot be used: full disk, read-only, locked, too new."""


class CancelledError(ReaderError):
    """The user stopped long work; what was finished stays."""
