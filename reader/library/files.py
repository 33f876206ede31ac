"""Writing files so that a reader of them never sees half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from reader.errors import N_, ReaderError

_READABLE = 0o644


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file, text as UTF-8, whole or not at all: beside its place first, then by a rename.

    Raises:
        ReaderError: where the folder or the disk does not allow it.
    """
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else _READABLE
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ReaderError(
            N_("{path} cannot be written: {reason}."), path=path, reason=error.strerror or str(error)
        ) from error
