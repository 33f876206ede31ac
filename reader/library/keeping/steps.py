"""Work that tells how far it is, as steps that can be waited for one by one."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator

from reader.errors import N_, CancelledError
from reader.library.answers import Progress, Stage
from reader.store.backup import Tell

_PARTS = 100


def stepwise(
    stage: Stage, run: Callable[[Tell], object], *, quiet: bool = False
) -> Generator[Progress, None, None]:
    """Run something in a thread of its own; yield at every hundredth of it.

    Closing the generator stops the work: what ``run`` is given raises CancelledError then. ``quiet`` work
    yields steps that are not worth showing. Raises what ``run`` raises.
    """
    news: queue.Queue[float | BaseException | None] = queue.Queue()
    stopped = threading.Event()

    def tell(part: float) -> None:
        if stopped.is_set():
            raise CancelledError(N_("The work was stopped."))
        news.put(part)

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
        told = -1
        while (new := news.get()) is not None:
            if isinstance(new, BaseException):
                raise new
            if (done := int(new * _PARTS)) > told:
                told = done
                yield Progress(stage, 0, 1) if quiet else Progress(stage, done, _PARTS)
    finally:
        stopped.set()
        thread.join()
