"""gunicorn's threaded worker, made even, patient and quick to stop.

*Even*: whichever worker is awake takes a new connection, and keeps it: of 32 clients that come at once and stay, most
may land on one worker while the other has nothing to do. Here the workers tell each other how many connections they
have, and one that is ahead leaves new ones to the others.

*Patient*: gunicorn gives a thread to a connection before it has sent anything, and a client that sends a byte a second
keeps it. Here a request gets its thread once it is there whole; who sends slowly waits outside, and not for ever.

*Quick to stop*: streams end when the worker is told to stop, instead of holding it as long as their clients like.
"""

import array
import errno
import fcntl
import mmap
import re
import select
import selectors
import socket
import struct
import termios
import time
from collections.abc import Callable, Iterable, MutableMapping
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

__all__ = ["Board", "EvenWorker"]

_LEAD = 2  # so many connections may a worker be ahead; with 1, of two workers always one would stand aside
_BEAT_S = 0.1  # how often a worker looks at the others when nothing happens
_STALE_S = 0.5  # a worker that has said nothing for so long takes no connections either, so nobody waits for it

_REQUEST_S = 5.0  # from the first byte of a request to its last
_LEAVE_S = 2.0  # for who was answered to hang up
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_HEAD_MOST = 16 * 1024  # what has a longer head, gunicorn refuses
_WAIT_MOST = 32 * 1024  # of a longer request, the thread reads the rest: a socket's buffer need not hold more
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,9})[ \t]*\r\n", re.IGNORECASE)

_ENTRY = struct.Struct("=?xxxid")  # whether the place is taken, connections, and when that was said


class Board:
    """How many connections each worker has, in memory that processes forked from this one share.

    There are *places* of them. One worker writes each place, so nothing is locked.
    """

    def __init__(self, places: int) -> None:
        self._memory = mmap.mmap(-1, max(1, places) * _ENTRY.size)
        self._places = range(places)

    def take(self) -> int | None:
        """Return a place for a worker that is about to be forked, None where all are taken; give it back later."""
        for place in self._places:
            if not self._read(place)[0]:
                self.write(place, 0, now=0.0)
                return place
        return None

    def give_back(self, place: int) -> None:
        """Let another worker have *place*: the one that had it has ended."""
        _ENTRY.pack_into(self._memory, place * _ENTRY.size, False, 0, 0.0)

    def write(self, place: int, connections: int, *, now: float) -> None:
        """Say how many connections the worker at *place* has; *now* is in seconds on the monotonic clock."""
        _ENTRY.pack_into(self._memory, place * _ENTRY.size, True, connections, now)

    def fewest_elsewhere(self, place: int, *, now: float) -> int | None:
        """Return how many the worker with the fewest has, but for *place* and who fell silent; None: nobody."""
        others = (self._read(other) for other in self._places if other != place)
        return min((count for taken, count, said in others if taken and now - said < _STALE_S), default=None)

    def _read(self, place: int) -> tuple[bool, int, float]:
        entry: tuple[bool, int, float] = _ENTRY.unpack_from(self._memory, place * _ENTRY.size)
        return entry


class _Timed(socket.socket):
    """A connection on which a request has to be there, and its answer taken, in time."""

    _deadline = 0.0

    def setblocking(self, flag: bool) -> None:
        """Let a thread read a request and write an answer; both may wait, but not for ever."""
        self._deadline = time.monotonic() + _REQUEST_S if flag else 0.0
        self.settimeout(_REQUEST_S if flag else 0.0)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Return what has come.

        Raises: TimeoutError when the request takes too long as a whole, however steadily it comes.
        """
        if self._deadline:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self.settimeout(left)
        return super().recv(size, flags)


class _Connection(TConn):
    """A connection that the worker's loop closes without waiting for the client to do so."""

    def __init__(self, *args: Any, linger: Callable[[socket.socket], None]) -> None:
        super().__init__(*args)
        self._linger = linger

    def close(self, graceful: bool = False) -> None:
        """Close it; a *graceful* close lets the client read the answer to its end."""
        if graceful:
            self._linger(self.sock)
        else:
            super().close()


