"""Work that tells how far it is, as steps that can be waited for one by one."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterator

from reader.errors import N_, CancelledError
from reader.library.answers import Progress, Stage
from reader.store.backup import Tell

_PARTS = 100
_LONGEST_S = 0.2  # between two steps


def stepwise(
    stage: Stage, run: Callable[[Tell], object], *, quiet: bool = False
) -> Generator[Progress, None, None]:
    """Run something in a thread of its own; yield at every hundredth of it, and some times a second.

    Closing the generator stops the work: what ``run`` is given raises CancelledError then. ``quiet`` work
    yields steps that are not worth showing. Raises what ``run`` raises.
    """
    news: queue.Queue[int | BaseException | None] = queue.Queue()
    stopped = threading.Event()
    last = [-1]

    def tell(part: float) -> None:
        if stopped.is_set():
            raise CancelledError(N_("The work was stopped."))
        if (done := int(part * _PARTS)) > last[0]:
            last[0] = done
            news.put(done)

    def work() -> None:
        try:
            run(tell)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            news.put(error)
        else:
            news.put(None)

    thread = threading.Thread(target=work, name="docbao-keeping", daemon=True)
    thread.start()
    try:
        for done in _heard(news):
            yield Progress(stage, 0, 1) if quiet else Progress(stage, done, _PARTS)
    finally:
        stopped.set()
        thread.join()


def _heard(news: queue.Queue[int | BaseException | None]) -> Iterator[int]:
    """Yield what is told, and the last again where nothing new comes: who waits may want to stop it."""
    done = 0
    while True:
        try:
            new = news.get(timeout=_LONGEST_S)
        except queue.Empty:
            new = done
        if new is None:
            return
        if isinstance(new, BaseException):
            raise new
        done = new
        yield done
