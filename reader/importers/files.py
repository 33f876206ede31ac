"""Reading a file's bytes: whatever is wrong with it becomes one clear sentence."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from reader.errors import N_, UnreadableFileError

LIMIT = 32 * 1024 * 1024  # bytes: the text of a hundred books

TOO_LARGE = N_("“{name}” is larger than {limit} MB, too large for an article.")
_MISSING = N_("“{name}” does not exist.")
_BROKEN_LINK = N_("“{name}” is a link to a file that does not exist.")
_LINK_LOOP = N_("“{name}” is a link that leads back to itself.")
_FOLDER = N_("“{name}” is a folder; import it as a folder, or choose a file in it.")
_SPECIAL = N_("“{name}” is a device or a pipe, not a file.")
_FORBIDDEN = N_("“{name}” may not be read: you have no permission for it.")
_FAILED = N_("“{name}” could not be read: {reason}.")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file of at most :data:`LIMIT` bytes; nothing else is opened.

    Raises:
        UnreadableFileError: It cannot be read, or is no such file.
    """
    name = os.fsencode(path.name or str(path)).decode("utf-8", errors="replace")
    try:
        status = path.stat()
        _check(status, name)
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise _explained(error, path, name) from error
    except ValueError as error:  # a zero byte in the name
        raise UnreadableFileError(_MISSING, name=name.replace("\0", "\ufffd")) from error
    if len(data) > LIMIT:
        raise UnreadableFileError(TOO_LARGE, name=name, limit=LIMIT // (1024 * 1024))
    return data


def _check(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFileError(_FOLDER, name=name)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError(_SPECIAL, name=name)
    if status.st_size > LIMIT:
        raise UnreadableFileError(TOO_LARGE, name=name, limit=LIMIT // (1024 * 1024))


def _explained(error: OSError, path: Path, name: str) -> UnreadableFileError:
    if isinstance(error, PermissionError):
        return UnreadableFileError(_FORBIDDEN, name=name)
    if error.errno == errno.ELOOP:
        return UnreadableFileError(_LINK_LOOP, name=name)
    if isinstance(error, FileNotFoundError):
        return UnreadableFileError(_BROKEN_LINK if path.is_symlink() else _MISSING, name=name)
    return UnreadableFileError(_FAILED, name=name, reason=error.strerror or type(error).__name__)
