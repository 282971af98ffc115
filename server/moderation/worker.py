"""A thread that does something time and again, until it is closed; whatever goes wrong, it goes on."""

import threading
from collections.abc import Callable

import structlog

from server.errors import LogUnavailable

__all__ = ["Worker"]

_EVERY_S = 1.0
_LONGEST_REST_S = 30.0
_LONGEST_END_S = 5.0  # a command may wait for its answer longer than a server may take to stop


class Worker:
    """Calls *work* every *every_s* seconds in a thread of its own; after failures ever less often.

    No thread is there before `start`, so a server can make it before it forks. Close it when it is no longer needed.
    """

    def __init__(self, work: Callable[[], object], *, every_s: float = _EVERY_S) -> None:
        self._work = work
        self._every_s = every_s
        self._is_over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread, in the process that is to have it; once more changes nothing."""
        if self._thread is None and not self._is_over.is_set():
            self._thread = threading.Thread(target=self._run, name="texml-attendant", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        failures = 0
        while not self._is_over.wait(min(self._every_s * 2**failures, _LONGEST_REST_S)):
            try:
                self._work()
            except LogUnavailable as err:
                failures = min(failures + 1, 10)
                structlog.get_logger(__name__).error("rooms not looked after", reason=str(err))
            except Exception as err:  # noqa: BLE001  # the outermost loop: the next look may do better
                failures = min(failures + 1, 10)
                structlog.get_logger(__name__).error("rooms not looked after", exc_info=err)
            else:
                failures = 0

    def close(self) -> None:
        """Let what is being done end, and the thread with it; what takes longer than five seconds is left to itself."""
        self._is_over.set()
        if self._thread is not None:
            self._thread.join(_LONGEST_END_S)
            self._thread = None
