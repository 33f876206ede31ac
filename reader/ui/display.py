"""Whether a window can be opened at all. Qt aborts the process where it cannot, so this is asked first.

This module is loaded before Qt and does not import it.
"""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from reader.errors import N_, ReaderError

_XCB_LIBRARY = "libxcb-cursor.so.0"
_X_PORT = 6000
_SECONDS = 2.0


def require_display(environ: Mapping[str, str] | None = None) -> None:
    """Check that Qt will find a display and its libraries.

    Raises:
        ReaderError: where it will not, with what to do about it.
    """
    env = os.environ if environ is None else environ
    _require_qt()
    if sys.platform != "linux" or env.get("QT_QPA_PLATFORM", "").split(":")[0] not in {"", "xcb", "wayland"}:
        return
    if _has_wayland(env):
        return
    if not env.get("DISPLAY"):
        raise ReaderError(
            N_("There is no display to open a window on. Use the commands instead (docbao --help).")
        )
    if not _has_x(env["DISPLAY"]):
        raise ReaderError(N_("The display {name} does not answer."), name=env["DISPLAY"])
    try:
        ctypes.CDLL(_XCB_LIBRARY)
    except OSError as error:
        raise ReaderError(N_("The system library libxcb-cursor0 is missing. Please install it.")) from error


def _require_qt() -> None:
    try:
        import PySide6.QtGui  # noqa: F401, PLC0415 - loads the libraries that may be missing
    except ImportError as error:
        raise ReaderError(N_("Qt cannot be loaded: {reason}"), reason=error) from error


def _has_wayland(env: Mapping[str, str]) -> bool:
    name = env.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(env.get("XDG_RUNTIME_DIR", "/"), name).exists()


def _has_x(display: str) -> bool:
    """Whether an X server answers at ``[host]:number[.screen]``."""
    found = re.fullmatch(r"(?:(?P<host>[^:]*)):(?P<number>\d+)(?:\.\d+)?", display)
    if found is None:
        return False
    host, number = found["host"], int(found["number"])
    try:
        if host not in {"", "unix"}:
            socket.create_connection((host, _X_PORT + number), timeout=_SECONDS).close()
            return True
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the place that X servers use
        for address in (f"\0{path}", path):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.settimeout(_SECONDS)
                if client.connect_ex(address) == 0:
                    return True
    except OSError:
        return False
    return False
