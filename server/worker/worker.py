"""The worker itself: gunicorn's loop and threads, with what this package adds."""

import errno
import selectors
import time
from collections.abc import Callable, Iterable, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from server.worker.board import Board
from server.worker.connection import Connection
from server.worker.outside import Outside
from server.worker.promise import HeldBack, Promise, Promises

__all__ = ["EvenWorker"]

_BEAT_S = 0.1  # how often a worker looks at the others when nothing happens


class EvenWorker(ThreadWorker):
    """Takes a new connection only while it has hardly more than the worker with the fewest.

    The arbiter sets *board*, *place* and *end_streams* before it forks; without them a worker takes what it gets. So it
    does with *is_brief*, which tells of a path whether requests for it are answered with promises only. For those there
    is one thread, the lane: it never waits, and many would only fight over the interpreter's lock.
    """

    board: Board | None = None
    place: int | None = None
    end_streams: Callable[[], None] | None = None
    is_brief: Callable[[str], bool] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most = self.worker_connections

    def load_wsgi(self) -> None:
        """Have the application's wish to close a connection heard, and its promises; gunicorn knows neither."""
        super().load_wsgi()
        self.wsgi = _heard(self.wsgi)

    def run(self) -> None:
        """Serve until told to stop."""
        self._outside = Outside(self._take_up)
        self._lane = ThreadPoolExecutor(1, "lane")
        self._promises = Promises(self.method_queue.defer, self._told)
        self.poller.register(self._outside, selectors.EVENT_READ, lambda _: self._outside.look())
        board, place = self.board, self.place
        if board is not None and place is not None:
            self.poller.register(board.bell(place), selectors.EVENT_READ, lambda _: board.answer(place))
        super().run()
        self._lane.shutdown(wait=False)
        self._outside.close()

    def accept(self, listener: Any) -> None:
        """Take a connection; it gets a thread once it has sent a request."""
        try:
            client, address = listener.accept()
        except OSError as err:
            if err.errno in (errno.EAGAIN, errno.ECONNABORTED):
                return
            raise
        self.nr_conns += 1
        self.enqueue_req(Connection(self.cfg, client, address, listener.getsockname(), linger=self._outside.let_leave))

    def enqueue_req(self, conn: Any) -> None:
        """Give *conn* a thread if its request is there whole; else wait for the rest."""
        if conn.has_next:
            self._take_up(conn)
        else:
            self._outside.wait(conn)

    def _take_up(self, connection: Connection) -> None:
        connection.data_ready = True
        path = connection.path if self.is_brief is not None else None
        pool = self._lane if path is not None and self.is_brief is not None and self.is_brief(path) else self.tpool
        pool.submit(self.handle, connection).add_done_callback(partial(self._handled, connection))

    def _handled(self, connection: Connection, future: "Future[Any]") -> None:
        """Have the loop finish a request that a thread has answered; one that has only a promise waits for that."""
        held_back = None if future.cancelled() else future.exception()
        if isinstance(held_back, HeldBack):
            self._promises.hold(held_back, connection)
        else:
            self.method_queue.defer(self.finish_request, connection, future)

    def _told(self, connection: Connection, is_kept: bool) -> None:
        self.finish_request(connection, _KEPT if is_kept else _ENDED)

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """Do what there is to do, then decide whether the next connection is for this worker."""
        super().wait_for_and_dispatch_events(_BEAT_S if timeout is None else min(timeout, _BEAT_S))
        now = time.monotonic()
        self._promises.look(now)
        self.nr_conns -= self._outside.drop(now, is_ending=not self.alive)
        if self.board is not None and self.place is not None:
            most = self.board.tell(self.place, self.nr_conns, now=now)
            self.worker_connections = self._most if most is None else min(self._most, most)

    def handle_exit(self, sig: Any, frame: Any) -> None:
        """Stop, and end the streams, which would otherwise hold the worker as long as their clients like."""
        super().handle_exit(sig, frame)
        # Not here in the signal handler, which may have interrupted anything: in the loop that it wakes up.
        if self.end_streams is not None:
            self.method_queue.defer(self.end_streams)


def _result(*, is_kept: bool) -> "Future[bool]":
    future: Future[bool] = Future()
    future.set_result(is_kept)
    return future


# What gunicorn finishes a request with.
_KEPT, _ENDED = _result(is_kept=True), _result(is_kept=False)

_Wsgi = Callable[[MutableMapping[str, Any], Callable[..., Any]], Iterable[bytes]]


def _heard(application: _Wsgi) -> _Wsgi:
    def hear(environ: MutableMapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        response: Any = getattr(start_response, "__self__", None)  # a method of gunicorn's Response

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            # gunicorn leaves the Connection header out.
            if ("Connection", "close") in headers:
                response.force_close()
            return start_response(status, headers, *error)

        answer = application(environ, start)
        # Without a length, bytes may be left to read, and the loop must not read.
        if isinstance(answer, Promise) and environ.get("CONTENT_LENGTH"):
            raise HeldBack(answer, response)
        return answer

    return hear
