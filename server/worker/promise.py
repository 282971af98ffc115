"""An answer that is not known yet, and what tells it once it is, so that no thread has to wait for it."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Any, Protocol

from server.worker.connection import Connection

__all__ = ["HeldBack", "Outcome", "Promise", "Promises"]

_log = logging.getLogger(__name__)


class Outcome(Protocol):
    """What a promise waits for."""

    deadline: float
    """When to ask without having been called, on the monotonic clock; it may change whenever somebody asks."""

    def call(self, back: Callable[[], None]) -> None:
        """Have *back* called, from any thread, whenever there is something new; at once where that was before."""

    def go_on(self, now: float) -> bool:
        """Return whether the answer can be told without waiting, at *now*; otherwise do what can be done towards it."""
        ...


class Promise:
    """What an application returns instead of an answer that hangs on *outcome*.

    Any WSGI server may iterate over it, and waits as long as *tell* does, which calls the request's start_response and
    returns the body. The worker here has itself called instead, and iterates when *outcome* is known.
    """

    def __init__(self, outcome: Outcome, tell: Callable[[], Iterable[bytes]]) -> None:
        self.outcome = outcome
        self._tell = tell

    def __iter__(self) -> Iterator[bytes]:
        """Yield the answer's body."""
        return iter(self._tell())


class HeldBack(BaseException):
    """Says that an application has answered with *promise*, through whatever would write an answer.

    *response* is gunicorn's, with nothing written yet. What is raised here is no error, so nothing that catches errors
    may catch it.
    """

    def __init__(self, promise: Promise, response: Any) -> None:
        super().__init__()
        self.promise = promise
        self.response = response


class _Held:
    """An answer that somebody waits for on *connection*."""

    __slots__ = ("connection", "is_told", "promise", "response")

    def __init__(self, held_back: HeldBack, connection: Connection) -> None:
        self.promise = held_back.promise
        self.response = held_back.response
        self.connection = connection
        self.is_told = False

    def tell(self) -> bool:
        """Write the answer, and return whether the connection may be kept."""
        self.is_told = True
        try:
            for chunk in self.promise:
                self.response.write(chunk)
            self.response.close()
        except OSError:
            return False  # the client has gone, or does not read
        except Exception:  # noqa: BLE001  # the outermost place: the loop has others to serve
            _log.exception("Error telling an answer")
            return False
        return not self.response.should_close()


class Promises:
    """The promises of a worker, told in its loop when they are kept.

    *defer* has something done in the loop; *finish* gets a connection and whether it may be kept, in the loop.
    """

    def __init__(self, defer: Callable[[Callable[[], None]], None], finish: Callable[[Connection, bool], None]) -> None:
        self._defer = defer
        self._finish = finish
        self._new: deque[_Held] = deque()
        self._called: deque[_Held] = deque()
        self._is_deferred = False
        # What waits, by deadline; the number keeps what has the same in order.
        self._waiting: list[tuple[float, int, _Held]] = []
        self._numbers = count()

    def hold(self, held_back: HeldBack, connection: Connection) -> None:
        """Tell on *connection* what was *held_back* once that is known; called from any thread."""
        held = _Held(held_back, connection)
        held.promise.outcome.call(partial(self._call, held))
        self._new.append(held)

    def _call(self, held: _Held) -> None:
        self._called.append(held)
        # One turn of the loop takes all; whoever finds it on its way was before it.
        if not self._is_deferred:
            self._is_deferred = True
            self._defer(self._look_at_called)

    def _look_at_called(self) -> None:
        self._is_deferred = False
        now = time.monotonic()
        while self._called:
            self._go_on(self._called.popleft(), now)

    def look(self, now: float) -> None:
        """Go on with those whose deadline has come; called in the loop, now and then."""
        while self._new:
            self._wait(self._new.popleft())
        due = []
        while self._waiting and (self._waiting[0][2].is_told or now >= self._waiting[0][0]):
            due.append(heappop(self._waiting)[2])
        for held in due:
            self._go_on(held, now)
            if not held.is_told:
                self._wait(held)

    def _wait(self, held: _Held) -> None:
        heappush(self._waiting, (held.promise.outcome.deadline, next(self._numbers), held))

    def _go_on(self, held: _Held, now: float) -> None:
        if held.is_told or not held.promise.outcome.go_on(now):
            return
        # Whose socket has no room for so short an answer does not read, and the loop waits for nobody.
        held.connection.sock.setblocking(False)
        self._finish(held.connection, held.tell())
