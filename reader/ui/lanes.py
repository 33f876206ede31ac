"""A lane: a thread with a library of its own, that does short jobs first and long work step by step.

There are two: the write lane and the read lane. Nothing here imports Qt; answers are handed to a
``deliver`` callable, which brings them to the thread of the window.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from functools import partial

from reader.errors import CancelledError, ReaderError
from reader.library import Library, Progress
from reader.paths import Folders

logger = logging.getLogger(__name__)

Deliver = Callable[[Callable[[], object]], None]


@dataclass(slots=True)
class Job:
    """A short question or edit. ``key`` lets a newer job replace an older one of the same kind."""

    run: Callable[[Library, Job], Callable[[], object]]
    key: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)

    def cancelled(self) -> bool:
        """Whether nobody waits for the answer any more."""
        return self.stopped.is_set()


@dataclass(slots=True)
class LongWork:
    """Work of many steps; ``finished`` is told whether it was stopped before its end."""

    steps: Callable[[Library], Iterator[Progress]]
    step: Callable[[Progress], None]
    finished: Callable[[bool], None]
    running: Iterator[Progress] | None = None

    def abandon(self) -> None:
        """End it where it is; it puts its things in order."""
        if isinstance(self.running, Generator):
            self.running.close()


@dataclass(frozen=True, slots=True)
class Reports:
    """Where a lane says what went wrong: a sentence for the user, a traceback, or that it cannot open."""

    failed: Callable[[ReaderError], None]
    crashed: Callable[[str], None]
    unusable: Callable[[ReaderError], None]


class Lane:
    """Runs jobs in the order in which they come, and long work between them."""

    def __init__(self, name: str, folders: Folders, deliver: Deliver, reports: Reports) -> None:
        self._folders = folders
        self._deliver = deliver
        self._reports = reports
        self._jobs: deque[Job] = deque()
        self._works: deque[LongWork] = deque()
        self._current: Job | None = None
        self._stop_work = False
        self._closing = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._run, name=f"docbao-{name}", daemon=True)

    def start(self) -> None:
        """Open the library in the lane's thread and begin."""
        self._thread.start()

    def put(self, job: Job) -> None:
        """Queue a job; one with the same key that waits is dropped, one that runs is told to stop."""
        with self._wake:
            if job.key:
                if self._current and self._current.key == job.key:
                    self._current.stopped.set()
                self._jobs = deque(waiting for waiting in self._jobs if waiting.key != job.key)
            self._jobs.append(job)
            self._wake.notify()

    def put_work(self, work: LongWork) -> None:
        """Queue long work."""
        with self._wake:
            self._works.append(work)
            self._wake.notify()

    def stop_work(self) -> None:
        """Stop the long work that runs or waits, after its present step."""
        with self._wake:
            self._stop_work = bool(self._works)
            self._wake.notify()

    def close(self) -> None:
        """Finish the jobs that wait, leave long work where it is (its marks stay), and end the thread."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            library = Library(self._folders)
        except ReaderError as error:
            self._post(partial(self._reports.unusable, error))
            return
        except Exception:  # noqa: BLE001 - a thread has nobody above it: the crash dialogue shows it
            self._post(partial(self._reports.crashed, traceback.format_exc()))
            return
        with library:
            while self._turn(library):
                pass
            for work in self._works:
                work.abandon()

    def _turn(self, library: Library) -> bool:
        """Do one job or one step of long work; return False when the lane is to end."""
        with self._wake:
            while not (self._jobs or self._works or self._closing):
                self._wake.wait()
            job = self._jobs.popleft() if self._jobs else None
            work = self._works[0] if self._works and job is None else None
            if job is None and self._closing:
                return False
            self._current = job
            stopping = self._stop_work and work is not None
            self._stop_work = self._stop_work and not stopping and bool(self._works)
        if job is not None:
            self._guard(lambda: self._do(job, library))
        elif work is not None:
            self._advance(work, library, stopping=stopping)
        return True

    def _do(self, job: Job, library: Library) -> None:
        answer = job.run(library, job)
        if not job.cancelled():
            self._post(answer)

    def _advance(self, work: LongWork, library: Library, *, stopping: bool) -> None:
        if stopping:
            waiting = list(self._works)
            self._works.clear()
            for each in waiting:
                each.abandon()
                self._post(partial(each.finished, True))  # noqa: FBT003
            return
        progress: list[Progress] = []

        def step() -> None:
            if work.running is None:
                work.running = work.steps(library)
            progress.extend(found for found in [next(work.running, None)] if found)

        went_well = self._guard(step)
        if progress:
            self._post(partial(work.step, progress[0]))
        else:
            self._works.remove(work)
            self._post(partial(work.finished, not went_well))

    def _guard(self, run: Callable[[], None]) -> bool:
        """Run something; what it raises is reported, and never ends the lane."""
        try:
            run()
        except CancelledError:
            return False
        except ReaderError as error:
            self._post(partial(self._reports.failed, error))
            return False
        except Exception:
            logger.exception("a job failed")
            self._post(partial(self._reports.crashed, traceback.format_exc()))
            return False
        return True

    def _post(self, answer: Callable[[], object]) -> None:
        self._deliver(answer)
