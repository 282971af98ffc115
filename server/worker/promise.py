"""An answer that is not known yet, and what tells it once it is, so that no thread has to wait for it."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from typing import Any, Protocol

from server.worker.connection import Connection

__all__ = ["HeldBack", "Outcome", "Promise", "Promises"]

_log = logging.getLogger(__name__)


class Outcome(Protocol):
    """What a promise waits for."""

    deadline: float
    """When waiting to be called has lasted long enough, on the monotonic clock."""

    @property
    def is_known(self) -> bool:
        """Return whether the answer can be told without waiting for anything."""
        ...

    def call(self, back: Callable[[], None]) -> None:
        """Have *back* called once, from any thread, when there is something new; at once where that was before."""


class Promise:
    """What an application returns instead of an answer that hangs on *outcome*.

    Any WSGI server may iterate over it, and waits as long as *tell* does, which calls the request's start_response and
    returns the body. The worker here has itself called instead, and iterates when *outcome* is known or too late.
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

    __slots__ = ("connection", "is_taken", "promise", "response")

    def __init__(self, held_back: HeldBack, connection: Connection) -> None:
        self.promise = held_back.promise
        self.response = held_back.response
        self.connection = connection
        self.is_taken = False

    def tell(self) -> bool:
        """Write the answer, and return whether the connection may be kept."""
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
    """The promises of a worker: told in its loop when they are kept, in a thread where that may take time.

    *defer* has something done in the loop, *submit* in a thread; *finish* gets a connection and whether it may be kept,
    in the loop.
    """

    def __init__(
        self,
        defer: Callable[..., None],
        submit: Callable[[Callable[[], bool]], "Future[bool]"],
        finish: Callable[[Connection, bool], None],
    ) -> None:
        self._defer = defer
        self._submit = submit
        self._finish = finish
        self._held: deque[_Held] = deque()
        self._called: deque[_Held] = deque()
        self._is_deferred = False

    def hold(self, held_back: HeldBack, connection: Connection) -> None:
        """Tell on *connection* what was *held_back* once that is known; called from any thread."""
        held = _Held(held_back, connection)
        self._held.append(held)
        held.promise.outcome.call(partial(self._called_back, held))

    def _called_back(self, held: _Held) -> None:
        self._called.append(held)
        # One turn of the loop takes all; whoever finds it on its way was before it.
        if not self._is_deferred:
            self._is_deferred = True
            self._defer(self._tell_called)

    def _tell_called(self) -> None:
        self._is_deferred = False
        while self._called:
            held = self._called.popleft()
            if held.is_taken:
                continue
            if held.promise.outcome.is_known:
                held.is_taken = True
                # Whose socket has no room for so short an answer does not read, and the loop waits for nobody.
                held.connection.sock.setblocking(False)
                self._finish(held.connection, held.tell())
            else:
                self._tell_in_thread(held)

    def _tell_in_thread(self, held: _Held) -> None:
        held.is_taken = True

        def told(future: "Future[bool]") -> None:
            self._defer(self._finish, held.connection, future.result())

        self._submit(held.tell).add_done_callback(told)

    def give_up(self, now: float) -> None:
        """Have a thread tell what is to be told where too much time has passed; called in the loop, now and then."""
        while self._held and (self._held[0].is_taken or now >= self._held[0].promise.outcome.deadline):
            held = self._held.popleft()
            if not held.is_taken:
                self._tell_in_thread(held)
