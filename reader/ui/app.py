"""The application: one window on one library, from the start of the process to its end."""

from __future__ import annotations

import logging
import logging.handlers
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontInfo, QIcon
from PySide6.QtWidgets import QApplication

from reader import __version__
from reader.export import is_link
from reader.i18n import Translator, system_language
from reader.paths import APP_NAME, Folders, folders, shipped
from reader.ui.context import Context
from reader.ui.fonts import load_fonts
from reader.ui.main_window import MainWindow
from reader.ui.session import Session
from reader.ui.settings import SYSTEM, Settings
from reader.ui.single_instance import Instance, hand_over
from reader.ui.theme import INTERFACE_PX

_LOG_BYTES = 1_000_000
_LARGEST_PX = 20
_LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Application(QObject):
    """Owns the session and the window of one run."""

    _crashed = Signal(str)

    def __init__(self, app: QApplication, places: Folders) -> None:
        super().__init__()
        self._app = app
        settings = Settings(places.settings)
        chosen = settings.text("language")
        translator = Translator(system_language() if chosen == SYSTEM else chosen)
        self.session = Session(places, translator)
        self.context = Context(
            translator=translator,
            fonts=load_fonts(),
            settings=settings,
            session=self.session,
            interface_px=_interface_px(app),
        )
        self.window = MainWindow(self.context)
        self.instance = Instance(places.data)
        self._connect()

    def _connect(self) -> None:
        self.session.unusable.connect(self._give_up, Qt.ConnectionType.SingleShotConnection)  # a lane each
        self.session.crashed.connect(self.window.controllers.windows.show_crash)
        self._crashed.connect(self.window.controllers.windows.show_crash)
        self.instance.received.connect(self._receive)
        self.window.closed.connect(self.close)

    def start(self, arguments: Sequence[str]) -> None:
        """Show the window; the library is opened once it is on the screen."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda failure: self._on_exception(
            failure.exc_type, failure.exc_value, failure.exc_traceback
        )
        self.window.show()
        # Painted now: what the lanes load would hold the first picture back.
        self._app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        QTimer.singleShot(0, self.session.start)
        QTimer.singleShot(0, self.window.begin)
        if arguments:
            QTimer.singleShot(0, lambda: self.window.receive(arguments))

    def close(self) -> None:
        """End the session: edits that wait are finished."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        self.instance.close()
        self.session.close()

    def _receive(self, arguments: list[str]) -> None:
        self.window.bring_to_front()
        if arguments:
            self.window.receive(arguments)

    def _give_up(self, message: str) -> None:
        print(f"docbao: {message}", file=sys.stderr)  # noqa: T201 - a start from a terminal is told, too
        self.window.controllers.windows.show_fatal(message, then=lambda: self._app.exit(1))

    def _on_exception(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger(APP_NAME).error("unexpected error\n%s", text)
        self._crashed.emit(text)


def make_application() -> QApplication:
    """Return the Qt application, named so that the desktop knows it."""
    app = QApplication([APP_NAME])
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName("Docbao")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_NAME)
    app.setWindowIcon(QIcon(str(shipped("resources", "icons", "docbao.svg"))))
    return app


def run(files: Sequence[str], data_dir: str | None) -> int:
    """Open the window with files and links; return the exit status."""
    places = folders(data_dir)
    arguments = [name if is_link(name) else str(Path(name).absolute()) for name in files]
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # every edit is on the disk already
    app = make_application()
    if hand_over(places.data, arguments):
        return 0
    handler = _log_to(places)
    application = Application(app, places)
    application.start(arguments)
    try:
        return app.exec()
    finally:
        application.close()
        if handler:
            logging.getLogger().removeHandler(handler)
            handler.close()


def _log_to(places: Folders) -> logging.Handler | None:
    """Write the log to a file that never grows large; without one where the folder forbids it."""
    try:
        places.log.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            places.log, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return None  # the session will say what is wrong with the folder
    handler.setFormatter(logging.Formatter(_LOG_FORMAT))
    logging.getLogger().addHandler(handler)
    return handler


def _interface_px(app: QApplication) -> int:
    """Return the size of interface text: ours, or the system's where that is larger. In pixels."""
    return min(max(INTERFACE_PX, QFontInfo(app.font()).pixelSize()), _LARGEST_PX)
