"""End what takes too long, in the thread that does it.

An application in process runs in the thread of the test, where nobody can leave it behind, so it is interrupted: in the
main thread by a signal, which ends a sleep or a wait for a lock or a socket, too; in another thread, or where somebody
else listens to that signal, by an exception that comes with the next step of Python.
"""

import ctypes
import signal
import threading
import time
from collections.abc import Callable
from typing import TypeVar, cast

import httpx

__all__ = ["IN_PROCESS_TIMEOUT_S", "InProcessTimeout", "Overdue", "Patience"]

IN_PROCESS_TIMEOUT_S = 30.0
"""How long an application in process may take. There the machine that runs the tests is measured, too, and a breakpoint
may be in the view, so the platform's own limit does not count."""

_T = TypeVar("_T")
_SIGNAL = getattr(signal, "SIGVTALRM", None)  # of timers that hardly anybody sets; Windows has none


class Overdue(BaseException):
    """Interrupt what takes too long. No error of its own: what catches every `Exception` is not to catch this."""


class InProcessTimeout(httpx.ReadTimeout):
    """Say that an application in process was cut off after *limit_s* real seconds."""

    def __init__(self, limit_s: float) -> None:
        super().__init__(f"the application in process did not answer within {limit_s:g} s, and was cut off")


class Patience:
    """Lets work take *limit_s* real seconds; infinity lets it take forever.

    Where work answers in time, nothing is done to it. A thread looks on while there is work; close it.
    """

    def __init__(self, limit_s: float) -> None:
        self.limit_s = limit_s
        self._lock = threading.Lock()
        self._due: dict[int, float] = {}
        self._closed = threading.Event()
        self._listens = False
        self._guard: threading.Thread | None = None

    def run(self, work: Callable[[], _T]) -> _T:
        """Return what *work* gives. Raises: Overdue, in the midst of it, where it takes too long."""
        if self.limit_s == float("inf"):
            return work()
        thread = threading.get_ident()
        is_first = self._listen()
        outer = self._due.get(thread)  # of a view that calls another one through us
        try:
            self._begin(thread)
            return work()
        finally:
            while True:
                try:
                    self._end(thread, outer)
                    break
                except Overdue:  # it came when the work had ended, but was not taken off yet
                    continue
            if is_first:
                self._listens = False
                signal.signal(cast("signal.Signals", _SIGNAL), signal.SIG_DFL)

    def _begin(self, thread: int) -> None:
        with self._lock:  # which the guard holds while it goes through them; threads of a pool begin at once
            if self._guard is None:
                self._guard = threading.Thread(target=self._look_on, name="texml-patience", daemon=True)
                self._guard.start()
            self._due[thread] = time.monotonic() + self.limit_s

    def _end(self, thread: int, outer: float | None) -> None:
        with self._lock:
            self._due.pop(thread, None)
            if not (self._listens and _is_main(thread)):
                _raise_in(thread, None)
            if outer is not None:
                self._due[thread] = outer

    def _listen(self) -> bool:
        """Listen to the signal, in the main thread and unless somebody does already; return whether that began now."""
        if _SIGNAL is None or not _is_main(threading.get_ident()) or signal.getsignal(_SIGNAL) is not signal.SIG_DFL:
            return False
        signal.signal(_SIGNAL, self._interrupt)
        self._listens = True
        return True

    def _interrupt(self, *_: object) -> None:
        due = self._due.get(threading.get_ident())
        if due is not None and due <= time.monotonic():
            raise Overdue

    def _look_on(self) -> None:
        """Interrupt what is overdue, again and again: it may have caught what interrupted it."""
        while not self._closed.wait(min(self.limit_s / 4, 1.0)):
            with self._lock:
                for thread, due in self._due.items():
                    if due > time.monotonic():
                        continue
                    if self._listens and _is_main(thread):
                        signal.pthread_kill(thread, cast("signal.Signals", _SIGNAL))
                    else:
                        _raise_in(thread, Overdue)

    def close(self) -> None:
        """End the thread that looks on."""
        self._closed.set()
        if self._guard is not None:
            self._guard.join()


def _is_main(thread: int) -> bool:
    return thread == threading.main_thread().ident


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Let *error* be raised in a thread; None takes back what was not raised yet."""
    found = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), found)
