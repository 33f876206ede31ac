"""Whether a folder is on another machine: SQLite's write-ahead log needs memory that all its users share.

https://www.sqlite.org/wal.html: "WAL does not work over a network filesystem."
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = {
    "9p", "acfs", "afp", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.cephfs",
    "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs",
    "fuse.sshfs", "fuse.smbnetfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2",
    "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
}  # fmt: skip
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
_PLACE, _DASH = 4, "-"  # mountinfo: the fifth field is the mount point, the type stands after a dash


def on_network(path: Path) -> bool:
    """Whether ``path`` (it need not exist) is on a network share, as far as the system tells.

    macOS does not tell: there SQLite's own failing is waited for.
    """
    if sys.platform == "win32":
        return _is_remote_drive(path)
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    return kind_of(path, lines) in _NETWORK


def kind_of(path: Path, mounts: list[str]) -> str:
    """Return the type of the file system that holds ``path``, empty where ``mounts`` do not say.

    ``mounts`` are the lines of ``/proc/self/mountinfo``; the last of equal mount points is on top.
    """
    real = Path(os.path.realpath(path))
    best, kind = -1, ""
    for line in mounts:
        words = line.split(" ")
        if _DASH not in words or len(words) <= _PLACE:
            continue
        place = Path(words[_PLACE].replace("\\040", " ").replace("\\134", "\\"))
        if len(place.parts) >= best and (place == real or place in real.parents):
            best, kind = len(place.parts), words[words.index(_DASH) + 1]
    return kind


def _is_remote_drive(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - its windll is Windows' own

    anchor = path.absolute().anchor
    return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE_DRIVE
