"""The session: what the window may ask of the library, answered by signals in the window's thread.

A read lane answers questions, a write lane makes edits, a work lane imports and does derived work; each has
a library of its own. An edit so never waits for a file to be read or the index to be written. Widgets never
touch any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.errors import CancelledError, ReaderError
from reader.i18n import Translator
from reader.library import Library, Progress, Stage
from reader.models import Change, ChangeKind
from reader.paths import Folders
from reader.ui.lanes import Job, Lane, LongWork, Reports

if TYPE_CHECKING:
    from reader.library.keeping import Staged

Answer = TypeVar("Answer")

Steps = Callable[[Library], Iterator[Progress]]
_FOREIGN_MS = 3000  # how often to look whether another process has changed the library
_BUSY_MS = 2000  # how long to wait for another process that writes the index
_SETTLE_MS = 400  # derived work waits until the reader's hands rest
_TELL_MS = 250  # long work takes many steps a second: views refresh for them together


class Session(QObject):
    """Three lanes and their signals.

    ``changed`` carries a :class:`Change` after every edit, and what the steps of long work changed some times
    a second; ``progressed`` then carries the last :class:`Progress`; ``work_ended`` whether long work was
    stopped; ``failed`` a sentence for the user; ``crashed`` a traceback; ``unusable`` why the library cannot
    be opened at all; ``backup_skipped`` a :class:`ReaderError`, why an automatic backup was not made.
    """

    changed = Signal(object)
    progressed = Signal(object)
    work_ended = Signal(bool)
    failed = Signal(str)
    crashed = Signal(str)
    unusable = Signal(str)
    backup_skipped = Signal(object)
    _delivered = Signal(object)

    def __init__(self, folders: Folders, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folders = folders
        self._translator = translator
        self._delivered.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._write, self._read, self._work = self._lanes()
        self._untold: list[Progress] = []
        self._seen_version = 0
        self._own_writes = 0
        self._closed = False
        self._rebuilding = False
        self._settle = QTimer(self, singleShot=True)
        self._foreign = QTimer(self, interval=_FOREIGN_MS)
        self._tell = QTimer(self, singleShot=True, interval=_TELL_MS)
        self._settle.timeout.connect(self.do_waiting_work)
        self._tell.timeout.connect(self._tell_steps)
        self._foreign.timeout.connect(self._look_for_foreign_changes)

    def _lanes(self) -> tuple[Lane, Lane, Lane]:
        """Return lanes for writing, reading and long work, not started yet."""
        reports = Reports(
            failed=self._on_failed,
            crashed=self.crashed.emit,
            unusable=lambda error: self.unusable.emit(self._translator.error(error)),
        )
        write, read, work = (
            Lane(name, self.folders, self._delivered.emit, reports) for name in ("write", "read", "work")
        )
        return write, read, work

    def start(self) -> None:
        """Open the library in every lane, do what earlier runs left to do, and make the daily backup."""
        self._open()
        self.keep(Stage.BACKUP, self._automatic_backup, self._say_skipped, quiet=True)

    def _open(self) -> None:
        self._read.start()
        self._write.start()
        self._work.start()
        self._work.put(Job(self._check))
        self.do_waiting_work()
        self._foreign.start()

    def close(self) -> None:
        """Finish the edits that wait and end the lanes; derived work goes on at the next start."""
        if self._closed:
            return
        self._closed = True
        self._shut()

    def _shut(self) -> None:
        self._settle.stop()
        self._foreign.stop()
        self._tell.stop()
        self._read.close()
        self._write.close()
        self._work.close()

    def ask(
        self,
        question: Callable[[Library, Callable[[], bool]], Answer],
        answer: Callable[[Answer], object],
        *,
        key: str = "",
    ) -> None:
        """Ask the read lane. A newer question with the same ``key`` cancels the older one.

        ``question`` gets the library and a function that tells whether it was cancelled.
        """

        def run(library: Library, job: Job) -> Callable[[], object]:
            return partial(answer, question(library, job.cancelled))

        self._read.put(Job(run, key))

    def edit(
        self,
        edit: Callable[[Library], Change],
        then: Callable[[Change], None] | None = None,
        *,
        key: str = "",
    ) -> None:
        """Make an edit in the write lane; ``changed`` follows, then ``then``."""

        def run(library: Library, _: Job) -> Callable[[], None]:
            change = edit(library)

            def answer() -> None:
                self._announce(change)
                if then:
                    then(change)

            return answer

        self._write.put(Job(run, key))

    def work(
        self,
        steps: Steps,
        finished: Callable[[bool], None] | None = None,
        watch: Callable[[Progress], None] | None = None,
    ) -> None:
        """Do long work in the work lane, a step at a time; ``watch`` is told of every step."""

        def step(progress: Progress) -> None:
            self._step(progress)
            if watch:
                watch(progress)

        def ended(stopped: bool) -> None:
            self._tell_steps()
            self.work_ended.emit(stopped)
            if finished:
                finished(stopped)

        self._work.put_work(LongWork(steps, step, ended))

    def keep(
        self,
        stage: Stage,
        run: Callable[[Callable[[float], object]], Answer],
        then: Callable[[Answer], object],
        *,
        quiet: bool = False,
    ) -> None:
        """Do something long with the library's folders: ``run`` is given what it tells its progress to.

        ``then`` gets its answer, unless it failed or was stopped. ``quiet`` work shows no progress.
        """
        answers: list[Answer] = []

        def steps(_library: Library) -> Iterator[Progress]:
            from reader.library.keeping import stepwise  # noqa: PLC0415 - with the store, loaded by the lanes

            yield from stepwise(stage, lambda tell: answers.append(run(tell)), quiet=quiet)

        def finished(_stopped: bool) -> None:
            for answer in answers:
                then(answer)

        self.work(steps, finished)

    def swap(self, staged: Staged) -> bool:
        """Let a staged library take the place of the open one, in every lane; tell whether it did.

        The one that was replaced becomes a backup, quietly. Where the swap fails, it stays open.
        """
        from reader.library import keeping  # noqa: PLC0415 - the lanes have loaded it

        self._shut()
        kept: Path | None = None
        went_well = True
        try:
            kept = keeping.swap(self.folders, staged)
        except ReaderError as error:
            went_well = False
            self.failed.emit(self._translator.error(error))
        self._write, self._read, self._work = self._lanes()
        self._open()
        if kept:
            self.keep(Stage.BACKUP, partial(self._pack, kept), self._say_skipped, quiet=True)
        self.announce_everything()
        return went_well

    def announce_everything(self) -> None:
        """Say that anything may have changed."""
        self.changed.emit(Change(frozenset(ChangeKind)))

    def _automatic_backup(self, tell: Callable[[float], object]) -> ReaderError | None:
        from reader.library import keeping  # noqa: PLC0415

        return _skipped(lambda: keeping.automatic(self.folders, tell))

    def _pack(self, kept: Path, tell: Callable[[float], object]) -> ReaderError | None:
        from reader.library import keeping  # noqa: PLC0415

        return _skipped(lambda: keeping.pack_replaced(self.folders, kept, tell))

    def _say_skipped(self, error: ReaderError | None) -> None:
        if error:
            self.backup_skipped.emit(error)

    def stop_work(self) -> None:
        """Stop long work after its present step; what is done stays."""
        self._work.stop_work()

    def do_waiting_work(self) -> None:
        """Recognise and index what is marked as waiting."""
        self.work(lambda library: library.intake.work())

    def rebuild_index(self) -> None:
        """Throw the index away and build it again from the library."""
        self._rebuilding = True

        def steps(library: Library) -> Iterator[Progress]:
            library.intake.forget_index()
            yield from library.intake.work()

        def finished(_stopped: bool) -> None:
            self._rebuilding = False

        self.work(steps, finished)

    @staticmethod
    def _check(library: Library, _: Job) -> Callable[[], None]:
        library.intake.check()
        return lambda: None

    def _step(self, progress: Progress) -> None:
        """Tell a step at once if none was told lately, else with those that follow."""
        self._own_writes += 1
        self._untold.append(progress)
        if not self._tell.isActive():
            self._tell_steps()

    def _tell_steps(self) -> None:
        """Tell what the steps since the last time changed, as one change."""
        steps, self._untold = self._untold, []
        if not steps:
            return
        self._tell.start()
        changes = [step.change for step in steps if step.change.kinds]
        self.progressed.emit(steps[-1])
        if changes:
            kinds = frozenset[ChangeKind]().union(*(change.kinds for change in changes))
            # A change that names no articles is about any of them.
            named = all(change.articles for change in changes)
            articles = frozenset[int]().union(*(change.articles for change in changes) if named else ())
            self.changed.emit(Change(kinds, articles))

    def _announce(self, change: Change) -> None:
        self._own_writes += 1
        if change.kinds:
            self.changed.emit(change)
            self._settle.start(_SETTLE_MS)

    def _on_failed(self, error: ReaderError) -> None:
        # Loaded by the lanes: with the search engine, it would hold back the window.
        from reader.search import IndexBusyError, IndexDamagedError, IndexMissingError  # noqa: PLC0415

        if isinstance(error, IndexDamagedError) and not self._rebuilding:
            self.rebuild_index()  # the index is a cache: work to do again, no error for the user
        if isinstance(error, IndexMissingError):
            self._work.put(Job(self._check))  # swept away, or not made yet: marks everything but once
            self.do_waiting_work()
        if isinstance(error, IndexBusyError):
            self._settle.start(_BUSY_MS)  # another process writes: what waits is marked, and tried again
        if not isinstance(error, IndexDamagedError | IndexMissingError | IndexBusyError):
            self.failed.emit(self._translator.error(error))

    def _look_for_foreign_changes(self) -> None:
        self.ask(lambda library, _: library.reading.foreign_changes(), self._compare_version, key="foreign")

    def _compare_version(self, version: int) -> None:
        foreign = version != self._seen_version and self._seen_version and not self._own_writes
        self._seen_version, self._own_writes = version, 0
        if foreign:
            self.announce_everything()

    def _receive(self, answer: Callable[[], None]) -> None:
        if not self._closed:
            answer()


def _skipped(make: Callable[[], object]) -> ReaderError | None:
    """Make a backup that nobody asked for; return why it was not made."""
    try:
        make()
    except CancelledError:
        raise
    except ReaderError as error:
        return error
    return None