class EvenWorker(ThreadWorker):
    """Takes a new connection only while it has hardly more than the worker with the fewest.

    The arbiter sets *board*, *place* and *end_streams* before it forks; without them a worker takes what it gets.
    """

    board: Board | None = None
    place: int | None = None
    end_streams: Callable[[], None] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most = self.worker_connections

    def load_wsgi(self) -> None:
        """Have the application's wish to close a connection heard; gunicorn leaves its Connection header out."""
        super().load_wsgi()
        self.wsgi = _closing(self.wsgi)

    def run(self) -> None:
        """Serve until told to stop."""
        # Connections that are outside, with the moment at which patience ends, by file descriptor: whose request is
        # not there whole, and who was answered but has not hung up. *_outside* tells of each byte that comes.
        self._waiting: dict[int, tuple[TConn, float]] = {}
        self._leaving: dict[int, tuple[socket.socket, float]] = {}
        self._outside = select.epoll()
        self.poller.register(self._outside.fileno(), selectors.EVENT_READ, self._look_outside)
        super().run()
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
        timed = _Timed(fileno=client.detach())
        self.enqueue_req(_Connection(self.cfg, timed, address, listener.getsockname(), linger=self._let_leave))

    def enqueue_req(self, conn: TConn) -> None:
        """Give *conn* a thread if its request is there whole; else wait for the rest."""
        # What came behind the last request was read with it; of that, the socket no longer knows.
        unreader = getattr(conn.parser, "unreader", None)
        if (unreader is not None and unreader.buf.getvalue()) or _is_whole(conn.sock):
            self._enqueue(conn)
            return
        self._waiting[conn.sock.fileno()] = (conn, time.monotonic() + _REQUEST_S)
        self._outside.register(conn.sock.fileno(), select.EPOLLIN | select.EPOLLRDHUP | select.EPOLLET)

    def _enqueue(self, conn: TConn) -> None:
        conn.data_ready = True
        super().enqueue_req(conn)

    def _look_outside(self, _: Any) -> None:
        for number, event in self._outside.poll(0):
            has_hung_up = bool(event & ~select.EPOLLIN)
            if number in self._leaving:
                sock, _deadline = self._leaving[number]
                if has_hung_up or _has_ended(sock):
                    self._outside.unregister(number)
                    del self._leaving[number]
                    sock.close()
                continue
            conn, _deadline = self._waiting[number]
            if has_hung_up or _is_whole(conn.sock):
                self._outside.unregister(number)
                del self._waiting[number]
                self._enqueue(conn)

    def _let_leave(self, sock: socket.socket) -> None:
        """Say that there is nothing more to come, and close once the client has: before, it might miss the answer."""
        sock.setblocking(False)
        try:
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            sock.close()
            return
        if _has_ended(sock):
            sock.close()
            return
        self._leaving[sock.fileno()] = (sock, time.monotonic() + _LEAVE_S)
        self._outside.register(sock.fileno(), select.EPOLLIN | select.EPOLLRDHUP | select.EPOLLET)

    def _drop_outside(self, now: float) -> None:
        """Close the connections that patience has ended with; the oldest come first."""
        for number, (conn, deadline) in list(self._waiting.items()):
            if now < deadline and self.alive:
                break
            del self._waiting[number]
            self._outside.unregister(number)
            self.nr_conns -= 1
            _say_too_slow(conn.sock)
            conn.sock.close()
        for number, (sock, deadline) in list(self._leaving.items()):
            if now < deadline and self.alive:
                break
            del self._leaving[number]
            self._outside.unregister(number)
            sock.close()

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """Do what there is to do, then decide whether the next connection is for this worker."""
        super().wait_for_and_dispatch_events(_BEAT_S if timeout is None else min(timeout, _BEAT_S))
        now = time.monotonic()
        self._drop_outside(now)
        if self.board is not None and self.place is not None:
            self.board.write(self.place, self.nr_conns, now=now)
            fewest = self.board.fewest_elsewhere(self.place, now=now)
            self.worker_connections = self._most if fewest is None else min(self._most, fewest + _LEAD)

    def handle_exit(self, sig: Any, frame: Any) -> None:
        """Stop, and end the streams, which would otherwise hold the worker as long as their clients like."""
        super().handle_exit(sig, frame)
        # Not here in the signal handler, which may have interrupted anything: in the loop that it wakes up.
        if self.end_streams is not None:
            self.method_queue.defer(self.end_streams)


def _is_whole(sock: socket.socket) -> bool:
    """Return whether a thread would not have to wait for the request on *sock*, which does not block."""
    try:
        head = sock.recv(_HEAD_MOST, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True  # whoever reads it will find out
    if not head:
        return True
    end = head.find(b"\r\n\r\n")
    if end < 0:
        return len(head) == _HEAD_MOST or b"\n\n" in head
    found = _LENGTH.search(head, 0, end + 2)
    if found is None:
        return True
    wanted = min(end + 4 + int(found[1]), _WAIT_MOST)
    return len(head) >= wanted or _readable(sock) >= wanted or b"\r\nexpect:" in head[:end].lower()


def _readable(sock: socket.socket) -> int:
    """Return how many bytes have come."""
    count = array.array("i", [0])
    fcntl.ioctl(sock.fileno(), termios.FIONREAD, count)
    return count[0]


def _has_ended(sock: socket.socket) -> bool:
    """Return whether the client has hung up; what it still sent is thrown away."""
    try:
        while sock.recv(_HEAD_MOST):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _say_too_slow(sock: socket.socket) -> None:
    try:
        if _readable(sock):
            sock.send(_TOO_SLOW)
    except OSError:
        pass  # it has gone


_Wsgi = Callable[[MutableMapping[str, Any], Callable[..., Any]], Iterable[bytes]]


def _closing(application: _Wsgi) -> _Wsgi:
    def closing(environ: MutableMapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            if ("Connection", "close") in headers:
                answer: Any = getattr(start_response, "__self__", None)  # a method of gunicorn's Response
                answer.force_close()
            return start_response(status, headers, *error)

        return application(environ, start)

    return closing
