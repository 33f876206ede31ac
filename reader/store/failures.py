"""What SQLite and the file system say, in plain words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import N_, StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_IN_USE = N_("The library {path} is in use by another program. Try again in a moment.")
_NO_LOCKS = N_(
    "The disk that holds {path} cannot lock files, as some network shares cannot."
    " Please keep the library on another disk."
)
_FULL_DISK = N_("The disk is full: nothing was written to {path}. Free some space and try again.")
_MESSAGES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_PROTOCOL: _NO_LOCKS,
    sqlite3.SQLITE_NOLFS: N_("The disk that holds {path} cannot hold a file as large as the library."),
    sqlite3.SQLITE_FULL: _FULL_DISK,
    sqlite3.SQLITE_READONLY: N_("The library {path} may not be written to. Check its permissions."),
    sqlite3.SQLITE_CANTOPEN: N_(
        "The library {path} cannot be opened. Check that its folder may be written to."
    ),
    sqlite3.SQLITE_IOERR: N_("The library {path} cannot be read or written: the disk reports an error."),
    sqlite3.SQLITE_CORRUPT: N_("The library {path} is damaged. Please restore a backup."),
    sqlite3.SQLITE_NOTADB: N_("{path} is not a Docbao library."),
}
_LOCK_FAILURES = {
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_UNLOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    sqlite3.SQLITE_IOERR_SHMLOCK,
}
_NO_SHARED_MEMORY = {
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMLOCK,
}


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection stands in the way."""
    return _code(error) & 0xFF == sqlite3.SQLITE_BUSY


def lacks_shared_memory(error: sqlite3.Error) -> bool:
    """Whether a disk refused what the write-ahead log needs, so that the library may do without it.

    A disk without shared memory cannot open a file in WAL mode at all, and says no more than that.
    """
    code = _code(error)
    return code in _NO_SHARED_MEMORY or code & 0xFF in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL}


def _code(error: sqlite3.Error) -> int:
    """Return SQLite's extended code; 0 for what the module itself raised."""
    return int(getattr(error, "sqlite_errorcode", 0))


def explain(error: sqlite3.DatabaseError, path: Path) -> Exception:
    """Return a StorageError for what the machine did, and the error itself for a mistake of ours."""
    code = _code(error)
    message = _NO_LOCKS if code in _LOCK_FAILURES else _MESSAGES.get(code & 0xFF)
    return StorageError(message, path=path) if message else error


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what SQLite and the file system say about a file as a sentence for the user.

    Raises:
        StorageError: the sentence.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise explain(error, path) from error
    except OSError as error:
        if error.errno in _FULL:
            raise StorageError(_FULL_DISK, path=path) from error
        raise StorageError(
            N_("The library folder {path} cannot be used: {reason}."),
            path=path.parent,
            reason=error.strerror or str(error),
        ) from error
