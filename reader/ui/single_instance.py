"""One window a library: a second start hands its files to the one that runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT_MS = 1500


def server_name(data: Path) -> str:
    """Return the name of the local socket of a library's window."""
    return f"docbao-{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]}"


def hand_over(data: Path, arguments: Sequence[str]) -> bool:
    """Give files and links to the window that has this library open; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(data))
    if not socket.waitForConnected(_TIMEOUT_MS):
        return False
    socket.write(json.dumps(list(arguments)).encode() + b"\n")
    socket.waitForBytesWritten(_TIMEOUT_MS)
    taken = socket.waitForReadyRead(_TIMEOUT_MS)  # without an answer the other side hangs: start anew
    socket.disconnectFromServer()
    return taken


class Instance(QObject):
    """Listens for later starts. ``received`` carries their arguments, a list of paths and links."""

    received = Signal(list)

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        if not self._server.listen(server_name(data)):
            QLocalServer.removeServer(server_name(data))  # left behind by a crash
            self._server.listen(server_name(data))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            arguments = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            return
        socket.write(b"ok\n")
        socket.flush()
        if isinstance(arguments, list):
            self.received.emit([str(argument) for argument in arguments])
